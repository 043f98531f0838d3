// Pages that are far too large: bounded work, and what is left out is known.
#include <gtest/gtest.h>

#include <chrono>

#include "extract/extractor.h"

namespace mingcha::extract {
namespace {

using Clock = std::chrono::steady_clock;

// Generous: a debug build on a busy machine. What grows with the square of its input takes hours.
constexpr std::chrono::seconds kBounded{60};
constexpr std::size_t kLetters = 10'000;

std::string row(std::size_t number, bool answered) {
    const std::string n = std::to_string(number);
    const std::string day = std::to_string(10 + number % 18);
    return "<tr><td><a href=\"/xzxx/" + n + ".html\">关于第" + n +
           "号路灯不亮的反映</a></td><td>2021-09-" + day + "</td><td>" +
           (answered ? "2021-10-" + day : std::string()) + "</td><td>" +
           (answered ? "已回复" : "待回复") + "</td></tr>";
}

std::string board(std::size_t letters) {
    std::string html =
        "<html><head><title>县长信箱_某县人民政府</title></head><body><div class=position>"
        "当前位置：首页 &gt; 县长信箱</div><table><tr><th>信件标题</th><th>来信时间</th>"
        "<th>回复时间</th><th>状态</th></tr>";
    for (std::size_t i = 1; i <= letters; ++i) html += row(i, i % 100 != 0);
    return html + "</table></body></html>";
}

TEST(HostileSizes, ABoardOfTenThousandLettersIsReadWhole) {
    const std::string html = board(kLetters);
    Extractor extractor;
    const auto began = Clock::now();
    const PageFacts& facts = extractor.extract({html, "http://a.gov.cn/xzxx/", "text/html", {}});
    EXPECT_LT(Clock::now() - began, kBounded);
    ASSERT_EQ(facts.messages.size(), kLetters);
    std::size_t open = 0;
    for (const MessageEntry& entry : facts.messages) {
        open += entry.reply == ReplyState::open ? 1 : 0;
    }
    EXPECT_EQ(open, kLetters / 100);
}

TEST(HostileSizes, MoreLettersThanThatAreLeftOut) {
    const std::string html = board(kLetters + 500);
    Extractor extractor;
    const PageFacts& facts = extractor.extract({html, "http://a.gov.cn/xzxx/", "text/html", {}});
    EXPECT_EQ(facts.messages.size(), kLetters);
}

TEST(HostileSizes, OfAPageOfFiftyMegabytesTheFirstTenAreRead) {
    std::string html = "<html><head><title>某县人民政府</title></head><body><ul>";
    std::size_t items = 0;
    while (html.size() < 50'000'000) {
        html += "<li><a href=\"/art/" + std::to_string(++items) +
                ".html\">某县召开工作会议部署当前重点工作</a><span>2021-10-12</span></li>";
    }
    html += "</ul><a href=\"http://end.example/\">末尾</a></body></html>";
    Extractor extractor;
    const auto began = Clock::now();
    const PageFacts& facts = extractor.extract({html, "http://a.gov.cn/", "text/html", {}});
    EXPECT_LT(Clock::now() - began, kBounded);
    EXPECT_EQ(facts.bytes, html.size());
    EXPECT_FALSE(facts.links.empty());
    // A fifth of the page has at most a fifth of its links.
    EXPECT_LE(facts.links.size(), items / 5 + 1);
    for (const Link& link : facts.links) EXPECT_NE(link.url, "http://end.example/");
}

}  // namespace
}  // namespace mingcha::extract
