#include "workflow/words.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/text.h"

namespace mingcha::workflow {

namespace {

// Whether the later word takes the earlier one's place, both of one rule, target and look.
bool replaces(const HandVerdict& later, const HandVerdict& earlier) {
    const bool both_faults =
        later.outcome == HandOutcome::fault && earlier.outcome == HandOutcome::fault;
    return !both_faults || later.problem == earlier.problem;
}

}  // namespace

std::vector<HandVerdict> standing_words(const std::vector<HandVerdict>& log) {
    std::vector<HandVerdict> standing;
    std::map<std::string, std::vector<const HandVerdict*>> later;  // by target, rule and look
    for (auto word = log.rbegin(); word != log.rend(); ++word) {
        auto& known = later[fmt::format("{}\n{}\n{}", word->target, word->rule, word->spot)];
        const bool gone = std::any_of(known.begin(), known.end(), [&](const HandVerdict* each) {
            return replaces(*each, *word);
        });
        known.push_back(&*word);
        if (!gone) standing.push_back(*word);
    }
    std::reverse(standing.begin(), standing.end());
    return standing;
}

Result<bool> check_word(const HandVerdict& word) {
    const std::string where = word.target + " " + word.rule;
    if (trim(word.by).empty()) return fail(where, "没有检查人", "写明是谁检查的");
    const bool fault = word.outcome == HandOutcome::fault;
    if (fault && trim(word.problem).empty()) {
        return fail(where, "没有写明问题", "用通报里的说法写明");
    }
    const bool excused =
        word.outcome == HandOutcome::not_applicable || word.outcome == HandOutcome::unable;
    if (excused && trim(word.reason).empty()) {
        return fail(where, fmt::format("{}没有写明理由", to_chinese(word.outcome)), "写明理由");
    }
    if (word.points && trim(word.reason).empty()) {
        return fail(where, "改了分值，没有写明理由", "写明理由");
    }
    if (word.count < 1) return fail(where, fmt::format("数量 {}", word.count), "一处以上");
    if (char_count(word.problem) > kMaxProblemChars || char_count(word.reason) > kMaxReasonChars) {
        return fail(
            where, "文字太长",
            fmt::format("问题最多 {} 字，理由最多 {} 字", kMaxProblemChars, kMaxReasonChars));
    }
    return true;
}

ImportedFinding imported_of(const HandVerdict& word, std::int32_t row) {
    ImportedFinding finding;
    finding.target = word.target;
    finding.rule = word.rule;
    finding.problem = word.problem;
    finding.count = word.count;
    finding.points = word.points;
    finding.reason = word.reason;
    finding.evidence_url = word.evidence_url;
    finding.found_at = word.at;
    finding.inspector = word.by;
    finding.row = row;
    finding.source =
        word.proof.empty() ? fmt::format("检查记录第{}条（{}）", word.number, word.by) : word.proof;
    return finding;
}

std::vector<Capture> standing_captures(const std::vector<Capture>& log) {
    std::set<std::int32_t> gone;
    for (const Capture& each : log) {
        if (each.withdraws != 0) gone.insert(each.withdraws);
    }
    std::vector<Capture> standing;
    for (const Capture& each : log) {
        const bool empty = each.picture.empty() && !each.last_seen && each.remark.empty();
        if (each.withdraws == 0 && !empty && !gone.contains(each.number)) standing.push_back(each);
    }
    return standing;
}

}  // namespace mingcha::workflow
