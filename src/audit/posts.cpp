#include "audit/posts.h"

#include <algorithm>

#include "base/text.h"

namespace mingcha::audit {

namespace {

constexpr std::string_view kStoredPictures = "pictures/";

// Looked at within the campaign; a look without a time stands by the day that it wrote down.
bool is_of_campaign(const AccountLook& look, const Campaign& campaign) {
    if (!look.seen_at) return true;
    return *look.seen_at >= at(campaign.window.from) && *look.seen_at <= campaign.as_of;
}

void take_later(std::optional<LastPost>& last, const LastPost& other) {
    if (!last || other.day > last->day) last = other;
}

// Rows of a table were brought as they are; what a machine collected is as old as its last visit.
bool has_rows_of_people(const AccountFacts& account, Instant as_of) {
    return std::any_of(account.posts.begin(), account.posts.end(), [&](const Post& post) {
        const bool collected = post.by == PostSource::feed || post.by == PostSource::page;
        return !collected && post.published_at <= as_of;
    });
}

Reason doubt_of(const AccountInput& input) {
    const Campaign& campaign = input.context.campaign;
    const AccountLook* failed = nullptr;
    for (const AccountLook& look : input.account.looks) {
        if (!is_of_campaign(look, campaign)) continue;
        if (look.state == LookState::seen) {
            if (look.last_post && date_of(campaign.as_of) >= *look.last_post) return {};
            if (failed == nullptr && look.reason.code != ReasonCode::none) failed = &look;
        } else if (failed == nullptr || look.state == LookState::not_found) {
            failed = &look;
        }
    }
    const bool by_people = has_rows_of_people(input.account, campaign.as_of);
    if (failed != nullptr && failed->state == LookState::not_found) {
        return {failed->reason.code,
                "未找到账号，不等于未更新（" + failed->reason.text + "）：核对名称，或补办变更、注销手续"};
    }
    if (by_people) return {};
    if (failed != nullptr) {
        return {failed->reason.code, std::string(to_chinese(failed->by)) + "未采到，不等于未更新（" +
                                         failed->reason.text + "）"};
    }
    if (!input.account.posts.empty()) return {ReasonCode::ours, "本次检查未采集发文情况"};
    if (!input.account.looks.empty()) {
        return {ReasonCode::ours, "有截图，未登记最后更新日期（import posts 的“最后更新日期”列）"};
    }
    return {};
}

}  // namespace

const Post* newest_post(const AccountInput& input) {
    const Post* newest = nullptr;
    for (const Post& post : input.account.posts) {
        if (post.published_at > input.context.campaign.as_of) continue;
        if (newest == nullptr || post.published_at > newest->published_at) newest = &post;
    }
    return newest;
}

Activity activity_of(const AccountInput& input) {
    const Date today = date_of(input.context.campaign.as_of);
    Activity activity;
    if (const Post* post = newest_post(input)) {
        activity.last = LastPost{date_of(post->published_at), post, nullptr, nullptr};
    }
    for (const AccountLook& look : input.account.looks) {
        if (!look.last_post || *look.last_post > today) continue;
        take_later(activity.last, {*look.last_post, nullptr, &look, nullptr});
    }
    activity.doubt = doubt_of(input);
    const bool known_else = activity.last && activity.doubt.code == ReasonCode::none;
    if (input.account.pages.empty()) return activity;
    std::optional<LastPost> of_page;
    for (const ListItem& item : input.account.pages.front().facts.items) {
        if (!item.date || item.date->date > today) continue;
        take_later(of_page, {item.date->date, nullptr, nullptr, &item});
    }
    if (!of_page) return activity;
    activity.from_page = !known_else;
    if (activity.from_page) activity.doubt = {};
    take_later(activity.last, *of_page);
    return activity;
}

Date account_day(const AccountInput& input) {
    const Date as_of = date_of(input.context.campaign.as_of);
    return std::min(input.context.campaign.accounts_as_of.value_or(as_of), as_of);
}

std::int32_t account_days(const Rule& rule) {
    constexpr std::int64_t kDays = 14;
    return static_cast<std::int32_t>(rule.threshold("days", kDays));
}

Evidence evidence_of(const Post& post, Instant at) {
    Evidence evidence;
    evidence.url = post.url;
    evidence.at = at;
    evidence.excerpt = "最近一条 " + format_date(date_of(post.published_at)) + " " +
                       shorten(post.title, kMaxExcerptChars);
    if (!post.source.empty()) evidence.excerpt += "（" + post.source + "）";
    if (post.screenshot.starts_with(kStoredPictures)) evidence.screenshot = post.screenshot;
    return evidence;
}

void show_last_post(Finding& finding, const AccountInput& input, const LastPost& last) {
    const Instant as_of = input.context.campaign.as_of;
    Evidence evidence;
    if (last.post != nullptr) {
        add_place(finding, last.post->url);
        evidence = evidence_of(*last.post, as_of);
    } else if (last.look != nullptr) {
        add_place(finding, last.look->url);
        evidence.url = last.look->url;
        evidence.at = last.look->seen_at.value_or(as_of);
        evidence.excerpt = "最近一条 " + format_date(last.day) + "（" +
                           std::string(to_chinese(last.look->by)) +
                           (last.look->source.empty() ? "" : "，" + last.look->source) + "）";
        if (last.look->screenshot.starts_with(kStoredPictures)) {
            evidence.screenshot = last.look->screenshot;
        }
    } else {
        const PageRecord& page = input.account.pages.front();
        add_place(finding, page.facts.url);
        evidence = evidence_of(page, "最近一条 " + format_date(last.day) + " " +
                                         shorten(last.item->title, kMaxExcerptChars));
    }
    for (const AccountLook& look : input.account.looks) {
        if (!evidence.screenshot.empty()) break;
        if (look.screenshot.starts_with(kStoredPictures)) evidence.screenshot = look.screenshot;
    }
    add_evidence(finding, std::move(evidence));
}

}  // namespace mingcha::audit
