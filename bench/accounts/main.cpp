// bench_accounts [POSTS] [ACCOUNTS]: imports that many posts of that many accounts from one CSV
// file into a store on disk, judges the accounts by luan-2021 as `mingcha judge` does, and holds
// both against what they may take: 10 s for 100,000 posts, 2 s for 5,000 accounts. Fails where a
// row is missing, where the verdicts are not those that the posts were made for, or where it takes
// longer.
#include <chrono>
#include <cstdlib>
#include <iostream>

#include <fmt/format.h>

#include "app/importing.h"
#include "app/judge_campaign.h"
#include "store/rows.h"
#include "tests/testing/temp_dir.h"

namespace {

using namespace mingcha;
using Clock = std::chrono::steady_clock;

constexpr double kImportSeconds = 10;
constexpr double kJudgeSeconds = 2;
constexpr std::size_t kStaleEvery = 10;  // so many accounts have one that is silent for a month

double since(Clock::time_point begin) {
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

std::string code_of(std::size_t account) {
    return fmt::format("9999{:02}M{:03}WX{:04}", account / 1000, account % 1000, 1);
}

std::string posts_csv(std::size_t posts, std::size_t accounts) {
    const Date newest = *parse_date("2021-11-10");
    std::string csv = "account_code,account_type,name,published_at,title,url,interactions,text\n";
    for (std::size_t i = 0; i < posts; ++i) {
        const std::size_t account = i % accounts;
        const auto back = static_cast<std::int32_t>(i / accounts);
        const std::int32_t silent = account % kStaleEvery == 0 ? 30 : 0;
        csv += fmt::format("{},微信订阅号,云泽{}号,{} 09:{:02},第{}期便民服务提醒,"
                           "https://mp.example.cn/{},{},各位市民请按时办理有关手续\n",
                           code_of(account), account, format_date(newest - silent - back),
                           i % 60, back + 1, i, i % 90);
    }
    return csv;
}

int fail_with(const Error& error) {
    std::cerr << error.text() << "\n";
    return 1;
}

}  // namespace

int main(int argc, char** argv) {
    const std::size_t posts = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 100'000;
    const std::size_t accounts = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 5'000;
    const testing::TempDir folder;
    auto store = store::Store::open(folder.path());
    if (!store) return fail_with(store.error());
    std::vector<Account> registry;
    for (std::size_t i = 0; i < accounts; ++i) {
        Account account;
        account.account_code = code_of(i);
        account.type = "微信订阅号";
        account.name = fmt::format("云泽{}号", i);
        account.operator_name = fmt::format("云泽市第{}中心", i);
        registry.push_back(std::move(account));
    }
    Campaign campaign;
    campaign.id = "2021Q4";
    campaign.ruleset = "luan-2021";
    campaign.window = {*parse_date("2021-11-01"), *parse_date("2021-11-12")};
    campaign.as_of = end_of(campaign.window.to);
    for (const auto& saved : {store::save(**store, {}, registry),
                              store::save<Campaign>(**store, {}, {campaign})}) {
        if (!saved) return fail_with(saved.error());
    }

    app::ImportRequest request;
    request.kind = "posts";
    request.file = "posts.csv";
    request.bytes = posts_csv(posts, accounts);
    request.today = *parse_date("2021-11-12");
    auto begin = Clock::now();
    const auto report = app::import_rows(**store, ruleset::builtin_sources(), request);
    const double importing = since(begin);
    if (!report) return fail_with(report.error());
    begin = Clock::now();
    const auto again = app::import_rows(**store, ruleset::builtin_sources(), request);
    const double repeating = since(begin);
    if (!again) return fail_with(again.error());
    if (report->added != posts || again->same != posts) {
        std::cerr << "rows are missing\n";
        return 1;
    }

    begin = Clock::now();
    const auto judged = app::judge_campaign(**store, {folder.path(), campaign.id, {}, 0});
    const double judging = since(begin);
    if (!judged) return fail_with(judged.error());
    std::size_t stale = 0;
    for (const Verdict& verdict : judged->verdicts) {
        if (verdict.rule == "account-staleness" && verdict.outcome == Outcome::fail) ++stale;
    }
    std::cout << fmt::format(
        "{} posts imported in {:.2f} s, again in {:.2f} s; {} accounts judged in {:.2f} s, {} "
        "stale\n",
        posts, importing, repeating, accounts, judging, stale);
    if (stale != (accounts + kStaleEvery - 1) / kStaleEvery) {
        std::cerr << "the verdicts are not those of the posts\n";
        return 1;
    }
    if (importing > kImportSeconds || judging > kJudgeSeconds) {
        std::cerr << "slower than it may be\n";
        return 1;
    }
    return 0;
}
