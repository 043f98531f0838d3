#include "wording/fold.h"

#include <gtest/gtest.h>

#include <array>

namespace mingcha::wording {
namespace {

constexpr std::array<std::string_view, 9> kFillers{
    " ",             // U+0020
    "\t",            // U+0009
    "\r",            // U+000D
    "\xC2\xA0",      // U+00A0
    "\xE2\x80\x82",  // U+2002
    "\xE2\x80\x8B",  // U+200B
    "\xE2\x81\xA0",  // U+2060
    "\xE3\x80\x80",  // U+3000
    "\xEF\xBB\xBF"   // U+FEFF
};

std::string characters(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += "政";
    return text;
}

// Texts are looked through in blocks: a filler is found wherever it stands to their borders.
TEST(FoldedText, TakesOutOneFillerAnywhere) {
    constexpr std::size_t kMost = 90;
    FoldedText folded;
    for (const std::string_view filler : kFillers) {
        for (std::size_t before = 1; before < kMost; ++before) {
            for (const std::size_t after : {std::size_t{1}, kMost - before}) {
                const std::string text =
                    characters(before) + std::string(filler) + characters(after);
                folded.fold(text);
                ASSERT_EQ(folded.text(), characters(before + after))
                    << testing::PrintToString(filler) << " after " << before;
                EXPECT_EQ(folded.original_begin(before * 3), text.size() - after * 3);
                EXPECT_EQ(folded.original_end(before * 3), before * 3);
            }
        }
    }
}

// Marks that begin like fillers, and line feeds, stay.
TEST(FoldedText, LeavesWhatIsNoFiller) {
    FoldedText folded;
    for (const std::string_view mark :
         {"、", "。", "《", "“", "”", "—", "…", "，", "）", "①", "●", "é", "\n", "㎡", "ｱ"}) {
        for (std::size_t before = 0; before < 70; ++before) {
            const std::string text = characters(before) + std::string(mark) + characters(70);
            folded.fold(text);
            ASSERT_EQ(folded.text(), text) << mark;
            ASSERT_FALSE(folded.folded());
        }
    }
}

TEST(FoldedText, LeavesSingleBlanksBetweenLatinWords) {
    FoldedText folded;
    folded.fold("政务 app store　上线");
    EXPECT_EQ(folded.text(), "政务app store上线");
    EXPECT_TRUE(folded.blank_inside(0, 9));
    EXPECT_FALSE(folded.blank_inside(6, 15));
}

}  // namespace
}  // namespace mingcha::wording
