#include "people/roles.h"

#include <algorithm>

#include "model/names.h"

namespace mingcha::people {

namespace {

constexpr Names<Role, 9> kRoleNames{{
    {Role::administrator, {"administrator", "管理员"}},
    {Role::inspector, {"inspector", "检查员"}},
    {Role::reviewer, {"reviewer", "复核员"}},
    {Role::approver, {"approver", "审批人"}},
    {Role::unit_contact, {"unit_contact", "单位联系人"}},
    {Role::reader, {"reader", "只读"}},
    {Role::system_admin, {"system_admin", "系统管理员"}},
    {Role::security_admin, {"security_admin", "安全管理员"}},
    {Role::audit_admin, {"audit_admin", "审计管理员"}},
}};

constexpr Names<Action, 20> kActionNames{{
    {Action::nothing, {"nothing", "无"}},
    {Action::sign_in, {"sign_in", "登录"}},
    {Action::see_results, {"see_results", "查看结果"}},
    {Action::see_circular, {"see_circular", "查看通报"}},
    {Action::write_circular, {"write_circular", "起草通报"}},
    {Action::approve_circular, {"approve_circular", "审批通报"}},
    {Action::publish_circular, {"publish_circular", "发布通报"}},
    {Action::decide_findings, {"decide_findings", "复核问题"}},
    {Action::write_worksheets, {"write_worksheets", "人工检查"}},
    {Action::speak_for_unit, {"speak_for_unit", "申诉和整改回复"}},
    {Action::plan_work, {"plan_work", "分配任务"}},
    {Action::plan_campaigns, {"plan_campaigns", "建立和设置检查"}},
    {Action::run_inspection, {"run_inspection", "启动和停止检查"}},
    {Action::run_round, {"run_round", "初检反馈和定稿"}},
    {Action::import_rows, {"import_rows", "导入"}},
    {Action::manage_offices, {"manage_offices", "管理机构"}},
    {Action::manage_people, {"manage_people", "管理人员"}},
    {Action::grant_roles, {"grant_roles", "授予角色"}},
    {Action::change_settings, {"change_settings", "修改设置"}},
    {Action::read_audit_log, {"read_audit_log", "查看审计日志"}},
}};

bool is_one_of(Action action, std::initializer_list<Action> actions) {
    return std::find(actions.begin(), actions.end(), action) != actions.end();
}

}  // namespace

bool allows(Role role, Action action, bool separate_duties) {
    using enum Action;
    if (is_separate_duty(role) && !separate_duties) return false;
    switch (role) {
        case Role::administrator:
            return !separate_duties &&
                   is_one_of(action, {see_results, see_circular, write_circular, publish_circular,
                                      plan_work, plan_campaigns, run_inspection, run_round,
                                      import_rows, manage_offices, manage_people, grant_roles,
                                      change_settings, read_audit_log});
        case Role::inspector:
            return is_one_of(action,
                             {see_results, see_circular, write_circular, publish_circular,
                              write_worksheets, speak_for_unit, run_inspection, import_rows});
        case Role::reviewer:
            return is_one_of(action, {see_results, see_circular, write_circular, decide_findings,
                                      write_worksheets, speak_for_unit, plan_work, plan_campaigns});
        case Role::approver:
            return is_one_of(
                action, {see_results, see_circular, approve_circular, publish_circular, run_round});
        case Role::unit_contact:
            return is_one_of(action, {see_results, speak_for_unit});
        case Role::reader:
            return action == see_results;
        case Role::system_admin:
            return is_one_of(action, {manage_offices, manage_people, change_settings});
        case Role::security_admin:
            return is_one_of(action, {manage_people, grant_roles});
        case Role::audit_admin:
            return action == read_audit_log;
    }
    return false;
}

bool is_separate_duty(Role role) {
    return role == Role::system_admin || role == Role::security_admin || role == Role::audit_admin;
}

bool needs_whole(Action action) {
    return is_one_of(action,
                     {Action::see_circular, Action::write_circular, Action::approve_circular,
                      Action::publish_circular, Action::plan_work, Action::plan_campaigns,
                      Action::run_inspection, Action::run_round, Action::import_rows,
                      Action::change_settings, Action::read_audit_log});
}

std::string_view to_string(Role role) {
    return name_of(kRoleNames, role, kEnglish);
}

std::string_view to_chinese(Role role) {
    return name_of(kRoleNames, role, kChinese);
}

std::optional<Role> parse_role(std::string_view text) {
    return value_of(kRoleNames, text);
}

std::string_view to_string(Action action) {
    return name_of(kActionNames, action, kEnglish);
}

std::optional<Action> parse_action(std::string_view text) {
    return value_of(kActionNames, text);
}

}  // namespace mingcha::people
