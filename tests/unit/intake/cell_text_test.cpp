// What spreadsheets and people do to codes, times, numbers and addresses.
#include "intake/cell_text.h"

#include <gtest/gtest.h>

#include <array>

#include "intake/web_address.h"

namespace mingcha::intake {
namespace {

std::string shown(std::string_view cell) {
    const std::optional<Instant> time = read_time(cell);
    return time ? format_instant(*time).substr(0, 19) : "none";
}

TEST(CellText, ReadsTimesAsPeopleWriteThem) {
    for (const char* cell :
         {"2021-11-05 09:05", "2021/11/5 9:05", "2021.11.05 9:05", "2021年11月5日9时5分",
          "2021年11月5日 上午9:05", "２０２１－１１－０５　０９：０５", "2021-11-05T09:05:00+08:00",
          "2021-11-05T01:05:00Z", "2021-11-05 09:05:00.000", "2021年11月5日（周五）9:05",
          "2021-11-05 9:05 AM"}) {
        EXPECT_EQ(shown(cell), "2021-11-05T09:05:00") << cell;
    }
    for (const char* cell :
         {"2021年11月5日", "20211105", "2021/11/5", "2021-11-05", "2021年11月5号"}) {
        EXPECT_EQ(shown(cell), "2021-11-05T00:00:00") << cell;
    }
    EXPECT_EQ(shown("2021年11月5日下午3时"), "2021-11-05T15:00:00");
    EXPECT_EQ(shown("2021-11-05 12:30 PM"), "2021-11-05T12:30:00");
    EXPECT_EQ(shown("2021-11-05 12:30 AM"), "2021-11-05T00:30:00");
    EXPECT_EQ(shown("20211105 9:05:07"), "2021-11-05T09:05:07");
}

TEST(CellText, RefusesWhatIsNoOneMoment) {
    for (const char* cell :
         {"", "昨天", "2021-11", "11/5/2021", "21-11-05", "2021-11-31", "2021-13-01",
          "2021-11-05至11-06", "2021-11-05~2021-11-06", "2021-11-05 25:00", "2021-11-05 09",
          "44505", "约2021年11月5日", "2021-11-05 9:05 9:06 9:07", "2021-11-05-06"}) {
        EXPECT_EQ(shown(cell), "none") << cell;
    }
}

TEST(CellText, HealsCodesExactlyOrNotAtAll) {
    for (const char* cell : {"9999000001", " 9999000001\t", "９９９９０００００１", "'9999000001",
                             "9999000001.0", "9999 000 001", "\u200B9999000001\uFEFF"}) {
        EXPECT_EQ(plain_code(cell), "9999000001") << cell;
    }
    EXPECT_EQ(plain_code("9999000001.5"), "9999000001.5");
    for (const char* cell : {"", "无", "none", "None", "/", "／", "-", "－", "—", "——", "N/A"}) {
        EXPECT_TRUE(says_none(plain_code(cell))) << cell;
    }
    EXPECT_FALSE(says_none("0"));
}

TEST(CellText, KnowsSpoiledCells) {
    for (const char* cell : {"#REF!", "#N/A", "#DIV/0!", "#公式未计算!", "3.4150E+09", "9e+15"}) {
        EXPECT_NE(spoiled(cell), "") << cell;
    }
    for (const char* cell : {"", "#1 门户", "E+09", "1.2.3E+9", "#标题", "3415000002", "A1E+5"}) {
        EXPECT_EQ(spoiled(cell), "") << cell;
    }
}

TEST(CellText, CountsInTheUnitThatIsWritten) {
    constexpr std::array<CountUnit, 2> kUnits{{{"万", 10'000}, {"人", 1}}};
    const auto count = [&](std::string_view cell, std::string_view heading = "关注量") {
        return read_whole(cell, heading, kUnits).value_or(-1);
    };
    EXPECT_EQ(count("1234"), 1234);
    EXPECT_EQ(count("1,234"), 1234);
    EXPECT_EQ(count("１２３４人"), 1234);
    EXPECT_EQ(count("3.0"), 3);
    EXPECT_EQ(count("1.25万"), 12'500);
    EXPECT_EQ(count("1.25", "关注量（万）"), 12'500);
    EXPECT_EQ(count("7人", "关注量（万）"), 7);
    EXPECT_EQ(count("12", "关注量（必填）"), 12);
    for (const char* cell : {"", "-1", "1.5", "1.00005万", "10万+", "十", "1 2x", ".", "1,2.5",
                             "99999999999999999999", "9999999999999万"}) {
        EXPECT_EQ(count(cell), -1) << cell;
    }
}

TEST(WebAddress, TakesWhatIsOne) {
    for (const char* text :
         {"http://www.yunze.gov.cn", "HTTPS://www.yunze.gov.cn/", "http://政务.中国",
          "http://a.cn:8080/x?y=1", "http://10.0.0.1/", "http://[::1]:80/", "http://a_b.gov.cn",
          "http://localhost:8080", "http://www.yunze.gov.cn./", "http://a.cn/?u=http://b.cn",
          "http://xn--zfr164b.xn--fiqs8s"}) {
        EXPECT_EQ(address_fault(text), "") << text;
    }
}

TEST(WebAddress, OffersTheMendedOne) {
    const auto offers = [](std::string_view text, std::string_view mended) {
        const std::string fault = address_fault(text);
        return fault.find(std::string(mended) + " ？") != std::string::npos ? "yes" : fault;
    };
    for (const char* text : {"www.a.gov.cn", "htp://www.a.gov.cn", "http:/www.a.gov.cn",
                             "http//www.a.gov.cn", "http:www.a.gov.cn", "http:\\\\www.a.gov.cn",
                             "http：//www.a.gov.cn", "ｗｗｗ．a．gov．cn", "http:///www.a.gov.cn",
                             "http://www.a .gov.cn", "http://www.a。gov。cn", "http;//www.a.gov.cn",
                             "//www.a.gov.cn", "http://www.a.gov.cn\u00A0x"}) {
        const std::string want =
            std::string("http://www.a.gov.cn") + (std::string_view(text).ends_with('x') ? "x" : "");
        EXPECT_EQ(offers(text, want), "yes") << text;
    }
    EXPECT_EQ(offers("htps://www.a.gov.cn/x", "https://www.a.gov.cn/x"), "yes");
}

TEST(WebAddress, RefusesWhatIsNone) {
    for (const char* text : {"http:///",
                             "http://",
                             "http://a b",
                             "http://.cn",
                             "http://a..cn",
                             "http://-a.cn",
                             "http://a.cn:99999",
                             "http://a.cn:0",
                             "http://a.cn:x",
                             "ftp://a.cn",
                             "javascript:alert(1)",
                             "http://user:pass@a.cn",
                             "http://a.cn http://b.cn",
                             "http://a.cn;http://b.cn",
                             "http://a.cn、http://b.cn",
                             "http://256.1.1.1",
                             "http://1.2.3",
                             "点击访问",
                             "http://a，cn",
                             "http://[::1"}) {
        EXPECT_NE(address_fault(text), "") << text;
    }
    EXPECT_NE(address_fault("http://a.cn/" + std::string(3000, 'x')), "");
    EXPECT_NE(address_fault("http://" + std::string(64, 'x') + ".cn"), "");
}

}  // namespace
}  // namespace mingcha::intake
