#include "extract/main_text.h"

namespace mingcha::extract {

namespace {

constexpr std::uint32_t kParagraphChars = 20;
constexpr std::uint32_t kStayShare = 72;  // percent of the text a box must hold to be entered

// Running text counts in full, crumbs of text a little, links not at all.
std::uint32_t score_of(const Reading& reading, const Block& block) {
    if (!reading.is_shown(block)) return 0;
    const Part part = reading.part_of(block);
    if (part != Part::body) return 0;
    const std::uint32_t plain = block.chars - std::min(block.link_chars, block.chars);
    if (plain == 0) return 0;
    if (block.link_chars > 2 * plain) return 0;
    if (reads_like_footer(block)) return 0;
    if (reading.outline.boxes[block.box].kind == BoxKind::select) return 0;
    if (plain >= kParagraphChars || block.text.ends_with("。") || block.text.ends_with("；")) {
        return plain;
    }
    return (plain + 3) / 4;
}

}  // namespace

void find_main_text(Reading& reading, std::vector<std::uint32_t>& scores) {
    const Outline& outline = reading.outline;
    reading.main = {};
    if (outline.boxes.empty()) return;
    scores.resize(outline.blocks.size() + 1);
    scores[0] = 0;
    for (std::size_t b = 0; b < outline.blocks.size(); ++b) {
        scores[b + 1] = scores[b] + score_of(reading, outline.blocks[b]);
    }
    const auto score = [&](const Box& box) {
        return scores[box.end_block] - scores[box.first_block];
    };
    std::uint32_t here = 0;
    for (;;) {
        std::uint32_t best = kNone;
        for (std::uint32_t child = here + 1; child < outline.boxes[here].end_box;
             child = outline.boxes[child].end_box) {
            if (best == kNone || score(outline.boxes[child]) > score(outline.boxes[best])) {
                best = child;
            }
        }
        if (best == kNone) break;
        const Box& child = outline.boxes[best];
        if (child.kind == BoxKind::paragraph || child.kind == BoxKind::anchor) break;
        const std::uint64_t inside = score(child);
        if (inside == 0 || inside * 100 < std::uint64_t{score(outline.boxes[here])} * kStayShare) {
            break;
        }
        here = best;
    }
    const Box& box = outline.boxes[here];
    reading.main.box = here;
    reading.main.first_block = box.first_block;
    reading.main.end_block = box.end_block;
    reading.main.chars = score(box);
    for (std::uint32_t b = box.first_block; b < box.end_block; ++b) {
        if (scores[b + 1] - scores[b] >= kParagraphChars) ++reading.main.paragraphs;
    }
}

}  // namespace mingcha::extract
