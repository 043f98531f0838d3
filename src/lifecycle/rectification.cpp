#include "lifecycle/rectification.h"

#include <algorithm>
#include <map>
#include <set>

#include "model/names.h"

namespace mingcha::lifecycle {

namespace {

constexpr Names<Standing, 5> kStandings{{{Standing::mended, {"mended", "已整改"}},
                                         {Standing::cancelled, {"cancelled", "已注销"}},
                                         {Standing::merged, {"merged", "已整合"}},
                                         {Standing::open, {"open", "仍不合格"}},
                                         {Standing::unknown, {"unknown", "未取得复查结果"}}}};

bool is_fault(const ScoredFinding& each) {
    return each.counts && each.finding.outcome != Outcome::pass &&
           each.finding.state != FindingState::dismissed &&
           each.finding.state != FindingState::rectified;
}

// The last step that gave the account up and was not taken back.
const LifeEvent* given_up(const std::vector<LifeEvent>& log, const std::string& key, Date today) {
    const LifeEvent* last = nullptr;
    for (const LifeEvent& step : log) {
        if (step.target != key || step.on > today) continue;
        if (step.to == "merged" || step.to == "cancelled") {
            // Merged and then cancelled: it was merged.
            if (last == nullptr || last->to != "merged") last = &step;
        } else if (step.to == "running") {
            last = nullptr;
        }
    }
    return last;
}

void count(RectifiedCount& counts, Standing standing) {
    ++counts.failed;
    counts.mended += standing == Standing::mended ? 1 : 0;
    counts.cancelled += standing == Standing::cancelled ? 1 : 0;
    counts.merged += standing == Standing::merged ? 1 : 0;
    counts.open += standing == Standing::open ? 1 : 0;
    counts.unknown += standing == Standing::unknown ? 1 : 0;
}

class Comparison {
public:
    Comparison(const CampaignResult& now, const std::vector<LifeEvent>& log)
        : log_(log), today_(date_of(now.campaign.as_of)) {
        for (const SiteResult& each : now.sites) sites_[each.site.site_code] = &each;
        for (const AccountResult& each : now.accounts) accounts_[account_key(each.account)] = &each;
    }

    Rectification take(const CampaignResult& before) {
        for (const SiteResult& each : before.sites) look_at(each);
        for (const AccountResult& each : before.accounts) look_at(each);
        return std::move(out_);
    }

private:
    void look_at(const SiteResult& then) {
        const auto found = sites_.find(then.site.site_code);
        const SiteResult* now = found == sites_.end() ? nullptr : found->second;
        const bool gone = (now != nullptr && !is_in_service(now->site.state) &&
                           now->site.state != SiteState::opened) ||
                          given_up(log_, then.site.site_code, today_) != nullptr;
        add_problems(then.findings, now, gone);
        if (then.passed != false) return;
        RectifiedTarget target{false, then.site.site_code, then.site.name, then.site.unit, {}};
        if (gone) target.standing = Standing::cancelled;
        else if (now != nullptr && now->passed) {
            target.standing = *now->passed ? Standing::mended : Standing::open;
        }
        count(out_.sites, target.standing);
        out_.targets.push_back(std::move(target));
    }

    void look_at(const AccountResult& then) {
        const std::string key = account_key(then.account);
        const auto found = accounts_.find(key);
        const AccountResult* now = found == accounts_.end() ? nullptr : found->second;
        const LifeEvent* step = given_up(log_, key, today_);
        const bool gone =
            step != nullptr || (now != nullptr && (now->account.state == AccountState::merged ||
                                                   now->account.state == AccountState::cancelled));
        add_problems(then.findings, now, gone);
        if (then.passed != false) return;
        RectifiedTarget target{true, key, then.account.name, then.account.operator_name,
                               then.account.type};
        if (gone) {
            const bool merged =
                step != nullptr ? step->to == "merged" : now->account.state == AccountState::merged;
            target.standing = merged ? Standing::merged : Standing::cancelled;
            if (step != nullptr) {
                target.on = step->on;
                target.into = step->into;
            }
        } else if (now != nullptr && now->passed) {
            target.standing = *now->passed ? Standing::mended : Standing::open;
        }
        count(out_.accounts, target.standing);
        out_.targets.push_back(std::move(target));
    }

    // One a rule. Found again it bears its mark; where the rule has no verdict now, nobody knows.
    template <class TargetResult>
    void add_problems(const std::vector<ScoredFinding>& then, const TargetResult* now, bool gone) {
        std::set<std::string> rules;
        for (const ScoredFinding& each : then) {
            if (is_fault(each)) rules.insert(each.finding.rule);
        }
        for (const std::string& rule : rules) {
            ++out_.problems;
            if (gone) ++out_.problems_gone;
            else if (now == nullptr || !now->checked) ++out_.problems_unknown;
            else if (stands_again(*now, rule)) ++out_.problems_again;
            else if (is_open(*now, rule)) ++out_.problems_unknown;
            else ++out_.problems_mended;
        }
    }

    template <class TargetResult>
    static bool stands_again(const TargetResult& now, const std::string& rule) {
        return std::any_of(now.findings.begin(), now.findings.end(), [&](const auto& each) {
            return each.finding.rule == rule && each.finding.carried_over && is_fault(each);
        });
    }

    template <class TargetResult>
    static bool is_open(const TargetResult& now, const std::string& rule) {
        return std::any_of(now.not_measured.begin(), now.not_measured.end(),
                           [&](const NotMeasured& each) { return each.rule == rule; }) ||
               std::find(now.needs_review.begin(), now.needs_review.end(), rule) !=
                   now.needs_review.end();
    }

    const std::vector<LifeEvent>& log_;
    Date today_;
    std::map<std::string, const SiteResult*> sites_;
    std::map<std::string, const AccountResult*> accounts_;
    Rectification out_;
};

}  // namespace

Rectification rectification_of(const CampaignResult& before, const CampaignResult& now,
                               const std::vector<LifeEvent>& log) {
    return Comparison(now, log).take(before);
}

std::string_view to_string(Standing standing) {
    return name_of(kStandings, standing, kEnglish);
}
std::string_view to_chinese(Standing standing, bool account) {
    if (!account && standing == Standing::cancelled) return "已关停注销";
    return name_of(kStandings, standing, kChinese);
}

}  // namespace mingcha::lifecycle
