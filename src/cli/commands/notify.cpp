// mingcha notify: channels and notices to units, from the terminal.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <nlohmann/json.hpp>

#include "app/channels.h"
#include "app/notices.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/output.h"
#include "courier/courier.h"
#include "notify/texts.h"

namespace mingcha::cli {

namespace {

using Json = nlohmann::ordered_json;
using notify::Notice;

struct Options {
    std::string channel, kind, security, to, key, campaign, on, remind;
    app::ChannelEdit edit;
    notify::NoticeSettings settings;
    bool key_from_input = false, address_from_input = false;
    std::int64_t last = 50;
    std::string format = "table";
};

app::Actor at_the_terminal() {
    return {std::string(app::kTerminal), std::string(app::kTerminal), wall_clock()};
}

// Never from the command line, where others would see it.
Result<std::string> secret_line(const char* what) {
    std::string line;
    if (std::getline(std::cin, line)) return std::string(trim(line));
    return fail(what, "标准输入里没有这一行", "echo 内容 | mingcha notify set …");
}

void run(Context& context) {
    const auto store = open_store(context);
    if (!store) return;
    const auto planned = app::plan_notices(*store, context.data_dir, wall_clock());
    if (!planned) return fail_with(context, planned.error());
    for (const std::string& warning : planned->warnings) say("提示：" + warning);
    for (const std::string& unit : planned->unreached) {
        say("提示：" + unit + " 没有联系人邮箱，也没有机器人");
    }
    courier::CurlCourier courier;
    const auto sent = app::send_notices(*store, context.data_dir, courier, wall_clock);
    if (!sent) return fail_with(context, sent.error());
    print(fmt::format("新写 {} 条；发出 {}，待重发 {}，未发出 {}，不明 {}\n", planned->made,
                      sent->sent, sent->put_off, sent->given_up, sent->unclear));
}

void try_it(const Options& options, Context& context) {
    const auto store = open_store(context);
    if (!store) return;
    courier::CurlCourier courier;
    const auto tried = app::try_channel(*store, context.data_dir, courier, options.channel,
                                        options.to, at_the_terminal());
    if (!tried) return fail_with(context, tried.error());
    if (tried->state != notify::NoticeState::sent) {
        return fail_with(context, {options.channel, tried->reason, "改正渠道后再试"});
    }
    print("测试消息已发出\n");
}

Json notice_json(const Notice& each) {
    Json done = nullptr;
    if (each.done_at) done = format_instant(*each.done_at);
    return {{"key", each.message.id},
            {"kind", each.message.kind},
            {"unit", each.message.unit},
            {"title", each.message.title},
            {"campaign", each.campaign},
            {"items", each.items},
            {"channel", each.channel},
            {"to", each.to},
            {"state", to_string(each.state)},
            {"tries", each.tries},
            {"made_at", format_instant(each.made_at)},
            {"done_at", done},
            {"reason", each.reason}};
}

void log(const Options& options, Context& context) {
    const auto store = open_store_to_look(context);
    if (!store) return;
    const auto page = app::notice_page(*store, 0, options.last);
    if (!page) return fail_with(context, page.error());
    Json rows = Json::array();
    std::string lines;
    for (const Notice& each : page->notices) {
        rows.push_back(notice_json(each));
        lines += fmt::format("{}  {}  {}  {}{}  {}{}\n",
                             format_instant(each.last_at.value_or(each.made_at)).substr(0, 16),
                             to_chinese(each.state), notify::kind_name(each.message.kind),
                             each.channel, each.to.empty() ? "" : " " + each.to, each.message.title,
                             each.reason.empty() ? "" : "（" + each.reason + "）");
    }
    print(options.format == "json" ? Json{{"total", page->total}, {"notices", rows}}.dump(2) + "\n"
                                   : fmt::format("共 {} 条\n", page->total) + lines);
}

void again(const Options& options, Context& context) {
    const auto store = open_store(context);
    if (!store) return;
    const auto woken = app::send_again(*store, options.key, at_the_terminal());
    if (!woken) return fail_with(context, woken.error());
    print("已重新列入待发：" + woken->message.title + "\n");
}

void count(const Options& options, Context& context) {
    const auto store = open_store_to_look(context);
    if (!store) return;
    const auto rows = app::warnings_of(*store, options.campaign);
    if (!rows) return fail_with(context, rows.error());
    for (const app::UnitWarnings& each : *rows) {
        print(fmt::format("{}  {} 次  {} 项  最近 {}\n", each.unit, each.digests, each.warnings,
                          each.last ? format_instant(*each.last).substr(0, 16) : ""));
    }
}

void set(Options& options, Context& context) {
    const auto store = open_store(context);
    if (!store) return;
    if (!options.security.empty()) {
        options.edit.security = notify::parse_mail_security(options.security);
    }
    if (options.address_from_input) {
        auto line = secret_line("--address-stdin");
        if (!line) return fail_with(context, line.error());
        options.edit.address = std::move(*line);
    }
    if (options.key_from_input) {
        auto line = secret_line("--key-stdin");
        if (!line) return fail_with(context, line.error());
        options.edit.key = std::move(*line);
    }
    if (!options.on.empty()) options.edit.enabled = options.on == "on";
    const bool fresh = !options.kind.empty();
    if (fresh) options.edit.kind = notify::parse_channel_kind(options.kind);
    const auto done = fresh ? app::add_channel(*store, context.data_dir, options.channel,
                                               options.edit, at_the_terminal())
                            : app::change_channel(*store, context.data_dir, options.channel,
                                                  options.edit, at_the_terminal());
    if (!done) return fail_with(context, done.error());
    print(fmt::format("{}  {}  {}  {}\n", done->id, to_chinese(done->kind), done->name,
                      done->address));
}

void remove(const Options& options, Context& context) {
    const auto store = open_store(context);
    if (!store) return;
    const auto gone = app::remove_channel(*store, options.channel, at_the_terminal());
    if (!gone) return fail_with(context, gone.error());
    print("已删除渠道 " + options.channel + "\n");
}

void channels(Context& context) {
    const auto store = open_store_to_look(context);
    if (!store) return;
    const auto all = app::all_channels(*store);
    if (!all) return fail_with(context, all.error());
    for (const notify::Channel& each : *all) {
        print(fmt::format("{:<12} {}  {}  {}{}{}\n", each.id, to_chinese(each.kind), each.name,
                          each.address, each.enabled ? "" : "  停用",
                          !each.tried_at    ? ""
                          : each.tried_well ? "  最近一次：发出"
                                            : "  最近一次：" + each.tried_reason));
    }
}

void settings(Options& options, Context& context) {
    const auto store = open_store(context);
    if (!store) return;
    auto now = app::notice_settings(*store);
    if (!now) return fail_with(context, now.error());
    if (!options.on.empty()) now->on = options.on == "on";
    if (options.settings.hour >= 0) now->hour = options.settings.hour;
    if (options.settings.within > 0) now->within = options.settings.within;
    if (!options.settings.origin.empty()) now->origin = options.settings.origin;
    if (!options.settings.sender.empty()) now->sender = options.settings.sender;
    if (!options.remind.empty()) {
        now->remind_days.clear();
        for (const std::string_view each : split(options.remind, ',')) {
            now->remind_days.push_back(std::atoi(std::string(each).c_str()));
        }
    }
    const auto done = app::change_notice_settings(*store, *now, at_the_terminal());
    if (!done) return fail_with(context, done.error());
    std::vector<std::string> days;
    for (const std::int32_t each : done->remind_days) days.push_back(std::to_string(each));
    print(fmt::format("通知{}；每天 {} 时起；预警 {} 天内；期限前 {} 天催办；链接 {}\n",
                      done->on ? "已开启" : "已关闭", done->hour, done->within, join(days, "、"),
                      done->origin.empty() ? "无" : done->origin));
}

void add_setting(CLI::App& group, Context& context) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = group.add_subcommand("set", "添加渠道（写 --kind）或更改");
    command->add_option("CHANNEL", options->channel, "编号，如 mail-1")->required();
    command->add_option("--kind", options->kind)
        ->check(CLI::IsMember({"smtp", "wecom", "dingtalk", "webhook"}));
    command->add_option("--name", options->edit.name, "名称");
    command->add_option("--office", options->edit.office, "机器人属于哪个机构（编号）");
    command->add_option("--address", options->edit.address, "smtp 为 主机:端口；其他为地址");
    command->add_flag("--address-stdin", options->address_from_input,
                      "从标准输入读一行作地址（机器人地址里有密钥）");
    command->add_option("--security", options->security)
        ->check(CLI::IsMember({"starttls", "tls", "none"}));
    command->add_option("--user", options->edit.user, "smtp 登录名");
    command->add_option("--from", options->edit.from, "smtp 发件人邮箱");
    command->add_flag("--key-stdin", options->key_from_input,
                      "从标准输入读一行作密码（smtp）或加签密钥");
    command->add_option("--markdown", options->edit.markdown, "true：机器人发 markdown");
    command->add_option("--state", options->on)->check(CLI::IsMember({"on", "off"}));
    command->callback([options, &context] { set(*options, context); });

    const auto general = std::make_shared<Options>();
    general->settings.hour = -1;
    general->settings.within = 0;
    general->settings.sender.clear();
    CLI::App* whole = group.add_subcommand("settings", "开启或关闭，何时发，提前几天");
    whole->add_option("--state", general->on)->check(CLI::IsMember({"on", "off"}));
    whole->add_option("--hour", general->settings.hour, "每天几时起发，0 到 22");
    whole->add_option("--within", general->settings.within, "预警几天内到期的");
    whole->add_option("--remind", general->remind, "期限前几天催办，如 7,3,1");
    whole->add_option("--origin", general->settings.origin, "控制台的地址，消息里的链接用");
    whole->add_option("--sender", general->settings.sender, "发件人名称");
    whole->callback([general, &context] { settings(*general, context); });
}

}  // namespace

void add_notify(CLI::App& app, Context& context) {
    CLI::App* group =
        app.add_subcommand("notify", "通知：渠道，预警和催办，发送记录（serve 会自动发送）");
    group->require_subcommand(1);
    group->add_subcommand("run", "写下今天该发的通知并发送，可由定时任务调用")
        ->callback([&context] { run(context); });
    group->add_subcommand("channels", "列出渠道")->callback([&context] { channels(context); });
    add_setting(*group, context);
    const auto options = std::make_shared<Options>();
    CLI::App* testing = group->add_subcommand("test", "经一个渠道发一条测试消息");
    testing->add_option("CHANNEL", options->channel)->required();
    testing->add_option("--to", options->to, "收测试邮件的邮箱");
    testing->callback([options, &context] { try_it(*options, context); });
    CLI::App* removing = group->add_subcommand("remove", "删除渠道");
    removing->add_option("CHANNEL", options->channel)->required();
    removing->callback([options, &context] { remove(*options, context); });
    CLI::App* logging = group->add_subcommand("log", "发送记录：待发的在前，其余由新到旧");
    logging->add_option("--last", options->last, "几条")->check(CLI::Range(1, 10'000));
    logging->add_option("--format", options->format)->check(CLI::IsMember({"table", "json"}));
    logging->callback([options, &context] { log(*options, context); });
    CLI::App* resending = group->add_subcommand("again", "未发出的一条再发");
    resending->add_option("KEY", options->key, "log --format json 里的 key")->required();
    resending->callback([options, &context] { again(*options, context); });
    CLI::App* counting = group->add_subcommand("count", "一期检查中各单位收到的预警");
    counting->add_option("--campaign", options->campaign)->required();
    counting->callback([options, &context] { count(*options, context); });
}

}  // namespace mingcha::cli
