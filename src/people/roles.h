// Roles and what each allows, apart from where: an office's subtree is people/rights.h.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace mingcha::people {

enum class Role : std::uint8_t {
    administrator,   // 管理员: everything but findings; void while duties are separated
    inspector,       // 检查员: brings tables in, inspects by hand, writes down what units say
    reviewer,        // 复核员: has the word on findings, plans the work
    approver,        // 审批人: runs the draft round, sees the circular before it goes out
    unit_contact,    // 单位联系人: speaks for its own unit
    reader,          // 只读
    system_admin,    // 系统管理员 (等保): accounts of people, offices, settings
    security_admin,  // 安全管理员 (等保): who has which role
    audit_admin,     // 审计管理员 (等保): the audit log
};

enum class Action : std::uint8_t {
    nothing,  // open to strangers
    sign_in,  // whoever is signed in
    see_results,
    see_circular,
    write_circular,    // its texts and fields, submits it, begins a correction, brings a docx back
    approve_circular,  // approves or returns it, accepts what a docx that came back says otherwise
    publish_circular,
    decide_findings,
    write_worksheets,  // words of inspections by hand
    speak_for_unit,    // objections and replies, for oneself or written down for a unit
    plan_work,         // who inspects what
    plan_campaigns,    // makes, sets and closes campaigns, fixes whom they are about
    run_inspection,    // starts and stops the machine's visits
    run_round,         // opens and ends the draft round
    import_rows,
    manage_offices,
    manage_people,
    grant_roles,
    change_settings,
    read_audit_log,
};

inline constexpr std::array kRoles{Role::administrator, Role::inspector,      Role::reviewer,
                                   Role::approver,      Role::unit_contact,   Role::reader,
                                   Role::system_admin,  Role::security_admin, Role::audit_admin};

// Those that a person can be given; `nothing` and `sign_in` need no role.
inline constexpr std::array kActions{
    Action::see_results,      Action::see_circular,     Action::write_circular,
    Action::approve_circular, Action::publish_circular, Action::decide_findings,
    Action::write_worksheets, Action::speak_for_unit,   Action::plan_work,
    Action::plan_campaigns,   Action::run_inspection,   Action::run_round,
    Action::import_rows,      Action::manage_offices,   Action::manage_people,
    Action::grant_roles,      Action::change_settings,  Action::read_audit_log};

// `separate_duties`: 等保 mode, in which the administrator's powers lie with three roles that no
// one person may join; without it those three roles are as good as none.
bool allows(Role role, Action action, bool separate_duties);

// One of the three of 等保 mode.
bool is_separate_duty(Role role);

// Does it act on what is as large as the whole data directory (imports, settings, the log, the
// circular)? Then only a role at the top of the tree allows it.
bool needs_whole(Action action);

std::string_view to_string(Role role);
std::string_view to_chinese(Role role);
std::optional<Role> parse_role(std::string_view text);  // either language
std::string_view to_string(Action action);
std::optional<Action> parse_action(std::string_view text);

}  // namespace mingcha::people
