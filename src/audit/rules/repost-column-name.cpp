// “重要转载”栏目名称不规范 (indicators.md B, 市自然资源局). Which names are right is the ruleset's
// wording "repost-column-names"; only a column that says 转载 of itself is held to them.
#include <algorithm>

#include "audit/rules/list.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::string_view kNames =
    "重要转载|重要信息转载|重要政策转载|国务院重要信息转载|省政府重要信息转载";

bool is_accepted(std::string_view name, std::string_view accepted) {
    const std::string key = name_key(name);
    const auto names = split(accepted, '|');
    return std::any_of(names.begin(), names.end(),
                       [&](std::string_view one) { return key == name_key(one); });
}

Verdict judge(const SiteInput& input) {
    const auto& wording = input.context.ruleset->wording;
    const auto given = wording.find("repost-column-names");
    const std::string_view accepted = given == wording.end() ? kNames : given->second;
    const SiteView& site = input.site;
    std::vector<const ColumnView*> named;
    for (const ColumnView& column : site.columns()) {
        // One rightly named column is enough: others may carry what else is reposted.
        if (is_accepted(column.name, accepted)) return pass();
        if (column.name.find("转载") != std::string_view::npos) named.push_back(&column);
    }
    if (named.empty()) {
        const Reason& cut = site.facts().cut_short;
        return cut.code != ReasonCode::none ? not_measured(cut) : not_applicable();
    }
    const ColumnView& column = *named.front();
    Finding finding =
        make_finding("column", "“重要转载”栏目名称不规范（“" + std::string(column.name) + "”）");
    add_place(finding, column.url);
    const bool read = column.page != nullptr && is_fetched(*column.page);
    add_evidence(finding, evidence_of(read ? *column.page : *site.home(), column.name));
    return judged({std::move(finding)});
}

}  // namespace

SiteRule repost_column_name() {
    return {"repost-column-name", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
