// mingcha tasks: work by hand shared out among inspectors, worksheets, spot checks.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/captures.h"
#include "app/worksheets.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/files.h"
#include "cli/output.h"
#include "intake/picture.h"

namespace mingcha::cli {

namespace {

using Json = nlohmann::ordered_json;

struct Options {
    app::ShareRequest share;
    app::MoveRequest move;
    Inspector inspector;
    HandVerdict word;
    std::string campaign, target, share_by = "county", kinds = "all", outcome, points, person;
    std::string format = "table";
    std::int32_t percent = 10;
    bool spot = false;
    app::CaptureTask capture;
    std::vector<std::string> pictures;
    std::string last_seen, remark;
};

void list_people(Context& context) {
    const auto store = open_store_to_look(context);
    if (!store) return;
    const auto people = app::inspectors(*store);
    if (!people) return fail_with(context, people.error());
    std::string text;
    for (const Inspector& each : *people) {
        text += fmt::format("{}  {}  {}\n", each.name, each.unit,
                            each.divisions.empty() ? "各县区" : each.divisions);
    }
    print(text);
}

void keep_person(const Options& options, Context& context) {
    const auto store = open_store(context);
    if (!store) return;
    if (auto kept = app::keep_inspector(*store, options.inspector); !kept) {
        return fail_with(context, kept.error());
    }
    print(fmt::format("已登记 {}\n", options.inspector.name));
}

// How many targets and lines each of the new assignments makes.
void print_plan(const std::vector<Assignment>& plan) {
    std::map<std::string, std::int64_t> counts;
    for (const Assignment& each : plan) ++counts[each.inspector];
    std::string text;
    for (const auto& [name, count] : counts) text += fmt::format("{}  {} 个对象\n", name, count);
    print(text + fmt::format("共分配 {} 个对象\n", plan.size()));
}

void assign(const Options& options, Context& context) {
    const auto store = open_store(context);
    if (!store) return;
    app::ShareRequest request = options.share;
    request.data_dir = context.data_dir;
    request.by = *workflow::parse_share_by(options.share_by);
    request.sites = options.kinds != "accounts";
    request.accounts = options.kinds != "sites";
    request.now = wall_clock();
    const auto plan = app::share_work(*store, request);
    if (!plan) return fail_with(context, plan.error());
    print_plan(*plan);
}

void spot_check(const Options& options, Context& context) {
    const auto store = open_store(context);
    if (!store) return;
    app::ShareRequest request = options.share;
    request.data_dir = context.data_dir;
    request.now = wall_clock();
    const auto plan = app::plan_spot_checks(*store, request, options.percent);
    if (!plan) return fail_with(context, plan.error());
    print_plan(*plan);
}

void move(const Options& options, Context& context) {
    const auto store = open_store(context);
    if (!store) return;
    app::MoveRequest request = options.move;
    request.now = wall_clock();
    const auto moved = app::move_work(*store, context.data_dir, request);
    if (!moved) return fail_with(context, moved.error());
    print(fmt::format("{} → {}：{} 个对象\n", request.from, request.to, *moved));
}

void list(const Options& options, Context& context) {
    const auto store = open_store_to_look(context);
    if (!store) return;
    const auto rows = app::work_of(*store, context.data_dir, options.campaign, options.person);
    if (!rows) return fail_with(context, rows.error());
    if (options.format == "json") {
        Json json = Json::array();
        for (const app::WorkRow& row : *rows) {
            json.push_back({{"inspector", row.inspector},
                            {"target", row.target},
                            {"name", row.name},
                            {"spot", row.spot},
                            {"lines", row.lines},
                            {"waiting", row.waiting}});
        }
        return print(Json{{"campaign", options.campaign}, {"tasks", json}}.dump(
                         2, ' ', false, Json::error_handler_t::replace) +
                     "\n");
    }
    std::string text;
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> left;  // lines, waiting
    for (const app::WorkRow& row : *rows) {
        left[row.inspector].first += row.lines;
        left[row.inspector].second += row.waiting;
        text += fmt::format("{}  {}{}  {}  还有 {} / {} 项\n", row.inspector,
                            row.spot ? "抽查 " : "", row.target, row.name, row.waiting, row.lines);
    }
    for (const auto& [name, lines] : left) {
        text += fmt::format("{}：还有 {} / {} 项\n", name, lines.second, lines.first);
    }
    print(text);
}

Json word_json(const HandVerdict& word) {
    Json json{{"outcome", to_string(word.outcome)},
              {"by", word.by},
              {"at", format_instant(word.at)},
              {"problem", word.problem},
              {"count", word.count},
              {"reason", word.reason},
              {"evidence_url", word.evidence_url}};
    if (word.points) json["points"] = word.points->hundredths / 100.0;
    return json;
}

Json line_json(const app::SheetLine& line) {
    Json proposals = Json::array();
    for (const Finding& finding : line.proposals) {
        proposals.push_back({{"id", finding.id},
                             {"state", to_string(finding.state)},
                             {"problem", finding.problem}});
    }
    Json words = Json::array();
    for (const HandVerdict& word : line.words) words.push_back(word_json(word));
    return {{"rule", line.rule.id},
            {"title", line.rule.title},
            {"clause", line.rule.clause},
            {"guidance", line.rule.guidance},
            {"phrases", line.rule.phrases},
            {"machine", to_string(line.machine)},
            {"reason", line.reason.text},
            {"proposals", proposals},
            {"words", words},
            {"captures", line.captures.size()},
            {"waits", line.waits}};
}

std::string line_text(const app::SheetLine& line) {
    std::string text =
        fmt::format("{} {}  {}\n", line.waits ? "□" : "■", line.rule.id, line.rule.title);
    for (const std::string& step : line.rule.guidance) text += fmt::format("    {}\n", step);
    for (const Finding& finding : line.proposals) {
        text += fmt::format("    机器：{}（{} {}）\n", finding.problem, finding.id,
                            to_string(finding.state));
    }
    if (line.machine == Outcome::not_measured && line.words.empty()) {
        text += fmt::format("    未测：{}\n", line.reason.text);
    }
    for (const HandVerdict& word : line.words) {
        text += fmt::format("    {}：{} {}{}\n", word.by, to_chinese(word.outcome), word.problem,
                            word.reason.empty() ? std::string() : "（" + word.reason + "）");
    }
    for (const Capture& each : line.captures) {
        text += fmt::format("    {} {}：{}{} {}\n", format_instant(each.at), each.by, each.picture,
                            each.last_seen ? "最近更新 " + format_date(*each.last_seen) : "",
                            each.remark);
    }
    return text;
}

void sheet(const Options& options, Context& context) {
    const auto store = open_store_to_look(context);
    if (!store) return;
    const auto sheet = app::worksheet_of(
        *store, {context.data_dir, options.campaign, options.target, options.spot});
    if (!sheet) return fail_with(context, sheet.error());
    if (options.format == "json") {
        Json lines = Json::array();
        for (const app::SheetLine& line : sheet->lines) lines.push_back(line_json(line));
        return print(Json{{"target", sheet->target},
                          {"name", sheet->name},
                          {"unit", sheet->unit},
                          {"url", sheet->url},
                          {"inspector", sheet->inspector},
                          {"waiting", sheet->waiting},
                          {"lines", lines}}
                         .dump(2, ' ', false, Json::error_handler_t::replace) +
                     "\n");
    }
    std::string text = fmt::format("{}  {}  {}\n", sheet->target, sheet->name, sheet->url);
    for (const app::SheetLine& line : sheet->lines) text += line_text(line);
    print(text + fmt::format("还有 {} / {} 项\n", sheet->waiting, sheet->lines.size()));
}

void record(const Options& options, Context& context) {
    HandVerdict word = options.word;
    word.target = options.target;
    word.spot = options.spot;
    word.at = wall_clock();
    const auto outcome = parse_hand_outcome(options.outcome);
    if (!outcome) {
        fail_with(context, {"OUTCOME", "\"" + options.outcome + "\" 不是结论",
                            "合格 pass、有问题 fault、不适用 not_applicable、无法检查 unable"});
        context.status = kUsage;
        return;
    }
    word.outcome = *outcome;
    if (!options.points.empty()) {
        const auto points = parse_points(options.points);
        if (!points) return fail_with(context, points.error());
        word.points = *points;
    }
    const auto store = open_store(context);
    if (!store) return;
    const auto written = app::write_word(*store, context.data_dir, options.campaign, word);
    if (!written) return fail_with(context, written.error());
    print(fmt::format("{} {} {}\n", written->target, written->rule, to_chinese(written->outcome)));
}

void capture(const Options& options, Context& context) {
    const auto store = open_store(context);
    if (!store) return;
    const Instant now = wall_clock();
    if (auto task = app::capture_subject(*store, context.data_dir, options.capture); !task) {
        return fail_with(context, task.error());
    }
    for (const std::string& path : options.pictures) {
        const auto bytes = read_file(path, intake::kMaxPictureFile);
        if (!bytes) return fail_with(context, bytes.error());
        const auto kept = app::keep_picture(*store, context.data_dir, options.capture, *bytes, now);
        if (!kept) return fail_with(context, {path, kept.error().what, kept.error().hint});
        print(fmt::format("{}  {}{}\n", path, kept->picture,
                          kept->had_location ? "（已去掉位置信息）" : ""));
    }
    std::optional<Date> last_seen;
    if (!options.last_seen.empty()) {
        const auto day = parse_date(options.last_seen);
        if (!day) return fail_with(context, day.error());
        last_seen = *day;
    }
    if (!last_seen && options.remark.empty()) return;
    const auto note = app::keep_note(*store, options.capture, last_seen, options.remark, now);
    if (!note) return fail_with(context, note.error());
    print("已记下备注\n");
}

void agree(const Options& options, Context& context) {
    const auto store = open_store_to_look(context);
    if (!store) return;
    const auto agreement = app::agreement(*store, options.campaign);
    if (!agreement) return fail_with(context, agreement.error());
    if (agreement->compared == 0) return print("还没有可以比较的抽查\n");
    std::string text =
        fmt::format("抽查 {} 项，一致 {} 项（{}%）\n", agreement->compared, agreement->same,
                    format_points(percent(agreement->same, agreement->compared), 1, true));
    for (const HandVerdict& word : agreement->differing) {
        text += fmt::format("{} {}  {}：{} {}\n", word.target, word.rule, word.by,
                            to_chinese(word.outcome), word.problem);
    }
    print(text);
}

void add_planning(CLI::App& group, const std::shared_ptr<Options>& options, Context& context) {
    CLI::App* person = group.add_subcommand("inspector", "登记检查人员，或改变其单位、县区");
    person->add_option("NAME", options->inspector.name, "姓名")->required();
    person->add_option("--unit", options->inspector.unit, "所在单位（本单位回避）");
    person->add_option("--divisions", options->inspector.divisions,
                       "只检查这些县区：行政区划代码，以 | 分隔");
    person->callback([options, &context] { keep_person(*options, context); });
    CLI::App* people = group.add_subcommand("inspectors", "列出检查人员");
    people->callback([&context] { list_people(context); });
    CLI::App* plan = group.add_subcommand("assign", "把还没有人检查的网站、账号分给检查人员");
    plan->add_option("--campaign", options->share.campaign, "检查活动")->required();
    plan->add_option("--by-rule", options->share_by, "county 按县区、kind 按类别、random 随机")
        ->check(CLI::IsMember({"county", "kind", "random"}))
        ->capture_default_str();
    plan->add_option("--kinds", options->kinds, "all、sites、accounts")
        ->check(CLI::IsMember({"all", "sites", "accounts"}))
        ->capture_default_str();
    plan->add_option("--inspector", options->share.only, "只分给这些人，可重复");
    plan->add_option("--seed", options->share.seed, "随机种子")->capture_default_str();
    plan->add_option("--by", options->share.planner, "谁分配的")->required();
    plan->callback([options, &context] { assign(*options, context); });
    CLI::App* spot = group.add_subcommand("spot-check", "抽百分之几由第二人再查");
    spot->add_option("--campaign", options->share.campaign, "检查活动")->required();
    spot->add_option("--percent", options->percent, "百分数")->capture_default_str();
    spot->add_option("--seed", options->share.seed, "随机种子")->capture_default_str();
    spot->add_option("--by", options->share.planner, "谁分配的")->required();
    spot->callback([options, &context] { spot_check(*options, context); });
    CLI::App* moving = group.add_subcommand("move", "把任务转给另一人；不列对象即其未动手的全部");
    moving->add_option("TARGET", options->move.targets, "标识码，可多个");
    moving->add_option("--campaign", options->move.campaign, "检查活动")->required();
    moving->add_option("--from", options->move.from, "原检查人员")->required();
    moving->add_option("--to", options->move.to, "新检查人员")->required();
    moving->add_option("--by", options->move.by, "谁转的")->required();
    moving->callback([options, &context] { move(*options, context); });
}

void add_sheets(CLI::App& group, const std::shared_ptr<Options>& options, Context& context) {
    CLI::App* listing = group.add_subcommand("list", "各人的任务和剩余项数");
    listing->add_option("--campaign", options->campaign, "检查活动")->required();
    listing->add_option("--inspector", options->person, "只列一人");
    CLI::App* showing = group.add_subcommand("sheet", "一个网站或账号的检查表");
    showing->add_option("TARGET", options->target, "标识码，或 账号类型/账号名称")->required();
    showing->add_option("--campaign", options->campaign, "检查活动")->required();
    showing->add_flag("--spot", options->spot, "抽查：不看第一人的结论");
    for (CLI::App* each : {listing, showing}) {
        each->add_option("--format", options->format, "table 或 json")
            ->check(CLI::IsMember({"table", "json"}));
    }
    listing->callback([options, &context] { list(*options, context); });
    showing->callback([options, &context] { sheet(*options, context); });
    CLI::App* writing = group.add_subcommand("record", "写下一项的结论");
    writing->add_option("TARGET", options->target, "标识码，或 账号类型/账号名称")->required();
    writing->add_option("RULE", options->word.rule, "指标")->required();
    writing->add_option("OUTCOME", options->outcome, "合格、有问题、不适用、无法检查")->required();
    writing->add_option("--campaign", options->campaign, "检查活动")->required();
    writing->add_option("--by", options->word.by, "检查人员")->required();
    writing->add_option("--problem", options->word.problem, "问题，用通报里的说法");
    writing->add_option("--count", options->word.count, "几处")->capture_default_str();
    writing->add_option("--points", options->points, "改变分值（须写理由）");
    writing->add_option("--reason", options->word.reason, "理由");
    writing->add_option("--evidence", options->word.evidence_url, "证据网址");
    writing->add_flag("--spot", options->spot, "抽查的第二次检查");
    writing->callback([options, &context] { record(*options, context); });
    CLI::App* taking =
        group.add_subcommand("capture", "给检查表的一项附上图片、最近更新日期、备注");
    taking->add_option("TARGET", options->capture.target, "标识码，或 账号类型/账号名称")
        ->required();
    taking->add_option("RULE", options->capture.rule, "指标")->required();
    taking->add_option("PICTURE", options->pictures, "JPEG 或 PNG，可多个；拍摄信息会被去掉");
    taking->add_option("--campaign", options->capture.campaign, "检查活动")->required();
    taking->add_option("--by", options->capture.by, "检查人员")->required();
    taking->add_option("--last-seen", options->last_seen, "看到的最近一次更新的日期");
    taking->add_option("--remark", options->remark, "备注");
    taking->add_flag("--spot", options->capture.spot, "抽查的第二次检查");
    taking->callback([options, &context] { capture(*options, context); });
    CLI::App* agreeing = group.add_subcommand("agreement", "抽查与初查的一致程度");
    agreeing->add_option("--campaign", options->campaign, "检查活动")->required();
    agreeing->callback([options, &context] { agree(*options, context); });
}

}  // namespace

void add_tasks(CLI::App& app, Context& context) {
    const auto options = std::make_shared<Options>();
    CLI::App* group = app.add_subcommand("tasks", "人工检查：分工、检查表、抽查");
    group->require_subcommand(1);
    add_planning(*group, options, context);
    add_sheets(*group, options, context);
}

}  // namespace mingcha::cli
