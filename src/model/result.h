// The result of a campaign: the one model that table, JSON and every document are printed from
// (contract §4).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/points.h"
#include "base/time.h"
#include "model/campaign.h"
#include "model/registry.h"
#include "model/standard.h"
#include "model/verdict.h"

namespace mingcha {

struct ScoredFinding {
    Finding finding;
    std::optional<Points>
        points;  // what it is worth after count and cap; null for vetoes and where no points apply
    bool counts = false;  // stands: confirmed, or by a rule that needs no person to say so
};

struct NotMeasured {
    std::string rule;
    Reason reason;
};

// What one rule took or gave, after its cap: the steps between the full points and the score.
struct RulePoints {
    std::string rule;
    Points points;

    bool operator==(const RulePoints&) const = default;
};

struct SiteResult {
    Site site;
    bool scored = false;                            // its kind gets a number, not a grade
    bool checked = false;                           // measured at least in part, or by hand
    std::vector<std::string> vetoes;                // confirmed
    std::vector<std::string> open_vetoes;           // found, waiting for a person
    std::optional<Points> deduction, bonus, score;  // scored sites only
    std::optional<Points> part_two;            // 扣分指标得分, stretched without services
    std::vector<RulePoints> deducted, earned;  // what counted, in the standard's order
    bool enters_bonus = false;                 // portals above the line without a veto
    std::string grade;                         // other sites; empty = null
    std::optional<bool> passed;
    std::vector<ScoredFinding>
        findings;  // not the dismissed ones' points; dismissed kept with their state
    std::vector<NotMeasured> not_measured;
    std::map<std::string, Coverage> coverage;
    std::vector<std::string> needs_review;
    std::map<std::string, Outcome> outcomes;  // rule → the machine's word, for whoever explains
    std::map<std::string, std::vector<std::string>> workings;  // rule → its calculation
    MeasuredBy measured_by = MeasuredBy::machine;
};

struct AccountResult {
    Account account;
    bool checked = false;
    std::optional<bool> passed;
    std::vector<std::string> vetoes;       // confirmed
    std::vector<std::string> open_vetoes;  // found, waiting for a person
    std::vector<std::string> problems;     // of the findings that count
    std::vector<ScoredFinding> findings;
    std::vector<NotMeasured> not_measured;
    std::map<std::string, Coverage> coverage;
    std::vector<std::string> needs_review;
};

struct GradeRow {
    std::string kind_group;  // portal | non_portal
    std::string grade;
    std::int64_t count = 0;
    std::optional<Points> share;  // percent
    std::vector<std::string> sites;
};

struct DivisionRow {
    std::string division;  // code; empty = 市本级 is a division of its own in the registry
    std::string name;
    std::int64_t failed = 0;
    std::int64_t checked = 0;
};

struct InteractionBands {
    std::vector<std::string> same_day, within_1, within_5, over_5, not_measured;
};

struct Summary {
    std::int64_t sites_total = 0, sites_checked = 0, sites_failed = 0;
    std::optional<Points> site_pass_rate;
    std::int64_t accounts_total = 0, accounts_checked = 0, accounts_failed = 0;
    std::optional<Points> account_pass_rate;
    std::optional<Points> portal_average;
    std::int64_t bonus_entered = 0;
    std::vector<std::string> at_least_100;
    std::vector<DivisionRow> accounts_failed_by_division;
    std::vector<GradeRow> grades;
    InteractionBands interaction;
};

struct CampaignResult {
    Campaign campaign;
    std::string ruleset;
    std::string grade_note;  // set where the grade rule is inferred, not published
    std::vector<std::string> warnings;
    Summary summary;
    std::vector<SiteResult> sites;        // registry order
    std::vector<AccountResult> accounts;  // registry order
};

// What score::compute reads. Plain data: no store, no clock.
struct ScoreInput {
    Campaign campaign;
    Registry registry;
    std::vector<Verdict> verdicts;  // machine and person, findings with their states
    std::vector<Interaction> interactions;
    std::vector<std::string> warnings;  // what intake and audit already noticed
};

}  // namespace mingcha
