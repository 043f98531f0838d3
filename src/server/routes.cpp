#include "server/routes.h"

#include <array>

#include "base/text.h"

namespace mingcha::server {

namespace {

using enum people::Action;

constexpr std::array kRoutes{
    Route{"GET", "/about", nothing, get_about},
    Route{"POST", "/first-start", nothing, first_start},
    Route{"GET", "/session", people::Action::sign_in, get_session},
    Route{"POST", "/session", nothing, server::sign_in},
    Route{"DELETE", "/session", people::Action::sign_in, sign_out},
    Route{"PUT", "/session/password", people::Action::sign_in, change_password},
    Route{"POST", "/session/totp", people::Action::sign_in, begin_totp},
    Route{"PUT", "/session/totp", people::Action::sign_in, confirm_totp},
    Route{"DELETE", "/session/totp", people::Action::sign_in, end_totp},
    Route{"GET", "/settings", people::Action::sign_in, get_settings},
    Route{"PATCH", "/settings", change_settings, patch_settings},
    Route{"GET", "/offices", people::Action::sign_in, list_offices},
    Route{"POST", "/offices", manage_offices, post_office},
    Route{"PATCH", "/offices/{office}", manage_offices, patch_office},
    Route{"GET", "/people", manage_people, list_people},
    Route{"POST", "/people", manage_people, post_person},
    Route{"PATCH", "/people/{person}", manage_people, patch_person},
    Route{"GET", "/campaigns", see_results, list_campaigns},
    Route{"POST", "/campaigns", plan_campaigns, post_campaign},
    Route{"GET", "/rulesets", see_results, list_rulesets},
    Route{"GET", "/campaigns/{id}/plan", see_results, get_plan},
    Route{"PATCH", "/campaigns/{id}/plan", plan_campaigns, patch_plan},
    Route{"POST", "/campaigns/{id}/population", plan_campaigns, post_freeze},
    Route{"POST", "/campaigns/{id}/end", plan_campaigns, post_close},
    Route{"GET", "/campaigns/{id}/overview", see_results, get_overview},
    Route{"GET", "/campaigns/{id}/inspection", see_results, get_inspection},
    Route{"POST", "/campaigns/{id}/inspection", run_inspection, post_inspection},
    Route{"DELETE", "/campaigns/{id}/inspection", run_inspection, delete_inspection},
    Route{"GET", "/campaigns/{id}/inspection/events", see_results, watch_inspection},
    Route{"GET", "/campaigns/{id}/sites", see_results, list_sites},
    Route{"GET", "/campaigns/{id}/sites.{format}", see_results, download_sites},
    Route{"GET", "/campaigns/{id}/accounts.{format}", see_results, download_accounts},
    Route{"GET", "/campaigns/{id}/findings.{format}", see_results, download_findings},
    Route{"GET", "/campaigns/{id}/tasks.{format}", see_results, download_tasks},
    Route{"GET", "/campaigns/{id}/sites/{code}", see_results, get_site},
    Route{"GET", "/campaigns/{id}/accounts", see_results, list_accounts},
    Route{"GET", "/campaigns/{id}/accounts/{key}", see_results, get_account},
    Route{"GET", "/campaigns/{id}/findings", see_results, list_findings},
    Route{"POST", "/campaigns/{id}/decisions", decide_findings, post_group_decision},
    Route{"POST", "/campaigns/{id}/findings/{key}/decisions", decide_findings, post_decision},
    Route{"DELETE", "/campaigns/{id}/findings/{key}/decisions", decide_findings, delete_decision},
    Route{"POST", "/campaigns/{id}/findings/{key}/merge", decide_findings, post_merge},
    Route{"GET", "/campaigns/{id}/evidence/{finding}/snapshot", see_results, get_snapshot},
    Route{"GET", "/campaigns/{id}/evidence/{finding}/picture", see_results, get_evidence_picture},
    Route{"GET", "/campaigns/{id}/findings/{key}/proof", see_results, get_case_proof},
    Route{"GET", "/campaigns/{id}/draft-round", see_results, get_draft_round},
    Route{"PUT", "/campaigns/{id}/draft-round", run_round, put_draft_round},
    Route{"POST", "/campaigns/{id}/draft-round/end", run_round, end_draft_round},
    Route{"GET", "/campaigns/{id}/cases", see_results, list_cases},
    Route{"POST", "/campaigns/{id}/findings/{key}/unit-steps", speak_for_unit, post_unit_step},
    Route{"POST", "/campaigns/{id}/findings/{key}/office-steps", decide_findings, post_office_step},
    Route{"GET", "/campaigns/{id}/tasks", see_results, list_tasks},
    Route{"POST", "/campaigns/{id}/tasks/assignments", plan_work, post_assignments},
    Route{"POST", "/campaigns/{id}/tasks/moves", plan_work, post_move},
    Route{"GET", "/campaigns/{id}/worksheets/{target}", see_results, get_worksheet},
    Route{"POST", "/campaigns/{id}/worksheets/{target}/words", write_worksheets, post_word},
    Route{"GET", "/campaigns/{id}/questions", see_results, list_questions},
    Route{"GET", "/campaigns/{id}/questions.{format}", see_results, download_questions},
    Route{"POST", "/campaigns/{id}/question-plan", plan_work, post_question_plan},
    Route{"POST", "/campaigns/{id}/question-table", import_rows, post_question_table},
    Route{"POST", "/campaigns/{id}/question-search", write_worksheets, post_question_search},
    Route{"GET", "/campaigns/{id}/questions/{code}", see_results, get_question},
    Route{"POST", "/campaigns/{id}/questions/{code}/steps", write_worksheets, post_question_step},
    Route{"GET", "/campaigns/{id}/questions/{code}/proof", see_results, get_question_proof},
    Route{"GET", "/campaigns/{id}/annual-forms", see_results, list_annual_forms},
    Route{"POST", "/campaigns/{id}/annual-forms", import_rows, fill_annual_forms},
    Route{"GET", "/campaigns/{id}/annual-looks", see_results, list_annual_looks},
    Route{"GET", "/campaigns/{id}/annual-forms/{code}", see_results, get_annual_form},
    Route{"PUT", "/campaigns/{id}/annual-forms/{code}/values", speak_for_unit, put_annual_values},
    Route{"POST", "/campaigns/{id}/annual-forms/{code}/unit-steps", speak_for_unit,
          post_annual_unit_step},
    Route{"POST", "/campaigns/{id}/annual-forms/{code}/office-steps", decide_findings,
          post_annual_office_step},
    Route{"GET", "/campaigns/{id}/annual-forms/{code}/form.{format}", see_results,
          download_annual_form},
    Route{"POST", "/campaigns/{id}/worksheets/{target}/capture-links", write_worksheets,
          post_capture_link},
    Route{"GET", "/campaigns/{id}/captures/{number}", see_results, get_capture_picture},
    Route{"POST", "/capture", nothing, open_capture},
    Route{"GET", "/capture", nothing, get_capture},
    Route{"DELETE", "/capture", nothing, end_capture},
    Route{"POST", "/capture/pictures", nothing, post_capture_picture},
    Route{"DELETE", "/capture/pictures/{number}", nothing, delete_capture_picture},
    Route{"PUT", "/capture/note", nothing, put_capture_note},
    Route{"GET", "/campaigns/{id}/media", see_results, get_media},
    Route{"GET", "/campaigns/{id}/strays", see_results, list_strays},
    Route{"POST", "/campaigns/{id}/stray-words", import_rows, post_stray_word},
    Route{"GET", "/campaigns/{id}/life-log", see_results, get_life_log},
    Route{"POST", "/campaigns/{id}/life-log", import_rows, post_life_step},
    Route{"GET", "/rule-exceptions", see_results, list_rule_exceptions},
    Route{"POST", "/rule-exceptions", plan_work, post_rule_exception},
    Route{"POST", "/rule-exceptions/{number}/end", plan_work, end_rule_exception},
    Route{"GET", "/office-words", see_results, list_office_words},
    Route{"POST", "/office-words", import_rows, post_office_word},
    Route{"DELETE", "/office-words/{number}", import_rows, delete_office_word},
    Route{"GET", "/office-word-table", see_results, download_office_words},
    Route{"POST", "/office-word-table", import_rows, post_office_word_table},
    Route{"GET", "/inspectors", see_results, list_inspectors},
    Route{"PUT", "/inspectors/{name}", plan_work, put_inspector},
    Route{"GET", "/campaigns/{id}/due", see_results, list_due},
    Route{"GET", "/campaigns/{id}/circular", see_circular, get_circular},
    Route{"GET", "/campaigns/{id}/circular.{format}", see_circular, download_circular},
    Route{"GET", "/campaigns/{id}/circular/pages", see_circular, list_circular_pages},
    Route{"GET", "/campaigns/{id}/circular/pages/{page}", see_circular, get_circular_page},
    Route{"GET", "/campaigns/{id}/circular/texts", see_circular, get_circular_texts},
    Route{"PUT", "/campaigns/{id}/circular/texts/{text}", write_circular, put_circular_text},
    Route{"POST", "/campaigns/{id}/circular/texts/{text}/preview", see_circular,
          preview_circular_text},
    Route{"PUT", "/campaigns/{id}/circular/fields/{field}", write_circular, put_circular_field},
    Route{"GET", "/campaigns/{id}/publication", see_circular, get_publication},
    Route{"POST", "/campaigns/{id}/publication/submission", write_circular, post_submission},
    Route{"DELETE", "/campaigns/{id}/publication/submission", write_circular, delete_submission},
    Route{"POST", "/campaigns/{id}/publication/approval", approve_circular, post_approval},
    Route{"POST", "/campaigns/{id}/publication/versions", publish_circular, post_version},
    Route{"GET", "/campaigns/{id}/publication/versions/{version}/{format}", see_circular,
          get_version_file},
    Route{"POST", "/campaigns/{id}/publication/correction", write_circular, post_correction},
    Route{"POST", "/campaigns/{id}/publication/returned", write_circular, post_returned},
    Route{"POST", "/campaigns/{id}/publication/returned/acceptances", approve_circular,
          post_acceptance},
    Route{"POST", "/campaigns/{id}/publication/returned/discard", write_circular, post_discard},
    Route{"GET", "/channels", change_settings, list_channels},
    Route{"POST", "/channels", change_settings, post_channel},
    Route{"PATCH", "/channels/{channel}", change_settings, patch_channel},
    Route{"DELETE", "/channels/{channel}", change_settings, delete_channel},
    Route{"POST", "/channels/{channel}/tests", change_settings, test_channel},
    Route{"GET", "/notices", change_settings, list_notices},
    Route{"POST", "/notices/retries", change_settings, retry_notice},
    Route{"GET", "/notice-settings", change_settings, get_notice_settings},
    Route{"PUT", "/notice-settings", change_settings, put_notice_settings},
    Route{"GET", "/backups", change_settings, list_backups},
    Route{"POST", "/backups", change_settings, post_backup},
    Route{"GET", "/backups/{backup}", change_settings, get_backup},
    Route{"POST", "/backups/{backup}/verifications", change_settings, server::verify_backup},
    Route{"GET", "/exemptions", see_results, list_exemptions},
    Route{"POST", "/exemptions", speak_for_unit, post_exemption},
    Route{"POST", "/exemptions/{filing}/decisions", decide_findings, post_exemption_decision},
    Route{"GET", "/campaigns/{id}/warnings", see_results, list_warnings},
    Route{"GET", "/campaigns/{id}/demands", see_results, list_demands},
    Route{"POST", "/campaigns/{id}/demands/{demand}/unit-steps", speak_for_unit,
          post_demand_unit_step},
    Route{"POST", "/campaigns/{id}/demands/{demand}/office-steps", decide_findings,
          post_demand_office_step},
    Route{"POST", "/imports/{kind}", import_rows, post_import},
    Route{"GET", "/example-data", see_results, get_example},
    Route{"DELETE", "/example-data", import_rows, delete_example},
    Route{"GET", "/rules", see_results, list_rules},
    Route{"GET", "/audit-log", read_audit_log, list_audit_log},
    Route{"GET", "/audit-log/verification", read_audit_log, verify_audit_log},
};

// "circular.{format}" against "circular.docx": prefix, and a value that is not empty.
bool fits(std::string_view pattern, std::string_view part, std::vector<std::string>& values) {
    const std::size_t brace = pattern.find('{');
    if (brace == std::string_view::npos) return pattern == part;
    if (!part.starts_with(pattern.substr(0, brace)) || part.size() == brace) return false;
    values.push_back(percent_decoded(part.substr(brace), false));
    return true;
}

bool fits(const Route& route, const std::vector<std::string_view>& parts,
          std::vector<std::string>& values) {
    const std::vector<std::string_view> pattern = split(route.path, '/');
    if (pattern.size() != parts.size()) return false;
    values.clear();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (!fits(pattern[i], parts[i], values)) return false;
    }
    return true;
}

}  // namespace

std::span<const Route> routes() {
    return kRoutes;
}

Match find_route(std::string_view method, std::string_view path) {
    Match match;
    const std::vector<std::string_view> parts = split(path, '/');
    std::vector<std::string> values;
    for (const Route& route : kRoutes) {
        if (!fits(route, parts, values)) continue;
        if (route.method == method || (method == "HEAD" && route.method == "GET")) {
            match.route = &route;
            match.values = std::move(values);
            return match;
        }
        if (!match.allowed.empty()) match.allowed += ", ";
        match.allowed += route.method;
    }
    return match;
}

}  // namespace mingcha::server
