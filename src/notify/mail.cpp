#include "notify/mail.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/base64.h"
#include "base/digest.h"
#include "base/text.h"
#include "notify/channel.h"

namespace mingcha::notify {

namespace {

constexpr std::size_t kBytesAWord = 39;  // 52 characters of base 64, 12 around, "Subject: "
constexpr std::size_t kNameChars = 12;
constexpr std::size_t kLine = 76;
constexpr std::size_t kPlainHeader = 60;
constexpr std::array<std::string_view, 7> kDays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

bool is_plain(std::string_view text) {
    return text.size() <= kPlainHeader && text.find("=?") == std::string_view::npos &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < '\x7f'; });
}

std::string folded(std::string_view base64) {
    std::string out;
    for (std::size_t i = 0; i < base64.size(); i += kLine) {
        out += base64.substr(i, kLine);
        out += "\r\n";
    }
    return out;
}

std::string mail_date(Instant at_moment) {
    const Date day = date_of(at_moment);
    const YearMonthDay parts = civil(day);
    const std::int64_t second = at_moment.seconds - at(day).seconds;
    return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} +0800",
                       kDays[static_cast<std::size_t>(weekday(day) - 1)], parts.day,
                       kMonths[static_cast<std::size_t>(parts.month - 1)], parts.year,
                       second / 3600, second / 60 % 60, second % 60);
}

}  // namespace

std::string encoded_words(std::string_view text) {
    const std::string line = one_line(text, kMaxTitle);
    if (is_plain(line)) return line;
    std::string out;
    std::size_t begin = 0;
    while (begin < line.size()) {
        std::size_t end = std::min(line.size(), begin + kBytesAWord);
        while (end < line.size() && end > begin + 1 &&
               (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) {
            --end;
        }
        if (!out.empty()) out += "\r\n ";
        out +=
            "=?UTF-8?B?" + base64_encoded(std::string_view(line).substr(begin, end - begin)) + "?=";
        begin = end;
    }
    return out;
}

Result<std::string> mail_text(const Mail& mail, const Message& message) {
    for (const std::string* address : {&mail.from, &mail.to}) {
        if (!is_mail_address(*address)) {
            return fail("mail", "\"" + one_line(*address, 80) + "\" 不是一个邮箱地址", "改正地址");
        }
    }
    const std::string domain = mail.from.substr(mail.from.find('@') + 1);
    // A name in a header is a phrase: as an encoded word it needs no quotes.
    const std::string name =
        "=?UTF-8?B?" + base64_encoded(one_line(mail.from_name, kNameChars)) + "?=";
    std::string out = "Date: " + mail_date(mail.at) + "\r\n";
    out += "From: " + (mail.from_name.empty() ? "" : name + "\r\n ") + "<" + mail.from + ">\r\n";
    out += "To: <" + mail.to + ">\r\n";
    out += "Subject: " + encoded_words(message.title) + "\r\n";
    // The same message to the same person bears the same number.
    out += "Message-ID: <" + sha256_hex(message.id + "\n" + mail.to).substr(0, 32) + "@" + domain +
           ">\r\n";
    out +=
        "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n";
    const std::string text = replace_all(plain_text(message, kMailBodyBytes) + "\n", "\n", "\r\n");
    return out + folded(base64_encoded(text));
}

}  // namespace mingcha::notify
