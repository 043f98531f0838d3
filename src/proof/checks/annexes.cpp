// annex-missing: an annex that the list or the text names and the document does not have.
#include <set>

#include <fmt/format.h>

#include "proof/check.h"
#include "proof/patterns.h"

namespace mingcha::proof {

void check_annexes(const Circular& circular, Report& report) {
    std::set<int> present;
    for (const Annex& annex : circular.annexes) {
        if (annex.number > 0) present.insert(annex.number);
    }
    const auto announced = static_cast<int>(circular.announced.size());
    // Often the annexes are files of their own: only a document that has some must have all.
    if (!present.empty()) {
        for (int number = 1; number <= announced; ++number) {
            report.expect(present.count(number) > 0,
                          {"annex-missing",
                           fmt::format("附件说明：{}",
                                       circular.announced[static_cast<std::size_t>(number - 1)]),
                           fmt::format("附件{}", number), "文中没有该附件",
                           fmt::format("附件说明列有附件{}，文后没有。", number)});
        }
    }
    const int highest = announced > 0 ? announced : present.empty() ? 0 : *present.rbegin();
    if (highest == 0) return;
    for (const Paragraph& paragraph : circular.paragraphs) {
        if (paragraph.part != "正文") continue;
        const std::string_view text = paragraph.text;
        for (std::size_t at = 0; (at = text.find("附件", at)) != std::string_view::npos;) {
            at += std::string_view("附件").size();
            int number = 0;
            std::size_t n = 0;
            while (n < 2 && at + n < text.size() && text[at + n] >= '0' && text[at + n] <= '9') {
                number = number * 10 + (text[at + n] - '0');
                ++n;
            }
            if (n == 0) continue;
            report.expect(number <= highest,
                          {"annex-missing", "正文：" + quote(text, at, at + n),
                           fmt::format("附件{}", number), fmt::format("共{}个附件", highest),
                           fmt::format("正文提到附件{}，附件只有{}个。", number, highest)});
        }
    }
}

}  // namespace mingcha::proof
