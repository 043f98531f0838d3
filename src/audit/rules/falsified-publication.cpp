// 存在弄虚作假行为（如伪造发稿日期等） (indicators.md W1, item 5; user-wishes.md 2.4). A machine
// proposes, a person looks: dates that contradict what was seen at an earlier visit, the day of the
// visit, the address, the list, or the file. What is usual is no contradiction: texts taken over
// with their own date, policies dated by the day they were signed, edits that say so, sites that
// moved house.
#include <algorithm>
#include <map>
#include <set>

#include "audit/address.h"
#include "audit/rules/list.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::int64_t kBackdatedDays = 7;    // older than the visit that did not see it
constexpr std::int64_t kMovedDays = 3;        // between two visits
constexpr std::int64_t kUrlDays = 10;         // behind the day in the address
constexpr std::int64_t kUrlBackDays = 30;     // before it: late uploads are usual
constexpr std::int64_t kListDays = 30;        // against the list
constexpr std::int64_t kModifiedDays = 7;     // behind the last change of the file
constexpr std::int64_t kFutureDays = 2;       // behind the day of the visit
constexpr std::int32_t kUsualLagDays = 3;     // by which the delay of a list may change
constexpr std::size_t kMaxFindings = 100;     // of one site
constexpr std::int32_t kLateDays = 45;        // an inspection may run so long after as_of
constexpr std::int32_t kOldestFile = 10'957;  // 2000-01-01: an older Last-Modified is a wrong clock
// Contradictions of more than half of what was looked at, and of so many at least, come from the
// system: a template, a migration.
constexpr std::size_t kSystematic = 10;
constexpr std::size_t kLeastListed = 5;  // addresses of an earlier visit that tell a redesign

// Sources of texts that are taken over with their own date.
constexpr std::array<std::string_view, 16> kOutside{
    "新华", "人民日报", "人民网", "央视", "中国政府网", "国务院", "中国",   "日报",
    "晚报", "广播",     "电视",   "省",   "转载",       "转自",   "公众号", "央广"};

constexpr std::array<std::string_view, 5> kTakenOver{"转载", "转发", "【转】", "[转", "（转"};

bool holds_any_of(std::string_view text, std::span<const std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return text.find(word) != std::string_view::npos;
    });
}

int digits_at(std::string_view text, std::size_t at, std::size_t count) {
    if (at + count > text.size()) return -1;
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

bool is_digit_at(std::string_view text, std::size_t at) {
    return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

// The day in an address: t20211105_1.html, /20211105/, /2021/11/05/, /2021-11/05/.
std::optional<Date> day_in(std::string_view url) {
    constexpr int kFirstYear = 2000;
    constexpr int kLastYear = 2100;
    const std::string_view path = path_of(url);
    std::optional<Date> found;
    for (std::size_t at = 0; at + 8 <= path.size(); ++at) {
        if (at > 0 && is_digit_at(path, at - 1)) continue;
        const int year = digits_at(path, at, 4);
        if (year < kFirstYear || year > kLastYear) continue;
        std::size_t next = at + 4;
        const bool parted = path[next] == '/' || path[next] == '-';
        if (parted) ++next;
        const int month = digits_at(path, next, 2);
        next += 2;
        if (parted && next < path.size() && (path[next] == '/' || path[next] == '-')) {
            ++next;
        } else if (parted) {
            continue;
        }
        const int day = digits_at(path, next, 2);
        if (month < 0 || day < 0 || is_digit_at(path, next + 2)) continue;
        if (const auto date = make_date(year, month, day)) found = *date;
    }
    return found;
}

class Search {
public:
    explicit Search(const SiteInput& input)
        : input_(input),
          site_(input.site.facts()),
          backdated_(days("backdated_days", kBackdatedDays)),
          moved_(days("moved_days", kMovedDays)),
          url_(days("url_days", kUrlDays)),
          url_back_(days("url_back_days", kUrlBackDays)),
          list_(days("list_days", kListDays)),
          modified_(days("modified_days", kModifiedDays)),
          future_(days("future_days", kFutureDays)) {}

    Verdict run() {
        for (const PageRecord& page : site_.pages) {
            if (is_dated_article(page)) articles_.push_back(&page);
        }
        if (articles_.empty()) {
            return site_.cut_short.code != ReasonCode::none
                       ? not_measured(site_.cut_short)
                       : not_measured(ReasonCode::ours, "未采到带日期的稿件");
        }
        index_lists();
        for (const EarlierVisit& visit : site_.earlier) compare_with(visit);
        check_future();
        settle(against_urls());
        settle(against_lists());
        settle(against_files());
        Verdict verdict = judged(findings());
        verdict.coverage.checked = static_cast<std::int64_t>(articles_.size());
        return verdict;
    }

private:
    struct Candidate {
        const PageRecord* page = nullptr;
        std::string problem;
        std::vector<Evidence> evidence;
    };
    struct Kind {
        std::vector<Candidate> list;
        std::size_t looked = 0;
    };
    struct Listed {
        const PageRecord* page = nullptr;
        const ListItem* item = nullptr;
    };

    std::int32_t days(std::string_view name, std::int64_t otherwise) const {
        return static_cast<std::int32_t>(input_.rule.threshold(name, otherwise));
    }

    bool is_dated_article(const PageRecord& page) const {
        const PageFacts& facts = page.facts;
        if (!is_fetched(page) || facts.kind != PageKind::article || !facts.publish_date) {
            return false;
        }
        return (facts.publish_date_from == DateSource::label ||
                facts.publish_date_from == DateSource::text) &&
               input_.site.is_ours(facts.url);
    }

    static Date date_of_page(const PageRecord& page) { return page.facts.publish_date->date; }

    // The day a page was seen on: as_of, or the clock where the visit ran somewhat later.
    Date day_of_visit(const PageRecord& page) const {
        const Date today = input_.site.today();
        const Date clock = date_of(page.archive.at);
        return clock > today && clock - today <= kLateDays ? clock : today;
    }

    bool is_taken_over(const PageFacts& facts) const {
        if (holds_any_of(facts.title, kTakenOver)) return true;
        if (facts.source.empty()) return false;
        const std::string source = name_key(facts.source);
        for (const std::string& own : {site_.site.name, site_.site.unit}) {
            const std::string name = name_key(own);
            if (!name.empty() && (source.find(name) != std::string::npos ||
                                  name.find(source) != std::string::npos)) {
                return false;
            }
        }
        return holds_any_of(facts.source, kOutside);
    }

    // A policy shows the day it was signed.
    static bool is_policy(const PageFacts& facts) {
        return facts.column_kind == ColumnKind::policies;
    }

    static std::string said(const PageRecord& page) {
        return "页面日期 " + format_date(date_of_page(page)) + "：" + std::string(page.facts.title);
    }

    // --- against earlier visits

    void index_lists() {
        for (const PageRecord& page : site_.pages) {
            if (!is_fetched(page) || page.facts.kind == PageKind::article) continue;
            for (const ListItem& item : page.facts.items) {
                lists_[address_key(item.url)].push_back({&page, &item});
            }
        }
    }

    static std::map<std::string, const EarlierPage*> by_key(const EarlierVisit& visit) {
        std::map<std::string, const EarlierPage*> pages;
        for (const EarlierPage& page : visit.pages) pages.emplace(address_key(page.url), &page);
        return pages;
    }

    // Fewer than half of the addresses of then are there now.
    bool was_rebuilt(const EarlierVisit& visit) const {
        std::set<std::string> now;
        for (const SeenItem& item : site_.seen) now.insert(address_key(item.url));
        for (const PageRecord& page : site_.pages) now.insert(address_key(page.facts.url));
        std::size_t all = 0;
        std::size_t left = 0;
        for (const EarlierPage& page : visit.pages) {
            ++all;
            left += now.contains(address_key(page.url)) ? 1 : 0;
        }
        return all >= kLeastListed && left * 2 < all;
    }

    void compare_with(const EarlierVisit& visit) {
        if (was_rebuilt(visit)) return;
        const auto pages = by_key(visit);
        Kind backdated;
        for (const PageRecord* page : articles_) {
            const auto then = pages.find(address_key(page->facts.url));
            if (then != pages.end()) {
                compare_dates(*page, *then->second, visit);
            } else if (page->first_seen && *page->first_seen > visit.as_of) {
                ++backdated.looked;
                check_backdated(*page, visit, pages, backdated);
            }
        }
        for (Candidate& each : backdated.list) add(std::move(each));
    }

    void compare_dates(const PageRecord& page, const EarlierPage& then, const EarlierVisit& visit) {
        if (!then.publish_date || page.facts.updated_date) return;
        if (then.publish_date_from != page.facts.publish_date_from) return;
        const Date now = date_of_page(page);
        const Date before = then.publish_date->date;
        if (now == before) return;
        const std::int32_t moved = now - before;
        const auto goes_with = [&](Date today, Date earlier) {
            return today > earlier && std::abs(now - today) <= 1 && std::abs(before - earlier) <= 1;
        };
        const bool with_visits = goes_with(input_.site.today(), date_of(visit.as_of)) ||
                                 goes_with(date_of(page.archive.at), date_of(then.archive.at));
        if (!with_visits && std::abs(moved) < moved_) return;
        Candidate candidate{
            &page, with_visits ? "发稿日期随访问日期变化" : "发稿日期前后不一致", {}};
        candidate.evidence = {evidence_of(page, said(page)),
                              evidence_of(then.archive, then.url,
                                          format_date(date_of(visit.as_of)) + "检查时页面日期 " +
                                              format_date(before))};
        add(std::move(candidate));
    }

    // First seen behind `visit`, which had seen the list without it, and dated well before.
    void check_backdated(const PageRecord& page, const EarlierVisit& visit,
                         const std::map<std::string, const EarlierPage*>& pages, Kind& kind) {
        const Date printed = date_of_page(page);
        if (date_of(visit.as_of) - printed < backdated_) return;
        if (is_taken_over(page.facts) || is_policy(page.facts)) return;
        const std::string key = address_key(page.facts.url);
        const auto lists = lists_.find(key);
        if (lists == lists_.end()) return;
        for (const Listed& listed : lists->second) {
            const auto then = pages.find(address_key(listed.page->facts.url));
            if (then != pages.end() && is_usual_lag(*listed.page, *then->second, visit, printed)) {
                return;
            }
        }
        for (const Listed& listed : lists->second) {
            const auto then = pages.find(address_key(listed.page->facts.url));
            if (then == pages.end() || !reached_back_to(*then->second, printed)) continue;
            if (holds(*then->second, key)) return;
            Candidate candidate{&page, "新发稿件倒填发稿日期", {}};
            candidate.evidence = {
                evidence_of(page, said(page)),
                evidence_of(*listed.page, "列表现有：" + std::string(listed.item->title)),
                evidence_of(then->second->archive, then->second->url,
                            format_date(date_of(visit.as_of)) + "检查时该列表没有这篇稿件")};
            kind.list.push_back(std::move(candidate));
            return;
        }
    }

    static std::optional<Date> newest_of(const std::vector<ListItem>& items) {
        std::optional<Date> newest;
        for (const ListItem& item : items) {
            if (item.date && (!newest || item.date->date > *newest)) newest = item.date->date;
        }
        return newest;
    }

    // Statistics, accounts and minutes come out weeks behind their date, and did so before: the
    // newest entry of the list is about as old now as it was then.
    bool is_usual_lag(const PageRecord& list, const EarlierPage& then, const EarlierVisit& visit,
                      Date printed) const {
        const auto newest_then = newest_of(then.items);
        const auto newest_now = newest_of(list.facts.items);
        if (!newest_then || !newest_now || printed <= *newest_then) return false;
        const std::int32_t lag_then = date_of(visit.as_of) - *newest_then;
        const std::int32_t lag_now = input_.site.today() - *newest_now;
        return lag_then >= backdated_ && std::abs(lag_now - lag_then) <= kUsualLagDays;
    }

    static bool holds(const EarlierPage& list, const std::string& key) {
        return std::any_of(list.items.begin(), list.items.end(),
                           [&](const ListItem& item) { return address_key(item.url) == key; });
    }

    // The list of then showed entries as old as the date: the article would have been among them.
    static bool reached_back_to(const EarlierPage& list, Date printed) {
        return std::any_of(list.items.begin(), list.items.end(), [&](const ListItem& item) {
            return item.date && item.date->date <= printed;
        });
    }

    // --- within this visit

    void check_future() {
        for (const PageRecord* page : articles_) {
            const Date day = day_of_visit(*page);
            if (date_of_page(*page) - day <= future_) continue;
            add({page,
                 "发稿日期晚于检查日期",
                 {evidence_of(*page, said(*page) + "，检查日期 " + format_date(day))}});
        }
    }

    Kind against_urls() const {
        Kind kind;
        for (const PageRecord* page : articles_) {
            const auto day = day_in(page->facts.url);
            if (!day) continue;
            ++kind.looked;
            const std::int32_t later = date_of_page(*page) - *day;
            if (later < url_ && -later < url_back_) continue;
            if (later > 0 && page->facts.updated_date) continue;
            if (later < 0 && (is_taken_over(page->facts) || is_policy(page->facts))) continue;
            kind.list.push_back(
                {page,
                 "发稿日期与网址中的日期不一致",
                 {evidence_of(*page, said(*page) + "，网址日期 " + format_date(*day))}});
        }
        return kind;
    }

    Kind against_lists() const {
        Kind kind;
        for (const PageRecord* page : articles_) {
            const auto lists = lists_.find(address_key(page->facts.url));
            if (lists == lists_.end()) continue;
            for (const Listed& listed : lists->second) {
                if (!listed.item->date) continue;
                ++kind.looked;
                const std::int32_t later = listed.item->date->date - date_of_page(*page);
                if (std::abs(later) < list_) continue;
                if (later < 0 && page->facts.updated_date) continue;
                const bool policies = is_policy(page->facts) || is_policy(listed.page->facts);
                if (later > 0 && (is_taken_over(page->facts) || policies)) continue;
                kind.list.push_back(
                    {page,
                     "列表日期与稿件日期不一致",
                     {evidence_of(*page, said(*page)),
                      evidence_of(*listed.page, "列表日期 " + format_date(listed.item->date->date) +
                                                    "：" + std::string(listed.item->title))}});
                break;
            }
        }
        return kind;
    }

    Kind against_files() const {
        Kind kind;
        for (const PageRecord* page : articles_) {
            if (!page->http.last_modified) continue;
            const Date changed = date_of(*page->http.last_modified);
            if (changed.days < kOldestFile) continue;
            ++kind.looked;
            if (date_of_page(*page) - changed < modified_) continue;
            kind.list.push_back(
                {page,
                 "发稿日期晚于文件最后修改时间",
                 {evidence_of(*page, said(*page) + "，Last-Modified " + format_date(changed))}});
        }
        return kind;
    }

    // --- what comes of it

    void settle(Kind kind) {
        if (kind.list.size() >= kSystematic && kind.list.size() * 2 > kind.looked) return;
        for (Candidate& each : kind.list) add(std::move(each));
    }

    void add(Candidate candidate) {
        const std::string key = "date " + address_key(candidate.page->facts.url);
        if (!found_.contains(key) && found_.size() >= kMaxFindings) return;
        const auto [entry, fresh] = found_.try_emplace(key);
        Finding& finding = entry->second;
        if (fresh) finding = make_finding(key, candidate.problem);
        add_place(finding, candidate.page->facts.url);
        if (!fresh && finding.problem.find(candidate.problem) == std::string::npos) {
            finding.problem += "；" + candidate.problem;
        }
        for (Evidence& each : candidate.evidence) add_evidence(finding, std::move(each));
    }

    std::vector<Finding> findings() {
        std::vector<Finding> list;
        for (auto& [key, finding] : found_) list.push_back(std::move(finding));
        return list;
    }

    const SiteInput& input_;
    const SiteFacts& site_;
    std::int32_t backdated_, moved_, url_, url_back_, list_, modified_, future_;
    std::vector<const PageRecord*> articles_;
    std::map<std::string, std::vector<Listed>> lists_;  // by the key of an entry
    std::map<std::string, Finding> found_;
};

Verdict judge(const SiteInput& input) {
    return Search(input).run();
}

}  // namespace

SiteRule falsified_publication() {
    return {"falsified-publication", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
