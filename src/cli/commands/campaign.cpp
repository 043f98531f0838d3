// mingcha campaign: one quarterly inspection — made, set, listed, shown, closed.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/baseline.h"
#include "app/campaign_plan.h"
#include "app/population.h"
#include "app/verdicts.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/rulesets.h"
#include "proof/document.h"

namespace mingcha::cli {

namespace {

using Json = nlohmann::ordered_json;

std::string printed(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

struct Options {
    app::CampaignWish wish;
    std::string format = "text";
    std::vector<std::string> assignments;
};

Result<DateRange> range(const char* name, const std::string& from, const std::string& to) {
    const Result<Date> first = parse_date(from);
    if (!first) return fail(std::string(name) + "from", first.error().what, first.error().hint);
    const Result<Date> last = parse_date(to);
    if (!last) return fail(std::string(name) + "to", last.error().what, last.error().hint);
    return DateRange{*first, *last};
}

std::string shown(const Campaign& campaign) {
    std::string out = fmt::format("{}\n规则集 {}\n检查时间 {} 至 {}\n监测时间点 {}\n", campaign.id,
                                  campaign.ruleset, format_date(campaign.window.from),
                                  format_date(campaign.window.to), format_instant(campaign.as_of));
    if (campaign.interactions) {
        out += fmt::format("实时互动 {} 至 {}\n", format_date(campaign.interactions->from),
                           format_date(campaign.interactions->to));
    }
    if (campaign.accounts_as_of) {
        out += fmt::format("新媒体数据截至 {}\n", format_date(*campaign.accounts_as_of));
    }
    out += fmt::format("方式 {}{}{}\n", campaign.by_hand ? "人工检查" : "机器检查",
                       campaign.closed ? "，已结束" : "",
                       campaign.origin == CampaignOrigin::document ? "，来自文件" : "");
    out += "campaign set 可设置的字段：\n";
    for (const auto& [key, meaning] : app::campaign_keys()) {
        const std::string value = app::campaign_field(campaign, key);
        out += value.empty() ? fmt::format("  {}  （未设：{}）\n", key, meaning)
                             : fmt::format("  {}={}\n", key, value);
    }
    return out;
}

Json range_json(const DateRange& range) {
    return {{"from", format_date(range.from)}, {"to", format_date(range.to)}};
}

Json campaign_json(const Campaign& campaign) {
    Json fields = Json::object();
    for (const auto& [key, meaning] : app::campaign_keys()) {
        const std::string value = app::campaign_field(campaign, key);
        fields[key] = value.empty() ? Json() : Json(value);
    }
    return {{"id", campaign.id},
            {"ruleset", campaign.ruleset},
            {"from", format_date(campaign.window.from)},
            {"to", format_date(campaign.window.to)},
            {"as_of", format_instant(campaign.as_of)},
            {"interactions", campaign.interactions ? range_json(*campaign.interactions) : Json()},
            {"accounts_as_of",
             campaign.accounts_as_of ? Json(format_date(*campaign.accounts_as_of)) : Json()},
            {"by_hand", campaign.by_hand},
            {"closed", campaign.closed},
            {"origin", campaign.origin == CampaignOrigin::document ? "document" : "inspected"},
            {"fields", fields}};
}

std::string campaign_line(const Campaign& campaign) {
    return fmt::format("{}  {}  {} — {}{}{}\n", campaign.id, campaign.ruleset,
                       format_date(campaign.window.from), format_date(campaign.window.to),
                       campaign.closed ? "  已结束" : "",
                       campaign.origin == CampaignOrigin::document ? "  来自文件" : "");
}

void list_campaigns(const Options& options, Context& context) {
    const auto store = open_store_to_look(context);
    if (!store) return;
    const auto campaigns = app::all_campaigns(*store);
    if (!campaigns) return fail_with(context, campaigns.error());
    Json json = Json::array();
    std::string lines;
    for (const Campaign& each : *campaigns) {
        json.push_back(campaign_json(each));
        lines += campaign_line(each);
    }
    print(options.format == "json" ? printed(json) : lines);
}

void show_campaign(const Options& options, Context& context) {
    const auto store = open_store_to_look(context);
    if (!store) return;
    const Result<Campaign> campaign = app::find_campaign(*store, options.wish.id);
    if (!campaign) return fail_with(context, campaign.error());
    print(options.format == "json" ? printed(campaign_json(*campaign)) : shown(*campaign));
}

void close_campaign(const Options& options, Context& context) {
    const auto store = open_store(context);
    if (!store) return;
    const Result<bool> done = app::close_campaign(*store, options.wish.id);
    if (!done) return fail_with(context, done.error());
    print(fmt::format("{} {}\n", options.wish.id, *done ? "已结束" : "先前已结束，没有改动"));
}

void make_campaign(const Options& options, Context& context) {
    const Result<Campaign> campaign = app::campaign_of(options.wish);
    if (!campaign) return fail_with(context, campaign.error());
    const Result<ruleset::Sources> rulesets = ruleset_sources(context);
    if (!rulesets) return fail_with(context, rulesets.error());
    const auto store = open_store(context);
    if (!store) return;
    const Result<bool> made = app::create_campaign(*store, *rulesets, *campaign);
    if (!made) return fail_with(context, made.error());
    for (const std::string& warning : app::campaign_warnings(*campaign)) say("提示: " + warning);
    print(shown(*campaign));
}

struct BaselineOptions {
    app::BaselineRequest request;
    std::vector<std::string> files;
    std::string from, to;
};

Result<app::Baseline> run_baseline(const BaselineOptions& options, store::Store& store,
                                   const Context& context) {
    app::BaselineRequest request = options.request;
    if (!options.from.empty() || !options.to.empty()) {
        const Result<DateRange> window = range("--", options.from, options.to);
        if (!window) return Fail(window.error());
        request.window = *window;
    }
    for (const std::string& file : options.files) {
        Result<std::string> bytes = read_file(file, proof::kMaxDocumentBytes);
        if (!bytes) return Fail(bytes.error());
        request.files.push_back({file, std::move(*bytes)});
    }
    return app::import_baseline(store, context.data_dir, request);
}

void add_baseline(CLI::App& command, Context& context) {
    const auto options = std::make_shared<BaselineOptions>();
    CLI::App* baseline = command.add_subcommand(
        "import-baseline", "读入上期通报或附件，作为已结束的一次检查，供本期比对");
    baseline->add_option("ID", options->request.id, "such as 2021Q3")->required();
    baseline->add_option("FILE", options->files, ".docx, .txt, .html or .xlsx")->required();
    baseline->add_option("--ruleset", options->request.ruleset, "luan-2021 where absent");
    baseline->add_option("--from", options->from, "YYYY-MM-DD; the document's own where absent");
    baseline->add_option("--to", options->to, "YYYY-MM-DD");
    baseline->add_flag("--dry-run", options->request.dry_run, "show what was understood only");
    baseline->callback([options, &context] {
        const auto store = open_store(context);
        if (!store) return;
        const Result<app::Baseline> read = run_baseline(*options, *store, context);
        if (!read) return fail_with(context, read.error());
        print(app::baseline_text(*read));
        if (options->request.dry_run) print("试读，没有存入。\n");
    });
}

struct FreezeOptions {
    app::FreezeRequest request;
    std::string on;
    std::vector<std::string> kinds, divisions;
    std::string format = "text";
};

Result<bool> take_scope(FreezeOptions& options) {
    lifecycle::Scope& scope = options.request.scope;
    for (const std::string& text : options.kinds) {
        const auto kind = parse_site_kind(text);
        if (!kind) return fail("--kind", "没有“" + text + "”这一类网站", "如 portal 或 门户");
        scope.kinds.insert(*kind);
    }
    scope.divisions.insert(options.divisions.begin(), options.divisions.end());
    return true;
}

void show_frozen(const FreezeOptions& options, const Result<app::Frozen>& frozen,
                 Context& context) {
    if (!frozen) return fail_with(context, frozen.error());
    print(options.format == "json" ? app::frozen_json(*frozen) : app::frozen_text(*frozen));
}

void add_freeze(CLI::App& command, Context& context) {
    const auto options = std::make_shared<FreezeOptions>();
    CLI::App* freeze = command.add_subcommand(
        "freeze", "冻结检查对象：某日名录里的网站和账号，此后名录变动不影响本次检查");
    app::FreezeRequest& request = options->request;
    freeze->add_option("ID", request.campaign)->required();
    freeze->add_option("--on", options->on,
                       "YYYY-MM-DD; --accounts-as-of of the campaign where absent, else --from");
    freeze->add_option("--by", request.by, "谁冻结")->required();
    freeze->add_flag("--again", request.again, "重新冻结，须写明理由");
    freeze->add_option("--reason", request.reason);
    lifecycle::Scope& scope = request.scope;
    freeze->add_option("--kind", options->kinds, "只含这些类别的网站，可重复");
    freeze->add_option("--division", options->divisions, "只含这些区划（代码），可重复");
    freeze->add_option("--sites-percent", scope.sites_percent, "网站抽查比例")
        ->check(CLI::Range(1, 100));
    freeze->add_option("--accounts-percent", scope.accounts_percent, "账号抽查比例")
        ->check(CLI::Range(1, 100));
    freeze->add_option("--seed", scope.seed, "抽查的种子：同样的名录、比例和种子抽到同样的对象");
    CLI::App* population = command.add_subcommand("population", "冻结的检查对象，按类别和区划计数");
    population->add_option("ID", request.campaign)->required();
    for (CLI::App* sub : {freeze, population}) {
        sub->add_option("--format", options->format)->check(CLI::IsMember({"text", "json"}));
    }
    freeze->callback([options, &context] {
        if (!options->on.empty()) {
            const Result<Date> day = parse_date(options->on);
            if (!day) {
                return fail_with(context, {"--on", day.error().what, day.error().hint});
            }
            options->request.on = *day;
        }
        if (const auto taken = take_scope(*options); !taken) {
            return fail_with(context, taken.error());
        }
        const auto store = open_store(context);
        if (!store) return;
        options->request.now = wall_clock();
        show_frozen(*options, app::freeze_campaign(*store, options->request), context);
    });
    population->callback([options, &context] {
        const auto store = open_store_to_look(context);
        if (!store) return;
        show_frozen(*options, app::frozen_campaign(*store, options->request.campaign), context);
    });
}

}  // namespace

void add_campaign(CLI::App& app, Context& context) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("campaign", "一次检查：建立、设置、列出、结束");
    command->require_subcommand(1);
    add_baseline(*command, context);
    add_freeze(*command, context);

    CLI::App* create = command->add_subcommand("create", "建立一次检查");
    create->add_option("ID", options->wish.id, "such as 2021Q4")->required();
    create
        ->add_option("--ruleset", options->wish.ruleset,
                     "national-2019, anhui, luan-2021, or your own")
        ->required();
    create->add_option("--from", options->wish.from, "YYYY-MM-DD")->required();
    create->add_option("--to", options->wish.to, "YYYY-MM-DD")->required();
    create->add_option("--as-of", options->wish.as_of,
                       "监测时间点; the end of --to where absent; not before --from; earlier than "
                       "the end of --to is an interim inspection and warned of");
    create->add_option("--interactions-from", options->wish.interactions_from, "YYYY-MM-DD");
    create->add_option("--interactions-to", options->wish.interactions_to, "YYYY-MM-DD");
    create->add_option("--accounts-as-of", options->wish.accounts_as_of, "YYYY-MM-DD");
    create->add_flag("--by-hand", options->wish.by_hand, "people did the inspection");
    create->add_option("--previous-site-rate", options->wish.previous_site_rate, "percent");
    create->add_option("--title", options->wish.title, "such as 2021年第四季度");
    create->callback([options, &context] { make_campaign(*options, context); });

    CLI::App* set = command->add_subcommand("set", "设置通报要用的字段，如 office=… issue_date=…");
    set->add_option("ID", options->wish.id)->required();
    set->add_option("KEY=VALUE", options->assignments)->required();
    set->callback([options, &context] {
        const auto store = open_store(context);
        if (!store) return;
        const Result<bool> done = app::set_campaign(*store, options->wish.id, options->assignments);
        if (!done) fail_with(context, done.error());
    });

    const auto format = [&](CLI::App* sub) {
        sub->add_option("--format", options->format, "text or json (one document on stdout)")
            ->check(CLI::IsMember({"text", "json"}));
    };
    CLI::App* list = command->add_subcommand("list", "列出全部检查");
    format(list);
    list->callback([options, &context] { list_campaigns(*options, context); });

    CLI::App* show = command->add_subcommand("show", "一次检查的全部设置，未设的字段也列出");
    show->add_option("ID", options->wish.id)->required();
    format(show);
    show->callback([options, &context] { show_campaign(*options, context); });

    CLI::App* close = command->add_subcommand("close", "结束一次检查，之后作为上期比对");
    close->add_option("ID", options->wish.id)->required();
    close->callback([options, &context] { close_campaign(*options, context); });
}

}  // namespace mingcha::cli
