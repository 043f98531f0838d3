#include "people/passwords.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace mingcha::people {

namespace {

constexpr std::size_t kShortestName = 3;  // shorter ones are in everything
constexpr std::size_t kLongestRun = 4;    // 1234, aaaa, qwer are runs of four
constexpr std::size_t kDrawnBytes = 20;

int kinds_of(std::string_view password) {
    bool capital = false, small = false, digit = false, other = false;
    for (const char c : password) {
        capital |= c >= 'A' && c <= 'Z';
        small |= c >= 'a' && c <= 'z';
        digit |= c >= '0' && c <= '9';
        other |= !((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
    }
    return int{capital} + int{small} + int{digit} + int{other};
}

// Are most of its characters of runs such as 1234, 9876, aaaa, qwer?
bool is_mostly_runs(const std::string& password) {
    static constexpr std::string_view kRows[] = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};
    std::size_t in_runs = 0, run = 1;
    const auto follows = [](char a, char b) {
        if (a == b || b == a + 1 || b + 1 == a) return true;
        for (const std::string_view row : kRows) {
            const std::size_t at = row.find(a);
            if (at != std::string_view::npos && at + 1 < row.size() && row[at + 1] == b)
                return true;
        }
        return false;
    };
    for (std::size_t i = 1; i <= password.size(); ++i) {
        if (i < password.size() && follows(password[i - 1], password[i])) {
            ++run;
            continue;
        }
        if (run >= kLongestRun) in_runs += run;
        run = 1;
    }
    return in_runs * 2 > password.size();
}

}  // namespace

std::vector<std::string> password_faults(std::string_view password,
                                         const std::vector<std::string>& names,
                                         const Settings& settings) {
    std::vector<std::string> faults;
    if (!is_utf8(password)) return {"密码不是有效的 UTF-8 文字"};
    if (password.size() > kMaxPasswordBytes) {
        return {fmt::format("密码最长 {} 个字节", kMaxPasswordBytes)};
    }
    if (char_count(password) < static_cast<std::size_t>(settings.password_min_length)) {
        faults.push_back(fmt::format("密码至少 {} 位", settings.password_min_length));
    }
    if (kinds_of(password) < kKindsWanted) {
        faults.push_back(
            fmt::format("大写字母、小写字母、数字、其他符号中至少要有 {} 种", kKindsWanted));
    }
    const std::string plain = name_key(password);
    const std::string reversed(plain.rbegin(), plain.rend());
    for (const std::string& name : names) {
        const std::string key = name_key(name);
        if (char_count(key) < kShortestName) continue;
        if (plain.find(key) != std::string::npos || reversed.find(key) != std::string::npos) {
            faults.emplace_back("密码不能包含登录名、姓名或单位名称");
            break;
        }
    }
    if (is_mostly_runs(plain)) {
        faults.emplace_back("密码大半是连续或重复的字符（如 1234、aaaa、qwer）");
    }
    return faults;
}

std::optional<Date> password_expires_on(Instant set_at, const Settings& settings) {
    if (settings.password_days <= 0) return std::nullopt;
    return date_of(set_at) + settings.password_days;
}

bool password_wanted(const Person& person, const Settings& settings, Instant now) {
    if (person.must_change_password) return true;
    const auto last = password_expires_on(person.password_set_at, settings);
    return last && date_of(now) > *last;
}

std::string drawn_password(std::string_view random) {
    // 32 of each draw: no modulo bias. Without 0 O 1 l I and the like.
    static constexpr std::string_view kLetters = "abcdefghjkmnpqrstuvwxyzABCDEFGHJ";
    static constexpr std::string_view kCapitals = "ABCDEFGHJKMNPQRSTUVWXYZABCDEFGHJ";
    static constexpr std::string_view kDigits = "2345678923456789234567892345678923";
    std::string out;
    for (std::size_t i = 0; i < std::min(random.size(), kDrawnBytes); ++i) {
        const auto draw = static_cast<unsigned char>(random[i]) & 31U;
        if (i % 5 == 4) {
            if (i + 1 < kDrawnBytes) out += '-';
        } else if (i % 5 == 0) {
            out += kCapitals[draw];
        } else if (i % 5 == 3) {
            out += kDigits[draw];
        } else {
            out += kLetters[draw];
        }
    }
    return out;
}

}  // namespace mingcha::people
