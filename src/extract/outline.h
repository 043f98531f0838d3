// A page as a reader sees it: blocks of text in reading order, the boxes they lie in, and what
// stands in them (links, images, fields). One walk over the tree fills it, text is folded once, and
// every extractor reads this instead of the tree. All memory is reused from page to page.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/facts.h"

namespace mingcha::html {
struct Node;
}

namespace mingcha::extract {

inline constexpr std::uint32_t kNone = 0xffffffff;
inline constexpr std::size_t kMaxBoxes = 200'000;   // beyond: text goes on in the last box
inline constexpr std::size_t kMaxBlocks = 200'000;  // beyond: the rest of the page is not read
inline constexpr std::size_t kMaxLinks = 50'000;
inline constexpr std::size_t kMaxMetaTags = 500;
inline constexpr std::size_t kMaxTitleBytes = 3000;     // of <title>; what is behind is no title
inline constexpr std::size_t kMaxScriptRead = 1 << 18;  // bytes of an inline script looked into

// Text that lives until the next page. Grows in chunks, so that views into it stay valid.
class TextArena {
public:
    void reset();
    std::string_view keep(std::string_view text);
    // Room for up to `bytes`, given back unless claimed; one at a time.
    char* room(std::size_t bytes);
    std::string_view claim(std::size_t bytes);

private:
    static constexpr std::size_t kChunk = 1 << 18;
    struct Chunk {
        std::unique_ptr<char[]> data;
        std::size_t size = 0;
    };
    std::vector<Chunk> chunks_;
    std::size_t chunk_ = 0;
    std::size_t used_ = 0;
};

// What class and id of an element say it is for: words that content systems share.
enum Hint : std::uint16_t {
    kHintHeader = 1,      // head, top, logo, banner
    kHintNav = 2,         // nav, menu
    kHintFooter = 4,      // foot, copyright, bottom
    kHintTitle = 8,       // title, biaoti
    kHintCrumb = 16,      // position, location, bread, path
    kHintContent = 32,    // content, article, zoom, editor
    kHintList = 64,       // list
    kHintDate = 128,      // date, time
    kHintSource = 256,    // source, info
    kHintPager = 512,     // page, pager
    kHintRelated = 1024,  // relat, xg
    kHintSide = 2048,     // left, side
    kHintShare = 4096,    // share, qrcode
};

std::uint16_t hints_of(std::string_view class_or_id);

enum class Part : std::uint8_t { body, header, nav, footer };

// Kinds of element that extractors tell apart; all others are `plain` boxes.
enum class BoxKind : std::uint8_t {
    plain,
    list,
    item,
    table,
    row,
    cell,
    form,
    heading,
    paragraph,
    anchor,
    term,
    definition,
    select
};

struct Box {
    std::uint32_t parent = kNone;
    std::uint32_t end_box = 0;  // boxes inside: (own index, end_box)
    std::uint32_t first_block = 0, end_block = 0;
    std::uint32_t first_link = 0, end_link = 0;
    std::uint32_t first_field = 0, end_field = 0;
    std::string_view id, css_class;
    std::uint16_t hints = 0;
    std::uint16_t depth = 0;
    BoxKind kind = BoxKind::plain;
    Part part = Part::body;
    HiddenBy hidden = HiddenBy::none;
    std::uint8_t heading = 0;  // 1–6 for h1 to h6
};

// A run of text between two block boundaries (block element or line break), white space folded.
struct Block {
    std::string_view text;
    std::uint32_t box = 0;
    std::uint32_t chars = 0;       // without spaces
    std::uint32_t link_chars = 0;  // of them inside links
    std::uint32_t first_link = 0, end_link = 0;
    std::uint32_t marks = 0;   // bits of Mark: what its words say
    std::uint8_t heading = 0;  // of the nearest heading element around it
    bool has_digit = false;
    bool hidden = false;
};

// What the text of a link says of where it leads.
enum LinkMark : std::uint8_t {
    kLinkStep = 1,      // 更多, 下一页, 详情, a number: leads on, is no title
    kLinkMore = 2,      // 更多
    kLinkPager = 4,     // 下一页, 尾页
    kLinkReport = 8,    // 纠错, 找错
    kLinkSitemap = 16,  // 网站地图
};

struct LinkPlace {  // parallel to PageFacts::links for <a>; others have block kNone
    std::uint32_t block = kNone;
    std::uint32_t box = 0;
    std::uint32_t begin = 0, end = 0;  // of its text within the block
    std::uint32_t chars = 0;
    std::uint8_t marks = 0;  // bits of LinkMark
    bool anchor = false;
    std::string_view title;  // title attribute, or the alt text of its image
};

struct Image {
    std::uint32_t box = 0;
    std::uint32_t block = 0;  // the block it stands in or before
    std::uint32_t link = kNone;
    std::string_view alt;  // alt or title, may be empty
    std::string_view src;  // as written
};

enum class FieldKind : std::uint8_t { text, area, password, choice, button, hidden, select };

struct Field {
    std::uint32_t box = 0;
    std::uint32_t block = 0;
    FieldKind kind = FieldKind::text;
    std::string_view name;
    std::string_view hint;  // placeholder or value
    const html::Node* node = nullptr;
};

struct Script {
    std::string_view text;
    std::uint32_t marks = 0;  // bits of ScriptMark; 0 for one that is too long to be read
};

struct Outline {
    TextArena arena;
    std::vector<Box> boxes;  // boxes[0] is the body
    std::vector<Block> blocks;
    std::vector<LinkPlace> places;
    std::vector<Image> images;
    std::vector<Field> fields;
    std::vector<Script> scripts;              // inline ones
    std::vector<std::string_view> comments;   // long HTML comments with markup inside
    std::vector<std::uint32_t> chars_before;  // prefix sums over blocks, hidden ones as 0
    std::vector<std::uint32_t> link_chars_before;
    std::string_view document_title;  // <title>, folded
    std::uint64_t script_bytes = 0;
    std::uint32_t script_files = 0;
    bool template_marks = false;  // {{…}}, {$…}: text that a script still has to fill

    void reset();
    void close();  // prefix sums and parts of the page, once all is read

    std::uint32_t chars(std::uint32_t first, std::uint32_t end) const {
        return chars_before[end] - chars_before[first];
    }
    std::uint32_t link_chars(std::uint32_t first, std::uint32_t end) const {
        return link_chars_before[end] - link_chars_before[first];
    }
    std::uint32_t chars_of(const Box& box) const { return chars(box.first_block, box.end_block); }
    std::uint32_t link_chars_of(const Box& box) const {
        return link_chars(box.first_block, box.end_block);
    }
    bool inside(std::uint32_t box, std::uint32_t ancestor) const {
        return box >= ancestor && box < boxes[ancestor].end_box;
    }
    // Hints of a box and `levels` of those around it.
    std::uint16_t hints_around(std::uint32_t box, int levels) const;

private:
    void assign_parts();
};

}  // namespace mingcha::extract
