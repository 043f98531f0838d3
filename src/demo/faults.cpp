#include "demo/faults.h"

#include <algorithm>
#include <bit>

#include "base/digest.h"
#include "demo/families.h"

namespace mingcha::demo {

namespace {

bool fits(const SitePlan& plan, Fits wanted) {
    const bool portal = plan.site.kind == SiteKind::portal;
    return wanted == Fits::any || portal == (wanted == Fits::portals);
}

struct Burden {
    std::uint64_t touched = 0;
    int seedings = 0;
};

// The sites of one seeding: those that bear least, in an order that the dice chose.
std::vector<std::size_t> sites_for(const Seeding& seeding, const std::vector<SitePlan>& plans,
                                   const std::vector<Burden>& burdens, std::size_t count,
                                   Dice& dice) {
    std::vector<std::size_t> free;
    for (std::size_t i = 0; i < plans.size(); ++i) {
        if (fits(plans[i], seeding.fits) && (burdens[i].touched & seeding.touches) == 0)
            free.push_back(i);
    }
    dice.shuffle(free);
    std::stable_sort(free.begin(), free.end(), [&](std::size_t a, std::size_t b) {
        return burdens[a].seedings < burdens[b].seedings;
    });
    free.resize(std::min(free.size(), count));
    return free;
}

}  // namespace

std::string_view to_string(Expect expect) {
    switch (expect) {
        case Expect::fault:
            return "fault";
        case Expect::near_miss:
            return "near_miss";
        case Expect::earned:
            return "earned";
    }
    return "";
}

std::string Draft::insert(std::string_view column, InsertedPlan piece) {
    ColumnPlan& found = column_of(plan, column);
    std::string path = piece_of(plan, found, piece).path;
    found.inserted.push_back(std::move(piece));
    return path;
}

std::vector<Seeding> all_seedings() {
    std::vector<Seeding> all;
    for (const std::span<const Seeding> table :
         {reachability_seedings(), freshness_seedings(),      column_seedings(),
          identity_seedings(),     letter_seedings(),         service_seedings(),
          form_seedings(),         interpretation_seedings(), repost_seedings(),
          question_seedings(),     link_seedings(),           forgery_seedings(),
          attack_seedings(),       proposal_seedings(),       offer_seedings(),
          wording_seedings(),      person_seedings(),         bonus_seedings(),
          absence_seedings(),      guise_seedings(),          date_seedings()}) {
        all.insert(all.end(), table.begin(), table.end());
    }
    // What needs most of a site chooses first, then what does not fit everywhere; else in the
    // order of the tables: forms of interpretations before their links, which count pieces.
    std::stable_sort(all.begin(), all.end(), [](const Seeding& a, const Seeding& b) {
        const int needs_more = std::popcount(a.touches) - std::popcount(b.touches);
        if (needs_more != 0) return needs_more > 0;
        return a.fits != Fits::any && b.fits == Fits::any;
    });
    return all;
}

std::vector<std::vector<Seeded>> sow_all(std::vector<SitePlan>& plans, bool full, Moment now,
                                         Dice& dice) {
    std::vector<std::vector<Seeded>> rows(plans.size());
    std::vector<Burden> burdens(plans.size());
    for (const Seeding& seeding : all_seedings()) {
        const auto count = static_cast<std::size_t>(full ? seeding.full : seeding.small);
        const std::uint64_t salt = dice.below(1U << 30);
        int turn = 0;
        for (const std::size_t i : sites_for(seeding, plans, burdens, count, dice)) {
            burdens[i].touched |= seeding.touches;
            burdens[i].seedings += seeding.touches == kWhole ? 100 : 1;
            // A mended fault keeps its place, so that the other weeks are sown alike.
            if (now.week <= seeding.last_week) {
                Draft draft(plans[i], now, turn, salt + fnv1a(plans[i].host));
                seeding.sow(draft);
                rows[i].insert(rows[i].end(), draft.rows.begin(), draft.rows.end());
            }
            ++turn;
        }
    }
    return rows;
}

}  // namespace mingcha::demo
