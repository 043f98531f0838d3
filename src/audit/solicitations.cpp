#include "audit/solicitations.h"

#include <algorithm>
#include <array>
#include <set>

#include "audit/address.h"
#include "audit/presence.h"
#include "audit/titles.h"
#include "base/text.h"

namespace mingcha::audit {

namespace {

constexpr std::array<std::string_view, 17> kFeedback{
    "结果反馈", "采纳情况",   "征集结果",   "调查结果", "小结",     "反馈情况",
    "情况反馈", "意见汇总",   "征集情况",   "情况汇总", "反馈公告", "采纳说明",
    "调查分析", "征集的结果", "调查的结果", "结果公告", "结果公示"};
constexpr std::string_view kFeedbackEnd = "反馈";  // 关于…意见建议的反馈
constexpr std::array<std::string_view, 7> kAsking{"征集",     "问卷", "征求意见", "网上调查",
                                                  "在线调查", "投票", "民意调查"};

constexpr std::size_t kMinTwinLetters = 6;

// Services that host questionnaires for anybody.
constexpr std::array<std::string_view, 9> kServices{
    "wjx.cn",      "wjx.top",      "sojump.com",  "wj.qq.com",  "diaochapai.com",
    "docs.qq.com", "jinshuju.net", "mikecrm.com", "toupiao.com"};

bool is_service(std::string_view url) {
    const std::string host = host_of(url);
    return std::any_of(kServices.begin(), kServices.end(), [&](std::string_view service) {
        if (!host.ends_with(service)) return false;
        const std::size_t before = host.size() - service.size();
        return before == 0 || host[before - 1] == '.';
    });
}

bool has_twin(const SiteView& site, std::string_view title) {
    const TitleForm wanted = title_form(title);
    if (wanted.letters.size() < kMinTwinLetters) return false;
    for (const ColumnView& column : site.columns()) {
        if (column.kind != ColumnKind::consultation || column.page == nullptr) continue;
        for (const ListItem& item : column.page->facts.items) {
            if (site.is_ours(item.url) && is_same_title(wanted, title_form(item.title))) {
                return true;
            }
        }
    }
    return false;
}

// The page that leads there tells of the activity; a bare “点击填写” takes its page's title.
std::string_view activity_of(const PageFacts& page, const Link& link) {
    if (names_solicitation(link.text)) return link.text;
    return names_solicitation(page.title) ? page.title : std::string_view{};
}

// The title of an activity within that of its result: 关于…征集结果反馈 is of 关于…
std::string without_feedback_words(std::string_view title) {
    std::string out(title);
    for (std::string_view word : kFeedback) out = replace_all(std::move(out), word, "");
    for (std::string_view word : {"反馈", "的公告", "的通知", "公告", "公示", "结果", "意见",
                                  "情况", "公开", "征集", "征求", "问卷", "调查", "关于", "的"}) {
        out = replace_all(std::move(out), word, "");
    }
    return out;
}

bool belongs_to(const TitleForm& activity, const TitleForm& result) {
    constexpr std::size_t kFewestLetters = 4;
    if (activity.letters.size() < kFewestLetters || result.letters.size() < kFewestLetters) {
        return false;
    }
    if (activity.numbers != result.numbers) return false;
    return activity.letters.find(result.letters) != std::u32string::npos ||
           result.letters.find(activity.letters) != std::u32string::npos ||
           is_same_title(activity, result);
}

std::optional<Date> day_of(const SiteView& site, const ListItem& item) {
    if (item.date) return item.date->date;
    const PageRecord* page = site.page_at(item.url);
    if (page == nullptr || !is_fetched(*page)) return std::nullopt;
    if (page->facts.publish_date) return page->facts.publish_date->date;
    if (page->facts.updated_date) return page->facts.updated_date->date;
    return std::nullopt;
}

void add_results(const SiteView& site, const std::vector<const ListItem*>& results,
                 std::vector<Solicitation>& out) {
    std::vector<TitleForm> forms;
    for (const Solicitation& each : out) {
        forms.push_back(title_form(without_feedback_words(each.title)));
    }
    for (const ListItem* result : results) {
        const TitleForm form = title_form(without_feedback_words(result->title));
        Solicitation* of = nullptr;
        for (std::size_t i = 0; i < forms.size() && of == nullptr; ++i) {
            if (out[i].feedback_url.empty() && belongs_to(forms[i], form)) of = &out[i];
        }
        if (of == nullptr) of = &out.emplace_back();
        of->feedback_title = single_spaces(result->title);
        of->feedback_url = std::string(result->url);
        of->feedback_on = day_of(site, *result);
    }
}

}  // namespace

bool names_feedback(std::string_view title) {
    return has_any(title, kFeedback) || title.ends_with(kFeedbackEnd);
}

bool names_solicitation(std::string_view title) {
    return has_any(title, kAsking);
}

std::vector<const PageRecord*> solicitation_pages(const SiteView& site) {
    std::vector<const PageRecord*> pages;
    for (const PageRecord& page : site.facts().pages) {
        const PageFacts& facts = page.facts;
        if (!is_fetched(page) || facts.column_kind != ColumnKind::consultation) continue;
        if (facts.kind == PageKind::column || facts.kind == PageKind::home) continue;
        pages.push_back(&page);
    }
    return pages;
}

std::string_view off_site_activity(const SiteView& site, const Link& link, const PageRecord& page) {
    if (page.facts.column_kind == ColumnKind::consultation || !is_service(link.url)) return {};
    const std::string_view activity = activity_of(page.facts, link);
    return activity.empty() || has_twin(site, activity) ? std::string_view{} : activity;
}

std::vector<Solicitation> solicitations_of(const SiteView& site) {
    std::vector<Solicitation> out;
    std::vector<const ListItem*> results;
    std::set<std::string> known;
    for (const ColumnView& column : site.columns()) {
        if (column.kind != ColumnKind::consultation || column.page == nullptr) continue;
        for (const ListItem& item : column.page->facts.items) {
            if (item.title.empty() || !known.insert(address_key(item.url)).second) continue;
            if (names_feedback(item.title)) {
                results.push_back(&item);
                continue;
            }
            Solicitation& activity = out.emplace_back();
            activity.title = single_spaces(item.title);
            activity.url = std::string(item.url);
            activity.begun = day_of(site, item);
        }
    }
    add_results(site, results, out);
    for (const auto& [link, page] : site.shown_links()) {
        if (link->kind != LinkKind::page || !link->external) continue;
        const std::string_view title = off_site_activity(site, *link, *page);
        if (title.empty() || !known.insert(address_key(link->url)).second) continue;
        Solicitation& activity = out.emplace_back();
        activity.title = single_spaces(title);
        activity.url = std::string(link->url);
        activity.off_site = true;
    }
    return out;
}

Reason unread_library(const SiteView& site) {
    if (site.home() == nullptr) return site.home_problem();
    bool read = false;
    for (const ColumnView& column : site.columns()) {
        if (column.kind != ColumnKind::consultation) continue;
        if (column.state == ColumnState::scripted || column.state == ColumnState::framed ||
            column.state == ColumnState::unfetched) {
            return column.reason;
        }
        read = true;
    }
    if (read) return {};
    const Reason& cut = site.facts().cut_short;
    return cut.code != ReasonCode::none ? cut : Reason{ReasonCode::ours, "未识别出征集调查栏目"};
}

}  // namespace mingcha::audit
