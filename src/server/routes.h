// The table of the API: method, path below /api/v1, what one must be allowed to do, who answers.
// schemas/openapi.yaml says the same; a test holds one against the other.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "people/roles.h"
#include "server/call.h"

namespace mingcha::server {

using Handle = httpd::Response (*)(Call&);

struct Route {
    std::string_view method;
    std::string_view path;  // "/campaigns/{id}/circular.{format}"
    people::Action action;
    Handle handle;
};

std::span<const Route> routes();

struct Match {
    const Route* route = nullptr;
    std::vector<std::string> values;  // of the {names}, decoded
    std::string allowed;              // methods of the path, where it is known under others
};
// `path` undecoded, below /api/v1.
Match find_route(std::string_view method, std::string_view path);

// --- handlers, by file
httpd::Response get_about(Call& call);  // handlers/session.cpp
httpd::Response first_start(Call& call);
httpd::Response get_session(Call& call);
httpd::Response sign_in(Call& call);
httpd::Response sign_out(Call& call);
httpd::Response change_password(Call& call);
httpd::Response begin_totp(Call& call);  // handlers/totp.cpp
httpd::Response confirm_totp(Call& call);
httpd::Response end_totp(Call& call);
httpd::Response get_settings(Call& call);  // handlers/people.cpp
httpd::Response patch_settings(Call& call);
httpd::Response list_people(Call& call);
httpd::Response post_person(Call& call);
httpd::Response patch_person(Call& call);
httpd::Response list_offices(Call& call);  // handlers/offices.cpp
httpd::Response post_office(Call& call);
httpd::Response patch_office(Call& call);
httpd::Response list_campaigns(Call& call);  // handlers/overview.cpp
httpd::Response get_overview(Call& call);
httpd::Response list_rulesets(Call& call);  // handlers/plan.cpp
httpd::Response post_campaign(Call& call);
httpd::Response get_plan(Call& call);
httpd::Response patch_plan(Call& call);
httpd::Response post_freeze(Call& call);
httpd::Response post_close(Call& call);
httpd::Response get_inspection(Call& call);  // handlers/inspection.cpp
httpd::Response post_inspection(Call& call);
httpd::Response delete_inspection(Call& call);
httpd::Response watch_inspection(Call& call);
httpd::Response list_sites(Call& call);  // handlers/targets.cpp
httpd::Response get_site(Call& call);
httpd::Response list_accounts(Call& call);
httpd::Response get_account(Call& call);
httpd::Response list_due(Call& call);
httpd::Response download_sites(Call& call);  // handlers/tables.cpp
httpd::Response download_accounts(Call& call);
httpd::Response download_tasks(Call& call);
httpd::Response list_findings(Call& call);  // handlers/findings.cpp
httpd::Response download_findings(Call& call);
httpd::Response post_decision(Call& call);
httpd::Response delete_decision(Call& call);
httpd::Response post_merge(Call& call);
httpd::Response post_group_decision(Call& call);
httpd::Response get_draft_round(Call& call);  // handlers/casework.cpp
httpd::Response put_draft_round(Call& call);
httpd::Response end_draft_round(Call& call);
httpd::Response list_cases(Call& call);
httpd::Response post_unit_step(Call& call);
httpd::Response post_office_step(Call& call);
httpd::Response list_tasks(Call& call);  // handlers/worksheets.cpp
httpd::Response post_assignments(Call& call);
httpd::Response post_move(Call& call);
httpd::Response get_worksheet(Call& call);
httpd::Response post_word(Call& call);
httpd::Response list_inspectors(Call& call);
httpd::Response put_inspector(Call& call);
httpd::Response get_media(Call& call);  // handlers/media.cpp
httpd::Response list_strays(Call& call);
httpd::Response post_stray_word(Call& call);
httpd::Response get_life_log(Call& call);
httpd::Response post_life_step(Call& call);
httpd::Response list_rule_exceptions(Call& call);  // handlers/office_rules.cpp
httpd::Response post_rule_exception(Call& call);
httpd::Response end_rule_exception(Call& call);
httpd::Response list_office_words(Call& call);
httpd::Response post_office_word(Call& call);
httpd::Response delete_office_word(Call& call);
httpd::Response download_office_words(Call& call);
httpd::Response post_office_word_table(Call& call);
httpd::Response list_questions(Call& call);  // handlers/questions.cpp
httpd::Response download_questions(Call& call);
httpd::Response post_question_plan(Call& call);
httpd::Response post_question_table(Call& call);
httpd::Response post_question_search(Call& call);
httpd::Response get_question(Call& call);
httpd::Response post_question_step(Call& call);
httpd::Response get_question_proof(Call& call);
httpd::Response list_annual_forms(Call& call);  // handlers/annual.cpp
httpd::Response fill_annual_forms(Call& call);
httpd::Response list_annual_looks(Call& call);
httpd::Response get_annual_form(Call& call);
httpd::Response put_annual_values(Call& call);
httpd::Response post_annual_unit_step(Call& call);
httpd::Response post_annual_office_step(Call& call);
httpd::Response download_annual_form(Call& call);
httpd::Response post_capture_link(Call& call);  // handlers/captures.cpp
httpd::Response open_capture(Call& call);
httpd::Response get_capture(Call& call);
httpd::Response post_capture_picture(Call& call);
httpd::Response delete_capture_picture(Call& call);
httpd::Response put_capture_note(Call& call);
httpd::Response end_capture(Call& call);
httpd::Response get_capture_picture(Call& call);  // handlers/pictures.cpp
httpd::Response get_evidence_picture(Call& call);
httpd::Response get_case_proof(Call& call);
httpd::Response list_channels(Call& call);  // handlers/notices.cpp
httpd::Response post_channel(Call& call);
httpd::Response patch_channel(Call& call);
httpd::Response delete_channel(Call& call);
httpd::Response test_channel(Call& call);
httpd::Response list_notices(Call& call);
httpd::Response retry_notice(Call& call);
httpd::Response get_notice_settings(Call& call);
httpd::Response put_notice_settings(Call& call);
httpd::Response list_warnings(Call& call);
httpd::Response list_exemptions(Call& call);  // handlers/exemptions.cpp
httpd::Response post_exemption(Call& call);
httpd::Response post_exemption_decision(Call& call);
httpd::Response list_demands(Call& call);
httpd::Response post_demand_unit_step(Call& call);
httpd::Response post_demand_office_step(Call& call);
httpd::Response list_backups(Call& call);  // handlers/backups.cpp
httpd::Response post_backup(Call& call);
httpd::Response get_backup(Call& call);
httpd::Response verify_backup(Call& call);
httpd::Response get_snapshot(Call& call);  // handlers/snapshot.cpp
httpd::Response get_circular(Call& call);  // handlers/circular.cpp
httpd::Response download_circular(Call& call);
httpd::Response list_circular_pages(Call& call);
httpd::Response get_circular_page(Call& call);
httpd::Response get_circular_texts(Call& call);  // handlers/circular_texts.cpp
httpd::Response put_circular_text(Call& call);
httpd::Response preview_circular_text(Call& call);
httpd::Response put_circular_field(Call& call);
httpd::Response get_publication(Call& call);  // handlers/publication.cpp
httpd::Response post_submission(Call& call);
httpd::Response delete_submission(Call& call);
httpd::Response post_approval(Call& call);
httpd::Response post_version(Call& call);
httpd::Response get_version_file(Call& call);
httpd::Response post_correction(Call& call);
httpd::Response post_returned(Call& call);
httpd::Response post_acceptance(Call& call);
httpd::Response post_discard(Call& call);
httpd::Response post_import(Call& call);  // handlers/data.cpp
httpd::Response get_example(Call& call);  // handlers/example.cpp
httpd::Response delete_example(Call& call);
httpd::Response list_rules(Call& call);
httpd::Response list_audit_log(Call& call);
httpd::Response verify_audit_log(Call& call);

}  // namespace mingcha::server
