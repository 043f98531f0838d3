// Facts: what was seen, before anybody judges. PageFacts is one page; SiteFacts all that is known
// of one site at the campaign's `as_of`. Text is viewed, not owned: views lead into the page's
// arena or into a stored facts record, and live as long as that does.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "model/inputs.h"
#include "model/questions.h"
#include "model/reason.h"
#include "model/registry.h"

namespace mingcha {

// --- one page
// -----------------------------------------------------------------------------------------------

enum class PageKind : std::uint8_t { home, column, article, message, guide, other };  // contract §4

enum class ColumnKind : std::uint8_t {
    news,
    notices,
    policies,
    interpretation,
    overview,
    organization,
    leaders,
    interaction,
    services,
    consultation,
    data,
    other
};

enum class LinkKind : std::uint8_t { page, attachment, image, script, style, other };

enum class DateSource : std::uint8_t { none, meta, label, text, script, url, list };

// How a link is kept from the reader's eye (暗链); none: it can be seen.
enum class HiddenBy : std::uint8_t {
    none,
    display,     // display:none, the hidden attribute
    visibility,  // visibility:hidden, opacity:0
    off_screen,  // moved far out of the page
    zero_size,   // no width, height or type size
    colour,      // text in the colour of its ground
    marquee,     // a marquee too small to be read
    script       // inside a wrapper that a script writes invisibly
};

// How an address was asked for. Who plants links or sends visitors on often shows that to search
// engines and their visitors only, so a few pages are asked for in each way.
enum class Guise : std::uint8_t {
    own,        // as Mingcha
    browser,    // as a browser, after a refusal
    robot,      // as a search engine's robot
    searcher,   // as a visitor whom a search engine sent (Referer)
    over_ipv6,  // by IPv6 addresses only
    search,     // not the page itself: the site's own search, asked for the page's title
};

// A printed date; the time of day where the page gives one.
struct PrintedDate {
    Date date;
    std::int32_t seconds = -1;  // of the day; -1 = no time printed
    bool has_seconds = false;   // HH:MM:SS printed, not only HH:MM

    bool operator==(const PrintedDate&) const = default;
};

struct MetaTag {
    std::string_view name;  // as written
    std::string_view content;
};

struct Column {
    std::string_view name;
    std::string_view url;  // absolute
    ColumnKind kind = ColumnKind::other;
    std::uint8_t level =
        0;  // 1 = top of the menu or a section of the page, 2 = below one; 0 unknown
};

struct ListItem {
    std::string_view title;
    std::string_view url;  // absolute
    std::optional<PrintedDate> date;
};

// What a board says of one letter. A list that shows no replies at all says nothing: unknown.
enum class ReplyState : std::uint8_t { unknown, answered, open };

struct MessageEntry {
    std::string_view title;
    std::optional<PrintedDate> asked_at;
    std::optional<PrintedDate> replied_at;
    std::string_view unit;
    std::string_view url;
    ReplyState reply = ReplyState::unknown;  // "已回复", "办结" or a reply text: answered;
                                             // "待回复", "处理中" or an empty reply: open
};

enum class GuideFault : std::uint8_t { basis_only_named, vague_wording, form_without_source };

struct Guide {
    bool name = false, basis = false, conditions = false, materials = false, place = false,
         time = false, phone = false, process = false;
    struct Fault {
        GuideFault kind;
        std::string_view excerpt;
    };
    std::vector<Fault> faults;
};

struct Footer {
    std::string_view site_code;       // 网站标识码 as printed
    std::string_view icp;             // ICP备案
    std::string_view police;          // 公安备案
    std::string_view organizer;       // 主办单位
    std::string_view contact;         // 联系方式
    bool emblem = false;              // 党政机关标识
    bool error_report_entry = false;  // 我为政府网站找错
    bool sitemap = false;
};

struct Link {
    std::string_view url;  // absolute, fragment removed
    std::string_view text;
    LinkKind kind = LinkKind::page;
    bool external = false;  // another host than the page's and its www twin
    bool hidden = false;
    HiddenBy hidden_by = HiddenBy::none;
    bool frame = false;      // the address of an iframe or frame
    bool by_sheet = false;   // hidden by a rule of a <style> element, not by its own markup
    bool in_script = false;  // stands only in text that a script writes
};

// What an inline script does that scripts of a content system do not.
enum class ScriptSignKind : std::uint8_t {
    packed,               // runs text that it unpacks first: eval(function(p,a,c,k,e,d)…
    writes_frame,         // writes a frame that nobody can see
    writes_script,        // writes a script of another host
    redirects,            // sends every visitor to another host
    redirects_searchers,  // sends those who come from a search engine to another host
    writes_title          // replaces the title of the page
};

struct ScriptSign {
    ScriptSignKind kind = ScriptSignKind::packed;
    std::string_view target;   // absolute address it leads to, or the title; may be empty
    std::string_view excerpt;  // of the script
};

// Text in the page that a reader does not see.
struct HiddenText {
    std::string_view text;
    HiddenBy by = HiddenBy::none;
};

enum class RefreshBy : std::uint8_t { none, meta, script };

// What is wrong with a page's meta tags (standard/guidelines.md C5).
enum class TagFaultKind : std::uint8_t {
    missing,             // a required tag of this kind of page is absent or empty
    placeholder,         // content is null, undefined or the tag's own Chinese name
    domain_with_scheme,  // SiteDomain with http://
    domain_mismatch,     // SiteDomain is another host than the page's
    bad_site_code,       // SiteIDCode is none
    bad_date,            // PubDate that is no date, or not in YYYY-MM-DD HH:MM
    contradictory,       // the same tag twice with different contents
    copied               // keywords, description and type of a column all repeat its name
};

struct TagFault {
    TagFaultKind kind = TagFaultKind::missing;
    std::string_view name;     // of the tag, in its usual spelling
    std::string_view content;  // as written
};

// A run of visible text between two block boundaries, and which part of the page it is in.
enum class TextPart : std::uint8_t { main, heading, header, menu, list, footer };

struct TextBlock {
    std::string_view text;
    TextPart part = TextPart::main;
};

// How the page's search box sends what is typed, as far as the markup says.
enum class SearchWay : std::uint8_t {
    none,    // no search box seen
    get,     // a GET form: its results have an address of their own
    post,    // a POST form
    script,  // no form, one without address or name, or one that a script sends
};

struct FormFacts {
    bool search = false, message = false, login = false;
    SearchWay search_way = SearchWay::none;
    std::string_view search_action;  // absolute address of the form; of get and post
    std::string_view search_field;   // name of the box
    std::string_view search_fixed;   // what the form sends besides: "a=b&c=d", values escaped
    // Ways of choosing among documents that the page offers: by number, by theme, by validity.
    bool by_number = false, by_theme = false, by_validity = false;
};

struct PageFacts {
    std::string_view url;
    std::string_view encoding;  // what the bytes decode as
    std::uint64_t bytes = 0;
    std::uint32_t replacement_chars = 0;
    std::uint32_t limits_hit = 0;  // html::Limit bits
    std::string_view title;
    PageKind kind = PageKind::other;
    std::vector<MetaTag> meta;
    std::string_view site_name;
    bool site_name_in_header =
        false;  // 网站名称 shown in the head of the page (text, or an image's alt)
    std::optional<PrintedDate> publish_date;
    DateSource publish_date_from = DateSource::none;
    std::uint8_t publish_date_confidence = 0;  // 0–100
    std::string_view source;                   // 来源
    std::string_view column_name;  // of this page, where it says (ColumnName, breadcrumb, heading)
    ColumnKind column_kind = ColumnKind::other;
    std::vector<Column> columns;
    std::vector<ListItem> items;
    std::vector<MessageEntry> messages;
    std::optional<Guide> guide;
    Footer footer;
    std::vector<Link> links;
    FormFacts forms;
    bool needs_rendering = false;
    std::uint32_t text_chars = 0;
    std::string_view main_text;  // of an article, guide, letter, or what shows no list; folded
    bool text_left_out = false;  // it was stored, and is more than is kept while a site is judged

    // What keeps absence from being claimed. Filled by extract; unset = nothing is known.
    std::vector<std::string_view> frames;     // absolute addresses of frame and iframe contents
    std::optional<std::uint32_t> main_chars;  // text outside head, menus, crumb, pager, footer
    std::uint8_t unread_header_images = 0;    // in the head of the page, without alt text: a logo
    bool footer_unread = false;  // the footer is images without alt, a frame, or made by script
    bool message_statistics = false;  // shows totals of letters received and answered
    bool says_not_found = false;      // a short page whose text is that there is nothing (soft 404)

    std::vector<TagFault> tag_faults;
    std::vector<TextBlock> text_blocks;          // all visible text, in reading order
    std::vector<std::string_view> header_names;  // texts and image names in the head of the page
    std::vector<ListItem> script_items;      // of lists that only an HTML comment or a script holds
    std::string_view refresh_url;            // absolute; where a meta refresh leads
    RefreshBy refresh_by = RefreshBy::none;  // script: one that sends every visitor on

    std::string_view document_title;          // <title> as it stands
    std::optional<PrintedDate> updated_date;  // behind 更新时间 or the like
    std::vector<HiddenText> hidden_texts;     // a few, cut; links stand in `links`
    std::vector<ScriptSign> script_signs;     // a few
    bool offers_domain = false;  // a short page whose text is that its domain is for sale
    // Of a list or board: how many pages its pager says that there are; 0: nothing is said.
    std::uint32_t page_count = 0;
    std::vector<std::string_view> further_pages;  // addresses that only the pager's script makes

    void clear() { *this = PageFacts{}; }
};

std::string_view to_string(PageKind kind);
std::string_view to_string(ColumnKind kind);
std::string_view to_chinese(ColumnKind kind);
std::string_view to_string(LinkKind kind);
std::string_view to_string(DateSource source);
std::string_view to_string(HiddenBy reason);
std::string_view to_string(TagFaultKind kind);
std::string_view to_string(Guise guise);
std::string_view to_string(SearchWay way);
std::string_view to_string(ScriptSignKind kind);
std::string format_printed(
    const PrintedDate& date);  // "2021-11-05", "2021-11-05T09:05", "2021-11-05T09:05:30"

// --- one site
// -----------------------------------------------------------------------------------------------

enum class LinkState : std::uint8_t { fine, dead, blocked, not_checked };

// Where the bytes of a response lie in the evidence archive.
struct ArchivePlace {
    std::string warc;  // file name within the archive; empty = not archived
    std::uint64_t offset = 0;
    std::string sha256;  // of the body as stored
    Instant at;          // wall clock of the exchange
};

// What the head of a response says. Views live as long as the facts.
struct HttpFacts {
    std::optional<Instant> last_modified;
    std::string_view server;
    std::string_view content_type;
};

// What the certificate of an https exchange says.
struct TlsFacts {
    bool used = false;    // the exchange was https
    bool trusted = true;  // chain and name are right
    std::optional<Instant> expires;
    std::string_view issuer;
    std::string_view problem;  // why it is not trusted
};

// The same address, asked for otherwise.
struct GuisedView {
    Guise guise = Guise::robot;
    LinkState state = LinkState::not_checked;
    Reason reason;
    std::int32_t http_status = 0;
    std::string final_url;
    PageFacts facts;  // empty where it was no page
    bool read = false;
    ArchivePlace archive;
};

struct PageRecord {
    PageFacts facts;
    std::int32_t depth = 0;  // 0 = home page
    std::int32_t http_status = 0;
    Reason problem;                     // none: fetched; else why there are no facts
    std::string asked_url;              // as linked or registered; empty = facts.url
    std::string final_url;              // after redirects
    std::optional<Instant> first_seen;  // in campaigns' own time (contract §2)
    std::optional<Instant> last_seen;
    ArchivePlace archive;
    HttpFacts http;
    TlsFacts tls;
    std::vector<GuisedView> guised;
};

// What an external target shows of itself: enough to see that a domain has changed hands.
struct TargetPage {
    std::string title;
    std::string words;     // keywords and description
    std::string leads_to;  // where it sends its visitors on
    bool offers_domain = false;
};

struct LinkCheck {
    std::string url;
    LinkState state = LinkState::not_checked;  // dead only when confirmed
    Reason reason;
    std::int32_t http_status = 0;
    std::int32_t attempts = 0;
    bool external = false;
    LinkKind kind = LinkKind::page;
    std::vector<std::string> home_places;   // the home page, where it links there
    std::vector<std::string> other_places;  // URLs of other pages that link there
    ArchivePlace archive;
    std::string final_url;             // after redirects; empty = url
    std::optional<TargetPage> target;  // of an external page that was looked at
};

// A page as an earlier visit saw it: what its dates may be held against.
struct EarlierPage {
    std::string_view url;
    PageKind kind = PageKind::other;
    std::optional<PrintedDate> publish_date;
    DateSource publish_date_from = DateSource::none;
    std::vector<ListItem> items;
    ArchivePlace archive;
};

struct EarlierVisit {
    Instant as_of;
    std::vector<EarlierPage> pages;
};

// When a listed item (by URL) was first seen in this data directory, campaigns' own time.
struct SeenItem {
    std::string url;
    Instant first_seen;
    Instant last_seen;
};

// The home page asked for over IPv6.
struct Ipv6Facts {
    bool has_address = true;  // the name has an AAAA record, or stands for an address by itself
    LinkState state = LinkState::not_checked;
    Reason reason;  // its text also says which address answered, and how soon
    std::int32_t http_status = 0;
    VisitPhases phases;
    std::string url;
    ArchivePlace archive;
};

struct SiteFacts {
    Site site;
    bool visited = false;
    Reason unvisited;  // why not visited, or why the visit ended early without a home page
    Reason cut_short;  // budget or the host's refusal ended the crawl; none = complete
    std::vector<PageRecord>
        pages;  // in the order they were fetched; pages.front() is the home page
    std::vector<LinkCheck> links;
    // Attachments whose text was read (docx, xlsx, pdf): main_text, one line a
    // paragraph or row; title
    // is the text of a link to it, document_title that of the page that has the link, publish_date
    // that page's.
    std::vector<PageRecord> documents;
    std::vector<SeenItem> seen;  // sorted by URL
    // The last visit before this one, and those just before an article that claims to be older was
    // seen first; newest first.
    std::vector<EarlierVisit> earlier;
    std::vector<Probe> probes;  // within the campaign's window
    std::vector<Exemption> exemptions;
    std::vector<Interaction> interactions;
    std::optional<Date> redesigned;  // 改版: the last one up to the campaign's as_of
    bool from_before_redesign = false;     // the pages were fetched before it
    std::optional<UnsentQuestion> unsent;  // the campaign's question could not be sent
    std::vector<MessageRow> messages;
    // Of the running accounts of the unit that answers for the site.
    std::vector<Post> unit_posts;
    std::optional<Ipv6Facts> ipv6;  // none: not asked
    bool robots_forbids = false;
    std::string robots;  // robots.txt as read, empty where there is none
};

struct AccountFacts {
    Account account;
    std::vector<Post> posts;
    std::vector<AccountLook> looks;  // of the campaign, oldest first
    std::vector<LinkCheck> links;
    bool visited = false;
    Reason unvisited;
    std::vector<PageRecord> pages;  // its own page, where it was read
};

std::string_view to_string(LinkState state);

}  // namespace mingcha
