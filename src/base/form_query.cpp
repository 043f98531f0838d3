#include "base/form_query.h"

#include "base/charset_gbk.h"

namespace mingcha {

namespace {

bool stands_for_itself(unsigned char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '*' || byte == '-' || byte == '.' ||
           byte == '_';
}

void escape(std::string& out, std::string_view bytes) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    for (const char each : bytes) {
        const auto byte = static_cast<unsigned char>(each);
        if (stands_for_itself(byte)) {
            out += each;
        } else if (byte == ' ') {
            out += '+';
        } else {
            out += '%';
            out += kDigits[byte >> 4U];
            out += kDigits[byte & 15U];
        }
    }
}

}  // namespace

void add_to_query(std::string& query, std::string_view name, std::string_view value, bool gbk) {
    if (!query.empty()) query += '&';
    escape(query, gbk ? to_gbk(name) : std::string(name));
    query += '=';
    escape(query, gbk ? to_gbk(value) : std::string(value));
}

std::string with_query(std::string_view action, std::string_view query) {
    std::string url(action.substr(0, action.find_first_of("?#")));
    url += '?';
    url += query;
    return url;
}

}  // namespace mingcha
