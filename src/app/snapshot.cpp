#include "app/snapshot.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"
#include "gather/unpack.h"
#include "html/encoding.h"
#include "html/parser.h"
#include "store/gather_session.h"
#include "store/warc_file.h"

namespace mingcha::app {

namespace {

constexpr std::size_t kLeastMarkedBytes = 9;  // three characters: shorter texts are everywhere

// What a snapshot shows. Everything else goes, with its contents where those are no text of the
// page (kDropped).
constexpr std::array<std::string_view, 77> kKept{
    "a",       "abbr",  "address", "article", "aside",  "b",     "big",  "blockquote",
    "body",    "br",    "caption", "center",  "cite",   "code",  "col",  "colgroup",
    "dd",      "del",   "dfn",     "div",     "dl",     "dt",    "em",   "figcaption",
    "figure",  "font",  "footer",  "h1",      "h2",     "h3",    "h4",   "h5",
    "h6",      "head",  "header",  "hr",      "html",   "i",     "img",  "ins",
    "kbd",     "label", "legend",  "li",      "main",   "mark",  "nav",  "ol",
    "p",       "pre",   "q",       "rp",      "rt",     "ruby",  "s",    "samp",
    "section", "small", "span",    "strike",  "strong", "style", "sub",  "sup",
    "table",   "tbody", "td",      "tfoot",   "th",     "thead", "time", "title",
    "tr",      "tt",    "u",       "ul",      "var"};
constexpr std::array<std::string_view, 14> kDropped{
    "script", "noscript", "iframe", "object", "embed",    "applet",   "template",
    "svg",    "math",     "audio",  "video",  "frameset", "textarea", "select"};
constexpr std::array<std::string_view, 17> kAttributes{
    "class", "id",      "style", "title",   "alt",     "width",       "height", "align", "valign",
    "color", "bgcolor", "size",  "colspan", "rowspan", "cellpadding", "border", "lang"};
constexpr std::array<std::string_view, 4> kVoid{"br", "col", "hr", "img"};

template <std::size_t N>
bool has(const std::array<std::string_view, N>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_dropped(const html::Node* node) {
    if (node->kind == html::NodeKind::comment || node->kind == html::NodeKind::doctype) return true;
    return node->is_element() && (node->ns != html::Namespace::html || has(kDropped, node->name()));
}

class Writer {
public:
    explicit Writer(std::string_view excerpt) : excerpt_(single_spaces(excerpt)) {
        if (excerpt_.size() < kLeastMarkedBytes) excerpt_.clear();
    }

    std::string page(const html::Document& document) {
        out_ = "<!DOCTYPE html>";
        walk(document.root);
        return std::move(out_);
    }

private:
    // Without recursion: a page may nest as deep as it likes.
    void walk(const html::Node* root) {
        const html::Node* node = root->first_child;
        while (node != nullptr) {
            if (!is_dropped(node)) {
                open(node);
                if (node->first_child != nullptr) {
                    node = node->first_child;
                    continue;
                }
                close(node);
            }
            while (node->next == nullptr) {
                node = node->parent;
                if (node == nullptr || node == root) return;
                close(node);
            }
            node = node->next;
        }
    }

    void open(const html::Node* node) {
        if (node->is_text()) return text(node);
        if (!node->is_element() || !has(kKept, node->name())) return;
        out_.append("<").append(node->name());
        for (std::uint32_t i = 0; i < node->attribute_count; ++i) {
            const html::Attribute& each = node->attributes[i];
            if (each.prefix != html::AttrPrefix::none || !has(kAttributes, each.name)) continue;
            out_.append(" ")
                .append(each.name)
                .append("=\"")
                .append(escape_html(each.value))
                .append("\"");
        }
        // Where a link would lead is told and not followed.
        if (node->name() == "a" && node->find("title") == nullptr &&
            node->find("href") != nullptr) {
            out_.append(" title=\"").append(escape_html(node->find("href")->value)).append("\"");
        }
        out_ += ">";
    }
    void close(const html::Node* node) {
        if (!node->is_element() || !has(kKept, node->name()) || has(kVoid, node->name())) return;
        out_.append("</").append(node->name()).append(">");
    }

    void text(const html::Node* node) {
        const bool style = node->parent != nullptr && node->parent->is_element() &&
                           node->parent->name() == "style";
        if (style) {
            // Cannot end the element: the tokenizer would have ended it there.
            out_ += node->data;
            return;
        }
        const std::string shown = single_spaces(node->data);
        const bool marked = !excerpt_.empty() && shown.size() >= kLeastMarkedBytes &&
                            (shown.find(excerpt_) != std::string::npos ||
                             excerpt_.find(shown) != std::string::npos);
        if (!marked) {
            out_ += escape_html(node->data);
            return;
        }
        const std::size_t begin = std::string_view(node->data).find(excerpt_);
        if (begin == std::string_view::npos) {
            out_ += "<mark>" + escape_html(node->data) + "</mark>";
            return;
        }
        out_ += escape_html(node->data.substr(0, begin));
        out_ += "<mark>" + escape_html(node->data.substr(begin, excerpt_.size())) + "</mark>";
        out_ += escape_html(node->data.substr(begin + excerpt_.size()));
    }

    std::string excerpt_;
    std::string out_;
};

// Value of a header line of an HTTP head.
std::string_view header_of(std::string_view head, std::string_view name) {
    for (const std::string_view line : split(head, '\n')) {
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) continue;
        if (equals_ignoring_ascii_case(trim(line.substr(0, colon)), name)) {
            return trim(line.substr(colon + 1));
        }
    }
    return {};
}

}  // namespace

std::string inert_html(std::string_view bytes, std::string_view content_type,
                       std::string_view excerpt) {
    html::Decoder decoder;
    const html::Decoded decoded = decoder.decode(bytes, html::charset_of(content_type));
    html::Parser parser;
    return Writer(excerpt).page(parser.parse(decoded.utf8));
}

Result<std::string> snapshot_html(const std::filesystem::path& data_dir, std::string_view place,
                                  std::string_view excerpt) {
    const std::size_t hash = place.rfind('#');
    const std::string file(place.substr(0, hash));
    std::uint64_t offset = 0;
    const std::string_view number =
        hash == std::string_view::npos ? std::string_view() : place.substr(hash + 1);
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), offset);
    const bool plain =
        !file.empty() && file.find_first_of("/\\") == std::string::npos && !file.starts_with('.');
    if (!plain || number.empty() || error != std::errc() || end != number.data() + number.size()) {
        return fail(std::string(place), "没有这样的证据存档位置");
    }
    const auto record = store::read_warc(store::evidence_folder(data_dir) / file, offset);
    if (!record) return Fail(record.error());
    const std::string_view block = record->block;
    const std::size_t gap = block.find("\r\n\r\n");
    const std::string_view head = block.substr(0, gap);
    std::string_view body =
        gap == std::string_view::npos ? std::string_view() : block.substr(gap + 4);
    std::string unpacked;
    const auto done =
        gather::unpack(body, header_of(head, "content-encoding"), kMaxSnapshotBytes, unpacked);
    if (done == gather::Unpacked::unpacked || done == gather::Unpacked::too_large) body = unpacked;
    return inert_html(body.substr(0, kMaxSnapshotBytes), header_of(head, "content-type"), excerpt);
}

}  // namespace mingcha::app
