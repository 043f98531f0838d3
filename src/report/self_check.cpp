// What a circular says twice must be the same: lists against their numbers, parts against totals,
// rates against what they are of, days in their order.
#include <fmt/format.h>

#include <set>

#include "report/circular.h"

namespace mingcha::report {

namespace {

class Checker {
public:
    void equal(std::string_view where, std::int64_t said, std::int64_t counted) {
        if (said != counted) {
            problems.push_back(fmt::format("{}：写 {}，实为 {}", where, said, counted));
        }
    }
    void rate(std::string_view where, std::optional<Points> said, std::int64_t part,
              std::int64_t whole) {
        if (!said || whole <= 0) return;
        if (part < 0 || percent(part, whole) != *said) {
            problems.push_back(fmt::format("{}：写 {}%，{}/{} 不等于它", where, fixed2(*said), part,
                                           whole));
        }
    }
    // No code twice over all lists.
    void once(std::string_view where, const std::string& code) {
        if (!seen_[std::string(where)].insert(code).second) {
            problems.push_back(fmt::format("{}：{} 出现两次", where, code));
        }
    }

    std::vector<std::string> problems;

private:
    std::map<std::string, std::set<std::string>> seen_;
};

void check_dates(const CampaignResult& result, Checker& checker) {
    const auto& fields = result.campaign.fields;
    const auto day = [&](const char* key) -> std::optional<Date> {
        const auto found = fields.find(key);
        if (found == fields.end()) return std::nullopt;
        const Result<Date> date = parse_date(found->second);
        return date ? std::optional<Date>(*date) : std::nullopt;
    };
    const std::optional<Date> issued = day("issue_date");
    if (!issued) return;
    if (*issued < result.campaign.window.to) {
        checker.problems.push_back(fmt::format("成文日期 {} 早于检查结束日 {}", format_date(*issued),
                                               format_date(result.campaign.window.to)));
    }
    for (const char* key : {"rectify_by", "report_due"}) {
        const std::optional<Date> due = day(key);
        if (due && *due < *issued) {
            checker.problems.push_back(fmt::format("{} {} 早于成文日期 {}", key, format_date(*due),
                                                   format_date(*issued)));
        }
    }
}

}  // namespace

std::vector<std::string> self_check(const Circular& circular, const CampaignResult& result) {
    Checker checker;
    const Summary& s = result.summary;
    std::int64_t failed = 0, others = 0, accounts_failed = 0;
    for (const SiteResult& site : result.sites) {
        if (site.passed == false) ++failed;
        if (!site.scored && !site.grade.empty()) ++others;
    }
    for (const AccountResult& account : result.accounts) {
        if (account.passed == false) ++accounts_failed;
    }
    checker.equal("网站总数与附件1", s.sites_total,
                  static_cast<std::int64_t>(circular.annexes.at(0).table.rows.size()));
    checker.equal("不合格网站数", s.sites_failed, failed);
    checker.equal("不合格政务新媒体数", s.accounts_failed, accounts_failed);
    checker.equal("不合格政务新媒体数与附件4", s.accounts_failed,
                  static_cast<std::int64_t>(circular.annexes.at(3).table.rows.size()));
    checker.rate("政务新媒体合格率", s.account_pass_rate, s.accounts_checked - s.accounts_failed,
                 s.accounts_checked);
    if (s.sites_checked > s.sites_total) checker.problems.push_back("检查网站数多于网站总数");
    std::int64_t divisions = 0, graded = 0;
    for (const DivisionRow& row : s.accounts_failed_by_division) divisions += row.failed;
    if (!s.accounts_failed_by_division.empty()) {
        checker.equal("各地不合格政务新媒体之和", divisions, s.accounts_failed);
    }
    for (const GradeRow& row : s.grades) {
        checker.equal(fmt::format("{} {} 家数与名单", row.kind_group, row.grade), row.count,
                      static_cast<std::int64_t>(row.sites.size()));
        if (row.kind_group == "non_portal") graded += row.count;
        for (const std::string& code : row.sites) checker.once("等次", code);
    }
    checker.equal("各等次家数之和", graded, others);
    const InteractionBands& bands = s.interaction;
    for (const auto* band : {&bands.same_day, &bands.within_1, &bands.within_5, &bands.over_5}) {
        for (const std::string& code : *band) checker.once("实时互动", code);
    }
    check_dates(result, checker);
    return checker.problems;
}

}  // namespace mingcha::report
