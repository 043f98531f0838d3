#include "audit/exemptions.h"

#include <algorithm>
#include <array>

#include "audit/rule.h"
#include "base/text.h"

namespace mingcha::audit {

namespace {

struct Exemptable {
    std::string_view rule;
    bool by_column;
};

constexpr std::array<Exemptable, 8> kExemptable{{{"site-unreachability", false},
                                                 {"homepage-staleness", false},
                                                 {"core-column-staleness", true},
                                                 {"column-staleness", true},
                                                 {"blank-columns", true},
                                                 {"other-columns", true},
                                                 {"news-staleness", true},
                                                 {"policy-staleness", true}}};

bool covers(std::string_view exempted, std::string_view asked) {
    if (exempted == asked) return true;
    if (asked == "other-columns") {
        return exempted == "core-column-staleness" || exempted == "column-staleness" ||
               exempted == "blank-columns";
    }
    return exempted == "core-column-staleness" &&
           (asked == "news-staleness" || asked == "policy-staleness");
}

}  // namespace

std::optional<bool> exempted_by_column(std::string_view rule) {
    const auto found = std::find_if(kExemptable.begin(), kExemptable.end(),
                                    [&](const Exemptable& each) { return each.rule == rule; });
    if (found == kExemptable.end()) return std::nullopt;
    return found->by_column;
}

const Exemption* exemption_of(const SiteFacts& facts, std::string_view rule,
                              std::string_view column, Instant moment) {
    for (const Exemption& row : facts.exemptions) {
        if (moment < row.from || moment > row.to || row.decided_at > row.from) continue;
        if (!covers(row.rule, rule)) continue;
        if (name_key(row.column) == name_key(column)) return &row;
    }
    return nullptr;
}

bool is_exempt(const SiteView& site, std::string_view rule, std::string_view column) {
    if (site.facts().exemptions.empty()) return false;
    return exemption_of(site.facts(), rule, column, site.as_of()) != nullptr;
}

std::string exemption_text(const Exemption& row) {
    return shown_time(row.from) + "至" + shown_time(row.to) + " " + row.reason + "（" + row.author +
           "批准）";
}

}  // namespace mingcha::audit
