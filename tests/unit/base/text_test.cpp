#include "base/text.h"

#include <gtest/gtest.h>

#include "base/digest.h"

namespace mingcha {
namespace {

TEST(Text, CutsBetweenCharactersOnly) {
    EXPECT_EQ(shorten("云泽市人民政府", 3), "云泽市…");
    EXPECT_EQ(shorten("云泽市", 3), "云泽市");
    EXPECT_EQ(char_count("云泽a"), 3U);
}

TEST(Text, TrimsChineseSpacesToo) {
    EXPECT_EQ(trim("\u3000 \u00a0a b\ufeff\t"), "a b");
    EXPECT_EQ(single_spaces("  a\u3000\u3000b \n c "), "a b c");
    EXPECT_EQ(trim("\u3000"), "");
}

TEST(Text, NamesThatDifferInWidthOrCaseShareAKey) {
    EXPECT_EQ(name_key("ＡＰＰ（移动　客户端）"), name_key("app(移动 客户端)"));
    EXPECT_NE(name_key("云泽市"), name_key("云泽县"));
}

TEST(Text, EscapesOnceForXmlAndHtml) {
    EXPECT_EQ(escape_html("<a href=\"x\">'&"), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;");
    EXPECT_EQ(escape_xml(std::string("a\x01"
                                     "b\tc")),
              "ab\tc");
}

TEST(Text, SplitsKeepingEmptyParts) {
    const auto parts = split("a||b|", '|');
    ASSERT_EQ(parts.size(), 4U);
    EXPECT_EQ(parts[1], "");
    EXPECT_EQ(parts[3], "");
}

TEST(Text, ReplacesEveryPlaceOnce) {
    EXPECT_EQ(replace_all("aaa", "a", "aa"), "aaaaaa");
    EXPECT_EQ(replace_all("abc", "", "x"), "abc");
}

TEST(Text, TellsUtf8FromOtherBytes) {
    EXPECT_TRUE(is_utf8("云泽"));
    EXPECT_FALSE(is_utf8("\xd4\xc6\xd4\xf3"));  // the same in GB18030
    EXPECT_FALSE(is_utf8("\xed\xa0\x80"));      // a surrogate
}

TEST(Digest, IsSha256) {
    // FIPS 180-2, appendix B.1.
    EXPECT_EQ(sha256_hex("abc"),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace mingcha
