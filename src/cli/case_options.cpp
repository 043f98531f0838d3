#include "cli/case_options.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "cli/data.h"
#include "cli/files.h"
#include "cli/output.h"

namespace mingcha::cli {

namespace {

using Json = nlohmann::ordered_json;

Result<app::StepRequest> request_of(const CaseOptions& options, CaseEvent event) {
    app::StepRequest request;
    request.campaign = options.campaign;
    request.finding = options.finding;
    request.step.event = event;
    request.step.logged_at = wall_clock();
    request.step.by = options.by;
    request.step.on_behalf = options.on_behalf;
    request.step.channel = options.channel;
    request.step.text = options.text;
    if (!options.at.empty()) {
        const auto at = parse_instant(options.at);
        if (!at) return fail("--at", at.error().what, "写成 2021-11-05T09:30");
        request.step.at = *at;
    }
    if (!options.due.empty()) {
        const auto due = parse_date(options.due);
        if (!due) return fail("--due", due.error().what, "写成 YYYY-MM-DD");
        request.step.due = *due;
    }
    if (!options.proof.empty()) {
        auto bytes = read_file(options.proof, app::kMaxProofBytes);
        if (!bytes) return Fail(bytes.error());
        request.proof_bytes = std::move(*bytes);
        request.proof_name = std::filesystem::path(options.proof).filename().string();
    }
    return request;
}

Json step_json(const CaseStep& step) {
    Json json{{"event", to_string(step.event)},
              {"at", format_instant(step.at)},
              {"logged_at", format_instant(step.logged_at)},
              {"by", step.by},
              {"text", step.text}};
    if (!step.on_behalf.empty()) json["on_behalf"] = step.on_behalf;
    if (!step.channel.empty()) json["channel"] = step.channel;
    if (!step.proof.empty()) json["proof"] = step.proof;
    if (step.due) json["due"] = format_date(*step.due);
    return json;
}

Json row_json(const app::CaseRow& row) {
    Json steps = Json::array();
    for (const CaseStep& step : row.standing.steps) steps.push_back(step_json(step));
    Json json{{"finding", row.finding.id},
              {"target", row.finding.target},
              {"name", row.name},
              {"unit", row.unit},
              {"rule", row.finding.rule},
              {"problem", row.finding.problem},
              {"state", to_string(row.finding.state)},
              {"objection", workflow::to_string(row.standing.objection)},
              {"mending", workflow::to_string(row.standing.mend)},
              {"due", row.due ? Json(format_date(*row.due)) : Json(nullptr)},
              {"days_left", row.days_left ? Json(*row.days_left) : Json(nullptr)},
              {"steps", steps}};
    return json;
}

std::string days_of(const app::CaseRow& row) {
    if (!row.days_left) return std::string(workflow::to_chinese(row.urgency));
    if (*row.days_left < 0) return fmt::format("逾期{}天", -*row.days_left);
    return *row.days_left == 0 ? "今日到期" : fmt::format("还有{}天", *row.days_left);
}

Json counts_json(const std::vector<app::MendCount>& counts) {
    Json json = Json::array();
    for (const app::MendCount& count : counts) {
        json.push_back({{"unit", count.unit},
                        {"all", count.all},
                        {"mended", count.mended},
                        {"replied", count.replied},
                        {"open", count.open},
                        {"returned", count.returned},
                        {"overdue", count.overdue}});
    }
    return json;
}

}  // namespace

void add_step_options(CLI::App& command, CaseOptions& options) {
    command.add_option("FINDING", options.finding, "问题编号，或其前八位以上")->required();
    command.add_option("--campaign", options.campaign, "检查活动")->required();
    command.add_option("--by", options.by, "经办人")->required();
    command.add_option("--for", options.on_behalf, "代为登记的单位（来函、OA 等）");
    command.add_option("--channel", options.channel, "如何收到：OA、纸质、电话");
    command.add_option("--text", options.text, "内容或理由");
    command.add_option("--proof", options.proof, "证明材料（pdf、png、jpg、docx、xlsx、txt）");
    command.add_option("--at", options.at, "发生的时间，缺省为现在");
}

void take_step(const CaseOptions& options, CaseEvent event, Context& context) {
    const auto request = request_of(options, event);
    if (!request) {
        fail_with(context, request.error());
        return;
    }
    const auto store = open_store(context);
    if (!store) return;
    const auto step = app::take_step(*store, context.data_dir, *request);
    if (!step) return fail_with(context, step.error());
    print(fmt::format("{}  {}\n", step->finding, to_chinese(step->event)));
}

void print_cases(const std::vector<app::CaseRow>& rows, const CaseOptions& options,
                 bool objections) {
    std::vector<app::CaseRow> chosen;
    for (const app::CaseRow& row : rows) {
        const bool objected = row.standing.objection != workflow::ObjectionState::none;
        const bool mending = row.finding.state == FindingState::confirmed;
        const bool waits = objections ? row.standing.objection == workflow::ObjectionState::open
                                      : row.urgency != workflow::Urgency::done;
        if (objections ? !objected : !mending) continue;
        if (options.open && !waits) continue;
        if (!options.unit.empty() && row.unit != options.unit) continue;
        chosen.push_back(row);
    }
    if (options.format == "json") {
        Json list = Json::array();
        for (const app::CaseRow& row : chosen) list.push_back(row_json(row));
        Json json{{"campaign", options.campaign}, {"findings", list}};
        if (!objections) json["counts"] = counts_json(app::count_mending(chosen));
        print(json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
        return;
    }
    std::string text;
    for (const app::CaseRow& row : chosen) {
        text +=
            fmt::format("{}  {}  {}  {}  {}\n", row.finding.id,
                        objections ? workflow::to_chinese(row.standing.objection)
                                   : workflow::to_chinese(row.standing.mend),
                        objections ? std::string(workflow::brought_by(row.standing)) : days_of(row),
                        row.name.empty() ? row.finding.target : row.name, row.finding.problem);
    }
    if (!objections) {
        const app::MendCount all = app::count_mending(chosen).front();
        text +=
            fmt::format("共 {} 个问题：已整改 {}，已回复待核实 {}，待整改 {}，退回 {}；逾期 {}\n",
                        all.all, all.mended, all.replied, all.open, all.returned, all.overdue);
    }
    print(text);
}

}  // namespace mingcha::cli
