// 账号名称、认证主体与备案不一致 (circular-variety.md G1, 账号名变更、认证主体不规范): the newest row
// that shows a name or who is certified, against the registry. Titles of feeds are the platform's
// wording and only propose.
#include <fmt/format.h>

#include "audit/account_index.h"
#include "audit/posts.h"
#include "audit/rules/list.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

// A value as it was seen last.
struct Seen {
    Instant at;
    std::string value;
    PostSource by = PostSource::exported;
    std::string url, source;

    void offer(Instant when, const std::string& what, PostSource from, const std::string& where,
               const std::string& row) {
        if (what.empty() || (!value.empty() && when < at)) return;
        *this = {when, what, from, where, row};
    }
};

struct Sightings {
    Seen name, certified;
};

Sightings sightings_of(const AccountInput& input) {
    const Instant as_of = input.context.campaign.as_of;
    Sightings seen;
    for (const Post& post : input.account.posts) {
        if (post.published_at > as_of) continue;
        seen.name.offer(post.published_at, post.name, post.by, post.url, post.source);
        seen.certified.offer(post.published_at, post.certified_as, post.by, post.url, post.source);
    }
    for (const AccountLook& look : input.account.looks) {
        if (look.state != LookState::seen) continue;
        const Instant when = look.seen_at.value_or(look.last_post ? at(*look.last_post) : as_of);
        if (when > as_of) continue;
        seen.name.offer(when, look.name, look.by, look.url, look.source);
        seen.certified.offer(when, look.certified_as, look.by, look.url, look.source);
    }
    return seen;
}

bool contains_other(const std::string& a, const std::string& b) {
    return a.find(b) != std::string::npos || b.find(a) != std::string::npos;
}

bool same_name(const Seen& seen, const Account& account) {
    const std::string shown = account_name_key(seen.value);
    const std::string registered = account_name_key(account.name);
    // “清河发布 - 微博”: a feed says more than the name.
    return seen.by == PostSource::feed ? contains_other(shown, registered) : shown == registered;
}

bool same_unit(const AccountInput& input, const Seen& seen) {
    const std::string& registered = input.account.account.operator_name;
    if (contains_other(name_key(seen.value), name_key(registered))) return true;
    return input.context.accounts != nullptr &&
           input.context.accounts->is_same_unit(seen.value, registered);
}

Finding finding_of(const AccountInput& input, const char* place, std::string problem,
                   const Seen& seen) {
    Finding finding = make_finding(place, std::move(problem));
    add_place(finding, seen.url);
    Evidence evidence;
    evidence.url = seen.url;
    evidence.at = input.context.campaign.as_of;
    evidence.excerpt = fmt::format("{} {}：“{}”", format_date(date_of(seen.at)),
                                   to_chinese(seen.by), seen.value);
    if (!seen.source.empty()) evidence.excerpt += "（" + seen.source + "）";
    add_evidence(finding, std::move(evidence));
    return finding;
}

Verdict judge(const AccountInput& input) {
    const Account& account = input.account.account;
    const Sightings seen = sightings_of(input);
    if (seen.name.value.empty() && seen.certified.value.empty()) {
        return not_measured(ReasonCode::ours, "没有显示账号名称或认证主体的记录");
    }
    std::vector<Finding> findings;
    bool certain = false;
    if (!seen.name.value.empty() && !same_name(seen.name, account)) {
        certain = seen.name.by != PostSource::feed;
        findings.push_back(finding_of(input, "name",
                                      fmt::format("账号名称与备案不一致（备案“{}”，实际“{}”）",
                                                  account.name, seen.name.value),
                                      seen.name));
    }
    if (!seen.certified.value.empty() && !same_unit(input, seen.certified)) {
        certain = true;
        findings.push_back(finding_of(input, "certification",
                                      fmt::format("认证主体与备案不一致（备案“{}”，认证“{}”）",
                                                  account.operator_name, seen.certified.value),
                                      seen.certified));
    }
    const bool proposes = !findings.empty() && !certain;
    Verdict verdict = judged(std::move(findings));
    if (proposes) verdict.outcome = Outcome::needs_review;
    return verdict;
}

}  // namespace

AccountRule account_identity() {
    return {"account-identity", kNeedsPosts, judge};
}

}  // namespace mingcha::audit::rules
