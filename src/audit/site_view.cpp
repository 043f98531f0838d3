#include "audit/site_view.h"

#include <algorithm>
#include <set>
#include <unordered_set>

#include "audit/address.h"
#include "audit/explanations.h"
#include "base/digest.h"
#include "base/text.h"

namespace mingcha::audit {

namespace {

// A link, image or item that stands on more than half of the column pages, and on three at least,
// belongs to the frame of the site.
constexpr std::size_t kCommonPages = 3;
// What stands on so many column pages is never what one of them has to show.
constexpr std::uint32_t kFramePages = 3;
constexpr std::size_t kTitleChars = 5;
// An address that is known to lead to the home page or to a column of another address.
constexpr std::size_t kNoColumn = SIZE_MAX;
// Text outside head, menus and footer that a blank column may have: 当前位置, a heading, 暂无信息.
constexpr std::uint32_t kBlankChars = 60;
// Where extract does not say: text beyond what the emptiest column page has.
constexpr std::uint32_t kBlankExtraChars = 40;
// One address under more texts than these: a list that never ends, and no name of it.
constexpr std::size_t kMaxLinkTexts = 8;
// A page that says "not found" is short.
constexpr std::uint32_t kNotFoundChars = 600;
constexpr std::array<std::string_view, 9> kNotFoundWords{
    "404",        "页面不存在", "找不到页面", "页面未找到",    "您访问的页面不存在",
    "页面已删除", "not found",  "页面丢失",   "您所访问的页面"};

// Pages with a box to fill in, which hold nothing to read.
bool names_tool(std::string_view name) {
    constexpr std::array<std::string_view, 9> kTools{"搜索", "检索", "查询",   "登录",  "登陆",
                                                     "注册", "智搜", "无障碍", "机器人"};
    return std::any_of(kTools.begin(), kTools.end(), [&](std::string_view tool) {
        return name.find(tool) != std::string_view::npos;
    });
}

}  // namespace

bool is_fetched(const PageRecord& page) {
    // A page whose scripts were not run says so as a problem of ours, and has what stood there
    // without them.
    const bool unrendered = page.problem.code == ReasonCode::ours && page.facts.needs_rendering;
    return (page.problem.code == ReasonCode::none || unrendered) &&
           (page.http_status == 0 || (page.http_status >= 200 && page.http_status < 300));
}

bool says_not_found(const PageFacts& page) {
    if (page.says_not_found) return true;
    if (page.text_chars > kNotFoundChars || !page.items.empty() || page.guide) return false;
    const std::string title = lower_ascii(page.title);
    return std::any_of(kNotFoundWords.begin(), kNotFoundWords.end(), [&](std::string_view word) {
        return title.find(word) != std::string::npos;
    });
}

SiteView::SiteView(const SiteFacts& facts, Instant as_of)
    : facts_(facts), as_of_(as_of), host_(bare_host(facts.site.url)) {
    index_pages();
    collect_visits();
    if (home_ == nullptr) return;
    index_links();
    collect_shown_links();
    collect_columns();
    count_common_parts();
    for (ColumnView& column : columns_) look_at(column);
}

void SiteView::index_pages() {
    if (!facts_.pages.empty() && is_fetched(facts_.pages.front())) home_ = &facts_.pages.front();
    for (const PageRecord& page : facts_.pages) {
        pages_.try_emplace(address_key(page.facts.url), &page);
    }
    // Where a redirect began and ended is known too, but never hides a page of that address.
    for (const PageRecord& page : facts_.pages) {
        for (const std::string* url : {&page.asked_url, &page.final_url}) {
            if (!url->empty()) pages_.try_emplace(address_key(*url), &page);
        }
    }
}

void SiteView::index_links() {
    for (const LinkCheck& link : facts_.links) links_.try_emplace(address_key(link.url), &link);
}

void SiteView::collect_shown_links() {
    std::unordered_map<std::string_view, std::vector<std::string_view>> said;  // address → texts
    for (const PageRecord& page : facts_.pages) {
        if (!is_fetched(page)) continue;
        for (const Link& link : page.facts.links) {
            if (link.hidden || (link.kind != LinkKind::page && link.kind != LinkKind::attachment)) {
                continue;
            }
            std::vector<std::string_view>& texts = said[link.url];
            if (texts.size() == kMaxLinkTexts) continue;
            if (std::find(texts.begin(), texts.end(), link.text) != texts.end()) continue;
            texts.push_back(link.text);
            shown_links_.push_back({&link, &page});
        }
    }
}

void SiteView::collect_visits() {
    std::set<Instant> moments;
    for (const SeenItem& item : facts_.seen) {
        if (item.first_seen <= as_of_) moments.insert(item.first_seen);
        if (item.last_seen <= as_of_) moments.insert(item.last_seen);
    }
    for (const PageRecord& page : facts_.pages) {
        if (page.first_seen && *page.first_seen <= as_of_) moments.insert(*page.first_seen);
    }
    visits_.assign(moments.begin(), moments.end());
}

Reason SiteView::home_problem() const {
    if (facts_.unvisited.code != ReasonCode::none) return facts_.unvisited;
    if (facts_.pages.empty()) return {ReasonCode::ours, "未采集"};
    const PageRecord& page = facts_.pages.front();
    if (page.problem.code != ReasonCode::none) return page.problem;
    return {ReasonCode::site, "首页返回状态码" + std::to_string(page.http_status)};
}

const PageRecord* SiteView::page_at(std::string_view url) const {
    return page_of_key(address_key(url));
}

std::optional<Date> SiteView::day_of(const ListItem& item) const {
    if (item.date) return item.date->date;
    const PageRecord* page = page_at(item.url);
    if (page == nullptr || !is_fetched(*page) || !page->facts.publish_date) return std::nullopt;
    return page->facts.publish_date->date;
}

const PageRecord* SiteView::page_of_key(const std::string& key) const {
    const auto found = pages_.find(key);
    return found == pages_.end() ? nullptr : found->second;
}

const LinkCheck* SiteView::link_at(std::string_view url) const {
    const auto found = links_.find(address_key(url));
    return found == links_.end() ? nullptr : found->second;
}

bool SiteView::is_ours(std::string_view url) const {
    return bare_host(url) == host_;
}

std::optional<Instant> SiteView::first_seen(std::string_view url) const {
    const auto at = std::lower_bound(
        facts_.seen.begin(), facts_.seen.end(), url,
        [](const SeenItem& item, std::string_view wanted) { return item.url < wanted; });
    if (at != facts_.seen.end() && at->url == url) return at->first_seen;
    const PageRecord* page = page_at(url);
    return page == nullptr ? std::nullopt : page->first_seen;
}

void SiteView::collect_columns() {
    const std::string home_key = address_key(home_->facts.url);
    column_index_.emplace(home_key, kNoColumn);
    column_pages_seen_.insert(home_);
    for (const Column& column : home_->facts.columns) add_column(column, true);
    std::unordered_set<std::string_view> known;
    for (const PageRecord& page : facts_.pages) {
        if (&page == home_ || !is_fetched(page)) continue;
        for (const Column& column : page.facts.columns) {
            if (known.insert(column.url).second) add_column(column, false);
        }
    }
    // Lists that no menu names are columns too; the further pages of a list are not.
    std::unordered_set<std::string> names;
    for (const ColumnView& column : columns_) names.insert(name_key(column.name));
    for (const PageRecord& page : facts_.pages) {
        if (&page == home_ || !is_fetched(page) || page.facts.kind != PageKind::column) continue;
        const std::string_view name = page.facts.column_name;
        if (name.empty() || is_further_page(page.facts.url)) continue;
        if (!names.insert(name_key(name)).second) continue;
        Column column;
        column.name = name;
        column.url = page.facts.url;
        column.kind = page.facts.column_kind;
        add_column(column, false);
    }
}

void SiteView::add_column(const Column& column, bool from_home) {
    if (column.name.empty() || !is_ours(column.url)) return;
    std::string key = address_key(column.url);
    if (column_index_.contains(key)) return;
    ColumnView view;
    view.key = std::move(key);
    view.url = column.url;
    view.name = column.name;
    view.kind = column.kind;
    view.level_one = from_home && column.level != 2;
    view.page = page_of_key(view.key);
    // Two addresses that lead to one page are one column.
    if (view.page != nullptr && !column_pages_seen_.insert(view.page).second) {
        column_index_.emplace(view.key, kNoColumn);
        return;
    }
    if (view.kind == ColumnKind::other && view.page != nullptr && is_fetched(*view.page)) {
        view.kind = view.page->facts.column_kind;
    }
    column_index_.emplace(view.key, columns_.size());
    columns_.push_back(std::move(view));
}

void SiteView::count_common_parts() {
    least_text_ = UINT32_MAX;
    for (const ColumnView& column : columns_) {
        if (column.page == nullptr || !is_fetched(*column.page)) continue;
        ++column_pages_;
        const PageFacts& page = column.page->facts;
        least_text_ = std::min(least_text_, page.text_chars);
        std::unordered_set<std::string_view> here;
        for (const Link& link : page.links) here.insert(link.url);
        for (const ListItem& item : page.items) here.insert(item.url);
        for (std::string_view url : here) ++on_column_pages_[url];
    }
}

bool SiteView::is_common(std::string_view url) const {
    const auto found = on_column_pages_.find(url);
    if (found == on_column_pages_.end()) return false;
    return found->second >= kCommonPages && found->second * 2 > column_pages_;
}

std::vector<ListItem> SiteView::own_items(const PageFacts& page) const {
    std::vector<ListItem> own;
    for (const ListItem& item : page.items) {
        if (!is_common(item.url) && !is_explanation(item.title)) own.push_back(item);
    }
    return own;
}

Newest SiteView::newest(const std::vector<ListItem>& items) const {
    Newest newest;
    const auto offer = [&](Date date, std::string_view title) {
        if (date > today()) return;
        ++newest.dated;
        if (!newest.date || date > *newest.date) {
            newest.date = date;
            newest.title = title;
        }
    };
    for (const ListItem& item : items) {
        if (is_explanation(item.title)) continue;  // says why nothing is new
        if (item.date) {
            offer(item.date->date, item.title);
            continue;
        }
        const PageRecord* page = is_ours(item.url) ? page_at(item.url) : nullptr;
        if (page != nullptr && is_fetched(*page)) {
            if (page->facts.publish_date) {
                offer(page->facts.publish_date->date, item.title);
            } else if (page->facts.needs_rendering || !page->facts.frames.empty()) {
                ++newest.unresolved;
            } else {
                ++(page->facts.kind == PageKind::article ? newest.undated : newest.entries);
            }
            continue;
        }
        // Not there at an earlier visit: it came since, whatever its date may be.
        const std::optional<Instant> seen = first_seen(item.url);
        if (seen && !visits_.empty() && visits_.front() < *seen) {
            offer(date_of(*seen), item.title);
        } else {
            ++newest.unresolved;
        }
    }
    return newest;
}

std::vector<ListItem> SiteView::offered(const PageFacts& page) const {
    std::vector<ListItem> items = page.items;
    items.insert(items.end(), page.script_items.begin(), page.script_items.end());
    for (const Link& link : page.links) {
        if (link.kind != LinkKind::page || link.hidden || link.external) continue;
        const PageRecord* target = page_at(link.url);
        if (target == nullptr || !is_fetched(*target)) continue;
        if (target->facts.kind != PageKind::article || !target->facts.publish_date) continue;
        items.push_back({link.text, link.url, target->facts.publish_date});
    }
    return items;
}

bool SiteView::home_only_navigates() const {
    std::vector<ListItem> items = offered(home_->facts);
    // What a menu names is a column, also where one standing text is all of it.
    std::unordered_set<std::string_view> menu;
    for (const Column& column : home_->facts.columns) menu.insert(column.url);
    std::erase_if(items, [&](const ListItem& item) { return menu.contains(item.url); });
    return newest(items).entries == items.size();
}

bool SiteView::has_children(const ColumnView& column) const {
    bool lists_itself = false;
    std::size_t local = 0;
    for (const Column& other : column.page->facts.columns) {
        const std::string key = address_key(other.url);
        if (key == column.key) lists_itself = true;
        if (lies_under(key, column.key)) return true;
        const auto found = column_index_.find(key);
        const bool named_on_home = found == column_index_.end() || found->second == kNoColumn ||
                                   columns_[found->second].level_one;
        if (!named_on_home && !is_common(other.url)) ++local;
    }
    // A side menu that names the page itself shows its brothers, not its children.
    return local > 0 && !lists_itself;
}

bool SiteView::shows_something(const PageRecord& page, const std::string& key) const {
    const PageFacts& facts = page.facts;
    std::unordered_set<std::string_view> menu;
    for (const Column& column : facts.columns) menu.insert(column.url);
    for (const Link& link : facts.links) {
        const auto found = on_column_pages_.find(link.url);
        if (link.hidden || (found != on_column_pages_.end() && found->second >= kFramePages)) {
            continue;
        }
        if (link.kind == LinkKind::attachment || link.kind == LinkKind::image) return true;
        if (link.kind != LinkKind::page || !link.url.starts_with("http")) continue;
        const std::string target = address_key(link.url);
        // Itself, its pager, the columns above it and the menus say nothing of its own.
        if (target == key || lies_under(key, target)) continue;
        if (const auto other = column_index_.find(target); other != column_index_.end()) {
            // A list that only this page leads to, named in no menu, is below it.
            const bool below = other->second != kNoColumn && !columns_[other->second].level_one &&
                               !is_common(link.url) && !menu.contains(link.url);
            if (below) return true;
            continue;
        }
        if (is_further_page(link.url) || is_explanation(link.text)) continue;
        // Share buttons have shorter words than a title, and lead elsewhere.
        const PageRecord* own = page_of_key(target);
        const bool known = own != nullptr && own != &page && is_fetched(*own);
        if (known || char_count(trim(link.text)) >= kTitleChars) return true;
    }
    if (facts.main_chars) return *facts.main_chars > kBlankChars;
    return facts.text_chars > least_text_ + kBlankExtraChars;
}

void SiteView::look_at(ColumnView& column) {
    const auto unseen = [&](ReasonCode code, std::string text) {
        column.state = ColumnState::unfetched;
        column.reason = {code, std::move(text)};
    };
    if (column.page == nullptr) {
        // Tested as a link only: it led to a page that is known under another address.
        if (const auto link = links_.find(column.key); link != links_.end()) {
            switch (link->second->state) {
                case LinkState::fine:
                    column.state = ColumnState::moved;
                    return;
                case LinkState::dead:
                    column.state = ColumnState::dead;
                    return;
                case LinkState::blocked:
                    return unseen(ReasonCode::blocked, link->second->reason.text);
                case LinkState::not_checked:
                    break;
            }
        }
        if (facts_.cut_short.code != ReasonCode::none) {
            return unseen(facts_.cut_short.code, facts_.cut_short.text);
        }
        return unseen(ReasonCode::ours, "栏目页未采集");
    }
    const PageRecord& page = *column.page;
    if (!is_fetched(page)) {
        if (page.problem.code == ReasonCode::site || page.problem.code == ReasonCode::none) {
            column.state = ColumnState::dead;
            return;
        }
        return unseen(page.problem.code, page.problem.text);
    }
    const std::string_view final_url = page.final_url.empty() ? column.url : page.final_url;
    if (!is_ours(final_url) || &page == home_) {
        column.state = ColumnState::moved;
        return;
    }
    const PageFacts& facts = page.facts;
    if (says_not_found(facts)) {
        column.state = ColumnState::dead;
        return;
    }
    const bool unread_board = facts.kind == PageKind::message && facts.messages.empty() &&
                              !facts.forms.message && facts.needs_rendering;
    if (!unread_board && (facts.kind == PageKind::message || !facts.messages.empty() ||
                          facts.forms.message || facts.forms.login)) {
        column.state = ColumnState::interactive;
        return;
    }
    // Log-in, search and query pages (other) are no columns, unless they call themselves one.
    const bool is_tool = facts.kind == PageKind::other && facts.column_name.empty();
    if (facts.kind == PageKind::article || facts.kind == PageKind::guide || facts.guide ||
        is_tool) {
        column.state = ColumnState::content;
        return;
    }
    const std::vector<ListItem> items = own_items(facts);
    column.items = items.size();
    if (!items.empty()) {
        column.state = ColumnState::listing;
        const Newest newest = this->newest(items);
        if (newest.entries == items.size()) {
            column.state = ColumnState::content;
            return;
        }
        column.latest = newest.date;
        column.latest_title = newest.title;
        // Undated and unseen ones could be newer: with many of them nothing is known.
        if (newest.is_open()) {
            column.freshness = Freshness::unknown;
        } else if (newest.dated > 0) {
            column.freshness = Freshness::dated;
        } else {
            column.freshness = newest.undated > 0 ? Freshness::undated : Freshness::unknown;
        }
        if (column.freshness == Freshness::unknown) {
            column.reason = facts_.cut_short.code != ReasonCode::none
                                ? facts_.cut_short
                                : Reason{ReasonCode::ours, "列表无日期，稿件未采集"};
        }
        return;
    }
    if (facts.needs_rendering) {
        column.state = ColumnState::scripted;
        column.reason = {ReasonCode::ours, "内容由脚本生成，未渲染"};
        // What the script brings along may show that something is new; never that nothing is.
        const Newest newest = this->newest(facts.script_items);
        column.latest = newest.date;
        column.latest_title = newest.title;
    } else if (!facts.frames.empty()) {
        column.state = ColumnState::framed;
        column.reason = {ReasonCode::ours, "内容在框架页中"};
    } else if (has_children(column)) {
        column.state = ColumnState::parent;
    } else if (shows_something(page, column.key) || names_tool(column.name)) {
        column.state = ColumnState::content;
    } else {
        column.state = ColumnState::blank;
    }
}

std::vector<const PageRecord*> SiteView::sample(std::string_view seed, std::size_t count,
                                                std::initializer_list<PageKind> kinds) const {
    std::vector<const PageRecord*> pages;
    for (const PageRecord& page : facts_.pages) {
        if (&page == home_ || !is_fetched(page) || says_not_found(page.facts)) continue;
        if (std::find(kinds.begin(), kinds.end(), page.facts.kind) == kinds.end()) continue;
        if (!page.final_url.empty() && !is_ours(page.final_url)) continue;
        pages.push_back(&page);
    }
    return sample(seed, pages, count);
}

std::vector<const PageRecord*> SiteView::sample(std::string_view seed,
                                                const std::vector<const PageRecord*>& pages,
                                                std::size_t count) const {
    std::vector<std::pair<std::uint64_t, const PageRecord*>> drawn;
    for (const PageRecord* page : pages) {
        std::string text(seed);
        text.append("\n").append(page->facts.url);
        drawn.emplace_back(fnv1a(text), page);
    }
    std::sort(drawn.begin(), drawn.end(), [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first < b.first : a.second->facts.url < b.second->facts.url;
    });
    std::vector<const PageRecord*> chosen;
    for (const auto& [hash, page] : drawn) {
        if (chosen.size() == count) break;
        chosen.push_back(page);
    }
    return chosen;
}

}  // namespace mingcha::audit
