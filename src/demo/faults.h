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

private:
    Seeded& add(std::string_view rule, std::string_view path, Expect expect,
                std::string_view names) {
        return rows.emplace_back(
            Seeded{std::string(rule), std::string(path), expect, std::string(names), {}, false});
    }
};

enum class Fits { portals, others, any };

// Parts of a site.
enum Touches : std::uint32_t {
    kNews = 1U << 0,
    kNotices = 1U << 1,
    kPolicies = 1U << 2,
    kYearly = 1U << 3,  // columns that may rest for months
    kBlanks = 1U << 4,
    kHome = 1U << 5,
    kHead = 1U << 6,
    kFoot = 1U << 7,
    kErrorReport = 1U << 8,
    kTags = 1U << 9,
    kBoard = 1U << 10,
    kGuides = 1U << 11,
    kReposts = 1U << 12,
    kServiceStatistics = 1U << 13,
    kActivities = 1U << 14,
    kProbes = 1U << 15,
    kQuestion = 1U << 16,
    kCharset = 1U << 17,
    kForged = 1U << 18,
    kLinks = 1U << 19,
    kOtherColumns = 1U << 20,  // what the rule of that name looks at
    kSpeed = 1U << 21,
    kInterpretations = 1U << 22,
    kRepostName = 1U << 23,
    kSecret = 1U << 24,
    kAttacked = 1U << 25,
    kWhole = ~0U,  // nothing of the site can be judged
};

struct Seeding {
    std::string_view name;
    Fits fits = Fits::any;
    std::uint32_t touches = 0;
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

std::vector<Seeding> all_seedings();

// Who gets what: seeds the plans (which fit `city_size`), and says it. The same for the same dice.
// Row i of the answer is of site i.
std::vector<std::vector<Seeded>> sow_all(std::vector<SitePlan>& plans, bool full, Moment now,
                                         Dice& dice);

}  // namespace mingcha::demo
