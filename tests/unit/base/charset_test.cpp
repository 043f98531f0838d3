// The encodings in which offices hand in tables and documents.
#include "base/charset.h"

#include <gtest/gtest.h>

#include <string>

namespace mingcha {
namespace {

using namespace std::string_literals;

TEST(Charset, Utf8StaysAsItIsWithoutItsMark) {
    const Result<DecodedText> plain = text_to_utf8("政府");
    ASSERT_TRUE(plain);
    EXPECT_EQ(plain->utf8, "政府");
    EXPECT_EQ(plain->charset, "UTF-8");
    const Result<DecodedText> marked = text_to_utf8("\xEF\xBB\xBF政府");
    ASSERT_TRUE(marked);
    EXPECT_EQ(marked->utf8, "政府");
    EXPECT_FALSE(marked->replaced);
}

TEST(Charset, Utf16IsKnownByItsMark) {
    const Result<DecodedText> little = text_to_utf8("\xFF\xFE\x3F\x65\x9C\x5E"s);
    ASSERT_TRUE(little);
    EXPECT_EQ(little->utf8, "政府");
    EXPECT_EQ(little->charset, "UTF-16LE");
    const Result<DecodedText> big = text_to_utf8("\xFE\xFF\x65\x3F\x5E\x9C"s);
    ASSERT_TRUE(big);
    EXPECT_EQ(big->utf8, "政府");
    EXPECT_EQ(big->charset, "UTF-16BE");
}

TEST(Charset, TheRestIsGb18030AndSaysWhatItCouldNotRead) {
    const Result<DecodedText> read = text_to_utf8("\xD5\xFE\xB8\xAE");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->utf8, "政府");
    EXPECT_EQ(read->charset, "GB18030");
    EXPECT_FALSE(read->replaced);
    const Result<DecodedText> broken = text_to_utf8("\xD5\xFE\xFF\xFF");
    ASSERT_TRUE(broken);
    EXPECT_TRUE(broken->replaced);
}

}  // namespace
}  // namespace mingcha
