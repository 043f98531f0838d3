// Pictures lose what the camera wrote about them and nothing else.
#include "intake/picture.h"

#include <gtest/gtest.h>

#include <string>

namespace mingcha::intake {
namespace {

using namespace std::string_literals;

std::string number(std::size_t value, int bytes) {
    std::string out;
    for (int i = bytes - 1; i >= 0; --i) {
        out += static_cast<char>((value >> (8U * static_cast<unsigned>(i))) & 0xFFU);
    }
    return out;
}

std::string segment(char marker, const std::string& body) {
    return "\xFF"s + marker + number(body.size() + 2, 2) + body;
}

const std::string kStart = "\xFF\xD8";
const std::string kEnd = "\xFF\xD9";
const std::string kJfif = segment('\xE0', "JFIF\0\x01\x01\0\0\x01\0\x01\0\0"s);
const std::string kIcc = segment('\xE2', "ICC_PROFILE\0\x01\x01profile"s);
const std::string kTables = segment('\xDB', std::string(65, '\x01'));
// 640 wide, 480 high.
const std::string kFrame = segment('\xC0', "\x08\x01\xE0\x02\x80\x01\x01\x11\0"s);
const std::string kHuffman = segment('\xC4', std::string(20, '\x02'));
// A coded FF, a restart, and "JFIF" within the coded picture: none of it ends it.
const std::string kScan = segment('\xDA', "\x01\x01\0\0\x3F\0"s) + "ab\xFF\0cd\xFF\xD0JFIF ef"s;

std::string picture(const std::string& before, const std::string& behind = "") {
    return kStart + before + kTables + kFrame + kHuffman + kScan + kEnd + behind;
}

// Little-endian: Make, orientation 6 (a phone held upright), and where it was taken.
std::string exif_of_a_phone() {
    const std::string make = "\x0F\x01\x02\0\x04\0\0\0ABC\0"s;
    const std::string orientation = "\x12\x01\x03\0\x01\0\0\0\x06\0\0\0"s;
    const std::string place = "\x25\x88\x04\0\x01\0\0\0\x40\0\0\0"s;
    return segment('\xE1', "Exif\0\0II\x2A\0\x08\0\0\0\x03\0"s + make + orientation + place +
                               "\0\0\0\0 31.75N 116.5E"s);
}

TEST(Picture, OfAPhoneKeepsItsTurnAndLosesItsPlace) {
    const std::string bytes =
        picture(kJfif + exif_of_a_phone() + kIcc + segment('\xED', "Photoshop 3.0 IPTC Liuan"s) +
                    segment('\xFE', "taken by ABC"s),
                "motion photo 31.75N");
    const auto clean = clean_picture(bytes);
    ASSERT_TRUE(clean) << clean.error().what;
    // Big-endian, one entry: tag 0x0112, a short, one of it, 6.
    const std::string turn = segment(
        '\xE1', "Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"s);
    EXPECT_EQ(clean->bytes, picture(kJfif + turn + kIcc));
    EXPECT_TRUE(clean->had_location);
    EXPECT_EQ(clean->width, 640);
    EXPECT_EQ(clean->height, 480);
    EXPECT_EQ(clean->content_type, "image/jpeg");
    const auto again = clean_picture(clean->bytes);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->bytes, clean->bytes);
    EXPECT_FALSE(again->had_location);
}

TEST(Picture, WithoutExifStaysAsItIs) {
    const std::string bytes = picture(kJfif);
    const auto clean = clean_picture(bytes);
    ASSERT_TRUE(clean);
    EXPECT_EQ(clean->bytes, bytes);
    EXPECT_FALSE(clean->had_location);
}

TEST(Picture, OfXmpIsTakenToHaveAPlace) {
    const auto clean =
        clean_picture(picture(segment('\xE1', "http://ns.adobe.com/xap/1.0/\0<x exif:GPS…>"s)));
    ASSERT_TRUE(clean);
    EXPECT_TRUE(clean->had_location);
    EXPECT_EQ(clean->bytes, picture(""));
}

TEST(Picture, CutOffAnywhereIsRefused) {
    const std::string bytes = picture(kJfif + exif_of_a_phone());
    for (std::size_t length = 3; length < bytes.size(); ++length) {
        EXPECT_FALSE(clean_picture(bytes.substr(0, length))) << length;
    }
}

TEST(Picture, TooLargeIsRefusedWithTheLimit) {
    const std::string wide = kStart + segment('\xC0', "\x08\xFF\xFF\xFF\xFF\x01"s) + kScan + kEnd;
    const auto clean = clean_picture(wide);
    ASSERT_FALSE(clean);
    EXPECT_EQ(clean.error().what, "65535×65535 像素");
    EXPECT_FALSE(clean_picture(kStart + kJfif + kTables + kScan + kEnd)) << "no frame";
    EXPECT_FALSE(clean_picture(std::string(kMaxPictureFile + 1, 'x')));
}

std::string chunk(const std::string& type, const std::string& body) {
    return number(body.size(), 4) + type + body + "crc!";
}

TEST(Picture, OfAScreenLosesItsTexts) {
    const std::string start = "\x89PNG\r\n\x1A\n";
    const std::string head = chunk("IHDR", number(1080, 4) + number(2340, 4) + "\x08\x02\0\0\0"s);
    const std::string pixels = chunk("IDAT", "pixels");
    const std::string end = chunk("IEND", "");
    const std::string exif =
        chunk("eXIf", "MM\0\x2A\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1A\0\0\0\0"s);
    const auto clean = clean_picture(start + head + chunk("tEXt", "Author\0ABC"s) + exif +
                                     chunk("gAMA", "\0\0\xB1\x8F"s) + pixels +
                                     chunk("tIME", "1234567") + end + "behind");
    ASSERT_TRUE(clean) << clean.error().what;
    EXPECT_EQ(clean->bytes, start + head + chunk("gAMA", "\0\0\xB1\x8F"s) + pixels + end);
    EXPECT_TRUE(clean->had_location);
    EXPECT_EQ(clean->width, 1080);
    EXPECT_EQ(clean->height, 2340);
    EXPECT_FALSE(clean_picture(start + head + pixels)) << "without an end";
    EXPECT_FALSE(clean_picture(start + pixels + head + end)) << "pixels before the head";
    EXPECT_FALSE(clean_picture(start + head + end)) << "no pixels";
}

TEST(Picture, OfAnotherKindIsNamed) {
    const auto heic = clean_picture("\0\0\0\x18"s + "ftypheic" + "\0\0\0\0mif1"s);
    ASSERT_FALSE(heic);
    EXPECT_NE(heic.error().what.find("HEIC"), std::string::npos);
    EXPECT_FALSE(clean_picture("<svg onload=alert(1)>"));
    EXPECT_FALSE(clean_picture(""));
}

}  // namespace
}  // namespace mingcha::intake
