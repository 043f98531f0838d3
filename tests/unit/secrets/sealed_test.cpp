#include "secrets/sealed.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "tests/testing/temp_dir.h"

namespace mingcha::secrets {
namespace {

TEST(Sealed, OpensWithItsKeyAtItsPlaceOnly) {
    const testing::TempDir dir;
    const auto key = house_key(dir.path());
    ASSERT_TRUE(key) << key.error().text();
    const std::string box = sealed(*key, "channel\nmail", "授权码");
    EXPECT_EQ(box.find("授权码"), std::string::npos);
    EXPECT_EQ(unsealed(*key, "channel\nmail", box), "授权码");
    EXPECT_EQ(unsealed(*key, "channel\nother", box), std::nullopt);
    EXPECT_EQ(unsealed(std::string(32, 'k'), "channel\nmail", box), std::nullopt);
    std::string damaged = box;
    damaged[box.size() / 2] = damaged[box.size() / 2] == 'A' ? 'B' : 'A';
    EXPECT_EQ(unsealed(*key, "channel\nmail", damaged), std::nullopt);
    EXPECT_EQ(unsealed(*key, "channel\nmail", "AAAA"), std::nullopt);
    EXPECT_NE(sealed(*key, "channel\nmail", "授权码"), box) << "a nonce is used once";
}

TEST(HouseKey, StaysAndIsItsOwnersAlone) {
    const testing::TempDir dir;
    const auto key = house_key(dir.path());
    ASSERT_TRUE(key);
    EXPECT_EQ(key->size(), 32U);
    EXPECT_EQ(*house_key(dir.path()), *key);
    struct stat found {};
    const auto path = dir.path() / kKeyFile;
    ASSERT_EQ(stat(path.c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777U, 0600U);
    chmod(path.c_str(), 0644);
    EXPECT_FALSE(house_key(dir.path())) << "others may read it";
    chmod(path.c_str(), 0600);
    std::ofstream(path) << "short";
    EXPECT_FALSE(house_key(dir.path()));
}

}  // namespace
}  // namespace mingcha::secrets
