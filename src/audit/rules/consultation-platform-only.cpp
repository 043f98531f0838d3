// 意见征集库、在线调查库为网上唯一征集调查渠道 (local, 六安). Proposed: a solicitation or survey
// that the site leads to on a questionnaire service elsewhere, or that an account of the same unit
// posted, without its twin in a library of the site. What an account posted is held only against a
// library that was read, and only as far back as its list goes.
#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "audit/address.h"
#include "audit/presence.h"
#include "audit/rules/list.h"
#include "audit/solicitations.h"
#include "audit/titles.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::size_t kMinTwinLetters = 6;

constexpr std::int32_t kPostDays = 365;
constexpr std::size_t kMinSubjectLetters = 4;
constexpr std::size_t kTwinTenths = 7;  // of the shorter title's letter pairs

// What a post about an activity says that is none itself: its outcome, or somebody else's.
constexpr std::array<std::string_view, 12> kNoActivity{
    "结果", "公示", "反馈", "采纳", "中奖", "获奖", "揭晓", "截止", "总结", "国务院", "全国", "省"};

std::u32string quoted_subject(std::string_view title) {
    constexpr std::string_view kOpen = "《";
    const std::size_t open = title.find(kOpen);
    const std::size_t close = title.rfind("》");
    if (open == std::string_view::npos || close == std::string_view::npos || close < open)
        return {};
    return title_form(title.substr(open + kOpen.size(), close - open - kOpen.size())).letters;
}

struct Library {
    std::vector<std::string_view> titles;
    std::optional<Date> oldest;  // of the dated items
};

// What the site's own libraries of solicitations and surveys list.
Library library_of(const SiteView& site) {
    Library library;
    for (const ColumnView& column : site.columns()) {
        if (column.kind != ColumnKind::consultation || column.page == nullptr) continue;
        if (!is_fetched(*column.page) || column.page->facts.needs_rendering) continue;
        for (const ListItem& item : column.page->facts.items) {
            library.titles.push_back(item.title);
            if (!item.date) continue;
            if (!library.oldest || item.date->date < *library.oldest) {
                library.oldest = item.date->date;
            }
        }
    }
    for (const PageRecord* page : solicitation_pages(site)) {
        library.titles.push_back(page->facts.title);
    }
    return library;
}

bool is_twin(const TitleForm& wanted, const std::u32string& subject, std::string_view title) {
    const TitleForm shown = title_form(title);
    if (is_same_title(wanted, shown)) return true;
    const std::u32string of_shown = quoted_subject(title);
    if (subject.size() >= kMinSubjectLetters &&
        shown.letters.find(subject) != std::u32string::npos) {
        return true;
    }
    if (of_shown.size() >= kMinSubjectLetters &&
        wanted.letters.find(of_shown) != std::u32string::npos) {
        return true;
    }
    const std::size_t fewer = std::min(wanted.bigrams.size(), shown.bigrams.size());
    if (fewer > 0 && shared_bigrams(wanted, shown) * 10 >= fewer * kTwinTenths) return true;
    // One of the two says more around the same words.
    const auto& less =
        wanted.letters.size() < shown.letters.size() ? wanted.letters : shown.letters;
    const auto& more =
        wanted.letters.size() < shown.letters.size() ? shown.letters : wanted.letters;
    return less.size() >= kMinTwinLetters && more.find(less) != std::u32string::npos;
}

Finding post_finding(const Post& post) {
    const std::string title = shorten(single_spaces(post.title), 40);
    Finding finding =
        make_finding("post " + (post.url.empty() ? post.title : address_key(post.url)),
                     "未落实意见征集库、在线调查库作为网上唯一征集调查渠道（“" + title + "”）");
    add_place(finding, post.url);
    Evidence evidence;
    evidence.url = post.url;
    evidence.at = post.published_at;
    evidence.excerpt = shorten("账号“" + post.name + "”" + format_date(date_of(post.published_at)) +
                                   "发布：" + title + "；站内征集调查栏目未见同一活动",
                               kMaxExcerptChars);
    if (!post.source.empty()) evidence.excerpt += "（" + post.source + "）";
    add_evidence(finding, std::move(evidence));
    return finding;
}

// Solicitations and surveys in posts without a twin. `looked`: how many there were.
std::vector<Finding> of_posts(const SiteView& site, std::int64_t& looked, bool& library_known) {
    std::vector<Finding> findings;
    const Library library = library_of(site);
    library_known = library.oldest.has_value();
    if (!library.oldest) return findings;
    std::set<std::u32string> said;
    for (const Post& post : site.facts().unit_posts) {
        const Date day = date_of(post.published_at);
        if (post.published_at > site.as_of() || site.today() - day > kPostDays) continue;
        if (day < *library.oldest) continue;
        if (!names_solicitation(post.title) || has_any(post.title, kNoActivity)) continue;
        const TitleForm wanted = title_form(post.title);
        if (wanted.letters.size() < kMinTwinLetters || !said.insert(wanted.letters).second)
            continue;
        ++looked;
        const std::u32string subject = quoted_subject(post.title);
        if (std::any_of(library.titles.begin(), library.titles.end(),
                        [&](std::string_view title) { return is_twin(wanted, subject, title); })) {
            continue;
        }
        findings.push_back(post_finding(post));
    }
    return findings;
}

std::string_view left_text(const SiteView& site, bool library_known) {
    if (site.facts().unit_posts.empty()) {
        return "未见站外问卷；没有本单位账号的发文数据，账号推送中的征集调查需人工核对";
    }
    return library_known
               ? "未见站外问卷，本单位账号发文标题中的征集调查均在站内有同一活动；推送正文需人工核"
                 "对"
               : "未见站外问卷；站内没有读到征集调查栏目的列表，账号推送中的征集调查需人工核对";
}

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    std::vector<Finding> findings;
    std::set<std::string> said;
    Coverage coverage;
    for (const auto& [link, page] : site.shown_links()) {
        if (link->kind != LinkKind::page || !link->external) continue;
        ++coverage.checked;
        const std::string_view activity = off_site_activity(site, *link, *page);
        if (activity.empty() || !said.insert(address_key(link->url)).second) continue;
        Finding finding = make_finding(address_key(link->url),
                                       "未落实意见征集库、在线调查库作为网上唯一征集调查渠道（“" +
                                           shorten(single_spaces(activity), 40) + "”）");
        add_place(finding, page->facts.url);
        add_evidence(finding,
                     evidence_of(*page, std::string(link->text) + " " + std::string(link->url)));
        findings.push_back(std::move(finding));
    }
    bool library_known = false;
    for (Finding& finding : of_posts(site, coverage.checked, library_known)) {
        findings.push_back(std::move(finding));
    }
    if (findings.empty() && site.facts().cut_short.code != ReasonCode::none) {
        return not_measured(site.facts().cut_short);
    }
    Verdict verdict = findings.empty() ? left_to_people(left_text(site, library_known))
                                       : judged(std::move(findings));
    verdict.coverage = coverage;
    return verdict;
}

}  // namespace

SiteRule consultation_platform_only() {
    return {"consultation-platform-only", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
