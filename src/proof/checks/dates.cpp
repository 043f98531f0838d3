// date-window, date-order, deadline-before-issue.
#include <optional>

#include <fmt/format.h>

#include "proof/check.h"
#include "proof/patterns.h"

namespace mingcha::proof {

namespace {

bool speaks_of_checking(std::string_view text) {
    return contains_any(text, {"检查", "监测", "采样", "抽查", "测试", "抽检", "巡查"});
}

// What of a clock time stands at the start of `text`: "12:00", "17时30分", "下午5点", "下班".
std::size_t time_length(std::string_view text) {
    std::size_t at = 0;
    bool more = true;
    while (more && at < text.size()) {
        more = false;
        for (std::string_view word :
             {"上午", "下午", "中午", "晚上", "下班", "：", ":", "时", "点", "分", "整"}) {
            if (!starts_with(text.substr(at), word)) continue;
            at += word.size();
            more = true;
        }
        if (at < text.size() && text[at] >= '0' && text[at] <= '9') {
            ++at;
            more = true;
        }
    }
    return at;
}

// A date in the text is a deadline when 前 follows and something is due by it.
bool is_deadline(std::string_view text, const DateMention& date) {
    std::string_view after = text.substr(date.end);
    after.remove_prefix(time_length(after));
    const bool before = starts_with(after, "前") || starts_with(after, "之前") ||
                        starts_with(after, "以前") || starts_with(after, "下班前");
    if (!before) return false;
    return contains_any(after.substr(0, 120),
                        {"报送", "上报", "前报", "报市", "报省", "完成", "反馈", "整改", "报至",
                         "发布", "报我", "报县", "提交"});
}

std::int32_t year_of(const Circular& circular) {
    for (const Paragraph& paragraph : circular.paragraphs) {
        for (const DateMention& date : dates_in(paragraph.text, 0)) return civil(date.date).year;
    }
    return 0;
}

}  // namespace

void check_dates(const Circular& circular, Report& report) {
    const std::int32_t year = year_of(circular);
    struct Window {
        const Paragraph* paragraph;
        DateWindow window;
    };
    std::vector<Window> windows;
    for (const Paragraph& paragraph : circular.paragraphs) {
        const std::string_view text = paragraph.text;
        for (const DateWindow& window : windows_in(text, year)) {
            report.expect(window.from.date <= window.to.date,
                          {"date-order", paragraph.part + "：" + window.printed, window.printed,
                           fmt::format("不早于{}", window.from.printed),
                           fmt::format("起止日期倒置：{}。", window.printed)});
            if (speaks_of_checking(text)) windows.push_back({&paragraph, window});
        }
        if (!circular.issued) continue;
        const Date issued = circular.issued->date;
        for (const DateMention& date : dates_in(text, year)) {
            if (is_deadline(text, date)) {
                // A deadline of an earlier notice that is only told of stands in the past on
                // purpose.
                if (contains_any(
                        text.substr(0, date.begin).substr(date.begin > 60 ? date.begin - 60 : 0),
                        {"曾要求", "此前要求", "上季度要求"})) {
                    continue;
                }
                report.expect(date.date >= issued,
                              {"deadline-before-issue",
                               paragraph.part + "：" + quote(text, date.begin, date.end),
                               date.printed, "不早于" + circular.issued->printed,
                               fmt::format("期限{}早于成文日期{}。", date.printed,
                                           circular.issued->printed)});
                continue;
            }
            const std::string_view left = text.substr(0, date.begin);
            const bool data_date = ends_with(left, "截至") || ends_with(left, "截止") ||
                                   ends_with(left, "截止到") || ends_with(left, "截至到");
            bool in_window = false;
            for (const DateWindow& window : windows_in(text, year)) {
                in_window = in_window || window.to.begin == date.begin;
            }
            if (!data_date && !(in_window && speaks_of_checking(text))) continue;
            report.expect(
                date.date <= issued,
                {"date-order", paragraph.part + "：" + quote(text, date.begin, date.end),
                 date.printed, "不晚于" + circular.issued->printed,
                 fmt::format("{}晚于成文日期{}。", date.printed, circular.issued->printed)});
        }
    }
    // Two windows of checking that share one end and not the other were meant to be one.
    for (std::size_t i = 0; i < windows.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            const DateWindow& first = windows[k].window;
            const DateWindow& second = windows[i].window;
            const bool same_from = first.from.date == second.from.date;
            const bool same_to = first.to.date == second.to.date;
            if (!same_from && !same_to) continue;
            report.expect(
                same_from && same_to,
                {"date-window",
                 fmt::format("{}：{}；{}：{}", windows[k].paragraph->part, first.printed,
                             windows[i].paragraph->part, second.printed),
                 second.printed, first.printed,
                 fmt::format("检查时间两处不一致：{}与{}。", first.printed, second.printed)});
            if (same_from != same_to) break;
        }
    }
}

}  // namespace mingcha::proof
