// The circular's model on a made-up campaign: figures as fields, gaps marked, contradictions
// refused.
#include "report/circular.h"

#include <gtest/gtest.h>

#include "office/docx_write.h"
#include "office/xlsx_write.h"
#include "report/document_html.h"

namespace mingcha::report {
namespace {

CampaignResult made_up() {
    CampaignResult result;
    result.campaign.id = "q2";
    result.campaign.window = {*parse_date("2030-05-06"), *parse_date("2030-05-10")};
    SiteResult good, bad;
    good.site.site_code = "9901000001";
    good.site.unit = "云泽市甲局";
    good.grade = "优";
    good.checked = bad.checked = true;
    good.passed = true;
    bad.site.site_code = "9901000002";
    bad.site.unit = "云泽市乙局";
    bad.grade = "不合格";
    bad.passed = false;
    result.sites = {bad, good};
    result.summary.sites_total = result.summary.sites_checked = 2;
    result.summary.sites_failed = 1;
    result.summary.site_pass_rate = Points{5000};
    result.summary.grades = {{"non_portal", "优", 1, Points{5000}, {"9901000001"}},
                             {"non_portal", "不合格", 1, Points{5000}, {"9901000002"}}};
    return result;
}

Registry units() {
    Registry registry;
    registry.units = {{"云泽市甲局", "市甲局", "", "", 1, {}}, {"云泽市乙局", "市乙局", "", "", 2, {}}};
    return registry;
}

Circular build(const CampaignResult& result, bool internal = true) {
    const Ruleset ruleset;
    const Registry registry = units();
    return build_circular({result, ruleset, registry, Points{4500}, internal, {}});
}

TEST(Circular, NamesFollowTheUnitsOrderNotTheImport) {
    const Circular circular = build(made_up());
    EXPECT_EQ(circular.annexes[0].table.rows[0][2], "云泽市甲局");
    EXPECT_EQ(circular.annexes[0].table.rows[1][2], "云泽市乙局");
}

TEST(Circular, ComparesWithThePreviousPeriod) {
    const Circular circular = build(made_up());
    EXPECT_EQ(circular.fields.at("comparison"), "，较第一季度上升5个百分点");
    EXPECT_EQ(circular.fields.at("failed_names"), "（市乙局）");
}

TEST(Circular, MarksWhatNobodyTypedIn) {
    const Circular circular = build(made_up());
    EXPECT_NE(circular.document.title.find("〔待填〕"), std::string::npos);
    EXPECT_FALSE(circular.warnings.empty());
}

TEST(Circular, LeavesTheContactOutOfThePublicVersion) {
    CampaignResult result = made_up();
    result.campaign.fields["contact"] = "联系人：某某";
    EXPECT_NE(document_html(build(result).document).find("联系人"), std::string::npos);
    EXPECT_EQ(document_html(build(result, false).document).find("联系人"), std::string::npos);
}

TEST(SelfCheck, IsSilentOnWhatAgreesAndNamesWhatDoesNot) {
    CampaignResult result = made_up();
    EXPECT_TRUE(self_check(build(result), result).empty());
    result.summary.grades[0].count = 3;
    result.campaign.fields["issue_date"] = "2030-05-01";
    EXPECT_EQ(self_check(build(result), result).size(), 3U);  // list, sum of parts, day of issue
}

TEST(SelfCheck, RefusesAUnitInTwoGrades) {
    CampaignResult result = made_up();
    result.summary.grades[0].sites = {"9901000002"};
    EXPECT_EQ(self_check(build(result), result).size(), 1U);
}

TEST(Writers, GiveArchivesAndEscapeWhatIsPrinted) {
    CampaignResult result = made_up();
    result.sites[0].site.url = "=1+1<b>";
    const Circular circular = build(result);
    const Result<std::string> docx = office::write_docx(circular.document);
    ASSERT_TRUE(docx) << docx.error().text();
    EXPECT_TRUE(docx->starts_with("PK"));
    EXPECT_TRUE(office::write_xlsx({{"附件1", circular.annexes[0].table}}));
    EXPECT_NE(document_html(circular.document).find("=1+1&lt;b&gt;"), std::string::npos);
}

}  // namespace
}  // namespace mingcha::report
