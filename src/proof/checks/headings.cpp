// heading-number: 一、二、三 and （一）（二）, 一是…二是…, the 序号 column, numbers of annexes.
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "proof/check.h"
#include "proof/patterns.h"

namespace mingcha::proof {

namespace {

void check_points_in_text(const Paragraph& paragraph, Report& report) {
    // 一是…；二是…；三是…: counted anew at each 一是.
    int previous = 0;
    const std::string_view text = paragraph.text;
    for (std::size_t i = 0; i < text.size();) {
        const auto [number, length] = chinese_number(text.substr(i));
        const bool starts =
            i == 0 || ends_with(text.substr(0, i), "。") || ends_with(text.substr(0, i), "；") ||
            ends_with(text.substr(0, i), "，") || ends_with(text.substr(0, i), "：");
        if (number == 0 || !starts || !starts_with(text.substr(i + length), "是")) {
            i += number == 0 ? 1 : length;
            continue;
        }
        if (number > 1 && previous > 0) {
            report.expect(number == previous + 1,
                          {"heading-number", paragraph.part + "：" + quote(text, i, i + length),
                           to_chinese_number(number) + "是", to_chinese_number(previous + 1) + "是",
                           fmt::format("“{}是”之后是“{}是”。", to_chinese_number(previous),
                                       to_chinese_number(number))});
        }
        previous = number;
        i += length;
    }
}

std::string printed_heading(int level, int number) {
    return level == 1 ? to_chinese_number(number) + "、" : "（" + to_chinese_number(number) + "）";
}

void check_row_numbers(const Annex& annex, Report& report) {
    int previous = 0;
    for (const std::string& cell : annex.row_numbers) {
        int number = 0;
        bool plain = !cell.empty() && cell.size() <= 5;
        for (char c : cell) {
            plain = plain && c >= '0' && c <= '9';
            number = number * 10 + (c - '0');
        }
        if (!plain) continue;
        if (number != 1) {
            report.expect(
                number == previous + 1,
                {"heading-number", fmt::format("附件{}：序号{}", annex.number, cell), cell,
                 std::to_string(previous + 1), fmt::format("序号{}之后是{}。", previous, cell)});
        }
        previous = number;
    }
}

}  // namespace

void check_headings(const Circular& circular, Report& report) {
    std::array<int, 3> last{};
    for (const Paragraph& paragraph : circular.paragraphs) {
        check_points_in_text(paragraph, report);
        if (paragraph.part != "正文") continue;
        const auto heading = heading_of(paragraph.text);
        if (!heading) continue;
        const auto level = static_cast<std::size_t>(heading->level);
        const int expected = last[level] + 1;
        report.expect(heading->number == expected,
                      {"heading-number", "正文：" + shorten(paragraph.text, 24), heading->printed,
                       printed_heading(heading->level, expected),
                       fmt::format("标题序号应为“{}”，写作“{}”。",
                                   printed_heading(heading->level, expected), heading->printed)});
        last[level] = heading->number;
        if (heading->level == 1) last[2] = 0;
    }
    for (const Annex& annex : circular.annexes) check_row_numbers(annex, report);
}

}  // namespace mingcha::proof
