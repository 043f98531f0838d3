#include "proof/quantities.h"

#include <array>

#include <fmt/format.h>

#include "base/points.h"
#include "base/text.h"
#include "proof/patterns.h"

namespace mingcha::proof {

namespace {

constexpr std::size_t kMaxDigits = 9;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// What follows a number that is no count: dates, durations, ordinals of things.
constexpr std::array<std::string_view, 16> kNotCounts{
    "年", "月",       "日",   "号",     "时",     "分钟",     "秒", "周",
    "天", "个工作日", "个月", "个季度", "个小时", "个百分点", "届", "期"};
constexpr std::array<std::string_view, 13> kCountUnits{"家", "个", "条", "项", "件", "篇", "份",
                                                       "处", "户", "次", "人", "名", "座"};

// The clause around a count: from the stop before it (or the number before it) to the stop after
// it.
struct Around {
    std::string_view left, right;
};

Around around(std::string_view text, std::size_t begin, std::size_t end, std::size_t left_limit,
              std::size_t right_limit) {
    constexpr std::array<std::string_view, 8> kStops{"，", "。", "；", "：",
                                                     "（", "）", "、", "！"};
    std::size_t from = left_limit;
    std::size_t to = right_limit;
    for (std::string_view stop : kStops) {
        const std::size_t before = text.substr(0, begin).rfind(stop);
        if (before != std::string_view::npos && before + stop.size() > from)
            from = before + stop.size();
        const std::size_t after = text.find(stop, end);
        if (after != std::string_view::npos && after < to) to = after;
    }
    return {text.substr(from, begin > from ? begin - from : 0),
            text.substr(end, to > end ? to - end : 0)};
}

bool names_accounts_in(std::string_view text) {
    return contains_any(text, {"新媒体", "账号", "公众号", "微博", "微信", "客户端"});
}

Role role_of(const Around& clause) {
    // A rate that stands in the clause says nothing of what the count counts.
    const std::string both =
        replace_all(std::string(clause.left) + "#" + std::string(clause.right), "合格率", "");
    if (contains(both, "整改")) return Role::unknown;  // mended or not, not passed or failed
    if (contains_any(both, {"不合格", "不达标", "未达标", "未通过", "存在突出问题"}))
        return Role::failed;
    if (contains_any(both, {"合格", "达标"})) return Role::passed;
    if (contains_any(both, {"抽查", "抽检", "检查了", "共检查", "监测了", "共监测", "抽取", "巡查",
                            "检查#", "监测#", "进行检查", "进行了检查", "实际检查", "全面检查",
                            "检查网站", "检查政府网站", "检查政务新媒体", "全部检查"})) {
        return Role::checked;
    }
    if (contains_any(both,
                     {"备案", "总数", "共有", "在册", "总体样本", "运行", "现有", "纳入", "共#",
                      "共计#", "合计#", "全市共", "全省共", "全县共", "全区共", "开设", "开办"})) {
        return Role::total;
    }
    // "全市政务新媒体402个"; "对全市40家…" goes on to say what was done to them.
    if (contains_any(clause.left, {"全市", "全省", "全县", "全区", "全州"}) &&
        !starts_with(clause.left, "对") && clause.right.empty()) {
        return Role::total;
    }
    return Role::unknown;
}

// "抽查县市区政府、市直部门的新媒体140个", "有不合格微信、微博23个": the word that says what is
// counted stands before the list that the count closes.
Role role_before_list(std::string_view since) {
    since = after_last(since, {"。", "；", "，"});
    if (contains(since, "不合格") && !contains_any(since, {"整改", "率", "其中"})) {
        return Role::failed;
    }
    const bool checked = contains_any(since, {"抽查", "检查", "监测"}) &&
                         !contains_any(since, {"发现", "存在", "问题", "比例", "其中", "未", "不"});
    return checked ? Role::checked : Role::unknown;
}

// "对134家网站、381家账号进行检查": what is said behind the last of them is said of both.
void share_roles(std::string_view text, std::vector<Quantity>& found) {
    for (std::size_t k = found.size(); k-- > 1;) {
        Quantity& one = found[k - 1];
        const Quantity& next = found[k];
        if (one.role != Role::unknown || !one.is_count() || !next.is_count()) continue;
        if (next.role != Role::checked && next.role != Role::total) continue;
        const std::string_view between = text.substr(one.end, next.begin - one.end);
        if (!contains_any(between, {"、", "和"})) continue;
        if (contains_any(between, {"，", "。", "；", "：", "（", "）", "中的"})) continue;
        one.role = next.role;
    }
}

}  // namespace

std::vector<Quantity> quantities(std::string_view text) {
    std::vector<Quantity> found;
    for (std::size_t i = 0; i < text.size() && found.size() < kMaxQuantities;) {
        if (!is_digit(text[i])) {
            ++i;
            continue;
        }
        const std::size_t begin = i;
        std::int64_t whole = 0;
        while (i < text.size() && is_digit(text[i])) {
            if (i - begin < kMaxDigits) whole = whole * 10 + (text[i] - '0');
            ++i;
        }
        std::int64_t hundredths = whole * 100;
        int decimals = 0;
        bool exact = i - begin <= kMaxDigits;
        if (i + 1 < text.size() && text[i] == '.' && is_digit(text[i + 1])) {
            ++i;
            for (std::int64_t place = 10; i < text.size() && is_digit(text[i]); ++i, place /= 10) {
                hundredths += (text[i] - '0') * place;
                ++decimals;
            }
            exact = exact && decimals <= 2;
        }
        const std::string_view before = text.substr(0, begin);
        const std::string_view after = text.substr(i);
        // 第3、附件3、〔2021〕47号、Q4, letters and codes glued to digits are names, not counts.
        const bool glued = !before.empty() && before.back() >= 'A' && before.back() <= 'z' &&
                           !starts_with(after, "家") && !starts_with(after, "个");
        const bool marked = !before.empty() && contains("-/:.", before.substr(before.size() - 1));
        const bool named = ends_with(before, "第") || ends_with(before, "附件") ||
                           ends_with(before, "〔") || ends_with(before, "〕") || glued || marked;
        if (!exact || named) continue;
        Quantity quantity;
        quantity.hundredths = hundredths;
        quantity.decimals = decimals;
        quantity.begin = begin;
        quantity.end = i;
        quantity.printed = std::string(text.substr(begin, i - begin));
        if (starts_with(after, "%")) {
            quantity.unit = Unit::percent;
            quantity.printed += "%";
            quantity.end += 1;
        } else if (starts_with(after, "个百分点")) {
            quantity.unit = Unit::percentage_points;
            quantity.end += std::string_view("个百分点").size();
        } else if (starts_with(after, "分") && !starts_with(after, "分钟")) {
            quantity.unit = Unit::score;
            quantity.end += std::string_view("分").size();
        } else {
            bool other = decimals > 0;
            for (std::string_view unit : kNotCounts) other = other || starts_with(after, unit);
            if (!other) {
                for (std::string_view unit : kCountUnits) {
                    if (!starts_with(after, unit)) continue;
                    quantity.unit = Unit::site_or_thing;
                    quantity.end += unit.size();
                    break;
                }
            }
        }
        found.push_back(std::move(quantity));
        i = found.back().end;
    }
    bool accounts = false;  // the subject named last, for a count that names none: "共抽查40个"
    bool sites = false;
    for (std::size_t k = 0; k < found.size(); ++k) {
        if (!found[k].is_count()) continue;
        const std::size_t left = k > 0 ? found[k - 1].end : 0;
        const std::size_t right = k + 1 < found.size() ? found[k + 1].begin : text.size();
        const Around clause = around(text, found[k].begin, found[k].end, left, right);
        found[k].role = role_of(clause);
        const std::string both = std::string(clause.left) + "#" + std::string(clause.right);
        const std::string_view since = text.substr(left, found[k].begin - left);
        const bool here = names_accounts_in(both) || contains(both, "网站");
        const std::string_view where = here ? std::string_view(both) : since;
        const bool names_accounts = names_accounts_in(where);
        const bool names_sites = !names_accounts && contains(where, "网站");
        if (names_accounts || names_sites) {
            accounts = names_accounts;
            sites = names_sites;
        }
        if (found[k].role == Role::unknown && here && !contains(both, "整改")) {
            found[k].role = role_before_list(since);
        }
        found[k].accounts = accounts;
        found[k].sites = sites;
    }
    share_roles(text, found);
    return found;
}

std::string percent_text(std::int64_t hundredths, int decimals) {
    return format_points(Points{hundredths}, decimals, false) + "%";
}

}  // namespace mingcha::proof
