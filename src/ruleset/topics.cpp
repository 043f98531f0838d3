// The table of words that tell a topic: illegal-topics.csv and what offices add.
#include <charconv>

#include <fmt/format.h>

#include "base/text.h"
#include "ruleset/compile.h"

namespace mingcha::ruleset {

namespace {

constexpr std::size_t kColumns = 5;
constexpr std::size_t kLeastWordBytes = 3;  // one Chinese character, three letters
constexpr std::int32_t kMaxWeight = 1000;

std::optional<TopicWhere> parse_where(std::string_view text) {
    if (text == "any") return TopicWhere::any;
    if (text == "anchor") return TopicWhere::anchor;
    if (text == "host") return TopicWhere::host;
    if (text == "title") return TopicWhere::title;
    return std::nullopt;
}

void report(std::vector<Problem>& problems, std::string_view file, int line, std::string what,
            std::string hint) {
    if (problems.size() >= kMaxProblems) return;
    problems.push_back({std::string(file), line, 1, std::move(what), std::move(hint)});
}

}  // namespace

std::vector<TopicWord> compile_topics(std::string_view file, std::string_view csv,
                                      std::vector<Problem>& problems) {
    std::vector<TopicWord> words;
    int line = 0;
    for (std::string_view row : split(csv, '\n')) {
        ++line;
        row = trim(row);
        if (row.empty() || row.front() == '#' || line == 1) continue;
        const std::vector<std::string_view> cells = split(row, ',');
        if (cells.size() != kColumns) {
            report(problems, file, line,
                   fmt::format("{} cells instead of {}", cells.size(), kColumns),
                   "word,topic,where,weight,source");
            continue;
        }
        TopicWord word;
        word.word = name_key(cells[0]);
        word.topic = std::string(trim(cells[1]));
        word.source = std::string(trim(cells[4]));
        const std::string_view weight = trim(cells[3]);
        const auto read =
            std::from_chars(weight.data(), weight.data() + weight.size(), word.weight);
        const auto where = parse_where(trim(cells[2]));
        if (word.word.size() < kLeastWordBytes || word.word.size() > kMaxTopicWordBytes) {
            report(problems, file, line, fmt::format("\"{}\" is no word", cells[0]),
                   fmt::format("{} to {} bytes", kLeastWordBytes, kMaxTopicWordBytes));
        } else if (!where) {
            report(problems, file, line, fmt::format("\"{}\" is no place", cells[2]),
                   "any, anchor, host, title");
        } else if (read.ec != std::errc{} || word.weight < 0 || word.weight > kMaxWeight) {
            report(problems, file, line, fmt::format("\"{}\" is no weight", cells[3]),
                   fmt::format("0 to {}; 100 is enough by itself", kMaxWeight));
        } else if (word.topic.empty()) {
            report(problems, file, line, "a word without topic", "name one, such as 赌博");
        } else if (words.size() == kMaxTopicWords) {
            report(problems, file, line, fmt::format("more than {} words", kMaxTopicWords),
                   "leave some out");
            break;
        } else {
            word.where = *where;
            words.push_back(std::move(word));
        }
    }
    return words;
}

}  // namespace mingcha::ruleset
