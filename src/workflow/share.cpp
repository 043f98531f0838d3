#include "workflow/share.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/digest.h"
#include "base/text.h"

namespace mingcha::workflow {

namespace {

constexpr std::size_t kNamed = 5;  // pieces named in an error

bool may_take(const Inspector& inspector, const Piece& piece) {
    if (!inspector.unit.empty() && inspector.unit == piece.unit) return false;
    if (trim(inspector.divisions).empty()) return true;
    for (const std::string_view code : split(inspector.divisions, '|')) {
        if (trim(code) == piece.division) return true;
    }
    return false;
}

std::uint64_t draw(std::uint64_t seed, std::string_view text) {
    return fnv1a(fmt::format("{}\n{}", seed, text));
}

std::string group_of(const Piece& piece, ShareBy by) {
    switch (by) {
        case ShareBy::county:
            return piece.division;
        case ShareBy::kind:
            return piece.kind;
        case ShareBy::random:
            break;
    }
    return piece.target;
}

class Sharing {
public:
    Sharing(const std::vector<Piece>& pieces, const std::vector<Inspector>& inspectors,
            std::uint64_t seed, const std::vector<Held>& held)
        : pieces_(pieces), inspectors_(inspectors), seed_(seed), lines_(inspectors.size(), 0) {
        std::int64_t all = 0;
        for (std::size_t i = 0; i < inspectors.size(); ++i) {
            for (const Held& each : held) {
                if (each.inspector == inspectors[i].name) lines_[i] += each.lines;
            }
            all += lines_[i];
        }
        for (const Piece& piece : pieces) all += piece.lines;
        const auto people = static_cast<std::int64_t>(inspectors.size());
        even_ = people == 0 ? 0 : (all * kEvenPercent + 100 * people - 1) / (100 * people);
    }

    // Who takes all of `group`; kNobody where none may, or it would be uneven.
    std::size_t taker_of_group(const std::vector<std::size_t>& group) const {
        std::int64_t weight = 0;
        for (const std::size_t piece : group) weight += pieces_[piece].lines;
        std::size_t best = kNobody;
        for (std::size_t i = 0; i < inspectors_.size(); ++i) {
            const bool all = std::all_of(group.begin(), group.end(), [&](std::size_t piece) {
                return may_take(inspectors_[i], pieces_[piece]);
            });
            if (all && lines_[i] + weight <= even_ && is_better(i, best)) best = i;
        }
        return best;
    }

    std::size_t taker_of(const Piece& piece, std::string_view not_by = {}) const {
        std::size_t best = kNobody;
        for (std::size_t i = 0; i < inspectors_.size(); ++i) {
            if (inspectors_[i].name == not_by || !may_take(inspectors_[i], piece)) continue;
            if (is_better(i, best)) best = i;
        }
        return best;
    }

    void give(std::size_t inspector, const Piece& piece) { lines_[inspector] += piece.lines; }

    static constexpr std::size_t kNobody = static_cast<std::size_t>(-1);

private:
    // Who has less; of two that have the same, the seed decides.
    bool is_better(std::size_t a, std::size_t b) const {
        if (b == kNobody) return true;
        if (lines_[a] != lines_[b]) return lines_[a] < lines_[b];
        return draw(seed_, inspectors_[a].name) < draw(seed_, inspectors_[b].name);
    }

    const std::vector<Piece>& pieces_;
    const std::vector<Inspector>& inspectors_;
    std::uint64_t seed_;
    std::vector<std::int64_t> lines_;  // by inspector
    std::int64_t even_ = 0;
};

Result<bool> check_people(const std::vector<Inspector>& inspectors) {
    if (inspectors.empty()) return fail("检查人员", "没有人", "tasks inspector 登记检查人员");
    return true;
}

Fail nobody_may(std::vector<std::string> targets) {
    const std::size_t all = targets.size();
    targets.resize(std::min(all, kNamed));
    return fail(join(targets, "、"),
                fmt::format("{} 个对象没有人可以检查（本单位回避、县区不符）", all),
                "增加检查人员，或放宽其县区");
}

}  // namespace

Result<std::vector<Assignment>> share_out(const std::vector<Piece>& pieces,
                                          const std::vector<Inspector>& inspectors, ShareBy by,
                                          std::uint64_t seed, const std::vector<Held>& held) {
    if (auto people = check_people(inspectors); !people) return Fail(people.error());
    std::map<std::string, std::vector<std::size_t>> groups;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        groups[group_of(pieces[i], by)].push_back(i);
    }
    // The largest first: what is left over is small and evens out. Equal ones by the seed.
    std::vector<const std::pair<const std::string, std::vector<std::size_t>>*> order;
    for (const auto& group : groups) order.push_back(&group);
    const auto weight = [&](const std::vector<std::size_t>& group) {
        std::int64_t sum = 0;
        for (const std::size_t piece : group) sum += pieces[piece].lines;
        return sum;
    };
    std::sort(order.begin(), order.end(), [&](const auto* a, const auto* b) {
        const std::int64_t wa = weight(a->second);
        const std::int64_t wb = weight(b->second);
        return wa != wb ? wa > wb : draw(seed, a->first) < draw(seed, b->first);
    });
    Sharing sharing(pieces, inspectors, seed, held);
    std::vector<std::size_t> taker(pieces.size(), Sharing::kNobody);
    std::vector<std::string> left;
    for (const auto* group : order) {
        const std::size_t all = sharing.taker_of_group(group->second);
        for (const std::size_t piece : group->second) {
            taker[piece] = all != Sharing::kNobody ? all : sharing.taker_of(pieces[piece]);
            if (taker[piece] == Sharing::kNobody) {
                left.push_back(pieces[piece].target);
            } else {
                sharing.give(taker[piece], pieces[piece]);
            }
        }
    }
    if (!left.empty()) return nobody_may(std::move(left));
    std::vector<Assignment> plan;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        plan.push_back({pieces[i].target, inspectors[taker[i]].name, false, {}, {}});
    }
    return plan;
}

Result<std::vector<Assignment>> draw_spot_checks(const std::vector<Piece>& pieces,
                                                 const std::vector<Assignment>& first,
                                                 const std::vector<Inspector>& inspectors,
                                                 std::int32_t percent, std::uint64_t seed) {
    if (auto people = check_people(inspectors); !people) return Fail(people.error());
    std::vector<const Piece*> drawn;
    for (const Piece& piece : pieces) drawn.push_back(&piece);
    std::sort(drawn.begin(), drawn.end(), [&](const Piece* a, const Piece* b) {
        return std::pair(draw(seed, a->target), a->target) <
               std::pair(draw(seed, b->target), b->target);
    });
    const auto wanted = (drawn.size() * static_cast<std::size_t>(percent) + 99) / 100;
    drawn.resize(std::min(drawn.size(), wanted));
    Sharing sharing(pieces, inspectors, seed, {});
    std::vector<Assignment> plan;
    std::vector<std::string> left;
    for (const Piece* piece : drawn) {
        const auto had = std::find_if(first.begin(), first.end(), [&](const Assignment& each) {
            return each.target == piece->target && !each.spot;
        });
        const std::size_t taker =
            sharing.taker_of(*piece, had == first.end() ? std::string_view() : had->inspector);
        if (taker == Sharing::kNobody) {
            left.push_back(piece->target);
            continue;
        }
        sharing.give(taker, *piece);
        plan.push_back({piece->target, inspectors[taker].name, true, {}, {}});
    }
    if (!left.empty()) return nobody_may(std::move(left));
    return plan;
}

Agreement agreement_of(const std::vector<HandVerdict>& verdicts) {
    std::map<std::pair<std::string_view, std::string_view>, const HandVerdict*> first;
    for (const HandVerdict& each : verdicts) {
        if (!each.spot) first[{each.target, each.rule}] = &each;
    }
    Agreement agreement;
    for (const HandVerdict& second : verdicts) {
        if (!second.spot) continue;
        const auto found = first.find({second.target, second.rule});
        if (found == first.end()) continue;
        ++agreement.compared;
        if (found->second->outcome == second.outcome) {
            ++agreement.same;
        } else {
            agreement.differing.push_back(second);
        }
    }
    return agreement;
}

std::optional<ShareBy> parse_share_by(std::string_view text) {
    if (text == "county") return ShareBy::county;
    if (text == "kind") return ShareBy::kind;
    if (text == "random") return ShareBy::random;
    return std::nullopt;
}

}  // namespace mingcha::workflow
