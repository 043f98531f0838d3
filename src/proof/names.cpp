#include "proof/names.h"

#include <array>
#include <cstdint>

#include "base/text.h"
#include "proof/patterns.h"

namespace mingcha::proof {

namespace {

constexpr std::size_t kMaxNameChars = 40;

std::vector<std::string_view> characters(std::string_view text) {
    std::vector<std::string_view> out;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t n = 1;
        while (i + n < text.size() && (static_cast<unsigned char>(text[i + n]) & 0xC0) == 0x80) ++n;
        out.push_back(text.substr(i, n));
        i += n;
    }
    return out;
}

std::string without_brackets(std::string_view text) {
    std::string out;
    int depth = 0;
    for (std::string_view c : characters(text)) {
        if (c == "（" || c == "〔" || c == "【") {
            ++depth;
        } else if (c == "）" || c == "〕" || c == "】") {
            depth = depth > 0 ? depth - 1 : 0;
        } else if (depth == 0) {
            out += c;
        }
    }
    return out;
}

std::string clean_item(std::string_view raw) {
    std::string item = without_brackets(raw);
    for (std::string_view quote : {"“", "”", "《", "》", "\"", " ", "‘", "’"}) {
        item = replace_all(item, quote, "");
    }
    for (std::string_view tail : {"。", "；", "，", "、", "等"}) {
        while (ends_with(item, tail)) item.resize(item.size() - tail.size());
    }
    return item;
}

// Drops what introduces a list: everything up to and with the last introducing word.
std::string_view without_introduction(std::string_view text) {
    static constexpr std::array<std::string_view, 16> kWords{
        "分别为", "分别是", "发现", "其中", "包括", "如下", "即", "有",
        "是",     "为",     "对",   "以及", "但",   "与",   "由", "：",
    };
    std::size_t cut = 0;
    const std::size_t first_stop = text.find("、");
    for (std::string_view word : kWords) {
        // Only before the first item ends, and only where a name is left behind the word.
        const std::size_t at =
            text.rfind(word, first_stop == std::string_view::npos ? text.size() : first_stop);
        if (at == std::string_view::npos ||
            (first_stop != std::string_view::npos && at > first_stop))
            continue;
        if (word.size() <= 3 && word != "：" && at != 0)
            continue;  // one character may be part of a name
        cut = std::max(cut, at + word.size());
    }
    return text.substr(cut);
}

bool has_any_suffix(std::string_view name, bool& is_class) {
    static constexpr std::array<std::string_view, 54> kSuffixes{
        "局",   "委",     "办",     "政府",   "中心",   "院",   "处",   "会",   "社",
        "厅",   "公司",   "队",     "所",     "站",     "网",   "县",   "区",   "市",
        "镇",   "乡",     "街道",   "学校",   "医院",   "管委", "馆",   "署",   "行",
        "集团", "园",     "联",     "协会",   "大学",   "学院", "库",   "州",   "旗",
        "盟",   "省",     "办公室", "委员会", "管理处", "政务", "发布", "在线", "团委",
        "妇联", "总工会", "残联",   "部",     "台",     "科",   "股",   "村",   "社区"};
    static constexpr std::array<std::string_view, 16> kClasses{
        "部门", "网站", "单位", "各县区", "县市区",     "县区",     "乡镇",   "平台",
        "账号", "微信", "微博", "客户端", "政务新媒体", "直属机构", "小程序", "头条号"};
    for (std::string_view each : kClasses) {
        if (ends_with(name, each) && char_count(name) <= char_count(each) + 4) is_class = true;
    }
    for (std::string_view each : kSuffixes) {
        if (ends_with(name, each)) return true;
    }
    return false;
}

}  // namespace

NameList split_names(std::string_view text) {
    NameList list;
    text = without_introduction(trim(text));
    if (ends_with(text, "等")) list.open = true;
    std::string item;
    int depth = 0;
    const auto end_item = [&] {
        std::string name = clean_item(item);
        item.clear();
        if (!name.empty()) list.names.push_back(std::move(name));
    };
    for (std::string_view c : characters(text)) {
        // “甲”“乙” are two names without a stop between them.
        if (depth == 0 && c == "“" && ends_with(item, "”")) end_item();
        if (c == "（" || c == "“" || c == "《" || c == "〔") ++depth;
        if (c == "）" || c == "”" || c == "》" || c == "〕") depth = depth > 0 ? depth - 1 : 0;
        if (depth == 0 && (c == "、" || c == "，" || c == "；" || c == "\n")) {
            end_item();
            continue;
        }
        item += c;
    }
    end_item();
    list.at_most = list.names.size();
    // 甲局、乙局和丙局 names three; 人力资源和社会保障局 is one: both readings are allowed.
    if (!list.names.empty()) {
        for (std::string_view joint : {"和", "及", "以及", "与"}) {
            if (contains(list.names.back(), joint)) {
                ++list.at_most;
                break;
            }
        }
    }
    return list;
}

bool are_unit_names(const std::vector<std::string>& names) {
    for (const std::string& name : names) {
        bool is_class = false;
        if (char_count(name) < 2 || char_count(name) > kMaxNameChars) return false;
        if (!has_any_suffix(name, is_class)) {
            // 信用六安, 金安: a proper name that no suffix marks is still a name when it is short.
            if (char_count(name) > 8) return false;
        }
        if (is_class || starts_with(name, "各") || starts_with(name, "本") ||
            contains(name, "问题"))
            return false;
        for (char c : name) {
            if (c >= '0' && c <= '9') return false;
        }
    }
    return !names.empty();
}

bool are_listed_names(const std::vector<std::string>& names) {
    for (const std::string& name : names) {
        if (char_count(name) < 2 || char_count(name) > kMaxNameChars) return false;
        if (contains_any(name, {"问题", "存在", "未", "及时", "错误", "率"})) return false;
        if (starts_with(name, "各")) return false;
    }
    return !names.empty();
}

std::string plain_name(std::string_view name) {
    std::string out = clean_item(name);
    return replace_all(out, "人民政府", "政府");
}

std::size_t find_unit(const std::vector<std::string>& full_names, std::string_view short_name) {
    const std::string wanted = plain_name(short_name);
    const auto wanted_chars = characters(wanted);
    std::size_t found = std::string::npos;
    std::size_t matches = 0;
    for (std::size_t i = 0; i < full_names.size(); ++i) {
        const std::string full = plain_name(full_names[i]);
        if (full == wanted) return i;
        if (wanted_chars.size() < 3) continue;
        const auto full_chars = characters(full);
        if (full_chars.back() != wanted_chars.back()) continue;
        std::size_t k = 0;
        for (std::string_view c : full_chars) {
            if (k < wanted_chars.size() && c == wanted_chars[k]) ++k;
        }
        if (k != wanted_chars.size()) continue;
        found = i;
        ++matches;
    }
    return matches == 1 ? found : std::string::npos;
}

}  // namespace mingcha::proof
