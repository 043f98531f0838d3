#include "audit/posts.h"

#include <algorithm>

#include "base/text.h"

namespace mingcha::audit {

const Post* newest_post(const AccountInput& input) {
    const Post* newest = nullptr;
    for (const Post& post : input.account.posts) {
        if (post.published_at > input.context.campaign.as_of) continue;
        if (newest == nullptr || post.published_at > newest->published_at) newest = &post;
    }
    return newest;
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
    return evidence;
}

}  // namespace mingcha::audit
