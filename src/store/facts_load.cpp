#include "store/facts_load.h"

#include <algorithm>
#include <unordered_map>

#include "base/site_url.h"
#include "store/facts_record.h"
#include "store/gather_session.h"

namespace mingcha::store {

namespace {

struct Read {
    VisitRecord record;
    WarcPlace place;
};

bool is_tested_kind(LinkKind kind) {
    return kind == LinkKind::page || kind == LinkKind::attachment || kind == LinkKind::image;
}

Result<std::vector<Read>> read_records(const std::filesystem::path& path, const VisitRow& row,
                                       TextPool& pool) {
    std::vector<Read> list;
    bool valid = true;
    std::size_t text_room = kMaxMainTextBytes;
    for (const BlockPlace& block : row.blocks) {
        const auto read = read_block(path, block, [&](std::string_view bytes, WarcPlace place) {
            auto record = unpack_record(bytes, pool, text_room);
            if (record) {
                list.push_back({std::move(*record), place});
            } else {
                valid = false;
            }
        });
        if (!read) return Fail(read.error());
        if (!valid) {
            return fail(path.string() + "@" + std::to_string(block.offset),
                        "a facts record is damaged",
                        "restore the file from a backup, or inspect the site again");
        }
    }
    // Workers finish in any order; the order of asking is the site's own.
    std::sort(list.begin(), list.end(),
              [](const Read& a, const Read& b) { return a.record.sequence < b.record.sequence; });
    return list;
}

ArchivePlace archive_place(const Read& read, std::string_view campaign) {
    ArchivePlace place;
    place.at = read.record.at;
    place.sha256 = std::string(read.record.sha256);
    if (read.place.offset == WarcPlace::kNone) return place;
    place.warc = warc_name(campaign, read.place.file);
    place.offset = read.place.offset;
    return place;
}

Reason reason_of(const Read& read) {
    return {read.record.reason, std::string(read.record.reason_text)};
}

TargetPage target_page(const PageFacts& facts) {
    TargetPage target;
    target.title = std::string(facts.document_title.empty() ? facts.title : facts.document_title);
    for (const MetaTag& tag : facts.meta) {
        if (!target.words.empty()) target.words += ' ';
        target.words += tag.content;
    }
    target.leads_to = std::string(facts.refresh_url);
    target.offers_domain = facts.offers_domain;
    return target;
}

LinkCheck link_check(const Read& read, std::string_view campaign) {
    LinkCheck check;
    check.url = std::string(read.record.url);
    check.state = read.record.state;
    check.reason = reason_of(read);
    check.http_status = read.record.status;
    check.attempts = read.record.attempts;
    check.external = read.record.external;
    check.kind = read.record.kind;
    check.archive = archive_place(read, campaign);
    if (read.record.final_url != read.record.url) {
        check.final_url = std::string(read.record.final_url);
    }
    if (read.record.external && read.record.facts) check.target = target_page(*read.record.facts);
    return check;
}

// When an address was seen, in campaigns' own time.
class History {
public:
    History(std::vector<SeenThen> then, Instant as_of) : then_(std::move(then)), as_of_(as_of) {}

    Instant first(std::uint64_t key) const {
        for (const SeenThen& seen : then_) {
            if (std::binary_search(seen.keys.begin(), seen.keys.end(), key)) {
                return std::min(seen.as_of, as_of_);
            }
        }
        return as_of_;
    }

private:
    std::vector<SeenThen> then_;
    Instant as_of_;
};

class SiteBuilder {
public:
    SiteBuilder(SiteFacts& facts, const VisitRow& row, const History& history)
        : facts_(facts), row_(row), history_(history) {}

    void add(Read& read) {
        const std::uint64_t key = page_key(read.record.url);
        if (read.record.guise != Guise::own) return add_guised(read, key);
        if (read.record.kind == LinkKind::style) return;  // kept as evidence only
        // The home page was asked for because it is registered. That it fails is the site's fault
        // as a whole, not a broken link of its own.
        const bool home = read.record.page && read.record.depth == 0;
        if (!home || read.record.state == LinkState::fine) {
            const std::size_t index = facts_.links.size();
            by_key_.emplace(key, index);
            if (read.record.final_url != read.record.url) {
                by_key_.emplace(page_key(read.record.final_url), index);
            }
            facts_.links.push_back(link_check(read, row_.campaign));
        }
        if (!read.record.page) return add_document(read, key);
        PageRecord& page = facts_.pages.emplace_back();
        page.depth = read.record.depth;
        page.http_status = read.record.status;
        page.asked_url = std::string(read.record.url);
        page.final_url = std::string(read.record.final_url);
        page.archive = archive_place(read, row_.campaign);
        page.first_seen = history_.first(key);
        page.last_seen = row_.as_of;
        page.http = read.record.http;
        page.tls = read.record.tls;
        page_by_key_.emplace(key, facts_.pages.size() - 1);
        if (read.record.facts) {
            page.facts = std::move(*read.record.facts);
            // Other reasons are about the link: the page was read all the same.
            if (page.facts.needs_rendering) page.problem = reason_of(read);
            return;
        }
        page.facts.url = read.record.url;
        page.problem = reason_of(read);
        if (page.problem.code == ReasonCode::none) {
            page.problem = {ReasonCode::site, "不是网页"};
        }
    }

    // Which pages link where; what was linked and never asked.
    void join_links() {
        for (const PageRecord& page : facts_.pages) {
            for (const Link& link : page.facts.links) join(page, link);
        }
    }

    void list_seen() {
        for (const PageRecord& page : facts_.pages) {
            note(page.facts.url);
            for (const ListItem& item : page.facts.items) note(item.url);
            for (const MessageEntry& entry : page.facts.messages) note(entry.url);
        }
        std::sort(facts_.seen.begin(), facts_.seen.end(),
                  [](const SeenItem& a, const SeenItem& b) { return a.url < b.url; });
        facts_.seen.erase(
            std::unique(facts_.seen.begin(), facts_.seen.end(),
                        [](const SeenItem& a, const SeenItem& b) { return a.url == b.url; }),
            facts_.seen.end());
    }

private:
    // The order of asking puts them behind the page itself.
    void add_guised(Read& read, std::uint64_t key) {
        if (read.record.guise == Guise::over_ipv6) return set_ipv6(read);
        const auto page = page_by_key_.find(key);
        if (page == page_by_key_.end()) return;
        GuisedView& view = facts_.pages[page->second].guised.emplace_back();
        view.guise = read.record.guise;
        view.state = read.record.state;
        view.reason = reason_of(read);
        view.http_status = read.record.status;
        view.final_url = std::string(read.record.final_url);
        view.archive = archive_place(read, row_.campaign);
        view.read = read.record.facts.has_value();
        if (view.read) view.facts = std::move(*read.record.facts);
    }

    void add_document(Read& read, std::uint64_t key) {
        if (read.record.external || !read.record.facts) return;
        document_by_key_.emplace(key, facts_.documents.size());
        PageRecord& document = facts_.documents.emplace_back();
        document.depth = read.record.depth;
        document.http_status = read.record.status;
        document.final_url = std::string(read.record.final_url);
        document.archive = archive_place(read, row_.campaign);
        document.facts = std::move(*read.record.facts);
    }

    void name_document(const PageRecord& page, const Link& link) {
        const auto found = document_by_key_.find(page_key(link.url));
        if (found == document_by_key_.end()) return;
        PageFacts& document = facts_.documents[found->second].facts;
        if (!document.title.empty()) return;
        document.title = link.text;
        document.document_title = page.facts.title;
        document.publish_date = page.facts.publish_date;
    }

    void set_ipv6(const Read& read) {
        Ipv6Facts& ipv6 = facts_.ipv6.emplace();
        ipv6.has_address = !read.record.no_address;
        ipv6.state = read.record.state;
        ipv6.reason = reason_of(read);
        ipv6.http_status = read.record.status;
        ipv6.phases = read.record.phases;
        ipv6.url = std::string(read.record.final_url);
        ipv6.archive = archive_place(read, row_.campaign);
    }

    void join(const PageRecord& page, const Link& link) {
        if (!is_tested_kind(link.kind) || !split_site_url(link.url)) return;
        if (link.kind == LinkKind::attachment && !document_by_key_.empty()) {
            name_document(page, link);
        }
        const bool home = page.depth == 0;
        const auto [found, fresh] = by_key_.try_emplace(page_key(link.url), facts_.links.size());
        if (fresh) {
            if (unchecked_ == kMaxUncheckedLinks) {
                by_key_.erase(found);
                return;
            }
            ++unchecked_;
            LinkCheck& check = facts_.links.emplace_back();
            check.url = std::string(link.url);
            check.reason = {ReasonCode::budget, "超出本次检查的预算，未检查"};
            check.external = link.external;
            check.kind = link.kind;
        }
        LinkCheck& check = facts_.links[found->second];
        std::vector<std::string>& places = home ? check.home_places : check.other_places;
        // Where a link that works stands is of no use to anybody; the home page alone is told.
        if (!home && check.state != LinkState::dead && check.state != LinkState::blocked) return;
        if (places.size() >= kMaxPlaces) return;
        if (places.empty() || places.back() != page.facts.url) places.emplace_back(page.facts.url);
    }

    void note(std::string_view url) {
        if (url.empty() || !noted_.emplace(url.data(), true).second) return;
        facts_.seen.push_back({std::string(url), history_.first(page_key(url)), row_.as_of});
    }

    SiteFacts& facts_;
    const VisitRow& row_;
    const History& history_;
    std::unordered_map<std::uint64_t, std::size_t> by_key_;
    std::unordered_map<std::uint64_t, std::size_t> page_by_key_;
    std::unordered_map<std::uint64_t, std::size_t> document_by_key_;
    std::unordered_map<const char*, bool> noted_;  // pooled text: one address, one pointer
    std::size_t unchecked_ = 0;
};

struct Visited {
    std::string campaign;
    Instant as_of;
};

// Which earlier visits have something to say, newest first: the last one, and the one before each
// article that was first seen later than it says it was published.
std::vector<Visited> visits_to_read(const SiteFacts& facts, const std::vector<Visited>& visits) {
    std::vector<bool> wanted(visits.size());
    if (!visits.empty()) wanted.back() = true;
    for (const PageRecord& page : facts.pages) {
        if (page.facts.kind != PageKind::article || !page.facts.publish_date || !page.first_seen) {
            continue;
        }
        const auto later = std::lower_bound(
            visits.begin(), visits.end(), *page.first_seen,
            [](const Visited& visit, Instant first) { return visit.as_of < first; });
        if (later == visits.begin()) continue;
        const auto before = std::prev(later);
        if (page.facts.publish_date->date < date_of(before->as_of)) {
            wanted[static_cast<std::size_t>(before - visits.begin())] = true;
        }
    }
    std::vector<Visited> chosen;
    for (std::size_t i = visits.size(); i-- > 0 && chosen.size() < kMaxEarlierVisits;) {
        if (wanted[i]) chosen.push_back(visits[i]);
    }
    return chosen;
}

Result<EarlierVisit> read_earlier(const std::filesystem::path& data_dir, GatherIndex& index,
                                  std::string_view target, const Visited& visited, TextPool& pool) {
    EarlierVisit visit{visited.as_of, {}};
    const auto path = facts_path(data_dir, visited.campaign);
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) return visit;
    const auto row = index.visit(visited.campaign, target);
    if (!row) return Fail(row.error());
    if (!*row) return visit;
    for (const BlockPlace& block : (*row)->blocks) {
        const auto read = read_block(path, block, [&](std::string_view bytes, WarcPlace place) {
            auto record = unpack_dates(bytes, pool);
            if (!record) return;
            PageFacts& facts = *record->facts;
            EarlierPage& page = visit.pages.emplace_back();
            page.url = facts.url;
            page.kind = facts.kind;
            page.publish_date = facts.publish_date;
            page.publish_date_from = facts.publish_date_from;
            page.items = std::move(facts.items);
            page.archive = archive_place({std::move(*record), place}, visited.campaign);
        });
        if (!read) return Fail(read.error());
    }
    return visit;
}

Reason never_visited() {
    return {ReasonCode::ours, "本次检查尚未访问"};
}

}  // namespace

Result<LoadedSite> load_site_facts(const std::filesystem::path& data_dir, GatherIndex& index,
                                   std::string_view campaign, const Site& site) {
    LoadedSite loaded;
    loaded.text = std::make_unique<TextPool>();
    loaded.facts.site = site;
    const auto row = index.visit(campaign, site.site_code);
    if (!row) return Fail(row.error());
    if (!*row) {
        loaded.facts.unvisited = never_visited();
        return loaded;
    }
    auto records = read_records(facts_path(data_dir, campaign), **row, *loaded.text);
    if (!records) return Fail(records.error());
    auto then = index.history(site.site_code, (*row)->as_of);
    if (!then) return Fail(then.error());
    std::vector<Visited> visits;
    for (const SeenThen& seen : *then) {
        if (seen.as_of < (*row)->as_of) visits.push_back({seen.campaign, seen.as_of});
    }
    const History history(std::move(*then), (*row)->as_of);
    loaded.facts.visited = (*row)->visited;
    loaded.facts.unvisited = (*row)->unvisited;
    loaded.facts.cut_short = (*row)->cut_short;
    loaded.facts.robots = (*row)->robots;
    loaded.facts.robots_forbids = (*row)->robots_forbids;
    SiteBuilder builder(loaded.facts, **row, history);
    for (Read& read : *records) builder.add(read);
    builder.join_links();
    builder.list_seen();
    for (const Visited& visited : visits_to_read(loaded.facts, visits)) {
        auto earlier = read_earlier(data_dir, index, site.site_code, visited, *loaded.text);
        if (!earlier) return Fail(earlier.error());
        loaded.facts.earlier.push_back(std::move(*earlier));
    }
    return loaded;
}

Result<LoadedAccount> load_account_facts(const std::filesystem::path& data_dir, GatherIndex& index,
                                         std::string_view campaign, const Account& account) {
    LoadedAccount loaded;
    loaded.text = std::make_unique<TextPool>();
    loaded.facts.account = account;
    const auto row = index.visit(campaign, account_key(account));
    if (!row) return Fail(row.error());
    if (!*row) {
        loaded.facts.unvisited =
            account.url.empty() ? Reason{ReasonCode::ours, "没有登记网址"} : never_visited();
        return loaded;
    }
    auto records = read_records(facts_path(data_dir, campaign), **row, *loaded.text);
    if (!records) return Fail(records.error());
    loaded.facts.visited = (*row)->visited;
    loaded.facts.unvisited = (*row)->unvisited;
    std::string home;
    for (const Read& read : *records) {
        LinkCheck& check = loaded.facts.links.emplace_back(link_check(read, campaign));
        if (read.record.page) home = check.url;
        if (read.record.page && read.record.facts) {
            PageRecord& page = loaded.facts.pages.emplace_back();
            page.http_status = read.record.status;
            page.asked_url = check.url;
            page.final_url = std::string(read.record.final_url);
            page.archive = archive_place(read, campaign);
            page.facts = *read.record.facts;
            if (page.facts.needs_rendering) page.problem = reason_of(read);
        }
        if (!home.empty() && !read.record.page) check.home_places.push_back(home);
    }
    return loaded;
}

}  // namespace mingcha::store
