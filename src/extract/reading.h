// What the extractors of one page share: the outline, what earlier ones found, and the facts they
// fill. Passed by reference, made anew for each page by Extractor, its memory reused.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/url.h"
#include "extract/labels.h"
#include "extract/outline.h"
#include "model/facts.h"

namespace mingcha::extract {

// The one text of a page: the smallest box that holds most of its running text.
struct MainText {
    std::uint32_t box = 0;
    std::uint32_t first_block = 0, end_block = 0;
    std::uint32_t chars = 0;       // running text in it
    std::uint32_t paragraphs = 0;  // blocks of 20 characters and more
};

// A run of sibling entries, each with one title-like link.
struct ListEntry {
    std::uint32_t link = 0;
    std::uint32_t first_block = 0, end_block = 0;
    std::optional<PrintedDate> date;
    std::string_view title;
};

struct ListGroup {
    std::uint32_t box = 0;  // the box around all entries
    std::uint32_t first_entry = 0, end_entry = 0;
    std::uint32_t dated = 0;
    std::uint32_t chars = 0;  // of the titles
    Part part = Part::body;
    std::uint32_t count() const { return end_entry - first_entry; }
};

struct Reading {
    Reading(const Outline& page, PageFacts& page_facts, TextArena& page_arena,
            const UrlBase& address, std::optional<Date> day)
        : outline(page), facts(page_facts), arena(page_arena), base(address), as_of(day) {}

    const Outline& outline;
    PageFacts& facts;
    TextArena& arena;
    const UrlBase& base;
    std::optional<Date> as_of;

    std::vector<LabelHit> hits;
    MainText main;
    std::uint32_t heading = kNone;      // block of the heading
    std::uint32_t heading_end = kNone;  // behind its last block
    std::uint32_t info_block = kNone;   // the line with date and source under the heading
    std::string_view heading_text;
    int heading_score = 0;
    std::uint32_t crumb_block = kNone;  // 当前位置：…
    std::string_view crumb_text;
    std::string_view crumb_name;  // its last step that names something: 通知公告
    bool has_info_line = false;  // a labelled date or source belongs to the heading
    std::vector<ListEntry> entries;
    std::vector<ListGroup> lists;  // best first
    std::string scratch;

    bool is_shown(const Block& block) const { return !block.hidden && block.chars > 0; }
    Part part_of(const Block& block) const { return outline.boxes[block.box].part; }
};

// Content of a meta tag; empty where absent. Names without regard to case; the last non-empty wins.
std::string_view meta_content(const PageFacts& facts, std::string_view name);

// Whether `text` holds one of `words`.
bool holds_any(std::string_view text, std::initializer_list<std::string_view> words);

// Tag contents that stand for nothing: null, undefined, 网站名称, 政府网站标识码.
bool is_placeholder(std::string_view content);

// Whether `text` begins and ends with a Chinese character, so that no mark need be taken off it.
inline bool is_framed_by_hanzi(std::string_view text) {
    const auto is_hanzi = [](char lead) {
        const auto byte = static_cast<unsigned char>(lead);
        return byte >= 0xE4 && byte <= 0xE9;
    };
    return text.size() >= 3 && is_hanzi(text.front()) && is_hanzi(text[text.size() - 3]);
}

// Text without any space and ASCII case, to compare titles. Kept in `out`.
void squeeze(std::string_view text, std::string& out);

}  // namespace mingcha::extract
