#include "notify/message.h"

#include <fmt/format.h>

#include "base/text.h"

namespace mingcha::notify {

namespace {

constexpr std::string_view kClosing = "（明察自动发出，请勿直接回复）";

// "<@userid>" mentions somebody in a WeCom group, whatever the kind of message.
std::string without_mentions(std::string text) {
    return replace_all(std::move(text), "<@", "＜@");
}

std::string without_markup(std::string_view text) {
    constexpr std::string_view kMarkup = "\\`*_{}[]()#+-!|~>";
    std::string out;
    for (const char c : text) {
        if (c == '<') {
            out += "＜";
            continue;
        }
        if (kMarkup.find(c) != std::string_view::npos && c != '-' && c != '(' && c != ')') {
            out += '\\';
        }
        out += c;
    }
    return out;
}

struct Form {
    std::string head, tail;
    std::vector<std::string> lines;
    std::string_view gap;  // between two lines
};

std::string fitted(const Form& form, std::size_t max_bytes) {
    constexpr std::size_t kRoomForCount = 64;
    std::string body;
    std::size_t left_out = 0;
    const std::size_t fixed = form.head.size() + form.tail.size() + kRoomForCount;
    for (std::size_t i = 0; i < form.lines.size(); ++i) {
        if (i >= kMaxLines ||
            fixed + body.size() + form.gap.size() + form.lines[i].size() > max_bytes) {
            left_out = form.lines.size() - i;
            break;
        }
        body += std::string(form.gap) + form.lines[i];
    }
    if (left_out > 0) body += fmt::format("{}…… 另有 {} 行未列出", form.gap, left_out);
    return form.head + body + form.tail;
}

}  // namespace

std::string one_line(std::string_view text, std::size_t max_chars) {
    std::string clean;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        clean += byte < ' ' || byte == 0x7F ? ' ' : c;
    }
    // The Unicode line and paragraph separators end a line in some clients.
    clean = replace_all(std::move(clean), "\u2028", " ");
    clean = replace_all(std::move(clean), "\u2029", " ");
    return shorten(single_spaces(clean), max_chars);
}

std::string plain_text(const Message& message, std::size_t max_bytes) {
    Form form;
    form.gap = "\n";
    form.head = without_mentions(one_line(message.title, kMaxTitle));
    for (const std::string& line : message.lines) {
        form.lines.push_back(without_mentions(one_line(line, kMaxLineChars)));
    }
    if (!message.link.empty()) form.tail += "\n" + message.link;
    form.tail += "\n" + std::string(kClosing);
    return fitted(form, max_bytes);
}

std::string markdown_text(const Message& message, std::size_t max_bytes) {
    Form form;
    form.gap = "\n\n";
    form.head = "**" + without_markup(one_line(message.title, kMaxTitle)) + "**";
    for (const std::string& line : message.lines) {
        form.lines.push_back(without_markup(one_line(line, kMaxLineChars)));
    }
    if (!message.link.empty()) form.tail += "\n\n[在明察中查看](" + message.link + ")";
    form.tail += "\n\n" + std::string(kClosing);
    return fitted(form, max_bytes);
}

}  // namespace mingcha::notify
