#include "demo/search_results.h"

#include <fmt/format.h>

#include "base/charset_gbk.h"
#include "base/text.h"
#include "demo/site_pages.h"

namespace mingcha::demo {

namespace {

constexpr std::size_t kShown = 10;
constexpr std::size_t kSharedChars = 6;  // bytes of a title's begin: what else is like it

int hex(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

std::string unescaped(std::string_view value) {
    std::string text;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const bool escape = value[i] == '%' && i + 2 < value.size() && hex(value[i + 1]) >= 0 &&
                            hex(value[i + 2]) >= 0;
        if (escape) {
            text += static_cast<char>(hex(value[i + 1]) * 16 + hex(value[i + 2]));
            i += 2;
        } else {
            text += value[i] == '+' ? ' ' : value[i];
        }
    }
    return text;
}

// What was typed, in the bytes of the site's pages.
std::string asked(std::string_view target) {
    const std::size_t mark = target.find('?');
    if (mark == std::string_view::npos) return {};
    for (std::string_view pair : split(target.substr(mark + 1), '&')) {
        for (std::string_view field : {"q=", "keyword="}) {
            if (pair.starts_with(field)) return unescaped(pair.substr(field.size()));
        }
    }
    return {};
}

// <title> of a page without the name of the site behind it.
std::string title_of(const std::string& html, const SitePlan& plan) {
    const std::size_t begin = html.find("<title>");
    const std::size_t end = html.find("</title>");
    if (begin == std::string::npos || end == std::string::npos) return {};
    std::string title = html.substr(begin + 7, end - begin - 7);
    const std::string tail = "_" + plan.site.name;
    if (title.ends_with(tail)) title.resize(title.size() - tail.size());
    return title;
}

}  // namespace

std::string search_results(const SitePlan& plan, const std::map<std::string, std::string>& pages,
                           std::string_view target) {
    const std::string_view path = target.substr(0, target.find('?'));
    const bool own = plan.standing.has_search && path == kSearchPath;
    if (!own && (path == target || !pages.contains(std::string(path)))) return {};
    const std::string words = asked(target);
    if (!own && words.empty()) return {};
    std::string rows;
    std::size_t shown = 0;
    const auto add = [&](const std::string& url, const std::string& title) {
        if (shown == kShown) return;
        ++shown;
        rows += fmt::format("<li><a href=\"{}\">{}</a></li>", url, title);
    };
    for (const bool exact : {true, false}) {
        for (const auto& [url, html] : pages) {
            const std::string title = title_of(html, plan);
            const std::string bytes = plan.gbk ? to_gbk(title) : title;
            if (!plan.standing.search_finds || words.empty() || url == "/") continue;
            const bool same = bytes.find(words) != std::string::npos;
            const bool like = bytes.starts_with(words.substr(0, kSharedChars));
            if (exact ? same : like && !same) add(url, title);
        }
    }
    const std::string found = shown == 0 ? "<p>没有找到相关结果</p>" : "<ul>" + rows + "</ul>";
    return page_of(plan, "搜索结果_" + plan.site.name, crumb_of("", "搜索结果") + found);
}

}  // namespace mingcha::demo
