// mingcha user: who may sign in to the console, from the terminal.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/directory.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/output.h"
#include "cli/password_input.h"

namespace mingcha::cli {

namespace {

using Json = nlohmann::ordered_json;

struct Options {
    app::NewPerson person;
    std::vector<std::string> roles;
    std::string name;
    std::string format = "table";
    std::string duties;
    std::string email;
};

app::Actor at_the_terminal() {
    return {std::string(app::kTerminal), std::string(app::kTerminal), wall_clock()};
}

// "reviewer", or "reviewer@OFFICE" for a part of the tree.
Result<std::vector<people::Grant>> grants_of(const std::vector<std::string>& words,
                                             const std::string& office) {
    std::vector<people::Grant> grants;
    for (const std::string& word : words) {
        const std::size_t at = word.find('@');
        const auto role = people::parse_role(word.substr(0, at));
        if (!role) {
            std::vector<std::string> known;
            for (const people::Role each : people::kRoles) known.emplace_back(to_string(each));
            return fail("--role " + word, "没有这个角色", join(known, " "));
        }
        grants.push_back({*role, at == std::string::npos ? office : word.substr(at + 1)});
    }
    return grants;
}

void add(Options options, Context& context) {
    const auto store = open_store(context);
    if (!store) return;
    const auto directory = app::load_directory(*store);
    if (!directory) return fail_with(context, directory.error());
    app::NewPerson& person = options.person;
    if (person.office.empty()) person.office = people::kTopOffice;
    auto grants = grants_of(options.roles, person.office);
    if (!grants) return fail_with(context, grants.error());
    person.grants = std::move(*grants);
    Result<std::string> password = read_new_password();
    if (!password) return fail_with(context, password.error());
    person.password = std::move(*password);
    const Result<people::Person> added =
        directory->is_new() && person.grants.empty()
            ? app::first_start(*store, {person.id, person.display_name, person.password, ""},
                               at_the_terminal())
            : app::add_person(*store, person, at_the_terminal());
    if (!added) return fail_with(context, added.error());
    print(fmt::format("已添加 {}（{}）\n", added->id, added->display_name));
}

void change_password(const Options& options, Context& context) {
    const auto store = open_store(context);
    if (!store) return;
    const Result<std::string> password = read_new_password();
    if (!password) return fail_with(context, password.error());
    const auto changed =
        app::set_password(*store, options.name, *password, false, at_the_terminal());
    if (!changed) return fail_with(context, changed.error());
    print(fmt::format("已更改 {} 的密码，其已有的登录全部失效\n", changed->id));
}

void set_disabled(const Options& options, bool disabled, Context& context) {
    const auto store = open_store(context);
    if (!store) return;
    app::PersonChange change;
    change.disabled = disabled;
    const auto changed = app::change_person(*store, options.name, change, at_the_terminal());
    if (!changed) return fail_with(context, changed.error());
    print(fmt::format("{} {}\n", disabled ? "已停用" : "已启用", changed->id));
}

void set_email(const Options& options, Context& context) {
    const auto store = open_store(context);
    if (!store) return;
    app::PersonChange change;
    change.email = options.email;
    const auto changed = app::change_person(*store, options.name, change, at_the_terminal());
    if (!changed) return fail_with(context, changed.error());
    print(fmt::format("{} 的邮箱：{}\n", changed->id,
                      changed->email.empty() ? "无" : changed->email));
}

std::string roles_text(const people::Person& person) {
    std::vector<std::string> words;
    for (const people::Grant& grant : person.grants) {
        words.push_back(fmt::format("{}@{}", to_string(grant.role), grant.office));
    }
    return join(words, " ");
}

void list(const Options& options, Context& context) {
    const auto store = open_store_to_look(context);
    if (!store) return;
    const auto directory = app::load_directory(*store);
    if (!directory) return fail_with(context, directory.error());
    Json rows = Json::array();
    std::string lines;
    for (const people::Person& person : directory->people) {
        Json grants = Json::array();
        for (const people::Grant& grant : person.grants) {
            grants.push_back({{"role", to_string(grant.role)}, {"office_id", grant.office}});
        }
        Json last = nullptr;
        if (person.last_sign_in_at) last = format_instant(*person.last_sign_in_at);
        rows.push_back({{"id", person.id},
                        {"display_name", person.display_name},
                        {"office_id", person.office},
                        {"email", person.email},
                        {"grants", grants},
                        {"disabled", person.disabled},
                        {"totp", !person.totp_secret.empty()},
                        {"last_sign_in_at", last}});
        lines += fmt::format("{:<16} {}  {}  {}{}\n", person.id, person.display_name, person.office,
                             roles_text(person), person.disabled ? "  停用" : "");
    }
    print(options.format == "json" ? Json{{"people", rows}}.dump(2) + "\n" : lines);
}

// 等保 mode is left at the terminal only: whoever manages people over the network cannot give the
// old administrator his powers back.
void separate_duties(const Options& options, Context& context) {
    const auto store = open_store(context);
    if (!store) return;
    const auto directory = app::load_directory(*store);
    if (!directory) return fail_with(context, directory.error());
    people::Settings settings = directory->settings;
    settings.separate_duties = options.duties == "on";
    const auto changed = app::change_settings(*store, settings, at_the_terminal());
    if (!changed) return fail_with(context, changed.error());
    print(settings.separate_duties ? "三员分立：已开启\n" : "三员分立：已关闭\n");
}

}  // namespace

void add_user(CLI::App& app, Context& context) {
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        app.add_subcommand("user", "人员：谁可以登录控制台；密码在终端输入或从标准输入读一行");
    command->require_subcommand(1);
    CLI::App* adding = command->add_subcommand("add", "添加一人；第一人不写 --role 时成为管理员");
    adding->add_option("NAME", options->person.id, "what one signs in with")->required();
    adding->add_option("--display-name", options->person.display_name);
    adding->add_option("--office", options->person.office,
                       "id of an office; the top one if absent");
    adding->add_option("--role", options->roles, "ROLE or ROLE@OFFICE; may be repeated");
    adding->callback([options, &context] { add(*options, context); });
    const auto named = [&](const char* name, const char* what, auto work) {
        CLI::App* sub = command->add_subcommand(name, what);
        sub->add_option("NAME", options->name)->required();
        sub->callback(work);
    };
    named("passwd", "设新密码，已有的登录全部失效",
          [options, &context] { change_password(*options, context); });
    named("disable", "停用，已有的登录全部失效",
          [options, &context] { set_disabled(*options, true, context); });
    named("enable", "重新启用", [options, &context] { set_disabled(*options, false, context); });
    CLI::App* mailing =
        command->add_subcommand("email", "收通知的邮箱（单位联系人收本单位的预警和催办）；空为取消");
    mailing->add_option("NAME", options->name)->required();
    mailing->add_option("ADDRESS", options->email)->required();
    mailing->callback([options, &context] { set_email(*options, context); });
    CLI::App* listing = command->add_subcommand("list", "列出人员与角色");
    listing->add_option("--format", options->format)->check(CLI::IsMember({"table", "json"}));
    listing->callback([options, &context] { list(*options, context); });
    CLI::App* duties = command->add_subcommand("separate-duties",
                                               "等保三员分立：on 开启，off 关闭（只能在此关闭）");
    duties->add_option("STATE", options->duties)->required()->check(CLI::IsMember({"on", "off"}));
    duties->callback([options, &context] { separate_duties(*options, context); });
}

}  // namespace mingcha::cli
