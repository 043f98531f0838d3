// Any bytes: no crash, no leak, a well-formed tree, no state left from one page to the next. The
// first byte chooses what is tried.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "html/encoding.h"
#include "html/limits.h"
#include "html/parser.h"
#include "html/selector.h"
#include "html/serialize.h"

namespace {

using namespace mingcha;

void require(bool holds) {
    if (!holds) std::abort();
}

// Neighbours agree with each other, offsets lie in the source, each node has been counted.
void check_tree(const html::Document& document) {
    std::size_t nodes = 0;
    for (const html::Node* node : html::descendants(document.root)) {
        ++nodes;
        require(node->parent != nullptr);
        require(node->previous == nullptr ? node->parent->first_child == node
                                          : node->previous->next == node);
        require(node->next == nullptr ? node->parent->last_child == node
                                      : node->next->previous == node);
        require(node->begin <= document.source.size() && node->end <= document.source.size());
        require(node->attribute_count <= html::kMaxAttributes || !node->is_element());
        require(!node->is_text() || !node->data.empty());
    }
    require(nodes <= document.node_count);
    require(document.node_count <= html::kMaxNodes + 2 * html::kMaxOpenElements);
}

constexpr std::string_view kContexts[] = {
    "div",      "td",     "tr",       "table",    "select",    "template",
    "title",    "script", "textarea", "svg desc", "svg path",  "math mi",
    "frameset", "html",   "head",     "colgroup", "plaintext", "math annotation-xml",
    "caption",  "body"};

void parse_all(std::string_view text, std::uint8_t choice) {
    static html::Parser parser;
    static html::Parser again;
    if (choice % 2 == 0) {
        const html::Document& page = parser.parse(text);
        check_tree(page);
        const std::string first = html::dump(page);
        const std::string written = html::serialize(page.root);
        check_tree(again.parse(written));
        // A parser that has seen other pages says the same as a new one.
        html::Parser fresh;
        require(html::dump(fresh.parse(text)) == first);
        return;
    }
    const std::string_view context = kContexts[(choice / 2) % std::size(kContexts)];
    const html::Document& fragment = parser.parse_fragment(text, context);
    check_tree(fragment);
    std::string shown;
    html::append_text(fragment.root, true, shown);
    require(shown.size() <= html::dump(fragment).size());
}

void decode_all(std::string_view bytes, std::uint8_t choice) {
    static html::Decoder decoder;
    constexpr std::string_view kHeaders[] = {"",          "utf-8",      "gb2312", "big5",
                                             "shift_jis", "iso-8859-1", "utf-16", "euc-kr"};
    const html::Decoded decoded = decoder.decode(bytes, kHeaders[choice % std::size(kHeaders)]);
    require(!decoded.encoding.empty());
    html::Decoder checker;
    require(
        checker.decode(std::string("\xEF\xBB\xBF") + std::string(decoded.utf8)).replacement_chars ==
        0);
}

void select_all(std::string_view text) {
    static html::Parser parser;
    const std::size_t split = text.find('\n');
    const auto selector = html::Selector::compile(text.substr(0, split));
    if (!selector) return;
    const std::string_view page = split == std::string_view::npos ? "" : text.substr(split + 1);
    for (const html::Node* node : selector->all(parser.parse(page).root)) {
        require(node->is_element());
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const std::string_view rest(reinterpret_cast<const char*>(data) + 2, size - 2);
    switch (data[0] % 8) {
        case 6:
            decode_all(rest, data[1]);
            break;
        case 7:
            select_all(rest);
            break;
        default:
            parse_all(rest, data[1]);
    }
    return 0;
}
