#include "annual/observe.h"

#include <fmt/format.h>

#include <algorithm>

#include "audit/address.h"
#include "audit/guides.h"
#include "audit/messages.h"
#include "audit/presence.h"
#include "audit/solicitations.h"
#include "base/points.h"
#include "base/text.h"

namespace mingcha::annual {

namespace {

constexpr std::array<std::string_view, 5> kSmart{"智能问答", "智能客服", "智能咨询", "智能机器人",
                                                 "智能互动"};
constexpr std::array<std::string_view, 3> kAccessible{"无障碍", "适老", "长者"};
constexpr std::array<std::string_view, 4> kLanguages{"English", "ENGLISH", "日本語", "한국어"};
constexpr std::array<std::string_view, 6> kCatalogues{"服务事项目录", "事项目录", "事项清单",
                                                      "服务清单",     "办事指南", "按主题"};
constexpr std::size_t kEntryChars = 12;  // the text of an entry; longer ones are titles

// 概况类信息 are those that say what the place and its offices are.
bool is_overview(ColumnKind kind) {
    return kind == ColumnKind::overview || kind == ColumnKind::organization ||
           kind == ColumnKind::leaders;
}

bool is_disclosure(ColumnKind kind) {
    return kind == ColumnKind::policies || kind == ColumnKind::notices || kind == ColumnKind::data;
}

// Days between asking and the reply, one decimal, half up.
std::string mean_days(std::int64_t days, std::int64_t letters) {
    const std::int64_t tenths = rounded_ratio(days, letters, 10);
    return tenths % 10 == 0 ? std::to_string(tenths / 10)
                            : fmt::format("{}.{}", tenths / 10, tenths % 10);
}

std::string names_of(const std::vector<const Account*>& accounts) {
    std::vector<std::string> names;
    for (const Account* each : accounts) names.push_back(each->name);
    return join(names, "、");
}

// Empty where it is not known of every account.
std::string followers_of(const std::vector<const Account*>& accounts) {
    std::int64_t sum = 0;
    for (const Account* each : accounts) {
        if (!each->followers) return {};
        sum += *each->followers;
    }
    return std::to_string(sum);
}

// Empty where no post of these accounts was ever brought in.
std::string sent_by(const std::vector<const Account*>& accounts, const std::vector<Post>& posts,
                    std::int32_t year) {
    std::set<std::string> keys;
    for (const Account* each : accounts) keys.insert(account_key(*each));
    bool known = false;
    std::int64_t sent = 0;
    for (const Post& post : posts) {
        if (!keys.contains(post.account_key)) continue;
        known = true;
        sent += civil(date_of(post.published_at)).year == year ? 1 : 0;
    }
    return known ? std::to_string(sent) : std::string();
}

void set(Values& values, std::string_view field, std::string text, const std::string& source) {
    if (text.empty()) return;
    values[std::string(field)] = {std::move(text), AnnualOrigin::observed, source};
}

struct Platform {
    std::string_view word;  // in the account's type
    std::string_view name, posts, followers;
};
constexpr std::array kPlatforms{
    Platform{"微博", "weibo_name", "weibo_posts", "weibo_followers"},
    Platform{"微信", "wechat_name", "wechat_posts", "wechat_followers"}};

}  // namespace

void SiteYear::add_item(std::string_view url, ColumnKind kind) {
    const auto [found, fresh] = articles_.try_emplace(audit::address_key(url), kind);
    if (!fresh && found->second == ColumnKind::other) found->second = kind;
}

// Articles of the year: read ones, and those that a list shows with a date.
void SiteYear::add_items(const audit::SiteView& view) {
    for (const PageRecord& page : view.facts().pages) {
        if (!audit::is_fetched(page)) continue;
        const PageFacts& facts = page.facts;
        if (facts.kind == PageKind::article && facts.publish_date &&
            is_in_year(facts.publish_date->date)) {
            add_item(facts.url, facts.column_kind);
        }
        if (facts.kind != PageKind::column) continue;
        for (const ListItem& item : facts.items) {
            const PageRecord* target = view.page_at(item.url);
            const bool read = target != nullptr && audit::is_fetched(*target);
            if (!item.date || !is_in_year(item.date->date) || !view.is_ours(item.url)) continue;
            if (read && target->facts.kind != PageKind::article) continue;
            add_item(item.url, facts.column_kind);
        }
    }
}

void SiteYear::add_letters(const audit::SiteView& view) {
    for (const audit::Letter& each : audit::letters_of(view)) {
        if (!each.asked || !is_in_year(*each.asked)) continue;
        Letter& letter = letters_[std::string(each.title) + "\n" + format_date(*each.asked)];
        letter.asked = *each.asked;
        if (each.replied) letter.replied = each.replied;
        letter.answered = letter.answered || each.reply == ReplyState::answered || each.replied;
        letter.shown = letter.shown || each.is_public;
    }
}

void SiteYear::add_offers(const audit::SiteView& view) {
    for (const audit::SiteLink& each : view.shown_links()) {
        const std::string_view text = each.link->text;
        if (char_count(text) > kEntryChars) continue;
        smart_answers_ = smart_answers_ || audit::has_any(text, kSmart);
        accessible_ = accessible_ || audit::has_any(text, kAccessible);
        languages_ = languages_ || audit::has_any(text, kLanguages);
        catalogue_ = catalogue_ || audit::has_any(text, kCatalogues);
    }
    for (const PageRecord* guide : audit::guides_of(view)) {
        guides_.insert(audit::address_key(guide->facts.url));
    }
    for (const PageRecord* page : audit::solicitation_pages(view)) {
        if (!page->facts.publish_date || !is_in_year(page->facts.publish_date->date)) continue;
        const bool result = audit::names_feedback(page->facts.title);
        (result ? results_ : solicitations_).insert(audit::address_key(page->facts.url));
    }
}

void SiteYear::add(const audit::SiteView& view) {
    if (view.home() == nullptr) return;
    ++visits_;
    cut_ = cut_ || view.facts().cut_short.code != ReasonCode::none;
    add_items(view);
    add_letters(view);
    add_offers(view);
    const Footer& footer = view.home()->facts.footer;
    if (!footer.icp.empty()) icp_ = footer.icp;
    if (!footer.police.empty()) police_ = footer.police;
}

void SiteYear::add_registered(Values& values) const {
    const std::string source = "网站名录";
    set(values, "site_name", site_.name, source);
    set(values, "home_url", site_.url, source);
    set(values, "organizer", site_.unit, source);
    set(values, "site_type", std::string(to_chinese(site_.kind)), source);
    set(values, "site_code", site_.site_code, source);
}

void SiteYear::add_media(Values& values, const std::vector<Account>& accounts,
                         const std::vector<Post>& posts) const {
    if (accounts.empty()) return;
    const std::string source = "账号名录";
    std::vector<const Account*> own;
    for (const Account& each : accounts) {
        const bool runs = each.state == AccountState::running;
        if (runs && name_key(each.operator_name) == name_key(site_.unit)) own.push_back(&each);
    }
    set(values, "has_media", own.empty() ? "否" : "是", source);
    for (const Platform& platform : kPlatforms) {
        std::vector<const Account*> here;
        std::copy_if(own.begin(), own.end(), std::back_inserter(here), [&](const Account* each) {
            return each->type.find(platform.word) != std::string::npos;
        });
        if (here.empty()) continue;
        set(values, platform.name, names_of(here), source);
        set(values, platform.followers, followers_of(here), source);
        set(values, platform.posts, sent_by(here, posts, year_), "导入的发文");
    }
}

// What nobody saw is not known: it has no value, and is not 0.
void SiteYear::add_published(Values& values, const std::string& source) const {
    const auto articles = [&](auto is_one) {
        return static_cast<std::size_t>(
            std::count_if(articles_.begin(), articles_.end(),
                          [&](const auto& article) { return is_one(article.second); }));
    };
    const auto put = [&](const char* field, std::size_t count) {
        if (count > 0) set(values, field, std::to_string(count), source);
    };
    put("published", articles_.size());
    put("published_overview", articles(is_overview));
    put("published_news", articles([](ColumnKind kind) { return kind == ColumnKind::news; }));
    put("published_disclosure", articles(is_disclosure));
    put("interpretations",
        articles([](ColumnKind kind) { return kind == ColumnKind::interpretation; }));
    put("services", guides_.size());
    put("solicitations", solicitations_.size());
    put("results", results_.size());
}

void SiteYear::add_answered(Values& values, const std::string& source) const {
    if (letters_.empty()) return;
    std::size_t settled = 0, shown = 0;
    std::int64_t days = 0, timed = 0;
    for (const auto& [key, letter] : letters_) {
        settled += letter.answered ? 1 : 0;
        shown += letter.answered && letter.shown ? 1 : 0;
        if (!letter.replied || *letter.replied < letter.asked) continue;
        days += *letter.replied - letter.asked;
        ++timed;
    }
    set(values, "letters", std::to_string(letters_.size()), source);
    set(values, "letters_settled", std::to_string(settled), source);
    set(values, "letters_public", std::to_string(shown), source);
    if (timed > 0) set(values, "letters_days", mean_days(days, timed), source);
}

Values SiteYear::values(const std::vector<Account>& accounts,
                        const std::vector<Post>& posts) const {
    Values values;
    add_registered(values);
    add_media(values, accounts, posts);
    if (visits_ == 0) return values;
    const std::string source = fmt::format("{}次检查所见{}", visits_, cut_ ? "，采集未尽" : "");
    set(values, "icp", icp_, source);
    set(values, "police", police_, source);
    add_published(values, source);
    add_answered(values, source);
    if (catalogue_) set(values, "service_catalogue", "是", source);
    if (smart_answers_) set(values, "smart_answers", "是", source);
    if (accessible_) set(values, "accessible", "是", source);
    if (languages_) set(values, "languages", "是", source);
    return values;
}

}  // namespace mingcha::annual
