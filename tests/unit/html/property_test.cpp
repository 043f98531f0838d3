// What holds of any input. Serialising is a fixed point: writing a parsed tree, reading that and
// writing it again changes nothing. The standard knows exceptions, and these are ours:
//   - <plaintext> swallows its own end tag and all behind it;
//   - text in script and style that spells their end tag, which only a script could put there;
//   - elements that parse elsewhere than they stand: an <a> or <nobr> inside another, a <form> in a
//   form, a
//     <table> in a <p> without doctype, headings or list items fostered out of tables.
// The first round trip may move those; the identifiers of a doctype are not written at all, so
// trees are not compared, texts are.
#include <gtest/gtest.h>

#include <time.h>

#include <cstdint>

#include "html/encoding.h"
#include "html/limits.h"
#include "html/parser.h"
#include "html/serialize.h"
#include "tests/testing/testdata.h"

namespace mingcha::html {
namespace {

std::string rewritten(Parser& parser, std::string_view text) {
    return serialize(parser.parse(text).root);
}

// splitmix64: the same sequence on every machine.
class Sequence {
public:
    explicit Sequence(std::uint64_t seed) : state_(seed) {}
    std::size_t below(std::size_t bound) {
        state_ += 0x9E3779B97F4A7C15;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return static_cast<std::size_t>((z ^ (z >> 31)) % bound);
    }

private:
    std::uint64_t state_;
};

// Pages as people write them, with the usual faults, but without the exceptions named above.
TEST(Serialize, IsAFixedPoint) {
    constexpr std::string_view kPieces[] = {"<div class=\"a&quot;b\">",
                                            "</div>",
                                            "<p>",
                                            "</p>",
                                            "<b>",
                                            "</b>",
                                            "<i>",
                                            "</i>",
                                            "<ul>",
                                            "<li>",
                                            "</ul>",
                                            "<table>",
                                            "<tr>",
                                            "<td>",
                                            "</td>",
                                            "</tr>",
                                            "</table>",
                                            "通知公告",
                                            "a < b",
                                            "&amp;",
                                            "&nbsp;",
                                            "&lt;p&gt;",
                                            "<br>",
                                            "<img src=x alt='\"'>",
                                            "<!-- c -->",
                                            "<span>",
                                            "</span>",
                                            "<h2>",
                                            "</h2>",
                                            "<script>if (a<b) {}</script>",
                                            "<style>p > a {}</style>",
                                            "<textarea>\n\nx</textarea>",
                                            "<pre>\n\nx</pre>",
                                            "<select><option>1<option>2</select>",
                                            "<svg viewBox='0 0 1 1'><path d='M0'/></svg>",
                                            "<math><mi>x</mi></math>",
                                            "<template><td>1</td></template>",
                                            "<font color=red>",
                                            "</font>",
                                            "\n",
                                            "<iframe>&lt;</iframe>",
                                            "<dl><dt>1<dd>2</dl>",
                                            "<input value='&lt;&amp;'>",
                                            "<noscript>x</noscript>"};
    Parser parser;
    for (std::uint64_t seed = 0; seed < 3000; ++seed) {
        Sequence sequence(seed);
        std::string text = "<!doctype html>";
        for (std::size_t i = 0; i < 24; ++i) text += kPieces[sequence.below(std::size(kPieces))];
        const std::string once = rewritten(parser, text);
        const std::string twice = rewritten(parser, once);
        // What tables foster may itself need a table's neighbour to be reordered once more.
        ASSERT_EQ(rewritten(parser, twice), twice) << text;
    }
}

TEST(Serialize, IsAFixedPointOnRealPages) {
    MINGCHA_NEEDS_TESTDATA(folder, "pages");
    Parser parser;
    Decoder decoder;
    std::size_t pages = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file() || entry.path().extension() != ".html") continue;
        const std::string bytes = testing::read_file(entry.path());
        const std::string once = rewritten(parser, decoder.decode(bytes).utf8);
        EXPECT_EQ(rewritten(parser, once), once) << entry.path();
        ++pages;
    }
    EXPECT_GT(pages, 0U);
}

std::string repeated(std::string_view piece, std::size_t times) {
    std::string out;
    out.reserve(piece.size() * times);
    for (std::size_t i = 0; i < times; ++i) out += piece;
    return out;
}

std::string numbered(std::string_view before, std::string_view behind, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i)
        out.append(before).append(std::to_string(i)).append(behind);
    return out;
}

struct Killer {
    const char* what;
    std::string text;
};

// Inputs that cost careless parsers the square of their length.
std::vector<Killer> killers(std::size_t n) {
    return {
        {"formatting", repeated("<b>", n)},
        {"different formatting", numbered("<font size=", ">", n) + repeated("<p>x", n)},
        {"formatting left open in paragraphs", repeated("<b><p>", n)},
        {"links", repeated("<a>", n)},
        {"links in blocks", repeated("<a><div>", n)},
        {"adoption", repeated("<b><div>", n) + repeated("</b>", n)},
        {"blocks", repeated("<div>", n) + repeated("</p>", n)},
        {"tables", repeated("<table><tr><td>", n)},
        {"text fostered", "<table>" + repeated("x<tr>", n)},
        {"elements fostered", "<table>" + repeated("<a>1</a>", n)},
        {"attributes", "<p " + numbered("a", " ", n) + ">"},
        {"elements with many attributes",
         repeated("<b " + numbered("a", " ", kMaxAttributes) + ">", n / 400)},
        {"attributes of html", numbered("<html a", ">", n)},
        {"end tags of nothing", repeated("<span>", n / 2) + repeated("</i></x>", n / 2)},
        {"unknown names", numbered("<x", ">", n) + repeated("</y>", n)},
        {"comment not closed", "<!--" + repeated("--!", n)},
        {"comments", repeated("<!--", n)},
        {"script not closed", "<script>" + repeated("</scrip<!--", n)},
        {"references", repeated("&CounterClockwiseContourIntegra", n / 8)},
        {"text in pieces", repeated("x</z>", n)},
        {"lists", repeated("<ul><li>", n)},
        {"selects", repeated("<select><option>", n)},
        {"options to be shown", "<select><selectedcontent></selectedcontent><option selected>x" +
                                    repeated("<option>y", n)},
        {"templates", repeated("<template>", n)},
        {"foreign", repeated("<svg><desc>", n)},
        {"markers", repeated("<applet><b>", n)},
    };
}

// Time of this thread's own work: others on the machine do not count.
double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double seconds_for(Parser& parser, const std::string& text) {
    const double start = cpu_seconds();
    parser.parse(text);
    return cpu_seconds() - start;
}

// Ten times the input takes about ten times the time; the square would be a hundred. The bound of
// 40 and the best of some rounds leave room for a busy machine, and times below what a clock can
// tell are not judged.
TEST(Killers, TimeGrowsWithTheInputNotWithItsSquare) {
    constexpr std::size_t kSmall = 4'000;
    constexpr double kTooShortToTell = 0.02;
    const std::vector<Killer> small = killers(kSmall);
    const std::vector<Killer> large = killers(10 * kSmall);
    Parser parser;
    for (std::size_t i = 0; i < small.size(); ++i) {
        double fast = 1e9;
        double slow = 1e9;
        constexpr int kRounds = 8;  // what grows with the square stays above the bound in all
        for (int round = 0; round < kRounds && (round == 0 || slow >= 40 * fast); ++round) {
            fast = std::min(fast, seconds_for(parser, small[i].text));
            slow = std::min(slow, seconds_for(parser, large[i].text));
        }
        if (slow < kTooShortToTell) continue;
        EXPECT_LT(slow, 40 * fast) << large[i].what;
    }
}

// Each paragraph opens again all formatting that was left open: output, not time, is what must be
// bounded.
TEST(Killers, ReopenedFormattingIsBounded) {
    std::string text = "<p>" + numbered("<font size=", ">", 2 * kMaxFormattingElements);
    text += repeated("</p><p>x", 50'000);
    Parser parser;
    const Document& page = parser.parse(text);
    EXPECT_LE(page.node_count, kMaxNodes + kMaxOpenElements);
    EXPECT_NE(page.limits_hit & kNodesLimit, 0U);
}

}  // namespace
}  // namespace mingcha::html
