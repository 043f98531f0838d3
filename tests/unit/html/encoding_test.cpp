#include "html/encoding.h"

#include <gtest/gtest.h>

namespace mingcha::html {
namespace {

// 中国政府网站通知公告 in the encodings of the tests, written out by hand from the code charts.
const std::string kUtf8 = "中国政府网站";
const std::string kGbk = "\xD6\xD0\xB9\xFA\xD5\xFE\xB8\xAE\xCD\xF8\xD5\xBE";
const std::string kBig5Word = "\xA4\xA4\xA4\xE5";  // 中文

Decoded decode(const std::string& bytes, std::string_view header, std::string& text) {
    Decoder decoder;
    Decoded out = decoder.decode(bytes, header);
    text = out.utf8;
    return out;
}

TEST(Encoding, KnowsTheLabelsOfTheStandard) {
    EXPECT_EQ(encoding_for_label(" GB2312\n"), "gb18030");
    EXPECT_EQ(encoding_for_label("gbk"), "gb18030");
    EXPECT_EQ(encoding_for_label("x-gbk"), "gb18030");
    EXPECT_EQ(encoding_for_label("UTF8"), "utf-8");
    EXPECT_EQ(encoding_for_label("latin1"), "windows-1252");
    EXPECT_EQ(encoding_for_label("iso-8859-9"), "windows-1254");
    EXPECT_EQ(encoding_for_label("unicode"), "utf-16le");
    EXPECT_EQ(encoding_for_label("big5-hkscs"), "big5");
    EXPECT_EQ(encoding_for_label("utf-7"), "");
    EXPECT_EQ(encoding_for_label(""), "");
}

TEST(Encoding, EveryNameOfTheTableIsALabelOfItsOwnAndHasAConverter) {
    // A byte that is ASCII everywhere must come through each converter.
    for (std::string_view label :
         {"big5",         "euc-jp",       "iso-2022-jp",   "shift_jis",    "euc-kr",
          "ibm866",       "iso-8859-2",   "iso-8859-3",    "iso-8859-4",   "iso-8859-5",
          "iso-8859-6",   "iso-8859-7",   "iso-8859-8",    "iso-8859-8-i", "iso-8859-10",
          "iso-8859-13",  "iso-8859-14",  "iso-8859-15",   "iso-8859-16",  "koi8-r",
          "koi8-u",       "macintosh",    "windows-874",   "windows-1250", "windows-1251",
          "windows-1252", "windows-1253", "windows-1254",  "windows-1255", "windows-1256",
          "windows-1257", "windows-1258", "x-mac-cyrillic"}) {
        EXPECT_EQ(encoding_for_label(label), label);
        std::string text;
        // 0xFF alone is ill-formed or one character, but never the end of the text.
        decode(std::string("a\xA4\xA2z"), label, text);
        EXPECT_EQ(text.front(), 'a') << label;
        EXPECT_EQ(text.back(), 'z') << label;
    }
}

TEST(Encoding, FindsTheCharsetOfAContentType) {
    EXPECT_EQ(charset_of("text/html; charset=GBK"), "GBK");
    EXPECT_EQ(charset_of("text/html;Charset = 'utf-8'"), "utf-8");
    EXPECT_EQ(charset_of("text/html; charset=gbk;x"), "gbk");
    EXPECT_EQ(charset_of("text/html; charset=\"gbk"), "");
    EXPECT_EQ(charset_of("text/html; charsets"), "");
    EXPECT_EQ(charset_of("text/html"), "");
}

TEST(Encoding, PrescansMeta) {
    EXPECT_EQ(prescan("<meta charset=gb2312>"), "gb18030");
    EXPECT_EQ(prescan("<META content='text/html; charset=big5' HTTP-EQUIV=Content-Type>"), "big5");
    EXPECT_EQ(prescan("<meta content='text/html; charset=big5'>"), "");
    EXPECT_EQ(prescan("<!-- <meta charset=big5> --><meta charset=gbk>"), "gb18030");
    EXPECT_EQ(prescan("<a title='<meta charset=big5>'><meta/charset=gbk>"), "gb18030");
    EXPECT_EQ(prescan("<metacharset=gbk>"), "");
    EXPECT_EQ(prescan("<meta charset=utf-16>"), "utf-8");
    EXPECT_EQ(prescan("<meta charset=unknown><meta charset=koi8-r>"), "koi8-r");
    EXPECT_EQ(prescan("<meta charset=gbk"), "");
    EXPECT_EQ(prescan("<?xml version='1.0' encoding='gb2312'?><html>"), "gb18030");
    EXPECT_EQ(prescan(std::string(1100, ' ') + "<meta charset=gbk>"), "");
    EXPECT_EQ(prescan("<!doctype html><p a=\"x<meta charset=gbk>"), "");
}

TEST(Encoding, LeavesValidUtf8WhereItIs) {
    const std::string bytes = "<meta charset=utf-8>" + kUtf8;
    Decoder decoder;
    const Decoded out = decoder.decode(bytes);
    EXPECT_EQ(out.utf8.data(), bytes.data());
    EXPECT_EQ(out.encoding, "utf-8");
    EXPECT_EQ(out.source, EncodingSource::meta);
    EXPECT_EQ(out.replacement_chars, 0U);
    EXPECT_FALSE(out.contradicted);
}

TEST(Encoding, ReadsGbkHoweverItIsDeclared) {
    for (const char* meta : {"", "<meta charset=gb2312>", "<meta charset=utf-8>",
                             "<meta charset=iso-8859-1>", "<meta charset=gbk>"}) {
        for (const char* header : {"", "utf-8", "GBK", "ISO-8859-1"}) {
            std::string text;
            const Decoded out = decode(meta + kGbk, header, text);
            EXPECT_EQ(text, meta + kUtf8) << meta << header;
            EXPECT_EQ(out.encoding, "gb18030");
            EXPECT_EQ(out.replacement_chars, 0U);
            const bool gb_declared = out.declared == "gb18030" || out.declared.empty();
            EXPECT_EQ(out.contradicted, !gb_declared) << meta << header;
        }
    }
}

TEST(Encoding, ReadsUtf8DeclaredAsGb2312) {
    std::string text;
    const Decoded out = decode("<meta charset=gb2312>" + kUtf8, {}, text);
    EXPECT_EQ(text, "<meta charset=gb2312>" + kUtf8);
    EXPECT_EQ(out.encoding, "utf-8");
    EXPECT_EQ(out.declared, "gb18030");
    EXPECT_TRUE(out.contradicted);
}

TEST(Encoding, ReadsUtf16WithoutAMarkDeclaredAsGb2312) {
    const std::string ascii = "<html><meta charset=gb2312><p>";
    std::string little, big;
    for (char c : ascii) {
        little += {c, '\0'};
        big += {'\0', c};
    }
    little += "\x2D\x4E";  // 中
    big += "\x4E\x2D";
    std::string text;
    EXPECT_EQ(decode(little, "gb2312", text).encoding, "utf-16le");
    EXPECT_EQ(text, ascii + "中");
    EXPECT_EQ(decode(big, {}, text).encoding, "utf-16be");
    EXPECT_EQ(text, ascii + "中");
}

TEST(Encoding, BelievesByteOrderMarksFirst) {
    std::string text;
    EXPECT_EQ(decode("\xEF\xBB\xBF" + kUtf8, "gbk", text).source, EncodingSource::bom);
    EXPECT_EQ(text, kUtf8);
    const std::string surrogates("\xFF\xFE\x3D\xD8\x00\xDE", 6);  // U+1F600
    EXPECT_EQ(decode(surrogates, {}, text).encoding, "utf-16le");
    EXPECT_EQ(text, "\xF0\x9F\x98\x80");
    EXPECT_EQ(decode(std::string("\xFE\xFF\x4E\x2D", 4), {}, text).encoding, "utf-16be");
    EXPECT_EQ(text, "中");
}

TEST(Encoding, CountsWhatMeansNothing) {
    std::string text;
    // A character cut in two, as content systems do with titles, in a page that is UTF-8 otherwise.
    Decoded out = decode("<meta charset=utf-8>" + kUtf8 + "\xE6\x98<p>" + kUtf8, {}, text);
    EXPECT_EQ(out.encoding, "utf-8");
    EXPECT_EQ(out.replacement_chars, 1U);
    EXPECT_EQ(text, "<meta charset=utf-8>" + kUtf8 + "\xEF\xBF\xBD<p>" + kUtf8);
    // The half of a GBK character before a tag does not swallow the tag.
    std::string many;
    for (int i = 0; i < 20; ++i) many += kGbk;
    out = decode("<meta charset=gbk>" + many + "\xD6<p>", {}, text);
    EXPECT_EQ(out.encoding, "gb18030");
    EXPECT_EQ(out.replacement_chars, 1U);
    EXPECT_TRUE(text.ends_with("\xEF\xBF\xBD<p>"));
}

TEST(Encoding, RepairsEachIllFormedPieceOfUtf8Once) {
    // Overlong, surrogate, beyond U+10FFFF, lone continuation: maximal subparts, Unicode 3.9.
    const std::string good = kUtf8 + kUtf8 + kUtf8 + kUtf8 + kUtf8 + kUtf8 + kUtf8 + kUtf8;
    std::string text;
    const Decoded out = decode(good + "\xC0\xAF|\xED\xA0|\xF5|\x80|\xF0\x9F\x98", "utf-8", text);
    const std::string r = "\xEF\xBF\xBD";
    EXPECT_EQ(text, good + r + r + "|" + r + r + "|" + r + "|" + r + "|" + r);
    EXPECT_EQ(out.replacement_chars, 7U);
}

TEST(Encoding, ReadsFourByteCharactersAndTheEuroSign) {
    std::string text;
    const Decoded out =
        decode(kGbk + kGbk + "\x95\x32\x82\x36\x80", "gb18030", text);  // U+20000, the euro sign
    EXPECT_EQ(text, kUtf8 + kUtf8 + "\xF0\xA0\x80\x80\xE2\x82\xAC");
    EXPECT_EQ(out.replacement_chars, 0U);
}

TEST(Encoding, LosesNoMarkupBehindFaultsOfGbk) {
    std::string many;
    for (int i = 0; i < 20; ++i) many += kGbk;
    // A lead before ASCII, 0xFF, an unmapped trail, a broken and an unassigned four-byte sequence.
    const std::vector<std::pair<std::string, std::string>> cases{
        {"\xD6<", "\xEF\xBF\xBD<"},
        {"\xFF<", "\xEF\xBF\xBD<"},
        {"\xD6\x7F<", "\xEF\xBF\xBD\x7F<"},
        {"\xD6\xFF<", "\xEF\xBF\xBD<"},
        {"\x81\x30<",
         "\xEF\xBF\xBD"
         "0<"},
        {"\x81\x30\x81<",
         "\xEF\xBF\xBD"
         "0\xEF\xBF\xBD<"},
        {"\xFE\x39\xFE\x39<",
         "\xEF\xBF\xBD"
         "9\xEF\xBF\xBD"
         "9<"},
        {"\xD6", "\xEF\xBF\xBD"},
    };
    for (const auto& [bytes, expected] : cases) {
        std::string text;
        const Decoded out = decode(many + bytes, "gbk", text);
        EXPECT_EQ(text.substr(20 * kUtf8.size()), expected);
        EXPECT_GT(out.replacement_chars, 0U);
    }
    std::string text;
    decode("\xA8\xA2\xA6\xC1\xA7\xD1" + kGbk, "gbk", text);  // á α а: two bytes of UTF-8
    EXPECT_EQ(text, "\xC3\xA1\xCE\xB1\xD0\xB0" + kUtf8);
}

TEST(Encoding, ReadsOtherEncodingsAsDeclared) {
    std::string text;
    EXPECT_EQ(decode("<meta charset=big5>" + kBig5Word, {}, text).encoding, "big5");
    EXPECT_EQ(text, "<meta charset=big5>中文");
    EXPECT_EQ(decode("caf\xE9 au lait", "iso-8859-1", text).encoding, "windows-1252");
    EXPECT_EQ(text, "caf\xC3\xA9 au lait");
    EXPECT_EQ(decode("plain", "gbk", text).encoding, "gb18030");
    EXPECT_EQ(decode("plain", {}, text).encoding, "utf-8");
}

TEST(Encoding, ServesPageAfterPage) {
    Decoder decoder;
    EXPECT_EQ(decoder.decode(kGbk, "gbk").utf8, kUtf8);
    EXPECT_EQ(decoder.decode(kUtf8, "utf-8").utf8, kUtf8);
    EXPECT_EQ(decoder.decode(kGbk, {}).utf8, kUtf8);
    EXPECT_EQ(decoder.decode("\xD6", "gbk").replacement_chars, 1U);
    EXPECT_EQ(decoder.decode(kGbk, "gbk").replacement_chars, 0U);
}

}  // namespace
}  // namespace mingcha::html
