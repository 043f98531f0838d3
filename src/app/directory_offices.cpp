// Changes of offices and settings.
#include <fmt/format.h>

#include <algorithm>

#include "app/directory.h"
#include "base/text.h"
#include "model/unit_index.h"
#include "store/people_rows.h"

namespace mingcha::app {

using people::AuditResult;
using people::Office;
using people::Settings;

namespace {

constexpr std::size_t kMaxNameChars = 80;

// What offices hang on, as far as it must be known to hang a part of it on another office.
struct Hooks {
    std::vector<Unit> units;
    std::vector<Division> divisions;
    std::vector<Site> sites;
    std::vector<Account> accounts;
};

Result<Hooks> load_hooks(store::Store& store) {
    Hooks hooks;
    for (const auto& loaded :
         {store::load_into(store, {}, hooks.units), store::load_into(store, {}, hooks.divisions),
          store::load_into(store, {}, hooks.sites), store::load_into(store, {}, hooks.accounts)}) {
        if (!loaded) return Fail(loaded.error());
    }
    return hooks;
}

// Whoever manages a part of the tree hangs on it what is theirs already: a unit is, when it has
// something registered and all of that is within.
bool is_within(const Unit& unit, const Hooks& hooks, const UnitIndex& index,
               const people::Reach& within) {
    bool something = false;
    for (const Site& site : hooks.sites) {
        if (index.find(site.unit) != &unit) continue;
        something = true;
        if (!within.covers(site, index)) return false;
    }
    for (const Account& account : hooks.accounts) {
        if (index.find(account.operator_name) != &unit) continue;
        something = true;
        if (!within.covers(account, index)) return false;
    }
    return something;
}

// Names become full ones. Errors: unknown, or not theirs to give.
Result<bool> hang(Office& office, store::Store& store, const people::Reach& within) {
    const auto hooks = load_hooks(store);
    if (!hooks) return Fail(hooks.error());
    for (const std::string& code : office.divisions) {
        const bool known = std::any_of(hooks->divisions.begin(), hooks->divisions.end(),
                                       [&](const Division& each) { return each.code == code; });
        if (!known || !within.covers_division(code)) {
            return fail("divisions", "没有代码为 " + code + " 的区划，或它不归您管理",
                        "从区划名录中选择");
        }
    }
    const UnitIndex index(hooks->units);
    for (std::string& name : office.units) {
        const Unit* unit = index.find(name);
        if (unit == nullptr || !(within.whole() || is_within(*unit, *hooks, index, within))) {
            return fail("units", "没有名为“" + name + "”的单位，或它不归您管理",
                        "从单位名录中选择");
        }
        name = unit->name;
    }
    for (auto* list : {&office.divisions, &office.units}) {
        std::sort(list->begin(), list->end());
        list->erase(std::unique(list->begin(), list->end()), list->end());
    }
    return true;
}

std::string made_id(const people::OfficeTree& tree, people::OfficeKind kind) {
    for (std::size_t number = tree.all().size();; ++number) {
        std::string id = fmt::format("{}-{}", people::to_string(kind), number);
        if (tree.find(id) == nullptr) return id;
    }
}

std::string hung_text(const Office& office) {
    return fmt::format("{}；区划 {}；单位 {}", office.name, join(office.divisions, " "),
                       join(office.units, " "));
}

Result<Office> store_office(store::Store& store, Office office, const Actor& actor,
                            std::string_view action) {
    store::Transaction change(store);
    if (Result<bool> begun = change.begin(); !begun) return Fail(begun.error());
    if (Result<bool> put = store::save<Office>(store, {}, {office}); !put) return Fail(put.error());
    Result<bool> logged =
        log_action(store, actor, action, office.id, AuditResult::done, hung_text(office));
    if (logged) logged = change.done();
    if (!logged) return Fail(logged.error());
    return office;
}

}  // namespace

Result<Office> add_office(store::Store& store, Office office, const people::Reach& within,
                          const Actor& actor) {
    const auto directory = load_directory(store);
    if (!directory) return Fail(directory.error());
    if (office.id.empty()) office.id = made_id(directory->offices, office.kind);
    office.name = std::string(trim(office.name));
    if (Result<bool> fits = people::check_new_office(directory->offices, office); !fits) {
        return Fail(fits.error());
    }
    if (Result<bool> hung = hang(office, store, within); !hung) return Fail(hung.error());
    return store_office(store, std::move(office), actor, "add_office");
}

Result<Office> change_office(store::Store& store, std::string_view id, const OfficeChange& change,
                             const people::Reach& within, const Actor& actor) {
    const auto directory = load_directory(store);
    if (!directory) return Fail(directory.error());
    const Office* found = directory->offices.find(id);
    if (found == nullptr) return fail(std::string(id), "没有这个机构", "从机构树中选择");
    Office office = *found;
    if (change.name) {
        office.name = std::string(trim(*change.name));
        if (office.name.empty() || char_count(office.name) > kMaxNameChars) {
            return fail("name", "机构名称为空或太长", fmt::format("1 至 {} 个字", kMaxNameChars));
        }
    }
    if (change.divisions) office.divisions = *change.divisions;
    if (change.units) office.units = *change.units;
    if (change.divisions || change.units) {
        if (Result<bool> hung = hang(office, store, within); !hung) return Fail(hung.error());
    }
    if (office == *found) return office;
    return store_office(store, std::move(office), actor, "change_office");
}

Result<bool> change_settings(store::Store& store, const Settings& settings, const Actor& actor) {
    const auto directory = load_directory(store);
    if (!directory) return Fail(directory.error());
    if (settings == directory->settings) return true;
    if (settings.separate_duties && !directory->settings.separate_duties) {
        const auto faults = people::separation_faults(directory->people, directory->offices);
        if (!faults.empty()) {
            return fail("separate_duties", join(faults, "；"),
                        "先在最上级机构各设一名系统、安全、审计管理员并让其设好密码");
        }
    }
    if (people::leaves_nobody_in_charge(directory->people, directory->offices,
                                        settings.separate_duties)) {
        return fail("separate_duties", "改后没有人能管理人员和角色", "先给一个人这些角色");
    }
    store::Transaction change(store);
    if (Result<bool> begun = change.begin(); !begun) return begun;
    if (Result<bool> put = store::save<Settings>(store, {}, {settings}); !put) return put;
    Result<bool> logged = log_action(store, actor, "change_settings", "settings", AuditResult::done,
                                     people::encode(settings));
    if (!logged) return logged;
    return change.done();
}

}  // namespace mingcha::app
