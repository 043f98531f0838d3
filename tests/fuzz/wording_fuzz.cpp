// Any bytes as a dictionary, any as a text: no crash, no leak; what is reported lies in its file,
// what is found lies in the text, in order, without overlaps, as the row's own text.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/text.h"
#include "wording/fold.h"
#include "wording/matcher.h"
#include "wording/read.h"
#include "wording/sentence.h"

namespace {

using namespace mingcha;

constexpr std::string_view kHeader = "term,kind,scope,sites,only,suggestion,source,confidence\n";
// Compiling is what takes time: a dictionary of the fuzzer need not be large.
constexpr std::size_t kMostRows = 64;

void require(bool holds) {
    if (!holds) std::abort();
}

void check_problems(const std::vector<wording::Problem>& problems) {
    require(problems.size() <= wording::kMaxProblems + 1);
    for (const wording::Problem& problem : problems) {
        require(problem.line >= 0 && problem.column >= 0);
        require(!problem.what.empty());
    }
}

void check_matches(const Dictionary& dictionary, std::string_view text) {
    const auto matcher = wording::Matcher::compile(dictionary);
    require(matcher.has_value());
    wording::Scanner scanner(*matcher);
    std::size_t behind = 0;
    for (const wording::Match& match : scanner.scan(text, {Date{18943}, "4199990001"})) {
        require(match.begin >= behind && match.begin < match.end && match.end <= text.size());
        behind = match.end;
        wording::FoldedText folded;
        folded.fold(text.substr(match.begin, match.end - match.begin));
        require(folded.text() == match.term->text);
        const auto span = wording::sentence_around(text, match.begin, match.end);
        require(span.begin <= match.begin && match.end <= span.end && span.end <= text.size());
        require(!wording::excerpt_around(text, match.begin, match.end, 40).empty());
        wording::is_spoken_about(text, match.begin, match.end);
        wording::is_in_title_marks(text, match.begin);
    }
}

}  // namespace

// The first line feed pair parts the rows of the dictionary from the text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::size_t end = std::min(input.find("\n\n"), input.size());
    const std::string_view text = input.substr(std::min(end + 2, input.size()));
    Dictionary raw;
    std::vector<wording::Problem> problems;
    wording::read_dictionary("raw.csv", input.substr(0, end), raw, problems);
    check_problems(problems);
    Dictionary dictionary;
    problems.clear();
    wording::read_dictionary("own.csv", std::string(kHeader).append(input.substr(0, end)),
                             dictionary, problems);
    wording::check_duplicates(dictionary, problems);
    wording::check_exceptions(dictionary, problems);
    if (dictionary.terms.size() + dictionary.allowed.size() > kMostRows || !is_utf8(text)) return 0;
    check_matches(dictionary, text);
    return 0;
}
