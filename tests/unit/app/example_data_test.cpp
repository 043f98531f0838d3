#include "app/example_data.h"

#include <gtest/gtest.h>

#include <fstream>

#include "app/judge_campaign.h"
#include "app/reviewing.h"
#include "app/verdicts.h"
#include "store/gather_session.h"
#include "store/rows.h"
#include "tests/testing/temp_dir.h"

namespace mingcha::app {
namespace {

namespace fs = std::filesystem;
const Instant kNow = *parse_instant("2021-11-09T09:00:00+08:00");

class Example : public ::testing::Test {
protected:
    void SetUp() override { store_ = std::move(*store::Store::open(dir_.path())); }

    void add_site(const std::string& code) {
        Site site;
        site.site_code = code;
        site.name = code;
        site.url = "http://" + code + ".example/";
        ASSERT_TRUE(store::save<Site>(*store_, {}, {site}));
    }
    void add_campaign(const std::string& id) {
        Campaign campaign;
        campaign.id = id;
        campaign.ruleset = "luan-2021";
        campaign.window = {*parse_date("2021-11-04"), *parse_date("2021-11-10")};
        campaign.as_of = end_of(campaign.window.to);
        ASSERT_TRUE(store::save<Campaign>(*store_, {}, {campaign}));
        HandVerdict word;
        word.number = 1;
        word.target = "9900000001";
        word.rule = "blank-columns";
        word.by = "甲";
        ASSERT_TRUE(store::save<HandVerdict>(*store_, id, {word}));
        ASSERT_TRUE(judge_campaign(*store_, {dir_.path(), id, {}, 1}));
        auto session = store::GatherSession::open(dir_.path(), id, "all", kNow);
        ASSERT_TRUE(session) << session.error().text();
        ASSERT_TRUE((*session)->add("9900000001", "record", "archive", kNow));
        store::VisitRow row;
        row.campaign = id;
        row.target = "9900000001";
        ASSERT_TRUE((*session)->finish(row));
        ASSERT_TRUE((*session)->end(kNow));
    }
    std::size_t rows(std::string_view kind, std::string_view scope) {
        return store_->records(kind, scope)->size();
    }
    bool is_there(const std::string& file) {
        return fs::exists(store::evidence_folder(dir_.path()) / file);
    }

    testing::TempDir dir_;
    std::unique_ptr<store::Store> store_;
};

TEST_F(Example, GoesAndWhatCameSinceStays) {
    add_site("9900000001");
    add_campaign("2021Q4");
    const auto marked = mark_example(*store_);
    ASSERT_TRUE(marked) << marked.error().text();
    EXPECT_EQ(marked->sites, 1);
    add_site("3400000001");
    add_campaign("2021Q4-own");  // begins with the other's name
    const auto gone = remove_example(*store_, dir_.path());
    ASSERT_TRUE(gone) << gone.error().text();
    EXPECT_EQ(gone->campaigns, std::vector<std::string>{"2021Q4"});
    EXPECT_EQ(gone->sites, 1);
    const auto sites = store::load<Site>(*store_);
    ASSERT_EQ(sites->size(), 1U);
    EXPECT_EQ(sites->front().site_code, "3400000001");
    EXPECT_FALSE(find_campaign(*store_, "2021Q4"));
    EXPECT_TRUE(find_campaign(*store_, "2021Q4-own"));
    EXPECT_EQ(rows("hand_verdict", "2021Q4"), 0U);
    EXPECT_EQ(rows("hand_verdict", "2021Q4-own"), 1U);
    EXPECT_EQ(rows("verdicts", "2021Q4|luan-2021"), 0U);
    EXPECT_GT(rows("verdicts", "2021Q4-own|luan-2021"), 0U);
    EXPECT_FALSE(is_there("2021Q4.facts"));
    EXPECT_FALSE(is_there("2021Q4-0001.warc.gz"));
    EXPECT_TRUE(is_there("2021Q4-own.facts"));
    EXPECT_TRUE(is_there("2021Q4-own-0001.warc.gz"));
    const auto index = store::GatherIndex::open(store::evidence_folder(dir_.path()));
    EXPECT_FALSE(*(*index)->visit("2021Q4", "9900000001"));
    EXPECT_TRUE(*(*index)->visit("2021Q4-own", "9900000001"));
    EXPECT_FALSE(example_data(*store_)->any());
    EXPECT_FALSE(remove_example(*store_, dir_.path())) << "twice";
}

TEST_F(Example, StaysWholeWhileItIsInspected) {
    add_site("9900000001");
    add_campaign("2021Q4");
    ASSERT_TRUE(mark_example(*store_));
    const auto session = store::GatherSession::open(dir_.path(), "2021Q4", "all", kNow);
    ASSERT_TRUE(session);
    EXPECT_FALSE(remove_example(*store_, dir_.path()));
    EXPECT_EQ(example_data(*store_)->sites, 1);
    EXPECT_TRUE(find_campaign(*store_, "2021Q4"));
}

TEST_F(Example, IsNothingUnlessItWasMarked) {
    add_site("3400000001");
    EXPECT_FALSE(example_data(*store_)->any());
    EXPECT_FALSE(remove_example(*store_, dir_.path()));
    EXPECT_EQ(store::load<Site>(*store_)->size(), 1U);
}

}  // namespace
}  // namespace mingcha::app
