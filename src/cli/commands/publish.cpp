// mingcha publish: from the draft of a circular to its official version — texts, submission,
// approval, publication, corrections, and the docx that comes back from a word processor.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/circular_texts.h"
#include "app/publication.h"
#include "base/text.h"
#include "cli/data.h"
#include "cli/files.h"
#include "cli/output.h"
#include "proof/document.h"

namespace mingcha::cli {

namespace {

using Json = nlohmann::ordered_json;

struct Options {
    std::string campaign, by, reason, file, out, format = "table", name, text, docx_format = "docx";
    std::int32_t version = 0;
    std::vector<std::string> acceptances;
};

app::PublicationRequest request_of(const Options& options, const Context& context) {
    return {context.data_dir, options.campaign, options.reason, {}, MINGCHA_VERSION};
}

app::Actor actor_of(const Options& options) {
    return {std::string(trim(options.by)), std::string(app::kTerminal), wall_clock()};
}

std::string standing_text(const workflow::Publication& standing) {
    std::string out = fmt::format("通报{}", workflow::to_chinese(standing.state));
    if (standing.versions > 0) out += fmt::format("，正式版本是第 {} 版", standing.versions);
    out += "\n";
    if (!standing.returned) return out;
    const workflow::ReturnedDocument& returned = *standing.returned;
    out += fmt::format("{} 交回 {}：{} 处与本期不同，{} 处没有认可\n", returned.by,
                       returned.file_name, returned.differences.size(), returned.waiting());
    for (std::size_t i = 0; i < returned.differences.size(); ++i) {
        const CircularDifference& each = returned.differences[i];
        const auto& accepted = returned.accepted[i];
        out += fmt::format(
            "  {}. [{}] {}（{}）{}\n", i + 1, each.kind, each.text, each.where,
            accepted ? fmt::format(" 已由 {} 认可：{}", accepted->by, accepted->reason) : "");
    }
    return out;
}

void tell(const app::Standing& standing, Context& context) {
    if (!standing) return fail_with(context, standing.error());
    print(standing_text(*standing));
    if (standing->returned && standing->returned->waiting() > 0) context.status = kFailed;
}

// Every step that looks at the draft.
using DraftStep = app::Standing (*)(store::Store&, const app::PublicationRequest&,
                                    const app::CircularDraft&, const app::Actor&);
void with_draft(const Options& options, Context& context, DraftStep step) {
    const auto store = open_store(context);
    if (!store) return;
    const auto draft = app::draft_circular(*store, context.data_dir, options.campaign, true);
    if (!draft) return fail_with(context, draft.error());
    tell(step(*store, request_of(options, context), *draft, actor_of(options)), context);
}

using PlainStep = app::Standing (*)(store::Store&, const app::PublicationRequest&,
                                    const app::Actor&);
void plain(const Options& options, Context& context, PlainStep step) {
    const auto store = open_store(context);
    if (!store) return;
    tell(step(*store, request_of(options, context), actor_of(options)), context);
}

void issue(const Options& options, Context& context) {
    const auto store = open_store(context);
    if (!store) return;
    const app::PublicationRequest request = request_of(options, context);
    const app::Actor actor = actor_of(options);
    const auto draft = app::draft_circular(*store, context.data_dir, options.campaign, true);
    if (!draft) return fail_with(context, draft.error());
    if (auto may = app::may_publish(*store, request, *draft, actor); !may) {
        return fail_with(context, may.error());
    }
    const auto made =
        app::make_circular(*store, context.data_dir, options.campaign, app::kPublishedFormats);
    if (!made) return fail_with(context, made.error());
    tell(app::publish_circular(*store, request, *made, actor), context);
}

void back(const Options& options, Context& context) {
    auto bytes = read_file(options.file, proof::kMaxDocumentBytes);
    if (!bytes) return fail_with(context, bytes.error());
    const auto store = open_store(context);
    if (!store) return;
    tell(app::bring_back(*store, request_of(options, context), {options.file, std::move(*bytes)},
                         actor_of(options)),
         context);
}

// "2=按领导要求取整"
Result<app::Acceptance> acceptance_of(const std::string& text) {
    const std::size_t equals = text.find('=');
    app::Acceptance out;
    const std::string number = text.substr(0, equals);
    const bool digits = !number.empty() && number.size() < 6 &&
                        number.find_first_not_of("0123456789") == std::string::npos;
    if (equals == std::string::npos || !digits) {
        return fail(text, "看不出第几处和理由", "写成 序号=理由，如 2=按领导要求取整");
    }
    out.difference = std::stoi(number);
    out.reason = text.substr(equals + 1);
    return out;
}

void accept(const Options& options, Context& context) {
    std::vector<app::Acceptance> acceptances;
    for (const std::string& each : options.acceptances) {
        auto one = acceptance_of(each);
        if (!one) return fail_with(context, one.error());
        acceptances.push_back(std::move(*one));
    }
    const auto store = open_store(context);
    if (!store) return;
    tell(app::accept_differences(*store, request_of(options, context), acceptances,
                                 actor_of(options)),
         context);
}

Json version_json(const PublishedVersion& version) {
    Json files = Json::array();
    for (const KeptFile& file : version.files) {
        files.push_back({{"format", file.format}, {"sha256", file.sha256}, {"bytes", file.bytes}});
    }
    Json accepted = Json::array();
    for (const AcceptedDifference& each : version.accepted) {
        accepted.push_back({{"kind", each.difference.kind},
                            {"claimed", each.difference.claimed},
                            {"computed", each.difference.computed},
                            {"text", each.difference.text},
                            {"by", each.by},
                            {"reason", each.reason}});
    }
    return {{"number", version.number},
            {"at", format_instant(version.at)},
            {"by", version.by},
            {"prepared_by", version.prepared_by},
            {"approved_by", version.approved_by},
            {"origin", to_string(version.origin)},
            {"reason", version.reason},
            {"facts", version.facts},
            {"seal", version.seal},
            {"files", files},
            {"accepted", accepted}};
}

void versions(const Options& options, Context& context) {
    const auto store = open_store_to_look(context);
    if (!store) return;
    const auto all = app::published_versions(*store, options.campaign);
    if (!all) return fail_with(context, all.error());
    if (options.format == "json") {
        Json list = Json::array();
        for (const PublishedVersion& each : *all) list.push_back(version_json(each));
        return print(list.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
    }
    std::string text = all->empty() ? "还没有发布\n" : "";
    for (const PublishedVersion& each : *all) {
        text += fmt::format("第 {} 版  {}  {} 发布，{} 批准{}{}\n  封印 {}\n", each.number,
                            format_instant(each.at), each.by, each.approved_by,
                            each.reason.empty() ? "" : "，" + each.reason,
                            &each == &all->back() ? "  ← 正式版本" : "", each.seal);
        for (const KeptFile& file : each.files) {
            text += fmt::format("  {:<4}  {}  {} 字节\n", file.format, file.sha256, file.bytes);
        }
    }
    print(text);
}

void get(const Options& options, Context& context) {
    const auto store = open_store_to_look(context);
    if (!store) return;
    std::int32_t number = options.version;
    if (number == 0) {
        const auto all = app::published_versions(*store, options.campaign);
        if (!all) return fail_with(context, all.error());
        if (!all->empty()) number = all->back().number;
    }
    const auto bytes =
        app::version_file(*store, context.data_dir, options.campaign, number, options.docx_format);
    if (!bytes) return fail_with(context, bytes.error());
    if (auto written = write_file(options.out, *bytes); !written) {
        return fail_with(context, written.error());
    }
    say(fmt::format("第 {} 版的 {} 写入 {}", number, options.docx_format, options.out));
}

void status(const Options& options, Context& context) {
    const auto store = open_store(context);
    if (!store) return;
    const auto draft = app::draft_circular(*store, context.data_dir, options.campaign, true);
    if (!draft) return fail_with(context, draft.error());
    const auto desk = app::publication_desk(*store, options.campaign, *draft);
    if (!desk) return fail_with(context, desk.error());
    std::string text = standing_text(desk->standing);
    if (desk->fallen) text += "送审或批准以后正文有变化，须重新送审：\n";
    for (const std::string& each : desk->changes) text += "  " + each + "\n";
    for (const app::Obstacle& each : desk->obstacles) {
        text += fmt::format("不能发布：{}（{}）\n", each.text, each.hint);
    }
    for (const PublicationStep& step : desk->standing.steps) {
        text += fmt::format("{}  {}  {}{}\n", format_instant(step.at), step.by,
                            to_chinese(step.event), step.text.empty() ? "" : "：" + step.text);
    }
    print(text);
}

void set_text(const Options& options, Context& context) {
    const auto store = open_store(context);
    if (!store) return;
    const auto done = app::set_circular_text(*store, {options.campaign, options.name, options.text},
                                             actor_of(options));
    if (!done) return fail_with(context, done.error());
    say(options.text.empty() ? options.name + "：恢复标准文字" : options.name + "：已改");
}

void list_texts(const Options& options, Context& context) {
    const auto store = open_store(context);
    if (!store) return;
    const auto draft = app::draft_circular(*store, context.data_dir, options.campaign, true);
    if (!draft) return fail_with(context, draft.error());
    std::string text;
    for (const report::PrintedText& each : draft->circular.texts) {
        text += fmt::format("{}\n  {}\n  → {}\n", each.name, each.text, each.filled);
    }
    print(text);
}

// What all steps ask for.
CLI::App* add_step(CLI::App& group, Options& options, const char* name, const char* what) {
    CLI::App* command = group.add_subcommand(name, what);
    command->add_option("--campaign", options.campaign, "检查活动")->required();
    command->add_option("--by", options.by, "经办人")->required();
    return command;
}

void add_steps(CLI::App& group, const std::shared_ptr<Options>& options, Context& context) {
    const auto draft_step = [&](const char* name, const char* what, DraftStep step) {
        CLI::App* command = add_step(group, *options, name, what);
        command->add_option("--remark", options->reason, "附言");
        command->callback([options, step, &context] { with_draft(*options, context, step); });
    };
    draft_step("submit", "送审", app::submit_circular);
    draft_step("approve", "批准（不能是起草或送审的人）", app::approve_circular);
    const auto plain_step = [&](const char* name, const char* what, PlainStep step, bool reason) {
        CLI::App* command = add_step(group, *options, name, what);
        if (reason) command->add_option("--reason", options->reason, "理由")->required();
        command->callback([options, step, &context] { plain(*options, context, step); });
    };
    plain_step("return", "退回修改", app::return_circular, true);
    plain_step("withdraw", "撤回送审，或撤回刚开始的更正", app::withdraw_circular, false);
    plain_step("correct", "已发布的要更正：写明原因，修改后再送审", app::correct_circular, true);
    plain_step("discard", "弃用交回的文件", app::discard_returned, true);
    CLI::App* issuing = add_step(group, *options, "issue", "发布批准的正文：定稿、留存、封印");
    issuing->callback([options, &context] { issue(*options, context); });
    CLI::App* backing = add_step(group, *options, "back",
                                 "交回排版后的 docx：与本期逐项比对，没有不同即为正式版本");
    backing->add_option("FILE", options->file, "FILE.docx")->required();
    backing->add_option("--remark", options->reason, "附言");
    backing->callback([options, &context] { back(*options, context); });
    CLI::App* accepting =
        add_step(group, *options, "accept", "认可交回文件中的不同（不能是交回的人）");
    accepting->add_option("NUMBER=REASON", options->acceptances, "序号=理由，可写几个")->required();
    accepting->callback([options, &context] { accept(*options, context); });
}

}  // namespace

void add_publish(CLI::App& app, Context& context) {
    const auto options = std::make_shared<Options>();
    CLI::App* group = app.add_subcommand("publish", "通报的送审、批准、发布、更正和排版稿交回");
    group->require_subcommand(1);
    add_steps(*group, options, context);
    const auto look = [&](const char* name, const char* what) {
        CLI::App* command = group->add_subcommand(name, what);
        command->add_option("--campaign", options->campaign, "检查活动")->required();
        return command;
    };
    look("status", "到了哪一步，还缺什么")->callback([options, &context] {
        status(*options, context);
    });
    CLI::App* listing = look("versions", "已发布的版本和各文件的 SHA-256");
    listing->add_option("--format", options->format, "table 或 json")
        ->check(CLI::IsMember({"table", "json"}));
    listing->callback([options, &context] { versions(*options, context); });
    CLI::App* getting = look("get", "取出一个版本的文件，逐字节与发布时相同");
    getting->add_option("-o", options->out, "写到哪个文件")->required();
    getting->add_option("--version", options->version, "第几版，缺省为正式版本");
    getting->add_option("--format", options->docx_format, "docx、pdf、html、xlsx 或 json")
        ->check(CLI::IsMember({"docx", "pdf", "html", "xlsx", "json"}));
    getting->callback([options, &context] { get(*options, context); });
    look("texts", "列出正文各段的文字，填数之前和之后")->callback([options, &context] {
        list_texts(*options, context);
    });
    CLI::App* setting = add_step(*group, *options, "text", "改本期的一段文字；空的恢复标准文字");
    setting->add_option("NAME", options->name, "文字的名称，见 publish texts")->required();
    setting->add_option("TEXT", options->text, "带 {字段} 的文字");
    setting->callback([options, &context] { set_text(*options, context); });
}

}  // namespace mingcha::cli
