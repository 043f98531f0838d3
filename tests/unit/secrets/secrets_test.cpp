#include "secrets/secrets.h"

#include <gtest/gtest.h>

#include <set>
#include <thread>

namespace mingcha::secrets {
namespace {

TEST(Secrets, HashesByArgon2idWithASaltOfItsOwn) {
    const auto first = hash_password("Quiet-Lake7");
    const auto second = hash_password("Quiet-Lake7");
    ASSERT_TRUE(first && second);
    EXPECT_TRUE(first->starts_with("$argon2id$v=19$m=65536,t=2,p=1$")) << *first;
    EXPECT_NE(*first, *second);
    EXPECT_TRUE(verify_password(*first, "Quiet-Lake7"));
    EXPECT_FALSE(verify_password(*first, "Quiet-Lake8"));
    EXPECT_FALSE(verify_password(*first, ""));
}

TEST(Secrets, TakesNoPasswordWithoutAHash) {
    EXPECT_FALSE(verify_password("", ""));
    EXPECT_FALSE(verify_password("x", "x"));
    EXPECT_FALSE(verify_password("$argon2id$v=19$m=65536,t=2,p=1$", "x"));
    EXPECT_FALSE(verify_password(std::string(5000, '$'), "x"));
    waste_a_verification("x");
}

TEST(Secrets, HashesForSeveralAtOnce) {
    const auto hash = hash_password("Quiet-Lake7");
    ASSERT_TRUE(hash);
    std::vector<std::thread> threads;
    std::atomic<int> right = 0;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] { right += verify_password(*hash, "Quiet-Lake7") ? 1 : 0; });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(right, 4);
}

TEST(Secrets, DrawsTokensThatDiffer) {
    std::set<std::string> seen;
    for (int i = 0; i < 100; ++i) {
        const std::string token = random_token();
        EXPECT_EQ(token.size(), 64U);
        EXPECT_EQ(token.find_first_not_of("0123456789abcdef"), std::string::npos);
        seen.insert(token);
    }
    EXPECT_EQ(seen.size(), 100U);
    EXPECT_EQ(random_bytes(20).size(), 20U);
    EXPECT_TRUE(same_secret("abc", "abc"));
    EXPECT_FALSE(same_secret("abc", "abd"));
    EXPECT_FALSE(same_secret("abc", "abcd"));
    EXPECT_TRUE(same_secret("", ""));
}

}  // namespace
}  // namespace mingcha::secrets
