// Tables as registries and spreadsheets export them.
#include "intake/table.h"

#include <gtest/gtest.h>

#include "intake/rows.h"
#include "intake/write_csv.h"

namespace mingcha::intake {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows csv(std::string_view bytes) {
    const Result<RawTable> table = read_csv("t.csv", bytes);
    if (!table) return {{table.error().text()}};
    Rows rows;
    for (const RawRow& row : table->rows) rows.push_back(row.cells);
    return rows;
}

Result<NamedTable> sites(std::string_view bytes, std::string_view name = "sites.csv") {
    return read_named(*find_kind("sites"), name, bytes);
}

TEST(Csv, ReadsWhatSpreadsheetsWrite) {
    const Rows expected{{"a", "b"}, {"1", "2"}};
    EXPECT_EQ(csv("a,b\n1,2\n"), expected);
    EXPECT_EQ(csv("\xEF\xBB\xBF"
                  "a,b\r\n1,2"),
              expected);
    EXPECT_EQ(csv("a;b\r\n1;2\r\n"), expected);
    EXPECT_EQ(csv("a\tb\n1\t2\n\n"), expected);
    EXPECT_EQ(csv("a,b\r1,2\r"), expected);
    EXPECT_EQ(csv(std::string_view("\xFF\xFE"
                                   "a\0,\0b\0\n\0"
                                   "1\0,\0"
                                   "2\0",
                                   16)),
              expected);
    EXPECT_EQ(csv("title\na;b,c\n1;2\n"), (Rows{{"title"}, {"a;b", "c"}, {"1;2"}}));
    EXPECT_EQ(csv("标题\na;b;c\n"), (Rows{{"标题"}, {"a", "b", "c"}}));
    EXPECT_EQ(csv("\xC3\xFB\xB3\xC6,x\n"), (Rows{{"名称", "x"}}));  // GB18030
}

TEST(Csv, KeepsQuotedSeparatorsQuotesAndLineEnds) {
    EXPECT_EQ(csv("\"a,b\",\"say \"\"x\"\"\",\"two\nlines\"\n"),
              (Rows{{"a,b", "say \"x\"", "two\nlines"}}));
    const auto table = read_csv("t.csv", "\"two\nlines\",x\nnext,y\n");
    ASSERT_TRUE(table);
    EXPECT_EQ(table->rows[1].line, 3);
    const auto open = read_csv("t.csv", "a,b\n1,\"2\n3,4\n");
    ASSERT_FALSE(open);
    EXPECT_EQ(open.error().where, "t.csv:2");
}

TEST(Csv, RefusesTablesBeyondAllMeasure) {
    EXPECT_FALSE(read_csv("t.csv", std::string(kMaxCellBytes + 2, 'x')));
    EXPECT_FALSE(read_csv("t.csv", std::string(kMaxColumns + 2, ',')));
    std::string rows;
    for (std::size_t i = 0; i < kMaxRows + 2; ++i) rows += "x\n";
    EXPECT_FALSE(read_csv("t.csv", rows));
    std::string wide;
    for (std::size_t i = 0; i < kMaxCells / 500 + 2; ++i)
        wide += "x" + std::string(499, ',') + "\n";
    EXPECT_FALSE(read_csv("t.csv", wide));
}

TEST(Table, FindsTheHeaderBelowTitles) {
    const auto table = sites(
        "某市政府网站名录,,,\n填报单位：某办\n网站标识码*,网站名称（全称）,首页网址,网站类别\n"
        "3499000001,某县,http://a.gov.cn,门户网站\n");
    ASSERT_TRUE(table) << table.error().text();
    EXPECT_EQ(table->rows.size(), 1U);
    EXPECT_EQ(table->rows[0].line, 4);
    const Parsed<Site> parsed = parse_sites(*table);
    ASSERT_EQ(parsed.rows.size(), 1U);
    EXPECT_EQ(parsed.rows[0].kind, SiteKind::portal);
    EXPECT_FALSE(sites(std::string(10, '\n') +
                       "x\nx\nx\nx\nx\nx\nx\nx\nx\nx\n"
                       "site_code,name,url,kind\n3499000001,a,http://a.gov.cn,portal\n"));
}

TEST(Table, SaysHowToMendWhatIsNoTable) {
    const auto hint = [](std::string_view name, std::string_view bytes) {
        const auto table = sites(bytes, name);
        return table ? "read" : table.error().text();
    };
    EXPECT_NE(hint("a.xls", "\xD0\xCF\x11\xE0\xA1").find("xlsx"), std::string::npos);
    EXPECT_NE(hint("a.et", "whatever").find("xlsx"), std::string::npos);
    EXPECT_NE(hint("a.csv", "").find("empty"), std::string::npos);
    EXPECT_NE(hint("a.csv", "site_code,name,url,kind\n").find("只有表头"), std::string::npos);
    EXPECT_NE(hint("a.csv", "site_code,name,url\n1,2,3\n").find("kind"), std::string::npos);
    EXPECT_NE(hint("a.csv", "site_code,网站标识码,name,url,kind\n").find("同一列"),
              std::string::npos);
    EXPECT_NE(hint("a.pdf", "%PDF-1.7").find("not a table"), std::string::npos);
}

TEST(Rows, RefuseEveryWrongCellWithItsPlace) {
    const auto table = sites(
        "site_code,name,url,kind\n34152200,甲,www.a.gov.cn,portal\n"
        "3499000001,乙,http://a b.gov.cn,school\n3499000002,丙,http://c.gov.cn,portal\n"
        "3499000002,丁,http://d.gov.cn,portal\n");
    ASSERT_TRUE(table);
    const Parsed<Site> parsed = parse_sites(*table);
    ASSERT_EQ(parsed.rows.size(), 1U);
    EXPECT_EQ(parsed.rows[0].name, "丙");
    std::vector<std::string> places;
    for (const RowError& error : parsed.errors) {
        places.push_back(std::to_string(error.line) + error.column);
    }
    EXPECT_EQ(places,
              (std::vector<std::string>{"2site_code", "2url", "3url", "3kind", "5site_code"}));
    EXPECT_NE(parsed.errors[1].what.find("http://www.a.gov.cn"), std::string::npos);
}

TEST(Rows, ReadAccountsWithAndWithoutCode) {
    const auto table =
        read_named(*find_kind("accounts"), "a.csv",
                   "account_code,operator,name,type\n349900M010WX0001,局,甲,微信订阅号\n"
                   "无,局,＠乙  丙,新浪微博\n349900X010WX0001,局,丁,抖音\n");
    ASSERT_TRUE(table);
    const Parsed<Account> parsed = parse_accounts(*table);
    ASSERT_EQ(parsed.rows.size(), 2U);
    EXPECT_EQ(parsed.rows[0].division, "349900");
    EXPECT_EQ(account_key(parsed.rows[1]), "新浪微博/@乙 丙");
    ASSERT_EQ(parsed.errors.size(), 1U);
    EXPECT_EQ(parsed.errors[0].line, 4);
}

TEST(Rows, KeepEveryAliasOfAUnit) {
    const auto table =
        read_named(*find_kind("units"), "u.csv",
                   "单位全称,别名\n某市教育委员会,市教委|教委| 某市教育体育局和体育局 \n");
    ASSERT_TRUE(table);
    const Parsed<Unit> parsed = parse_units(*table);
    ASSERT_EQ(parsed.rows.size(), 1U);
    EXPECT_EQ(parsed.rows[0].aliases,
              (std::vector<std::string>{"市教委", "教委", "某市教育体育局和体育局"}));
}

TEST(WriteCsv, GuardsFormulasAndTakesTheGuardAway) {
    for (const char* cell : {"=1", "+8", "-", "@x", "'=1", "''-", "'", "'x", "x=1", ""}) {
        EXPECT_EQ(unguarded(guarded(cell)), cell);
    }
    EXPECT_EQ(guarded("=1"), "'=1");
    EXPECT_EQ(guarded("'x"), "'x");
    EXPECT_EQ(write_csv({"a", "b"}, {{"=1,2", "x\"y"}}),
              "\xEF\xBB\xBF"
              "a,b\r\n\"'=1,2\",\"x\"\"y\"\r\n");
}

}  // namespace
}  // namespace mingcha::intake
