#include "base/base64.h"

#include <gtest/gtest.h>

namespace mingcha {
namespace {

// RFC 4648 §10.
TEST(Base64, DecodesTheVectorsOfTheStandard) {
    EXPECT_EQ(base64_decoded(""), "");
    EXPECT_EQ(base64_decoded("Zg=="), "f");
    EXPECT_EQ(base64_decoded("Zm8="), "fo");
    EXPECT_EQ(base64_decoded("Zm9v"), "foo");
    EXPECT_EQ(base64_decoded("Zm9vYg=="), "foob");
    EXPECT_EQ(base64_decoded("Zm9vYmE="), "fooba");
    EXPECT_EQ(base64_decoded("Zm9vYmFy"), "foobar");
    EXPECT_EQ(base64_decoded("+/A="), "\xfb\xf0");
}

TEST(Base64, RefusesWhatIsNone) {
    for (const char* text : {"Z", "Zm9vY", "Zm 9v", "Zm9v!", "Zg=", "Zg===", "=", "Zm=v"}) {
        EXPECT_EQ(base64_decoded(text), std::nullopt) << text;
    }
}

}  // namespace
}  // namespace mingcha
