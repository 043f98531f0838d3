// Faults of the example city, and healthy look-alikes.
//
// How a rule gets its own: one file faults/<group>.cpp holds a table of seedings, each a function
// that changes the plan of one healthy site (SitePlan) in one way and says what a right inspection
// reports (draft.fault, draft.near_miss, draft.earned). Declare the table below and add it to
// all_seedings() in faults.cpp; nothing else has to be told. A seeding says which sites it fits,
// which parts it touches (no site gets two seedings that touch one part, so that neither hides the
// other; a part of your own is a new bit) and on how many sites of a small and of a full city it is
// put. draft.turn counts those sites from 0: the place to vary. Every rule that a machine judges
// has at least five faults and ten look-alikes in the full city
// (tests/unit/demo/seeded_faults_test.cpp counts them) and at least one fault in the small one.
// Dates: draft.now is the visit; what a later week shows must follow from the plan alone
// (ColumnPlan::silent_after, LetterPlan), so that nothing that was printed changes; whether it is a
// fault yet is said from `now`.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "demo/dice.h"
#include "demo/site_plan.h"
#include "demo/truth.h"

namespace mingcha::demo {

// A seeded row before its site's host is settled: paths instead of addresses; a whole address
// (http…) stays.
struct Seeded {
    std::string rule;
    std::string path = "/";
    Expect expect = Expect::fault;
    std::string names;
    std::vector<std::string> also;
    bool everywhere = false;
};

class Draft {
public:
    Draft(SitePlan& site, Moment moment, int number, std::uint64_t seed)
        : plan(site), now(moment), turn(number), dice(seed) {}

    SitePlan& plan;
    const Moment now;
    const int turn;  // the how-manieth site of this seeding
    Dice dice;
    std::vector<Seeded> rows;

    Seeded& fault(std::string_view rule, std::string_view path = "/", std::string_view names = {}) {
        return add(rule, path, Expect::fault, names);
    }
    Seeded& near_miss(std::string_view rule, std::string_view path = "/",
                      std::string_view names = {}) {
        return add(rule, path, Expect::near_miss, names);
    }
    Seeded& earned(std::string_view rule, std::string_view path = "/") {
        return add(rule, path, Expect::earned, {});
    }
    // A fault where `wrong`, else a look-alike.
    Seeded& either(bool wrong, std::string_view rule, std::string_view path = "/") {
        return add(rule, path, wrong ? Expect::fault : Expect::near_miss, {});
    }

    // Puts an article of its own among those of a column, and says where.
    std::string insert(std::string_view column, InsertedPlan piece);

private:
    Seeded& add(std::string_view rule, std::string_view path, Expect expect,
                std::string_view names) {
        return rows.emplace_back(
            Seeded{std::string(rule), std::string(path), expect, std::string(names), {}, false});
    }
};

enum class Fits { portals, others, any };

// Parts of a site.
enum Touches : std::uint64_t {
    kNews = 1ULL << 0,
    kNotices = 1ULL << 1,
    kPolicies = 1ULL << 2,
    kYearly = 1ULL << 3,  // columns that may rest for months
    kBlanks = 1ULL << 4,
    kHome = 1ULL << 5,
    kHead = 1ULL << 6,
    kFoot = 1ULL << 7,
    kErrorReport = 1ULL << 8,
    kTags = 1ULL << 9,
    kBoard = 1ULL << 10,
    kGuides = 1ULL << 11,
    kReposts = 1ULL << 12,
    kServiceStatistics = 1ULL << 13,
    kActivities = 1ULL << 14,
    kProbes = 1ULL << 15,
    kQuestion = 1ULL << 16,
    kCharset = 1ULL << 17,
    kForged = 1ULL << 18,
    kLinks = 1ULL << 19,
    kOtherColumns = 1ULL << 20,  // what the rule of that name looks at
    kSpeed = 1ULL << 21,
    kInterpretations = 1ULL << 22,
    kRepostName = 1ULL << 23,
    kStanding = 1ULL << 24,  // overview, mandate, leaders
    kSearch = 1ULL << 25,
    kReplies = 1ULL << 26,  // what replies to letters say
    kNotes = 1ULL << 27,    // items that explain
    kEntry = 1ULL << 28,    // the entry for writing
    kOutside = 1ULL << 29,  // questionnaires elsewhere
    kPolicyTexts = 1ULL << 30,
    kKnowledge = 1ULL << 31,
    kData = 1ULL << 32,
    kSecret = 1ULL << 33,
    kAttacked = 1ULL << 34,
    kForms = 1ULL << 35,         // of interpretations
    kWording = 1ULL << 36,       // certain errors
    kSlips = 1ULL << 37,         // likely ones
    kPersons = 1ULL << 38,       // numbers of persons
    kClasses = 1ULL << 39,       // of services
    kSummaryPages = 1ULL << 40,  // results of solicitations
    kLibrary = 1ULL << 41,
    kTopic = 1ULL << 42,
    kSmart = 1ULL << 43,
    kGuise = 1ULL << 44,    // what search engines see
    kDates = 1ULL << 45,    // dates that contradict each other within one visit
    kOffers = 1ULL << 46,   // services, channels
    kUndated = 1ULL << 48,  // articles without their days
    kUnread = 1ULL << 47,   // columns that a reader without scripts cannot read
    kWhole = ~0ULL,         // nothing of the site can be judged
};

struct Seeding {
    std::string_view name;
    Fits fits = Fits::any;
    std::uint64_t touches = 0;
    int small = 1, full = 1;  // on how many sites
    void (*sow)(Draft& draft) = nullptr;
    int last_week = kMaxWeek;  // mended afterwards
};

// One table a file of demo/faults/.
std::span<const Seeding> reachability_seedings();
std::span<const Seeding> freshness_seedings();
std::span<const Seeding> column_seedings();
std::span<const Seeding> link_seedings();
std::span<const Seeding> identity_seedings();
std::span<const Seeding> letter_seedings();
std::span<const Seeding> service_seedings();
std::span<const Seeding> interpretation_seedings();
std::span<const Seeding> repost_seedings();
std::span<const Seeding> question_seedings();
std::span<const Seeding> forgery_seedings();
std::span<const Seeding> attack_seedings();
std::span<const Seeding> proposal_seedings();
std::span<const Seeding> offer_seedings();
std::span<const Seeding> form_seedings();
std::span<const Seeding> wording_seedings();
std::span<const Seeding> person_seedings();
std::span<const Seeding> bonus_seedings();
std::span<const Seeding> absence_seedings();
std::span<const Seeding> guise_seedings();
std::span<const Seeding> date_seedings();

std::vector<Seeding> all_seedings();

// Who gets what: seeds the plans (which fit `city_size`), and says it. The same for the same dice.
// Row i of the answer is of site i.
std::vector<std::vector<Seeded>> sow_all(std::vector<SitePlan>& plans, bool full, Moment now,
                                         Dice& dice);

}  // namespace mingcha::demo
