// Registry exports as they are: titles, heads over sub-heads, notes, totals, several sheets.
#include <gtest/gtest.h>

#include "intake/rows.h"
#include "office/zip_write.h"

namespace mingcha::intake {
namespace {

bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

Result<NamedTable> read(std::string_view kind, std::string_view bytes,
                        std::string_view name = "t.csv") {
    return read_named(*find_kind(kind), name, bytes);
}

std::string fault(std::string_view kind, std::string_view bytes, std::string_view name = "t.csv") {
    const auto table = read(kind, bytes, name);
    return table ? "read" : table.error().text();
}

std::string notes(const Result<NamedTable>& table) {
    std::string all;
    for (const std::string& note : table->notes) all += note + "\n";
    return all;
}

// A sheet's XML of text cells, from `first_column` on.
std::string sheet_xml(const std::vector<std::vector<std::string>>& rows,
                      const std::vector<std::string>& merges = {}, std::size_t first_column = 0) {
    std::string xml = "<worksheet><sheetData>";
    for (std::size_t r = 0; r < rows.size(); ++r) {
        xml += "<row r='" + std::to_string(r + 1) + "'>";
        for (std::size_t c = 0; c < rows[r].size(); ++c) {
            xml += std::string("<c r='") + static_cast<char>('A' + first_column + c) +
                   std::to_string(r + 1) + "' t='str'><v>" + rows[r][c] + "</v></c>";
        }
        xml += "</row>";
    }
    xml += "</sheetData><mergeCells>";
    for (const std::string& merge : merges) xml += "<mergeCell ref='" + merge + "'/>";
    return xml + "</mergeCells></worksheet>";
}

struct Part {
    std::string name, state, xml;
};

std::string workbook(const std::vector<Part>& parts) {
    std::string sheets;
    std::string relations;
    office::ZipEntries entries;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::string id = std::to_string(i);
        sheets += "<sheet name='" + parts[i].name + "' state='" + parts[i].state + "' r:id='r" +
                  id + "'/>";
        relations += "<Relationship Id='r" + id + "' Target='worksheets/" + id + ".xml'/>";
        entries.emplace_back("xl/worksheets/" + id + ".xml", parts[i].xml);
    }
    entries.emplace_back("xl/workbook.xml",
                         "<workbook xmlns:r='x'><sheets>" + sheets + "</sheets></workbook>");
    entries.emplace_back("xl/_rels/workbook.xml.rels",
                         "<Relationships>" + relations + "</Relationships>");
    return *office::write_zip(entries);
}

const std::vector<std::string> kHead{"网站标识码", "网站名称", "首页网址", "网站类别"};
const std::vector<std::string> kRow{"9999000001", "云泽县", "http://a.gov.cn", "门户网站"};

TEST(RegistryExport, NamesAllMissingColumnsAndWhatWasFound) {
    const std::string what = fault("sites", "网站标识码,单位（全称）,备注\n1,2,3\n");
    EXPECT_TRUE(has(what, "name（网站名称/名称")) << what;
    EXPECT_TRUE(has(what, "url（首页网址/网址")) << what;
    EXPECT_TRUE(has(what, "kind（网站类别")) << what;
    EXPECT_TRUE(has(what, "网站标识码、单位(全称)、备注") ||
                has(what, "网站标识码、单位（全称）、备注"))
        << what;
}

TEST(RegistryExport, KnowsHeadersWithUnitsMarksAndOtherCase) {
    for (const char* header :
         {"网站标识码（必填）,网站名称*,首页网址【必填】,★网站类别", "Site Code,NAME,Url,Kind",
          "SITE-CODE,Name:,URL,KIND", "网站 标识码,\"网站\n名称\",首页网址[URL],网站类别："}) {
        const auto table =
            read("sites", std::string(header) + "\n9999000001,甲,http://a.gov.cn,portal\n");
        ASSERT_TRUE(table) << header << table.error().text();
        EXPECT_EQ(parse_sites(*table).rows.size(), 1U) << header;
    }
}

TEST(RegistryExport, ReadsAHeadOverSubHeads) {
    const std::string xlsx =
        workbook({{"表", "visible",
                   sheet_xml({{"序号", "网站标识码", "咨询", "", "回复"},
                              {"", "", "内容", "时间", "时间"},
                              {"1", "9999000001", "路灯", "2021-11-05 9:05", "2021-11-06 9:05"}},
                             {"A1:A2", "B1:B2", "C1:D1"})}});
    const auto table = read("interactions", xlsx, "t.xlsx");
    ASSERT_TRUE(table) << table.error().text();
    const auto parsed = parse_interactions(*table, {});
    ASSERT_EQ(parsed.rows.size(), 1U) << parsed.errors.size();
    EXPECT_EQ(parsed.rows[0].question, "路灯");
    EXPECT_EQ(format_instant(parsed.rows[0].asked_at), "2021-11-05T09:05:00+08:00");
    ASSERT_TRUE(parsed.rows[0].replied_at);
    EXPECT_EQ(format_instant(*parsed.rows[0].replied_at), "2021-11-06T09:05:00+08:00");
    // The same without merged cells, as CSV.
    const auto csv = read("sites",
                          "基本情况,,运行情况,\n标识码,名称,网址,类别\n"
                          "9999000001,甲,http://a.gov.cn,portal\n");
    ASSERT_TRUE(csv) << csv.error().text();
    EXPECT_EQ(csv->rows.size(), 1U);
}

TEST(RegistryExport, LeavesOutWhatIsNoData) {
    const auto table = read("sites",
                            "序号,网站标识码,网站名称,首页网址,网站类别\n1,2,3,4,5\n"
                            "一、县区门户,,,,\n1,9999000001,甲,http://a.gov.cn,portal\n"
                            "序号,网站标识码,网站名称,首页网址,网站类别\n,,,,\n3,,,,\n"
                            "2,9999000002,乙,http://b.gov.cn,portal\n合计,,2,,\n"
                            "注：数据截至2021年11月,,,,\n填表人：某,,审核人：某,,\n第1页,,,,\n");
    ASSERT_TRUE(table) << table.error().text();
    const auto parsed = parse_sites(*table);
    EXPECT_EQ(parsed.rows.size(), 2U);
    EXPECT_TRUE(parsed.errors.empty()) << parsed.errors.front().text("t");
    EXPECT_TRUE(has(notes(table), "t.csv:9 是说明或合计，未作为数据：“合计”")) << notes(table);
    EXPECT_TRUE(has(notes(table), "“注：数据截至2021年11月”")) << notes(table);
    // A unit may begin like a remark.
    const auto units = read("units", "单位全称\n共青团云泽市委\n第一中学\n注册管理局\n");
    ASSERT_TRUE(units);
    EXPECT_EQ(units->rows.size(), 3U);
}

TEST(RegistryExport, KnowsMergedTitlesFromData) {
    const std::string xlsx =
        workbook({{"表", "visible",
                   sheet_xml({{"网站名称"}, kHead, {"以下为门户"}, kRow, {"数据由各单位报送"}},
                             {"C1:F1", "C3:F3", "C5:F5"}, 2)}});
    const auto table = read("sites", xlsx, "t.xlsx");
    ASSERT_TRUE(table) << table.error().text();
    ASSERT_EQ(table->rows.size(), 1U);
    EXPECT_EQ(table->rows[0].line, 4);
    EXPECT_EQ(parse_sites(*table).rows.size(), 1U);
}

TEST(RegistryExport, ChoosesTheSheetAndSaysSo) {
    const std::string table = sheet_xml({kHead, kRow});
    const std::string words = sheet_xml({{"填报说明"}, {"请填写"}});
    const auto second = read("sites",
                             workbook({{"旧", "hidden", table},
                                       {"说明", "visible", words},
                                       {"名录", "visible", table},
                                       {"附", "visible", table}}),
                             "t.xlsx");
    ASSERT_TRUE(second);
    EXPECT_TRUE(has(notes(second), "读取工作表“名录”")) << notes(second);
    EXPECT_TRUE(has(notes(second), "工作表“附”也有表头，未读取")) << notes(second);
    EXPECT_TRUE(has(notes(second), "隐藏的工作表“旧”也有表头，未读取")) << notes(second);
    const auto hidden = read(
        "sites", workbook({{"说明", "visible", words}, {"旧", "veryHidden", table}}), "t.xlsx");
    ASSERT_TRUE(hidden);
    EXPECT_TRUE(has(notes(hidden), "读取隐藏的工作表“旧”")) << notes(hidden);
}

TEST(RegistryExport, RefusesSpoiledCellsOfKnownColumnsOnly) {
    std::vector<std::string> row = kRow;
    row[1] = "#REF!";
    row.push_back("#N/A");
    std::vector<std::string> head = kHead;
    head.push_back("备注");
    const auto table =
        read("sites", workbook({{"表", "visible", sheet_xml({head, row, kRow})}}), "t.xlsx");
    ASSERT_TRUE(table) << table.error().text();
    const auto parsed = parse_sites(*table);
    ASSERT_EQ(parsed.errors.size(), 1U);
    EXPECT_EQ(parsed.errors[0].text("t.xlsx").substr(0, 8), "t.xlsx:2");
    EXPECT_TRUE(has(parsed.errors[0].what, "公式出错")) << parsed.errors[0].what;
    EXPECT_EQ(parsed.rows.size(), 1U);
}

TEST(RegistryExport, RestoresCodesThatAreExactAndRefusesTheRest) {
    const auto table =
        read("sites",
             "site_code,name,url,kind\n=\"9999000001\",甲,http://a.cn,portal\n"
             "９９９９０００００２,乙,http://b.cn,portal\nBM12345678,丙,http://c.cn,专项网站\n"
             "3.4150E+09,丁,http://d.cn,portal\n999900003,戊,http://e.cn,portal\n");
    ASSERT_TRUE(table);
    const auto parsed = parse_sites(*table);
    ASSERT_EQ(parsed.rows.size(), 3U);
    EXPECT_EQ(parsed.rows[0].site_code, "9999000001");
    EXPECT_EQ(parsed.rows[1].site_code, "9999000002");
    EXPECT_EQ(parsed.rows[2].site_code, "bm12345678");
    ASSERT_EQ(parsed.errors.size(), 2U);
    EXPECT_TRUE(has(parsed.errors[0].what, "科学计数法")) << parsed.errors[0].what;
    EXPECT_TRUE(has(parsed.errors[1].what, "开头的0")) << parsed.errors[1].what;
}

TEST(RegistryExport, RefusesFilesThatAreNoTable) {
    EXPECT_TRUE(has(fault("sites", "<html><table><tr><td>x", "t.csv"), "xlsx"));
    EXPECT_TRUE(has(fault("sites", "\xD0\xCF\x11\xE0x", "t.xlsx"), "密码"));
    EXPECT_TRUE(has(fault("sites", std::string("a,b\n1,\0\n", 8)), "t.csv:2"));
    EXPECT_TRUE(has(fault("sites",
                          "\xEF\xBB\xBF"
                          "name\n\xFF\xFF\n"),
                    "UTF-8"));
    const std::string open = "a,b\n1,2\n3,\"4\n" + std::string(kMaxCellBytes + 9, 'x');
    EXPECT_TRUE(has(fault("sites", open), "t.csv:3")) << fault("sites", open).substr(0, 200);
}

TEST(RegistryExport, ReadsAnXlsxUnderTheNameXlsAndASepLine) {
    const std::string table = sheet_xml({kHead, kRow});
    EXPECT_EQ(fault("sites", workbook({{"表", "visible", table}}), "t.xls"), "read");
    const auto semicolon =
        read("sites", "sep=;\nsite_code;name;url;kind\n9999000001;a,b,c;http://a.cn;portal\n");
    ASSERT_TRUE(semicolon) << semicolon.error().text();
    EXPECT_EQ(semicolon->rows[0].line, 3);
    EXPECT_EQ(parse_sites(*semicolon).rows.at(0).name, "a,b,c");
}

TEST(RegistryExport, CountsInTheUnitOfTheHeading) {
    const auto table =
        read("probes",
             "网站标识码,时间,是否打开,耗时（秒）\n9999000001,2021-11-05 9:05,√,1.5\n"
             "9999000001,2021-11-05 9:06,×,200毫秒\n");
    ASSERT_TRUE(table);
    const auto parsed = parse_probes(*table, {});
    ASSERT_EQ(parsed.rows.size(), 2U) << parsed.errors.size();
    EXPECT_EQ(parsed.rows[0].elapsed_ms, 1500);
    EXPECT_TRUE(parsed.rows[0].ok);
    EXPECT_EQ(parsed.rows[1].elapsed_ms, 200);
    EXPECT_FALSE(parsed.rows[1].ok);
}

TEST(RegistryExport, RefusesARowWithACellTooMany) {
    const auto table = read("sites",
                            "site_code,name,url,kind\n9999000001,甲,http://a.cn,portal,,\n"
                            "9999000002,乙,http://b.cn,portal,丙\n");
    ASSERT_TRUE(table);
    const auto parsed = parse_sites(*table);
    EXPECT_EQ(parsed.rows.size(), 1U);
    ASSERT_EQ(parsed.errors.size(), 1U);
    EXPECT_EQ(parsed.errors[0].line, 3);
    EXPECT_TRUE(has(parsed.errors[0].what, "引号")) << parsed.errors[0].what;
}

TEST(RegistryExport, SaysThatADayAloneIsItsMidnight) {
    const auto table = read("interactions",
                            "site_code,asked_at,replied_at,effective\n"
                            "9999000001,2021-11-05 9:05,2021-11-05,有效\n"
                            "9999000001,2021-11-05 9:06,2021-11-04,无效\n");
    ASSERT_TRUE(table);
    const auto parsed = parse_interactions(*table, {});
    ASSERT_EQ(parsed.errors.size(), 2U);
    EXPECT_TRUE(has(parsed.errors[0].what, "补上时刻")) << parsed.errors[0].what;
    EXPECT_FALSE(has(parsed.errors[1].what, "补上时刻")) << parsed.errors[1].what;
}

TEST(RegistryExport, SaysThatANumberMayBeADay) {
    const auto table = read("interactions", "site_code,asked_at\n9999000001,44505\n");
    ASSERT_TRUE(table);
    const auto parsed = parse_interactions(*table, {});
    ASSERT_EQ(parsed.errors.size(), 1U);
    EXPECT_TRUE(has(parsed.errors[0].what, "2021-11-05")) << parsed.errors[0].what;
}

Known known_rules() {
    Known known;
    known.target_class = [](std::string_view target) -> std::optional<TargetClass> {
        if (target == "bm12345678" || target == "9999000001") return TargetClass::site;
        if (target == "999900M010WX0001" || target == "新浪微博/云泽发布") {
            return TargetClass::account;
        }
        return std::nullopt;
    };
    known.rule_class = [](std::string_view rule) -> std::optional<TargetClass> {
        if (rule == "news-staleness") return TargetClass::site;
        if (rule == "account-staleness") return TargetClass::account;
        return std::nullopt;
    };
    known.near_rules = [](std::string_view, std::optional<TargetClass> of) {
        return std::vector<std::string>{of == TargetClass::account ? "account-staleness"
                                                                   : "news-staleness"};
    };
    return known;
}

TEST(RegistryExport, HoldsARuleAgainstTheClassOfItsTarget) {
    const auto table =
        read("findings",
             "target,rule,problem\n9999000001,account-staleness,a\n"
             "999900M010WX0001,news-staleness,b\nBM12345678,news-staleness,c\n"
             "新浪微博 / 云泽发布,account-staleness,d\n９９９９０００００１,news-stalenes,e\n"
             "999900m010wx0001,account-staleness,f\n9999000009,news-staleness,g\n");
    ASSERT_TRUE(table);
    const auto parsed = parse_findings(*table, known_rules());
    ASSERT_EQ(parsed.rows.size(), 3U);
    EXPECT_EQ(parsed.rows[0].target, "bm12345678");
    EXPECT_EQ(parsed.rows[1].target, "新浪微博/云泽发布");
    EXPECT_EQ(parsed.rows[2].target, "999900M010WX0001");
    std::vector<std::string> places;
    for (const RowError& error : parsed.errors) {
        places.push_back(std::to_string(error.line) + error.column);
    }
    EXPECT_EQ(places, (std::vector<std::string>{"2rule", "3rule", "6rule", "8target"}));
    EXPECT_TRUE(has(parsed.errors[0].what, "相近的有：news-staleness")) << parsed.errors[0].what;
    EXPECT_TRUE(has(parsed.errors[1].what, "相近的有：account-staleness")) << parsed.errors[1].what;
    EXPECT_TRUE(has(parsed.errors[2].what, "是否为 news-staleness")) << parsed.errors[2].what;
}

TEST(RegistryExport, KnowsKindsAndStatesAsOtherRegistriesWriteThem) {
    const auto table = read("sites",
                            "site_code,name,url,kind,state\n"
                            "9999000001,甲,http://a.cn,政府门户,正常\n"
                            "9999000002,乙,http://b.cn,部 门 网 站,暂停运行\n"
                            "9999000003,丙,http://c.cn,学校,关停\n");
    ASSERT_TRUE(table);
    const auto parsed = parse_sites(*table);
    ASSERT_EQ(parsed.rows.size(), 2U);
    EXPECT_EQ(parsed.rows[0].kind, SiteKind::portal);
    EXPECT_EQ(parsed.rows[0].state, SiteState::running);
    EXPECT_EQ(parsed.rows[1].kind, SiteKind::department);
    EXPECT_EQ(parsed.rows[1].state, SiteState::suspended);
    // 关停 may be 关停中 or 已关停: people must say which.
    EXPECT_EQ(parsed.errors.size(), 2U);
}

TEST(RegistryExport, ReadsAccountsWithoutACode) {
    std::string text = "account_code,operator,name,type\n";
    int number = 0;
    for (const char* none : {"none", "无", "/", "-", "—", "", "None", "／"}) {
        text += std::string(none) + ",局,甲" + std::to_string(++number) + ",抖音\n";
    }
    const auto table = read("accounts", text);
    ASSERT_TRUE(table);
    const auto parsed = parse_accounts(*table);
    ASSERT_EQ(parsed.rows.size(), 8U);
    for (const Account& account : parsed.rows) EXPECT_EQ(account.account_code, "");
}

TEST(RegistryExport, KeepsWhatWasUnderstoodOfRefusedRows) {
    const auto table = read("sites", "site_code,name,url,kind\n9999000001,甲,a.cn,portal\n");
    ASSERT_TRUE(table);
    const auto parsed = parse_sites(*table);
    EXPECT_TRUE(parsed.rows.empty());
    ASSERT_EQ(parsed.refused.size(), 1U);
    EXPECT_EQ(parsed.refused[0].site_code, "9999000001");
}

}  // namespace
}  // namespace mingcha::intake
