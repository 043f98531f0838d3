// One website of the example city as a plan: what its pages are made from. A healthy plan comes
// from furnish (demo/site_pages.h); faults change it before pages are made.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "demo/moment.h"
#include "model/registry.h"

namespace mingcha::demo {

enum class Family {
    dated_file,  // /gzdt/202111/t20211105_100.html, list items with a span
    art,         // /art/2021/11/5/art_12_345.html, lists as tables
    info,        // /info/1021/3345.htm, slashed dates before the title
    detail,      // /content/detail/….html, dates inside the link
};

enum class Shape {
    list,
    blank,
    scripted,     // the list is written by a script
    framed,       // the list stands in an iframe
    parent,       // only leads to columns below it
    attachments,  // files, no texts
    text,         // one standing text
    moved,        // leads to another website
};

// An article of its own among the usual ones of a column. Its day is that of the list; the address
// and the article bear the same one, unless told otherwise.
struct InsertedPlan {
    std::string title;
    Date day;
    std::string body;  // HTML
    std::optional<Date> address_day = {};
    std::optional<Date> printed_day = {};
};

struct ColumnPlan {
    std::string path;
    std::string name;
    int age = 0;     // days between the newest item and today, in week 0
    int items = 6;   // on the list
    int rhythm = 7;  // days between two items
    int offset = 5;  // of a column that rests: the day after week 0 on which it goes on
    Shape shape = Shape::list;
    // Nothing was published after the first day, until the second (none: to this day).
    std::optional<Date> silent_after;
    std::optional<Date> silent_until;
    bool pinned = false;         // an item of long ago stands on top
    bool dated_list = true;      // the list prints dates
    bool dated_articles = true;  // the articles print theirs
    bool on_home = true;         // a box on the home page
    std::vector<InsertedPlan> inserted = {};
};

struct LetterPlan {
    std::string title;
    Date asked;
    std::optional<Date> replied;
    std::string reply = {};  // empty: the usual one
};

struct ActivityPlan {  // 意见征集
    std::string title;
    Date day;
};

// The six items of the foot, and what stands beside them: HTML each, in this order.
struct FootPlan {
    std::string organizer, contact, code, icp, police, emblem, report_entry, sitemap;
};

// An article that belongs to no column; whoever adds it links to it.
struct ExtraPlan {
    std::string path, title;
    Date day;
    std::string text;
    std::string note;  // HTML over the menu
};

// An address that answers in a way of its own; a page that is there keeps its text where `body` is
// empty and the status 200.
struct AnswerPlan {
    int status = 200;
    std::string type = "text/html; charset=utf-8";
    std::string body;
    std::string location;
    int delay_ms = 0;
    std::string last_modified = {};  // as the header says it
};

// What a page shows those who ask as search engines do, or come from their results.
enum class Asked { by_robot, by_searcher };

struct GuisePlan {
    Asked asked = Asked::by_robot;
    std::string path;  // empty: every page
    // The answer; where its body and its location are empty and its status 200, the usual page
    // with `title` before its own one and `extra` HTML at its end.
    AnswerPlan answer;
    std::string title, extra;
};

struct RepostPlan {
    std::string title, url;
    Date day;
};

struct ProbePlan {
    int failed = 0;        // of 140 visits
    int walled = 0;        // refused by a firewall
    int status = 0;        // of the failed ones
    int elapsed_ms = 420;  // of all others
    int failed_ms = 15000;
    bool failed_ok = false;  // the failed ones came late instead of never
};

// A page beyond the usual ones. Who adds it without a name in the menu links to it.
struct FurtherPlan {
    std::string path, menu_name, title, body, tags;
};

// What stands and is no news (demo/standing_pages.h). HTML; empty: there is no such page.
struct StandingPlan {
    std::string overview_name, overview, mandate, leaders;
    bool has_search = false;
    bool search_finds = true;
    bool write_form = false;
    bool write_link = false;  // 我要咨询 in the menu, whether it opens or not
    std::vector<FurtherPlan> further;
};

struct SitePlan {
    Site site;
    std::string host;
    std::string place;  // 云东县, 云泽市
    Family family = Family::dated_file;
    std::vector<ColumnPlan> columns;
    std::string header;  // HTML
    FootPlan foot;
    std::string home_extra;  // behind the lists of the home page
    bool home_only_navigates = false;
    bool article_tags = true;                       // column and content tags on articles
    std::map<std::string, std::string> tag_values;  // in place of the right ones
    std::vector<LetterPlan> letters;
    bool has_board = true;
    std::string statistics;               // of the board, HTML
    std::vector<std::string> guide_rows;  // HTML of one guide each; empty: none
    // How policies and interpretations lead to each other. Empty: they do not.
    std::string related = "<p>相关链接：<a href=\"{path}\">{title}</a></p>";
    bool policies_lead_back = true;
    std::vector<ActivityPlan> activities;  // empty: no such column
    std::vector<RepostPlan> reposts;
    bool has_reposts = true;
    bool reposts_on_home = true;
    std::string repost_name = "重要信息转载";
    std::string robots;  // robots.txt; empty: none
    std::vector<ExtraPlan> extras;
    std::map<std::string, AnswerPlan> answers;  // by path
    std::vector<GuisePlan> guises;
    std::vector<std::string> interpretation_titles = {"《{}》政策解读"};  // by turns
    StandingPlan standing;
    bool redirect_loop = false;  // every page leads to itself
    bool rubbish = false;        // bytes that are no page
    bool gbk = false;            // served as GBK, said in the header only
    bool silent = false;         // every connection is cut
    bool walled = false;         // a firewall refuses every page
    int delay_ms = 0;
    ProbePlan probes;
    std::optional<Date> replied;  // to the simple question; none: never
    std::string replied_time = "15:30";
    bool reply_effective = true;
};

// Days of the items on the list of `column`, newest first.
std::vector<Date> days_of(const ColumnPlan& column, Moment now);

// The newest of them; none for an empty list.
std::optional<Date> newest_of(const ColumnPlan& column, Moment now);

// The column of that name; the first where there is none.
ColumnPlan& column_of(SitePlan& plan, std::string_view name);

}  // namespace mingcha::demo
