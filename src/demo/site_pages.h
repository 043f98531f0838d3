// One website of the example city: its plan, and its pages made from it in one of four page
// families, as the big content systems write them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/registry.h"

namespace mingcha::demo {

enum class Family {
    dated_file,  // /gzdt/202111/t20211105_100.html, list items with a span
    art,         // /art/2021/11/5/art_12_345.html, lists as tables
    info,        // /info/1021/3345.htm, slashed dates before the title
    detail,      // /content/detail/….html, dates inside the link
};

// What is wrong with the guides of the column 办事指南.
enum class GuideState { none, whole, basis_only_named, vague, without_form, few_elements };

struct ColumnPlan {
    std::string path;
    std::string name;
    std::string newest;  // day of the newest item; each older one a week before
    int items = 6;
};

struct SitePlan {
    Site site;
    std::string host;
    std::string place;  // 云东县, 云泽市
    std::string division_name;
    Family family = Family::dated_file;
    std::vector<ColumnPlan> columns;
    std::string header;        // HTML
    std::string footer;        // HTML
    std::string home_extra;    // behind the lists of the home page
    bool article_tags = true;  // column and content tags on articles
    bool statistics = true;    // of the message board
    bool neglected = false;    // a letter of four months ago without reply
    bool answered_lately = true;
    GuideState guides = GuideState::none;
    bool linked_interpretations = true;  // policy and interpretation lead to each other
    std::string robots;                  // robots.txt; empty: none
    bool redirect_loop = false;          // every page leads to itself
    bool rubbish = false;                // bytes that are no page
    std::string reposts;                 // items of the repost column, HTML; empty: no such column
    std::string repost_name = "重要信息转载";
    bool gbk = false;  // served as GBK, said in the header only
    int delay_ms = 0;
    bool silent = false;       // every connection is cut
    double probes_failed = 0;  // share of the visits
    std::string replied_at;    // to the question of 2021-11-04 09:00; empty: never
};

// Columns, header and foot of a healthy site; site, host, place and family must be set.
void furnish(SitePlan& plan);

// A whole page of the site: head, menu, `body`, foot.
std::string page_of(const SitePlan& plan, const std::string& title, const std::string& body,
                    const std::string& meta = {});

// The column and content tags of a page (guidelines C5).
std::string tags_of(const SitePlan& plan, const std::string& column, const std::string& title,
                    const std::string& day);

// Path → HTML, UTF-8.
std::map<std::string, std::string> build_pages(const SitePlan& plan);

}  // namespace mingcha::demo
