// The slow half of a campaign's view: facts of every site read once, earlier campaigns scored.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "app/campaign_view.h"
#include "app/judge_campaign.h"
#include "app/target_rows.h"
#include "app/verdicts.h"
#include "score/score.h"
#include "store/facts_load.h"
#include "store/gather_session.h"

namespace mingcha::app {

namespace {

constexpr std::int64_t kSlowMs = 15'000;  // a visit that takes as long has failed (contract §3)

std::optional<Instant> moment(const std::optional<PrintedDate>& printed) {
    if (!printed) return std::nullopt;
    return at(printed->date, std::max(printed->seconds, 0));
}

void add_letters(const SiteFacts& facts, TargetMaterial& out) {
    for (const Interaction& each : facts.interactions) {
        out.letters.push_back(
            {each.channel, each.question, each.asked_at, each.replied_at, true, each.effective});
    }
    for (const MessageRow& each : facts.messages) {
        out.letters.push_back({each.column, each.title, each.asked_at, each.replied_at});
    }
    std::set<std::pair<std::string_view, std::int32_t>> seen;  // one letter stands in several lists
    for (const PageRecord& page : facts.pages) {
        for (const MessageEntry& entry : page.facts.messages) {
            const std::int32_t day = entry.asked_at ? entry.asked_at->date.days : 0;
            if (!seen.emplace(entry.title, day).second) continue;
            out.letters.push_back({std::string(page.facts.column_name), std::string(entry.title),
                                   moment(entry.asked_at), moment(entry.replied_at)});
        }
    }
    std::stable_sort(out.letters.begin(), out.letters.end(), [](const Letter& a, const Letter& b) {
        if (a.question != b.question) return a.question;
        return a.asked_at.value_or(Instant{}) > b.asked_at.value_or(Instant{});
    });
    if (out.letters.size() > kMaxLetters) out.letters.resize(kMaxLetters);
}

bool is_wall(const Probe& probe) {
    switch (probe.http_status) {
        case 403:
        case 412:
        case 429:
        case 521:
            return true;
        default:
            return !probe.ours.empty() || probe.error.find("firewall") != std::string::npos ||
                   probe.error.find("防火墙") != std::string::npos;
    }
}

void add_days(const std::vector<Probe>& probes, TargetMaterial& out) {
    std::map<Date, VisitDay> days;
    for (const Probe& probe : probes) {
        VisitDay& day = days[date_of(probe.at)];
        if (is_wall(probe)) {
            ++day.blocked;
            continue;
        }
        ++day.visits;
        if (!probe.ok || probe.elapsed_ms >= kSlowMs) ++day.failed;
    }
    for (auto& [date, day] : days) {
        day.day = date;
        out.days.push_back(day);
    }
}

Result<bool> add_targets(store::Store& store, const std::filesystem::path& data_dir,
                         ViewBase& base) {
    const ScoreMaterial& material = base.material;
    const Campaign& campaign = material.input.campaign;
    if (campaign.origin == CampaignOrigin::document) return true;
    const auto input = load_judge_input(store, data_dir, campaign, material.ruleset);
    if (!input) return Fail(input.error());
    auto index = store::GatherIndex::open(store::evidence_folder(data_dir));
    if (!index) return Fail(index.error());
    const TargetRows rows(*input, end_of(base.today));
    for (const Site& site : input->sites) {
        auto loaded = store::load_site_facts(data_dir, **index, campaign.id, site);
        if (!loaded) return Fail(loaded.error());
        rows.give(loaded->facts);
        TargetMaterial& out = base.targets[site.site_code];
        out.deadlines = audit::deadlines_of(loaded->facts, input->context, base.today);
        add_letters(loaded->facts, out);
        add_days(loaded->facts.probes, out);
    }
    for (const Account& account : input->accounts) {
        AccountFacts facts;
        facts.account = account;
        rows.give(facts);
        base.targets[account_key(account)].deadlines =
            audit::deadlines_of(facts, input->context, base.today);
    }
    return true;
}

std::int64_t counting(const std::vector<ScoredFinding>& findings) {
    return std::count_if(findings.begin(), findings.end(), [](const ScoredFinding& each) {
        return each.counts && each.finding.outcome != Outcome::pass;
    });
}

// Earlier campaigns that can be scored; what cannot be read any more is left out of a trend.
Result<bool> add_past(store::Store& store, const std::filesystem::path& data_dir, ViewBase& base) {
    auto campaigns = store::load<Campaign>(store);
    if (!campaigns) return Fail(campaigns.error());
    const Campaign& current = base.material.input.campaign;
    std::erase_if(*campaigns, [&](const Campaign& each) {
        return each.id == current.id || each.window.to >= current.window.to;
    });
    std::sort(campaigns->begin(), campaigns->end(),
              [](const Campaign& a, const Campaign& b) { return a.window.to < b.window.to; });
    const std::size_t left_out =
        campaigns->size() > kMaxPastCampaigns ? campaigns->size() - kMaxPastCampaigns : 0;
    for (std::size_t i = left_out; i < campaigns->size(); ++i) {
        const auto scored = score_campaign(store, data_dir, campaigns->at(i).id, "");
        if (!scored) continue;
        const CampaignResult& result = scored->result;
        base.past.push_back({result.campaign, result.summary});
        for (const SiteResult& site : result.sites) {
            base.history[site.site.site_code].push_back({result.campaign.id, site.checked,
                                                         site.passed, site.score, site.grade,
                                                         counting(site.findings)});
        }
        for (const AccountResult& account : result.accounts) {
            base.history[account_key(account.account)].push_back(
                {result.campaign.id, account.checked, account.passed, std::nullopt, "",
                 counting(account.findings)});
        }
    }
    return true;
}

}  // namespace

Result<std::shared_ptr<const ViewBase>> load_view_base(store::Store& store,
                                                       const std::filesystem::path& data_dir,
                                                       const std::string& campaign, Instant now) {
    Result<ScoreMaterial> material = score_material(store, data_dir, campaign, "");
    if (!material) return Fail(material.error());
    auto base = std::make_shared<ViewBase>(std::move(*material));
    const ScoreInput& input = base->material.input;
    base->today = std::min(date_of(now), date_of(input.campaign.as_of));
    for (const Division& division : input.registry.divisions) {
        base->divisions[division.code] = division.name;
    }
    if (const auto added = add_targets(store, data_dir, *base); !added) return Fail(added.error());
    if (const auto added = add_past(store, data_dir, *base); !added) return Fail(added.error());
    return std::shared_ptr<const ViewBase>(std::move(base));
}

}  // namespace mingcha::app
