// Facts in, verdicts out: every rule of the ruleset is asked about one target. Pure: the same
// facts, ruleset and context give the same verdicts in the same order (the ruleset's), whatever
// thread asks. Nothing is fetched, nothing remembered.
//
// A target gets exactly one verdict a rule of its class:
//   not_applicable  the rule's scope is another kind, the site is not running, or it has no
//   services fail, pass      by the machine, or by a person: imported findings, and by-hand
//   campaigns needs_review    an assisted rule's proposal; every finding waits for a person
//   not_measured    with a reason; "ours" where no machine judges the rule and nobody looked
// Bonus rules: earned = outcome pass with one finding (outcome pass); not earned = fail without
// any. What an assisted bonus rule saw waits for a person (needs_review); what it did not see is
// not_measured.
//
// Names that the rules look up in Rule::thresholds (a ruleset may leave out any; defaults in
// brackets) and Rule::amounts:
//   site-unreachability    days [7] visits_per_day [20] timeout_ms [15000] fail_permille [50]
//                          confirm_vantages [1]: fewer vantages saw it fail: for a person to say
//   homepage-staleness     days [14]
//   core-column-staleness  news_days [14] notices_months [6] policies_months [6] count [5]
//   column-staleness       months [12] count [10]
//   blank-columns          count [5]
//   message-neglect        months [3] window_months [12]
//   news-staleness         days [14]        policy-staleness  months [6]
//   other-columns          months [12] news_days [14] notices_months [6]
//   message-disclosure     months [2]; amounts undisclosed, stale, statistics
//   domain-and-name        amounts domain, name
//   link-availability      amounts home, other
//   page-tags              sample [5]
//   footer-identity        sample [20] pages besides the home page
//   guide-element-absence  missing_classes [4] count [5]  guide-elements       sample [5]
//   interpretation-link    sample [3]                 service-statistics   months [3]
//   consultation-activity  count [6] months [12]
//   overview-accuracy      years [3]          explanatory-notes    count [3]
//   interpretation-absence months [12] grace_days [30]
//   interpretation-form    months [12] count [10] share_permille [100]
//   reply-timeliness       months [12]        site-search          sample [4]
//   open-data              months [12] count [3]
//   account-staleness      days [14]        account-zombie    days [180]
//   account-repost         rate_permille [1000]
//   account-serious-problem months [12] weight [100] of topic words
//   illegal-content, unresolved-attack  weight [100] of topic words (Ruleset::topic_words)
//   unresolved-attack      script_pages [5] seen at least before a script on one of them is rare
//   falsified-publication  backdated_days [7] moved_days [3] url_days [10] url_back_days [30]
//                          list_days [30] modified_days [7] future_days [2]
//   <interaction rules>    bands are computed by ruleset/interaction.h
// repost-column-name reads Ruleset::wording "repost-column-names": accepted names, parted by '|'.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/campaign.h"
#include "model/facts.h"
#include "model/inputs.h"
#include "model/registry.h"
#include "model/standard.h"
#include "model/verdict.h"
#include "ruleset/recurrence.h"

namespace mingcha::wording {
class Matcher;
}

namespace mingcha::audit {

class AccountIndex;
class HandVerdicts;

// Made by priors_of of audit/carry_over.h.
using ruleset::PriorFinding;

// What the rules may know besides the facts of their target. Borrowed: must outlive the call.
struct AuditContext {
    const Ruleset* ruleset = nullptr;  // never null
    Campaign campaign;
    std::vector<RepostItem> reposts;       // the whole list; due ones are chosen by as_of
    std::vector<ImportedFinding> imports;  // of this campaign, any target
    std::vector<PriorFinding> previous;    // of the closed campaign before this one
    std::optional<Instant> previous_as_of;  // its moment; none: there is none
    std::vector<Site> sites;               // the registry: portals' hosts, site names
    std::vector<Unit> units;
    // The ruleset's dictionary, compiled once for all targets and threads; null: none, and the
    // rules on wording measure nothing.
    const wording::Matcher* wording = nullptr;
    // All registered accounts by who runs them, and those that were seen and are in no registry;
    // null: rules that compare accounts measure nothing.
    const AccountIndex* accounts = nullptr;
    // What people wrote on worksheets; null: nothing.
    const HandVerdicts* hand = nullptr;
};

// Precondition: facts.pages.front() is the home page where there are pages. Site rules and, merged
// into them, the imported findings of this site (confirmed, measured by a person).
std::vector<Verdict> judge_site(const SiteFacts& facts, const AuditContext& context);

// The same for an account; key by account_key().
std::vector<Verdict> judge_account(const AccountFacts& facts, const AuditContext& context);

// Ids of the rules that a machine judges, sorted.
std::vector<std::string_view> machine_rules();

}  // namespace mingcha::audit
