#include "app/casework.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "app/population.h"
#include "app/reviewing.h"
#include "app/verdicts.h"
#include "base/text.h"
#include "store/rows.h"

namespace mingcha::app {

namespace {

constexpr std::size_t kNamedObjections = 5;  // in an error

bool is_objection(CaseEvent event) {
    return event == CaseEvent::objected || event == CaseEvent::accepted ||
           event == CaseEvent::rejected || event == CaseEvent::withdrawn;
}

Result<bool> check_round(store::Store& store, const std::string& campaign, const CaseStep& step) {
    const auto round = draft_round(store, campaign);
    if (!round) return Fail(round.error());
    if (!*round) return fail(campaign, "还没有开始反馈", "先开始反馈（draft open）");
    if ((*round)->finished_at) return fail(campaign, "已经定稿", "定稿后的更正另发通报");
    if (step.event == CaseEvent::objected && step.at > end_of((*round)->until)) {
        return fail(step.finding, fmt::format("反馈已于 {} 截止", format_date((*round)->until)),
                    "确需受理的，先延长截止日（draft open --until）");
    }
    return true;
}

// What the finding itself allows: objections to what may still be published, mending of what was.
Result<bool> check_finding(const Finding& finding, CaseEvent event) {
    if (event == CaseEvent::objected && finding.state == FindingState::dismissed) {
        return fail(finding.id, "这个问题已被驳回，不会通报", "不必申诉");
    }
    if (!is_objection(event) && finding.state != FindingState::confirmed) {
        return fail(finding.id, "这个问题没有确认，不在整改之列", "先复核确认（review confirm）");
    }
    return true;
}

workflow::Case case_of(const std::vector<workflow::Case>& cases, const std::string& finding) {
    for (const workflow::Case& each : cases) {
        if (each.finding == finding) return each;
    }
    workflow::Case fresh;
    fresh.finding = finding;
    return fresh;
}

Result<bool> dismiss_for(store::Store& store, const StepRequest& request, const CaseStep& step) {
    ReviewRequest word;
    word.campaign = request.campaign;
    word.findings = {step.finding};
    word.state = FindingState::dismissed;
    word.by = step.by;
    word.reason = "申诉采纳：" + step.text;
    word.at = step.logged_at;
    const auto reviewed = review(store, word);
    if (!reviewed) return Fail(reviewed.error());
    return true;
}

std::optional<Date> rectify_by(const Campaign& campaign) {
    const auto field = campaign.fields.find("rectify_by");
    if (field == campaign.fields.end()) return std::nullopt;
    const auto day = parse_date(field->second);
    return day ? std::optional(*day) : std::nullopt;
}

struct Owner {
    std::string unit, name;
};

Result<std::map<std::string, Owner>> owners_of(store::Store& store, const std::string& campaign) {
    std::map<std::string, Owner> owners;
    const auto sites = sites_of(store, campaign);
    if (!sites) return Fail(sites.error());
    for (const Site& site : *sites) owners[site.site_code] = {site.unit, site.name};
    const auto accounts = accounts_of(store, campaign);
    if (!accounts) return Fail(accounts.error());
    for (const Account& account : *accounts) {
        owners[account_key(account)] = {account.operator_name, account.name};
    }
    return owners;
}

}  // namespace

Result<std::vector<workflow::Case>> campaign_cases(store::Store& store,
                                                   const std::string& campaign) {
    const auto steps = store::load<CaseStep>(store, campaign);
    if (!steps) return Fail(steps.error());
    return workflow::cases_of(*steps);
}

Result<CaseStep> take_step(store::Store& store, const std::filesystem::path& data_dir,
                           const StepRequest& request) {
    store::Transaction transaction(store);
    if (auto begun = transaction.begin(); !begun) return Fail(begun.error());
    const auto findings = findings_of(store, request.campaign);
    if (!findings) return Fail(findings.error());
    const auto finding = finding_named(*findings, request.finding);
    if (!finding) return Fail(finding.error());
    CaseStep step = request.step;
    step.finding = (*finding)->id;
    if (step.at.seconds == 0) step.at = step.logged_at;
    if (step.at > step.logged_at) {
        return fail(step.finding, "登记的时间晚于现在", "写已经发生的时间");
    }
    if (is_objection(step.event)) {
        if (auto open = check_round(store, request.campaign, step); !open)
            return Fail(open.error());
    }
    if (auto right = check_finding(**finding, step.event); !right) return Fail(right.error());
    const auto cases = campaign_cases(store, request.campaign);
    if (!cases) return Fail(cases.error());
    if (!request.proof_name.empty()) {
        auto proof = keep_proof(data_dir, request.proof_name, request.proof_bytes);
        if (!proof) return Fail(proof.error());
        step.proof = *proof;
    }
    const auto after = workflow::take(case_of(*cases, step.finding), step);
    if (!after) return Fail(after.error());
    step = after->steps.back();
    if (step.event == CaseEvent::accepted) {
        if (auto done = dismiss_for(store, request, step); !done) return Fail(done.error());
    }
    if (auto saved = store::save<CaseStep>(store, request.campaign, {step}); !saved) {
        return Fail(saved.error());
    }
    if (auto done = transaction.done(); !done) return Fail(done.error());
    return step;
}

Result<std::optional<DraftRound>> draft_round(store::Store& store, const std::string& campaign) {
    const auto rounds = store::load<DraftRound>(store, campaign);
    if (!rounds) return Fail(rounds.error());
    if (rounds->empty()) return std::optional<DraftRound>{};
    return std::optional(rounds->front());
}

Result<DraftRound> open_round(store::Store& store, const std::string& id, Date until,
                              const std::string& by, Instant now) {
    store::Transaction transaction(store);
    if (auto begun = transaction.begin(); !begun) return Fail(begun.error());
    const auto campaign = find_campaign(store, id);
    if (!campaign) return Fail(campaign.error());
    if (campaign->closed) return fail(id, "这次检查已经结束", "结束后不再反馈");
    if (trim(by).empty()) return fail("--by", "没有经办人", "--by 姓名");
    if (until < date_of(now)) {
        return fail("--until", fmt::format("{} 已经过去", format_date(until)),
                    "写今天或以后的日期");
    }
    const auto before = draft_round(store, id);
    if (!before) return Fail(before.error());
    DraftRound round = before->value_or(DraftRound{now, by, until, std::nullopt, {}});
    if (round.finished_at) return fail(id, "已经定稿", "定稿后的更正另发通报");
    round.until = until;
    if (auto saved = store::save<DraftRound>(store, id, {round}); !saved)
        return Fail(saved.error());
    if (auto done = transaction.done(); !done) return Fail(done.error());
    return round;
}

Result<DraftRound> finish_round(store::Store& store, const std::string& id, const std::string& by,
                                Instant now) {
    store::Transaction transaction(store);
    if (auto begun = transaction.begin(); !begun) return Fail(begun.error());
    if (const auto campaign = find_campaign(store, id); !campaign) return Fail(campaign.error());
    if (trim(by).empty()) return fail("--by", "没有经办人", "--by 姓名");
    auto round = draft_round(store, id);
    if (!round) return Fail(round.error());
    if (!*round) return fail(id, "还没有开始反馈", "先开始反馈（draft open）");
    DraftRound& standing = **round;
    if (standing.finished_at) return standing;
    if (now <= end_of(standing.until)) {
        return fail(id, fmt::format("反馈到 {} 为止，单位还可以申诉", format_date(standing.until)),
                    "到期后再定稿，或提前截止日（draft open --until）");
    }
    const auto cases = campaign_cases(store, id);
    if (!cases) return Fail(cases.error());
    std::vector<std::string> waiting;
    for (const workflow::Case& each : *cases) {
        if (each.objection == workflow::ObjectionState::open) waiting.push_back(each.finding);
    }
    if (!waiting.empty()) {
        const std::size_t all = waiting.size();
        waiting.resize(std::min(all, kNamedObjections));
        return fail(id, fmt::format("{} 件申诉没有决定：{}", all, join(waiting, "、")),
                    "draft accept 或 draft reject 逐件决定");
    }
    standing.finished_at = now;
    standing.finished_by = by;
    if (auto saved = store::save<DraftRound>(store, id, {standing}); !saved) {
        return Fail(saved.error());
    }
    if (auto done = transaction.done(); !done) return Fail(done.error());
    return standing;
}

Result<bool> check_published(store::Store& store, const std::string& campaign) {
    const auto round = draft_round(store, campaign);
    if (!round) return Fail(round.error());
    if (!*round || (*round)->finished_at) return true;
    const auto cases = campaign_cases(store, campaign);
    if (!cases) return Fail(cases.error());
    const auto open = std::count_if(cases->begin(), cases->end(), [](const workflow::Case& each) {
        return each.objection == workflow::ObjectionState::open;
    });
    return fail(campaign,
                fmt::format("初检结果正在反馈（至 {}），{} 件申诉没有决定",
                            format_date((*round)->until), open),
                "draft finish 定稿后再公布");
}

Result<std::vector<CaseRow>> case_rows(store::Store& store, const std::string& id, Date today) {
    const auto campaign = find_campaign(store, id);
    if (!campaign) return Fail(campaign.error());
    const auto findings = findings_of(store, id);
    if (!findings) return Fail(findings.error());
    const auto cases = campaign_cases(store, id);
    if (!cases) return Fail(cases.error());
    const auto owners = owners_of(store, id);
    if (!owners) return Fail(owners.error());
    const std::optional<Date> due = rectify_by(*campaign);
    std::vector<CaseRow> rows;
    for (const Finding& finding : *findings) {
        CaseRow row{finding, case_of(*cases, finding.id), {}, {}, {}, {}, {}};
        // What earns points is no fault.
        if (finding.outcome == Outcome::pass) continue;
        const bool objected = row.standing.objection != workflow::ObjectionState::none;
        if (finding.state != FindingState::confirmed && !objected) continue;
        if (const auto owner = owners->find(finding.target); owner != owners->end()) {
            row.unit = owner->second.unit;
            row.name = owner->second.name;
        }
        row.due = workflow::due_of(row.standing, due);
        row.urgency = workflow::urgency_of(row.standing, due, today);
        if (row.due && row.urgency != workflow::Urgency::done) {
            row.days_left = *row.due - today;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<MendCount> count_mending(const std::vector<CaseRow>& rows) {
    std::vector<MendCount> counts(1);
    std::map<std::string, std::size_t> place;
    const auto add = [](MendCount& count, const CaseRow& row) {
        using workflow::MendState;
        ++count.all;
        count.mended += row.standing.mend == MendState::mended ? 1 : 0;
        count.replied += row.standing.mend == MendState::replied ? 1 : 0;
        count.open += row.standing.mend == MendState::open ? 1 : 0;
        count.returned += row.standing.mend == MendState::returned ? 1 : 0;
        count.overdue += row.urgency == workflow::Urgency::overdue ? 1 : 0;
    };
    for (const CaseRow& row : rows) {
        if (row.finding.state != FindingState::confirmed) continue;
        const auto [found, fresh] = place.try_emplace(row.unit, counts.size());
        if (fresh) counts.push_back({row.unit, 0, 0, 0, 0, 0, 0});
        add(counts.front(), row);
        add(counts[found->second], row);
    }
    return counts;
}

}  // namespace mingcha::app
