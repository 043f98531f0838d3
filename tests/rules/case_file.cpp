#include "tests/rules/case_file.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "tests/rules/case_accounts.h"
#include "tests/rules/case_words.h"

namespace mingcha::cases {

namespace {

constexpr std::string_view kHome = "http://www.qinghe.gov.cn/";
constexpr std::string_view kSiteCode = "4199990001";

// One case being read. Mistakes in a case file are thrown to read_cases, which says where.
class Reader {
public:
    explicit Reader(Case& made, std::string_view rule) : case_(made), rule_(rule) {
        Site& site = case_.site.site;
        site.site_code = kSiteCode;
        site.name = "清河县人民政府";
        site.unit = "清河县人民政府";
        site.url = kHome;
        site.kind = SiteKind::portal;
        case_.account.account.account_code = "419999M001WX0001";
        case_.account.account.type = "微信订阅号";
        case_.account.account.name = "清河发布";
        Campaign& campaign = case_.context.campaign;
        campaign.id = "2021Q4";
        campaign.window = {*make_date(2021, 11, 1), *make_date(2021, 11, 12)};
        campaign.as_of = *parse_instant("2021-11-12T18:00:00+08:00");
    }

    void read(std::string_view line) {
        const bool inner = line.front() == ' ';
        line = trim(line);
        const std::size_t end = line.find(' ');
        const std::string word(line.substr(0, end));
        const std::string_view rest =
            end == std::string_view::npos ? "" : trim(line.substr(end + 1));
        if (inner) return read_inside_page(word, rest);
        in_document_ = false;
        read_outside(word, rest);
    }

private:
    std::string_view keep(std::string text) { return case_.texts.emplace_back(std::move(text)); }

    std::string address(std::string_view path) const {
        if (!path.starts_with('/')) return std::string(path);
        std::string base = case_.site.site.url;
        if (base.ends_with('/')) base.pop_back();
        return base + std::string(path);
    }

    static ColumnKind column_kind(std::string_view text) { return named<ColumnKind>(text, 11); }

    PageRecord& add_page(std::string_view path, PageKind kind) {
        PageRecord page;
        page.facts.url = keep(address(path));
        page.facts.kind = kind;
        page.facts.site_name = "清河县人民政府";
        page.facts.site_name_in_header = true;
        page.facts.text_chars = 200;
        page.facts.title = "清河县";
        page.http_status = 200;
        page.depth = case_.site.pages.empty() ? 0 : 1;
        page.archive = {"cases.warc.gz", 100 * (case_.site.pages.size() + 1), "feed", {}};
        case_.site.visited = true;
        return case_.site.pages.emplace_back(std::move(page));
    }

    void read_page(std::string_view rest) {
        const Words w = words(rest);
        if (w.size() < 2) throw Wrong{"page needs a path and a kind"};
        PageRecord& page = add_page(w[0], named<PageKind>(w[1], 5));
        PageFacts& facts = page.facts;
        set(w, 2,
            {{"status", [&](auto& v) { page.http_status = static_cast<int>(number(v)); }},
             {"problem", [&](auto& v) { page.problem = reason(v); }},
             {"final", [&](auto& v) { page.final_url = address(v); }},
             {"asked", [&](auto& v) { page.asked_url = address(v); }},
             {"rendering", [&](auto&) { facts.needs_rendering = true; }},
             {"left_out", [&](auto&) { facts.text_left_out = true; }},
             {"frame", [&](auto& v) { facts.frames.push_back(keep(address(v))); }},
             {"chars", [&](auto& v) { facts.text_chars = static_cast<std::uint32_t>(number(v)); }},
             {"main", [&](auto& v) { facts.main_chars = static_cast<std::uint32_t>(number(v)); }},
             {"title", [&](auto& v) { facts.title = keep(v); }},
             {"named", [&](auto& v) { facts.column_name = keep(v); }},
             {"of", [&](auto& v) { facts.column_kind = column_kind(v); }},
             {"date",
              [&](auto& v) {
                  facts.publish_date = printed(v);
                  facts.publish_date_from = DateSource::label;
              }},
             {"date_from", [&](auto& v) { facts.publish_date_from = named<DateSource>(v, 6); }},
             {"updated", [&](auto& v) { facts.updated_date = printed(v); }},
             {"modified", [&](auto& v) { page.http.last_modified = at(day(v), 3600); }},
             {"first", [&](auto& v) { page.first_seen = time(v); }},
             {"fetched", [&](auto& v) { page.archive.at = time(v); }},
             {"source", [&](auto& v) { facts.source = keep(v); }},
             {"doc_title", [&](auto& v) { facts.document_title = keep(v); }},
             {"refresh", [&](auto& v) { facts.refresh_url = keep(address(v)); }},
             {"site_name", [&](auto& v) { facts.site_name = keep(v); }},
             {"no_name", [&](auto&) { facts.site_name_in_header = false; }},
             {"unread_logo", [&](auto&) { facts.unread_header_images = 1; }},
             {"footer_unread", [&](auto&) { facts.footer_unread = true; }},
             {"statistics", [&](auto&) { facts.message_statistics = true; }},
             {"tls",
              [&](auto& v) {
                  page.tls.used = true;
                  page.tls.trusted = v == "ok";
                  if (v != "ok") page.tls.problem = keep(v);
              }},
             {"expires", [&](auto& v) { page.tls.expires = at(day(v)); }},
             {"form", [&](auto&) { facts.forms.message = true; }},
             {"search",
              [&](auto& v) {
                  facts.forms.search = true;
                  if (v.empty()) return;
                  facts.forms.search_way = named<SearchWay>(v, 3);
                  facts.forms.search_action = keep(address("/so/"));
              }},
             {"pages", [&](auto& v) { facts.page_count = static_cast<std::uint32_t>(number(v)); }},
             {"login", [&](auto&) { facts.forms.login = true; }},
             {"by_number", [&](auto&) { facts.forms.by_number = true; }},
             {"by_theme", [&](auto&) { facts.forms.by_theme = true; }},
             {"by_validity", [&](auto&) { facts.forms.by_validity = true; }},
             {"not_found", [&](auto&) { facts.says_not_found = true; }}});
    }

    PageFacts& last_page() {
        if (in_document_) return case_.site.documents.back().facts;
        if (!case_.account.pages.empty()) return case_.account.pages.back().facts;
        if (case_.site.pages.empty()) throw Wrong{"there is no page yet"};
        return case_.site.pages.back().facts;
    }

    void read_inside_page(const std::string& word, std::string_view rest) {
        PageFacts& page = last_page();
        const Words f = fields(rest);
        if (word == "item") {
            page.items.push_back({keep(f[0]), keep(address(f[1])), printed(f[2])});
        } else if (word == "script_item") {
            page.script_items.push_back({keep(f[0]), keep(address(f[1])), printed(f[2])});
        } else if (word == "text") {
            const std::string before(page.main_text);
            page.main_text =
                keep(before.empty() ? std::string(rest) : before + "\n" + std::string(rest));
        } else if (word == "heads") {
            page.header_names.push_back(keep(f[0]));
        } else if (word == "column") {
            Column column;
            column.name = keep(f[0]);
            column.url = keep(address(f[1]));
            column.kind = column_kind(f[2].empty() ? "other" : f[2]);
            column.level = f[3].empty() ? 0 : static_cast<std::uint8_t>(number(f[3]));
            page.columns.push_back(column);
        } else if (word == "link") {
            Link link;
            link.text = keep(f[0]);
            link.url = keep(address(f[1]));
            link.kind = f[2].empty() ? LinkKind::page : named<LinkKind>(f[2], 5);
            set_link(link, words(f[3]));
            link.external = !link.url.starts_with(case_.site.site.url);
            page.links.push_back(link);
        } else if (word == "sign") {
            page.script_signs.push_back({named<ScriptSignKind>(f[0], 5),
                                         keep(f[1].empty() ? "" : address(f[1])), keep(f[2])});
        } else if (word == "hidden_text") {
            page.hidden_texts.push_back({keep(f[0]), HiddenBy::display});
        } else if (word == "guise") {
            add_guise(f);
        } else if (word == "guised_link") {
            std::vector<GuisedView>& views = case_.site.pages.back().guised;
            if (views.empty()) throw Wrong{"there is no guise yet"};
            Link link;
            link.text = keep(f[0]);
            link.url = keep(address(f[1]));
            link.external = !link.url.starts_with(case_.site.site.url);
            views.back().facts.links.push_back(link);
        } else if (word == "message") {
            MessageEntry entry;
            entry.title = keep(f[0]);
            entry.asked_at = printed(f[1]);
            entry.replied_at = printed(f[2]);
            if (f[3] == "open") entry.reply = ReplyState::open;
            if (f[3] == "answered") entry.reply = ReplyState::answered;
            if (!f[4].empty()) entry.url = keep(address(f[4]));
            page.messages.push_back(entry);
        } else if (word == "meta") {
            const std::size_t equal = rest.find('=');
            page.meta.push_back({keep(std::string(trim(rest.substr(0, equal)))),
                                 keep(std::string(trim(rest.substr(equal + 1))))});
        } else if (word == "guide") {
            set_guide(page, words(rest));
        } else if (word == "tags") {
            add_tags(page);
        } else if (word == "footer") {
            set_footer(page.footer, words(rest));
        } else {
            throw Wrong{"unknown line \"" + word + "\" in a page"};
        }
    }

    static void set_link(Link& link, const Words& flags) {
        set(flags, 0,
            {{"hidden",
              [&](auto& v) {
                  link.hidden = true;
                  if (!v.empty()) link.hidden_by = named<HiddenBy>(v, 7);
              }},
             {"frame", [&](auto&) { link.frame = true; }},
             {"sheet", [&](auto&) { link.by_sheet = true; }},
             {"written", [&](auto&) { link.in_script = true; }}});
    }

    // The last page as somebody else is shown it: KIND | TITLE | where it led to | flags.
    void add_guise(const Words& f) {
        PageRecord& page = case_.site.pages.back();
        GuisedView& view = page.guised.emplace_back();
        view.guise = named<Guise>(f[0], 5);
        view.state = LinkState::fine;
        view.http_status = 200;
        view.read = true;
        view.facts.url = page.facts.url;
        view.facts.title = view.facts.document_title = keep(f[1]);
        view.facts.text_chars = 200;
        if (!f[2].empty()) view.final_url = address(f[2]);
        view.archive = {"cases.warc.gz", 5, "abba", {}};
        set(words(f[3]), 0,
            {{"blocked",
              [&](auto&) {
                  view.state = LinkState::blocked;
                  view.read = false;
              }},
             {"chars",
              [&](auto& v) { view.facts.text_chars = static_cast<std::uint32_t>(number(v)); }},
             {"dead",
              [&](auto& v) {
                  view.state = LinkState::dead;
                  view.read = false;
                  view.reason = {ReasonCode::site, "HTTP " + v};
              }},
             {"rendering", [&](auto&) { view.facts.needs_rendering = true; }},
             {"nothing", [&](auto&) { view.facts.says_not_found = true; }},
             {"refresh", [&](auto& v) { view.facts.refresh_url = keep(address(v)); }}});
    }

    // was PATH KIND [DAY]; was_item TITLE | PATH | DAY
    void read_earlier(const std::string& word, std::string_view rest) {
        std::vector<EarlierVisit>& visits = case_.site.earlier;
        if (word == "earlier") {
            visits.push_back({time(rest), {}});
            return;
        }
        if (visits.empty()) throw Wrong{"there is no earlier visit yet"};
        std::vector<EarlierPage>& pages = visits.back().pages;
        if (word == "was") {
            const Words w = words(rest);
            EarlierPage& page = pages.emplace_back();
            page.url = keep(address(w.at(0)));
            page.kind = named<PageKind>(w.at(1), 5);
            page.archive = {"earlier.warc.gz", 9, "cafe", visits.back().as_of};
            if (w.size() > 2) {
                page.publish_date = printed(w[2]);
                page.publish_date_from = DateSource::label;
            }
            return;
        }
        if (pages.empty()) throw Wrong{"there is no earlier page yet"};
        const Words f = fields(rest);
        pages.back().items.push_back({keep(f[0]), keep(address(f[1])), printed(f[2])});
    }

    void add_tags(PageFacts& page) {
        const std::vector<std::pair<std::string_view, std::string>> tags{
            {"SiteName", "清河县人民政府"},
            {"SiteDomain", "www.qinghe.gov.cn"},
            {"SiteIDCode", std::string(kSiteCode)},
            {"ColumnName", "工作动态"},
            {"ColumnDescription", "清河县工作动态"},
            {"ColumnKeywords", "工作动态"},
            {"ColumnType", "政务动态"},
            {"ArticleTitle", "清河县召开工作会议"},
            {"PubDate", "2021-11-05 10:00"},
            {"ContentSource", "县政府办公室"}};
        for (const auto& [name, value] : tags) page.meta.push_back({name, keep(value)});
    }

    // All eight elements without what is named with a minus; faults by name.
    static void set_guide(PageFacts& page, const Words& flags) {
        Guide& guide = page.guide.emplace();
        guide = {true, true, true, true, true, true, true, true, {}};
        const auto fault = [&](GuideFault kind) {
            return [&guide, kind](const std::string&) {
                guide.faults.push_back({kind, "需要提交的其他材料"});
            };
        };
        const auto lacks = [](bool& element) {
            return [&element](const std::string&) { element = false; };
        };
        set(flags, 0,
            {{"-name", lacks(guide.name)},
             {"-basis", lacks(guide.basis)},
             {"-conditions", lacks(guide.conditions)},
             {"-materials", lacks(guide.materials)},
             {"-place", lacks(guide.place)},
             {"-time", lacks(guide.time)},
             {"-phone", lacks(guide.phone)},
             {"-process", lacks(guide.process)},
             {"only_named", fault(GuideFault::basis_only_named)},
             {"vague", fault(GuideFault::vague_wording)},
             {"no_form", fault(GuideFault::form_without_source)}});
    }

    // The full footer without what is named with a minus.
    void set_footer(Footer& footer, const Words& without) {
        footer = {"4199990001",
                  "豫ICP备12345678号",
                  "豫公网安备 41999902000001号",
                  "清河县人民政府办公室",
                  "电话",
                  true,
                  true,
                  true};
        set(without, 0,
            {{"-党政机关标识", [&](auto&) { footer.emblem = false; }},
             {"-网站标识码", [&](auto&) { footer.site_code = {}; }},
             {"-ICP备案", [&](auto&) { footer.icp = {}; }},
             {"-公安备案", [&](auto&) { footer.police = {}; }},
             {"-主办单位", [&](auto&) { footer.organizer = {}; }},
             {"-联系方式", [&](auto&) { footer.contact = {}; }},
             {"-all", [&](auto&) { footer = {}; }},
             {"-找错", [&](auto&) { footer.error_report_entry = false; }}});
    }

    // "usual COUNT": so many columns with fresh lists, as a site has them that was read whole.
    void read_usual(std::string_view rest) {
        constexpr std::array<std::string_view, 4> kNames{"工作动态", "通知公告", "政策文件",
                                                         "统计数据"};
        constexpr std::array<std::string_view, 4> kKinds{"news", "notices", "policies", "data"};
        const auto count = static_cast<std::size_t>(number(rest));
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t n = i % kNames.size();
            read_columns(std::string(kNames[n]) + (i < kNames.size() ? "" : std::to_string(i)) +
                         " 1 " + std::string(kKinds[n]) + " 2021-11-10");
        }
    }

    // NAME COUNT KIND WHAT [deep]
    void read_columns(std::string_view rest) {
        const Words w = words(rest);
        if (w.size() < 4) throw Wrong{"columns needs name, count, kind and what they show"};
        const bool deep = w.size() > 4 && w[4] == "deep";
        const std::string& what = w[3];
        for (std::int64_t i = 1; i <= number(w[1]); ++i) {
            const std::string folder = "/" + w[0] + std::to_string(i) + "/";
            Column column;
            column.name = keep(w[0] + std::to_string(i));
            column.url = keep(address(folder));
            column.kind = column_kind(w[2]);
            case_.site.pages.at(deep ? 1 : 0).facts.columns.push_back(column);
            if (what == "unfetched") continue;
            PageRecord& page = add_page(folder, PageKind::column);
            page.facts.column_name = column.name;
            page.facts.column_kind = column.kind;
            page.facts.main_chars = 20;
            fill(page, folder, what);
        }
    }

    void fill(PageRecord& page, const std::string& folder, const std::string& what) {
        PageFacts& facts = page.facts;
        const std::string_view url = keep(address(folder + "1.html"));
        const std::string_view title = keep("关于" + folder + "的一条信息");
        if (what == "blank") return;
        if (what == "scripted") {
            facts.needs_rendering = true;
        } else if (what == "framed") {
            facts.frames.push_back(url);
        } else if (what == "content") {
            facts.main_chars = 900;
        } else if (what == "parent") {
            facts.columns.push_back(
                {"子栏目", keep(address(folder + "child/")), ColumnKind::other, 0});
        } else if (what == "blocked") {
            page.problem = {ReasonCode::blocked, "状态码403"};
        } else if (what == "unknown") {
            facts.items.push_back({title, url, std::nullopt});
        } else if (what == "undated") {
            facts.items.push_back({title, url, std::nullopt});
            add_page(folder + "1.html", PageKind::article);
        } else {
            facts.items.push_back({title, url, printed(what)});
        }
    }

    void read_check(std::string_view rest, std::vector<LinkCheck>& into) {
        const Words w = words(rest);
        LinkCheck check;
        check.url = address(w.at(0));
        check.state = named<LinkState>(w.at(1), 3);
        check.attempts = 2;
        check.archive = {"cases.warc.gz", 7, "beef", {}};
        set(w, 2,
            {{"attempts", [&](auto& v) { check.attempts = static_cast<int>(number(v)); }},
             {"status", [&](auto& v) { check.http_status = static_cast<int>(number(v)); }},
             {"kind", [&](auto& v) { check.kind = named<LinkKind>(v, 5); }},
             {"external", [&](auto&) { check.external = true; }},
             {"because",
              [&](auto& v) {
                  check.reason = {ReasonCode::site, v};
              }},
             {"target",
              [&](auto& v) {
                  check.target.emplace().title = v;
                  check.external = true;
              }},
             {"for_sale",
              [&](auto&) {
                  check.target.emplace().offers_domain = true;
                  check.external = true;
              }},
             {"home", [&](auto& v) { check.home_places.push_back(address(v)); }},
             {"other", [&](auto& v) {
                  for (std::string_view path : split(v, ',')) {
                      check.other_places.push_back(address(path));
                  }
              }}});
        into.push_back(std::move(check));
    }

    void read_probes(std::string_view rest) {
        const Words w = words(rest);
        std::map<std::string, std::int64_t> of;
        const auto take = [&](const char* name) {
            return std::pair<const std::string, std::function<void(const std::string&)>>(
                name, [&of, name](const std::string& v) { of[name] = number(v); });
        };
        set(w, 2, {take("fail"), take("slow"), take("wall"), take("ours"), take("north")});
        const std::int64_t count = number(w.at(1));
        for (std::int64_t i = 0; i < count; ++i) {
            Probe probe;
            probe.site_code = case_.site.site.site_code;
            probe.vantage = of["north"] > 0 ? "省城" : "北区";
            probe.at = at(day(w.at(0)), i * 600 + (of["north"] > 0 ? 60 : 0));
            probe.ok = true;
            probe.http_status = 200;
            probe.elapsed_ms = 14999;
            if (of["fail"]-- > 0) {
                probe.ok = false;
                probe.http_status = 0;
                probe.error = "连接超时";
            } else if (of["slow"]-- > 0) {
                probe.elapsed_ms = 15000;
            } else if (of["wall"]-- > 0) {
                probe.ok = false;
                probe.http_status = 403;
            } else if (of["ours"]-- > 0) {
                probe.ok = false;
                probe.error = "连接超时";
                probe.ours = "监测点自身网络异常";
            }
            case_.site.probes.push_back(std::move(probe));
        }
    }

    // unit_post DAY | TITLE | URL
    void read_unit_post(std::string_view rest) {
        const Words f = fields(rest);
        Post& post = case_.site.unit_posts.emplace_back();
        post.account_key = post.name = "清河发布";
        post.published_at = time(f[0]);
        post.title = f[1];
        post.url = f[2];
        post.source = "posts.csv:2";
    }

    // document PATH | TITLE | TITLE OF ITS PAGE; lines of its text as below a page
    void read_document(std::string_view rest) {
        const Words f = fields(rest);
        PageRecord& document = case_.site.documents.emplace_back();
        document.facts.url = keep(address(f[0]));
        document.facts.title = keep(f[1]);
        document.facts.document_title = keep(f[2]);
        document.facts.kind = PageKind::other;
        document.http_status = 200;
        document.archive = {"cases.warc.gz", 13, "d0c0", {}};
        in_document_ = true;
    }

    // ipv6 STATE [no_address] [because=CODE:TEXT]
    void read_ipv6(std::string_view rest) {
        const Words w = words(rest);
        Ipv6Facts& ipv6 = case_.site.ipv6.emplace();
        ipv6.state = named<LinkState>(w.at(0), 3);
        ipv6.url = case_.site.site.url;
        ipv6.archive = {"cases.warc.gz", 11, "ffff", {}};
        set(w, 1,
            {{"no_address", [&](auto&) { ipv6.has_address = false; }},
             {"because", [&](auto& v) { ipv6.reason = reason(v); }}});
    }

    // exempt RULE | COLUMN | FROM | TO | DECIDED
    void read_exemption(std::string_view rest) {
        const auto f = fields(rest);
        Exemption row;
        row.site_code = case_.site.site.site_code;
        row.rule = f.at(0);
        row.column = f.at(1);
        row.from = time(f.at(2));
        row.to = time(f.at(3));
        row.decided_at = time(f.at(4));
        row.author = "张三";
        row.reason = "停机检修";
        case_.site.exemptions.push_back(std::move(row));
    }

    void read_site(std::string_view rest) {
        Site& site = case_.site.site;
        set(words(rest), 0,
            {{"kind", [&](auto& v) { site.kind = *parse_site_kind(v); }},
             {"url", [&](auto& v) { site.url = v; }},
             {"code", [&](auto& v) { site.site_code = v; }},
             {"name", [&](auto& v) { site.name = v; }},
             {"unit", [&](auto& v) { site.unit = v; }},
             {"services", [&](auto& v) { site.has_services = v != "n"; }},
             {"state", [&](auto& v) { site.state = *parse_site_state(v); }}});
    }

    // The page of the account itself; lines indented below it as for a page.
    void read_own_page(std::string_view rest) {
        case_.of_account = true;
        case_.account.visited = true;
        PageRecord page;
        page.facts.url = keep(std::string(rest));
        page.http_status = 200;
        page.archive = {"cases.warc.gz", 3, "face", {}};
        case_.account.pages.push_back(std::move(page));
    }

    std::string target() const {
        return case_.of_account ? account_key(case_.account.account) : case_.site.site.site_code;
    }

    void read_import(std::string_view rest) {
        const Words f = fields(rest);
        ImportedFinding row;
        row.target = target();
        row.rule = rule_;
        row.problem = f[0];
        row.evidence_url = address(f[1]);
        row.row = static_cast<std::int32_t>(case_.context.imports.size()) + 1;
        row.source = "findings.csv:" + std::to_string(row.row + 1);
        set(words(f[2]), 0,
            {{"count", [&](auto& v) { row.count = static_cast<int>(number(v)); }},
             {"carried", [&](auto&) { row.carried_over = true; }}});
        case_.context.imports.push_back(std::move(row));
    }

    void read_prior(std::string_view rest) {
        const Words f = fields(rest);
        audit::PriorFinding prior;
        prior.target = target();
        prior.rule = f[2].empty() ? rule_ : f[2];
        prior.place = f[0];
        prior.problem = f[1];
        prior.id = finding_id(prior.target, prior.rule, prior.place);
        case_.context.previous.push_back(std::move(prior));
    }

    void read_term(std::string_view rest) {
        const Words f = fields(rest);
        DictionaryTerm term;
        term.text = f[0];
        const auto kind = parse_term_kind(f[1]);
        if (!kind) throw Wrong{f[1] + " is no kind of term"};
        term.kind = *kind;
        term.suggestion = f[2];
        if (!f[3].empty()) term.valid.from = day(f[3]);
        if (!f[4].empty()) term.valid.to = day(f[4]);
        own_dictionary().terms.push_back(std::move(term));
    }

    void read_allowed(std::string_view rest) {
        const Words f = fields(rest);
        AllowedWording allowed;
        allowed.text = f[0];
        const auto scope = parse_allow_scope(f[1]);
        if (!scope) throw Wrong{f[1] + " is no scope"};
        allowed.scope = *scope;
        if (!f[2].empty()) allowed.sites = words(f[2]);
        allowed.only = f[3];
        own_dictionary().allowed.push_back(std::move(allowed));
    }

    Dictionary& own_dictionary() {
        if (!case_.dictionary) case_.dictionary.emplace();
        return *case_.dictionary;
    }

    void read_question(std::string_view rest) {
        const Words w = words(rest);
        Interaction question;
        question.site_code = case_.site.site.site_code;
        question.question = "如何办理居住证";
        question.asked_at = time(w.at(0));
        question.source = "interactions.csv:2";
        for (std::size_t i = 1; i < w.size(); ++i) {
            if (w[i] == "n") {
                question.effective = false;
            } else {
                question.replied_at = time(w[i]);
            }
        }
        case_.site.interactions.push_back(std::move(question));
    }

    void read_letter(std::string_view rest) {
        const Words f = fields(rest);
        MessageRow row;
        row.site_code = case_.site.site.site_code;
        row.column = f[0];
        row.title = f[1];
        row.asked_at = time(f[2]);
        if (!f[3].empty()) row.replied_at = time(f[3]);
        row.is_public = f[4] != "private";
        row.source = "messages.csv:2";
        case_.site.messages.push_back(std::move(row));
    }

    void read_expectation(const std::string& word, std::string_view rest) {
        const Words w = words(rest);
        if (word == "expect") {
            case_.outcome = w.at(0);
            if (w.size() > 1) case_.reason = w[1];
        } else if (word == "coverage") {
            case_.coverage = Coverage{number(w.at(0)), number(w.at(1)), number(w.at(2))};
        } else {
            const Words f = fields(rest);
            case_.findings.push_back({f[0], f[1].empty() ? "" : address(f[1]), words(f[2])});
        }
    }

    void read_outside(const std::string& word, std::string_view rest) {
        const std::map<std::string, std::function<void()>> lines{
            {"page", [&] { read_page(rest); }},
            {"columns", [&] { read_columns(rest); }},
            {"usual", [&] { read_usual(rest); }},
            {"check",
             [&] { read_check(rest, case_.of_account ? case_.account.links : case_.site.links); }},
            {"probes", [&] { read_probes(rest); }},
            {"exempt", [&] { read_exemption(rest); }},
            {"ipv6", [&] { read_ipv6(rest); }},
            {"unit_post", [&] { read_unit_post(rest); }},
            {"document", [&] { read_document(rest); }},
            {"earlier", [&] { read_earlier(word, rest); }},
            {"was", [&] { read_earlier(word, rest); }},
            {"was_item", [&] { read_earlier(word, rest); }},
            {"site", [&] { read_site(rest); }},
            {"account", [&] { read_account(rest, case_); }},
            {"other_account", [&] { read_other_account(rest, case_); }},
            {"look", [&] { read_look(rest, case_); }},
            {"opened", [&] { case_.account.visited = true; }},
            {"own_page", [&] { read_own_page(rest); }},
            {"post", [&] { read_post(rest, case_); }},
            {"import", [&] { read_import(rest); }},
            {"prior", [&] { read_prior(rest); }},
            {"question", [&] { read_question(rest); }},
            {"letter", [&] { read_letter(rest); }},
            {"expect", [&] { read_expectation(word, rest); }},
            {"coverage", [&] { read_expectation(word, rest); }},
            {"finding", [&] { read_expectation(word, rest); }},
            {"as_of", [&] { case_.context.campaign.as_of = time(rest); }},
            {"term", [&] { read_term(rest); }},
            {"allow", [&] { read_allowed(rest); }},
            {"no_dictionary", [&] { case_.no_dictionary = true; }},
            {"by_hand", [&] { case_.context.campaign.by_hand = true; }},
            {"assist", [&] { case_.assist = true; }},
            {"accounts_as_of", [&] { case_.context.campaign.accounts_as_of = day(rest); }},
            {"cut", [&] { case_.site.cut_short = reason(rest); }},
            {"unvisited",
             [&] {
                 (case_.of_account ? case_.account.unvisited : case_.site.unvisited) = reason(rest);
             }},
            {"window",
             [&] {
                 const Words w = words(rest);
                 case_.context.campaign.window = {day(w.at(0)), day(w.at(1))};
             }},
            {"registered",
             [&] {
                 const Words w = words(rest);
                 Site site;
                 site.kind = *parse_site_kind(w.at(0));
                 site.url = w.at(1);
                 case_.context.sites.push_back(std::move(site));
             }},
            {"seen",
             [&] {
                 const Words w = words(rest);
                 case_.site.seen.push_back({address(w.at(0)), time(w.at(1)), time(w.at(2))});
             }},
            {"repost", [&] {
                 const Words f = fields(rest);
                 RepostItem item;
                 item.id = std::to_string(case_.context.reposts.size() + 1);
                 item.title = f[0];
                 item.issued_at = time(f[1]);
                 if (!f[2].empty()) item.due_hours = static_cast<std::int32_t>(number(f[2]));
                 if (f.size() > 3) item.text = f[3];
                 case_.context.reposts.push_back(std::move(item));
             }}};
        const auto found = lines.find(word);
        if (found == lines.end()) throw Wrong{"unknown line \"" + word + "\""};
        found->second();
    }

    Case& case_;
    std::string rule_;
    bool in_document_ = false;  // lines below belong to the last document
};

}  // namespace

Result<std::deque<Case>> read_cases(const std::string& file, std::string_view text,
                                    std::string_view rule) {
    std::deque<Case> cases;
    std::optional<Reader> reader;
    int number = 0;
    for (std::string_view line : split(text, '\n')) {
        ++number;
        const std::string where = file + ":" + std::to_string(number);
        if (trim(line).empty() || trim(line).front() == '#') continue;
        if (line.front() == '[') {
            cases.emplace_back();
            cases.back().name = line.substr(1, line.find(']') - 1);
            cases.back().line = number;
            reader.emplace(cases.back(), rule);
            continue;
        }
        if (!reader) return fail(where, "a line before the first case", "write [name] first");
        try {
            reader->read(line);
        } catch (const Wrong& wrong) {
            return fail(where, wrong.what);
        } catch (const std::exception& error) {
            return fail(where, std::string("a word is missing: ") + error.what());
        }
    }
    return cases;
}

}  // namespace mingcha::cases
