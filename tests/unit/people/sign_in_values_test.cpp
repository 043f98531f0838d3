// Passwords, waiting after failures, one-time codes.
#include <gtest/gtest.h>

#include <set>

#include "people/lockout.h"
#include "people/passwords.h"
#include "people/totp.h"

namespace mingcha::people {
namespace {

std::size_t faults(std::string_view password) {
    return password_faults(password, {"zhangsan", "张三丰", "云泽市教育局"}, Settings{}).size();
}

TEST(Passwords, AreLongOfSeveralKindsAndNotTheName) {
    EXPECT_EQ(faults("Quiet-Lake7"), 0U);
    EXPECT_EQ(faults("安静的湖水Quiet7湖边"), 0U) << "characters count once each";
    EXPECT_EQ(faults("Quiet-La7"), 1U) << "nine";
    EXPECT_EQ(faults("quietlakes7"), 1U) << "two kinds";
    EXPECT_EQ(faults("QUIETLAKE-"), 1U) << "two kinds";
    EXPECT_EQ(faults("x-ZhangSan-77"), 1U);
    EXPECT_EQ(faults("x-nasgnahz-Q7"), 1U) << "backwards";
    EXPECT_EQ(faults("Q7-张三丰-湖边的人"), 1U);
    EXPECT_EQ(faults("Abcdefgh123-"), 1U) << "runs";
    EXPECT_EQ(faults("Aaaaaaaaa1-"), 1U) << "runs";
    EXPECT_EQ(faults("Qwertyuio1-"), 1U) << "runs";
    EXPECT_EQ(faults("short"), 2U);
    EXPECT_EQ(faults(std::string(300, 'a')), 1U);
    EXPECT_EQ(faults("Quiet-Lake7\xff"), 1U);
}

TEST(Passwords, KeepTheLengthThatIsSet) {
    Settings strict;
    strict.password_min_length = 14;
    EXPECT_EQ(password_faults("Quiet-Lake7", {}, strict).size(), 1U);
    EXPECT_EQ(password_faults("Quiet-Lake7-Sun", {}, strict).size(), 0U);
}

TEST(Passwords, ExpireAfterTheDaysThatAreSet) {
    Settings settings;
    settings.password_days = 90;
    const Instant set = at(*parse_date("2031-01-01"), 3600);
    ASSERT_TRUE(password_expires_on(set, settings));
    EXPECT_EQ(format_date(*password_expires_on(set, settings)), "2031-04-01");
    Person person;
    person.password_set_at = set;
    EXPECT_FALSE(password_wanted(person, settings, end_of(*parse_date("2031-04-01"))));
    EXPECT_TRUE(password_wanted(person, settings, at(*parse_date("2031-04-02"))));
    person.must_change_password = true;
    EXPECT_TRUE(password_wanted(person, settings, set));
    settings.password_days = 0;
    EXPECT_FALSE(password_expires_on(set, settings));
}

TEST(Passwords, ThatAreDrawnKeepTheRules) {
    Settings strict;
    strict.password_min_length = 16;
    std::set<std::string> seen;
    for (int i = 0; i < 32; ++i) {
        std::string random;
        for (int j = 0; j < 20; ++j) random += static_cast<char>((i * 37 + j * 101 + i * j) & 0xFF);
        const std::string password = drawn_password(random);
        EXPECT_TRUE(password_faults(password, {}, strict).empty()) << password;
        EXPECT_EQ(password.find_first_of("0O1lIi"), std::string::npos) << password;
        seen.insert(password);
    }
    EXPECT_EQ(seen.size(), 32U);
}

TEST(Lockout, WaitsTwiceAsLongEachTime) {
    Lockout state;
    Instant now{1'000'000};
    for (int i = 0; i < 4; ++i) state = after_failure(state, now, 5);
    EXPECT_EQ(seconds_locked(state, now), 0) << "four failures are forgiven";
    state = after_failure(state, now, 5);
    EXPECT_EQ(seconds_locked(state, now), 30);
    EXPECT_EQ(seconds_locked(state, {now.seconds + 29}), 1);
    now.seconds += 30;
    EXPECT_EQ(seconds_locked(state, now), 0);
    state = after_failure(state, now, 5);
    EXPECT_EQ(seconds_locked(state, now), 60);
    for (int i = 0; i < 30; ++i) state = after_failure(state, now, 5);
    EXPECT_EQ(seconds_locked(state, now), 3600) << "and no longer than an hour";
}

TEST(Lockout, ForgetsAfterAQuietHourAndAfterSuccess) {
    Lockout state;
    const Instant now{1'000'000};
    for (int i = 0; i < 5; ++i) state = after_failure(state, now, 5);
    const Lockout soon = after_failure(state, {now.seconds + 30 + 3599}, 5);
    EXPECT_EQ(soon.failures, 6);
    const Lockout late = after_failure(state, {now.seconds + 30 + 3600}, 5);
    EXPECT_EQ(late.failures, 1);
    EXPECT_EQ(seconds_locked(late, {now.seconds + 30 + 3600}), 0);
    EXPECT_EQ(after_success(), Lockout{});
}

// RFC 6238, appendix B: SHA-1, eight digits.
TEST(Totp, GivesTheCodesOfTheStandard) {
    const std::string secret = "12345678901234567890";
    EXPECT_EQ(totp_code(secret, 59 / 30, 8), "94287082");
    EXPECT_EQ(totp_code(secret, 1111111109 / 30, 8), "07081804");
    EXPECT_EQ(totp_code(secret, 1111111111 / 30, 8), "14050471");
    EXPECT_EQ(totp_code(secret, 1234567890 / 30, 8), "89005924");
    EXPECT_EQ(totp_code(secret, 2000000000 / 30, 8), "69279037");
    EXPECT_EQ(totp_code(secret, std::int64_t{20000000000} / 30, 8), "65353130");
}

TEST(Totp, TakesACodeOnceAndFromNearbyClocks) {
    const std::string secret = "12345678901234567890";
    const Instant now{1111111111};
    const std::int64_t step = 1111111111 / 30;
    EXPECT_EQ(totp_step(secret, "050471", now, 0), step);
    EXPECT_EQ(totp_step(secret, "050471", now, step), std::nullopt) << "used";
    EXPECT_EQ(totp_step(secret, "050471", {now.seconds + 30}, 0), step);
    EXPECT_EQ(totp_step(secret, "050471", {now.seconds + 90}, 0), std::nullopt);
    EXPECT_EQ(totp_step(secret, "050472", now, 0), std::nullopt);
    EXPECT_EQ(totp_step(secret, "", now, 0), std::nullopt);
}

// RFC 4648 §10, without padding.
TEST(Base32, IsThatOfTheStandard) {
    const std::pair<const char*, const char*> vectors[] = {
        {"", ""},           {"f", "MY"},         {"fo", "MZXQ"},        {"foo", "MZXW6"},
        {"foob", "MZXW6YQ"}, {"fooba", "MZXW6YTB"}, {"foobar", "MZXW6YTBOI"}};
    for (const auto& [plain, coded] : vectors) {
        EXPECT_EQ(base32(plain), coded);
        EXPECT_EQ(from_base32(coded), plain);
    }
    EXPECT_EQ(from_base32("MZ1"), std::nullopt);
    EXPECT_EQ(totp_uri("foo", "张三", "Ming cha"),
              "otpauth://totp/Ming%20cha:%E5%BC%A0%E4%B8%89?secret=MZXW6&issuer=Ming%20cha");
}

}  // namespace
}  // namespace mingcha::people
