#include "app/question_steps.h"

#include <algorithm>
#include <map>
#include <set>

#include "app/question_ledger.h"
#include "app/verdicts.h"
#include "store/rows.h"

namespace mingcha::app {

namespace {

// Interactions of the ledger beside those that were imported as a table. Of one asking that both
// know, the ledger's stands, unless only the table has the reply.
Result<bool> bring_up_to_date(store::Store& store, const std::string& campaign,
                              const std::vector<ledger::Question>& before,
                              const std::vector<ledger::Question>& after) {
    std::vector<Interaction> rows;
    if (const auto loaded = store::load_into(store, campaign, rows); !loaded) return loaded;
    std::set<std::string> ours;
    for (const ledger::Question& question : before) {
        if (const auto row = ledger::interaction_of(question)) ours.insert(store::key_of(*row));
    }
    std::map<std::string, Interaction> fresh;
    for (const ledger::Question& question : after) {
        if (const auto row = ledger::interaction_of(question)) fresh[store::key_of(*row)] = *row;
    }
    std::vector<store::Record> records;
    for (Interaction& row : rows) {
        const std::string key = store::key_of(row);
        const auto mine = fresh.find(key);
        if (mine == fresh.end()) {
            if (!ours.contains(key)) records.push_back(store::to_record(row));
            continue;
        }
        const bool table_knows_more = row.replied_at && !mine->second.replied_at;
        records.push_back(store::to_record(table_knows_more ? row : mine->second));
        fresh.erase(mine);
    }
    for (const ledger::Question& question : after) {
        const auto row = ledger::interaction_of(question);
        if (row && fresh.contains(store::key_of(*row))) records.push_back(store::to_record(*row));
    }
    return store.replace(store::kind_of(static_cast<const Interaction*>(nullptr)), campaign,
                         records);
}

}  // namespace

Result<std::vector<ledger::Question>> load_questions(store::Store& store,
                                                     const std::string& campaign) {
    const auto steps = store::load<QuestionEvent>(store, campaign);
    if (!steps) return Fail(steps.error());
    return ledger::read_steps(*steps);
}

Result<std::vector<ledger::Question>> add_steps(store::Store& store, const std::string& campaign,
                                                const std::vector<QuestionEvent>& steps) {
    store::Transaction change(store);
    if (const auto begun = change.begin(); !begun) return Fail(begun.error());
    const auto found = find_campaign(store, campaign);
    if (!found) return Fail(found.error());
    if (found->closed) {
        return fail(campaign, "这次检查已结束，台账不能再改", "另建一次检查：campaign create");
    }
    const auto before = load_questions(store, campaign);
    if (!before) return before;
    std::vector<ledger::Question> after = *before;
    std::vector<QuestionEvent> written;
    for (const QuestionEvent& step : steps) {
        auto at = std::find_if(after.begin(), after.end(), [&](const ledger::Question& each) {
            return each.site_code == step.site_code;
        });
        if (at == after.end()) at = after.insert(after.end(), ledger::Question{});
        auto next = ledger::follow(*at, step);
        if (!next) return Fail(next.error());
        *at = std::move(*next);
        written.push_back(at->steps.back());
    }
    if (const auto saved = store::save(store, campaign, written); !saved) {
        return Fail(saved.error());
    }
    if (const auto done = bring_up_to_date(store, campaign, *before, after); !done) {
        return Fail(done.error());
    }
    if (const auto done = change.done(); !done) return Fail(done.error());
    return after;
}

}  // namespace mingcha::app
