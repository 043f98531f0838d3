// Pages made for tests, and facts read from them by the crudest scan. The real extractor has tests
// of its own.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extract/extractor.h"
#include "model/facts.h"

namespace mingcha::app {

struct CrudeAnalyser {
    std::shared_ptr<std::deque<std::string>> text = std::make_shared<std::deque<std::string>>();
    std::shared_ptr<PageFacts> facts = std::make_shared<PageFacts>();

    const PageFacts& operator()(std::string_view body, std::string_view url, std::string_view,
                                const extract::SiteSheets*) {
        text->clear();
        facts->clear();
        facts->url = text->emplace_back(url);
        facts->bytes = body.size();
        facts->kind = url.substr(url.find('/', 8)) == "/" ? PageKind::home : PageKind::article;
        const std::size_t title = body.find("<title>");
        if (title != std::string_view::npos) {
            const std::size_t begin = title + 7;
            facts->title = text->emplace_back(body.substr(begin, body.find('<', begin) - begin));
        }
        for (std::size_t at = body.find("href=\""); at != std::string_view::npos;
             at = body.find("href=\"", at + 1)) {
            std::string target(body.substr(at + 6, body.find('"', at + 6) - at - 6));
            if (target.starts_with('/')) {
                target = std::string(url.substr(0, url.find('/', 8))) + target;
            }
            Link& link = facts->links.emplace_back();
            link.url = text->emplace_back(target);
            facts->items.push_back({link.url, link.url, std::nullopt});
        }
        facts->needs_rendering = body.find("shell") != std::string_view::npos;
        return *facts;
    }
};

inline std::string page(const std::string& title, const std::vector<std::string>& links) {
    std::string html = "<html><title>" + title + "</title>";
    for (const std::string& link : links) html += "<a href=\"" + link + "\">x</a>";
    return html;
}

}  // namespace mingcha::app
