#include "ruleset/phrases.h"

#include "base/text.h"

namespace mingcha::ruleset {

namespace {

// Closing points of NFKC text: ； and ， have become ; and ,.
void strip_points(std::string& text) {
    for (bool cut = true; cut;) {
        cut = false;
        for (const std::string_view mark : {"。", ";", ",", "、"}) {
            if (!text.ends_with(mark)) continue;
            text.resize(text.size() - mark.size());
            cut = true;
        }
    }
}

}  // namespace

std::string problem_words(std::string_view problem) {
    std::string text = name_key(problem);
    for (const std::string_view mark : {" ", "“", "”", "\""}) {
        text = replace_all(std::move(text), mark, "");
    }
    strip_points(text);
    const std::size_t begin = text.rfind('(');
    if (text.ends_with(')') && begin != std::string::npos &&
        text.find("未整改", begin) != std::string::npos) {
        text.resize(begin);
        strip_points(text);
    }
    return text;
}

const Rule* rule_of_problem(const Ruleset& ruleset, std::string_view problem, bool of_account) {
    const std::string words = problem_words(problem);
    const Rule* best = nullptr;
    std::size_t longest = 0;
    for (const Rule& rule : ruleset.rules) {
        if ((rule.scope == Scope::account) != of_account) continue;
        for (const std::string& phrase : rule.phrases) {
            const std::string known = problem_words(phrase);
            if (known.size() <= longest || words.find(known) == std::string::npos) continue;
            longest = known.size();
            best = &rule;
        }
    }
    return best;
}

}  // namespace mingcha::ruleset
