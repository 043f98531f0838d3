// Two findings of one target that are the same fault, made one over the API.
#include <gtest/gtest.h>

#include "tests/unit/server/console_fixture.h"

namespace mingcha::server {
namespace {

using people::Role;
using Json = nlohmann::json;

class Merging : public ConsoleFixture {
protected:
    void SetUp() override {
        ConsoleFixture::SetUp();
        add_city();
        add_person("fuhe", Role::reviewer);
        add_person("fuhe2", Role::reviewer);
        reviewer_ = sign_in("fuhe");
    }
    Answer merge(const Visitor& who, const std::string& finding, const std::string& into) {
        return ask(who, "POST", of_campaign("/findings/" + finding + "/merge"),
                   Json{{"into", into}}.dump());
    }
    Visitor reviewer_;
};

TEST_F(Merging, OneStandsTheOtherPointsToItAndCountsNoMore) {
    const Answer done = merge(reviewer_, kNorth2, kNorth);
    ASSERT_EQ(done.status, 200) << done.body;
    const Json finding = done.json["finding"];
    EXPECT_EQ(finding["state"], "dismissed");
    EXPECT_EQ(finding["decision"]["merged_into"], kNorth);
    EXPECT_EQ(finding["counts"], false);
    const Json stays =
        ask(reviewer_, "GET", of_campaign("/findings?rule=footer-identity")).json["items"][0];
    EXPECT_EQ(stays["state"], "candidate");
    const Answer log = ask(sign_in("fuhe"), "GET", of_campaign("/findings?state=dismissed"));
    EXPECT_EQ(log.json["total"], 1);
    const Answer undone = ask(reviewer_, "DELETE", decisions(kNorth2));
    ASSERT_EQ(undone.status, 200) << undone.body;
    EXPECT_EQ(undone.json["finding"]["state"], "candidate");
    EXPECT_EQ(undone.json["finding"]["decision"], nullptr);
}

TEST_F(Merging, OnlyWithinOneTargetAndIntoWhatStands) {
    EXPECT_EQ(merge(reviewer_, kNorth, kNorth).status, 409);
    EXPECT_EQ(merge(reviewer_, kNorth2, kNorth3).status, 409) << "another site";
    EXPECT_EQ(merge(reviewer_, kNorth2, "aaaa0000000000ff").status, 404);
    ASSERT_EQ(merge(reviewer_, kNorth2, kNorth).status, 200);
    EXPECT_EQ(merge(reviewer_, kNorth, kNorth2).status, 409) << "that one points here already";
}

TEST_F(Merging, AVetoTakesTwoPeople) {
    const Answer first = merge(reviewer_, kVeto, kNorth);
    ASSERT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(first.json["waits_for_second"], true);
    EXPECT_EQ(first.json["finding"]["state"], "candidate");
    const Answer second = merge(sign_in("fuhe2"), kVeto, kNorth);
    ASSERT_EQ(second.status, 200) << second.body;
    EXPECT_EQ(second.json["finding"]["decision"]["merged_into"], kNorth);
}

}  // namespace
}  // namespace mingcha::server
