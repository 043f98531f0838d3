#include "people/rights.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"

namespace mingcha::people {

namespace {

constexpr std::size_t kMinIdChars = 2;
constexpr std::size_t kMaxIdChars = 32;

bool has_duty(const Person& person, Role duty, const OfficeTree& tree) {
    return std::any_of(person.grants.begin(), person.grants.end(), [&](const Grant& grant) {
        return grant.role == duty && tree.top() != nullptr && grant.office == tree.top()->id;
    });
}

bool can_sign_in(const Person& person) {
    return !person.disabled && !person.password_hash.empty();
}

}  // namespace

bool may(const Person& person, Action action, std::string_view office, const OfficeTree& tree,
         bool separate_duties) {
    if (action == Action::nothing) return true;
    if (person.disabled) return false;
    if (action == Action::sign_in) return true;
    return std::any_of(person.grants.begin(), person.grants.end(), [&](const Grant& grant) {
        return allows(grant.role, action, separate_duties) && tree.is_within(office, grant.office);
    });
}

bool may_somewhere(const Person& person, Action action, const OfficeTree& tree,
                   bool separate_duties) {
    if (action == Action::nothing) return true;
    if (person.disabled) return false;
    if (action == Action::sign_in) return true;
    if (needs_whole(action)) {
        return tree.top() != nullptr && may(person, action, tree.top()->id, tree, separate_duties);
    }
    return std::any_of(person.grants.begin(), person.grants.end(), [&](const Grant& grant) {
        return allows(grant.role, action, separate_duties) && tree.find(grant.office) != nullptr;
    });
}

Reach reach_of(const Person& person, Action action, const OfficeTree& tree, bool separate_duties) {
    Reach reach;
    if (person.disabled) return reach;
    for (const Grant& grant : person.grants) {
        if (allows(grant.role, action, separate_duties)) tree.reach(grant.office, reach);
        if (reach.whole()) break;
    }
    return reach;
}

std::vector<std::string> grant_faults(const std::vector<Grant>& grants, const OfficeTree& tree,
                                      bool separate_duties) {
    std::vector<std::string> faults;
    std::set<Role> duties;
    bool others = false;
    for (auto grant = grants.begin(); grant != grants.end(); ++grant) {
        const std::string_view role = to_chinese(grant->role);
        if (tree.find(grant->office) == nullptr) {
            faults.push_back(fmt::format("{}：没有编号为 {} 的机构", role, grant->office));
        }
        if (std::find(grants.begin(), grant, *grant) != grant) {
            faults.push_back(fmt::format("{}：同一机构给了两次", role));
        }
        if (!is_separate_duty(grant->role)) {
            others = true;
            if (separate_duties && grant->role == Role::administrator) {
                faults.emplace_back("三员分立时没有管理员角色，由系统、安全、审计管理员分担");
            }
            continue;
        }
        duties.insert(grant->role);
        if (tree.top() != nullptr && grant->office != tree.top()->id) {
            faults.push_back(fmt::format("{}只能设在最上级机构", role));
        }
    }
    if (duties.size() > 1) faults.emplace_back("系统、安全、审计管理员不得由一人兼任");
    if (!duties.empty() && others) {
        faults.emplace_back("系统、安全、审计管理员不得兼任检查、复核等角色");
    }
    return faults;
}

std::vector<std::string> separation_faults(const std::vector<Person>& people,
                                           const OfficeTree& tree) {
    std::vector<std::string> faults;
    for (const Role duty : {Role::system_admin, Role::security_admin, Role::audit_admin}) {
        const bool there = std::any_of(people.begin(), people.end(), [&](const Person& person) {
            return can_sign_in(person) && has_duty(person, duty, tree);
        });
        if (!there) faults.push_back(fmt::format("还没有可以登录的{}", to_chinese(duty)));
    }
    for (const Person& person : people) {
        if (person.disabled) continue;
        std::vector<Grant> kept;  // administrators lose that role by the mode itself
        for (const Grant& grant : person.grants) {
            if (grant.role != Role::administrator) kept.push_back(grant);
        }
        for (const std::string& fault : grant_faults(kept, tree, true)) {
            faults.push_back(person.id + "：" + fault);
        }
    }
    return faults;
}

bool leaves_nobody_in_charge(const std::vector<Person>& after, const OfficeTree& tree,
                             bool separate_duties) {
    if (tree.top() == nullptr) return false;
    for (const Action action : {Action::manage_people, Action::grant_roles}) {
        const bool there = std::any_of(after.begin(), after.end(), [&](const Person& person) {
            return can_sign_in(person) &&
                   may(person, action, tree.top()->id, tree, separate_duties);
        });
        if (!there) return true;
    }
    return false;
}

bool is_person_id(std::string_view text) {
    const std::size_t chars = char_count(text);
    if (!is_utf8(text) || chars < kMinIdChars || chars > kMaxIdChars) return false;
    if (text.front() == '.' || text.front() == '_' || text.front() == '-') return false;
    for (std::size_t i = 0; i < text.size();) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte < 0x80) {
            const bool fine = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                              (byte >= '0' && byte <= '9') || byte == '.' || byte == '_' ||
                              byte == '-';
            if (!fine) return false;
            ++i;
            continue;
        }
        // U+4E00–U+9FFF, three bytes each: no look-alikes of other scripts, no invisible ones.
        if (byte < 0xE4 || byte > 0xE9 || i + 2 >= text.size()) return false;
        const unsigned point = ((byte & 0x0FU) << 12U) |
                               ((static_cast<unsigned char>(text[i + 1]) & 0x3FU) << 6U) |
                               (static_cast<unsigned char>(text[i + 2]) & 0x3FU);
        if (point < 0x4E00 || point > 0x9FFF) return false;
        i += 3;
    }
    return true;
}

}  // namespace mingcha::people
