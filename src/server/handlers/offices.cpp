// The tree of offices.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "server/people_json.h"
#include "server/routes.h"

namespace mingcha::server {

using people::Action;
using people::Office;

namespace {

constexpr std::size_t kMaxHung = 2'000;

// Whoever has any role at it or above it knows that it is there.
bool knows(const Call& call, const Office& office) {
    return call.person->office == office.id ||
           std::any_of(call.person->grants.begin(), call.person->grants.end(),
                       [&](const people::Grant& grant) {
                           return call.directory->offices.is_within(office.id, grant.office);
                       });
}

Result<std::vector<std::string>> list_field(const Json& body, const char* name) {
    std::vector<std::string> out;
    const Json& rows = body[name];
    if (!rows.is_array() || rows.size() > kMaxHung) {
        return fail(name, fmt::format("应为至多 {} 项的列表", kMaxHung));
    }
    for (const Json& row : rows) {
        if (!row.is_string()) return fail(name, "每项应为文字");
        out.push_back(row.get<std::string>());
    }
    return out;
}

httpd::Response office_answer(Call& call, int status, const Result<Office>& office) {
    if (!office)
        return office.error().where == "id" ? conflict(office.error()) : refused(office.error());
    const auto directory = call->directory();
    if (!directory) return broken(directory.error());
    call.directory = *directory;
    const auto rows = offices_json(call, {call.directory->offices.find(office->id)});
    if (!rows) return broken(rows.error());
    return json(status, dumped(rows->front()));
}

}  // namespace

httpd::Response list_offices(Call& call) {
    std::vector<const Office*> known;
    for (const Office& office : call.directory->offices.all()) {
        if (knows(call, office)) known.push_back(&office);
    }
    const auto rows = offices_json(call, known);
    if (!rows) return broken(rows.error());
    return json(200, dumped({{"items", *rows}}));
}

httpd::Response post_office(Call& call) {
    const auto body = object_body(call, {"id", "name", "kind", "parent_id", "divisions", "units"});
    if (!body) return refused(body.error());
    Office office;
    std::string kind;
    for (const auto& [name, field, needed] : {std::tuple{"id", &office.id, false},
                                              {"name", &office.name, true},
                                              {"parent_id", &office.parent, true},
                                              {"kind", &kind, true}}) {
        const auto text = text_field(*body, name, needed);
        if (!text) return refused(text.error());
        *field = *text;
    }
    const auto parsed = people::parse_office_kind(kind);
    if (!parsed) return refused({"kind", "应为 city、county 或 unit", ""});
    office.kind = *parsed;
    for (const auto& [name, field] :
         {std::pair{"divisions", &office.divisions}, {"units", &office.units}}) {
        if (!body->contains(name)) continue;
        auto list = list_field(*body, name);
        if (!list) return refused(list.error());
        *field = std::move(*list);
    }
    if (!call.may(Action::manage_offices, office.parent)) {
        return forbidden("上级机构不归您管理", "挂在您管理的机构下面");
    }
    const auto added = [&] {
        const std::lock_guard lock(call->store_mutex);
        return app::add_office(call->store, office, call.reach, call.actor);
    }();
    return office_answer(call, 201, added);
}

httpd::Response patch_office(Call& call) {
    const auto body = object_body(call, {"name", "divisions", "units"});
    if (!body) return refused(body.error());
    const std::string id = call.path.front();
    if (!call.may(Action::manage_offices, id)) {
        return not_found("没有编号为 " + shorten(id, 40) + " 的机构");
    }
    app::OfficeChange change;
    if (body->contains("name")) {
        const auto name = text_field(*body, "name", true);
        if (!name) return refused(name.error());
        change.name = *name;
    }
    for (const auto& [name, field] :
         {std::pair{"divisions", &change.divisions}, {"units", &change.units}}) {
        if (!body->contains(name)) continue;
        auto list = list_field(*body, name);
        if (!list) return refused(list.error());
        *field = std::move(*list);
    }
    const auto changed = [&] {
        const std::lock_guard lock(call->store_mutex);
        return app::change_office(call->store, id, change, call.reach, call.actor);
    }();
    return office_answer(call, 200, changed);
}

}  // namespace mingcha::server
