#include "app/judge_campaign.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/office_rules.h"
#include "app/population.h"
#include "app/question_ledger.h"
#include "app/rulesets.h"
#include "app/verdicts.h"
#include "audit/account_index.h"
#include "audit/carry_over.h"
#include "audit/hand_verdicts.h"
#include "audit/rule_exceptions.h"
#include "lifecycle/transitions.h"
#include "store/gather_session.h"
#include "store/office_rows.h"
#include "store/rows.h"
#include "wording/matcher.h"
#include "workflow/words.h"

namespace mingcha::app {

namespace {

// Rows of the verdicts' own kind, so that writing them does not make the judgement old again.
constexpr std::string_view kStateScope = "judged";

Result<Ruleset> load_ruleset(const std::filesystem::path& data_dir, const std::string& id) {
    const auto sources = ruleset_sources(data_dir);
    if (!sources) return Fail(sources.error());
    return ruleset::load_or_fail(id, *sources);
}

// The last one of each site up to `today`.
std::map<std::string, Date> redesigns_in(const std::vector<LifeEvent>& log, Date today) {
    std::map<std::string, std::vector<LifeEvent>> histories;
    for (const LifeEvent& step : log) histories[step.target].push_back(step);
    std::map<std::string, Date> redesigns;
    for (const auto& [target, history] : histories) {
        if (const auto on = lifecycle::redesigned_on(history, today)) redesigns[target] = *on;
    }
    return redesigns;
}

// Changes whenever something changed that a judgement reads.
Result<std::string> state_of(store::Store& store, const std::filesystem::path& data_dir) {
    const auto rows = store.revisions();
    if (!rows) return Fail(rows.error());
    std::int64_t changes = 0;
    for (const auto& [kind, number] : *rows) {
        if (store::is_judged_from(kind)) changes += number;
    }
    auto index = store::GatherIndex::open(store::evidence_folder(data_dir));
    if (!index) return Fail(index.error());
    const auto facts = (*index)->revision();
    if (!facts) return Fail(facts.error());
    return fmt::format("{}/{}", changes, *facts);
}

Result<std::string> stored_state(store::Store& store, const std::string& scope) {
    const auto records = store.records(store::kVerdictsKind, kStateScope);
    if (!records) return Fail(records.error());
    for (const store::Record& record : *records) {
        if (record.key == scope) return record.body;
    }
    return std::string{};
}

// What stands on the worksheets: faults as rows behind those that were imported, the other words as
// they are.
Result<bool> load_words(store::Store& store, const std::string& campaign, JudgeInput& input) {
    std::vector<HandVerdict> log;
    if (const auto loaded = store::load_into(store, campaign, log); !loaded) return loaded;
    std::int32_t row = 0;
    for (const ImportedFinding& imported : input.context.imports) row = std::max(row, imported.row);
    const auto taken = store::load<Capture>(store, campaign);
    if (!taken) return Fail(taken.error());
    const std::vector<Capture> captures = workflow::standing_captures(*taken);
    for (HandVerdict& word : workflow::standing_words(log)) {
        if (word.outcome == HandOutcome::fault && !word.spot) {
            ImportedFinding fault = workflow::imported_of(word, ++row);
            std::copy_if(captures.begin(), captures.end(), std::back_inserter(fault.captures),
                         [&word](const Capture& each) {
                             return each.target == word.target && each.rule == word.rule &&
                                    !each.spot;
                         });
            input.context.imports.push_back(std::move(fault));
        }
        input.words.push_back(std::move(word));
    }
    return true;
}

void recount(Judgement& judgement) {
    judgement.findings = judgement.not_measured = 0;
    for (const Verdict& verdict : judgement.verdicts) {
        judgement.findings += static_cast<std::int64_t>(verdict.findings.size());
        judgement.not_measured += verdict.outcome == Outcome::not_measured ? 1 : 0;
    }
}

}  // namespace

Result<JudgeInput> load_judge_input(store::Store& store, const std::filesystem::path& data_dir,
                                    const Campaign& campaign, const Ruleset& ruleset) {
    JudgeInput input;
    input.data_dir = data_dir;
    input.context.ruleset = &ruleset;
    input.context.campaign = campaign;
    for (const auto& loaded :
         {store::load_into(store, {}, input.probes), store::load_into(store, {}, input.exemptions),
          store::load_into(store, {}, input.messages), store::load_into(store, {}, input.posts),
          store::load_into(store, {}, input.looks),
          store::load_into(store, campaign.id, input.pictures),
          store::load_into(store, campaign.id, input.interactions),
          store::load_into(store, {}, input.context.reposts),
          store::load_into(store, {}, input.context.units),
          store::load_into(store, campaign.id, input.context.imports)}) {
        if (!loaded) return Fail(loaded.error());
    }
    if (const auto words = load_words(store, campaign.id, input); !words) {
        return Fail(words.error());
    }
    auto sites = sites_of(store, campaign.id);
    if (!sites) return Fail(sites.error());
    input.sites = std::move(*sites);
    auto accounts = accounts_of(store, campaign.id);
    if (!accounts) return Fail(accounts.error());
    input.accounts = std::move(*accounts);
    std::vector<LifeEvent> log;
    if (const auto loaded = store::load_into(store, {}, log); !loaded) return Fail(loaded.error());
    input.redesigns = redesigns_in(log, date_of(campaign.as_of));
    const auto questions = load_questions(store, campaign.id);
    if (!questions) return Fail(questions.error());
    for (const ledger::Question& question : *questions) {
        if (question.unsent) input.unsent.push_back(*question.unsent);
    }
    auto previous = previous_findings(store, data_dir, campaign);
    if (!previous) return Fail(previous.error());
    input.context.previous = std::move(*previous);
    const auto last = previous_campaign(store, campaign);
    if (!last) return Fail(last.error());
    if (*last) input.context.previous_as_of = (*last)->as_of;
    input.context.sites = input.sites;
    return input;
}

Result<std::vector<ruleset::PriorFinding>> previous_findings(store::Store& store,
                                                             const std::filesystem::path& data_dir,
                                                             const Campaign& campaign) {
    const auto previous = previous_campaign(store, campaign);
    if (!previous) return Fail(previous.error());
    if (!*previous) return std::vector<ruleset::PriorFinding>{};
    if ((*previous)->origin == CampaignOrigin::document) {
        std::vector<ImportedFinding> rows;
        const auto loaded = store::load_into(store, (*previous)->id, rows);
        if (!loaded) return Fail(loaded.error());
        return audit::priors_of(rows);
    }
    const auto ruleset = load_ruleset(data_dir, (*previous)->ruleset);
    if (!ruleset) return Fail(ruleset.error());
    auto verdicts = stored_verdicts(store, (*previous)->id, (*previous)->ruleset);
    if (!verdicts) return Fail(verdicts.error());
    if (verdicts->empty()) {
        // Closed before anybody scored it: what it found is not known yet.
        JudgeRequest request;
        request.data_dir = data_dir;
        request.campaign = (*previous)->id;
        const auto judged = judge_what_is_new(store, request);
        if (!judged) return Fail(judged.error());
        verdicts = stored_verdicts(store, (*previous)->id, (*previous)->ruleset);
        if (!verdicts) return Fail(verdicts.error());
    }
    return audit::priors_of(*verdicts, *ruleset);
}

Result<Judgement> judge_campaign(store::Store& store, const JudgeRequest& request) {
    const auto campaign = find_campaign(store, request.campaign);
    if (!campaign) return Fail(campaign.error());
    if (campaign->origin == CampaignOrigin::document) {
        return fail(campaign->id, "was read from a document and has no facts to judge",
                    "judge a campaign that was inspected here");
    }
    const std::string id = request.ruleset.empty() ? campaign->ruleset : request.ruleset;
    auto ruleset = load_ruleset(request.data_dir, id);
    if (!ruleset) return Fail(ruleset.error());
    if (const auto words = add_office_words(store, campaign->id, *ruleset); !words) {
        return Fail(words.error());
    }
    const auto exceptions = store::load<RuleException>(store);
    if (!exceptions) return Fail(exceptions.error());
    const auto state = state_of(store, request.data_dir);
    if (!state) return Fail(state.error());
    auto input = load_judge_input(store, request.data_dir, *campaign, *ruleset);
    if (!input) return Fail(input.error());
    input->threads = request.threads;
    const auto wording = wording::Matcher::compile(ruleset->dictionary);
    if (!wording) return Fail(wording.error());
    input->context.wording = &*wording;
    const audit::AccountIndex accounts(input->accounts, input->context.units, input->looks);
    input->context.accounts = &accounts;
    const audit::HandVerdicts hand(input->words);
    input->context.hand = &hand;
    auto judgement = judge(*input);
    if (!judgement) return judgement;
    audit::apply_rule_exceptions(*exceptions, *campaign, judgement->verdicts);
    recount(*judgement);
    store::Transaction change(store);
    if (auto begun = change.begin(); !begun) return Fail(begun.error());
    const auto stored = store_verdicts(store, campaign->id, id, judgement->verdicts);
    if (!stored) return Fail(stored.error());
    const store::Record marker{verdicts_scope(campaign->id, id), 0, *state};
    const auto marked = store.put(store::kVerdictsKind, kStateScope, {marker});
    if (!marked) return Fail(marked.error());
    if (auto done = change.done(); !done) return Fail(done.error());
    return judgement;
}

Result<bool> judge_what_is_new(store::Store& store, const JudgeRequest& request) {
    const auto campaign = find_campaign(store, request.campaign);
    if (!campaign) return Fail(campaign.error());
    if (campaign->origin == CampaignOrigin::document) return false;
    const std::string id = request.ruleset.empty() ? campaign->ruleset : request.ruleset;
    const auto now = state_of(store, request.data_dir);
    if (!now) return Fail(now.error());
    const auto then = stored_state(store, verdicts_scope(campaign->id, id));
    if (!then) return Fail(then.error());
    if (*then == *now) return false;
    if (auto judged = judge_campaign(store, request); !judged) return Fail(judged.error());
    return true;
}

}  // namespace mingcha::app
