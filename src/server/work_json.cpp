#include "server/work_json.h"

#include <map>

#include "base/base64.h"
#include "base/text.h"

namespace mingcha::server {

namespace {

Json step_json(const CaseStep& step, const std::string& address) {
    return {{"event", to_string(step.event)},
            {"at", format_instant(step.at)},
            {"by", step.by},
            {"on_behalf", text_or_null(step.on_behalf)},
            {"channel", text_or_null(step.channel)},
            {"text", step.text},
            {"proof_url", step.proof.empty() ? Json(nullptr) : Json(address)},
            {"due", day_or_null(step.due)}};
}

Json word_json(const HandVerdict& word) {
    return {{"outcome", to_string(word.outcome)},
            {"problem", word.problem},
            {"count", word.count},
            {"points", points_json(word.points)},
            {"reason", word.reason},
            {"evidence_url", word.evidence_url},
            {"by", word.by},
            {"at", format_instant(word.at)}};
}

Json line_json(const std::string& campaign, const app::SheetLine& line) {
    Json proposals = Json::array();
    for (const Finding& finding : line.proposals) {
        proposals.push_back({{"id", finding.id},
                             {"state", to_string(finding.state)},
                             {"problem", finding.problem}});
    }
    Json words = Json::array();
    for (const HandVerdict& word : line.words) words.push_back(word_json(word));
    Json captures = Json::array();
    for (const Capture& each : line.captures) captures.push_back(capture_json(campaign, each));
    return {{"rule", line.rule.id},
            {"title", line.rule.title},
            {"group", line.rule.group},
            {"clause", line.rule.clause},
            {"veto", line.rule.is_veto()},
            {"guidance", line.rule.guidance},
            {"phrases", line.rule.phrases},
            {"machine", to_string(line.machine)},
            {"reason", line.reason.text},
            {"proposals", proposals},
            {"words", words},
            {"captures", captures},
            {"waits", line.waits}};
}

}  // namespace

Json capture_json(const std::string& campaign, const Capture& capture) {
    Json picture = nullptr;
    if (!capture.picture.empty()) {
        picture = fmt::format("/api/v1/campaigns/{}/captures/{}", campaign, capture.number);
    }
    return {{"number", capture.number},
            {"picture_url", picture},
            {"sha256", text_or_null(capture.sha256)},
            {"bytes", capture.bytes},
            {"width", capture.width},
            {"height", capture.height},
            {"had_location", capture.had_location},
            {"last_seen", day_or_null(capture.last_seen)},
            {"remark", capture.remark},
            {"by", capture.by},
            {"at", format_instant(capture.at)}};
}

Json case_json(const app::CampaignView& view, const app::CaseRow& row) {
    const auto found = view.finding_by_id.find(row.finding.id);
    const Rule* rule =
        found == view.finding_by_id.end() ? nullptr : view.findings[found->second].rule;
    Json steps = Json::array();
    for (const CaseStep& step : row.standing.steps) {
        steps.push_back(
            step_json(step, fmt::format("/api/v1/campaigns/{}/findings/{}/proof?n={}",
                                        view.result.campaign.id, row.finding.id, steps.size())));
    }
    return {{"finding", row.finding.id},
            {"target", row.finding.target},
            {"name", row.name},
            {"unit", row.unit},
            {"rule", row.finding.rule},
            {"rule_title", rule == nullptr ? row.finding.rule : rule->title},
            {"problem", row.finding.problem},
            {"state", to_string(row.finding.state)},
            {"objection", workflow::to_string(row.standing.objection)},
            {"mending", workflow::to_string(row.standing.mend)},
            {"urgency", workflow::to_string(row.urgency)},
            {"due", day_or_null(row.due)},
            {"days_left", row.days_left ? Json(*row.days_left) : Json(nullptr)},
            {"steps", steps}};
}

Json mend_counts_json(const std::vector<app::CaseRow>& rows) {
    Json counts = Json::array();
    for (const app::MendCount& count : app::count_mending(rows)) {
        counts.push_back({{"unit", count.unit},
                          {"all", count.all},
                          {"mended", count.mended},
                          {"replied", count.replied},
                          {"open", count.open},
                          {"returned", count.returned},
                          {"overdue", count.overdue}});
    }
    return counts;
}

Json round_json(const std::optional<DraftRound>& round, std::int64_t waiting, Instant now) {
    Json json{{"stage", workflow::to_string(workflow::stage_of(round, now))},
              {"until", nullptr},
              {"opened_by", nullptr},
              {"opened_at", nullptr},
              {"finished_by", nullptr},
              {"finished_at", nullptr},
              {"waiting", waiting}};
    if (!round) return json;
    json["until"] = format_date(round->until);
    json["opened_by"] = round->opened_by;
    json["opened_at"] = format_instant(round->opened_at);
    json["finished_by"] = text_or_null(round->finished_by);
    json["finished_at"] = time_or_null(round->finished_at);
    return json;
}

Json worksheet_json(const std::string& campaign, const app::Worksheet& sheet, bool spot) {
    Json lines = Json::array();
    for (const app::SheetLine& line : sheet.lines) lines.push_back(line_json(campaign, line));
    return {{"target", sheet.target},
            {"name", sheet.name},
            {"unit", sheet.unit},
            {"url", sheet.url},
            {"inspector", text_or_null(sheet.inspector)},
            {"spot", spot},
            {"waiting", sheet.waiting},
            {"lines", lines}};
}

Json tasks_json(const std::vector<app::WorkRow>& rows, const Paging& paging) {
    Json items = Json::array();
    for (std::size_t i = paging.first(); i < rows.size() && items.size() < paging.count(); ++i) {
        const app::WorkRow& row = rows[i];
        items.push_back({{"inspector", row.inspector},
                         {"target", row.target},
                         {"name", row.name},
                         {"account", row.account},
                         {"spot", row.spot},
                         {"lines", row.lines},
                         {"waiting", row.waiting}});
    }
    return items;
}

Json task_counts_json(const std::vector<app::WorkRow>& rows) {
    struct Count {
        std::int64_t targets = 0, lines = 0, waiting = 0;
    };
    std::map<std::string, Count> counts;
    for (const app::WorkRow& row : rows) {
        Count& count = counts[row.inspector];
        ++count.targets;
        count.lines += row.lines;
        count.waiting += row.waiting;
    }
    Json json = Json::array();
    for (const auto& [name, count] : counts) {
        json.push_back({{"inspector", name},
                        {"targets", count.targets},
                        {"lines", count.lines},
                        {"waiting", count.waiting}});
    }
    return json;
}

Json inspector_json(const Inspector& inspector) {
    Json divisions = Json::array();
    for (const std::string_view code : split(inspector.divisions, '|')) {
        if (!trim(code).empty()) divisions.push_back(std::string(trim(code)));
    }
    return {{"name", inspector.name}, {"unit", inspector.unit}, {"divisions", divisions}};
}

bool covers(const people::Reach& reach, const app::CampaignView& view, const std::string& target) {
    if (const auto site = view.site_by_code.find(target); site != view.site_by_code.end()) {
        return reach.covers(site->second->site, view.base->units);
    }
    const auto account = view.account_by_key.find(target);
    return account != view.account_by_key.end() &&
           reach.covers(account->second->account, view.base->units);
}

Result<bool> take_proof(const Json& body, app::StepRequest& into) {
    if (!body.contains("proof")) return true;
    const Json& proof = body["proof"];
    if (!proof.is_object() || !proof.contains("name") || !proof["name"].is_string() ||
        !proof.contains("base64") || !proof["base64"].is_string()) {
        return fail("proof", "应有 name 和 base64");
    }
    auto bytes = base64_decoded(proof["base64"].get<std::string>());
    if (!bytes) return fail("proof", "base64 不完整或有别的字符", "重新选择文件");
    into.proof_name = proof["name"].get<std::string>();
    into.proof_bytes = std::move(*bytes);
    return true;
}

}  // namespace mingcha::server
