#include "extract/pager.h"

#include <charconv>
#include <string>
#include <vector>

#include "base/text.h"
#include "extract/words.h"

namespace mingcha::extract {

namespace {

constexpr std::uint32_t kPagerChars = 60;        // of a block that says how many pages there are
constexpr std::size_t kMaxCallBytes = 300;       // of the call that writes the pager
constexpr std::size_t kMaxPagerScript = 20'000;  // bytes of a script that is looked at
constexpr std::string_view kCall = "createPageHTML(";

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::uint32_t number_of(std::string_view text) {
    std::uint32_t value = 0;
    text = trim(text);
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return read.ec == std::errc{} && read.ptr == text.data() + text.size() ? value : 0;
}

// The number that ends right before `end`, blanks left out.
std::uint32_t number_before(std::string_view text, std::size_t end) {
    while (end > 0 && text[end - 1] == ' ') --end;
    std::size_t begin = end;
    while (begin > 0 && is_digit(text[begin - 1])) --begin;
    // 共10条/页: so many a page.
    return begin == end ? 0 : number_of(text.substr(begin, end - begin));
}

// 共20页, 1/20页, 第1页/共20页, 页次：1/20.
std::uint32_t pages_said(std::string_view text) {
    constexpr std::string_view kPage = "页";
    for (std::size_t at = text.find(kPage); at != std::string_view::npos;
         at = text.find(kPage, at + kPage.size())) {
        const std::uint32_t pages = number_before(text, at);
        if (pages == 0) continue;
        std::size_t before = at;
        while (before > 0 && (text[before - 1] == ' ' || is_digit(text[before - 1]))) --before;
        const std::string_view lead = text.substr(0, before);
        if (lead.ends_with("共") || (lead.ends_with('/') && lead.size() > 1)) return pages;
    }
    const std::size_t turn = text.find("页次");
    const std::size_t slash = turn == std::string_view::npos ? turn : text.find('/', turn);
    if (slash == std::string_view::npos) return 0;
    std::size_t end = slash + 1;
    while (end < text.size() && is_digit(text[end])) ++end;
    return number_before(text, end);
}

// The arguments of a call, quotes taken off; empty where it is not closed.
std::vector<std::string> arguments_of(std::string_view call) {
    std::vector<std::string> arguments(1);
    char quote = 0;
    for (const char c : call.substr(0, kMaxCallBytes)) {
        if (quote != 0) {
            if (c == quote) {
                quote = 0;
            } else {
                arguments.back() += c;
            }
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == ',') {
            arguments.emplace_back();
        } else if (c == ')') {
            return arguments;
        } else if (c != ' ') {
            arguments.back() += c;
        }
    }
    return {};
}

bool is_file_name(std::string_view text) {
    if (text.empty() || text.size() > 60) return false;
    for (const char c : text) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && !is_digit(c) && c != '_' && c != '-') return false;
    }
    return true;
}

struct ScriptPager {
    std::uint32_t count = 0;
    std::uint32_t first = 0;  // number in the name of the second page
    std::string name, ending;
};

// createPageHTML(count, current, "index", "html"): index_1.html is the second page; with the id of
// an element before these, index_2.html is.
ScriptPager pager_of(const std::vector<std::string>& arguments) {
    if (arguments.size() < 4) return {};
    const bool with_element = number_of(arguments[0]) == 0;
    const std::size_t at = with_element ? 1 : 0;
    if (arguments.size() < at + 4) return {};
    ScriptPager pager{number_of(arguments[at]), with_element ? 2U : 1U, arguments[at + 2],
                      arguments[at + 3]};
    if (!is_file_name(pager.name) || !is_file_name(pager.ending)) return {};
    return pager;
}

void read_script(std::string_view script, const UrlBase& base, TextArena& arena, PageFacts& facts) {
    const std::size_t call = script.find(kCall);
    if (call == std::string_view::npos) return;
    // Where it is defined, it is not called.
    const std::string_view lead = trim(script.substr(0, call));
    if (lead.ends_with("function")) return;
    const ScriptPager pager = pager_of(arguments_of(script.substr(call + kCall.size())));
    if (pager.count < 2 || pager.count > kMostPagesOfList) return;
    facts.page_count = pager.count;
    std::string url;
    const std::uint32_t last = std::min(pager.count - 1, kMaxFurtherPages);
    for (std::uint32_t i = 0; i < last; ++i) {
        url.clear();
        const std::string name =
            pager.name + "_" + std::to_string(pager.first + i) + "." + pager.ending;
        const UrlScheme scheme = base.resolve(name, url);
        if (scheme != UrlScheme::http && scheme != UrlScheme::https) return;
        facts.further_pages.push_back(arena.keep(url));
    }
}

}  // namespace

void find_pager(const UrlBase& base, Outline& outline, PageFacts& facts) {
    if (facts.kind != PageKind::column && facts.kind != PageKind::message) return;
    for (const Script& script : outline.scripts) {
        if ((script.marks & kScriptPager) == 0 || script.text.size() > kMaxPagerScript) continue;
        read_script(script.text, base, outline.arena, facts);
        if (facts.page_count != 0) return;
    }
    for (const Block& block : outline.blocks) {
        if (block.hidden || !block.has_digit || block.chars > kPagerChars) continue;
        const std::uint32_t pages = pages_said(block.text);
        if (pages == 0 || pages > kMostPagesOfList) continue;
        facts.page_count = pages;
        return;
    }
}

}  // namespace mingcha::extract
