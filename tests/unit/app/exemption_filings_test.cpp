// Exemptions that units file, in a store.
#include "app/exemption_filings.h"

#include <gtest/gtest.h>

#include "store/rows.h"
#include "tests/testing/temp_dir.h"

namespace mingcha::app {
namespace {

using workflow::Filing;
using workflow::FilingKind;

class Filings : public ::testing::Test {
protected:
    void SetUp() override {
        Site site;
        site.site_code = "9999000001";
        site.name = "财政局网站";
        ASSERT_TRUE(store::save<Site>(*store_, {}, {site}));
    }
    Filing wanted(const std::string& column) const {
        Filing filing;
        filing.site_code = "9999000001";
        filing.column = column;
        filing.from = now_;
        filing.to = {now_.seconds + 9 * kSecondsPerDay};
        filing.reason = "假期";
        filing.filed_by = "wang";
        return filing;
    }

    testing::TempDir folder_;
    std::unique_ptr<store::Store> store_ = *store::Store::open(folder_.path());
    Instant now_ = *parse_instant("2031-12-01T09:00:00+08:00");
};

TEST_F(Filings, AreNumberedAndNotRepeatedWhileTheyWait) {
    const auto first = file_exemption(*store_, wanted("通知公告"), now_);
    ASSERT_TRUE(first) << first.error().text();
    EXPECT_FALSE(file_exemption(*store_, wanted(" 通知公告 "), now_)) << "it waits already";
    EXPECT_TRUE(file_exemption(*store_, wanted("工作动态"), now_));
    Filing unknown = wanted("通知公告");
    unknown.site_code = "9999000009";
    EXPECT_FALSE(file_exemption(*store_, unknown, now_));
    EXPECT_EQ(exemption_filings(*store_)->size(), 2U);
}

TEST_F(Filings, TellTheRulesWhatWasGrantedAndNothingElse) {
    const auto first = file_exemption(*store_, wanted("通知公告"), now_);
    const auto second = file_exemption(*store_, wanted("工作动态"), now_);
    const Instant later{now_.seconds + 3'600};
    ASSERT_TRUE(decide_exemption(*store_, first->id, true, "chief", "", later));
    ASSERT_TRUE(decide_exemption(*store_, second->id, false, "chief", "理由不足", later));
    const auto rows = store::load<Exemption>(*store_);
    ASSERT_EQ(rows->size(), 2U);
    for (const Exemption& row : *rows) {
        EXPECT_EQ(row.column, "通知公告");
        EXPECT_EQ(row.from, later);
        EXPECT_EQ(row.author, "chief");
    }
}

TEST_F(Filings, UndoNoFaultThatIsThere) {
    const Date today = date_of(now_);
    audit::Deadline over;
    over.target = "9999000001";
    over.kind = audit::DueKind::column;
    over.what = "通知公告";
    over.last_day = today - 1;
    EXPECT_NE(over_already(wanted("通知公告"), {over}, today), nullptr);
    EXPECT_EQ(over_already(wanted("工作动态"), {over}, today), nullptr) << "another column";
    EXPECT_EQ(over_already(wanted(""), {over}, today), nullptr) << "the home page";
    over.last_day = today;
    EXPECT_EQ(over_already(wanted("通知公告"), {over}, today), nullptr) << "its last good day";
    Filing downtime = wanted("");
    downtime.kind = FilingKind::downtime;
    EXPECT_EQ(over_already(downtime, {over}, today), nullptr);
}

}  // namespace
}  // namespace mingcha::app
