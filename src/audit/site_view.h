// One site's facts, indexed once and asked by every rule: pages by address, the columns of the
// site, and what each column shows. Borrowed from SiteFacts, which must outlive it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "model/facts.h"

namespace mingcha::audit {

// What the page of a column turned out to be. Only `listing` and `blank` say something about how
// well the column is kept.
enum class ColumnState {
    listing,      // a list of items
    blank,        // nothing but the frame of the page
    content,      // one text, a chart, a page of tiles: nothing to keep up to date item by item
    parent,       // only leads to its child columns
    interactive,  // a board, a form, a log-in
    scripted,     // filled by script that was not run
    framed,       // filled by another page in a frame
    moved,        // leads to another site or column
    dead,         // the address does not open: a broken link, not a bad column
    unfetched     // not seen, for a reason of ours or of a wall
};

// How new the newest item of a list is.
enum class Freshness {
    dated,    // `latest` holds
    undated,  // its articles were looked at and show no date: counts as not updated
    unknown   // no dates in the list, articles not seen
};

struct ColumnView {
    std::string key;       // address_key
    std::string_view url;  // as linked
    std::string_view name;
    ColumnKind kind = ColumnKind::other;
    bool level_one = false;  // linked from the home page as a column, not below another one
    const PageRecord* page = nullptr;
    ColumnState state = ColumnState::unfetched;
    Reason reason;  // of unfetched, scripted, framed and unknown freshness
    Freshness freshness = Freshness::unknown;
    std::optional<Date> latest;
    std::string_view latest_title;
    std::size_t items = 0;
};

// Newest date among a list of items: from the list, the article, or when it was first seen.
struct Newest {
    std::optional<Date> date;
    std::string_view title;
    std::size_t dated = 0;
    std::size_t undated = 0;     // the article was seen and shows no date
    std::size_t entries = 0;     // leads to a column, a guide, a board: no piece of information
    std::size_t unresolved = 0;  // not seen

    // Too much is unknown to say that nothing newer is there.
    bool is_open() const { return unresolved > dated + undated; }
};

// A link that a reader sees, and the first page that has it.
struct SiteLink {
    const Link* link = nullptr;
    const PageRecord* page = nullptr;
};

class SiteView {
public:
    // Dates after `as_of` are no news and are left out.
    SiteView(const SiteFacts& facts, Instant as_of);

    const SiteFacts& facts() const { return facts_; }
    Instant as_of() const { return as_of_; }
    Date today() const { return date_of(as_of_); }

    // The home page; null where it could not be fetched.
    const PageRecord* home() const { return home_; }
    // Why there is no home page.
    Reason home_problem() const;

    const PageRecord* page_at(std::string_view url) const;  // fetched or not; null: unknown
    // The day that the list prints, or else the text itself, where it was fetched.
    std::optional<Date> day_of(const ListItem& item) const;
    const PageRecord* page_of_key(const std::string& key) const;
    const LinkCheck* link_at(std::string_view url) const;  // tested as a link; null: never
    bool is_ours(std::string_view url) const;  // the registered host, its www twin, its sub-paths

    const std::vector<ColumnView>& columns() const { return columns_; }
    // Visible links to pages and files, each address and text once, in crawl order: what a menu
    // repeats on every page is asked about once.
    const std::vector<SiteLink>& shown_links() const { return shown_links_; }
    Newest newest(const std::vector<ListItem>& items) const;
    // What a page leads to: its lists, and links to articles that no list of it has.
    std::vector<ListItem> offered(const PageFacts& page) const;
    // 首页仅为网站栏目导航入口: nothing on it is a piece of information. Precondition: home().
    bool home_only_navigates() const;
    std::optional<Instant> first_seen(std::string_view url) const;
    // Moments of this data directory's visits up to now, oldest first.
    const std::vector<Instant>& visits() const { return visits_; }

    // Fetched pages besides the home page whose kind is among `kinds`, at most `count`, chosen by a
    // hash of seed and address: the same for the same seed, without regard to crawl order.
    std::vector<const PageRecord*> sample(std::string_view seed, std::size_t count,
                                          std::initializer_list<PageKind> kinds) const;

    // The same from a list that the caller chose.
    std::vector<const PageRecord*> sample(std::string_view seed,
                                          const std::vector<const PageRecord*>& pages,
                                          std::size_t count) const;

private:
    void index_pages();
    void index_links();
    void collect_shown_links();
    void collect_visits();
    void collect_columns();
    void add_column(const Column& column, bool from_home);
    void count_common_parts();
    void look_at(ColumnView& column);
    bool shows_something(const PageRecord& page, const std::string& key) const;
    bool has_children(const ColumnView& column) const;
    std::vector<ListItem> own_items(const PageFacts& page) const;
    bool is_common(std::string_view url) const;

    const SiteFacts& facts_;
    Instant as_of_;
    std::string host_;
    const PageRecord* home_ = nullptr;
    std::unordered_map<std::string, const PageRecord*> pages_;
    std::unordered_map<std::string, const LinkCheck*> links_;
    std::unordered_map<std::string, std::size_t> column_index_;
    std::unordered_set<const PageRecord*> column_pages_seen_;
    std::unordered_map<std::string_view, std::uint32_t> on_column_pages_;  // address → pages
    std::size_t column_pages_ = 0;
    std::uint32_t least_text_ = 0;  // of a column page: about what the frame alone has
    std::vector<ColumnView> columns_;
    std::vector<Instant> visits_;
    std::vector<SiteLink> shown_links_;
};

// Was the page fetched, with facts to read?
bool is_fetched(const PageRecord& page);

// A page that answers 200 and says that there is nothing (soft 404).
bool says_not_found(const PageFacts& page);

}  // namespace mingcha::audit
