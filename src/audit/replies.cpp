#include "audit/replies.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "audit/presence.h"
#include "audit/titles.h"
#include "base/text.h"

namespace mingcha::audit {

namespace {

constexpr std::array<std::string_view, 8> kReplyLabels{
    "回复内容", "答复内容", "答复意见", "回复意见", "办理结果", "处理结果", "回复情况", "答复情况"};
constexpr std::array<std::string_view, 7> kQuestionLabels{
    "信件内容", "来信内容", "留言内容", "咨询内容", "问题内容", "写信内容", "投诉内容"};
constexpr std::array<std::string_view, 12> kNextLabels{
    "回复时间", "答复时间", "回复单位", "答复单位", "回复部门", "答复部门",
    "办理单位", "满意度",   "评价",     "办结时间", "回复日期", "答复日期"};

// A reply longer than this says something, whatever else it says.
constexpr std::size_t kEvasiveChars = 60;
constexpr std::size_t kMinReplyChars = 4;
constexpr std::size_t kPhoneDigits = 5;  // 12345
constexpr std::array<std::string_view, 17> kElsewhere{
    "请咨询相关", "请咨询有关", "咨询相关部门", "咨询有关部门", "请向相关",    "请向有关",
    "向相关部门", "向有关部门", "不属于我",     "不属我",       "不在我单位",  "不归我",
    "请与相关",   "请与有关",   "请联系相关",   "请联系有关",   "请到相关部门"};
constexpr std::array<std::string_view, 8> kNoted{"已收悉",         "已阅",          "已知晓",
                                                 "会认真研究",     "正在研究",      "将认真研究",
                                                 "按有关规定办理", "按相关规定办理"};
// What makes a short reply one that helps.
constexpr std::array<std::string_view, 15> kHelp{"电话",   "地址",   "网址",   "《",     "http",
                                                 "号楼",   "窗口",   "已处理", "已解决", "已修复",
                                                 "已安排", "已办结", "已完成", "可以",   "需要"};

std::size_t find_label(std::string_view text, std::span<const std::string_view> labels,
                       std::size_t& length) {
    std::size_t first = std::string_view::npos;
    for (std::string_view label : labels) {
        const std::size_t at = text.find(label);
        if (at >= first) continue;
        first = at;
        length = label.size();
    }
    return first;
}

std::string_view behind(std::string_view text, std::size_t at) {
    text = trim(text.substr(at));
    for (std::string_view mark : {"：", ":", "】", "]"}) {
        if (text.starts_with(mark)) text.remove_prefix(mark.size());
    }
    return trim(text);
}

std::string_view until_next_label(std::string_view text) {
    std::size_t length = 0;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t at = find_label(text.substr(from), kNextLabels, length);
        if (at == std::string_view::npos) return text;
        // A label begins its line; the word within a sentence is none.
        if (from + at == 0) return {};
        if (text[from + at - 1] == '\n') return trim(text.substr(0, from + at));
        from += at + length;
    }
    return text;
}

bool has_number(std::string_view text) {
    std::size_t run = 0;
    for (char c : text) {
        run = c >= '0' && c <= '9' ? run + 1 : 0;
        if (run >= kPhoneDigits) return true;
    }
    return false;
}

// The matter that a reply says the letter is about; empty: it names none.
std::string_view matter_of(std::string_view reply) {
    constexpr std::array<std::string_view, 6> kOpenings{"您反映的", "您咨询的", "您提出的",
                                                        "你反映的", "你咨询的", "来信反映的"};
    constexpr std::array<std::string_view, 6> kEndings{"问题", "事宜", "事项",
                                                       "情况", "建议", "诉求"};
    constexpr std::size_t kMaxBytes = 90;
    std::size_t length = 0;
    const std::size_t at = find_label(reply, kOpenings, length);
    if (at == std::string_view::npos) return {};
    const std::string_view rest = reply.substr(at + length);
    const std::size_t end = find_label(rest, kEndings, length);
    if (end == std::string_view::npos || end > kMaxBytes) return {};
    std::string_view matter = rest.substr(0, end);
    constexpr std::string_view kAbout = "关于";
    for (std::string_view mark : {"“", "\""}) {
        if (matter.starts_with(mark)) matter.remove_prefix(mark.size());
    }
    if (matter.starts_with(kAbout)) matter.remove_prefix(kAbout.size());
    return trim(matter);
}

std::set<std::uint64_t> bigrams(std::string_view text) {
    const TitleForm form = title_form(text);
    return {form.bigrams.begin(), form.bigrams.end()};
}

}  // namespace

std::optional<LetterText> letter_text(std::string_view main_text) {
    std::size_t length = 0;
    const std::size_t at = find_label(main_text, kReplyLabels, length);
    if (at == std::string_view::npos) return std::nullopt;
    LetterText text;
    text.reply = until_next_label(behind(main_text, at + length));
    if (text.reply.empty()) return std::nullopt;
    const std::string_view before = main_text.substr(0, at);
    const std::size_t asked = find_label(before, kQuestionLabels, length);
    if (asked != std::string_view::npos) {
        text.question = until_next_label(behind(before, asked + length));
    }
    return text;
}

bool is_evasive(std::string_view reply) {
    const std::size_t chars = char_count(reply);
    if (chars < kMinReplyChars || chars > kEvasiveChars) return false;
    if (has_number(reply) || has_any(reply, kHelp)) return false;
    return has_any(reply, kElsewhere) || has_any(reply, kNoted);
}

bool answers_something_else(std::string_view reply, std::string_view title,
                            std::string_view question) {
    constexpr std::size_t kMinMatterChars = 4;
    const std::string_view matter = matter_of(reply);
    if (char_count(matter) < kMinMatterChars || title.empty()) return false;
    const std::set<std::uint64_t> named = bigrams(matter);
    if (named.empty()) return false;
    for (std::string_view text : {title, question}) {
        for (std::uint64_t each : bigrams(text)) {
            if (named.contains(each)) return false;
        }
    }
    return true;
}

}  // namespace mingcha::audit
