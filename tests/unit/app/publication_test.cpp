#include "app/publication.h"

#include <gtest/gtest.h>

#include <fstream>

#include "app/audit_log.h"
#include "app/campaigns.h"
#include "app/casework.h"
#include "app/circular_texts.h"
#include "app/judge_campaign.h"
#include "base/text.h"
#include "office/docx_write.h"
#include "store/backup.h"
#include "store/picture_file.h"
#include "store/publication_rows.h"
#include "store/verify.h"
#include "tests/testing/temp_dir.h"

namespace mingcha::app {
namespace {

using testing::TempDir;
using workflow::PublicationState;

const Instant kNow = *parse_instant("2031-12-20T09:00:00+08:00");
constexpr const char* kId = "2031Q4";

// Three sites that people inspected, one of which failed.
class PublicationTest : public ::testing::Test {
protected:
    void SetUp() override {
        store_ = std::move(*store::Store::open(dir_.path() / "data"));
        Campaign campaign;
        campaign.id = kId;
        campaign.ruleset = "luan-2021";
        campaign.title = "2031年第四季度";
        campaign.window = {*parse_date("2031-11-04"), *parse_date("2031-11-10")};
        campaign.as_of = end_of(campaign.window.to);
        campaign.by_hand = true;
        campaign.fields = {{"office", "云泽市人民政府办公室"}, {"city", "云泽市"},
                           {"issue_date", "2031-12-22"},       {"rectify_by", "2032-01-20"},
                           {"report_due", "2032-01-31"},       {"recipients", "各县区人民政府"},
                           {"report_to", "市政府办公室"},      {"national_rank", "5"},
                           {"top_100", "北溪县政府网站"},      {"cancelled_accounts", "12"}};
        ASSERT_TRUE(create_campaign(*store_, ruleset::builtin_sources(), campaign));
        std::vector<Site> sites;
        for (const char* name : {"北溪局", "南渡局", "东湖局"}) {
            Site site;
            site.site_code = "990000000" + std::to_string(sites.size() + 1);
            site.name = site.unit = name;
            site.url = "http://s" + site.site_code + ".example/";
            site.kind = SiteKind::department;
            sites.push_back(site);
        }
        ASSERT_TRUE(store::save<Site>(*store_, {}, sites));
        ImportedFinding finding;
        finding.target = "9900000002";
        finding.rule = "site-unreachability";
        finding.problem = "首页无法打开";
        ASSERT_TRUE(store::save<ImportedFinding>(*store_, kId, {finding}));
    }

    std::filesystem::path data() const { return dir_.path() / "data"; }
    PublicationRequest request(const std::string& text = {}) {
        return {data(), kId, text, {}, "0.0.0"};
    }
    static Actor by(const std::string& who, int hours = 0) {
        return {who, std::string(kTerminal), Instant{kNow.seconds + hours * 3600}};
    }
    CircularDraft draft() {
        auto made = draft_circular(*store_, data(), kId, true);
        EXPECT_TRUE(made) << made.error().text();
        return made.value_or(CircularDraft{});
    }
    MadeCircular made() {
        auto circular = make_circular(*store_, data(), kId, {"docx", "html", "json", "xlsx"});
        EXPECT_TRUE(circular) << circular.error().text();
        return circular.value_or(MadeCircular{});
    }
    PublicationDesk desk() { return *publication_desk(*store_, kId, draft()); }

    void publish() {
        const auto submitted = submit_circular(*store_, request(), draft(), by("经办人"));
        ASSERT_TRUE(submitted) << submitted.error().text();
        const auto approved = approve_circular(*store_, request(), draft(), by("主任", 1));
        ASSERT_TRUE(approved) << approved.error().text();
        const auto published = publish_circular(*store_, request(), made(), by("经办人", 2));
        ASSERT_TRUE(published) << published.error().text();
    }
    std::string official(const std::string& format, std::int32_t version = 1) {
        auto bytes = version_file(*store_, data(), kId, version, format);
        EXPECT_TRUE(bytes) << bytes.error().text();
        return bytes.value_or("");
    }
    // The official text as a word processor would save it, with one word replaced.
    std::string edited(const std::string& from, const std::string& to) {
        report::Circular circular = draft().circular;
        bool found = false;
        for (office::Block& block : circular.document.sections.front().blocks) {
            auto* paragraph = std::get_if<office::Paragraph>(&block);
            if (paragraph == nullptr) continue;
            found |= paragraph->text.find(from) != std::string::npos;
            paragraph->text = replace_all(paragraph->text, from, to);
        }
        EXPECT_TRUE(found) << from;
        return *office::write_docx(circular.document);
    }

    TempDir dir_;
    std::unique_ptr<store::Store> store_;
};

TEST_F(PublicationTest, FreezesWhatWasApproved) {
    publish();
    const auto versions = published_versions(*store_, kId);
    ASSERT_EQ(versions->size(), 1U);
    const PublishedVersion& version = versions->front();
    EXPECT_EQ(version.prepared_by, "经办人");
    EXPECT_EQ(version.approved_by, "主任");
    EXPECT_EQ(version.seal, seal_of(version));
    EXPECT_EQ(version.files.size(), 4U);
    EXPECT_EQ(official("docx"), made().files["docx"]);
    EXPECT_TRUE(version.texts.contains("opening"));
    EXPECT_FALSE(version.facts.empty());
    EXPECT_EQ(desk().state, PublicationState::published);
    // Every step is in the log.
    const auto log = audit_page(*store_, {});
    ASSERT_EQ(log->total, 3);
    EXPECT_EQ(log->entries.front().action, "publication.published");
    EXPECT_NE(log->entries.front().detail.find(version.seal), std::string::npos);
}

TEST_F(PublicationTest, IsVerifiedAndBackedUp) {
    publish();
    auto report = store::verify_data(data());
    EXPECT_EQ(report->versions, 1U);
    EXPECT_EQ(report->faults, 0U) << join(report->told, "\n");
    const auto backup = store::write_backup(data(), dir_.path() / "b.tar", kNow);
    ASSERT_TRUE(backup);
    ASSERT_TRUE(store::restore_backup(dir_.path() / "b.tar", dir_.path() / "again"));
    EXPECT_EQ(store::verify_data(dir_.path() / "again")->versions, 1U);
    // A byte of the docx changes; then a file is gone; then the record.
    const KeptFile docx = published_versions(*store_, kId)->front().files.front();
    const auto path = data() / "evidence" / docx.stored;
    std::fstream(path, std::ios::in | std::ios::out | std::ios::binary).put('x');
    EXPECT_EQ(store::verify_data(data())->faults, 1U);
    EXPECT_FALSE(version_file(*store_, data(), kId, 1, docx.format));
    std::filesystem::remove(path);
    EXPECT_EQ(store::verify_data(data())->faults, 1U);
    PublishedVersion forged = published_versions(*store_, kId)->front();
    forged.approved_by = "别人";
    ASSERT_TRUE(store::save<PublishedVersion>(*store_, kId, {forged}));
    EXPECT_EQ(store::verify_data(data())->faults, 2U);
}

TEST_F(PublicationTest, FallsWhenATextOrAFigureChanges) {
    ASSERT_TRUE(submit_circular(*store_, request(), draft(), by("经办人")));
    ASSERT_TRUE(approve_circular(*store_, request(), draft(), by("主任", 1)));
    ASSERT_TRUE(set_circular_text(
        *store_, {kId, "opening", "{window}，组织开展了检查。现通报如下："}, by("科员", 2)));
    PublicationDesk now = desk();
    EXPECT_EQ(now.state, PublicationState::draft);
    EXPECT_TRUE(now.fallen);
    ASSERT_EQ(now.changes.size(), 2U);
    EXPECT_FALSE(publish_circular(*store_, request(), made(), by("经办人", 3)));
    // Who wrote on it does not approve it.
    ASSERT_TRUE(submit_circular(*store_, request(), draft(), by("经办人", 4)));
    EXPECT_FALSE(approve_circular(*store_, request(), draft(), by("科员", 5)));
    ASSERT_TRUE(approve_circular(*store_, request(), draft(), by("主任", 5)));
    // A figure: one more site fails.
    ImportedFinding finding;
    finding.target = "9900000003";
    finding.rule = "site-unreachability";
    finding.problem = "首页无法打开";
    ASSERT_TRUE(store::save<ImportedFinding>(*store_, kId, {finding}));
    now = desk();
    EXPECT_TRUE(now.fallen);
    EXPECT_NE(join(now.changes, "\n").find("33.33%"), std::string::npos) << join(now.changes, "\n");
}

TEST_F(PublicationTest, IsRefusedWhileAnythingWaits) {
    const auto kinds = [this] {
        std::vector<std::string> out;
        for (const Obstacle& each : desk().obstacles) out.push_back(each.kind);
        return out;
    };
    EXPECT_TRUE(kinds().empty());
    ASSERT_TRUE(open_round(*store_, kId, date_of(kNow) + 3, "甲", kNow));
    EXPECT_EQ(kinds(), std::vector<std::string>{"draft-round"});
    EXPECT_FALSE(submit_circular(*store_, request(), draft(), by("经办人")));
    ASSERT_TRUE(finish_round(*store_, kId, "甲", at(date_of(kNow) + 5)));
    ASSERT_TRUE(set_campaign(*store_, kId, {"recipients="}));
    EXPECT_EQ(kinds(), std::vector<std::string>{"blank"});
    ASSERT_TRUE(set_campaign(*store_, kId, {"recipients=各县区人民政府", "issue_date=2031-11-01"}));
    EXPECT_EQ(kinds().front(), "contradiction");
}

TEST_F(PublicationTest, IsApprovedOnlyAsItWasSeen) {
    ASSERT_TRUE(submit_circular(*store_, request(), draft(), by("经办人")));
    PublicationRequest seen = request();
    seen.content = "what was on the screen an hour ago";
    EXPECT_FALSE(approve_circular(*store_, seen, draft(), by("主任", 1)));
    seen.content = print_of(draft().circular).hash;
    EXPECT_TRUE(approve_circular(*store_, seen, draft(), by("主任", 1)));
}

TEST_F(PublicationTest, IsCorrectedByANewVersion) {
    publish();
    EXPECT_FALSE(set_circular_text(*store_, {kId, "opening", "改"}, by("经办人", 3)));
    EXPECT_FALSE(set_circular_field(*store_, kId, "issue_date", "2031-12-23", by("经办人", 3)));
    ASSERT_TRUE(correct_circular(*store_, request("成文日期有误"), by("经办人", 3)));
    ASSERT_TRUE(set_circular_field(*store_, kId, "issue_date", "2031-12-23", by("经办人", 3)));
    ASSERT_TRUE(submit_circular(*store_, request(), draft(), by("经办人", 4)));
    ASSERT_TRUE(approve_circular(*store_, request(), draft(), by("主任", 5)));
    ASSERT_TRUE(publish_circular(*store_, request(), made(), by("经办人", 6)));
    const auto versions = published_versions(*store_, kId);
    ASSERT_EQ(versions->size(), 2U);
    EXPECT_EQ(versions->back().reason, "成文日期有误");
    EXPECT_NE(official("docx", 1), official("docx", 2));
}

TEST_F(PublicationTest, TakesTheDocxThatCameBackUnchanged) {
    publish();
    EXPECT_FALSE(bring_back(*store_, request(), {"c.docx", official("docx")}, by("经办人", 3)))
        << "it is the official file itself";
    EXPECT_FALSE(bring_back(*store_, request(), {"c.wps", "x"}, by("经办人", 3)));
    // Another wording, the same figures.
    const auto back = bring_back(*store_, request(),
                                 {"排版.docx", edited("现将有关情况通报如下", "现将情况通报如下")},
                                 by("经办人", 3));
    ASSERT_TRUE(back) << back.error().text();
    EXPECT_EQ(back->versions, 2);
    const auto versions = published_versions(*store_, kId);
    EXPECT_EQ(versions->back().origin, VersionOrigin::returned);
    EXPECT_EQ(official("html", 1), official("html", 2));
    EXPECT_NE(official("docx", 1), official("docx", 2));
}

TEST_F(PublicationTest, AsksForAReasonForEachDifference) {
    publish();
    const auto back =
        bring_back(*store_, request(), {"排版.docx", edited("66.67%", "67.66%")}, by("经办人", 3));
    ASSERT_TRUE(back) << back.error().text();
    EXPECT_EQ(back->versions, 1);
    ASSERT_TRUE(back->returned);
    const std::size_t count = back->returned->differences.size();
    ASSERT_GT(count, 0U);
    bool named = false;
    for (const CircularDifference& each : back->returned->differences) {
        named |= each.claimed.find("67.66%") != std::string::npos;
    }
    EXPECT_TRUE(named);
    std::vector<Acceptance> all;
    for (std::size_t i = 1; i <= count; ++i) {
        all.push_back({static_cast<std::int32_t>(i), "按领导要求"});
    }
    EXPECT_FALSE(accept_differences(*store_, request(), all, by("经办人", 4)));
    const auto accepted = accept_differences(*store_, request(), all, by("主任", 4));
    ASSERT_TRUE(accepted) << accepted.error().text();
    EXPECT_EQ(accepted->versions, 2);
    const PublishedVersion last = published_versions(*store_, kId)->back();
    EXPECT_EQ(last.accepted.size(), count);
    EXPECT_EQ(last.accepted.front().by, "主任");
    EXPECT_EQ(store::verify_data(data())->faults, 0U);
}

TEST_F(PublicationTest, PublishesTheApprovedDocxAsItCameBack) {
    ASSERT_TRUE(submit_circular(*store_, request(), draft(), by("经办人")));
    ASSERT_TRUE(approve_circular(*store_, request(), draft(), by("主任", 1)));
    const std::string docx = edited("现将有关情况通报如下", "现将情况通报如下");
    ASSERT_TRUE(bring_back(*store_, request(), {"排版.docx", docx}, by("经办人", 2)));
    ASSERT_TRUE(publish_circular(*store_, request(), made(), by("经办人", 3)));
    EXPECT_EQ(official("docx", 1), docx);
    EXPECT_EQ(published_versions(*store_, kId)->front().origin, VersionOrigin::returned);
}

TEST_F(PublicationTest, RefusesTextsWithFieldsThereAreNot) {
    const auto refused =
        set_circular_text(*store_, {kId, "opening", "共{sites_totl}家"}, by("经办人"));
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().what.find("第 2 字"), std::string::npos) << refused.error().what;
    EXPECT_NE(refused.error().what.find("sites_total"), std::string::npos);
    EXPECT_FALSE(set_circular_text(*store_, {kId, "openng", "文字"}, by("经办人")));
    ASSERT_TRUE(set_circular_text(*store_, {kId, "opening", "共{sites_total}家。"}, by("经办人")));
    const CircularDraft now = draft();
    EXPECT_EQ(now.circular.texts.at(1).filled, "共3家。");
    EXPECT_EQ(report::filled_text(now.circular, "合格率{site_pass_rate}[，{late}]"),
              "合格率66.67%");
    ASSERT_TRUE(set_circular_text(*store_, {kId, "opening", " "}, by("经办人")));
    EXPECT_TRUE(draft().own_texts.empty());
}

TEST_F(PublicationTest, ShowsWhatWasWrittenLastQuarter) {
    EXPECT_FALSE(*earlier_prose(*store_, kId));
    publish();
    ASSERT_TRUE(close_campaign(*store_, kId));
    Campaign next;
    next.id = "2032Q1";
    next.ruleset = "luan-2021";
    next.window = {*parse_date("2032-02-04"), *parse_date("2032-02-10")};
    next.as_of = end_of(next.window.to);
    ASSERT_TRUE(create_campaign(*store_, ruleset::builtin_sources(), next));
    const auto prose = earlier_prose(*store_, "2032Q1");
    ASSERT_TRUE(*prose);
    EXPECT_EQ((*prose)->campaign, kId);
    EXPECT_EQ((*prose)->version, 1);
    EXPECT_EQ((*prose)->paragraphs, published_versions(*store_, kId)->front().print.paragraphs);
}

}  // namespace
}  // namespace mingcha::app
