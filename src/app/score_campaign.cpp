#include "app/score_campaign.h"

#include <fmt/format.h>

#include "app/judge_campaign.h"
#include "app/population.h"
#include "app/reviewing.h"
#include "app/rulesets.h"
#include "app/verdicts.h"
#include "audit/account_index.h"
#include "score/score.h"
#include "store/rows.h"

namespace mingcha::app {

namespace {

constexpr std::size_t kMaxWarnings = 50;  // of one kind

Result<Registry> load_registry(store::Store& store, const std::string& campaign) {
    Registry registry;
    auto units = store::load<Unit>(store);
    if (!units) return Fail(units.error());
    auto divisions = store::load<Division>(store);
    if (!divisions) return Fail(divisions.error());
    auto sites = sites_of(store, campaign);
    if (!sites) return Fail(sites.error());
    auto accounts = accounts_of(store, campaign);
    if (!accounts) return Fail(accounts.error());
    registry.units = std::move(*units);
    registry.divisions = std::move(*divisions);
    registry.sites = std::move(*sites);
    registry.accounts = std::move(*accounts);
    return registry;
}

// Unregistered accounts whose operator has no account where they could be told.
Result<bool> tell_homeless(store::Store& store, ScoreInput& input) {
    const auto looks = store::load<AccountLook>(store);
    if (!looks) return Fail(looks.error());
    const audit::AccountIndex index(input.registry.accounts, input.registry.units, *looks);
    for (const AccountLook* look : index.homeless()) {
        if (input.warnings.size() >= kMaxWarnings) break;
        input.warnings.push_back(fmt::format("账号未备案：{}“{}”（{}），该单位在账号名录中没有账号",
                                             look->account_type, look->name, look->operator_name));
    }
    return true;
}

}  // namespace

Result<ScoreMaterial> score_material(store::Store& store, const std::filesystem::path& data_dir,
                                     const std::string& id, const std::string& ruleset) {
    const Result<Campaign> campaign = find_campaign(store, id);
    if (!campaign) return Fail(campaign.error());
    const std::string ruleset_id = ruleset.empty() ? campaign->ruleset : ruleset;
    const auto sources = ruleset_sources(data_dir);
    if (!sources) return Fail(sources.error());
    Result<Ruleset> loaded = ruleset::load_or_fail(ruleset_id, *sources);
    if (!loaded) return Fail(loaded.error());
    JudgeRequest request;
    request.data_dir = data_dir;
    request.campaign = id;
    request.ruleset = ruleset;
    if (const Result<bool> judged = judge_what_is_new(store, request); !judged) {
        return Fail(judged.error());
    }
    ScoreMaterial material;
    material.ruleset = std::move(*loaded);
    ScoreInput& input = material.input;
    input.campaign = *campaign;
    Result<Registry> registry = load_registry(store, id);
    if (!registry) return Fail(registry.error());
    input.registry = std::move(*registry);
    auto interactions = store::load<Interaction>(store, id);
    if (!interactions) return Fail(interactions.error());
    input.interactions = std::move(*interactions);
    if (const auto told = tell_homeless(store, input); !told) return Fail(told.error());
    auto verdicts = judged_verdicts(store, id, ruleset_id);
    if (!verdicts) return Fail(verdicts.error());
    input.verdicts = std::move(*verdicts);
    return material;
}

Result<ScoredCampaign> score_campaign(store::Store& store, const std::filesystem::path& data_dir,
                                      const std::string& id, const std::string& ruleset) {
    Result<ScoreMaterial> material = score_material(store, data_dir, id, ruleset);
    if (!material) return Fail(material.error());
    const auto words = words_of(store, id);
    if (!words) return Fail(words.error());
    ScoreInput& input = material->input;
    apply_decisions(input.verdicts, words->decisions);
    ScoredCampaign scored;
    scored.result = score::compute(input, material->ruleset);
    scored.ruleset = std::move(material->ruleset);
    scored.registry = std::move(input.registry);
    scored.interactions = std::move(input.interactions);
    return scored;
}

}  // namespace mingcha::app
