#include "server/people_json.h"

#include <algorithm>

#include "people/passwords.h"
#include "store/rows.h"

namespace mingcha::server {

using people::Office;
using people::Person;

namespace {

constexpr std::int64_t kSecondsPerMinute = 60;
constexpr std::int64_t kSecondsPerHour = 3600;

std::int64_t people_of(const Call& call, const Office& office) {
    const auto& all = call.directory->people;
    return std::count_if(all.begin(), all.end(), [&](const Person& each) {
        return each.office == office.id && !each.disabled;
    });
}

Json office_with(const Call& call, const Office& office, std::int64_t sites,
                 std::int64_t accounts) {
    Json parent = nullptr;
    if (!office.parent.empty()) parent = office.parent;
    return {{"id", office.id},
            {"name", office.name},
            {"kind", to_string(office.kind)},
            {"parent_id", parent},
            {"divisions", office.divisions},
            {"units", office.units},
            {"people", people_of(call, office)},
            {"sites", sites},
            {"accounts", accounts}};
}

}  // namespace

Json person_json(Call& call, const Person& person) {
    Json grants = Json::array();
    for (const people::Grant& grant : person.grants) {
        grants.push_back({{"role", to_string(grant.role)}, {"office_id", grant.office}});
    }
    const Office* office = call.directory->offices.find(person.office);
    return {{"id", person.id},
            {"display_name", person.display_name},
            {"office_id", person.office},
            {"office_name", office == nullptr ? person.office : office->name},
            {"email", person.email},
            {"grants", grants},
            {"disabled", person.disabled},
            {"totp", !person.totp_secret.empty()},
            {"must_change_password", person.must_change_password},
            {"password_expires_on", day_or_null(people::password_expires_on(
                                        person.password_set_at, call.directory->settings))},
            {"created_at", format_instant(person.created_at)},
            {"last_sign_in_at", time_or_null(person.last_sign_in_at)},
            {"locked_until", time_or_null(call->failures.locked_until(person.id, call.now()))}};
}

Json office_json(const Call& call, const Office& office) {
    Json one = office_with(call, office, 0, 0);
    return one;
}

Result<Json> offices_json(Call& call, const std::vector<const Office*>& offices) {
    std::vector<Unit> units;
    std::vector<Site> sites;
    std::vector<Account> accounts;
    {
        const std::lock_guard lock(call->store_mutex);
        for (const auto& loaded :
             {store::load_into(call->store, {}, units), store::load_into(call->store, {}, sites),
              store::load_into(call->store, {}, accounts)}) {
            if (!loaded) return Fail(loaded.error());
        }
    }
    const UnitIndex index(units);
    Json out = Json::array();
    for (const Office* office : offices) {
        people::Reach reach;
        call.directory->offices.reach(office->id, reach);
        const auto covered = [&](const auto& each) { return reach.covers(each, index); };
        out.push_back(office_with(call, *office, std::count_if(sites.begin(), sites.end(), covered),
                                  std::count_if(accounts.begin(), accounts.end(), covered)));
    }
    return out;
}

Json settings_json(const people::Settings& settings) {
    return {{"separate_duties", settings.separate_duties},
            {"idle_minutes", settings.idle_minutes},
            {"session_hours", settings.session_hours},
            {"password_min_length", settings.password_min_length},
            {"password_days", settings.password_days},
            {"lock_after", settings.lock_after}};
}

Json session_json(Call& call) {
    const Person& person = *call.person;
    const people::Settings& settings = call.directory->settings;
    Json roles = Json::array();
    for (const people::Role role : people::kRoles) {
        const bool has = std::any_of(person.grants.begin(), person.grants.end(),
                                     [role](const auto& grant) { return grant.role == role; });
        if (has) roles.push_back(to_string(role));
    }
    Json actions = Json::array();
    for (const people::Action action : people::kActions) {
        if (people::may_somewhere(person, action, call.directory->offices, call.separate())) {
            actions.push_back(to_string(action));
        }
    }
    const Office* office = call.directory->offices.find(person.office);
    const people::Reach reach = people::reach_of(person, people::Action::see_results,
                                                 call.directory->offices, call.separate());
    const Session& session = *call.session;
    return {{"person", person_json(call, person)},
            {"office", office_json(call, office == nullptr ? Office{} : *office)},
            {"roles", roles},
            {"actions", actions},
            {"whole", reach.whole()},
            {"csrf_token", session.csrf},
            {"must_change_password", people::password_wanted(person, settings, call.now())},
            {"expires_at",
             format_instant({session.began.seconds + settings.session_hours * kSecondsPerHour})},
            {"idle_ends_at",
             format_instant({call.now().seconds + settings.idle_minutes * kSecondsPerMinute})},
            {"settings", settings_json(settings)}};
}

}  // namespace mingcha::server
