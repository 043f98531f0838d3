// Style sheets of the site, besides the <style> elements of the page.
#include <gtest/gtest.h>

#include "extract/extractor.h"
#include "extract/sheet.h"

namespace mingcha::extract {
namespace {

constexpr std::string_view kSheet = "http://a.gov.cn/css/site.css";

// Is the link to the stranger seen as hidden?
bool hides(const SiteSheets& sheets, const std::string& head) {
    Extractor extractor;
    const std::string html = "<html><head><title>某市</title>" + head +
                             "</head><body><div class=foot><a href=\"http://b.example/\">x</a>"
                             "</div><p>text</p></body></html>";
    const PageFacts& facts =
        extractor.extract({html, "http://a.gov.cn/", "text/html; charset=utf-8", {}, &sheets});
    for (const Link& link : facts.links) {
        if (link.url == "http://b.example/") return link.hidden && link.by_sheet;
    }
    ADD_FAILURE() << "no link";
    return false;
}

const SiteSheets kHiding{{std::string(kSheet), ".foot{position:absolute;left:-9999px}"}};
const std::string kLink = "<link rel=stylesheet href=\"/css/site.css\">";

TEST(SiteSheets, HideAsStyleElementsDo) {
    EXPECT_TRUE(hides(kHiding, kLink));
    EXPECT_TRUE(hides(kHiding, "<link rel=stylesheet media=screen href=/css/site.css>"));
}

TEST(SiteSheets, CountOnlyWhereThePageLinksThem) {
    EXPECT_FALSE(hides(kHiding, ""));
    EXPECT_FALSE(hides(kHiding, "<link rel=stylesheet href=\"/css/other.css\">"));
    EXPECT_FALSE(hides({}, kLink));
}

TEST(SiteSheets, ForPrintersOrForChoiceSayNothing) {
    EXPECT_FALSE(hides(kHiding, "<link rel=stylesheet media=print href=/css/site.css>"));
    EXPECT_FALSE(hides(kHiding, "<link rel=\"alternate stylesheet\" href=/css/site.css>"));
}

TEST(SiteSheets, AreTakenBackByAnother) {
    const SiteSheets sheets{{std::string(kSheet), ".foot{display:none}"},
                            {"http://a.gov.cn/css/on.css", ".foot{display:block}"}};
    EXPECT_TRUE(hides(sheets, kLink));
    EXPECT_FALSE(hides(sheets, kLink + "<link rel=stylesheet href=/css/on.css>"));
    EXPECT_FALSE(hides(sheets, kLink + "<style>.foot{display:block}</style>"));
}

TEST(SiteSheets, BeyondTheLimitAreNotRead) {
    SiteSheets sheets = kHiding;
    sheets.begin()->second += std::string(kMaxSheetBytes, ' ');
    EXPECT_FALSE(hides(sheets, kLink));
}

}  // namespace
}  // namespace mingcha::extract
