// bench_judge [SITES] [PAGES] [LINKS]: judges made-up facts of that many sites by every rule of the
// small standard of the rule cases, twice, and fails where the two differ. Prints one line.
#include <chrono>
#include <cstdlib>
#include <deque>
#include <iostream>

#include <fmt/format.h>

#include "audit/engine.h"
#include "base/digest.h"
#include "tests/rules/standard.h"

namespace {

using namespace mingcha;

struct MadeSite {
    std::deque<std::string> texts;
    SiteFacts facts;

    std::string_view keep(std::string text) { return texts.emplace_back(std::move(text)); }
};

constexpr std::size_t kColumns = 40;
constexpr std::size_t kItems = 20;

std::string address(std::size_t site, std::size_t page) {
    const std::string host = fmt::format("http://www.qinghe{}.gov.cn", site);
    if (page == 0) return host + "/";
    if (page <= kColumns) return fmt::format("{}/lm{}/", host, page);
    return fmt::format("{}/art/2021/11/5/art_{}_{}.html", host, page % kColumns, page);
}

MadeSite make_site(std::size_t number, std::size_t pages, std::size_t links) {
    MadeSite made;
    Site& site = made.facts.site;
    site.site_code = fmt::format("41999900{:02}", number);
    site.kind = number % 6 == 0 ? SiteKind::portal : SiteKind::department;
    site.url = address(number, 0);
    site.name = "清河县人民政府";
    made.facts.visited = true;
    std::vector<std::string_view> urls, titles, names;
    for (std::size_t i = 0; i < pages; ++i) {
        urls.push_back(made.keep(address(number, i)));
        titles.push_back(made.keep(fmt::format("清河县召开第{}次工作推进会议部署重点任务", i)));
        names.push_back(made.keep(fmt::format("栏目{}", i % kColumns)));
    }
    for (std::size_t i = 0; i < pages; ++i) {
        PageRecord page;
        PageFacts& facts = page.facts;
        facts.url = urls[i];
        facts.title = titles[i];
        facts.kind = i == 0 ? PageKind::home : i <= kColumns ? PageKind::column : PageKind::article;
        if (facts.kind == PageKind::article) {
            facts.publish_date = PrintedDate{Date{18900 + static_cast<int>(i % 40)}};
        }
        facts.column_name = names[i];
        facts.text_chars = 900;
        facts.site_name_in_header = true;
        for (std::size_t c = 1; c <= kColumns && c < pages; ++c) {
            facts.columns.push_back({names[c], urls[c], static_cast<ColumnKind>(c % 12), 0});
        }
        if (i <= kColumns) {
            for (std::size_t k = 0; k < kItems; ++k) {
                const std::size_t to = (i * kItems + k) % pages;
                facts.items.push_back({titles[to], urls[to], PrintedDate{Date{18930}}});
            }
        }
        for (std::size_t k = 0; k < links; ++k) {
            const std::size_t to = (k < kColumns ? k : i * links + k) % pages;
            facts.links.push_back({urls[to], titles[to], LinkKind::page, false, false});
        }
        page.http_status = 200;
        made.facts.pages.push_back(std::move(page));
    }
    for (std::size_t i = 0; i < pages; ++i) {
        LinkCheck check;
        check.url = std::string(urls[i]);
        check.state = i % 50 == 7 ? LinkState::dead : LinkState::fine;
        check.other_places.push_back(std::string(urls[0]));
        made.facts.links.push_back(std::move(check));
    }
    return made;
}

std::string digest(const std::vector<Verdict>& verdicts) {
    std::string text;
    for (const Verdict& verdict : verdicts) {
        text += verdict.rule + std::string(to_string(verdict.outcome)) + verdict.reason.text;
        for (const Finding& finding : verdict.findings) text += finding.id + finding.problem;
    }
    return sha256_hex(text);
}

std::size_t argument(int argc, char** argv, int at, std::size_t otherwise) {
    return argc > at ? std::strtoul(argv[at], nullptr, 10) : otherwise;
}

}  // namespace

int main(int argc, char** argv) {
    const std::size_t sites = argument(argc, argv, 1, 48);
    const std::size_t pages = argument(argc, argv, 2, 500);
    const std::size_t links = argument(argc, argv, 3, 100);
    const Ruleset standard = cases::small_standard();
    audit::AuditContext context;
    context.ruleset = &standard;
    context.campaign.id = "2021Q4";
    context.campaign.as_of = *parse_instant("2021-11-12T18:00:00+08:00");
    for (int i = 0; i < 10; ++i) {
        context.reposts.push_back({std::to_string(i),
                                   fmt::format("国务院关于做好第{}类重点工作任务的意见", i), "",
                                   at(Date{18930}), "", 24});
    }
    std::deque<MadeSite> made;
    for (std::size_t i = 0; i < sites; ++i) made.push_back(make_site(i, pages, links));

    std::string first;
    std::string second;
    std::size_t findings = 0;
    const auto begin = std::chrono::steady_clock::now();
    for (const MadeSite& site : made) {
        const std::vector<Verdict> verdicts = audit::judge_site(site.facts, context);
        for (const Verdict& verdict : verdicts) findings += verdict.findings.size();
        first += digest(verdicts);
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    for (const MadeSite& site : made) second += digest(audit::judge_site(site.facts, context));
    if (first != second || findings == 0) {
        std::cerr << "judging twice gave two answers, or none\n";
        return 1;
    }
    std::cout << fmt::format("{} sites x {} pages x {} links: {:.2f} s, {} findings\n", sites,
                             pages, links, took.count(), findings);
    return 0;
}
