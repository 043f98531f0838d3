#include "extract/publish_date.h"

#include <algorithm>

#include "base/text.h"
#include "extract/dates.h"
#include "extract/words.h"

namespace mingcha::extract {

namespace {

constexpr std::uint32_t kMaxInfoChars = 90;
constexpr std::uint32_t kTextBegun = 50;  // characters of running text
constexpr std::uint32_t kInfoReach = 10;  // blocks behind the heading that may be the info line

struct DateCandidate {
    PrintedDate date;
    DateSource from = DateSource::none;
    int score = 0;
};

class PublishDateFinder {
public:
    explicit PublishDateFinder(Reading& reading) : reading_(reading), outline_(reading.outline) {}

    void find() {
        from_labels();
        from_info_lines();
        from_scripts();
        from_meta();
        if (const auto date = date_in_url(reading_.facts.url)) {
            offer({*date, -1, false}, DateSource::url, 30);
        }
        if (best_.score <= 0) return;
        PageFacts& facts = reading_.facts;
        facts.publish_date = best_.date;
        facts.publish_date_from = best_.from;
        facts.publish_date_confidence = static_cast<std::uint8_t>(std::clamp(best_.score, 1, 99));
    }

private:
    void offer(PrintedDate date, DateSource from, int score) {
        // A page of the future: a misprint or an event, but no day of publishing.
        if (reading_.as_of && date.date > *reading_.as_of + 1) score -= 40;
        if (score > best_.score) best_ = {date, from, score};
    }

    // Blocks from the first to the last entry of a dated list, found once for all.
    bool in_list(std::uint32_t block) {
        if (list_depth_.empty()) {
            list_depth_.resize(outline_.blocks.size() + 1);
            for (const ListGroup& group : reading_.lists) {
                if (group.count() < 3 || group.dated < 2) continue;
                const std::uint32_t first = reading_.entries[group.first_entry].first_block;
                const std::uint32_t end = std::min(reading_.entries[group.end_entry - 1].end_block,
                                                   outline_.boxes[group.box].end_block);
                if (end <= first) continue;
                ++list_depth_[first];
                --list_depth_[end];
            }
            for (std::size_t b = 1; b < list_depth_.size(); ++b) {
                list_depth_[b] += list_depth_[b - 1];
            }
        }
        return list_depth_[block] > 0;
    }

    int by_place(std::uint32_t block) const {
        if (reading_.heading == kNone) return 0;
        if (block == reading_.info_block) return 10;
        if (block >= reading_.heading_end && block <= reading_.heading_end + kInfoReach) return 8;
        if (block < reading_.heading && reading_.heading - block <= 12) return 4;
        return -6;
    }

    void from_labels() {
        for (std::size_t h = 0; h < reading_.hits.size(); ++h) {
            const LabelHit& hit = reading_.hits[h];
            int score = 0;
            if (hit.label == Label::published) score = 80;
            if (hit.label == Label::dated) score = 68;
            if (hit.label == Label::updated) score = 60;
            if (score == 0) continue;
            const Block& block = outline_.blocks[hit.block];
            if (reading_.part_of(block) == Part::footer || in_list(hit.block)) continue;
            if (hit.label == Label::dated && !stands_for_itself(block, hit)) continue;
            const std::string_view value = value_of(outline_, reading_.hits, h);
            const auto found = find_date(value);
            if (!found || found->begin > 16) continue;
            if (hit.label == Label::dated && found->weekday_follows) continue;
            if (hit.label == Label::updated) reading_.facts.updated_date = found->value;
            offer(found->value, DateSource::label, score + by_place(hit.block));
        }
    }

    // "时间：" of its own, not the end of "会议时间：" or a clause of running text.
    bool stands_for_itself(const Block& block, const LabelHit& hit) const {
        if (block.chars > kMaxInfoChars) return false;
        const std::string_view before = trim(block.text.substr(0, hit.begin));
        if (before.empty()) return true;
        if (leads_current_date(block.text.substr(0, hit.value_begin))) return false;
        const std::string_view raw = block.text.substr(0, hit.begin);
        if (raw.ends_with(' ') || raw.ends_with("\u3000")) return true;
        for (std::string_view mark :
             {"】", "[", "【", "|", "｜", "；", ";", "）", ")", "(", "（", "/"}) {
            if (before.ends_with(mark)) return true;
        }
        return false;
    }

    // A date without label in a short line next to the heading.
    void from_info_lines() {
        if (reading_.heading == kNone) return;
        const auto size = static_cast<std::uint32_t>(outline_.blocks.size());
        const std::uint32_t to = std::min(size, reading_.heading_end + kInfoReach);
        for (std::uint32_t b = reading_.heading_end; b < to; ++b) from_line(b, 74);
        const std::uint32_t from = reading_.heading > 5 ? reading_.heading - 5 : 0;
        for (std::uint32_t b = from; b < reading_.heading; ++b) from_line(b, 58);
    }

    void from_line(std::uint32_t b, int score) {
        const Block& block = outline_.blocks[b];
        if (!reading_.is_shown(block) || !block.has_digit || block.chars > kMaxInfoChars) return;
        const Part part = reading_.part_of(block);
        if (part == Part::footer || part == Part::header || in_list(b)) return;
        const auto found = find_date(block.text);
        if (!found) return;
        const std::string_view before = trim(block.text.substr(0, found->begin));
        const std::string_view behind = trim(block.text.substr(found->end));
        if (found->weekday_follows && before.empty()) return;  // today's date
        if (leads_current_date(before)) return;
        if (is_other_label(b, found->begin)) return;
        const bool about = (block.marks & kMarkInfo) != 0;
        const bool framed = before.empty() || !is_word_end(before);
        const bool alone = char_count(before) + char_count(behind) <= 8;
        const bool hinted = (outline_.hints_around(block.box, 2) & (kHintDate | kHintSource)) != 0;
        if (!about && !alone && !hinted) return;
        if (!framed && !about && !hinted) return;
        // "2021年11月5日" alone in the running text is the date of a letter's end or a caption.
        const bool behind_text =
            b > reading_.heading_end && text_between(reading_.heading_end, b) >= kTextBegun;
        if (behind_text && !about) return;
        // Bracketed by words of adoption: （2007年6月29日…通过）.
        if ((block.marks & kMarkAdoption) && !about) return;
        score += about ? 6 : 0;
        score -= static_cast<int>(b > reading_.heading_end ? b - reading_.heading_end : 0);
        offer(found->value, DateSource::text, score);
    }

    // Running text between two blocks: behind it a date belongs to the text.
    std::uint32_t text_between(std::uint32_t first, std::uint32_t end) const {
        std::uint32_t chars = 0;
        for (std::uint32_t b = first; b < end; ++b) {
            const Block& block = outline_.blocks[b];
            if (block.hidden || (block.marks & kMarkInfo) != 0) continue;
            const std::uint32_t plain = block.chars - std::min(block.link_chars, block.chars);
            if (plain >= 20) chars += plain;
        }
        return chars;
    }

    static bool is_word_end(std::string_view before) {
        return static_cast<unsigned char>(before.back()) >= 0xE4 && !before.ends_with("：") &&
               !before.ends_with("】") && !before.ends_with("）");
    }

    bool is_other_label(std::uint32_t block, std::size_t date_begin) const {
        for (const LabelHit& hit : reading_.hits) {
            if (hit.block != block || hit.begin > date_begin) continue;
            if (hit.label == Label::other_date || hit.label == Label::replied) return true;
        }
        if (block == 0) return false;
        // The label in a block before it: 签署时间： / 2026-03-17.
        for (const LabelHit& hit : reading_.hits) {
            if (hit.block + 1 == block && hit.heading && hit.label == Label::other_date)
                return true;
        }
        return false;
    }

    // var pubdata='2021-11-05 09:30'; document.write("发布时间：2021-11-05")
    void from_scripts() {
        for (const Script& each : outline_.scripts) {
            if ((each.marks & kScriptDate) == 0) continue;
            const std::string_view script = each.text;
            for (std::string_view name :
                 {"pubdat", "pubDat", "PubDat", "pubtime", "pubTime", "publishDate", "publishTime",
                  "publishdate", "publishtime", "fbsj", "fbrq", "发布时间", "发布日期",
                  "docreltime", "docRelTime", "releaseTime", "releaseDate"}) {
                const std::size_t at = script.find(name);
                if (at == std::string_view::npos) continue;
                const std::string_view window = script.substr(at + name.size(), 60);
                const auto found = find_date(window);
                if (!found || found->begin > 24) continue;
                offer(found->value, DateSource::script, 56);
                break;
            }
        }
    }

    void from_meta() {
        for (std::string_view name :
             {"PubDate", "publishdate", "article:published_time", "firstpublishedtime", "DC.Date",
              "publish_time", "releasedate", "release_date"}) {
            const auto date = parse_machine_date(meta_content(reading_.facts, name));
            if (!date) continue;
            const bool own = name == "PubDate";
            if (name == "firstpublishedtime" && reading_.info_block == kNone) continue;
            offer(*date, DateSource::meta, own ? 52 : 44);
            return;
        }
    }

    Reading& reading_;
    const Outline& outline_;
    DateCandidate best_;
    std::vector<std::int32_t> list_depth_;  // by block; 0 = in no dated list
};

}  // namespace

void find_publish_date(Reading& reading) {
    PublishDateFinder(reading).find();
}

void find_source(Reading& reading) {
    for (std::size_t h = 0; h < reading.hits.size(); ++h) {
        const LabelHit& hit = reading.hits[h];
        if (hit.label != Label::source) continue;
        if (reading.part_of(reading.outline.blocks[hit.block]) == Part::footer) continue;
        if (reading.heading != kNone && hit.block + 4 < reading.heading) continue;
        std::string_view value = value_of(reading.outline, reading.hits, h);
        // An empty field: what follows is the text, not where it comes from.
        const Block& block = reading.outline.blocks[hit.block];
        const bool outside = value.data() < block.text.data() ||
                             value.data() >= block.text.data() + block.text.size();
        if (outside && (!hit.heading || char_count(value) > 24)) continue;
        // Behind the value: another field of the line without a label of ours.
        for (std::string_view mark :
             {"浏览", "阅读", "点击", "字体", "字号", "字号：", "【", "打印", "访问", "作者",
              "编辑", "分享", "发布", "责任", "日期", "时间", " | ", "  ", "\u3000"}) {
            value = value.substr(0, std::min(value.find(mark), value.size()));
        }
        value = trim(value);
        const auto found = find_date(value);
        if (found) value = trim(value.substr(0, found->begin));
        if (value.empty() || char_count(value) > 60) continue;
        reading.facts.source = value;
        return;
    }
    const std::string_view meta = meta_content(reading.facts, "ContentSource");
    if (!is_placeholder(meta)) reading.facts.source = meta;
}

}  // namespace mingcha::extract
