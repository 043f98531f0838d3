#include "extract/footer.h"

#include <algorithm>

#include "base/text.h"
#include "extract/dates.h"
#include "extract/words.h"

namespace mingcha::extract {

namespace {

constexpr std::size_t kProvinceBytes = 3;
constexpr std::string_view kProvinces =
    "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼蜀陇黔滇港澳";

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool ends_with_province(std::string_view text) {
    if (text.size() < kProvinceBytes) return false;
    const std::string_view last = text.substr(text.size() - kProvinceBytes);
    const std::size_t at = kProvinces.find(last);
    return at != std::string_view::npos && at % kProvinceBytes == 0;
}

void skip_spaces(std::string_view text, std::size_t& at) {
    while (at < text.size()) {
        if (text[at] == ' ') {
            ++at;
        } else if (text.substr(at, 2) == "\u00a0") {
            at += 2;
        } else {
            return;
        }
    }
}

bool skip(std::string_view text, std::size_t& at, std::string_view word) {
    if (!text.substr(std::min(at, text.size())).starts_with(word)) return false;
    at += word.size();
    return true;
}

std::size_t digits(std::string_view text, std::size_t& at) {
    const std::size_t begin = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    return at - begin;
}

}  // namespace

std::string_view find_icp(std::string_view text) {
    for (std::size_t from = 0;;) {
        const std::size_t icp = text.find("ICP", from);
        const std::size_t lower = text.find("icp备", from);
        const std::size_t mark = std::min(icp, lower);
        if (mark == std::string_view::npos) return {};
        from = mark + 3;
        std::size_t before = mark;
        while (before > 0 && text[before - 1] == ' ') --before;
        std::size_t at = mark + 3;
        if (!skip(text, at, "备案")) {
            if (!skip(text, at, "备")) skip(text, at, "证");
        }
        const bool province = ends_with_province(text.substr(0, before));
        skip_spaces(text, at);
        if (!skip(text, at, "：")) skip(text, at, ":");
        skip_spaces(text, at);
        skip(text, at, "第");
        skip(text, at, "B2-");
        const std::size_t count = digits(text, at);
        if (!province || count < 5 || count > 12) continue;
        const std::size_t spaces = at;
        skip_spaces(text, at);
        if (skip(text, at, "号")) {
            const std::size_t number_end = at;
            skip_spaces(text, at);
            if (skip(text, at, "-") || skip(text, at, "－") || skip(text, at, "—") ||
                skip(text, at, "_")) {
                skip_spaces(text, at);
                if (digits(text, at) == 0) at = number_end;
            } else {
                at = number_end;
            }
        } else {
            at = spaces;
        }
        return text.substr(before - kProvinceBytes, at - before + kProvinceBytes);
    }
}

std::string_view find_police_number(std::string_view text) {
    for (std::size_t from = 0;;) {
        const std::size_t mark = text.find("公网安备", from);
        if (mark == std::string_view::npos) return {};
        from = mark + 12;
        std::size_t at = from;
        skip(text, at, "案");
        skip_spaces(text, at);
        if (!skip(text, at, "：")) skip(text, at, ":");
        skip_spaces(text, at);
        skip(text, at, "第");
        skip_spaces(text, at);
        const std::size_t count = digits(text, at);
        if (count < 8 || count > 20) continue;
        const std::size_t number_end = at;
        skip_spaces(text, at);
        if (!skip(text, at, "号")) at = number_end;
        const bool province = ends_with_province(text.substr(0, mark));
        const std::size_t begin = province ? mark - kProvinceBytes : mark;
        return text.substr(begin, at - begin);
    }
}

std::string_view find_site_code(std::string_view text) {
    constexpr std::size_t kReach = 24;  // bytes of colons, spaces and words before the code
    std::size_t at = 0;
    for (const std::size_t limit = std::min(text.size(), kReach); at < limit; ++at) {
        if (is_digit(text[at])) break;
        const std::string_view two = text.substr(at, 2);
        if ((two == "bm" || two == "BM" || two == "Bm") && at + 2 < text.size() &&
            is_digit(text[at + 2])) {
            break;
        }
        // Letters of another field: the code itself is missing.
        if ((text[at] >= 'A' && text[at] <= 'Z') || (text[at] >= 'a' && text[at] <= 'z')) return {};
    }
    if (at >= text.size()) return {};
    const std::size_t begin = at;
    if (!is_digit(text[at])) at += 2;
    if (at >= text.size() || !is_digit(text[at])) return {};
    const std::size_t count = digits(text, at);
    if (count < 6 || count > 16) return {};
    return text.substr(begin, at - begin);
}

namespace {

class FooterFinder {
public:
    explicit FooterFinder(Reading& reading)
        : reading_(reading), outline_(reading.outline), footer_(reading.facts.footer) {}

    void find() {
        const auto size = static_cast<std::uint32_t>(outline_.blocks.size());
        // From the foot upwards: the main text may speak of licence numbers too.
        for (std::uint32_t b = size; b-- > 0;) {
            const Block& block = outline_.blocks[b];
            // A site code stands in no text; licence numbers may.
            if (inside_main_text(b) && (block.marks & kMarkCode) == 0) continue;
            // Wide and narrow screens each have a foot; one of them is hidden. Its text is printed.
            read(b, block);
        }
        read_labels();
        read_links();
        read_images();
        decide_unread();
    }

private:
    bool inside_main_text(std::uint32_t b) const {
        const MainText& main = reading_.main;
        if (main.chars < 200 || main.box == 0) return false;
        if (b < main.first_block || b >= main.end_block) return false;
        if (b + outline_.blocks.size() / 8 >= outline_.blocks.size()) return false;
        return reading_.part_of(outline_.blocks[b]) == Part::body;
    }

    void read(std::uint32_t b, const Block& block) {
        const std::string_view text = block.text;
        if (block.marks == 0 || text.size() > 3000) return;
        if ((block.marks & kMarkCode) && footer_.site_code.empty()) read_site_code(b, text);
        if ((block.marks & kMarkIcp) && footer_.icp.empty()) footer_.icp = find_icp(text);
        if ((block.marks & kMarkPolice) && footer_.police.empty()) {
            footer_.police = find_police_number(text);
        }
        if ((block.marks & kMarkReport) && block.chars <= 40) footer_.error_report_entry = true;
        if (block.marks & kMarkSitemap) footer_.sitemap = true;
    }

    void read_site_code(std::uint32_t b, std::string_view text) {
        for (std::string_view label : {"标识码", "标识编码", "网站识别码", "标识代码"}) {
            std::size_t mark = text.rfind(label);
            if (mark == std::string_view::npos) continue;
            std::string_view code = find_site_code(text.substr(mark + label.size()));
            if (code.empty() && trim(text.substr(mark + label.size())).size() <= 6 &&
                b + 1 < outline_.blocks.size()) {
                code = find_site_code(outline_.blocks[b + 1].text);
            }
            if (!code.empty()) {
                footer_.site_code = code;
                return;
            }
        }
    }

    void read_labels() {
        std::string_view address;
        for (std::size_t h = reading_.hits.size(); h-- > 0;) {
            const LabelHit& hit = reading_.hits[h];
            if (inside_main_text(hit.block)) continue;
            const Block& block = outline_.blocks[hit.block];
            const bool low = reading_.part_of(block) == Part::footer ||
                             hit.block * 10 >= outline_.blocks.size() * 6;
            if (!low) continue;
            const std::string_view value = first_field(value_of(outline_, reading_.hits, h));
            if (value.empty()) continue;
            if (hit.label == Label::organizer && hit.value_begin > hit.begin) {
                footer_.organizer = value;
            } else if (hit.label == Label::copyright && copyright_.empty()) {
                copyright_ = value;
            } else if (hit.label == Label::contact || hit.label == Label::phone) {
                if (is_phone(value)) footer_.contact = value;
            } else if (hit.label == Label::address) {
                address = value;
            }
        }
        if (footer_.organizer.empty()) read_unlabelled_organizer();
        if (footer_.organizer.empty()) read_named_organizer();
        if (footer_.contact.empty()) footer_.contact = address;
        if (footer_.contact.empty()) footer_.contact = read_mail_address();
    }

    // The foot by its box, or the last lines of a page whose foot has none of its own.
    bool is_foot(std::uint32_t b) const {
        constexpr std::uint32_t kLastLines = 3;
        const Block& block = outline_.blocks[b];
        if (inside_main_text(b) || block.text.size() > 1500) return false;
        return reading_.part_of(block) == Part::footer || b + kLastLines >= outline_.blocks.size();
    }

    // "某某县人民政府主办": what stands between the last mark and the word.
    void read_named_organizer() {
        constexpr std::string_view kWord = "主办";
        constexpr std::size_t kLeastBytes = 12;
        for (std::uint32_t b = static_cast<std::uint32_t>(outline_.blocks.size()); b-- > 0;) {
            const std::string_view text = outline_.blocks[b].text;
            const std::size_t at = text.find(kWord);
            if (at == std::string_view::npos || !is_foot(b)) continue;
            std::string_view name = text.substr(0, at);
            for (std::string_view mark : {" ", "\u3000", "|", "：", ":", "，", "；", "号"}) {
                const std::size_t from = name.rfind(mark);
                if (from != std::string_view::npos) name = name.substr(from + mark.size());
            }
            if (name.ends_with("由")) name = name.substr(0, name.size() - 3);
            if (name.size() < kLeastBytes || char_count(name) > 40) continue;
            footer_.organizer = name;
            return;
        }
    }

    // A mail address is a way to get in touch, too.
    std::string_view read_mail_address() const {
        const auto is_part = [](char c) {
            return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
                   c == '-' || c == '_';
        };
        for (std::uint32_t b = static_cast<std::uint32_t>(outline_.blocks.size()); b-- > 0;) {
            const std::string_view text = outline_.blocks[b].text;
            const std::size_t at = text.find('@');
            if (at == std::string_view::npos || !is_foot(b)) continue;
            std::size_t begin = at;
            std::size_t end = at + 1;
            while (begin > 0 && is_part(text[begin - 1])) --begin;
            while (end < text.size() && is_part(text[end])) ++end;
            const std::string_view address = text.substr(begin, end - begin);
            if (begin < at && address.find('.', at - begin) != std::string_view::npos)
                return address;
        }
        return {};
    }

    // "主办单位 某某局" without a colon.
    void read_unlabelled_organizer() {
        for (std::uint32_t b = static_cast<std::uint32_t>(outline_.blocks.size()); b-- > 0;) {
            if (inside_main_text(b)) continue;
            const std::string_view text = outline_.blocks[b].text;
            if (text.size() > 1500 || (outline_.blocks[b].marks & kMarkOrganizer) == 0) continue;
            for (std::string_view word : {"主办单位", "网站主办"}) {
                const std::size_t at = text.find(word);
                if (at == std::string_view::npos) continue;
                const std::string_view value = first_field(text.substr(at + word.size()));
                if (value.size() >= 6) {
                    footer_.organizer = value;
                    return;
                }
            }
        }
    }

    // 0564-3379000, 12345; no postcode, no date.
    static bool is_phone(std::string_view value) {
        const auto count = std::count_if(value.begin(), value.end(), is_digit);
        return (count >= 7 && !find_date(value)) || value.starts_with("1234") ||
               value.starts_with("1238") || value.starts_with("1231");
    }

    static std::string_view first_field(std::string_view value) {
        value = trim(value);
        while (value.starts_with("：") || value.starts_with(":")) {
            value = trim(value.substr(value.starts_with(":") ? 1 : 3));
        }
        for (std::string_view mark : {" ", "\u3000", "|", "｜", "，", "；", "版权", "承办", "主办",
                                      "技术", "地址", "邮编", "网站标识", "备案", "Copyright"}) {
            const std::size_t at = value.find(mark);
            if (at != std::string_view::npos && at > 0) value = value.substr(0, at);
        }
        value = trim(value);
        return char_count(value) <= 60 ? value : std::string_view{};
    }

    void read_links() {
        // The emblem and the entry to report errors are often put there by a register's script.
        static const Words kAddresses{
            {"conac.cn", 1}, {"jiucuo", 2}, {"pucha.kaipuyun", 2}, {"zfwzzc", 2}, {"exposure/", 2}};
        for (std::size_t i = 0; i < reading_.facts.links.size(); ++i) {
            const Link& link = reading_.facts.links[i];
            const std::uint32_t found = kAddresses.marks_in(link.url);
            footer_.emblem = footer_.emblem || (found & 1) != 0;
            const std::uint8_t marks = outline_.places[i].marks;
            if ((found & 2) != 0 || (marks & kLinkReport) != 0) footer_.error_report_entry = true;
            footer_.sitemap = footer_.sitemap || (marks & kLinkSitemap) != 0;
        }
    }

    void read_images() {
        static const Words kNames{
            {"党政机关", 1}, {"事业单位标识", 1}, {"机关标识", 1}, {"找错", 2}, {"纠错", 2}};
        static const Words kFiles{{"dzjg", 1},      {"conac", 1},  {"red.png", 1}, {"blue.png", 1},
                                  {"dangzheng", 1}, {"jiucuo", 2}, {"zhaocuo", 2}};
        for (const Image& image : outline_.images) {
            const std::uint32_t found = kNames.marks_in(image.alt) | kFiles.marks_in(image.src);
            footer_.emblem = footer_.emblem || (found & 1) != 0;
            if (found & 2) footer_.error_report_entry = true;
        }
        for (const Script& script : outline_.scripts) {
            if (script.marks & kScriptEmblem) footer_.emblem = true;
            if (script.marks & kScriptReport) footer_.error_report_entry = true;
        }
    }

    // Nothing of a foot in the text, but pictures, a frame or a script at the end of the page.
    void decide_unread() {
        const bool any_text = !footer_.site_code.empty() || !footer_.icp.empty() ||
                              !footer_.organizer.empty() || !copyright_.empty();
        if (any_text) return;
        const auto size = static_cast<std::uint32_t>(outline_.blocks.size());
        const std::uint32_t late = size - std::min<std::uint32_t>(size / 8 + 3, size);
        for (const Image& image : outline_.images) {
            const bool low = image.block >= late || outline_.boxes[image.box].part == Part::footer;
            if (low && image.alt.empty()) reading_.facts.footer_unread = true;
        }
        if (!reading_.facts.frames.empty()) reading_.facts.footer_unread = true;
        for (const Link& link : reading_.facts.links) {
            if (link.kind == LinkKind::script &&
                holds_any(link.url, {"foot", "bottom", "copyright"}))
                reading_.facts.footer_unread = true;
        }
        for (const Script& script : outline_.scripts) {
            if (script.marks & kScriptFooter) reading_.facts.footer_unread = true;
        }
    }

    Reading& reading_;
    const Outline& outline_;
    Footer& footer_;
    std::string_view copyright_;
};

}  // namespace

void find_footer(Reading& reading) {
    FooterFinder(reading).find();
}

void find_header(Reading& reading) {
    const Outline& outline = reading.outline;
    PageFacts& facts = reading.facts;
    const auto size = static_cast<std::uint32_t>(outline.blocks.size());
    const std::uint32_t top = std::min<std::uint32_t>(size, std::max<std::uint32_t>(size / 4, 8));
    const auto in_head = [&](std::uint32_t block, std::uint32_t box) {
        if (reading.heading != kNone && block >= reading.heading) return false;
        return outline.boxes[box].part == Part::header || block < top;
    };
    const auto is_site_name = [&](std::string_view text) {
        return facts.site_name.size() >= 6 && text.find(facts.site_name) != std::string_view::npos;
    };
    constexpr std::size_t kMaxHeaderNames = 40;
    for (const Image& image : outline.images) {
        if (!in_head(image.block, image.box)) continue;
        const bool logo = (outline.hints_around(image.box, 3) & kHintHeader) != 0 ||
                          holds_any(image.src, {"logo", "LOGO", "banner", "top"});
        if (image.alt.empty()) {
            if (logo && facts.unread_header_images < 255) ++facts.unread_header_images;
            continue;
        }
        if (facts.header_names.size() < kMaxHeaderNames) facts.header_names.push_back(image.alt);
        if (is_site_name(image.alt)) facts.site_name_in_header = true;
    }
    for (std::uint32_t b = 0; b < top; ++b) {
        const Block& block = outline.blocks[b];
        if (!reading.is_shown(block) || !in_head(b, block.box) || b == reading.crumb_block)
            continue;
        if (block.chars > 60 || block.link_chars * 3 > block.chars * 2 + 60) continue;
        if (block.chars < 3 || holds_any(block.text, {"登录", "注册", "收藏", "首页"})) continue;
        if (facts.header_names.size() < kMaxHeaderNames) facts.header_names.push_back(block.text);
        if (is_site_name(block.text)) facts.site_name_in_header = true;
    }
}

}  // namespace mingcha::extract
