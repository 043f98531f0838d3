#include "workflow/filings.h"

#include <gtest/gtest.h>

namespace mingcha::workflow {
namespace {

const Instant kNow{2'000'000'000};

Filing wanted() {
    Filing filing;
    filing.id = "豁-0001";
    filing.site_code = "9999000001";
    filing.column = "通知公告";
    filing.from = {kNow.seconds + 1000};
    filing.to = {kNow.seconds + 9000};
    filing.reason = "假期";
    filing.filed_by = "wang";
    return filing;
}

TEST(Filings, CountFromTheGrantAndNeverBackwards) {
    const auto filing = filed(wanted(), kNow);
    ASSERT_TRUE(filing);
    EXPECT_TRUE(exemptions_of(*filing).empty()) << "filing excuses nothing";
    const auto in_time = decided(*filing, true, "chief", "", {kNow.seconds + 500});
    ASSERT_TRUE(in_time);
    EXPECT_EQ(in_time->counts_from, filing->from);
    const auto late = decided(*filing, true, "chief", "", {kNow.seconds + 5000});
    ASSERT_TRUE(late);
    for (const Exemption& row : exemptions_of(*late)) {
        EXPECT_EQ(row.from.seconds, kNow.seconds + 5000);
        EXPECT_LE(row.decided_at, row.from);
        EXPECT_EQ(row.to, filing->to);
    }
    EXPECT_FALSE(decided(*filing, true, "chief", "", {kNow.seconds + 9001})) << "it is over";
    EXPECT_TRUE(decided(*filing, false, "chief", "已过", {kNow.seconds + 9001}));
}

TEST(Filings, NameTheRulesOfTheirKind) {
    const auto rules = [](Filing filing) {
        std::vector<std::string> names;
        const auto granted = decided(*filed(std::move(filing), kNow), true, "chief", "", kNow);
        for (const Exemption& row : exemptions_of(*granted)) names.push_back(row.rule);
        return names;
    };
    EXPECT_EQ(rules(wanted()),
              (std::vector<std::string>{"core-column-staleness", "column-staleness"}));
    Filing home = wanted();
    home.column.clear();
    EXPECT_EQ(rules(home), std::vector<std::string>{"homepage-staleness"});
    home.kind = FilingKind::downtime;
    EXPECT_EQ(rules(home), std::vector<std::string>{"site-unreachability"});
}

TEST(Filings, AreRefusedWhereTheyMakeNoSense) {
    Filing over = wanted();
    over.from = {kNow.seconds - 900};
    over.to = {kNow.seconds - 1};
    EXPECT_FALSE(filed(over, kNow));
    Filing reversed = wanted();
    std::swap(reversed.from, reversed.to);
    EXPECT_FALSE(filed(reversed, kNow));
    Filing silent = wanted();
    silent.reason = "  ";
    EXPECT_FALSE(filed(silent, kNow));
    Filing endless = wanted();
    endless.to = {kNow.seconds + 400 * kSecondsPerDay};
    EXPECT_FALSE(filed(endless, kNow));
    Filing downtime = wanted();
    downtime.kind = FilingKind::downtime;
    EXPECT_FALSE(filed(downtime, kNow)) << "of a column";
}

TEST(Filings, AreDecidedOnceAndNotByWhoFiled) {
    const auto filing = filed(wanted(), kNow);
    EXPECT_FALSE(decided(*filing, true, "wang", "", kNow));
    EXPECT_FALSE(decided(*filing, false, "chief", " ", kNow)) << "a refusal says why";
    const auto refused = decided(*filing, false, "chief", "理由不足", kNow);
    ASSERT_TRUE(refused);
    EXPECT_TRUE(exemptions_of(*refused).empty());
    EXPECT_FALSE(decided(*refused, true, "chief", "", kNow));
}

}  // namespace
}  // namespace mingcha::workflow
