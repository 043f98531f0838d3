// 重要信息转载率 of an account (circular-variety.md §1, indicators.md B: 新媒体 are checked for it
// too): of the items due at as_of, how many stand among its posts in time.
#include <fmt/format.h>

#include <algorithm>

#include "audit/posts.h"
#include "audit/rules/list.h"
#include "audit/titles.h"
#include "base/points.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::int64_t kSecondsPerHour = 3600;
constexpr std::int64_t kRatePermille = 1000;

struct Titled {
    const Post* post;
    TitleForm form;
};

Instant due_of(const RepostItem& item) {
    return {item.issued_at.seconds + item.due_hours * kSecondsPerHour};
}

// A day without a time is late only when the whole day is.
bool is_late(const Post& post, Instant due) {
    const bool day_only = post.published_at == at(date_of(post.published_at));
    return day_only ? date_of(post.published_at) > date_of(due) : post.published_at > due;
}

struct Tally {
    std::vector<std::string> missing, late;
    std::vector<std::string> working;
    std::int64_t checked = 0;
    const Post* shown = nullptr;  // a late one

    std::int64_t in_time() const {
        return checked - static_cast<std::int64_t>(missing.size() + late.size());
    }
};

void count(const RepostItem& item, const std::vector<Titled>& titles, Tally& tally) {
    const TitleForm wanted = title_form(item.title);
    const Post* found = nullptr;
    for (const Titled& each : titles) {
        if (!is_same_title(wanted, each.form)) continue;
        if (found == nullptr || each.post->published_at < found->published_at) found = each.post;
    }
    ++tally.checked;
    const std::string due = "“" + item.title + "”应于" + shown_time(due_of(item)) + "前转载：";
    if (found == nullptr) {
        tally.missing.push_back(item.title);
        tally.working.push_back(due + "未见");
        return;
    }
    const bool late = is_late(*found, due_of(item));
    if (late) {
        tally.late.push_back(item.title);
        tally.shown = found;
    }
    tally.working.push_back(due + shown_time(found->published_at) + (late ? "，超时" : ""));
}

Finding finding_of(const AccountInput& input, const Tally& tally) {
    std::string problem = fmt::format(
        "重要信息转载率{}%（应转载{}条，按时转载{}条", fixed2(percent(tally.in_time(), tally.checked)),
        tally.checked, tally.in_time());
    if (!tally.missing.empty()) problem += "，未转载" + name_some(tally.missing);
    if (!tally.late.empty()) problem += "，超时转载" + name_some(tally.late);
    Finding finding = make_finding("reposts", problem + "）");
    Evidence evidence;
    evidence.at = input.context.campaign.as_of;
    if (tally.shown != nullptr) {
        add_place(finding, tally.shown->url);
        evidence = evidence_of(*tally.shown, evidence.at);
    }
    const std::vector<std::string>& named = tally.missing.empty() ? tally.late : tally.missing;
    evidence.excerpt = fmt::format("发文数据中{}{}", tally.missing.empty() ? "超时：" : "未见：",
                                   shorten(join(named, "；"), kMaxExcerptChars));
    add_evidence(finding, std::move(evidence));
    return finding;
}

Verdict judge(const AccountInput& input) {
    // The data may end before as_of; what came due later they cannot show.
    const Instant as_of = std::min(input.context.campaign.as_of, end_of(account_day(input)));
    std::vector<const RepostItem*> due;
    for (const RepostItem& item : input.context.reposts) {
        if (due_of(item) <= as_of) due.push_back(&item);
    }
    if (due.empty()) return not_applicable();
    const Activity activity = activity_of(input);
    if (activity.doubt.code != ReasonCode::none) return not_measured(activity.doubt);
    std::vector<Titled> titles;
    Instant oldest = as_of;
    for (const Post& post : input.account.posts) {
        if (post.published_at > as_of) continue;
        oldest = std::min(oldest, post.published_at);
        if (!post.title.empty()) titles.push_back({&post, title_form(post.title)});
    }
    std::sort(titles.begin(), titles.end(), [](const Titled& a, const Titled& b) {
        return a.post->published_at > b.post->published_at;
    });
    if (titles.empty()) return not_measured(ReasonCode::ours, "没有推文标题");
    Tally tally;
    // Where others saw newer posts than the titles that are known, those may be among them.
    const bool others_saw_more = activity.last && activity.last->post == nullptr;
    const Instant newest = others_saw_more ? titles.front().post->published_at : as_of;
    std::int64_t before = 0;  // beyond what the titles cover
    for (const RepostItem* item : due) {
        if (item->issued_at < oldest || due_of(*item) > newest) {
            ++before;
        } else {
            count(*item, titles, tally);
        }
    }
    if (tally.checked == 0) return not_measured(ReasonCode::ours, "发文数据未覆盖重要信息的转载期");
    const std::int64_t least = input.rule.threshold("rate_permille", kRatePermille);
    Verdict verdict = pass();
    if (tally.in_time() * kRatePermille < least * tally.checked) {
        verdict = judged({finding_of(input, tally)});
    }
    verdict.working = std::move(tally.working);
    verdict.coverage = {tally.checked, 0, before};
    return verdict;
}

}  // namespace

AccountRule account_repost() {
    return {"account-repost", kNeedsPosts, judge};
}

}  // namespace mingcha::audit::rules
