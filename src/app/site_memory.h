// What an inspection remembers of a site while it goes on: its style sheets, its search form, and
// which of its pages are to be looked for by it.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "extract/extractor.h"
#include "gather/crawl.h"
#include "model/facts.h"

namespace mingcha::app {

// A title is looked for whole: shorter ones are found everywhere, longer ones are cut by the form.
inline constexpr std::size_t kLeastTitleChars = 8;
inline constexpr std::size_t kMostTitleChars = 60;
// A search engine may take its time to know a new page.
inline constexpr int kIndexedAfterDays = 14;

// A page of search results says that there are none.
bool says_no_results(const PageFacts& page);

class SiteMemory {
public:
    SiteMemory(std::string campaign, Instant as_of)
        : campaign_(std::move(campaign)), as_of_(as_of) {}

    // Any thread.
    void keep_sheet(const std::string& target, std::string_view url, std::string_view css);
    std::shared_ptr<const extract::SiteSheets> sheets(const std::string& target) const;
    // A page of the site that was read: its search form, and its title perhaps.
    void note(const gather::Visit& visit, const PageFacts& facts);
    // The titles that a hash of campaign, site and address draws: the same ones for whoever
    // inspects again. Empty where no form can be followed.
    std::vector<gather::SearchAsk> searches(const std::string& target) const;
    void forget(const std::string& target);

private:
    struct Drawn {
        std::uint64_t lot = 0;
        std::string page, title;
    };
    struct Form {
        std::uint32_t sequence = UINT32_MAX;  // of the page that shows it
        std::string action, field, fixed;
        bool gbk = false;
    };
    struct Site {
        std::shared_ptr<const extract::SiteSheets> sheets;
        Form form;
        std::vector<Drawn> drawn;  // the smallest lots
    };

    bool may_be_looked_for(const PageFacts& facts) const;

    std::string campaign_;
    Instant as_of_;
    mutable std::mutex mutex_;
    std::map<std::string, Site> sites_;
};

}  // namespace mingcha::app
