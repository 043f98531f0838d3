// The draw: stable for a site whatever other sites there are, suited to the site, not twice the
// same where there is another question.
#include "ledger/plan.h"

#include <gtest/gtest.h>

namespace mingcha::ledger {
namespace {

Site site(const char* code, SiteKind kind = SiteKind::department, bool services = true) {
    Site made;
    made.site_code = code;
    made.kind = kind;
    made.has_services = services;
    return made;
}

BankQuestion question(const char* id, std::vector<std::string> kinds = {}, bool services = false) {
    BankQuestion made;
    made.id = id;
    made.kinds = std::move(kinds);
    made.services = services;
    return made;
}

std::vector<std::string> ids(const std::vector<Drawn>& drawn) {
    std::vector<std::string> out;
    for (const Drawn& each : drawn) out.push_back(each.question ? each.question->id : "-");
    return out;
}

const std::vector<BankQuestion> kBank{question("A"), question("B"), question("C"), question("D")};

TEST(Draw, DependsOnTheSeedAndTheSiteAlone) {
    const std::vector<Site> both{site("9999000001"), site("9999000002")};
    const std::vector<Site> second{site("9999000002")};
    const auto all = ids(draw_questions(both, kBank, {}, 7));
    EXPECT_EQ(all[1], ids(draw_questions(second, kBank, {}, 7))[0]);
    EXPECT_EQ(all, ids(draw_questions(both, kBank, {}, 7)));
    std::vector<BankQuestion> turned(kBank.rbegin(), kBank.rend());
    EXPECT_EQ(all, ids(draw_questions(both, turned, {}, 7)));
}

TEST(Draw, SeedsDiffer) {
    std::vector<Site> sites;
    const std::vector<std::string> codes{"9999000001", "9999000002", "9999000003", "9999000004",
                                         "9999000005", "9999000006", "9999000007", "9999000008"};
    for (const std::string& code : codes) sites.push_back(site(code.c_str()));
    EXPECT_NE(ids(draw_questions(sites, kBank, {}, 1)), ids(draw_questions(sites, kBank, {}, 2)));
    EXPECT_NE(seed_of("2021Q4"), seed_of("2022Q1"));
}

TEST(Draw, AsksWhatSuitsTheSite) {
    const std::vector<BankQuestion> bank{question("门户", {"portal"}), question("办事", {}, true)};
    const std::vector<Site> sites{site("9999000001", SiteKind::portal, false),
                                  site("9999000002", SiteKind::department, true),
                                  site("9999000003", SiteKind::department, false)};
    EXPECT_EQ(ids(draw_questions(sites, bank, {}, 1)),
              (std::vector<std::string>{"门户", "办事", "-"}));
}

TEST(Draw, LeavesOutSitesThatDoNotRun) {
    std::vector<Site> sites{site("9999000001"), site("9999000002")};
    sites[0].state = SiteState::suspended;
    const auto drawn = draw_questions(sites, kBank, {}, 1);
    ASSERT_EQ(drawn.size(), 1U);
    EXPECT_EQ(drawn[0].site->site_code, "9999000002");
}

TEST(Draw, DoesNotAskTheSameAgainWhereThereIsAnother) {
    const std::vector<Site> sites{site("9999000001")};
    const std::string first = ids(draw_questions(sites, kBank, {}, 3))[0];
    EXPECT_NE(ids(draw_questions(sites, kBank, {{"9999000001", first}}, 3))[0], first);
    const std::vector<BankQuestion> one{question(first.c_str())};
    EXPECT_EQ(ids(draw_questions(sites, one, {{"9999000001", first}}, 3))[0], first);
}

}  // namespace
}  // namespace mingcha::ledger
