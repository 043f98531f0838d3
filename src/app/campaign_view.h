// A campaign as the console reads it: everything that its pages need, reckoned once and held in
// memory. A view never changes; a newer one takes its place.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/reviewing.h"
#include "app/score_campaign.h"
#include "audit/deadlines.h"
#include "base/result.h"
#include "base/time.h"
#include "model/result.h"
#include "model/unit_index.h"
#include "store/store.h"

namespace mingcha::app {

inline constexpr std::size_t kMaxLetters = 50;        // kept a site, the latest
inline constexpr std::size_t kMaxPastCampaigns = 12;  // of the trend and of a site's history

struct Letter {
    std::string column;
    std::string title;
    std::optional<Instant> asked_at, replied_at;
    bool question = false;  // the simple question of the campaign
    bool effective = true;
};

struct VisitDay {
    Date day;
    std::int64_t visits = 0, failed = 0, blocked = 0;
};

// What facts and rows say of a target besides its verdicts.
struct TargetMaterial {
    std::vector<audit::Deadline> deadlines;  // all, over or not, soonest first
    std::vector<Letter> letters;             // the latest first
    std::vector<VisitDay> days;
};

// How a target stood in an earlier campaign.
struct PastStanding {
    std::string campaign;  // id
    bool checked = false;
    std::optional<bool> passed;
    std::optional<Points> score;
    std::string grade;
    std::int64_t problems = 0;
};

struct PastCampaign {
    Campaign campaign;
    Summary summary;
};

// What changes with imported rows, facts and rulesets: slow to make, shared by the views that only
// differ in what people decided.
struct ViewBase {
    ScoreMaterial material;
    UnitIndex units;
    std::map<std::string, std::string, std::less<>> divisions;  // code → name
    std::unordered_map<std::string, TargetMaterial> targets;
    std::vector<PastCampaign> past;  // oldest first
    std::unordered_map<std::string, std::vector<PastStanding>> history;
    Date today;

    explicit ViewBase(ScoreMaterial from)
        : material(std::move(from)), units(material.input.registry.units) {}
    ViewBase(const ViewBase&) = delete;
    ViewBase& operator=(const ViewBase&) = delete;

    const TargetMaterial& of(const std::string& target) const;
    std::string_view division_name(std::string_view code) const;
    // Where what has no division is counted: with the registered 市本级, where there is one.
    std::string counted_under(const std::string& code) const;
};

// Errors: as score_campaign.
Result<std::shared_ptr<const ViewBase>> load_view_base(store::Store& store,
                                                       const std::filesystem::path& data_dir,
                                                       const std::string& campaign, Instant now);

// A finding and whose it is: one of the two results.
struct FindingPlace {
    const ScoredFinding* scored = nullptr;
    const Rule* rule = nullptr;  // nullptr: the ruleset does not have it any more
    const SiteResult* site = nullptr;
    const AccountResult* account = nullptr;
    std::string group;     // key of its cause
    bool waiting = false;  // counts only once a person said so
};

// Findings of one cause: of one template, or of one rule and problem.
struct FindingGroup {
    std::string key;
    std::string platform;               // whose template; empty: it is none
    std::vector<std::size_t> findings;  // indices into CampaignView::findings
};

struct CampaignView {
    std::shared_ptr<const ViewBase> base;
    CampaignResult result;
    Words words;
    std::string revision;  // changes whenever anything of the view does
    std::unordered_map<std::string_view, const SiteResult*> site_by_code;
    std::unordered_map<std::string, const AccountResult*> account_by_key;
    std::vector<FindingPlace> findings;  // vetoes first, then as targets and rules come
    std::unordered_map<std::string_view, std::size_t> finding_by_id;
    std::vector<FindingGroup> groups;  // of two and more, the largest first

    CampaignView() = default;
    CampaignView(const CampaignView&) = delete;
    CampaignView& operator=(const CampaignView&) = delete;

    const Rule* rule(std::string_view id) const { return base->material.ruleset.find(id); }
};

// Does the finding count only once a person said so? `rule`: nullptr where the ruleset does not
// have it any more.
bool waits_for_person(const ScoredFinding& scored, const Rule* rule);

// Reckons scores anew with what people decided; no I/O.
std::shared_ptr<const CampaignView> make_view(std::shared_ptr<const ViewBase> base, Words words,
                                              std::string revision);

}  // namespace mingcha::app
