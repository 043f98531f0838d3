// Pictures of accounts: matched by code or name, leftovers told, kept by hash.
#include "app/screenshots.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/digest.h"
#include "office/zip_write.h"
#include "store/rows.h"
#include "store/verify.h"
#include "tests/testing/temp_dir.h"

namespace mingcha::app {
namespace {

using testing::TempDir;

const std::string kPng = std::string("\x89PNG\r\n\x1A\n", 8) + "picture";

class Screenshots : public ::testing::Test {
protected:
    Screenshots() : store_(std::move(*store::Store::open(dir_.path()))) {
        Campaign campaign;
        campaign.id = "2021Q4";
        EXPECT_TRUE(store::save<Campaign>(*store_, {}, {campaign}));
        add("999900M010WX0001", "微信订阅号", "云泽教育");
        add("999900M011XL0001", "新浪微博", "云泽发布☀");
        add("999900M012WX0001", "微信订阅号", "云泽卫健");
        add("999900M012XL0001", "新浪微博", "云泽卫健");
        request_.data_dir = dir_.path();
        request_.campaign = "2021Q4";
        request_.source = "截图";
        request_.now = *parse_instant("2021-11-12 10:00");
    }

    void add(const char* code, const char* type, const char* name) {
        Account account;
        account.account_code = code;
        account.type = type;
        account.name = name;
        EXPECT_TRUE(store::save<Account>(*store_, {}, {account}));
    }

    static PictureFile file(const std::string& name, const std::string& bytes = kPng) {
        return {name, *parse_instant("2021-11-11 09:00"),
                [bytes]() -> Result<std::string> { return bytes; }};
    }

    PicturesReport take(const std::vector<PictureFile>& files) {
        const auto report = import_pictures(*store_, request_, files);
        EXPECT_TRUE(report) << report.error().text();
        return report.value_or(PicturesReport{});
    }

    std::string account_of(const std::string& name) {
        const PicturesReport report = take({file(name, kPng + name)});
        return report.matched.empty() ? report.left_over.front().why
                                      : report.matched.front().account;
    }

    TempDir dir_;
    std::unique_ptr<store::Store> store_;
    PicturesRequest request_;
};

TEST_F(Screenshots, AreMatchedByCodeOrName) {
    EXPECT_EQ(account_of("999900M010WX0001.png"), "999900M010WX0001");
    EXPECT_EQ(account_of("11月/首页-999900m010wx0001-2.PNG"), "999900M010WX0001");
    EXPECT_EQ(account_of("云泽教育.png"), "999900M010WX0001");
    EXPECT_EQ(account_of("云泽教育_2021-11-05 (2).png"), "999900M010WX0001");
    EXPECT_EQ(account_of("云泽教育2021年11月5日.png"), "999900M010WX0001");
    EXPECT_EQ(account_of("云泽发布☀\xEF\xB8\x8F.png"), "999900M011XL0001");
    EXPECT_EQ(account_of("新浪微博_云泽卫健.jpg"), "999900M012XL0001");
    EXPECT_EQ(account_of("云泽卫健（微信订阅号）.jpg"), "999900M012WX0001");
    EXPECT_EQ(account_of("新浪微博/云泽卫健.jpg"), "999900M012XL0001");
    EXPECT_NE(account_of("云泽卫健.png").find("同名账号有 2 个"), std::string::npos);
    EXPECT_NE(account_of("999900M099WX0001.png").find("名录里没有标识码"), std::string::npos);
    EXPECT_NE(account_of("IMG_0001.png").find("没有对应的账号"), std::string::npos);
    EXPECT_NE(account_of("2021.png").find("没有对应的账号"), std::string::npos);
}

TEST_F(Screenshots, AreKeptByHashWithTheirTime) {
    const PicturesReport report =
        take({file("云泽教育.png"), file("说明.txt", "text"), file("云泽发布☀.png", "no picture"),
              file("__MACOSX/._云泽教育.png"), file("Thumbs.db")});
    ASSERT_EQ(report.matched.size(), 1U);
    EXPECT_EQ(report.matched[0].sha256, sha256_hex(kPng));
    ASSERT_EQ(report.left_over.size(), 2U);
    EXPECT_NE(report.left_over[1].why.find("不是图片"), std::string::npos);
    EXPECT_EQ(report.unseen.size(), 3U);
    const auto rows = *store::load<store::AccountPicture>(*store_, "2021Q4");
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].taken_at, *parse_instant("2021-11-11 09:00"));
    EXPECT_EQ(rows[0].stored, "pictures/" + sha256_hex(kPng) + ".png");
    const auto path = dir_.path() / "evidence" / rows[0].stored;
    ASSERT_TRUE(std::filesystem::exists(path));
    EXPECT_EQ(store::verify_data(dir_.path())->faults, 0U);
    EXPECT_EQ(store::verify_data(dir_.path())->pictures, 1U);

    const PicturesReport again = take({file("云泽教育.png")});
    EXPECT_EQ(again.same, 1U);
    std::ofstream(path, std::ios::app) << "changed";
    EXPECT_EQ(store::verify_data(dir_.path())->faults, 1U);
}

TEST_F(Screenshots, ADryRunKeepsNothing) {
    request_.dry_run = true;
    EXPECT_EQ(take({file("云泽教育.png")}).matched.size(), 1U);
    EXPECT_TRUE(store::load<store::AccountPicture>(*store_, "2021Q4")->empty());
    EXPECT_FALSE(std::filesystem::exists(dir_.path() / "evidence" / "pictures"));
}

TEST_F(Screenshots, APathThatClimbsOutIsRefusedAsAWhole) {
    for (const char* name : {"../../etc/云泽教育.png", "a/../../云泽教育.png", "/云泽教育.png",
                             "C:/云泽教育.png", "..\\云泽教育.png"}) {
        const std::string zip = *office::write_zip({{"云泽教育.png", kPng}, {name, kPng}});
        const auto files = pictures_of_archive("a.zip", zip);
        ASSERT_FALSE(files) << name;
        EXPECT_NE(files.error().where.find("a.zip"), std::string::npos);
        EXPECT_NE(files.error().where.find("云泽教育.png"), std::string::npos);
        EXPECT_NE(files.error().what.find("跳出"), std::string::npos);
        EXPECT_FALSE(files.error().hint.empty());
        EXPECT_FALSE(import_pictures(*store_, request_, {file("云泽教育.png"), file(name)}));
    }
    EXPECT_TRUE(store::load<store::AccountPicture>(*store_, "2021Q4")->empty());
}

TEST_F(Screenshots, OfAnArchive) {
    const std::string zip =
        *office::write_zip({{"截图/云泽教育.png", kPng}, {"截图/other.png", kPng}});
    const auto files = pictures_of_archive("a.zip", zip);
    ASSERT_TRUE(files) << files.error().text();
    const PicturesReport report = take(*files);
    ASSERT_EQ(report.matched.size(), 1U);
    EXPECT_EQ(report.matched[0].account, "999900M010WX0001");
    EXPECT_EQ(report.left_over.size(), 1U);
    EXPECT_FALSE(pictures_of_archive("a.zip", "no archive"));
}

TEST_F(Screenshots, OnlyForAnOpenCampaign) {
    request_.campaign = "none";
    EXPECT_FALSE(import_pictures(*store_, request_, {file("云泽教育.png")}));
}

}  // namespace
}  // namespace mingcha::app
