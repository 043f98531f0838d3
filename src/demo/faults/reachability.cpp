// Sites that answer late, seldom, or with nothing that can be read.
#include <array>

#include "demo/faults.h"

namespace mingcha::demo {

namespace {

constexpr int kSlowMs = 160;
constexpr int kLateMs = 20'000;
constexpr int kVisits = 140;  // of the probes' week

void sow_unreachable(Draft& draft) {
    static constexpr std::array<ProbePlan, 5> kPlans{{{12, 0, 0, 420, 15000, false},
                                                      {7, 0, 502, 420, 900, false},  // 5 %
                                                      {9, 0, 200, 610, 15000, true},
                                                      {40, 0, 500, 420, 300, false},
                                                      {10, 30, 0, 420, 15000, false}}};
    draft.plan.probes = kPlans[static_cast<std::size_t>(draft.turn) % kPlans.size()];
    draft.fault("site-unreachability");
}

void sow_shaky(Draft& draft) {
    static constexpr std::array<ProbePlan, 5> kPlans{{{6, 0, 0, 420, 15000, false},  // 4.3 %
                                                      {0, 30, 0, 420, 15000, false},
                                                      {20, 0, 200, 420, 14999, true},
                                                      {3, 12, 502, 2100, 800, false},
                                                      {0, 0, 0, 13000, 15000, false}}};
    draft.plan.probes = kPlans[static_cast<std::size_t>(draft.turn) % kPlans.size()];
    draft.near_miss("site-unreachability");
}

void sow_slow(Draft& draft) {
    draft.plan.delay_ms = kSlowMs / (draft.turn + 1);
    draft.plan.probes.elapsed_ms = 4000;
    if (draft.turn == 0) draft.plan.robots = "User-agent: *\nCrawl-delay: 0.1\nDisallow: /admin/\n";
    draft.near_miss("site-unreachability");
}

void sow_gbk(Draft& draft) {
    draft.plan.gbk = true;
    draft.near_miss("homepage-staleness");
}

// Nothing can be said of the rest.
void leave_unmeasured(Draft& draft) {
    draft.near_miss("homepage-staleness");
    draft.near_miss("blank-columns");
}

void sow_late(Draft& draft) {
    draft.plan.delay_ms = kLateMs;
    draft.plan.probes.failed = kVisits;
    draft.fault("site-unreachability");
    leave_unmeasured(draft);
}

void sow_silent(Draft& draft) {
    draft.plan.silent = true;
    leave_unmeasured(draft);
}

void sow_redirect_loop(Draft& draft) {
    draft.plan.redirect_loop = true;
    leave_unmeasured(draft);
}

void sow_rubbish(Draft& draft) {
    draft.plan.rubbish = true;
    leave_unmeasured(draft);
}

void sow_walled(Draft& draft) {
    draft.plan.walled = true;
    draft.plan.probes.walled = 60;
    leave_unmeasured(draft);
}

constexpr std::array<Seeding, 9> kTable{{
    {"unreachable", Fits::any, kProbes, 1, 5, sow_unreachable},
    {"shaky", Fits::any, kProbes, 2, 10, sow_shaky},
    {"slow", Fits::any, kProbes | kSpeed, 1, 3, sow_slow},
    {"gbk", Fits::any, kCharset | kHome, 1, 4, sow_gbk},
    {"late", Fits::others, kWhole, 1, 2, sow_late},
    {"silent", Fits::others, kWhole, 1, 1, sow_silent},
    {"redirect-loop", Fits::others, kWhole, 1, 1, sow_redirect_loop},
    {"rubbish", Fits::others, kWhole, 1, 1, sow_rubbish},
    {"walled", Fits::others, kWhole, 0, 1, sow_walled},
}};

}  // namespace

std::span<const Seeding> reachability_seedings() {
    return kTable;
}

}  // namespace mingcha::demo
