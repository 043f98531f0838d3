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

// Page families as the big content systems make them: addresses, lists and article heads differ.
enum class Family {
    dated_file,  // /gzdt/202111/t20211105_100.html, list items with a span
    art,         // /art/2021/11/5/art_12_345.html, lists as tables, columns /col/col12/index.html
    info,        // /info/1021/3345.htm, date before the title, columns /gzdt.htm
    detail,      // /content/detail/….html, date inside the link, columns /content/column/6789
};

class HtmlSite {
public:
    // Columns and pages of a healthy site as of 2021-11-12.
    explicit HtmlSite(Family family = Family::dated_file);

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
    std::string path_of(const ColumnPlan& plan, int number) const;
    std::string list(const ColumnPlan& plan, int count) const;
    std::string head_of(const std::string& title, const std::string& day) const;
    std::string article(const ColumnPlan& plan, int number) const;

    Family family_;
    std::vector<std::unique_ptr<extract::Extractor>> extractors_;
    std::vector<std::unique_ptr<std::string>> texts_;
    SiteFacts facts_;
};

}  // namespace mingcha::html_site
