// Findings held against the truth of the example city: by place, not by target and rule alone.
#include "app/city_truth.h"

#include <gtest/gtest.h>

namespace mingcha::app {
namespace {

TruthRow row_at(std::string url) {
    TruthRow row;
    row.target = "9912010011";
    row.rule = "other-columns";
    row.url = std::move(url);
    return row;
}

Finding finding_at(std::vector<std::string> places) {
    Finding finding;
    finding.target = "9912010011";
    finding.rule = "other-columns";
    finding.problem = "“人事信息”为空白栏目";
    finding.places = std::move(places);
    return finding;
}

TEST(CityTruth, ReadsWhatDemoPrints) {
    const auto rows = read_truth(R"([
        {"site_code":"9912010011","rule":"page-tags","url":"http://a.gov.cn/","expect":"fault",
         "week":0,"everywhere":true,"names":"标签","also":["http://a.gov.cn/x"]},
        {"account":"991201M001WX0001","rule":"account-zombie","url":"","expect":"near_miss",
         "week":0}])");
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 2U);
    EXPECT_TRUE((*rows)[0].everywhere);
    EXPECT_EQ((*rows)[0].names, "标签");
    EXPECT_EQ((*rows)[0].also, std::vector<std::string>{"http://a.gov.cn/x"});
    EXPECT_TRUE((*rows)[1].account);
    EXPECT_EQ((*rows)[1].expect, Expect::near_miss);
    EXPECT_FALSE(read_truth("nonsense"));
    EXPECT_FALSE(read_truth(R"([{"site_code":"1","rule":"r","expect":"perhaps"}])"));
    EXPECT_FALSE(read_truth(R"([{"site_code":"1","expect":"fault"}])"));
}

TEST(CityTruth, AFindingStandsWhereItsPlacesAre) {
    const TruthRow row = row_at("http://www.a.gov.cn/rsxx/index.html");
    EXPECT_TRUE(is_at(finding_at({"https://a.gov.cn/rsxx/"}), row));
    EXPECT_FALSE(is_at(finding_at({"http://www.a.gov.cn/czzj/"}), row));
    Finding other = finding_at({"http://www.a.gov.cn/rsxx/"});
    other.target = "9912010012";
    EXPECT_FALSE(is_at(other, row));
    other = finding_at({"http://www.a.gov.cn/rsxx/"});
    other.rule = "blank-columns";
    EXPECT_FALSE(is_at(other, row));
}

TEST(CityTruth, TheProblemHasToNameWhatTheTruthNames) {
    TruthRow row = row_at("http://www.a.gov.cn/");
    row.names = "ICP备案";
    Finding finding = finding_at({"http://www.a.gov.cn/"});
    finding.problem = "网站底部未列明ICP备案";
    EXPECT_TRUE(is_at(finding, row));
    finding.problem = "网站底部未列明主办单位";
    EXPECT_FALSE(is_at(finding, row));
    EXPECT_EQ(surplus_places(finding, {&row}).size(), 1U);
}

TEST(CityTruth, ABrokenLinkStandsAtItsTarget) {
    Finding finding = finding_at({"http://www.a.gov.cn/", "http://www.a.gov.cn/x/"});
    finding.evidence.push_back({"http://www.a.gov.cn/gone.html", {}, "状态码404", "", "", ""});
    EXPECT_EQ(standing_places(finding), std::vector<std::string>{"http://www.a.gov.cn/gone.html"});
    EXPECT_TRUE(is_at(finding, row_at("http://www.a.gov.cn/gone.html")));
    EXPECT_FALSE(is_at(finding, row_at("http://www.a.gov.cn/x/")));
    // A second piece of evidence beside the place itself changes nothing.
    finding = finding_at({"http://www.a.gov.cn/jd/1.html"});
    finding.evidence.push_back({"http://www.a.gov.cn/jd/1.html", {}, "", "", "", ""});
    finding.evidence.push_back({"http://www.a.gov.cn/wj/1.html", {}, "", "", "", ""});
    EXPECT_EQ(standing_places(finding), finding.places);
}

TEST(CityTruth, PlacesWithoutASeedAreSurplus) {
    const TruthRow first = row_at("http://www.a.gov.cn/rsxx/");
    TruthRow second = row_at("http://www.a.gov.cn/czzj/");
    second.also = {"http://www.a.gov.cn/czzj/old/"};
    const Finding finding = finding_at({"http://www.a.gov.cn/rsxx/", "http://www.a.gov.cn/tjsj/",
                                        "http://www.a.gov.cn/czzj/old/"});
    EXPECT_EQ(surplus_places(finding, {&first, &second}),
              std::vector<std::string>{"http://www.a.gov.cn/tjsj/"});
    TruthRow everywhere = row_at("http://www.a.gov.cn/");
    everywhere.everywhere = true;
    EXPECT_TRUE(surplus_places(finding, {&everywhere}).empty());
    EXPECT_EQ(surplus_places(finding_at({"http://b.gov.cn/"}), {&everywhere}).size(), 1U);
}

TEST(CityTruth, WithoutAnAddressATargetIsEnough) {
    const Finding without = finding_at({});
    EXPECT_TRUE(is_at(without, row_at("http://www.a.gov.cn/")));
    EXPECT_TRUE(is_at(finding_at({"http://elsewhere.cn/"}), row_at("")));
}

}  // namespace
}  // namespace mingcha::app
