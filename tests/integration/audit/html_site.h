// A small county portal as HTML, healthy as it stands; tests change its pages and look what is
// found.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "extract/extractor.h"
#include "model/facts.h"

namespace mingcha::html_site {

inline constexpr const char* kAddress = "http://www.qinghe.gov.cn";
inline constexpr const char* kCode = "4199990001";

struct ColumnPlan {
    std::string path;  // "/gzdt/"
    std::string name;
    std::string newest;  // day of the newest item; the others are a week apart before it
    int items = 6;
};

class HtmlSite {
public:
    HtmlSite();  // columns and pages of a healthy site as of 2021-11-12

    std::vector<ColumnPlan> columns;
    std::map<std::string, std::string> pages;  // path → HTML; made anew by build()
    std::string header;                        // HTML of every page's head
    std::string footer;                        // and foot
    std::string home_extra;                    // behind the lists of the home page
    std::string tags = "site column";          // which meta tags articles have
    std::function<void(HtmlSite&)> after;      // changes pages once they are built

    ColumnPlan& column(const std::string& name);
    void build();
    std::string page(const std::string& title, const std::string& body,
                     const std::string& meta = "") const;

    // Crawled as a visitor would: every page from the home page on, then every link's state.
    const SiteFacts& crawl(Instant as_of);

private:
    std::string list(const ColumnPlan& plan, int count) const;
    std::string article(const ColumnPlan& plan, int number) const;

    std::vector<std::unique_ptr<extract::Extractor>> extractors_;
    std::vector<std::unique_ptr<std::string>> texts_;
    SiteFacts facts_;
};

}  // namespace mingcha::html_site
