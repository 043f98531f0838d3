#include "app/merging.h"

#include <algorithm>

#include "base/text.h"

namespace mingcha::app {

namespace {

constexpr std::string_view kMerged = "同一问题，并入 ";
constexpr std::size_t kIdChars = 16;
constexpr std::size_t kProblemChars = 60;

}  // namespace

Result<Reviewed> merge_findings(store::Store& store, const MergeRequest& request) {
    const auto findings = findings_of(store, request.campaign);
    if (!findings) return Fail(findings.error());
    const auto finding = finding_named(*findings, request.finding);
    if (!finding) return Fail(finding.error());
    const auto into = finding_named(*findings, request.into);
    if (!into) return Fail(into.error());
    const Finding& gone = **finding;
    const Finding& stays = **into;
    if (gone.id == stays.id) return fail(gone.id, "不能并入自身", "选择保留的那一个");
    if (gone.target != stays.target) {
        return fail(gone.id, "两个问题不在同一个网站或账号", "不同对象的同类问题用整组复核");
    }
    if (stays.state == FindingState::dismissed) {
        return fail(stays.id, "要保留的问题已被驳回或并入别的问题", "选择仍然有效的那一个");
    }
    ReviewRequest review_request;
    review_request.campaign = request.campaign;
    review_request.findings = {gone.id};
    review_request.state = FindingState::dismissed;
    review_request.by = request.by;
    review_request.reason =
        std::string(kMerged) + stays.id + "：" + shorten(stays.problem, kProblemChars);
    review_request.at = request.at;
    review_request.needs_two = request.needs_two;
    return review(store, review_request);
}

std::optional<std::string> merged_into(const store::Decision& decision) {
    const std::string_view reason = decision.reason;
    if (decision.state != FindingState::dismissed || !reason.starts_with(kMerged)) {
        return std::nullopt;
    }
    const std::string_view id = reason.substr(kMerged.size(), kIdChars);
    const bool hex = std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    });
    if (id.size() != kIdChars || !hex) return std::nullopt;
    return std::string(id);
}

}  // namespace mingcha::app
