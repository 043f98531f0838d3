#include "annual/fields.h"

#include <gtest/gtest.h>

#include <set>

namespace mingcha::annual {
namespace {

const Field& field(std::string_view id, AnnualForm form = AnnualForm::work) {
    return *find_field(form, id);
}

TEST(AnnualFields, HaveIdsOfTheirOwn) {
    for (const AnnualForm form : {AnnualForm::work, AnnualForm::oversight}) {
        std::set<std::string_view> ids;
        for (const Field& each : fields_of(form)) {
            EXPECT_TRUE(ids.insert(each.id).second) << each.id;
            EXPECT_EQ(find_field(form, each.id), &each);
        }
    }
}

TEST(AnnualFields, AreFoundByTheirPrintedNames) {
    const auto found = [](std::string_view name) {
        const Field* known = find_field(AnnualForm::work, name);
        return known == nullptr ? std::string_view() : known->id;
    };
    EXPECT_EQ(found("网站总访问量（次）"), "visits");
    EXPECT_EQ(found("收到留言数量"), "letters");
    EXPECT_EQ(found("留言办理 收到留言数量(条)"), "letters");
    EXPECT_EQ(found("解读信息发布：总数"), "interpretations");
    EXPECT_EQ(found("办件量总数"), "cases");
    EXPECT_EQ(found("信息发布总数"), "published");
    // Two fields are called so.
    EXPECT_EQ(found("总数"), "");
    EXPECT_EQ(found("访问人数"), "");
}

TEST(AnnualFields, TakeCountsAsPeopleWriteThem) {
    EXPECT_EQ(*read_value(field("visits"), "1,234"), "1234");
    EXPECT_EQ(*read_value(field("visits"), " 1234 次"), "1234");
    EXPECT_EQ(*read_value(field("visits"), "12.5万"), "125000");
    EXPECT_EQ(*read_value(field("visits"), "１２３"), "123");
    EXPECT_EQ(*read_value(field("visits"), "007"), "7");
    EXPECT_EQ(*read_value(field("letters_days"), "3.50"), "3.5");
    EXPECT_EQ(*read_value(field("inspected_share", AnnualForm::oversight), "97.92%"), "97.92");
}

TEST(AnnualFields, RefuseWhatIsNoValueAndSayWhy) {
    for (const char* wrong :
         {"", "-3", "1.5", "约100", "1..2", "12.34567万", "99999999999999999"}) {
        const auto read = read_value(field("visits"), wrong);
        ASSERT_FALSE(read) << wrong;
        EXPECT_EQ(read.error().where, "访问：网站总访问量（次）");
        EXPECT_NE(read.error().hint, "");
    }
    EXPECT_FALSE(read_value(field("letters_days"), "3.25"));
    EXPECT_FALSE(read_value(field("drills"), "也许"));
    EXPECT_FALSE(read_value(field("filled_on"), "2022年1月"));
}

TEST(AnnualFields, TakeYesAndNo) {
    EXPECT_EQ(*read_value(field("drills"), "有"), "是");
    EXPECT_EQ(*read_value(field("drills"), "N"), "否");
}

}  // namespace
}  // namespace mingcha::annual
