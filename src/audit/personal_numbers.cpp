#include "audit/personal_numbers.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace mingcha::audit {

namespace {

constexpr std::size_t kIdChars = 18;
constexpr std::size_t kMobileDigits = 11;
constexpr std::size_t kShortestCard = 16;
constexpr std::size_t kLongestCard = 19;
constexpr std::int32_t kFirstBirthYear = 1900;
constexpr std::size_t kMostGroups = 6;

// GB/T 2260: provinces, the three of which have no mainland residents' cards left out.
constexpr std::array<int, 32> kProvinces{11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33,
                                         34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50,
                                         51, 52, 53, 54, 61, 62, 63, 64, 65, 83};

// Surnames that more than nine in ten people bear.
constexpr std::string_view kSurnames =
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏"
    "薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常"
    "武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝"
    "左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍覃霍翁隋甘景薄单包司柏宁柯阮"
    "桂闵解强柴华车冉房边闫肖付代沙";
constexpr std::array<std::string_view, 8> kCompoundSurnames{"欧阳", "上官", "司马", "诸葛",
                                                            "皇甫", "尉迟", "夏侯", "慕容"};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_word_char(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

int number_of(std::string_view digits) {
    int value = 0;
    for (const char c : digits) value = value * 10 + (c - '0');
    return value;
}

bool luhn_holds(std::string_view digits) {
    int sum = 0;
    bool twice = false;
    for (std::size_t i = digits.size(); i-- > 0; twice = !twice) {
        int value = digits[i] - '0';
        if (twice) value = value * 2 > 9 ? value * 2 - 9 : value * 2;
        sum += value;
    }
    return sum % 10 == 0;
}

// A row of digits as it stands in the text, in one piece or in groups parted by one blank or
// hyphen.
struct DigitRow {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string digits;  // without the blanks; an X at the end of an id number kept
    std::vector<std::size_t> groups;
};

// The row that begins at `at`, a digit with no letter or digit before it.
DigitRow row_at(std::string_view text, std::size_t at) {
    DigitRow row;
    row.begin = at;
    for (;;) {
        const std::size_t from = at;
        while (at < text.size() && is_digit(text[at])) ++at;
        row.digits.append(text.substr(from, at - from));
        row.groups.push_back(at - from);
        row.end = at;
        const bool more = at + 1 < text.size() && (text[at] == ' ' || text[at] == '-') &&
                          is_digit(text[at + 1]) && row.groups.size() < kMostGroups;
        if (!more) break;
        ++at;
    }
    const bool check_letter = row.end < text.size() &&
                              (text[row.end] == 'X' || text[row.end] == 'x') &&
                              row.digits.size() == kIdChars - 1;
    if (check_letter) {
        row.digits += 'X';
        ++row.groups.back();
        ++row.end;
    }
    return row;
}

// How numbers of this length are written in groups; anything else is several numbers side by side.
bool is_one_number(const std::vector<std::size_t>& groups) {
    using Groups = std::vector<std::size_t>;
    if (groups.size() == 1) return true;
    if (groups == Groups{3, 4, 4} || groups == Groups{6, 8, 4}) return true;
    if (groups.size() != 4 && groups.size() != 5) return false;
    return std::all_of(groups.begin(), groups.begin() + 4,
                       [](std::size_t size) { return size == 4; }) &&
           (groups.size() == 4 || groups[4] <= 3);
}

// Calls `take` with every row, one that is no single number in its pieces.
template <class Take>
void each_row(std::string_view text, Take take) {
    for (std::size_t at = 0; at < text.size();) {
        if (!is_digit(text[at])) {
            ++at;
            continue;
        }
        DigitRow row = row_at(text, at);
        if (!is_one_number(row.groups)) {
            std::size_t end = at;
            while (end < text.size() && is_digit(text[end])) ++end;
            row = {at, end, std::string(text.substr(at, end - at)), {end - at}};
        }
        at = row.end;
        const bool cut = (row.begin > 0 && is_word_char(text[row.begin - 1])) ||
                         (row.end < text.size() && is_word_char(text[row.end]));
        if (!cut) take(row);
        while (at < text.size() && is_word_char(text[at])) ++at;
    }
}

std::size_t shown_at_each_end(const std::string& digits) {
    if (is_mobile(digits)) return 3;
    if (digits.size() >= kShortestCard - 1 && digits.size() <= kLongestCard) return 4;
    return 0;
}

}  // namespace

bool is_citizen_id(std::string_view digits, Date today) {
    if (digits.size() != kIdChars) return false;
    const std::string_view body = digits.substr(0, kIdChars - 1);
    if (!std::all_of(body.begin(), body.end(), is_digit)) return false;
    const int province = number_of(digits.substr(0, 2));
    if (std::find(kProvinces.begin(), kProvinces.end(), province) == kProvinces.end()) return false;
    const int year = number_of(digits.substr(6, 4));
    if (year < kFirstBirthYear) return false;
    const auto born =
        make_date(year, number_of(digits.substr(10, 2)), number_of(digits.substr(12, 2)));
    if (!born || *born > today) return false;
    int sum = 0;
    int weight = 1;  // 2^(n-1) mod 11, from the right
    for (std::size_t i = kIdChars - 1; i-- > 0;) {
        weight = weight * 2 % 11;
        sum += weight * (digits[i] - '0');
    }
    const char last = digits.back() == 'x' ? 'X' : digits.back();
    return last == "10X98765432"[sum % 11];
}

bool is_bank_card(std::string_view digits) {
    if (digits.size() < kShortestCard || digits.size() > kLongestCard) return false;
    if (!std::all_of(digits.begin(), digits.end(), is_digit) || !luhn_holds(digits)) return false;
    if (digits.starts_with("62")) return true;
    if (digits.size() != kShortestCard) return false;
    const int two = number_of(digits.substr(0, 2));
    return digits[0] == '4' || (two >= 51 && two <= 55) || two == 35;
}

bool is_mobile(std::string_view digits) {
    return digits.size() == kMobileDigits && digits[0] == '1' && digits[1] >= '3' &&
           std::all_of(digits.begin(), digits.end(), is_digit);
}

std::vector<PersonalNumber> find_personal_numbers(std::string_view text, Date today) {
    std::vector<PersonalNumber> found;
    each_row(text, [&](const DigitRow& row) {
        if (is_citizen_id(row.digits, today)) {
            found.push_back({PersonalNumberKind::citizen_id, row.begin, row.end});
        } else if (is_bank_card(row.digits)) {
            found.push_back({PersonalNumberKind::bank_card, row.begin, row.end});
        } else if (is_mobile(row.digits)) {
            found.push_back({PersonalNumberKind::mobile, row.begin, row.end});
        }
    });
    return found;
}

std::string mask_personal_numbers(std::string_view text) {
    std::string masked(text);
    each_row(text, [&](const DigitRow& row) {
        const std::size_t shown = shown_at_each_end(row.digits);
        if (shown == 0) return;
        std::size_t seen = 0;
        const std::size_t behind = is_mobile(row.digits) ? 4 : shown;
        for (std::size_t i = row.begin; i < row.end; ++i) {
            if (text[i] == ' ' || text[i] == '-') continue;
            if (seen >= shown && seen + behind < row.digits.size()) masked[i] = '*';
            ++seen;
        }
    });
    return masked;
}

bool looks_like_name(std::string_view text) {
    std::string name;
    for (const char c : single_spaces(text)) {
        if (c != ' ') name += c;
    }
    const bool chinese = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0x80;
    });
    const std::size_t chars = char_count(name);
    if (!chinese || chars < 2 || chars > 4) return false;
    for (const std::string_view surname : kCompoundSurnames) {
        if (name.starts_with(surname)) return chars >= 3;
    }
    constexpr std::size_t kBytes = 3;
    if (chars > 3 || name.size() != chars * kBytes) return false;
    const std::string_view first = std::string_view(name).substr(0, kBytes);
    for (std::size_t at = kSurnames.find(first); at != std::string_view::npos;
         at = kSurnames.find(first, at + 1)) {
        if (at % kBytes == 0) return true;
    }
    return false;
}

}  // namespace mingcha::audit
