// 数据发布 (bonus): 定期发布可下载数据集、可视化. Proposed where a column of data offers files that
// a machine reads, the newest of the last year.
#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "audit/address.h"
#include "audit/offers.h"
#include "audit/rules/list.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::int64_t kSets = 3;
constexpr std::int64_t kMonths = 12;
constexpr std::array<std::string_view, 6> kNames{"数据开放", "开放数据", "数据集",
                                                 "数据资源", "数据下载", "公共数据"};
constexpr std::array<std::string_view, 6> kFormats{".xls", ".xlsx", ".csv", ".json", ".xml", ".et"};

bool is_data_file(const Link& link) {
    if (link.hidden) return false;
    const std::string path = lower_ascii(path_of(link.url).substr(0, path_of(link.url).find('?')));
    return std::any_of(kFormats.begin(), kFormats.end(),
                       [&](std::string_view ending) { return path.ends_with(ending); });
}

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    const auto months = static_cast<std::int32_t>(input.rule.threshold("months", kMonths));
    const Date from = add_months(site.today(), -months);
    std::set<std::string> files;
    std::optional<Date> newest;
    const PageRecord* shown = nullptr;
    const auto read = [&](const PageRecord& page) {
        for (const Link& link : page.facts.links) {
            if (!is_data_file(link)) continue;
            files.insert(address_key(link.url));
            if (shown == nullptr) shown = &page;
        }
        const auto& date = page.facts.publish_date;
        if (date && date->date <= site.today() && (!newest || date->date > *newest)) {
            newest = date->date;
        }
    };
    for (const PageRecord& page : site.facts().pages) {
        if (is_fetched(page) && has_any(page.facts.column_name, kNames)) read(page);
    }
    for (const ColumnView& column : site.columns()) {
        if (!has_any(column.name, kNames) || column.page == nullptr) continue;
        if (is_fetched(*column.page)) read(*column.page);
        if (column.latest && (!newest || *column.latest > *newest)) newest = column.latest;
    }
    const auto found = static_cast<std::int64_t>(files.size());
    if (found < input.rule.threshold("count", kSets) || !newest || *newest < from) {
        return not_seen(site, "定期更新、可下载的数据集");
    }
    return offered("data", "发布可下载数据集" + std::to_string(found) + "个", *shown,
                   "数据文件" + std::to_string(found) + "个，最近更新 " + format_date(*newest));
}

}  // namespace

SiteRule open_data() {
    return {"open-data", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
