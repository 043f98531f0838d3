// What a rule is: an id, the facts it needs, and a pure function from facts to a verdict. One rule,
// one file: rules/<id>.cpp, entered in rules/list.inc (tools/new-rule does both).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "audit/engine.h"
#include "audit/site_view.h"
#include "audit/wording_hits.h"

namespace mingcha::audit {

// Facts without which a rule cannot say anything. The engine looks for them first and answers
// not_measured with the reason why they are missing; the rule is asked only when all are there.
enum Need : std::uint32_t {
    kNeedsNothing = 0,
    kNeedsHome = 1U << 0,       // the home page was fetched
    kNeedsProbes = 1U << 1,     // imported or monitored visits
    kNeedsQuestions = 1U << 2,  // interaction tests
    kNeedsPosts = 1U << 3,      // posts of an account, a look at it, or its page
    kNeedsVisit = 1U << 4,      // an account's page was opened
};

struct SiteInput {
    const SiteView& site;
    const Rule& rule;
    const AuditContext& context;
    const WordingHits* wording = nullptr;  // null: there is no dictionary
};

struct AccountInput {
    const AccountFacts& account;
    std::string key;  // account_key
    const Rule& rule;
    const AuditContext& context;
};

struct SiteRule {
    std::string_view id;
    std::uint32_t needs = kNeedsNothing;
    Verdict (*judge)(const SiteInput& input) = nullptr;
};

struct AccountRule {
    std::string_view id;
    std::uint32_t needs = kNeedsNothing;
    Verdict (*judge)(const AccountInput& input) = nullptr;
};

// Sorted by id. No registration by static objects: a linker drops those of a library.
std::span<const SiteRule> site_rules();
std::span<const AccountRule> account_rules();

// --- saying it ---------------------------------------------------------------------------------

inline constexpr std::size_t kMaxEvidence = 20;       // a finding shows so many, and counts all
inline constexpr std::size_t kMaxExcerptChars = 120;  // of text on the page
inline constexpr std::size_t kMaxNamedInProblem = 5;  // names in one problem phrase, then 等

Verdict pass();
Verdict not_applicable();
Verdict not_measured(ReasonCode code, std::string text);
Verdict not_measured(const Reason& reason);

// Fails with these findings; without any it passes.
Verdict judged(std::vector<Finding> findings);

// `place` is what makes the identity besides target and rule; target, rule and id are filled in by
// the engine.
Finding make_finding(std::string place, std::string problem);

void add_evidence(Finding& finding, Evidence evidence);
void add_place(Finding& finding, std::string_view url);

Evidence evidence_of(const PageRecord& page, std::string_view excerpt);
Evidence evidence_of(const ArchivePlace& archive, std::string_view url, std::string_view excerpt);

// "2021-11-05 09:30", for people to read.
std::string shown_time(Instant instant);

// “甲”、“乙”等7个 — the first few of `names`, quoted.
std::string name_some(const std::vector<std::string>& names);

}  // namespace mingcha::audit
