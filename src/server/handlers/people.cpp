// People and settings, as whoever manages them sees and changes them.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "people/passwords.h"
#include "server/people_json.h"
#include "server/routes.h"

namespace mingcha::server {

using people::Action;
using people::Grant;
using people::Person;

namespace {

constexpr std::size_t kRandomOfPassword = 20;
constexpr std::size_t kMaxGrants = 50;

bool holds_a_duty(const Person& person) {
    return std::any_of(person.grants.begin(), person.grants.end(),
                       [](const Grant& grant) { return people::is_separate_duty(grant.role); });
}

// Whoever manages a part of the tree has no say over somebody who reaches beyond it.
bool manages(const Call& call, const Person& person) {
    return call.may(Action::manage_people, person.office) &&
           std::all_of(person.grants.begin(), person.grants.end(), [&](const Grant& grant) {
               return call.may(Action::manage_people, grant.office);
           });
}

Result<std::vector<Grant>> grants_field(const Json& body) {
    std::vector<Grant> grants;
    if (!body.contains("grants")) return grants;
    const Json& rows = body["grants"];
    if (!rows.is_array() || rows.size() > kMaxGrants) {
        return fail("grants", fmt::format("应为至多 {} 项的列表", kMaxGrants));
    }
    for (const Json& row : rows) {
        if (!row.is_object()) return fail("grants", "每项是一个角色和一个机构");
        const auto word = text_field(row, "role", true);
        if (!word) return Fail(word.error());
        const auto office = text_field(row, "office_id", true);
        if (!office) return Fail(office.error());
        const auto role = people::parse_role(*word);
        if (!role) return fail("grants", "没有角色 \"" + shorten(*word, 40) + "\"");
        grants.push_back({*role, *office});
    }
    return grants;
}

// Roles are given and taken by whoever may do so at their offices.
bool may_grant(const Call& call, const std::vector<Grant>& grants) {
    return std::all_of(grants.begin(), grants.end(), [&](const Grant& grant) {
        return call.may(Action::grant_roles, grant.office);
    });
}

std::string new_password(Call& call) {
    return people::drawn_password(call->options.random_bytes(kRandomOfPassword));
}

httpd::Response person_answer(Call& call, int status, const Person& person,
                              const std::string& password) {
    const auto directory = call->directory();
    if (!directory) return broken(directory.error());
    call.directory = *directory;
    Json shown = nullptr;
    if (!password.empty()) shown = password;
    return json(status,
                dumped({{"person", person_json(call, person)}, {"initial_password", shown}}));
}

Result<std::optional<bool>> flag_field(const Json& body, const char* name) {
    if (!body.contains(name)) return std::optional<bool>();
    if (!body[name].is_boolean()) return fail(name, "应为 true 或 false");
    return std::optional<bool>(body[name].get<bool>());
}

struct Asked {
    app::PersonChange change;
    bool reset_password = false;
};

Result<Asked> asked_change(const Json& body) {
    Asked asked;
    for (const auto& [name, field] : {std::pair{"display_name", &asked.change.display_name},
                                      {"office_id", &asked.change.office},
                                      {"email", &asked.change.email}}) {
        if (!body.contains(name)) continue;
        const auto text = text_field(body, name, field != &asked.change.email);
        if (!text) return Fail(text.error());
        *field = *text;
    }
    if (body.contains("grants")) {
        auto grants = grants_field(body);
        if (!grants) return Fail(grants.error());
        asked.change.grants = std::move(*grants);
    }
    const auto disabled = flag_field(body, "disabled");
    const auto password = flag_field(body, "reset_password");
    const auto totp = flag_field(body, "reset_totp");
    for (const auto* flag : {&disabled, &password, &totp}) {
        if (!*flag) return Fail(flag->error());
    }
    asked.change.disabled = *disabled;
    asked.reset_password = password->value_or(false);
    asked.change.reset_totp = totp->value_or(false);
    return asked;
}

// What stands against the change as a matter of rights; none: nothing.
std::optional<httpd::Response> against(const Call& call, const Person& person, const Asked& asked) {
    if (!manages(call, person)) {
        return forbidden("这个人的角色超出您管理的范围", "请上一级的管理员办理");
    }
    if (asked.change.office && !call.may(Action::manage_people, *asked.change.office)) {
        return forbidden("目标机构不归您管理", "请上一级的管理员办理");
    }
    if (asked.change.grants &&
        !(may_grant(call, *asked.change.grants) && may_grant(call, person.grants))) {
        return forbidden("您不能授予或收回这些角色", "请有授予角色权限的人办理");
    }
    if (!call.separate() || !holds_a_duty(person)) return std::nullopt;
    // One of the three could otherwise become another by a new password.
    if (asked.reset_password || asked.change.reset_totp) {
        return conflict({person.id, "三员分立时，三员的密码和二次验证不能由他人重设",
                         "在服务器终端上：mingcha user passwd"});
    }
    if (asked.change.disabled && !call.may(Action::grant_roles, person.office)) {
        return forbidden("三员只能由安全管理员停用或启用", "请安全管理员办理");
    }
    return std::nullopt;
}

}  // namespace

httpd::Response list_people(Call& call) {
    const auto asked = paging(call.query);
    if (!asked) return refused(asked.error());
    const std::string wanted = name_key(call.query.text("q"));
    const std::string_view office = call.query.text("office");
    std::vector<const Person*> found;
    for (const Person& person : call.directory->people) {
        if (!call.may(Action::manage_people, person.office)) continue;
        if (!office.empty() && !call.directory->offices.is_within(person.office, office)) continue;
        if (name_key(person.id + "\n" + person.display_name).find(wanted) == std::string::npos) {
            continue;
        }
        found.push_back(&person);
    }
    Json items = Json::array();
    for (std::size_t i = asked->first(); i < found.size() && items.size() < asked->count(); ++i) {
        items.push_back(person_json(call, *found[i]));
    }
    return json(200, dumped({{"items", items},
                             {"page", asked->page},
                             {"size", asked->size},
                             {"total", found.size()}}));
}

httpd::Response post_person(Call& call) {
    const auto body = object_body(call, {"id", "display_name", "office_id", "grants", "password"});
    if (!body) return refused(body.error());
    app::NewPerson person;
    for (const auto& [name, field, needed] : {std::tuple{"id", &person.id, true},
                                              {"office_id", &person.office, true},
                                              {"display_name", &person.display_name, false},
                                              {"password", &person.password, false}}) {
        const auto text = text_field(*body, name, needed);
        if (!text) return refused(text.error());
        *field = *text;
    }
    auto grants = grants_field(*body);
    if (!grants) return refused(grants.error());
    person.grants = std::move(*grants);
    if (!call.may(Action::manage_people, person.office)) {
        return forbidden("这个机构不归您管理", "请上一级的管理员办理");
    }
    if (!may_grant(call, person.grants)) {
        return forbidden("您不能授予这些角色", "先不带角色添加，再请有权限的人授予");
    }
    const std::string drawn = person.password.empty() ? new_password(call) : "";
    if (!drawn.empty()) person.password = drawn;
    person.must_change = true;
    Result<Person> added = [&] {
        const std::lock_guard lock(call->store_mutex);
        return app::add_person(call->store, person, call.actor);
    }();
    if (!added)
        return added.error().where == "id" ? conflict(added.error()) : refused(added.error());
    return person_answer(call, 201, *added, drawn);
}

httpd::Response patch_person(Call& call) {
    const auto body = object_body(call, {"display_name", "office_id", "email", "grants", "disabled",
                                         "reset_password", "reset_totp"});
    if (!body) return refused(body.error());
    const Person* person = call.directory->find(call.path.front());
    if (person == nullptr || !call.may(Action::manage_people, person->office)) {
        return not_found("没有登录名为 " + shorten(call.path.front(), 40) + " 的人员");
    }
    const auto asked = asked_change(*body);
    if (!asked) return refused(asked.error());
    if (auto no = against(call, *person, *asked)) return std::move(*no);
    const std::string id = person->id;
    const std::string drawn = asked->reset_password ? new_password(call) : "";
    Result<Person> changed = [&]() -> Result<Person> {
        const std::lock_guard lock(call->store_mutex);
        store::Transaction change(call->store);
        if (auto begun = change.begin(); !begun) return Fail(begun.error());
        auto done = app::change_person(call->store, id, asked->change, call.actor);
        if (done && !drawn.empty()) {
            done = app::set_password(call->store, id, drawn, true, call.actor);
        }
        if (!done) return done;
        if (auto stored = change.done(); !stored) return Fail(stored.error());
        return done;
    }();
    if (!changed) {
        return changed.error().where == id ? conflict(changed.error()) : refused(changed.error());
    }
    if (changed->disabled || !drawn.empty()) call->sessions.end_of_person(id, "");
    return person_answer(call, 200, *changed, drawn);
}

httpd::Response get_settings(Call& call) {
    return json(200, dumped(settings_json(call.directory->settings)));
}

httpd::Response patch_settings(Call& call) {
    const auto body = object_body(call, {"separate_duties", "idle_minutes", "session_hours",
                                         "password_min_length", "password_days", "lock_after"});
    if (!body) return refused(body.error());
    people::Settings settings = call.directory->settings;
    struct Bound {
        const char* name;
        std::int32_t* value;
        std::int64_t least, most;
    };
    for (const Bound& bound : {Bound{"idle_minutes", &settings.idle_minutes, 5, 480},
                               Bound{"session_hours", &settings.session_hours, 1, 24},
                               Bound{"password_min_length", &settings.password_min_length, 10, 64},
                               Bound{"password_days", &settings.password_days, 0, 365},
                               Bound{"lock_after", &settings.lock_after, 3, 10}}) {
        if (!body->contains(bound.name)) continue;
        const Json& value = (*body)[bound.name];
        const bool fits = value.is_number_integer() && value.get<std::int64_t>() >= bound.least &&
                          value.get<std::int64_t>() <= bound.most;
        if (!fits) {
            return refused(
                {bound.name, fmt::format("应为 {} 到 {} 的整数", bound.least, bound.most), ""});
        }
        *bound.value = value.get<std::int32_t>();
    }
    const auto duties = flag_field(*body, "separate_duties");
    if (!duties) return refused(duties.error());
    settings.separate_duties = duties->value_or(settings.separate_duties);
    if (call.separate() && !settings.separate_duties) {
        return conflict({"separate_duties", "三员分立不能在控制台里关闭",
                         "在服务器终端上：mingcha user separate-duties off"});
    }
    const std::lock_guard lock(call->store_mutex);
    const auto changed = app::change_settings(call->store, settings, call.actor);
    if (!changed) return conflict(changed.error());
    return json(200, dumped(settings_json(settings)));
}

}  // namespace mingcha::server
