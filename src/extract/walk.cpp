#include "extract/walk.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"
#include "extract/lists.h"
#include "extract/style.h"
#include "extract/words.h"

namespace mingcha::extract {

using html::AttrId;
using html::Node;
using html::NodeKind;
using html::TagId;

namespace {

constexpr std::size_t kMinComment = 120;  // bytes of markup in a comment worth looking at
constexpr int kThinMarquee = 5;           // pixels

enum class Role : std::uint8_t { inline_, block, line_break, skip, special };

constexpr std::array<Role, static_cast<std::size_t>(TagId::count_)> make_roles() {
    std::array<Role, static_cast<std::size_t>(TagId::count_)> roles{};
    const auto set = [&](Role role, std::initializer_list<TagId> tags) {
        for (TagId tag : tags) roles[static_cast<std::size_t>(tag)] = role;
    };
    set(Role::block,
        {TagId::address, TagId::article,    TagId::aside,  TagId::blockquote, TagId::body,
         TagId::caption, TagId::center,     TagId::dd,     TagId::details,    TagId::dialog,
         TagId::dir,     TagId::div,        TagId::dl,     TagId::dt,         TagId::fieldset,
         TagId::figure,  TagId::figcaption, TagId::footer, TagId::form,       TagId::h1,
         TagId::h2,      TagId::h3,         TagId::h4,     TagId::h5,         TagId::h6,
         TagId::header,  TagId::hgroup,     TagId::legend, TagId::li,         TagId::listing,
         TagId::main,    TagId::marquee,    TagId::menu,   TagId::nav,        TagId::ol,
         TagId::p,       TagId::plaintext,  TagId::pre,    TagId::section,    TagId::summary,
         TagId::table,   TagId::tbody,      TagId::td,     TagId::tfoot,      TagId::th,
         TagId::thead,   TagId::tr,         TagId::ul,     TagId::xmp});
    set(Role::line_break, {TagId::br, TagId::hr});
    set(Role::skip, {TagId::noscript, TagId::template_, TagId::object, TagId::embed,
                     TagId::noframes, TagId::svg, TagId::math, TagId::audio, TagId::video,
                     TagId::noembed, TagId::canvas, TagId::datalist});
    set(Role::special, {TagId::a, TagId::area, TagId::img, TagId::input, TagId::textarea,
                        TagId::select, TagId::button, TagId::script, TagId::meta, TagId::link,
                        TagId::title, TagId::base, TagId::iframe, TagId::frame, TagId::style});
    return roles;
}

constexpr auto kRoles = make_roles();

Role role_of(const Node* node) {
    if (node->ns != html::Namespace::html) return Role::skip;
    return kRoles[static_cast<std::size_t>(node->tag)];
}

BoxKind box_kind(TagId tag) {
    switch (tag) {
        case TagId::ul:
        case TagId::ol:
        case TagId::dl:
        case TagId::dir:
        case TagId::menu:
            return BoxKind::list;
        case TagId::li:
            return BoxKind::item;
        case TagId::table:
            return BoxKind::table;
        case TagId::tr:
            return BoxKind::row;
        case TagId::td:
        case TagId::th:
            return BoxKind::cell;
        case TagId::form:
            return BoxKind::form;
        case TagId::h1:
        case TagId::h2:
        case TagId::h3:
        case TagId::h4:
        case TagId::h5:
        case TagId::h6:
            return BoxKind::heading;
        case TagId::p:
            return BoxKind::paragraph;
        case TagId::a:
            return BoxKind::anchor;
        case TagId::dt:
            return BoxKind::term;
        case TagId::dd:
            return BoxKind::definition;
        default:
            return BoxKind::plain;
    }
}

std::uint8_t heading_level(TagId tag) {
    if (tag < TagId::h1 || tag > TagId::h6) return 0;
    return static_cast<std::uint8_t>(static_cast<int>(tag) - static_cast<int>(TagId::h1) + 1);
}

bool number_attribute(const Node* node, AttrId id, int& value) {
    const html::Attribute* found = node->find(id);
    return found != nullptr && pixels(found->value, value);
}

// A script that writes the opening tag of an invisible wrapper, or its closing tag.
enum class Writes : std::uint8_t { nothing, hidden_opening, closing };

Writes what_script_writes(std::string_view script) {
    const std::size_t write = script.find("document.write");
    if (write == std::string_view::npos || script.size() > 2000) return Writes::nothing;
    const std::string_view text = script.substr(write);
    const bool closes = text.find("</div") != std::string_view::npos ||
                        text.find("</span") != std::string_view::npos ||
                        text.find("</marquee") != std::string_view::npos;
    const bool opens = text.find("<div") != std::string_view::npos ||
                       text.find("<span") != std::string_view::npos ||
                       text.find("<marquee") != std::string_view::npos;
    if (closes) return opens ? Writes::nothing : Writes::closing;
    if (!opens) return Writes::nothing;
    if (text.find("<marquee") != std::string_view::npos) return Writes::hidden_opening;
    const std::size_t style = text.find("style=");
    if (style == std::string_view::npos) return Writes::nothing;
    std::string_view value = text.substr(style + 6);
    while (!value.empty() &&
           (value.front() == '\\' || value.front() == '"' || value.front() == '\''))
        value.remove_prefix(1);
    value = value.substr(0, std::min(value.find_first_of("\"'>\\"), value.size()));
    return read_style(value).hidden != HiddenBy::none ? Writes::hidden_opening : Writes::nothing;
}

// <link rel="alternate" type="application/rss+xml" href="…">
bool is_feed(std::string_view type) {
    const std::string media = lower_ascii(type);
    return media.find("rss+xml") != std::string::npos ||
           media.find("atom+xml") != std::string::npos ||
           media.find("feed+json") != std::string::npos;
}

}  // namespace

LinkKind kind_of_url(std::string_view url) {
    std::size_t end = std::min(url.find('?'), url.size());
    const std::size_t host = url.find("://");
    const std::size_t slash = url.substr(0, end).rfind('/');
    if (slash == std::string_view::npos || (host != std::string_view::npos && slash < host + 3)) {
        return LinkKind::page;
    }
    const std::string_view file = url.substr(slash + 1, end - slash - 1);
    const std::size_t dot = file.rfind('.');
    if (dot == std::string_view::npos || file.size() - dot > 6) return LinkKind::page;
    const std::string extension = lower_ascii(file.substr(dot + 1));
    if (extension.starts_with("htm") || extension.starts_with("shtm")) return LinkKind::page;
    for (std::string_view name :
         {"doc", "docx", "xls", "xlsx", "ppt", "pptx", "pdf",  "wps", "et",   "ofd", "rar", "zip",
          "7z",  "gz",   "txt", "rtf",  "csv", "mp4",  "mp3",  "wmv", "flv",  "avi", "mov", "wav",
          "swf", "exe",  "apk", "ceb",  "dps", "tif",  "tiff", "xml", "json", "dwg"}) {
        if (extension == name) return LinkKind::attachment;
    }
    for (std::string_view name : {"jpg", "jpeg", "png", "gif", "bmp", "webp", "ico", "svg"}) {
        if (extension == name) return LinkKind::image;
    }
    if (extension == "css") return LinkKind::style;
    return extension == "js" ? LinkKind::script : LinkKind::page;
}

void Walker::walk(const html::Document& document, UrlBase& base, Outline& outline, PageFacts& facts,
                  const SiteSheets* sheets) {
    site_sheets_ = sheets;
    site_sheet_bytes_ = 0;
    outline_ = &outline;
    facts_ = &facts;
    base_ = &base;
    open_.clear();
    text_.clear();
    sheet_.clear();
    foreign_.clear();
    chars_ = link_chars_ = block_first_link_ = 0;
    link_ = kNone;
    heading_ = 0;
    hidden_ = HiddenBy::none;
    script_hides_ = pending_space_ = has_digit_ = base_seen_ = false;
    box_ = 0;
    outline.boxes.emplace_back();
    const Node* node = document.root;
    while (node != nullptr) {
        const Node* next = nullptr;
        const std::size_t depth = open_.size();
        enter(node);
        const bool entered = open_.size() > depth;
        if (entered && node->first_child != nullptr) {
            node = node->first_child;
            continue;
        }
        for (;;) {
            if (!open_.empty() && open_.back().node == node) {
                const Open closed = open_.back();
                open_.pop_back();
                leave(closed);
            }
            if (node == document.root) break;
            next = node->next;
            if (next != nullptr) break;
            node = node->parent;
            if (node == nullptr) break;
        }
        node = node == document.root ? nullptr : next;
    }
    flush();
    Box& body = outline.boxes[0];
    body.end_box = static_cast<std::uint32_t>(outline.boxes.size());
    body.end_block = static_cast<std::uint32_t>(outline.blocks.size());
    body.end_link = static_cast<std::uint32_t>(outline.places.size());
    body.end_field = static_cast<std::uint32_t>(outline.fields.size());
    hide_by_sheet();
    resolve_link_texts();
}

HiddenBy Walker::hidden_by(const Node* node, int& background) const {
    if (node->attribute_count == 0) return HiddenBy::none;
    HiddenBy hidden = HiddenBy::none;
    int colour = -1;
    bool sheet = false;
    bool ground = false;
    if (node->tag == TagId::marquee) {
        int size = kThinMarquee + 1;
        if (number_attribute(node, AttrId::height, size) && size <= kThinMarquee)
            return HiddenBy::marquee;
        if (number_attribute(node, AttrId::width, size) && size <= kThinMarquee)
            return HiddenBy::marquee;
    }
    for (std::uint32_t i = 0; i < node->attribute_count; ++i) {
        const html::Attribute& attribute = node->attributes[i];
        if (attribute.id == AttrId::hidden) {
            if (node->tag != TagId::input) hidden = HiddenBy::display;
        } else if (attribute.id == AttrId::style) {
            const InlineStyle style = read_style(attribute.value);
            if (style.hidden != HiddenBy::none) hidden = style.hidden;
            if (style.thin && node->tag == TagId::marquee) hidden = HiddenBy::marquee;
            if (style.thin && node->tag == TagId::iframe) hidden = HiddenBy::zero_size;
            if (!style.background.empty()) {
                background = colour_value(style.background);
                ground = true;
            }
            if (!style.colour.empty()) colour = colour_value(style.colour);
        } else if (attribute.id == AttrId::bgcolor) {
            background = colour_value(attribute.value);
            ground = true;
        } else if (attribute.id == AttrId::color) {
            colour = colour_value(attribute.value);
        } else if (attribute.id == AttrId::class_ || attribute.id == AttrId::background) {
            sheet = true;
        }
    }
    // A sheet or a picture may change the ground: nothing is known of it any more.
    if (sheet && !ground && colour < 0) background = -1;
    if (hidden == HiddenBy::none && colour >= 0 && colour == background) return HiddenBy::colour;
    return hidden;
}

void Walker::enter(const Node* node) {
    switch (node->kind) {
        case NodeKind::text:
            add_text(node->data);
            return;
        case NodeKind::comment:
            if (node->data.size() >= kMinComment &&
                node->data.find("<a ") != std::string_view::npos)
                outline_->comments.push_back(node->data);
            return;
        case NodeKind::doctype:
            return;
        case NodeKind::document:
        case NodeKind::fragment:
            open_.push_back({node, 0, kNone, 0, HiddenBy::none, false, false, false, -1});
            return;
        case NodeKind::element:
            break;
    }
    const Role role = role_of(node);
    if (role == Role::skip) return;
    if (role == Role::line_break) return flush();
    if (role == Role::special && special(node)) return;
    Open open{node,
              box_,
              link_,
              heading_,
              hidden_,
              false,
              false,
              role == Role::block,
              open_.empty() ? -1 : open_.back().background};
    const HiddenBy hidden = hidden_by(node, open.background);
    if (hidden != HiddenBy::none && hidden_ == HiddenBy::none) {
        open.blocky = true;
    }
    if (open.blocky) flush();
    if (hidden != HiddenBy::none && hidden_ == HiddenBy::none) hidden_ = hidden;
    if (open.blocky && outline_->boxes.size() < kMaxBoxes) {
        open_box(node);
        open.opened_box = true;
    }
    if (const std::uint8_t level = heading_level(node->tag)) heading_ = level;
    if (node->tag == TagId::a) {
        const std::uint32_t link = begin_link(node);
        if (link != kNone) {
            link_ = link;
            open.opened_link = true;
        }
    }
    open_.push_back(open);
}

void Walker::leave(const Open& open) {
    if (open.opened_link) end_link(link_);
    if (open.blocky) flush();
    if (open.opened_box) {
        Box& box = outline_->boxes[box_];
        box.end_box = static_cast<std::uint32_t>(outline_->boxes.size());
        box.end_block = static_cast<std::uint32_t>(outline_->blocks.size());
        box.end_link = static_cast<std::uint32_t>(outline_->places.size());
        box.end_field = static_cast<std::uint32_t>(outline_->fields.size());
    }
    box_ = open.box;
    link_ = open.link;
    heading_ = open.heading;
    hidden_ = open.hidden;
    if (open.blocky) script_hides_ = script_hides_ && open.node->tag != TagId::body;
}

void Walker::open_box(const Node* node) {
    Box box;
    box.parent = box_;
    box.first_block = box.end_block = static_cast<std::uint32_t>(outline_->blocks.size());
    box.first_link = box.end_link = static_cast<std::uint32_t>(outline_->places.size());
    box.first_field = box.end_field = static_cast<std::uint32_t>(outline_->fields.size());
    box.depth = static_cast<std::uint16_t>(std::min<int>(outline_->boxes[box_].depth + 1, 0xffff));
    box.kind = box_kind(node->tag);
    box.heading = heading_level(node->tag);
    box.hidden = hidden_;
    for (std::uint32_t i = 0; i < node->attribute_count; ++i) {
        const html::Attribute& attribute = node->attributes[i];
        if (attribute.id == AttrId::id) box.id = attribute.value;
        if (attribute.id == AttrId::class_) box.css_class = attribute.value;
    }
    box.hints = static_cast<std::uint16_t>(hints_of(box.id) | hints_of(box.css_class));
    if (node->tag == TagId::nav) box.part = Part::nav;
    if (node->tag == TagId::footer) box.hints |= kHintFooter;
    if (node->tag == TagId::header) box.hints |= kHintHeader;
    box_ = static_cast<std::uint32_t>(outline_->boxes.size());
    outline_->boxes.push_back(box);
}

namespace {

enum ByteClass : std::uint8_t { kInside, kLead, kDigit, kSpace, kSpecial };

constexpr std::array<std::uint8_t, 256> make_classes() {
    std::array<std::uint8_t, 256> classes{};
    for (int c = 0; c < 256; ++c) {
        std::uint8_t kind = kLead;
        if (c >= 0x80 && c < 0xC0) kind = kInside;
        if (c >= '0' && c <= '9') kind = kDigit;
        if (c == ' ' || (c >= '\t' && c <= '\r')) kind = kSpace;
        if (c == 0xC2 || c == 0xE2 || c == 0xE3 || c == 0xEF || c == 0xE9) kind = kSpecial;
        classes[static_cast<std::size_t>(c)] = kind;
    }
    return classes;
}

constexpr auto kClasses = make_classes();

// Length of the space that begins here with one of the special lead bytes; 0 for none.
std::size_t wide_space(std::string_view text, bool& digit) {
    const std::string_view three = text.substr(0, 3);
    if (text.substr(0, 2) == "\u00a0") return 2;
    if (three == "\u3000" || three == "\ufeff" || three == "\u200b" || three == "\u2003" ||
        three == "\u2002" || three == "\u2028") {
        return 3;
    }
    // Digits of dates in other writings: full-width, 〇, ○, 零.
    digit = digit || three == "〇" || three == "○" || three == "零" ||
            (three.size() == 3 && three.starts_with("\xEF\xBC") && three[2] >= '\x90' &&
             three[2] <= '\x99');
    return 0;
}

}  // namespace

void Walker::add_text(std::string_view text) {
    if (outline_->blocks.size() >= kMaxBlocks) return;
    std::size_t size = text_.size();
    text_.resize(size + text.size() + 2);
    char* const out = text_.data();
    std::uint32_t chars = 0;
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        const std::uint8_t kind = kClasses[static_cast<unsigned char>(c)];
        std::size_t space = kind == kSpace ? 1 : 0;
        if (kind == kSpecial) space = wide_space(text.substr(i), has_digit_);
        if (space != 0) {
            pending_space_ = true;
            i += space;
            continue;
        }
        if (pending_space_ && size != 0) out[size++] = ' ';
        pending_space_ = false;
        has_digit_ = has_digit_ || kind == kDigit;
        chars += kind != kInside ? 1 : 0;
        out[size++] = c;
        ++i;
        // The rest of a character, and of a plain run, in one go.
        while (i < text.size() && kClasses[static_cast<unsigned char>(text[i])] <= kLead) {
            chars += kClasses[static_cast<unsigned char>(text[i])];
            out[size++] = text[i++];
        }
    }
    text_.resize(size);
    chars_ += chars;
    if (link_ != kNone) link_chars_ += chars;
}

void Walker::flush() {
    pending_space_ = false;
    if (text_.empty()) return;
    Block block;
    block.text = outline_->arena.keep(text_);
    block.box = box_;
    block.chars = chars_;
    block.link_chars = link_chars_;
    block.first_link = block_first_link_;
    block.end_link = static_cast<std::uint32_t>(outline_->places.size());
    block.heading = heading_;
    block.has_digit = has_digit_;
    block.hidden = hidden_ != HiddenBy::none || script_hides_;
    if (text_.find("{{") != std::string::npos || text_.find("{$") != std::string::npos) {
        outline_->template_marks = true;
    }
    outline_->blocks.push_back(block);
    block_first_link_ = block.end_link;
    text_.clear();
    chars_ = link_chars_ = 0;
    has_digit_ = false;
}

// Its media type stands in the place of a text.
void Walker::add_feed(std::string_view reference, const Node* node) {
    const std::size_t before = facts_->links.size();
    add_link(reference, LinkKind::other, node);
    if (facts_->links.size() > before) {
        facts_->links.back().text = trim(node->attribute(AttrId::type));
    }
}

void Walker::add_link(std::string_view reference, LinkKind kind, const Node* node) {
    if (outline_->places.size() >= kMaxLinks || facts_->links.size() >= kMaxLinks) return;
    url_.clear();
    const UrlScheme scheme = base_->resolve(reference, url_);
    Link link;
    link.url = outline_->arena.keep(url_);
    link.kind = scheme == UrlScheme::http || scheme == UrlScheme::https ? kind : LinkKind::other;
    link.external = link.kind != LinkKind::other && base_->valid() &&
                    !same_site_host(url_host(link.url), base_->host());
    link.hidden_by = hidden_ != HiddenBy::none ? hidden_
                     : script_hides_           ? HiddenBy::script
                                               : HiddenBy::none;
    link.hidden = link.hidden_by != HiddenBy::none;
    LinkPlace place;
    place.box = box_;
    place.title = trim(node->attribute(AttrId::title));
    facts_->links.push_back(link);
    outline_->places.push_back(place);
}

std::uint32_t Walker::begin_link(const Node* node) {
    const html::Attribute* href = node->find(AttrId::href);
    if (href == nullptr) return kNone;
    const std::string_view reference = trim(href->value);
    if (reference.empty() || reference.front() == '#') return kNone;
    const std::size_t before = facts_->links.size();
    add_link(reference, LinkKind::page, node);
    if (facts_->links.size() == before) return kNone;
    Link& link = facts_->links.back();
    if (link.kind == LinkKind::page) link.kind = kind_of_url(link.url);
    if (link.external && !link.hidden)
        foreign_.push_back({static_cast<std::uint32_t>(before), node});
    if (pending_space_ && !text_.empty()) text_ += ' ';
    pending_space_ = false;
    LinkPlace& place = outline_->places.back();
    place.anchor = true;
    place.block = static_cast<std::uint32_t>(outline_->blocks.size());
    place.begin = static_cast<std::uint32_t>(text_.size());
    place.chars = chars_;
    return static_cast<std::uint32_t>(before);
}

void Walker::end_link(std::uint32_t index) {
    LinkPlace& place = outline_->places[index];
    const auto here = static_cast<std::uint32_t>(outline_->blocks.size());
    if (place.block == here) {
        place.end = static_cast<std::uint32_t>(text_.size());
        place.chars = chars_ - place.chars;
        return;
    }
    // The link holds whole boxes: its text is theirs, and its place the longest of them.
    url_.clear();
    std::uint32_t chars = 0;
    std::uint32_t longest = place.block;
    const auto add = [&](std::string_view text) {
        if (!url_.empty() && !text.empty()) url_ += ' ';
        url_ += text;
    };
    for (std::uint32_t b = place.block; b < here; ++b) {
        const Block& block = outline_->blocks[b];
        add(b == place.block
                ? block.text.substr(std::min<std::size_t>(place.begin, block.text.size()))
                : block.text);
        chars += block.chars;
        if (block.chars > outline_->blocks[longest].chars) longest = b;
    }
    add(text_);
    chars += chars_;
    facts_->links[index].text = outline_->arena.keep(url_);
    place.chars = chars;
    place.block = longest;
    place.box = longest < here ? outline_->blocks[longest].box : place.box;
    place.begin = 0;
    place.end =
        longest < here ? static_cast<std::uint32_t>(outline_->blocks[longest].text.size()) : 0;
}

void Walker::resolve_link_texts() {
    for (std::size_t i = 0; i < outline_->places.size(); ++i) {
        LinkPlace& place = outline_->places[i];
        Link& link = facts_->links[i];
        if (!place.anchor) continue;
        if (link.text.empty() && place.block < outline_->blocks.size() && place.end > place.begin) {
            const std::string_view block = outline_->blocks[place.block].text;
            link.text = trim(block.substr(std::min<std::size_t>(place.begin, block.size()),
                                          place.end - place.begin));
        } else if (place.block >= outline_->blocks.size()) {
            place.block = kNone;
        }
        if (link.text.empty()) link.text = place.title;
        place.marks = link_marks_of(link.text);
    }
}

bool Walker::special(const Node* node) {
    switch (node->tag) {
        case TagId::img:
            add_image(node);
            return true;
        case TagId::input:
        case TagId::textarea:
        case TagId::select:
            add_field(node);
            return true;
        case TagId::button:
            add_field(node);
            return false;
        case TagId::script:
            add_script(node);
            return true;
        case TagId::meta:
            add_meta(node);
            return true;
        case TagId::link: {
            const std::string rel = lower_ascii(node->attribute(AttrId::rel));
            const std::string_view href = node->attribute(AttrId::href);
            const bool alternate = rel.find("alternate") != std::string::npos;
            if (!href.empty() && rel.find("stylesheet") != std::string::npos) {
                add_link(href, LinkKind::style, node);
                if (!alternate) add_sheet(node);
            } else if (!href.empty() && alternate && is_feed(node->attribute(AttrId::type))) {
                add_feed(href, node);
            }
            return true;
        }
        case TagId::style:
            add_style(node);
            return true;
        case TagId::title:
            if (outline_->document_title.empty()) outline_->document_title = text_of(node);
            return true;
        case TagId::base:
            if (!base_seen_ && !node->attribute(AttrId::href).empty()) {
                url_.clear();
                const UrlScheme scheme = base_->resolve(node->attribute(AttrId::href), url_);
                if (scheme == UrlScheme::http || scheme == UrlScheme::https) *base_ = UrlBase(url_);
                base_seen_ = true;
            }
            return true;
        case TagId::iframe:
        case TagId::frame:
            add_frame(node);
            return true;
        case TagId::area:
            if (!node->attribute(AttrId::href).empty()) {
                add_link(node->attribute(AttrId::href), LinkKind::page, node);
                if (!facts_->links.empty()) {
                    Link& link = facts_->links.back();
                    link.text = trim(node->attribute(AttrId::alt));
                    if (link.kind == LinkKind::page) link.kind = kind_of_url(link.url);
                }
            }
            return true;
        default:
            return false;
    }
}

std::string_view Walker::text_of(const Node* node) {
    url_.clear();
    for (const Node* child = node->first_child; child != nullptr; child = child->next) {
        if (child->is_text()) url_ += child->data;
    }
    // Content systems copy a heading's line breaks into the title, where they are plain text.
    for (std::string_view mark : {"<br>", "<br/>", "<br />", "<BR>"}) {
        if (url_.find(mark) != std::string::npos) url_ = replace_all(url_, mark, " ");
    }
    const std::string text = single_spaces(url_);
    std::size_t size = std::min(text.size(), kMaxTitleBytes);
    while (size > 0 && size < text.size() && (text[size] & 0xC0) == 0x80) --size;
    return outline_->arena.keep(std::string_view(text).substr(0, size));
}

// The first choices of a box to choose from.
std::string_view Walker::choices_of(const Node* select) {
    constexpr int kChoices = 8;
    std::string all;
    int taken = 0;
    for (const Node* child = select->first_child; child != nullptr && taken < kChoices;
         child = child->next) {
        if (child->tag != TagId::option) continue;
        all += text_of(child);
        all += ' ';
        ++taken;
    }
    return outline_->arena.keep(all);
}

void Walker::add_image(const Node* node) {
    Image image;
    image.box = box_;
    image.block = static_cast<std::uint32_t>(outline_->blocks.size());
    image.link = link_;
    image.alt = trim(node->attribute(AttrId::alt));
    if (image.alt.empty()) image.alt = trim(node->attribute(AttrId::title));
    image.src = trim(node->attribute(AttrId::src));
    outline_->images.push_back(image);
    if (link_ != kNone && outline_->places[link_].title.empty())
        outline_->places[link_].title = image.alt;
    if (image.src.empty() || image.src.starts_with("data:")) return;
    const std::size_t before = facts_->links.size();
    add_link(image.src, LinkKind::image, node);
    if (facts_->links.size() > before) facts_->links.back().text = image.alt;
}

void Walker::add_field(const Node* node) {
    Field field;
    field.box = box_;
    field.block = static_cast<std::uint32_t>(outline_->blocks.size());
    field.node = node;
    field.name = node->attribute(AttrId::name);
    if (field.name.empty()) field.name = node->attribute(AttrId::id);
    field.hint = node->attribute(AttrId::placeholder);
    if (field.hint.empty()) field.hint = node->attribute(AttrId::value);
    const std::string type = lower_ascii(node->attribute(AttrId::type));
    if (node->tag == TagId::textarea) {
        field.kind = FieldKind::area;
    } else if (node->tag == TagId::select) {
        field.kind = FieldKind::select;
        field.hint = choices_of(node);
    } else if (node->tag == TagId::button || type == "submit" || type == "button" ||
               type == "image" || type == "reset") {
        field.kind = FieldKind::button;
    } else if (type == "hidden") {
        field.kind = FieldKind::hidden;
    } else if (type == "radio" || type == "checkbox") {
        field.kind = FieldKind::choice;
    } else if (type == "password") {
        field.kind = FieldKind::password;
    }
    outline_->fields.push_back(field);
}

void Walker::add_meta(const Node* node) {
    std::string_view name = node->attribute(AttrId::name);
    const std::string_view content = node->attribute(AttrId::content);
    const std::string_view equiv = node->attribute(AttrId::http_equiv);
    if (name.empty()) {
        const html::Attribute* property = node->find("property");
        if (property != nullptr) name = property->value;
    }
    if (!trim(name).empty() && facts_->meta.size() < kMaxMetaTags) {
        facts_->meta.push_back({trim(name), content});
    }
    if (equals_ignoring_ascii_case(trim(equiv), "refresh")) {
        const std::string lower = lower_ascii(content);
        const std::size_t at = lower.find("url");
        const std::size_t sign = at == std::string::npos ? at : lower.find('=', at);
        if (sign == std::string::npos) return;
        std::string_view target = trim(content.substr(sign + 1));
        if (!target.empty() && (target.front() == '\'' || target.front() == '"')) {
            target = target.substr(1, std::min(target.find(target.front(), 1), target.size()) - 1);
        }
        url_.clear();
        const UrlScheme scheme = base_->resolve(target, url_);
        if (scheme == UrlScheme::http || scheme == UrlScheme::https)
            facts_->refresh_url = outline_->arena.keep(url_);
        facts_->refresh_by = facts_->refresh_url.empty() ? RefreshBy::none : RefreshBy::meta;
    }
}

// Sheets hide menus and tabs on most pages; what they do to links to other hosts is all that is
// asked.
void Walker::add_style(const Node* node) {
    for (const Node* child = node->first_child; child != nullptr; child = child->next) {
        if (child->is_text()) sheet_.read(child->data);
    }
}

// A sheet of the site that the link just added leads to, unless it is for printers.
void Walker::add_sheet(const Node* node) {
    if (site_sheets_ == nullptr || facts_->links.empty()) return;
    const html::Attribute* screens = node->find("media");
    const std::string media =
        screens == nullptr ? std::string{} : lower_ascii(trim(screens->value));
    if (!media.empty() && media != "all" && media != "screen") return;
    const auto found = site_sheets_->find(facts_->links.back().url);
    if (found == site_sheets_->end()) return;
    // Half of a sheet may hide what its other half shows again.
    if (site_sheet_bytes_ + found->second.size() > kMaxSheetBytes) return;
    site_sheet_bytes_ += found->second.size();
    sheet_.read(found->second);
}

void Walker::hide_by_sheet() {
    if (sheet_.empty()) return;
    for (const ForeignLink& each : foreign_) {
        const HiddenBy hidden = sheet_.hides(each.node);
        if (hidden == HiddenBy::none) continue;
        Link& link = facts_->links[each.link];
        link.hidden = link.by_sheet = true;
        link.hidden_by = hidden;
    }
}

void Walker::add_frame(const Node* node) {
    const std::string_view src = trim(node->attribute(AttrId::src));
    if (src.empty() || src.starts_with("about:") || src.front() == '#') return;
    constexpr int kUnseenFrame = 1;  // pixels
    int background = -1;
    int size = 0;
    HiddenBy own = hidden_by(node, background);
    for (AttrId side : {AttrId::width, AttrId::height}) {
        if (number_attribute(node, side, size) && size <= kUnseenFrame) own = HiddenBy::zero_size;
    }
    const HiddenBy around = hidden_;
    if (hidden_ == HiddenBy::none) hidden_ = own;
    const std::size_t before = facts_->links.size();
    add_link(src, LinkKind::page, node);
    hidden_ = around;
    if (facts_->links.size() == before) return;
    Link& link = facts_->links.back();
    link.frame = true;
    if (link.kind == LinkKind::page && link.url != base_->url() && !link.hidden) {
        facts_->frames.push_back(link.url);
    }
}

void Walker::add_script(const Node* node) {
    const std::string_view src = node->attribute(AttrId::src);
    if (!trim(src).empty()) {
        ++outline_->script_files;
        add_link(src, LinkKind::script, node);
        return;
    }
    for (const Node* child = node->first_child; child != nullptr; child = child->next) {
        if (!child->is_text()) continue;
        const std::uint32_t marks =
            child->data.size() <= kMaxScriptRead ? script_marks_of(child->data) : 0;
        outline_->scripts.push_back({child->data, marks});
        outline_->script_bytes += child->data.size();
        if ((marks & kScriptWrites) == 0) continue;
        const Writes writes = what_script_writes(child->data);
        if (writes == Writes::nothing) continue;
        flush();
        script_hides_ = writes == Writes::hidden_opening;
    }
}

}  // namespace mingcha::extract
