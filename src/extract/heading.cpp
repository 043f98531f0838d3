#include "extract/heading.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "extract/dates.h"
#include "extract/lists.h"
#include "extract/words.h"

namespace mingcha::extract {

namespace {

constexpr std::uint32_t kMaxHeadingChars = 160;
constexpr std::uint32_t kSearchBehindStart = 12;  // blocks of the main text that may be its heading
constexpr std::uint32_t kSearchBeforeStart = 60;
constexpr std::uint32_t kInfoDistance = 6;  // blocks between heading and info line
constexpr int kSureHeading = 40;
constexpr std::uint32_t kTextWorthNearness = 80;  // characters: less may be anywhere on the page
constexpr std::size_t kMaxTitleParts = 8;

bool looks_like_site(std::string_view part) {
    part = trim(part);
    if (part.empty()) return true;
    // A sentence that ends with an office's name is a heading still: names are short.
    if (char_count(part) > 24) return false;
    for (std::string_view ending :
         {"政府",   "门户网站", "网站",     "政府网", "信息网",  "网",     "局",   "厅",
          "委员会", "委",       "办公室",   "平台",   "中心",    "馆",     "门户", "部",
          "管委会", "政务公开", "信息公开", "网站群", "网站群!", "首页",   "站",   "委办",
          "总局",   "法院",     "检察院",   "大队",   "支队",    "开发区", "街道", "街道办事处",
          "研究院", "协会",     "学校",     "大学",   "学院"}) {
        if (part.ends_with(ending)) return true;
    }
    return false;
}

// How surely a part of <title> names a site: 2 by the words of a site, 1 by those of an office.
int site_strength(std::string_view part) {
    if (trim(part).empty() || !looks_like_site(part)) return 0;
    return holds_any(part, {"网", "政府", "门户", "平台"}) ? 2 : 1;
}

struct TitleParts {
    std::array<std::string_view, kMaxTitleParts> parts;
    std::size_t count = 0;
};

// Between " - ", "_", "|", "-", "—"; one dash inside a word ("一对一—…", "COVID-19") splits too,
// which is why parts are only ever taken off at the ends.
TitleParts split_title(std::string_view title) {
    TitleParts parts;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < title.size() && parts.count + 1 < kMaxTitleParts;) {
        std::size_t length = 0;
        if (title[i] == '-' || title[i] == '_' || title[i] == '|') {
            length = 1;
        } else if (title.substr(i, 3) == "—" || title.substr(i, 3) == "｜" ||
                   title.substr(i, 3) == "－" || title.substr(i, 3) == "–") {
            length = 3;
        }
        if (length == 0) {
            ++i;
            continue;
        }
        parts.parts[parts.count++] = title.substr(begin, i - begin);
        i += length;
        begin = i;
    }
    parts.parts[parts.count++] = title.substr(begin);
    return parts;
}

bool is_separator_tail(std::string_view text) {
    text = trim(text);
    for (std::string_view mark : {"-", "_", "|", "—", "｜", "－", "–"}) {
        if (text.ends_with(mark)) return true;
    }
    return false;
}

}  // namespace

bool names_only_sites(std::string_view title) {
    const TitleParts parts = split_title(trim(title));
    for (std::size_t i = 0; i < parts.count; ++i) {
        if (!looks_like_site(parts.parts[i])) return false;
    }
    return true;
}

std::string_view site_name_in_title(std::string_view title) {
    const TitleParts parts = split_title(trim(title));
    if (parts.count == 0) return {};
    const std::string_view last = trim(parts.parts[parts.count - 1]);
    const std::string_view front = trim(parts.parts[0]);
    const int last_strength = site_strength(last);
    const int front_strength = site_strength(front);
    if (last_strength > 0 && last_strength >= front_strength) return last;
    return front_strength > 0 ? front : std::string_view{};
}

std::string_view clean_document_title(std::string_view title, std::string_view site_name) {
    title = trim(title);
    const std::string_view whole = title;
    {
        // "某市人民政府门户网站-博物馆-某某美术馆": the site stands in front.
        const TitleParts parts = split_title(title);
        const std::string_view last = trim(parts.parts[parts.count - 1]);
        const std::string_view front = trim(parts.parts[0]);
        if (parts.count >= 2 && site_strength(front) == 2 && site_strength(last) < 2 &&
            last.size() >= 6) {
            return last;
        }
    }
    for (std::size_t round = 0; round < kMaxTitleParts; ++round) {
        const TitleParts parts = split_title(title);
        if (parts.count < 2) break;
        const std::string_view last = parts.parts[parts.count - 1];
        const std::string_view tail = trim(last);
        if (!tail.empty() && tail != site_name && !looks_like_site(tail)) break;
        title.remove_suffix(last.size());
        while (is_separator_tail(title)) {
            title = trim(title);
            const bool wide = static_cast<unsigned char>(title.back()) >= 0x80;
            title.remove_suffix(wide ? 3 : 1);
        }
        title = trim(title);
    }
    return title.empty() ? whole : title;
}

std::string_view last_of_crumb(std::string_view crumb) {
    for (;;) {
        crumb = trim(crumb);
        std::size_t cut = 0;
        for (std::string_view mark :
             {">", "＞", "»", "›", "→", "/", "：", ":", " - ", "-", "≫", "》"}) {
            const std::size_t at = crumb.rfind(mark);
            if (at != std::string_view::npos) cut = std::max(cut, at + mark.size());
        }
        const std::string_view last = trim(crumb.substr(cut));
        if (cut == 0) return last;
        const bool no_name = last.empty() || last == "正文" || last == "详情" || last == "内容" ||
                             last == "信息详情" || last == "浏览文章" || last == "列表";
        if (!no_name) return last;
        crumb = crumb.substr(0, cut - 1);
        while (!crumb.empty() && (static_cast<unsigned char>(crumb.back()) & 0xC0) == 0x80) {
            crumb.remove_suffix(1);
        }
        if (!crumb.empty() && static_cast<unsigned char>(crumb.back()) >= 0xC0) {
            crumb.remove_suffix(1);
        }
    }
}

namespace {

// The block of the way and its steps.
void find_way(Reading& reading) {
    const Outline& outline = reading.outline;
    reading.crumb_block = kNone;
    reading.crumb_text = {};
    for (std::uint32_t b = 0; b < outline.blocks.size(); ++b) {
        const Block& block = outline.blocks[b];
        if (!reading.is_shown(block) || block.chars > 120) continue;
        const bool said = (block.marks & kMarkCrumb) != 0;
        const bool led = block.link_chars > 0 && block.text.starts_with("首页") &&
                         holds_any(block.text, {">", "＞", "»", "›", "/", "→", "-"});
        const bool boxed =
            block.text == "首页" && (outline.hints_around(block.box, 2) & kHintCrumb) != 0;
        if (!said && !led && !boxed) continue;
        reading.crumb_block = b;
        reading.crumb_text = block.text;
        // The steps may stand in boxes of their own ("当前位置：" "首页" ">" "信息公开").
        std::uint32_t end = b + 1;
        std::string& text = reading.scratch;
        text = block.text;
        const bool stepped = holds_any(block.text, {">", "＞", "»", "›"});
        const bool open = block.text.ends_with(">") || block.text.ends_with("＞") ||
                          block.text.ends_with("»") || block.text.ends_with("：");
        const bool short_one = block.chars <= 12 && (!stepped || open);
        while (short_one && end < outline.blocks.size() && end <= b + 12) {
            const Block& next = outline.blocks[end];
            const bool step = next.chars <= 24 && !next.has_digit &&
                              (outline.hints_around(next.box, 3) & kHintCrumb ||
                               holds_any(next.text, {">", "＞", "»", "›"}) || text.ends_with(">") ||
                               text.ends_with("＞") || end == b + 1);
            if (!step) break;
            text += ' ';
            text += next.text;
            ++end;
        }
        if (end > b + 1) {
            reading.crumb_text = reading.arena.keep(text);
            reading.crumb_block = end - 1;
        }
        return;
    }
}

}  // namespace

void find_crumb(Reading& reading) {
    find_way(reading);
    reading.crumb_name = last_of_crumb(reading.crumb_text);
}

namespace {

struct Candidate {
    std::uint32_t first = kNone, end = kNone;
    int score = -1000;
};

class HeadingFinder {
public:
    explicit HeadingFinder(Reading& reading) : reading_(reading), outline_(reading.outline) {
        squeeze(outline_.document_title, document_title_);
        // A title tag that names only the site is no heading's repetition.
        if (names_only_sites(outline_.document_title)) {
            site_title_.swap(document_title_);
            document_title_.clear();
        }
        squeeze(meta_content(reading.facts, "ArticleTitle"), article_title_);
        if (is_placeholder(meta_content(reading.facts, "ArticleTitle"))) article_title_.clear();
        squeeze(meta_content(reading.facts, "ColumnName"), column_);
        squeeze(reading.crumb_name, crumb_);
        squeeze(reading.facts.site_name, site_);
    }

    void find() {
        find_info_blocks();
        Candidate best;
        const std::uint32_t start = reading_.main.first_block;
        const auto size = static_cast<std::uint32_t>(outline_.blocks.size());
        const std::uint32_t from = start > kSearchBeforeStart ? start - kSearchBeforeStart : 0;
        const std::uint32_t to = std::min(size, start + kSearchBehindStart);
        for (std::uint32_t b = from; b < to; ++b) consider(b, best);
        // An exact repetition of the title tag counts wherever it stands.
        if (best.score < kSureHeading) {
            for (std::uint32_t b = 0; b < size; ++b) {
                if (b < from || b >= to) consider(b, best);
            }
        }
        if (best.first == kNone || best.score < 12) return;
        reading_.heading = best.first;
        reading_.heading_end = best.end;
        reading_.heading_score = best.score;
        reading_.heading_text = text_of(best);
        find_info_line();
    }

private:
    // Lines that hold a labelled date or a source, by block.
    void find_info_blocks() {
        for (const LabelHit& hit : reading_.hits) {
            const bool about = hit.label == Label::published || hit.label == Label::dated ||
                               hit.label == Label::updated || hit.label == Label::source ||
                               hit.label == Label::asked;
            if (about && reading_.part_of(outline_.blocks[hit.block]) != Part::footer) {
                info_blocks_.push_back(hit.block);
            }
        }
    }

    bool is_info(std::uint32_t block) {
        if (info_known_.empty()) info_known_.resize(outline_.blocks.size(), kUnknown);
        std::uint8_t& known = info_known_[block];
        if (known == kUnknown) known = reads_like_info(block) ? 1 : 0;
        return known == 1;
    }

    bool reads_like_info(std::uint32_t block) const {
        if (std::binary_search(info_blocks_.begin(), info_blocks_.end(), block)) return true;
        const Block& b = outline_.blocks[block];
        if (!b.has_digit || b.chars > 60) return false;
        const auto found = find_date(b.text);
        if (!found || found->weekday_follows) return false;
        return found->begin <= 12 || (b.marks & kMarkInfo) != 0;
    }

    int distance_to_info(std::uint32_t block) {
        const auto size = static_cast<std::uint32_t>(outline_.blocks.size());
        for (std::uint32_t d = 1; d <= kInfoDistance && block + d < size; ++d) {
            if (is_info(block + d)) return static_cast<int>(d);
        }
        return -1;
    }

    void consider(std::uint32_t first, Candidate& best) {
        const Block& block = outline_.blocks[first];
        if (!reading_.is_shown(block) || block.chars < 2 || block.chars > kMaxHeadingChars) return;
        std::string& joined = joined_;
        squeeze(block.text, joined);
        const Candidate one{first, first + 1, score(first, joined)};
        if (one.score > best.score) best = one;
        // A heading broken over lines: with the following blocks, while they repeat the title.
        for (std::uint32_t end = first + 1; end < outline_.blocks.size() && end <= first + 4;
             ++end) {
            const Block& next = outline_.blocks[end];
            if (!reading_.is_shown(next) || next.chars > kMaxHeadingChars) return;
            if (!starts_a_title(joined)) return;
            squeeze(next.text, more_);
            joined += more_;
            if (!starts_a_title(joined)) return;
            const bool whole = joined == document_title_ || joined == article_title_;
            const Candidate several{
                first, end + 1, one.score + 20 + static_cast<int>(end - first) + (whole ? 30 : 0)};
            if (several.score > best.score) best = several;
        }
    }

    bool starts_a_title(const std::string& text) const {
        return (article_title_.size() >= text.size() && article_title_.starts_with(text)) ||
               (document_title_.size() >= text.size() && document_title_.starts_with(text));
    }

    int score(std::uint32_t first, const std::string& text) {
        const Block& block = outline_.blocks[first];
        int score = 0;
        const Box& box = outline_.boxes[block.box];
        constexpr std::array<int, 7> kByLevel{0, 34, 26, 20, 16, 8, 4};
        score += kByLevel[block.heading];
        const std::uint16_t hints = outline_.hints_around(block.box, 1);
        if (hints & kHintTitle) score += 16;
        if (hints & (kHintRelated | kHintPager | kHintShare | kHintSide)) score -= 18;
        if (outline_.hints_around(block.box, 3) & kHintCrumb) score -= 30;
        if (text.size() >= 6) {
            if (!article_title_.empty() && text == article_title_) score += 50;
            if (text == document_title_) {
                score += 40;
            } else if (text.size() >= 12 && document_title_.find(text) != std::string::npos &&
                       text != site_) {
                score += document_title_.starts_with(text) ? 32 : 22;
            }
        }
        if (box.part != Part::body) score -= 40;
        if (block.link_chars * 2 > block.chars) score -= 30;
        if (box.kind == BoxKind::item) score -= 6;
        if (first == reading_.crumb_block) score -= 60;
        if (text == site_ || text == site_title_ || (!column_.empty() && text == column_))
            score -= 30;
        if (!crumb_.empty() && text == crumb_ && text != document_title_) score -= 12;
        const int info = distance_to_info(first);
        if (info > 0) score += 26 - 3 * info;
        if (is_info(first) || (block.marks & kMarkNotHeading) != 0) {
            score -= 60;
        }
        if (block.text.ends_with("。") || block.text.ends_with("；") || block.text.ends_with("："))
            score -= 16;
        if (block.chars >= 8 && block.chars <= 60) score += 6;
        if (block.chars < 4) score -= 8;
        return score + nearness(first);
    }

    int nearness(std::uint32_t block) const {
        const std::uint32_t start = reading_.main.first_block;
        if (reading_.main.chars < kTextWorthNearness) return 0;
        const std::uint32_t away = block >= start ? (block - start) * 2 : start - block;
        return away < 4 ? 8 : 8 - static_cast<int>(std::min<std::uint32_t>(away, 24));
    }

    std::string_view text_of(const Candidate& candidate) {
        if (candidate.end == candidate.first + 1) return outline_.blocks[candidate.first].text;
        std::string text;
        for (std::uint32_t b = candidate.first; b < candidate.end; ++b) {
            text += outline_.blocks[b].text;
        }
        // The tag knows whether the lines are two clauses or one sentence.
        squeeze(text, joined_);
        if (joined_ == article_title_) return meta_content(reading_.facts, "ArticleTitle");
        return reading_.arena.keep(text);
    }

    void find_info_line() {
        const auto size = static_cast<std::uint32_t>(outline_.blocks.size());
        for (std::uint32_t b = reading_.heading_end; b < size && b <= reading_.heading_end + 8;
             ++b) {
            if (!is_info(b)) continue;
            reading_.info_block = b;
            reading_.has_info_line = true;
            return;
        }
        // Some print date and source above the heading, or at the end of the text.
        for (std::uint32_t back = 1; back <= 4 && back <= reading_.heading; ++back) {
            if (!is_info(reading_.heading - back)) continue;
            reading_.info_block = reading_.heading - back;
            reading_.has_info_line = true;
            return;
        }
    }

    Reading& reading_;
    const Outline& outline_;
    static constexpr std::uint8_t kUnknown = 2;
    std::vector<std::uint32_t> info_blocks_;
    std::vector<std::uint8_t> info_known_;  // by block
    std::string document_title_, article_title_, column_, crumb_, site_, joined_, more_,
        site_title_;
};

}  // namespace

void find_heading(Reading& reading) {
    reading.heading = reading.heading_end = reading.info_block = kNone;
    reading.heading_text = {};
    reading.heading_score = 0;
    reading.has_info_line = false;
    HeadingFinder(reading).find();
}

}  // namespace mingcha::extract
