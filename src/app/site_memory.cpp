#include "app/site_memory.h"

#include <algorithm>
#include <array>

#include "base/digest.h"
#include "base/form_query.h"
#include "base/text.h"
#include "gather/limits.h"

namespace mingcha::app {

namespace {

constexpr std::array<std::string_view, 12> kNothing{
    "没有找到",   "未找到",   "没有搜索到", "未搜索到",  "没有检索到", "未检索到",
    "没有查询到", "未查询到", "共0条",      "共找到0条", "0条结果",    "暂无相关"};
constexpr std::size_t kSaidInChars = 60;  // a block that says so is short

}  // namespace

bool says_no_results(const PageFacts& page) {
    for (const TextBlock& block : page.text_blocks) {
        if (block.part == TextPart::menu || block.part == TextPart::footer) continue;
        if (char_count(block.text) > kSaidInChars) continue;
        const std::string text = replace_all(single_spaces(block.text), " ", "");
        if (std::any_of(kNothing.begin(), kNothing.end(), [&](std::string_view words) {
                return text.find(words) != std::string::npos;
            })) {
            return true;
        }
    }
    return false;
}

void SiteMemory::keep_sheet(const std::string& target, std::string_view url, std::string_view css) {
    const std::lock_guard lock(mutex_);
    Site& site = sites_[target];
    auto more = site.sheets ? std::make_shared<extract::SiteSheets>(*site.sheets)
                            : std::make_shared<extract::SiteSheets>();
    more->insert_or_assign(std::string(url), std::string(css));
    site.sheets = std::move(more);
}

std::shared_ptr<const extract::SiteSheets> SiteMemory::sheets(const std::string& target) const {
    const std::lock_guard lock(mutex_);
    const auto found = sites_.find(target);
    return found == sites_.end() ? nullptr : found->second.sheets;
}

bool SiteMemory::may_be_looked_for(const PageFacts& facts) const {
    if (facts.needs_rendering || facts.says_not_found) return false;
    if (facts.kind != PageKind::article && facts.kind != PageKind::guide) return false;
    const std::size_t chars = char_count(facts.title);
    if (chars < kLeastTitleChars || chars > kMostTitleChars) return false;
    if (facts.kind == PageKind::guide) return true;
    return facts.publish_date && date_of(as_of_) - facts.publish_date->date >= kIndexedAfterDays;
}

void SiteMemory::note(const gather::Visit& visit, const PageFacts& facts) {
    const FormFacts& form = facts.forms;
    const bool has_form = form.search_way == SearchWay::get;
    const bool wanted = may_be_looked_for(facts);
    if (!has_form && !wanted) return;
    const std::string& target = visit.target->key;
    const std::uint64_t lot = fnv1a(campaign_ + target + "site-search" + visit.url);
    const std::lock_guard lock(mutex_);
    Site& site = sites_[target];
    if (has_form && visit.sequence < site.form.sequence) {
        site.form = {visit.sequence, std::string(form.search_action),
                     std::string(form.search_field), std::string(form.search_fixed),
                     facts.encoding == "gb18030"};
    }
    if (!wanted) return;
    std::vector<Drawn>& drawn = site.drawn;
    const auto place =
        std::lower_bound(drawn.begin(), drawn.end(), lot,
                         [](const Drawn& each, std::uint64_t value) { return each.lot < value; });
    if (place == drawn.end() && drawn.size() == gather::kSearches) return;
    drawn.insert(place, {lot, visit.url, std::string(facts.title)});
    if (drawn.size() > gather::kSearches) drawn.pop_back();
}

std::vector<gather::SearchAsk> SiteMemory::searches(const std::string& target) const {
    const std::lock_guard lock(mutex_);
    std::vector<gather::SearchAsk> asks;
    const auto found = sites_.find(target);
    if (found == sites_.end() || found->second.form.action.empty()) return asks;
    const Form& form = found->second.form;
    for (const Drawn& each : found->second.drawn) {
        std::string query = form.fixed;
        add_to_query(query, form.field, each.title, form.gbk);
        asks.push_back({each.page, with_query(form.action, query)});
    }
    return asks;
}

void SiteMemory::forget(const std::string& target) {
    const std::lock_guard lock(mutex_);
    sites_.erase(target);
}

}  // namespace mingcha::app
