#include "audit/questions.h"

namespace mingcha::audit {

Verdict judge_reply(const SiteInput& input,
                    const std::function<Verdict(const ruleset::ReplyTiming&)>& judge) {
    const auto timing = ruleset::time_replies(input.site.facts().interactions, input.site.as_of(),
                                              input.context.ruleset->calendar);
    if (!timing) return not_measured(ReasonCode::ours, "监测时间点前未做实时互动测试");
    if (timing->band == ruleset::ReplyBand::not_measured) return not_measured(timing->reason);
    Verdict verdict = judge(*timing);
    verdict.coverage.checked = 1;
    return verdict;
}

Finding reply_finding(const ruleset::ReplyTiming& timing, std::string problem) {
    const Interaction& question = *timing.question;
    Finding finding = make_finding("question", std::move(problem));
    finding.state = FindingState::confirmed;
    Evidence evidence;
    evidence.at = question.replied_at.value_or(question.asked_at);
    evidence.excerpt = shown_time(question.asked_at) + " 提问";
    if (!question.question.empty()) evidence.excerpt += "“" + question.question + "”";
    if (!question.replied_at) {
        evidence.excerpt += "，未见答复";
    } else {
        evidence.excerpt += "，" + shown_time(*question.replied_at) +
                            (question.effective ? " 答复" : " 的答复无效");
    }
    if (timing.workdays) {
        evidence.excerpt += "，历时" + std::to_string(*timing.workdays) + "个工作日";
    }
    if (!question.source.empty()) evidence.excerpt += "（" + question.source + "）";
    add_evidence(finding, std::move(evidence));
    return finding;
}

std::string unsent_text(const UnsentQuestion& unsent) {
    std::string text = "问题未能提交：" + std::string(to_chinese(unsent.reason));
    if (!unsent.note.empty()) text += "（" + unsent.note + "）";
    return text;
}

std::optional<Finding> unsent_finding(const SiteFacts& facts, std::string problem) {
    if (!facts.unsent || !is_theirs(facts.unsent->reason)) return std::nullopt;
    const UnsentQuestion& unsent = *facts.unsent;
    Finding finding = make_finding("question", std::move(problem));
    finding.measured_by = MeasuredBy::machine;  // a proposal like any other until it is confirmed
    if (!unsent.board_url.empty()) add_place(finding, unsent.board_url);
    Evidence evidence;
    evidence.url = unsent.board_url;
    evidence.at = unsent.at;
    evidence.excerpt = shown_time(unsent.at) + " " + unsent_text(unsent) + "（" + unsent.by + "）";
    evidence.screenshot = unsent.proof;
    add_evidence(finding, std::move(evidence));
    return finding;
}

}  // namespace mingcha::audit
