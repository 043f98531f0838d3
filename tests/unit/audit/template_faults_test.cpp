#include "audit/template_faults.h"

#include <gtest/gtest.h>

namespace mingcha::audit {
namespace {

Site site(std::string code, std::string host, std::string platform) {
    Site made;
    made.site_code = std::move(code);
    made.url = "http://" + host + "/";
    made.platform = std::move(platform);
    return made;
}

Finding finding(std::string target, std::string rule, std::string place, std::string problem) {
    Finding made;
    made.target = std::move(target);
    made.rule = std::move(rule);
    made.place = std::move(place);
    made.problem = std::move(problem);
    return made;
}

const std::vector<Site> kSites{site("1", "www.a.gov.cn", "云泽集约化平台"),
                               site("2", "b.gov.cn", "云泽集约化平台"),
                               site("3", "c.gov.cn", "云泽集约化平台"), site("4", "d.gov.cn", ""),
                               site("5", "e.gov.cn", "另一平台")};

TEST(TemplateFaults, SharedFooterFaultIsShownOnceWithItsSites) {
    const std::vector<Finding> findings{
        finding("2", "footer-identity", "ICP备案", "缺少ICP备案"),
        finding("1", "footer-identity", "ICP备案", "缺少ICP备案"),
        finding("4", "footer-identity", "ICP备案", "缺少ICP备案"),
        finding("5", "footer-identity", "ICP备案", "缺少ICP备案"),
        finding("3", "footer-identity", "公安备案", "缺少公安备案")};
    const auto groups = template_faults(findings, kSites);
    ASSERT_EQ(groups.size(), 1u);
    EXPECT_EQ(groups[0].platform, "云泽集约化平台");
    EXPECT_EQ(groups[0].problem, "缺少ICP备案");
    EXPECT_EQ(groups[0].sites, (std::vector<std::string>{"1", "2"}));
    EXPECT_EQ(groups[0].sites_of_platform, 3);
    EXPECT_EQ(groups[0].findings[0], &findings[0]);
}

TEST(TemplateFaults, SamePathOnEachOwnHostIsOneMenuFault) {
    const std::vector<Finding> findings{
        finding("1", "link-availability", "home|a.gov.cn/zwgk/old.html", "首页链接打不开"),
        finding("2", "link-availability", "home|b.gov.cn/zwgk/old.html", "首页链接打不开"),
        finding("3", "link-availability", "home|c.gov.cn/other.html", "首页链接打不开")};
    const auto groups = template_faults(findings, kSites);
    ASSERT_EQ(groups.size(), 1u);
    EXPECT_EQ(groups[0].findings.size(), 2u);
}

TEST(TemplateFaults, WhatEachSiteDoesItselfIsNoTemplateFault) {
    const std::vector<Finding> findings{
        finding("1", "homepage-staleness", "home", "首页超过14天未更新"),
        finding("2", "homepage-staleness", "home", "首页超过14天未更新")};
    EXPECT_TRUE(template_faults(findings, kSites).empty());
}

TEST(TemplateFaults, DismissedOnesAndTwoOnOneSiteMakeNoGroup) {
    std::vector<Finding> findings{finding("1", "footer-identity", "ICP备案", "缺少ICP备案"),
                                  finding("2", "footer-identity", "ICP备案", "缺少ICP备案"),
                                  finding("3", "page-tags", "x", "网站标签设置不规范"),
                                  finding("3", "page-tags", "x", "网站标签设置不规范")};
    findings[1].state = FindingState::dismissed;
    EXPECT_TRUE(template_faults(findings, kSites).empty());
}

}  // namespace
}  // namespace mingcha::audit
