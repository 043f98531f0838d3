// Scores a campaign: judges first what is new, then puts verdicts, decisions and weights together.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/inputs.h"
#include "model/result.h"
#include "store/store.h"

namespace mingcha::app {

// A result with all that documents need beside it.
struct ScoredCampaign {
    CampaignResult result;
    Ruleset ruleset;
    Registry registry;
    std::vector<Interaction> interactions;
};

// What the scores of a campaign are reckoned from: its input without what people said of findings.
struct ScoreMaterial {
    ScoreInput input;
    Ruleset ruleset;
};

// Judges first what is new. Errors: as score_campaign.
Result<ScoreMaterial> score_material(store::Store& store, const std::filesystem::path& data_dir,
                                     const std::string& campaign, const std::string& ruleset);

// `ruleset` empty: the campaign's own; another one's judgement is kept beside it. Errors: unknown
// campaign or ruleset, facts or rows that cannot be read.
Result<ScoredCampaign> score_campaign(store::Store& store, const std::filesystem::path& data_dir,
                                      const std::string& campaign, const std::string& ruleset);

}  // namespace mingcha::app
