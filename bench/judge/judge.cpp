// bench_judge [SITES] [PAGES] [LINKS]: judges made-up facts of that many sites, first from memory
// by the small standard of the rule cases, then the whole way of `mingcha judge`, from the disk and
// back. Fails where the same facts give two answers. Prints one line each.
#include <chrono>
#include <cstdlib>
#include <deque>
#include <iostream>

#include <fmt/format.h>

#include "audit/engine.h"
#include "base/digest.h"
#include "bench/judge/made_site.h"
#include "bench/judge/stored_quarter.h"
#include "tests/rules/standard.h"

namespace {

using namespace mingcha;
using bench::MadeSite;

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
                                   at(Date{18930}), "", 24, ""});
    }
    std::deque<MadeSite> made;
    for (std::size_t i = 0; i < sites; ++i) made.push_back(bench::make_site(i, pages, links));

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
    made.clear();
    const auto stored = bench::judge_stored_quarter(sites, pages, links);
    if (!stored) {
        std::cerr << stored.error().text() << "\n";
        return 1;
    }
    std::cout << fmt::format(
        "stored: {:.2f} s on 1 thread, {:.2f} s on 2 (same bytes), {:.2f} s by another ruleset, {} "
        "findings\n",
        stored->one_thread, stored->two_threads, stored->another_ruleset, stored->findings);
    return 0;
}
