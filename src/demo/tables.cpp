#include "demo/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "demo/reposts.h"

namespace mingcha::demo {

namespace {

constexpr std::string_view kAskedTime = "09:00";
constexpr int kProbeDays = 7;
constexpr int kVisitsPerDay = 20;
constexpr std::size_t kAnswers = 12;  // to the newest post of an account

// First and last days of 2022 that are no ordinary working days, 调休 included.
struct Span {
    int year, month, from, to;
};
constexpr std::array<Span, 9> kHolidays{{{2022, 1, 1, 3},
                                         {2022, 1, 29, 31},
                                         {2022, 2, 1, 6},
                                         {2022, 4, 2, 5},
                                         {2022, 4, 24, 30},
                                         {2022, 5, 1, 7},
                                         {2022, 6, 3, 5},
                                         {2022, 9, 10, 12},
                                         {2022, 10, 1, 9}}};

std::string units_of(const Registered& city) {
    std::string out = "name,short_name,order\n";
    int order = 0;
    for (const SitePlan& plan : city.sites) {
        const std::string& unit = plan.site.unit;
        const std::string brief = unit.starts_with(city.city)
                                      ? "市" + unit.substr(city.city.size())
                                      : replace_all(unit, "人民政府", "政府");
        out += fmt::format("{},{},{}\n", unit, brief, ++order);
    }
    return out;
}

std::string divisions_of(const Registered& city) {
    std::string out = "code,name,order\n";
    for (std::size_t i = 0; i < city.divisions.size(); ++i) {
        out += fmt::format("{},{},{}\n", city.divisions[i].first,
                           i == 0 ? "市本级" : city.divisions[i].second, i + 1);
    }
    return out;
}

std::string sites_of(const Registered& city) {
    std::string out = "site_code,name,unit,url,kind,division,has_services,state\n";
    for (const SitePlan& plan : city.sites) {
        out += fmt::format("{},{},{},{},{},{},y,running\n", plan.site.site_code, plan.site.name,
                           plan.site.unit, plan.site.url, to_string(plan.site.kind),
                           plan.site.division);
    }
    return out;
}

std::string interactions_of(const Registered& city) {
    std::string out = "site_code,question,channel,asked_at,replied_at,effective\n";
    if (!is_question_week(city.now)) return out;
    for (const SitePlan& plan : city.sites) {
        const std::string replied =
            plan.replied ? format_date(*plan.replied) + " " + plan.replied_time : "";
        out += fmt::format("{},如何办理老年优待证,领导信箱,{} {},{},{}\n", plan.site.site_code,
                           format_date(city.now.asked()), kAskedTime, replied,
                           plan.reply_effective ? "y" : "n");
    }
    return out;
}

// The failed visits come first of each spread, so that every day has its share.
std::string probes_of(const Registered& city) {
    constexpr int kVisits = kProbeDays * kVisitsPerDay;
    constexpr int kStep = 37;  // shares no factor with the number of visits
    std::string out = "site_code,vantage,at,ok,http_status,elapsed_ms,error\n";
    for (const SitePlan& plan : city.sites) {
        const ProbePlan& probes = plan.probes;
        for (int visit = 0; visit < kVisits; ++visit) {
            const int rank = visit * kStep % kVisits;
            const int in_day = visit % kVisitsPerDay;
            const std::string at = fmt::format(
                "{} {:02}:{:02}", format_date(city.now.window_from() + visit / kVisitsPerDay),
                1 + in_day, in_day * 7 % 60);
            const auto add = [&](bool ok, int status, int elapsed, std::string_view error) {
                out += fmt::format("{},本地,{},{},{},{},{}\n", plan.site.site_code, at,
                                   ok ? "y" : "n", status, elapsed, error);
            };
            if (rank < probes.failed) {
                add(probes.failed_ok, probes.status, probes.failed_ms,
                    probes.status == 0 ? "timeout" : "");
            } else if (rank < probes.failed + probes.walled) {
                add(false, 403, 90, "防火墙拦截");
            } else {
                add(true, 200, probes.elapsed_ms, "");
            }
        }
    }
    return out;
}

std::string accounts_of(const Registered& city) {
    std::string out = "account_code,operator,name,type,division,url,feed\n";
    for (const AccountPlan& each : city.accounts) {
        out += fmt::format("{},{},{},{},{},{},{}\n", each.code, each.operator_name, each.name,
                           each.type, each.division, each.url,
                           each.feed_registered ? each.feed_url : "");
    }
    return out;
}

std::string posts_of(const Registered& city) {
    std::string out =
        "account_code,account_type,name,published_at,title,url,interactions,operator,certified_as,"
        "source,last_seen,seen_at,state,cause\n";
    for (const AccountPlan& each : city.accounts) {
        const std::string& name = each.shown_name.empty() ? each.name : each.shown_name;
        for (std::size_t i = 0; i < each.posts.size(); ++i) {
            const PostPlan& post = each.posts[i];
            out += fmt::format("{},{},{},{} {}:00,{},,{},{},{},,,,,\n", each.code, each.type, name,
                               format_date(post.day), post.hour, post.title,
                               each.interactions ? kAnswers + i : 0,
                               each.says_operator ? each.operator_name : "", each.certified_as);
        }
        for (const LookPlan& look : each.looks) {
            out += fmt::format("{},{},{},,,,,,,manual,{},{} 09:00,{},{}\n", each.code, each.type,
                               each.name, look.last_post ? format_date(*look.last_post) : "",
                               format_date(look.seen), look.state, look.cause);
        }
        for (const StrangerPlan& stranger : each.strangers) {
            out += fmt::format("无,{},{},,,,,{},,manual,{},,,\n", stranger.type, stranger.name,
                               each.operator_name, format_date(stranger.last_post));
        }
    }
    return out;
}

std::string reposts_of(const Registered& city) {
    std::string out = "id,title,issuer,issued_at,due_hours\n";
    for (const RepostDue& each : reposts_due(city.now)) {
        out += fmt::format("{},{},{},{} 10:00,{}\n", each.id, each.title, each.issuer,
                           format_date(each.issued), kRepostHours);
    }
    return out;
}

std::string campaign_of(Moment now) {
    return fmt::format(
        "--from {} --to {} --as-of {} --interactions-from {} --interactions-to {} "
        "--accounts-as-of {}\n",
        format_date(now.window_from()), format_date(now.window_to()),
        format_instant(end_of(now.today())), format_date(now.asked()), format_date(now.today()),
        format_date(now.accounts_as_of()));
}

}  // namespace

bool is_question_week(Moment now) {
    return std::none_of(kHolidays.begin(), kHolidays.end(), [&](const Span& span) {
        const Date from = make_date(span.year, span.month, span.from).value_or(Date{});
        const Date to = make_date(span.year, span.month, span.to).value_or(Date{});
        return from <= now.today() && to >= now.asked();
    });
}

std::map<std::string, std::string> tables_of(const Registered& city) {
    return {{"units.csv", units_of(city)},          {"divisions.csv", divisions_of(city)},
            {"sites.csv", sites_of(city)},          {"interactions.csv", interactions_of(city)},
            {"probes.csv", probes_of(city)},        {"accounts.csv", accounts_of(city)},
            {"posts.csv", posts_of(city)},          {"reposts.csv", reposts_of(city)},
            {"campaign.txt", campaign_of(city.now)}};
}

}  // namespace mingcha::demo
