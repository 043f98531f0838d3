#include "extract/extractor.h"

#include "base/text.h"
#include "extract/columns.h"
#include "extract/footer.h"
#include "extract/guide.h"
#include "extract/heading.h"
#include "extract/lists.h"
#include "extract/main_text.h"
#include "extract/messages.h"
#include "extract/outline.h"
#include "extract/page_kind.h"
#include "extract/pager.h"
#include "extract/publish_date.h"
#include "extract/script_signs.h"
#include "extract/search_form.h"
#include "extract/tags.h"
#include "extract/walk.h"
#include "extract/words.h"
#include "html/encoding.h"
#include "html/parser.h"

namespace mingcha::extract {

namespace {

constexpr std::uint32_t kShellChars = 160;        // fewer visible characters may be a shell
constexpr std::uint64_t kShellScriptBytes = 400;  // of scripts in the page itself
constexpr std::size_t kLeastBoxId = 2;
constexpr std::size_t kMaxEmptyBoxes = 64;  // each is held against all inline scripts
constexpr std::uint32_t kHiddenFarmLinks = 5;
constexpr std::size_t kMaxHidingScripts = 20;   // each is held against all boxes
constexpr std::size_t kMaxHidingScript = 2000;  // bytes; a longer one is a library
constexpr std::size_t kMaxHiddenTexts = 4;
constexpr std::size_t kMaxHiddenBytes = 120;
constexpr std::uint32_t kMinHiddenChars = 4;
constexpr std::uint32_t kParkedChars = 800;    // a page that offers its domain says little else
constexpr std::uint32_t kNotFoundChars = 240;  // of a page that only says that there is nothing
constexpr std::uint32_t kFootWordChars = 16;   // a longer block ends the foot

void reset(PageFacts& facts) {
    // The capacities of the lists are kept: nothing is allocated for a page like the last one.
    PageFacts fresh;
    const auto keep = [](auto& to, auto& from) {
        from.clear();
        to.swap(from);
    };
    keep(fresh.meta, facts.meta);
    keep(fresh.columns, facts.columns);
    keep(fresh.items, facts.items);
    keep(fresh.messages, facts.messages);
    keep(fresh.links, facts.links);
    keep(fresh.frames, facts.frames);
    keep(fresh.tag_faults, facts.tag_faults);
    keep(fresh.text_blocks, facts.text_blocks);
    keep(fresh.header_names, facts.header_names);
    keep(fresh.script_items, facts.script_items);
    keep(fresh.hidden_texts, facts.hidden_texts);
    keep(fresh.script_signs, facts.script_signs);
    facts = std::move(fresh);
}

bool has_one_text(PageKind kind) {
    return kind == PageKind::article || kind == PageKind::guide;
}

}  // namespace

struct Extractor::State {
    html::Decoder decoder;
    html::Parser parser;
    Outline outline;
    Walker walker;
    PageFacts facts;
    UrlBase base;
    UrlBase link_base;  // what a <base> element makes of it
    ListFinder list_finder;
    std::vector<std::uint32_t> scores;
    std::vector<LabelHit> hits;
    std::vector<ListEntry> entries;
    std::vector<ListGroup> lists;
    std::string scratch;

    void read(const PageInput& input);
    void judge(Reading& reading);
    void name_site(Reading& reading);
    void hide_by_script();
    void keep_hidden_texts();
    void fill_text(Reading& reading);
    void fill_forms(const Reading& reading);
    void fill_ways(const Reading& reading);
    bool is_shell(const Reading& reading) const;
    bool has_box_for_script() const;
};

void Extractor::State::read(const PageInput& input) {
    outline.reset();
    reset(facts);
    const std::string_view bytes = input.bytes.substr(0, kMaxPageBytes);
    const html::Decoded decoded = decoder.decode(bytes, html::charset_of(input.content_type));
    const html::Document& document = parser.parse(decoded.utf8);
    facts.url = input.url;
    facts.bytes = input.bytes.size();
    facts.encoding = decoded.encoding;
    facts.replacement_chars = decoded.replacement_chars;
    facts.limits_hit = document.limits_hit;
    base = UrlBase(input.url);
    link_base = base;
    walker.walk(document, link_base, outline, facts, input.sheets);
    outline.close();
    facts.document_title = outline.document_title;
    find_script_signs(link_base, outline, facts);
    hide_by_script();
    keep_hidden_texts();

    Reading reading(outline, facts, outline.arena, base,
                    input.as_of ? std::optional(date_of(*input.as_of)) : std::nullopt);
    reading.hits.swap(hits);
    reading.entries.swap(entries);
    reading.lists.swap(lists);
    reading.scratch.swap(scratch);
    judge(reading);
    reading.hits.swap(hits);
    reading.entries.swap(entries);
    reading.lists.swap(lists);
    reading.scratch.swap(scratch);
}

void Extractor::State::judge(Reading& reading) {
    facts.title = outline.document_title;
    name_site(reading);
    find_labels(outline, reading.hits);
    find_crumb(reading);
    find_main_text(reading, scores);
    list_finder.find(reading);
    find_heading(reading);
    const BoardSigns board = find_board_signs(reading);
    GuideSigns guide = find_guide_signs(reading);
    facts.kind = decide_kind(weigh_kinds(reading, board, guide));
    if (has_one_text(facts.kind)) {
        const std::string_view named = meta_content(facts, "ArticleTitle");
        const bool no_title = names_only_sites(outline.document_title);
        if (reading.heading_score >= 30 || (no_title && reading.heading != kNone)) {
            facts.title = reading.heading_text;
        } else if (!named.empty() && !is_placeholder(named)) {
            facts.title = named;
        } else {
            facts.title = clean_document_title(outline.document_title, facts.site_name);
        }
        find_publish_date(reading);
        find_source(reading);
    }
    if (facts.kind == PageKind::message) {
        find_messages(reading, board);
        if (board.letter && facts.messages.size() == 1 && !facts.messages[0].title.empty()) {
            facts.title = facts.messages[0].title;
        }
    }
    if (facts.kind == PageKind::guide) {
        guide.guide.name = guide.guide.name || !reading.heading_text.empty();
        find_guide_faults(reading, guide.guide);
        facts.guide = guide.guide;
    }
    if (!has_one_text(facts.kind)) {
        fill_items(reading);
        if (facts.items.empty()) fill_script_items(reading);
    }
    find_columns(reading);
    find_own_column(reading);
    find_footer(reading);
    find_header(reading);
    fill_forms(reading);
    find_pager(link_base, outline, facts);
    find_tag_faults(reading);
    fill_text(reading);
    facts.needs_rendering = is_shell(reading);
}

void Extractor::State::name_site(Reading& reading) {
    const std::string_view named = meta_content(facts, "SiteName");
    if (!named.empty() && !is_placeholder(named)) {
        facts.site_name = named;
        return;
    }
    facts.site_name = site_name_in_title(reading.outline.document_title);
}

namespace {

// The id of an element that a script hides at once: document.getElementById("x").style.display=
// "none", $("#x").hide(). Empty where it hides none, or only when something happens (a tab).
std::string_view hidden_id(const Script& script) {
    const std::string_view text = script.text;
    if (text.size() > kMaxHidingScript) return {};
    if ((script.marks & kScriptElement) == 0 && text.find("$(") == std::string_view::npos)
        return {};
    const bool hides = (text.find("display") != std::string_view::npos &&
                        text.find("none") != std::string_view::npos) ||
                       text.find(".hide()") != std::string_view::npos ||
                       text.find("hidden") != std::string_view::npos;
    if (!hides) return {};
    for (std::string_view call : {"getElementById(", "$("}) {
        const std::size_t at = text.find(call);
        if (at == std::string_view::npos) continue;
        std::string_view id = text.substr(at + call.size());
        if (id.empty() || (id.front() != '"' && id.front() != '\'')) continue;
        if (call == "$(" && brace_depth(text, at) > 0) continue;
        id = id.substr(1, std::min(id.find(id.front(), 1), id.size()) - 1);
        if (id.starts_with('#')) id.remove_prefix(1);
        return id;
    }
    return {};
}

}  // namespace

// Hidden by a script over a box of foreign links: a link farm. Over anything else it is a menu or a
// tab, which a reader can open.
void Extractor::State::hide_by_script() {
    std::size_t looked = 0;
    for (const Script& script : outline.scripts) {
        const std::string_view id = hidden_id(script);
        if (id.empty()) continue;
        if (++looked > kMaxHidingScripts) return;
        for (const Box& box : outline.boxes) {
            if (box.id != id) continue;
            std::uint32_t foreign = 0;
            for (std::uint32_t l = box.first_link; l < box.end_link; ++l) {
                const Link& link = facts.links[l];
                foreign += link.external && link.url.find(".gov.cn") == std::string_view::npos;
            }
            if (foreign < kHiddenFarmLinks || foreign * 2 < box.end_link - box.first_link) continue;
            for (std::uint32_t l = box.first_link; l < box.end_link; ++l) {
                facts.links[l].hidden = true;
                facts.links[l].hidden_by = HiddenBy::script;
            }
        }
    }
}

void Extractor::State::keep_hidden_texts() {
    for (const Block& block : outline.blocks) {
        if (!block.hidden || block.chars < kMinHiddenChars) continue;
        if (facts.hidden_texts.size() == kMaxHiddenTexts) return;
        std::size_t size = std::min(block.text.size(), kMaxHiddenBytes);
        while (size > 0 && size < block.text.size() && (block.text[size] & 0xC0) == 0x80) --size;
        const HiddenBy by = outline.boxes[block.box].hidden;
        facts.hidden_texts.push_back(
            {block.text.substr(0, size), by == HiddenBy::none ? HiddenBy::script : by});
    }
}

namespace {

bool is_content(TextPart part) {
    return part == TextPart::main || part == TextPart::heading || part == TextPart::list;
}

// "您访问的页面不存在或已被删除": what content systems answer with status 200.
bool is_not_found_notice(std::string_view text) {
    const bool page = holds_any(text, {"页面", "网页", "page", "Page"});
    const bool gone = holds_any(text, {"已被删除", "已删除", "已失效"});
    const bool missing = holds_any(text, {"不存在", "找不到", "未找到", "没有找到", "not found"});
    // "没有找到相关信息" is an empty list, not a missing page.
    return (page && (gone || missing)) || (gone && holds_any(text, {"文章", "信息", "内容"})) ||
           text == "404" || text.find("404 Not Found") != std::string_view::npos;
}

// "该域名正在出售", "This domain is for sale": the page of whoever trades in expired names.
bool offers_domain(std::string_view text) {
    return holds_any(
        text, {"域名出售", "域名正在出售", "出售此域名", "域名转让", "此域名可转让", "购买此域名",
               "购买该域名", "域名停放", "域名已过期", "omain is for sale", "omain for sale",
               "omain may be for sale", "uy this domain", "omain has expired", "omain is parked"});
}

// Where the foot of the page begins in a page so short that its boxes do not tell: from there on
// every block reads like one, or is a word or two (网站地图).
std::uint32_t first_foot_block(const Reading& reading) {
    const Outline& outline = reading.outline;
    auto foot = static_cast<std::uint32_t>(outline.blocks.size());
    for (std::uint32_t b = foot; b-- > 0;) {
        const Block& block = outline.blocks[b];
        if (!reading.is_shown(block)) continue;
        if (reads_like_footer(block)) {
            foot = b;
        } else if (block.chars >= kFootWordChars) {
            break;
        }
    }
    return foot;
}

}  // namespace

void Extractor::State::fill_text(Reading& reading) {
    facts.text_chars = outline.chars_before.back();
    const MainText& main = reading.main;
    std::uint32_t outside_frame = 0;
    const std::uint32_t foot = first_foot_block(reading);
    for (std::uint32_t b = 0; b < outline.blocks.size(); ++b) {
        const Block& block = outline.blocks[b];
        if (!reading.is_shown(block)) continue;
        TextPart part = TextPart::main;
        switch (outline.boxes[block.box].part) {
            case Part::header:
                part = TextPart::header;
                break;
            case Part::nav:
                part = TextPart::menu;
                break;
            case Part::footer:
                part = TextPart::footer;
                break;
            case Part::body:
                if (b >= reading.heading && b < reading.heading_end && reading.heading != kNone) {
                    part = TextPart::heading;
                } else if (b >= foot) {
                    part = TextPart::footer;
                } else if (block.link_chars * 2 > block.chars) {
                    part = TextPart::list;
                } else if (reads_like_footer(block)) {
                    part = TextPart::footer;
                }
                break;
        }
        // The way to the page and the steps through a list are not what it has to show.
        const bool way = b == reading.crumb_block ||
                         (outline.hints_around(block.box, 2) & (kHintPager | kHintCrumb)) != 0;
        if (is_content(part) && !way) outside_frame += block.chars;
        facts.text_blocks.push_back({block.text, part});
    }
    facts.main_chars = outside_frame;
    const bool may_be_parked = facts.text_chars <= kParkedChars && facts.site_name.empty() &&
                               facts.footer.site_code.empty() && !facts.publish_date;
    if (may_be_parked) {
        for (const TextBlock& block : facts.text_blocks) {
            facts.offers_domain = facts.offers_domain || offers_domain(block.text);
        }
    }
    const bool may_be_missing = outside_frame <= kNotFoundChars && facts.items.empty() &&
                                facts.messages.empty() && !facts.publish_date;
    if (may_be_missing) {
        for (const TextBlock& block : facts.text_blocks) {
            facts.says_not_found =
                facts.says_not_found || (is_content(block.part) && is_not_found_notice(block.text));
        }
    }
    // A page that is no list for all its address says: a table of names, a standing text.
    const bool no_list = (facts.kind == PageKind::column || facts.kind == PageKind::other) &&
                         facts.items.empty() && facts.messages.empty();
    const bool may_have_text = facts.kind == PageKind::message || no_list;
    if (!has_one_text(facts.kind) && !(may_have_text && main.chars > 0)) return;
    std::string& text = reading.scratch;
    text.clear();
    for (std::uint32_t b = main.first_block; b < main.end_block; ++b) {
        const Block& block = outline.blocks[b];
        if (!reading.is_shown(block) || outline.boxes[block.box].part != Part::body) continue;
        if (reading.heading != kNone && b < reading.heading_end && b >= reading.heading) continue;
        if (b == reading.info_block || b == reading.crumb_block) continue;
        if (reads_like_footer(block) && block.chars < 200) continue;
        if (!text.empty()) text += '\n';
        text += block.text;
    }
    facts.main_text = outline.arena.keep(text);
}

void Extractor::State::fill_forms(const Reading& reading) {
    std::uint32_t areas = 0;
    std::uint32_t inputs = 0;
    for (const Field& field : outline.fields) {
        if (field.kind == FieldKind::password) facts.forms.login = true;
        if (outline.boxes[field.box].hidden != HiddenBy::none) continue;
        const bool search =
            holds_any(field.hint, {"关键", "搜索", "检索", "输入您要", "查询内容"}) ||
            holds_any(field.name, {"search", "Search", "keyword", "keyWord", "qt", "query"});
        if (field.kind == FieldKind::text && search) {
            facts.forms.search = true;
            if (facts.forms.search_way == SearchWay::none) {
                const bool gbk = facts.encoding == "gb18030";
                read_search_form(field.node, link_base, gbk, outline.arena, facts.forms);
            }
        }
        if (field.kind == FieldKind::button && holds_any(field.hint, {"搜索", "检索"}))
            facts.forms.search = true;
        areas += field.kind == FieldKind::area ? 1 : 0;
        inputs += field.kind == FieldKind::text && !search ? 1 : 0;
    }
    facts.forms.message = areas > 0 && inputs > 0 && reading.facts.kind == PageKind::message;
    fill_ways(reading);
}

// A library of documents: short words that part it. An article has them in its sentences, and its
// number once.
void Extractor::State::fill_ways(const Reading& reading) {
    constexpr std::uint32_t kWayChars = 40;
    constexpr std::uint32_t kByNumber = 1, kByTheme = 2, kByValidity = 4;
    if (facts.kind == PageKind::home || has_one_text(facts.kind)) return;
    FormFacts& forms = facts.forms;
    static const Words words{
        {"文号", kByNumber},       {"发文字号", kByNumber}, {"发文机关", kByNumber},
        {"主题", kByTheme},        {"题材分类", kByTheme},  {"领域分类", kByTheme},
        {"有效性", kByValidity},   {"效力", kByValidity},   {"时效", kByValidity},
        {"现行有效", kByValidity}, {"已废止", kByValidity}, {"失效", kByValidity}};
    std::uint32_t ways = 0;
    const auto look = [&](std::string_view text) { ways |= words.marks_in(text); };
    for (const Block& block : outline.blocks) {
        const Part part = outline.boxes[block.box].part;
        if (part == Part::nav || part == Part::footer || block.chars > kWayChars) continue;
        if (reading.is_shown(block)) look(block.text);
    }
    for (const Field& field : outline.fields) {
        if (outline.boxes[field.box].hidden == HiddenBy::none) look(field.hint);
    }
    forms.by_number = (ways & kByNumber) != 0;
    forms.by_theme = (ways & kByTheme) != 0;
    forms.by_validity = (ways & kByValidity) != 0;
}

// Much script and little to read: what a browser would show is not in the markup.
bool Extractor::State::is_shell(const Reading& reading) const {
    const std::uint32_t chars = facts.text_chars;
    const bool scripts = outline.script_files > 0 || outline.script_bytes > 0;
    if (!scripts) return false;
    for (const Box& box : outline.boxes) {
        const bool root =
            box.id == "app" || box.id == "root" || box.id == "__next" || box.id == "__nuxt";
        if (root && outline.chars_of(box) < kShellChars) return true;
    }
    std::uint32_t anchors = 0;
    for (const LinkPlace& place : outline.places) anchors += place.anchor ? 1 : 0;
    if (chars < kShellChars && anchors < 8 && facts.frames.empty() && facts.refresh_url.empty() &&
        (outline.script_bytes > kShellScriptBytes || outline.script_files >= 2)) {
        return reading.main.chars < kShellChars && !facts.publish_date;
    }
    // A list or a board that a script has still to fill.
    const bool wants_list = facts.kind == PageKind::column || facts.kind == PageKind::message;
    if (!wants_list || !facts.items.empty() || !facts.messages.empty()) return false;
    return !facts.script_items.empty() || outline.template_marks || has_box_for_script();
}

// An empty box in the page's body that an inline script names: <ul id="list"></ul> and
// document.getElementById("list"), $("#list").
bool Extractor::State::has_box_for_script() const {
    std::size_t looked = 0;
    for (const Box& box : outline.boxes) {
        if (box.id.size() < kLeastBoxId || box.part != Part::body) continue;
        if (outline.chars_of(box) > 0 || box.first_link < box.end_link) continue;
        if (++looked > kMaxEmptyBoxes) return false;
        for (const Script& each : outline.scripts) {
            if ((each.marks & kScriptElement) == 0) continue;
            for (std::size_t at = each.text.find(box.id); at != std::string_view::npos;
                 at = each.text.find(box.id, at + box.id.size())) {
                const char before = at == 0 ? ' ' : each.text[at - 1];
                const std::size_t end = at + box.id.size();
                const char after = end < each.text.size() ? each.text[end] : ' ';
                const bool named = before == '\'' || before == '"' || before == '#';
                if (named && (after == '\'' || after == '"' || after == ' ')) return true;
            }
        }
    }
    return false;
}

Extractor::Extractor() : state_(std::make_unique<State>()) {}
Extractor::~Extractor() = default;
Extractor::Extractor(Extractor&&) noexcept = default;
Extractor& Extractor::operator=(Extractor&&) noexcept = default;

const PageFacts& Extractor::extract(const PageInput& input) {
    state_->read(input);
    return state_->facts;
}

}  // namespace mingcha::extract
