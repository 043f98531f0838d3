#include "cli/commands.h"

namespace mingcha::cli {

void add_campaign(CLI::App& app, Context& context);
void add_import(CLI::App& app, Context& context);
void add_export(CLI::App& app, Context& context);
void add_review(CLI::App& app, Context& context);
void add_score(CLI::App& app, Context& context);
void add_report(CLI::App& app, Context& context);
void add_publish(CLI::App& app, Context& context);
void add_explain(CLI::App& app, Context& context);
void add_due(CLI::App& app, Context& context);
void add_questions(CLI::App& app, Context& context);
void add_registry(CLI::App& app, Context& context);
void add_tasks(CLI::App& app, Context& context);
void add_draft(CLI::App& app, Context& context);
void add_rectify(CLI::App& app, Context& context);
void add_reposts(CLI::App& app, Context& context);
void add_solicitations(CLI::App& app, Context& context);
void add_honours(CLI::App& app, Context& context);
void add_demands(CLI::App& app, Context& context);
void add_annual(CLI::App& app, Context& context);
void add_corrections(CLI::App& app, Context& context);
void add_demo_check(CLI::App& app, Context& context);
void add_demo(CLI::App& app, Context& context);
void add_example(CLI::App& app, Context& context);
void add_check_circular(CLI::App& app, Context& context);
void add_serve(CLI::App& app, Context& context);
void add_user(CLI::App& app, Context& context);
void add_audit(CLI::App& app, Context& context);
void add_notify(CLI::App& app, Context& context);
void add_exempt(CLI::App& app, Context& context);
void add_backup(CLI::App& app, Context& context);
void add_inspect(CLI::App& app, Context& context);
void add_monitor(CLI::App& app, Context& context);
void add_judge(CLI::App& app, Context& context);
void add_rules(CLI::App& app, Context& context);
void add_office_rules(CLI::App& app, Context& context);
void add_workday(CLI::App& app, Context& context);
void add_tree(CLI::App& app, Context& context);
void add_extract(CLI::App& app, Context& context);

void add_commands(CLI::App& app, Context& context) {
    for (const auto add : {
             add_campaign,
             add_import,
             add_export,
             add_review,
             add_score,
             add_report,
             add_publish,
             add_explain,
             add_due,
             add_questions,
             add_registry,
             add_tasks,
             add_draft,
             add_rectify,
             add_reposts,
             add_solicitations,
             add_honours,
             add_demands,
             add_annual,
             add_corrections,
             add_demo_check,
             add_demo,
             add_example,
             add_check_circular,
             add_serve,
             add_user,
             add_audit,
             add_notify,
             add_exempt,
             add_backup,
             add_inspect,
             add_monitor,
             add_judge,
             add_rules,
             add_office_rules,
             add_workday,
             add_tree,
             add_extract,
         }) {
        add(app, context);
    }
}

}  // namespace mingcha::cli
