#include "audit/deadlines.h"

#include <algorithm>

#include "audit/columns.h"
#include "audit/exemptions.h"
#include "audit/home_page.h"
#include "audit/messages.h"
#include "audit/posts.h"
#include "audit/rule.h"
#include "audit/site_view.h"
#include "ruleset/workdays.h"

namespace mingcha::audit {

namespace {

constexpr std::int32_t kLongestMonth = 31;

// The last day on which `date` is not older than so many months: as the rules reckon back from that
// day, over ends of months too.
Date last_day_within(Date date, std::int32_t months) {
    Date day = add_months(date, months);
    for (std::int32_t i = 0; i < kLongestMonth && add_months(day + 1, -months) <= date; ++i) {
        day = day + 1;
    }
    for (std::int32_t i = 0; i < kLongestMonth && add_months(day, -months) > date; ++i) {
        day = day - 1;
    }
    return day;
}

// From "still fresh on or after this limit today" to "fresh until that day".
Date last_fresh_day(const ColumnView& column, const ColumnLimits& limits) {
    const auto months = [&] {
        if (!is_core(column)) return limits.other_months;
        return column.kind == ColumnKind::notices ? limits.notices_months : limits.policies_months;
    };
    if (is_core(column) && column.kind == ColumnKind::news) {
        return *column.latest + static_cast<std::int32_t>(limits.news_days);
    }
    return last_day_within(*column.latest, static_cast<std::int32_t>(months()));
}

class Collector {
public:
    Collector(std::string target, Date today) : target_(std::move(target)), today_(today) {}

    void add(const Rule& rule, DueKind kind, std::string_view what, std::string_view url,
             std::optional<Date> since, Date last_day) {
        found_.push_back({target_, rule.id, kind, std::string(what), std::string(url), since,
                          last_day, last_day - today_});
    }
    std::vector<Deadline> take() {
        std::stable_sort(found_.begin(), found_.end(), [](const Deadline& a, const Deadline& b) {
            return a.last_day < b.last_day;
        });
        return std::move(found_);
    }

private:
    std::string target_;
    Date today_;
    std::vector<Deadline> found_;
};

// What is excused today cannot run out before the exemption ends.
Date excused_until(const SiteView& site, const Rule& rule, std::string_view column, Date last_day,
                   Date today) {
    const Exemption* row = exemption_of(site.facts(), rule.id, column, end_of(today));
    return row == nullptr ? last_day : std::max(last_day, date_of(row->to));
}

void add_home(Collector& out, const SiteView& site, const Rule& rule, Date today) {
    if (site.home() == nullptr) return;
    const Newest newest = site.newest(home_sources(site).items);
    if (!newest.date) return;
    out.add(rule, DueKind::home_page, newest.title, site.home()->facts.url, newest.date,
            excused_until(site, rule, {}, *newest.date + home_days(rule), today));
}

void add_columns(Collector& out, const SiteView& site, const Rule* core, const Rule* others,
                 Date today) {
    for (const ColumnView& column : site.columns()) {
        if (column.state != ColumnState::listing || !column.latest) continue;
        const Rule* rule = is_core(column) ? core : others;
        if (rule == nullptr) continue;
        const ColumnLimits limits = column_limits(*rule);
        if (!is_core(column) && !other_limit(column, limits, site.today())) continue;
        out.add(*rule, DueKind::column, column.name, column.url, column.latest,
                excused_until(site, *rule, column.name, last_fresh_day(column, limits), today));
    }
}

void add_letters(Collector& out, const SiteView& site, const Rule& rule, Date today) {
    const LetterLimits limits = letter_limits(rule);
    const Date oldest = add_months(today, -limits.window_months);
    for (const Letter& letter : letters_of(site)) {
        if (!letter.asked || *letter.asked < oldest || *letter.asked > today) continue;
        if (letter.reply != ReplyState::open) continue;
        out.add(rule, DueKind::letter, letter.title, letter.url, letter.asked,
                last_day_within(*letter.asked, limits.months));
    }
}

void add_questions(Collector& out, const SiteFacts& facts, const AuditContext& context,
                   const Rule& rule, std::int32_t workdays, Instant now) {
    for (const Interaction& question : facts.interactions) {
        if (question.asked_at > now) continue;
        if (question.replied_at && question.effective && *question.replied_at <= now) continue;
        const Date asked = date_of(question.asked_at);
        const auto last = ruleset::add_workdays(context.ruleset->calendar, asked, workdays);
        if (!last) continue;
        out.add(rule, DueKind::question, question.question, "", asked, *last);
    }
}

}  // namespace

std::vector<Deadline> deadlines_of(const SiteFacts& facts, const AuditContext& context,
                                   Date today) {
    Collector out(facts.site.site_code, today);
    if (facts.site.state != SiteState::running) return out.take();
    const SiteView site(facts, context.campaign.as_of);
    const auto rule = [&](std::string_view id) { return context.ruleset->find(id); };
    if (const Rule* home = rule("homepage-staleness")) add_home(out, site, *home, today);
    add_columns(out, site, rule("core-column-staleness"), rule("column-staleness"), today);
    if (const Rule* letters = rule("message-neglect")) add_letters(out, site, *letters, today);
    const Instant now = end_of(today);
    if (const Rule* one = rule("simple-question-1wd")) {
        add_questions(out, facts, context, *one, 1, now);
    }
    if (const Rule* five = rule("simple-question-5wd")) {
        add_questions(out, facts, context, *five, 5, now);
    }
    return out.take();
}

std::vector<Deadline> deadlines_of(const AccountFacts& facts, const AuditContext& context,
                                   Date today) {
    Collector out(account_key(facts.account), today);
    const Rule* rule = context.ruleset->find("account-staleness");
    if (rule == nullptr || facts.account.state != AccountState::running) return out.take();
    const Post* newest = nullptr;
    for (const Post& post : facts.posts) {
        if (date_of(post.published_at) > today) continue;
        if (newest == nullptr || post.published_at > newest->published_at) newest = &post;
    }
    std::optional<Date> since;
    if (newest != nullptr) since = date_of(newest->published_at);
    for (const AccountLook& look : facts.looks) {
        if (!look.last_post || *look.last_post > today) continue;
        since = std::max(since.value_or(*look.last_post), *look.last_post);
    }
    if (!since) return out.take();
    out.add(*rule, DueKind::account, facts.account.name, newest == nullptr ? "" : newest->url,
            *since, *since + account_days(*rule));
    return out.take();
}

std::string_view to_string(DueKind kind) {
    switch (kind) {
        case DueKind::home_page:
            return "首页";
        case DueKind::column:
            return "栏目";
        case DueKind::letter:
            return "留言";
        case DueKind::question:
            return "提问";
        case DueKind::account:
            return "账号";
    }
    return "";
}

}  // namespace mingcha::audit
