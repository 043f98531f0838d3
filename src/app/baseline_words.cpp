#include "app/baseline_words.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "app/baseline.h"
#include "base/text.h"
#include "proof/patterns.h"
#include "ruleset/phrases.h"

namespace mingcha::app {

namespace {

constexpr std::size_t kMaxProblemBytes = 4'000;

// Pieces between separators outside brackets and quotes.
std::vector<std::string> pieces(std::string_view text,
                                std::initializer_list<std::string_view> separators) {
    std::vector<std::string> out(1);
    int depth = 0;
    while (!text.empty()) {
        if (text.starts_with("（") || text.starts_with("“") || text.starts_with("《")) ++depth;
        if (text.starts_with("）") || text.starts_with("”") || text.starts_with("》")) --depth;
        std::size_t cut = 0;
        for (const std::string_view separator : separators) {
            if (depth <= 0 && text.starts_with(separator)) cut = separator.size();
        }
        if (cut > 0) {
            out.emplace_back();
            text.remove_prefix(cut);
        } else {
            out.back() += text.front();
            text.remove_prefix(1);
        }
    }
    std::erase_if(out, [](const std::string& piece) { return trim(piece).empty(); });
    return out;
}

std::string_view subject_of(std::string_view clause, const Ruleset& ruleset) {
    std::string_view longest;
    for (const Rule& rule : ruleset.rules) {
        if (!rule.subject.empty() && clause.starts_with(rule.subject) &&
            rule.subject.size() > longest.size()) {
            longest = rule.subject;
        }
    }
    return longest;
}

// Clauses of a cell. A comma parts two problems only where each side is one of another rule:
// "…更新不及时，未在1个工作日内答复…".
std::vector<std::string> clauses_of(const std::string& text, const Ruleset& ruleset,
                                    bool of_account) {
    std::vector<std::string> out;
    for (std::string& clause : pieces(text, {"；", ";", "。"})) {
        std::vector<std::string> parts = pieces(clause, {"，"});
        std::set<const Rule*> rules;
        for (const std::string& part : parts) {
            rules.insert(ruleset::rule_of_problem(ruleset, part, of_account));
        }
        if (rules.size() == parts.size() && !rules.contains(nullptr)) {
            std::move(parts.begin(), parts.end(), std::back_inserter(out));
        } else {
            out.push_back(std::move(clause));
        }
    }
    return out;
}

}  // namespace

std::optional<DateRange> window_of(const proof::Circular& circular, bool interactions) {
    const std::int32_t year = circular.issued ? civil(circular.issued->date).year : 0;
    const auto first = [&](std::string_view text) -> std::optional<DateRange> {
        for (const proof::DateWindow& window : proof::windows_in(text, year)) {
            if (window.from.date <= window.to.date) {
                return DateRange{window.from.date, window.to.date};
            }
        }
        return std::nullopt;
    };
    for (const proof::Annex& annex : circular.annexes) {
        if (annex.is_interaction() != interactions) continue;
        if (interactions || circular.paragraphs.empty()) {
            for (const std::string& note : annex.notes) {
                if (auto found = first(note)) return found;
            }
        }
    }
    if (interactions) return std::nullopt;
    for (const proof::Paragraph& paragraph : circular.paragraphs) {
        if (paragraph.part.starts_with("附件3")) continue;
        if (auto found = first(paragraph.text)) return found;
    }
    return std::nullopt;
}

std::optional<std::pair<std::int32_t, int>> quarter_in(std::string_view text) {
    for (std::size_t at = text.find("季度"); at != std::string_view::npos;
         at = text.find("季度", at + 1)) {
        constexpr std::size_t kChar = 3;
        if (at < 4 + 3 * kChar) continue;
        const auto [number, length] = proof::chinese_number(text.substr(at - kChar, kChar));
        if (length == 0 || number < 1 || number > 4) continue;
        const std::string_view before = text.substr(at - 3 * kChar - 4, 4 + 2 * kChar);
        if (!before.ends_with("年第")) continue;
        std::int32_t year = 0;
        bool digits = true;
        for (const char c : before.substr(0, 4)) {
            digits = digits && c >= '0' && c <= '9';
            year = year * 10 + (c - '0');
        }
        if (digits && year >= 2000) return std::pair{year, number};
    }
    return std::nullopt;
}

std::optional<Points> printed_rate(const proof::Circular& circular) {
    constexpr std::string_view kRate = "合格率";
    for (const proof::Paragraph& paragraph : circular.paragraphs) {
        const std::string_view text = paragraph.text;
        for (std::size_t at = text.find(kRate); at != std::string_view::npos;
             at = text.find(kRate, at + 1)) {
            const std::string_view before = text.substr(0, at);
            const std::size_t site = before.rfind("网站");
            const std::size_t account = before.rfind("新媒体");
            if (site == std::string_view::npos) continue;
            if (account != std::string_view::npos && account > site) continue;
            std::string_view rest = text.substr(at + kRate.size());
            for (const std::string_view word : {"为", "达到", "达"}) {
                if (rest.starts_with(word)) rest.remove_prefix(word.size());
            }
            const std::size_t end = rest.find_first_not_of("0123456789.");
            if (end == 0 || end == std::string_view::npos || rest[end] != '%') continue;
            const Result<Points> rate = parse_points(rest.substr(0, end));
            if (rate && *rate <= Points::whole(100)) return *rate;
        }
    }
    return std::nullopt;
}

std::vector<std::string> single_problems(std::string_view cell, const Ruleset& ruleset,
                                         bool of_account) {
    std::vector<std::string> out;
    const std::string text = proof::normalise(cell.substr(0, kMaxProblemBytes));
    for (const std::string& clause : clauses_of(text, ruleset, of_account)) {
        if (clause == "无" || clause == "/" || clause == "—" || clause == "-") continue;
        const std::string_view subject = subject_of(clause, ruleset);
        std::vector<std::string> singles;
        std::string open;  // pieces that say no problem by themselves: 表格、附件不能下载
        for (const std::string& piece : pieces(clause, {"、"})) {
            std::string next = open.empty() ? piece : open + "、" + piece;
            if (open.empty() && !subject.empty() && !piece.starts_with(subject)) {
                next = std::string(subject) + piece;
            }
            if (ruleset::rule_of_problem(ruleset, next, of_account) == nullptr) {
                open = std::move(next);
                continue;
            }
            singles.push_back(std::move(next));
            open.clear();
        }
        if (singles.empty()) {
            out.push_back(clause);
            continue;
        }
        out.insert(out.end(), singles.begin(), singles.end());
        if (!open.empty()) out.push_back(open);
    }
    return out;
}

}  // namespace mingcha::app
