// What units are sent: figures, the order of points, working text marked, odd names kept harmless.
#include "report/unit_documents.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "office/docx_write.h"
#include "report/document_html.h"
#include "report/explain.h"

namespace mingcha::report {
namespace {

Rule rule(const char* id, const char* title, Part part, Confidence confidence) {
    Rule out;
    out.id = id;
    out.title = title;
    out.clause = std::string(title) + "的条款";
    out.part = part;
    out.confidence = confidence;
    return out;
}

Ruleset standard() {
    Ruleset out;
    out.rules = {rule("blank", "空白栏目", Part::veto, Confidence::v2),
                 rule("tags", "页面标签", Part::deduct, Confidence::m),
                 rule("news", "动态要闻", Part::deduct, Confidence::v2)};
    out.grades.scored_kinds = {SiteKind::portal};
    return out;
}

ScoredFinding found(const char* id, Points points, const char* url = "") {
    ScoredFinding out;
    out.finding.id = std::string(id) + url;
    out.finding.rule = id;
    out.finding.problem = std::string(id) + "有问题";
    out.finding.state = FindingState::confirmed;
    out.points = points;
    out.counts = true;
    if (*url != '\0') out.finding.evidence.push_back({url, {}, "", "", "", ""});
    return out;
}

// A portal from which `tags` took 2 and `news` 20 points.
SiteResult portal(bool services = true) {
    SiteResult site;
    site.site.site_code = "9901000001";
    site.site.name = "云泽市网站";
    site.site.unit = "云泽市人民政府";
    site.site.kind = SiteKind::portal;
    site.site.has_services = services;
    site.scored = site.checked = true;
    site.findings = {found("tags", Points::whole(2)),
                     found("news", Points::whole(20), "https://a.example/?x=1&y=<b>")};
    site.deducted = {{"tags", Points::whole(2)}, {"news", Points::whole(20)}};
    site.part_two = Points::whole(78);
    site.score = Points::whole(78);
    site.bonus = Points{};
    site.passed = true;
    return site;
}

CampaignResult campaign(SiteResult site) {
    CampaignResult result;
    result.campaign.id = "q2";
    result.campaign.window = {*parse_date("2030-05-06"), *parse_date("2030-05-10")};
    result.sites = {std::move(site)};
    return result;
}

std::string html_of(const UnitDocuments& made) {
    std::string out;
    for (const UnitDocument& each : made.documents) out += document_html(each.document);
    return out;
}

TEST(Explain, OrdersByPointsAndAddsUp) {
    const Explanation explanation = explain(portal(), standard());
    ASSERT_EQ(explanation.mend.size(), 2U);
    EXPECT_EQ(explanation.mend[0].rule, "news");
    EXPECT_EQ(explanation.mend[0].gain, Points::whole(20));
    EXPECT_EQ(explanation.mend[0].reached, Points::whole(98));
    EXPECT_EQ(explanation.mend[1].reached, Points::whole(100));
    EXPECT_NE(explanation.next.find("多于2分"), std::string::npos) << explanation.next;
}

TEST(Explain, EightyItselfDoesNotOpenTheBonus) {
    SiteResult site = portal();
    site.findings = {found("news", Points::whole(20))};
    const Explanation explanation = explain(site, standard());
    EXPECT_NE(explanation.next.find("恰为该线"), std::string::npos) << explanation.next;
}

TEST(Explain, StretchesWhatComesBackWithoutServices) {
    SiteResult site = portal(false);
    site.findings = {found("news", Points::whole(3))};
    EXPECT_EQ(explain(site, standard()).mend.at(0).gain, Points::whole(4));  // 3 × 100 / 75
}

TEST(Explain, MarksWorkingTextAndNothingElse) {
    const Explanation explanation = explain(portal(), standard());
    EXPECT_EQ(explanation.mend[0].clause, "动态要闻的条款");
    EXPECT_EQ(explanation.mend[1].clause, "（参考）页面标签的条款");
}

TEST(Explain, PutsAVetoBeforePoints) {
    SiteResult site = portal();
    site.findings.push_back(found("blank", Points{}));
    site.score.reset();
    site.passed = false;
    const Explanation explanation = explain(site, standard());
    EXPECT_EQ(explanation.mend.at(0).rule, "blank");
    EXPECT_NE(explanation.standing.find("不再评分"), std::string::npos);
}

TEST(Explain, CountsDistinctProblemsOfOtherSites) {
    SiteResult site = portal();
    site.scored = false;
    site.score.reset();
    site.grade = "合格";
    const Explanation explanation = explain(site, standard());
    EXPECT_NE(explanation.next.find("现有2个问题，整改到只剩1个可评为良"), std::string::npos)
        << explanation.next;
}

TEST(Explain, SaysWhatWasNotMeasuredAndWhoseFaultItIs) {
    SiteResult site = portal();
    site.not_measured = {{"blank", {ReasonCode::blocked, "403"}}};
    EXPECT_EQ(explain(site, standard()).unmeasured.at(0), "空白栏目：被防护设备拦截（403）");
}

TEST(Notice, OnlyForUnitsWithFaultsThatCount) {
    SiteResult site = portal();
    for (ScoredFinding& each : site.findings) each.counts = false;
    const Ruleset ruleset = standard();
    const Registry registry;
    const CampaignResult nothing = campaign(site), something = campaign(portal());
    EXPECT_TRUE(build_notices({nothing, ruleset, registry}).documents.empty());
    const UnitDocuments made = build_notices({something, ruleset, registry});
    ASSERT_EQ(made.documents.size(), 1U);
    EXPECT_EQ(made.documents[0].file, "001-云泽市人民政府");
    const std::string html = html_of(made);
    EXPECT_NE(html.find("q2-001"), std::string::npos);
    EXPECT_NE(html.find("〔待填〕"), std::string::npos);
    EXPECT_LT(html.find("news有问题"), html.find("tags有问题"));
    EXPECT_NE(html.find("（参考）页面标签的条款"), std::string::npos);
    EXPECT_EQ(html.find("y=<b>"), std::string::npos);
    EXPECT_NE(html.find("y=&lt;b&gt;"), std::string::npos);
}

TEST(Notice, RefusesADueDateBeforeTheDayOfIssue) {
    CampaignResult result = campaign(portal());
    result.campaign.fields = {{"issue_date", "2030-06-01"}, {"rectify_by", "2030-05-20"}};
    EXPECT_EQ(build_notices({result, standard(), Registry{}}).problems.size(), 1U);
}

TEST(UnitSheet, StepsDownFromAHundredToTheScore) {
    const CampaignResult result = campaign(portal());
    const Ruleset ruleset = standard();
    const UnitDocuments made = build_unit_sheets({result, ruleset, Registry{}});
    const auto& blocks = made.documents.at(0).document.sections.at(0).blocks;
    const auto table = std::find_if(blocks.begin(), blocks.end(), [](const office::Block& block) {
        return std::holds_alternative<office::Table>(block);
    });
    ASSERT_NE(table, blocks.end());
    std::vector<std::string> left;
    for (const auto& row : std::get<office::Table>(*table).rows) left.push_back(row[3]);
    EXPECT_EQ(left, (std::vector<std::string>{"100分", "98分", "78分", "78分"}));
}

TEST(UnitSheet, ComparesFindingsWithThoseBefore) {
    SiteResult before = portal();
    before.findings.pop_back();
    before.findings.push_back(found("blank", Points{}));
    const CampaignResult last = campaign(before), now = campaign(portal());
    const Ruleset ruleset = standard();
    std::vector<ruleset::PriorFinding> priors;
    for (const ScoredFinding& each : before.findings) {
        priors.push_back({each.finding.id, "9901000001", each.finding.rule, "p", ""});
    }
    const std::string html = html_of(build_unit_sheets({now, ruleset, Registry{}, &last, priors}));
    EXPECT_NE(html.find("问题由2项变为2项，其中已消除1项、仍存在1项、新出现1项"), std::string::npos)
        << html;
}

// A document prints problems, not the points: what it scored is not made up, what it says of
// problems is compared by words.
TEST(UnitSheet, ComparesWithADocumentByWords) {
    CampaignResult last = campaign(portal());
    last.campaign.origin = CampaignOrigin::document;
    const CampaignResult now = campaign(portal());
    const Ruleset ruleset = standard();
    const std::vector<ruleset::PriorFinding> priors{{"x", "9901000001", "tags", "", "tags有问题。"},
                                                    {"y", "9901000001", "", "", "别的问题"}};
    const std::string html = html_of(build_unit_sheets({now, ruleset, Registry{}, &last, priors}));
    EXPECT_NE(html.find("上期（2030年第二季度，来自文件），本期78分。问题由2项变为2项，其中已消除1项、"
                        "仍存在1项、新出现1项。"),
              std::string::npos)
        << html;
}

TEST(Notice, NamesTheSubjectOfAProblem) {
    Ruleset ruleset = standard();
    ruleset.rules[1].subject = "办事指南";
    const CampaignResult result = campaign(portal());
    EXPECT_NE(html_of(build_notices({result, ruleset, Registry{}})).find("办事指南tags有问题"),
              std::string::npos);
}

TEST(UnitSheet, OneForAUnitWithSiteAndAccounts) {
    CampaignResult result = campaign(portal());
    AccountResult account;
    account.account.operator_name = "市政府";
    account.account.name = "云泽发布";
    result.accounts = {account};
    Registry registry;
    registry.units = {{"云泽市人民政府", "市政府", "", "", 1, {}}};
    const Ruleset ruleset = standard();
    const UnitDocuments made = build_unit_sheets({result, ruleset, registry});
    ASSERT_EQ(made.documents.size(), 1U);
    EXPECT_EQ(made.documents[0].document.sections.size(), 2U);
    EXPECT_TRUE(office::write_docx(made.documents[0].document));
}

TEST(FileName, NeverLeavesItsFolder) {
    EXPECT_EQ(safe_file_name("../a/b\\c:<d>\n"), "_._a_b_c__d__");
    EXPECT_EQ(safe_file_name(""), "_");
    EXPECT_EQ(safe_file_name("..").find(".."), std::string::npos);
}

}  // namespace
}  // namespace mingcha::report
