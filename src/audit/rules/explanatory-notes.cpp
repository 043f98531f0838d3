// 解释性说明过多 (sandbox; seed): items that say why there is nothing (暂无, 本栏目无更新, 不涉及)
// stand in too many columns. Counted a column; such an item refreshes no column either
// (SiteView::newest).
#include <algorithm>
#include <set>

#include "audit/address.h"
#include "audit/explanations.h"
#include "audit/rules/list.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::int64_t kCount = 3;

struct Column {
    std::string name;
    const PageRecord* page = nullptr;
    std::string_view title;
    std::size_t items = 0;
};

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    std::vector<Column> columns;
    std::int64_t total = 0;
    std::int64_t checked = 0;
    std::set<std::string> said;
    for (const PageRecord& page : site.facts().pages) {
        const PageFacts& facts = page.facts;
        if (!is_fetched(page) || facts.kind != PageKind::column) continue;
        ++checked;
        Column column{std::string(facts.column_name.empty() ? facts.title : facts.column_name),
                      &page, "", 0};
        for (const ListItem& item : facts.items) {
            if (!is_explanation(item.title)) continue;
            if (!said.insert(address_key(item.url)).second) continue;
            if (column.items == 0) column.title = item.title;
            ++column.items;
        }
        if (column.items == 0) continue;
        total += static_cast<std::int64_t>(column.items);
        columns.push_back(std::move(column));
    }
    Verdict verdict = pass();
    verdict.coverage.checked = checked;
    if (total < input.rule.threshold("count", kCount)) return verdict;
    std::vector<std::string> names;
    for (const Column& column : columns) names.push_back(column.name);
    Finding finding = make_finding(
        "notes", "解释性说明过多（" + name_some(names) + "，共" + std::to_string(total) + "条）");
    finding.count = static_cast<std::int32_t>(total);
    for (const Column& column : columns) {
        add_place(finding, column.page->facts.url);
        add_evidence(finding,
                     evidence_of(*column.page, column.name + "：" + std::to_string(column.items) +
                                                   "条，如“" + std::string(column.title) + "”"));
    }
    verdict = judged({std::move(finding)});
    verdict.coverage.checked = checked;
    return verdict;
}

}  // namespace

SiteRule explanatory_notes() {
    return {"explanatory-notes", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
