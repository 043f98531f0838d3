#include "extract/outline.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "extract/words.h"

namespace mingcha::extract {

void TextArena::reset() {
    chunk_ = 0;
    used_ = 0;
}

char* TextArena::room(std::size_t bytes) {
    while (chunk_ < chunks_.size() && chunks_[chunk_].size - used_ < bytes) {
        ++chunk_;
        used_ = 0;
    }
    if (chunk_ == chunks_.size()) {
        const std::size_t size = std::max(kChunk, bytes);
        chunks_.push_back({std::make_unique<char[]>(size), size});
        used_ = 0;
    }
    return chunks_[chunk_].data.get() + used_;
}

std::string_view TextArena::claim(std::size_t bytes) {
    const std::string_view kept(chunks_[chunk_].data.get() + used_, bytes);
    used_ += bytes;
    return kept;
}

std::string_view TextArena::keep(std::string_view text) {
    if (text.empty()) return {};
    std::memcpy(room(text.size()), text.data(), text.size());
    return claim(text.size());
}

namespace {

struct HintWord {
    std::string_view word;
    std::uint16_t hint;
};

constexpr std::array<HintWord, 58> kHintWords{{
    {"header", kHintHeader},    {"head", kHintHeader},      {"top", kHintHeader},
    {"logo", kHintHeader},      {"banner", kHintHeader},    {"nav", kHintNav},
    {"menu", kHintNav},         {"foot", kHintFooter},      {"bottom", kHintFooter},
    {"copyright", kHintFooter}, {"banquan", kHintFooter},   {"beian", kHintFooter},
    {"friend", kHintFooter},    {"yqlj", kHintFooter},      {"youlian", kHintFooter},
    {"title", kHintTitle},      {"biaoti", kHintTitle},     {"heading", kHintTitle},
    {"headline", kHintTitle},   {"tit", kHintTitle},        {"crumb", kHintCrumb},
    {"bread", kHintCrumb},      {"position", kHintCrumb},   {"location", kHintCrumb},
    {"dqwz", kHintCrumb},       {"weizhi", kHintCrumb},     {"lujing", kHintCrumb},
    {"wz", kHintCrumb},         {"path", kHintCrumb},       {"content", kHintContent},
    {"article", kHintContent},  {"zoom", kHintContent},     {"editor", kHintContent},
    {"detail", kHintContent},   {"zhengwen", kHintContent}, {"neirong", kHintContent},
    {"text", kHintContent},     {"list", kHintList},        {"liebiao", kHintList},
    {"date", kHintDate},        {"time", kHintDate},        {"riqi", kHintDate},
    {"shijian", kHintDate},     {"fbsj", kHintDate},        {"source", kHintSource},
    {"info", kHintSource},      {"laiyuan", kHintSource},   {"attr", kHintSource},
    {"page", kHintPager},       {"pagin", kHintPager},      {"fenye", kHintPager},
    {"relat", kHintRelated},    {"xgxx", kHintRelated},     {"tuijian", kHintRelated},
    {"xgwz", kHintRelated},     {"side", kHintSide},        {"left", kHintSide},
    {"share", kHintShare},
}};

// Words by their first letter, so that most bytes are looked at once.
struct HintIndex {
    std::array<std::uint8_t, 27> begin{};
    std::array<HintWord, kHintWords.size()> words{};

    constexpr HintIndex() {
        std::size_t count = 0;
        for (int letter = 0; letter < 26; ++letter) {
            begin[static_cast<std::size_t>(letter)] = static_cast<std::uint8_t>(count);
            for (const HintWord& word : kHintWords) {
                if (word.word.front() == 'a' + letter) words[count++] = word;
            }
        }
        begin[26] = static_cast<std::uint8_t>(count);
    }
};

constexpr HintIndex kHints;

constexpr char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool matches_here(std::string_view text, std::size_t at, std::string_view word) {
    if (text.size() - at < word.size()) return false;
    for (std::size_t i = 1; i < word.size(); ++i) {
        if (lower(text[at + i]) != word[i]) return false;
    }
    return true;
}

}  // namespace

std::uint16_t hints_of(std::string_view text) {
    std::uint16_t hints = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = lower(text[i]);
        if (c < 'a' || c > 'z') continue;
        const auto letter = static_cast<std::size_t>(c - 'a');
        for (std::size_t w = kHints.begin[letter]; w < kHints.begin[letter + 1]; ++w) {
            if (matches_here(text, i, kHints.words[w].word)) hints |= kHints.words[w].hint;
        }
    }
    return hints;
}

void Outline::reset() {
    arena.reset();
    boxes.clear();
    blocks.clear();
    places.clear();
    images.clear();
    fields.clear();
    scripts.clear();
    comments.clear();
    document_title = {};
    script_bytes = 0;
    script_files = 0;
    template_marks = false;
}

std::uint16_t Outline::hints_around(std::uint32_t box, int levels) const {
    std::uint16_t hints = 0;
    for (int i = 0; i <= levels && box != kNone; ++i) {
        hints |= boxes[box].hints;
        box = boxes[box].parent;
    }
    return hints;
}

void Outline::close() {
    chars_before.resize(blocks.size() + 1);
    link_chars_before.resize(blocks.size() + 1);
    chars_before[0] = link_chars_before[0] = 0;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        Block& block = blocks[i];
        block.marks = marks_of(block.text);
        chars_before[i + 1] = chars_before[i] + (block.hidden ? 0 : block.chars);
        link_chars_before[i + 1] = link_chars_before[i] + (block.hidden ? 0 : block.link_chars);
    }
    assign_parts();
}

// A box is head, menu or foot of the page when its names say so and it is no bigger than such a
// part is: wrappers of whole pages bear names like "top_wrap" too.
void Outline::assign_parts() {
    if (boxes.empty()) return;
    const std::uint32_t total = chars_before.back();
    const auto last = static_cast<std::uint32_t>(blocks.size());
    for (std::uint32_t i = 1; i < boxes.size(); ++i) {
        Box& box = boxes[i];
        const Part around = boxes[box.parent].part;
        if (around != Part::body) {
            box.part = around;
            continue;
        }
        if (box.part != Part::body) continue;  // the element itself says so
        if ((box.hints & (kHintFooter | kHintHeader | kHintNav)) == 0) continue;
        const std::uint32_t inside = chars_of(box);
        const std::uint32_t links = link_chars_of(box);
        const std::uint32_t plain = inside - links;
        const std::uint32_t before = chars_before[box.first_block];
        const std::uint32_t behind = total - chars_before[box.end_block];
        if (box.hints & kHintFooter) {
            const bool late = behind * 8 <= total || box.end_block + 12 >= last;
            if (late && before > inside && plain < 1200) box.part = Part::footer;
        } else if (box.hints & kHintHeader) {
            if (before * 4 <= total && plain < 160 && inside * 5 < total * 4 && behind > 0)
                box.part = Part::header;
        } else if (links * 10 >= inside * 7) {
            box.part = Part::nav;
        }
    }
}

}  // namespace mingcha::extract
