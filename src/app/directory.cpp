#include "app/directory.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "notify/channel.h"
#include "people/passwords.h"
#include "secrets/secrets.h"
#include "store/people_rows.h"

namespace mingcha::app {

using people::AuditResult;
using people::Grant;
using people::Office;
using people::Person;
using people::Settings;

namespace {

constexpr std::size_t kMaxDisplayChars = 40;
constexpr std::size_t kMaxPeople = 20'000;

std::string grants_text(const std::vector<Grant>& grants) {
    std::vector<std::string> words;
    for (const Grant& grant : grants) {
        words.push_back(fmt::format("{}@{}", people::to_string(grant.role), grant.office));
    }
    return words.empty() ? "无角色" : join(words, " ");
}

Fail nobody(std::string_view id) {
    return fail(std::string(id), "没有这个登录名", "mingcha user list 列出全部");
}

Result<bool> check_grants(const Directory& directory, const std::vector<Grant>& grants) {
    const auto faults =
        people::grant_faults(grants, directory.offices, directory.settings.separate_duties);
    if (faults.empty()) return true;
    return fail("grants", join(faults, "；"), "按机构选择角色，三员各由一人担任");
}

Result<bool> check_password(const Directory& directory, const Person& person,
                            std::string_view password) {
    std::vector<std::string> names{person.id, person.display_name};
    if (const Office* office = directory.offices.find(person.office)) names.push_back(office->name);
    const auto faults = people::password_faults(password, names, directory.settings);
    if (faults.empty()) return true;
    return fail("password", join(faults, "；"), "换一个更长、更少见的密码");
}

// One change of one person with its entry in the log.
Result<Person> store_person(store::Store& store, Person person, const Actor& actor,
                            std::string_view action, std::string_view detail) {
    store::Transaction change(store);
    if (Result<bool> begun = change.begin(); !begun) return Fail(begun.error());
    if (Result<bool> put = store::save<Person>(store, {}, {person}); !put) return Fail(put.error());
    Result<bool> logged = log_action(store, actor, action, person.id, AuditResult::done, detail);
    if (logged) logged = change.done();
    if (!logged) return Fail(logged.error());
    return person;
}

Result<std::pair<Directory, Person>> person_of(store::Store& store, std::string_view id) {
    Result<Directory> directory = load_directory(store);
    if (!directory) return Fail(directory.error());
    const Person* found = directory->find(id);
    if (found == nullptr) return nobody(id);
    Person person = *found;
    return std::pair{std::move(*directory), std::move(person)};
}

std::vector<Person> with(std::vector<Person> all, const Person& changed) {
    for (Person& each : all) {
        if (each.id == changed.id) each = changed;
    }
    return all;
}

}  // namespace

const Person* Directory::find(std::string_view id) const {
    const auto found = std::find_if(people.begin(), people.end(),
                                    [id](const Person& each) { return each.id == id; });
    return found == people.end() ? nullptr : &*found;
}

Result<Directory> load_directory(store::Store& store) {
    Directory directory;
    std::vector<Office> offices;
    std::vector<Settings> settings;
    for (const auto& loaded :
         {store::load_into(store, {}, offices), store::load_into(store, {}, directory.people),
          store::load_into(store, {}, settings)}) {
        if (!loaded) return Fail(loaded.error());
    }
    directory.offices = people::OfficeTree(std::move(offices));
    if (!settings.empty()) directory.settings = settings.front();
    return directory;
}

Result<Person> first_start(store::Store& store, const FirstStart& first, const Actor& actor) {
    store::Transaction change(store);
    if (Result<bool> begun = change.begin(); !begun) return Fail(begun.error());
    const auto directory = load_directory(store);
    if (!directory) return Fail(directory.error());
    if (!directory->is_new()) {
        return fail("first-start", "已经有人员，不再需要首次启动", "用登录名和密码登录");
    }
    Office top{std::string(people::kTopOffice),
               std::string(trim(first.office_name)),
               people::OfficeKind::city,
               "",
               {},
               {}};
    if (top.name.empty()) top.name = "本级机构";
    if (directory->offices.top() != nullptr) top = *directory->offices.top();
    if (Result<bool> put = store::save<Office>(store, {}, {top}); !put) return Fail(put.error());
    NewPerson person{first.name, first.display_name, top.id, {}, first.password, false};
    for (const people::Role role : {people::Role::administrator, people::Role::inspector,
                                    people::Role::reviewer, people::Role::approver}) {
        person.grants.push_back({role, top.id});
    }
    Result<Person> added = add_person(store, person, actor);
    if (!added) return added;
    if (Result<bool> done = change.done(); !done) return Fail(done.error());
    return added;
}

Result<Person> add_person(store::Store& store, const NewPerson& wanted, const Actor& actor) {
    const auto directory = load_directory(store);
    if (!directory) return Fail(directory.error());
    if (!people::is_person_id(wanted.id)) {
        return fail("id", "\"" + shorten(wanted.id, kMaxDisplayChars) + "\" 不能作登录名",
                    "2 至 32 个字母、数字、汉字或 . _ -");
    }
    // Two that only differ in the case of their letters could be taken for each other.
    for (const Person& each : directory->people) {
        if (name_key(each.id) == name_key(wanted.id)) {
            return fail("id", "登录名 " + each.id + " 已被使用（停用的也不再分配）",
                        "换一个登录名");
        }
    }
    if (directory->people.size() >= kMaxPeople) {
        return fail("people", fmt::format("已有 {} 人", kMaxPeople), "先清理不再使用的人员");
    }
    Person person;
    person.id = wanted.id;
    person.display_name = std::string(trim(wanted.display_name));
    if (person.display_name.empty()) person.display_name = wanted.id;
    person.office = wanted.office;
    const Office* top = directory->offices.top();
    if (person.office.empty() && top != nullptr) person.office = top->id;
    if (directory->offices.find(person.office) == nullptr) {
        return fail("office_id", "没有编号为 \"" + wanted.office + "\" 的机构", "从机构树中选择");
    }
    if (char_count(person.display_name) > kMaxDisplayChars) {
        return fail("display_name", "姓名太长", fmt::format("最多 {} 个字", kMaxDisplayChars));
    }
    person.grants = wanted.grants;
    if (Result<bool> fit = check_grants(*directory, person.grants); !fit) return Fail(fit.error());
    Result<bool> strong = check_password(*directory, person, wanted.password);
    if (!strong) return Fail(strong.error());
    Result<std::string> hash = secrets::hash_password(wanted.password);
    if (!hash) return Fail(hash.error());
    person.password_hash = std::move(*hash);
    person.password_set_at = actor.at;
    person.created_at = actor.at;
    person.must_change_password = wanted.must_change;
    return store_person(store, person, actor, "add_person", grants_text(person.grants));
}

Result<Person> change_person(store::Store& store, std::string_view id, const PersonChange& change,
                             const Actor& actor) {
    auto found = person_of(store, id);
    if (!found) return Fail(found.error());
    auto& [directory, person] = *found;
    std::vector<std::string> said;
    if (change.display_name) {
        if (char_count(*change.display_name) > kMaxDisplayChars ||
            trim(*change.display_name).empty()) {
            return fail("display_name", "姓名为空或太长",
                        fmt::format("1 至 {} 个字", kMaxDisplayChars));
        }
        person.display_name = std::string(trim(*change.display_name));
        said.push_back("姓名 " + person.display_name);
    }
    if (change.office) {
        if (directory.offices.find(*change.office) == nullptr) {
            return fail("office_id", "没有编号为 \"" + *change.office + "\" 的机构",
                        "从机构树中选择");
        }
        person.office = *change.office;
        said.push_back("机构 " + person.office);
    }
    if (change.email && *change.email != person.email) {
        if (!change.email->empty() && !notify::is_mail_address(*change.email)) {
            return fail("email", "不是一个邮箱地址", "如 zhangsan@example.gov.cn");
        }
        person.email = *change.email;
        said.push_back("邮箱 " + (person.email.empty() ? "无" : person.email));
    }
    if (change.grants) {
        if (Result<bool> fit = check_grants(directory, *change.grants); !fit) {
            return Fail(fit.error());
        }
        said.push_back("角色 " + grants_text(person.grants) + " → " + grants_text(*change.grants));
        person.grants = *change.grants;
    }
    if (change.disabled && *change.disabled != person.disabled) {
        person.disabled = *change.disabled;
        ++person.epoch;
        said.emplace_back(person.disabled ? "停用" : "启用");
    }
    if (change.reset_totp && !person.totp_secret.empty()) {
        person.totp_secret.clear();
        person.totp_last_step = 0;
        said.emplace_back("取消二次验证");
    }
    if (said.empty()) return person;
    if (people::leaves_nobody_in_charge(with(directory.people, person), directory.offices,
                                        directory.settings.separate_duties)) {
        return fail(person.id, "改后没有人能管理人员和角色", "先给另一个人这些角色");
    }
    return store_person(store, person, actor, "change_person", join(said, "；"));
}

Result<Person> set_password(store::Store& store, std::string_view id, std::string_view password,
                            bool must_change, const Actor& actor) {
    auto found = person_of(store, id);
    if (!found) return Fail(found.error());
    auto& [directory, person] = *found;
    if (Result<bool> strong = check_password(directory, person, password); !strong) {
        return Fail(strong.error());
    }
    std::vector<std::string> former = person.former_hashes;
    if (!person.password_hash.empty()) former.insert(former.begin(), person.password_hash);
    if (former.size() > people::kFormerPasswords) former.resize(people::kFormerPasswords);
    for (const std::string& hash : former) {
        if (!secrets::verify_password(hash, password)) continue;
        return fail("password", "这个密码用过",
                    fmt::format("不能与最近 {} 个密码相同", people::kFormerPasswords));
    }
    Result<std::string> hash = secrets::hash_password(password);
    if (!hash) return Fail(hash.error());
    person.former_hashes = std::move(former);
    person.password_hash = std::move(*hash);
    person.password_set_at = actor.at;
    person.must_change_password = must_change;
    ++person.epoch;
    return store_person(store, person, actor, must_change ? "reset_password" : "change_password",
                        "");
}

Result<bool> note_sign_in(store::Store& store, std::string_view id, std::int64_t totp_step,
                          const Actor& actor) {
    auto found = person_of(store, id);
    if (!found) return Fail(found.error());
    Person& person = found->second;
    person.last_sign_in_at = actor.at;
    person.totp_last_step = std::max(person.totp_last_step, totp_step);
    const Result<Person> stored = store_person(store, person, actor, "sign_in", "");
    if (!stored) return Fail(stored.error());
    return true;
}

Result<bool> set_totp(store::Store& store, std::string_view id, std::string_view secret,
                      std::int64_t step, const Actor& actor) {
    auto found = person_of(store, id);
    if (!found) return Fail(found.error());
    Person& person = found->second;
    person.totp_secret = std::string(secret);
    person.totp_last_step = secret.empty() ? 0 : step;
    const Result<Person> stored =
        store_person(store, person, actor, secret.empty() ? "end_totp" : "begin_totp", "");
    if (!stored) return Fail(stored.error());
    return true;
}

}  // namespace mingcha::app
