#include "demo/city.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "base/charset_gbk.h"
#include "base/text.h"
#include "demo/faults.h"
#include "demo/reposts.h"
#include "demo/search_results.h"
#include "demo/site_pages.h"
#include "demo/tables.h"

namespace mingcha::demo {

namespace {

constexpr int kRubbishBytes = 4096;
constexpr std::array<std::string_view, 7> kOutsideHosts{
    "beian.miit.gov.cn", "www.beian.gov.cn", "bszs.conac.cn", "zfwzgl.www.gov.cn",
    "www.gov.cn",        "dcs.conac.cn",     "www.wjx.cn"};
constexpr std::string_view kWall = "wall.example.cn";

struct Sizes {
    std::size_t counties, departments, zones, specials, accounts, posts;  // posts of an account
};
constexpr Sizes kSmall{8, 14, 1, 1, 42, 8};
constexpr Sizes kFull{20, 24, 2, 2, 320, 75};

// Names, hosts and families of all sites; each is healthy.
class SiteMaker {
public:
    SiteMaker(const CityNames& names, Moment now, Dice& dice)
        : names_(names), now_(now), dice_(dice), domain_(names.city.latin + "-demo.gov.cn") {
        // The dice weigh the families, so that another city is built on other systems.
        for (int family = 0; family < 4; ++family) {
            const std::uint64_t share = 1 + dice_.below(4);
            families_.insert(families_.end(), share, static_cast<Family>(family));
        }
    }

    std::vector<SitePlan> sites;

    void add(const std::string& name, const std::string& unit, const std::string& place,
             const std::string& host, SiteKind kind, const std::string& division) {
        SitePlan plan;
        plan.site.name = name;
        plan.site.unit = unit;
        plan.site.site_code = fmt::format("{}{:04}", division, 11 + sites.size());
        plan.site.kind = kind;
        plan.site.division = division;
        plan.host = host;
        plan.site.url = "http://" + host + "/";
        plan.place = place;
        // Each family at least once.
        plan.family = sites.size() < 4 ? static_cast<Family>(sites.size())
                                       : families_[dice_.below(families_.size())];
        furnish(plan, names_.province, now_);
        for (const RepostDue& each : reposts_due(now_)) {
            plan.reposts.push_back(
                {each.title, "http://www.gov.cn/" + each.id + ".htm", each.issued + 1});
        }
        for (ColumnPlan& each : plan.columns) {
            if (each.age > 20 && each.name != "政策文件" && each.name != "政策解读")
                each.age += static_cast<int>(dice_.below(4));
        }
        sites.push_back(std::move(plan));
    }

    void add_all(const Sizes& sizes,
                 const std::vector<std::pair<std::string, std::string>>& divisions) {
        const std::string city = names_.city.name + "市";
        for (std::size_t i = 0; i < names_.counties.size(); ++i) {
            const auto& [code, county] = divisions[i + 1];
            add(county + "人民政府", county + "人民政府", county,
                "www." + names_.counties[i].first.latin + "-demo.gov.cn", SiteKind::portal, code);
        }
        for (const Office& each : names_.departments) {
            add(city + each.name, city + each.name, city, each.latin + "." + domain_,
                SiteKind::department, divisions.front().first);
        }
        static constexpr std::array<const char*, 2> kZones{"经济开发区", "高新技术产业开发区"};
        for (std::size_t i = 0; i < sizes.zones; ++i) {
            const std::string zone = names_.city.name + kZones[i];
            add(zone, zone + "管理委员会", zone, fmt::format("kfq{}.{}", i + 1, domain_),
                SiteKind::devzone, divisions.front().first);
        }
        static constexpr std::array<const char*, 2> kSpecials{"信用", "政务服务网·"};
        static constexpr std::array<const char*, 2> kKeepers{"发展和改革委员会", "数据资源管理局"};
        for (std::size_t i = 0; i < sizes.specials; ++i) {
            add(kSpecials[i] + names_.city.name, city + kKeepers[i], city,
                fmt::format("zx{}.{}", i + 1, domain_), SiteKind::special, divisions.front().first);
        }
    }

    const std::string& domain() const { return domain_; }

private:
    const CityNames& names_;
    Moment now_;
    Dice& dice_;
    std::string domain_;
    std::vector<Family> families_;
};

std::string address(const SitePlan& plan, const std::string& path) {
    return path.starts_with("http") ? path : "http://" + plan.host + path;
}

TruthRow row_of(const SitePlan& plan, const Seeded& seeded) {
    TruthRow row;
    row.target = plan.site.site_code;
    row.rule = seeded.rule;
    row.url = address(plan, seeded.path);
    for (const std::string& path : seeded.also) row.also.push_back(address(plan, path));
    row.everywhere = seeded.everywhere;
    row.names = seeded.names;
    row.expect = seeded.expect;
    return row;
}

bool is_about_question(std::string_view rule) {
    return rule == "simple-question-1wd" || rule == "simple-question-5wd" ||
           rule == "same-day-reply";
}

// Sites that nobody spoiled answer the question on the day: portals earn the bonus.
void add_usual_bonus(const std::vector<SitePlan>& sites, std::vector<std::vector<Seeded>>& rows) {
    constexpr std::string_view kBonus = "same-day-reply";
    for (std::size_t i = 0; i < sites.size(); ++i) {
        const bool said = std::any_of(rows[i].begin(), rows[i].end(),
                                      [&](const Seeded& row) { return row.rule == kBonus; });
        if (said || sites[i].site.kind != SiteKind::portal) continue;
        rows[i].push_back({std::string(kBonus), "/", Expect::earned, "", {}, false});
    }
}

std::string without_port(std::string_view host) {
    return std::string(host.substr(0, host.find(':')));
}

Served refusal(int status, std::string_view text) {
    Served served;
    served.status = status;
    served.body = "<html><body>" + std::string(text) + "</body></html>";
    return served;
}

Served answer_of(const AnswerPlan& answer) {
    Served served;
    served.status = answer.status;
    served.content_type = answer.type;
    served.body = answer.body;
    served.delay_ms = answer.delay_ms;
    if (!answer.location.empty()) served.headers.emplace_back("Location", answer.location);
    return served;
}

std::string disguised(std::string page, const GuisePlan& guise) {
    page = replace_all(std::move(page), "<title>", "<title>" + guise.title);
    return replace_all(std::move(page), "</body>", guise.extra + "</body>");
}

// What a site answers that has no pages to show; none where it has.
bool answers_nothing(const SitePlan& plan, const std::string& path, Served& served) {
    served.delay_ms = plan.delay_ms;
    served.abrupt = plan.silent;
    if (plan.walled) {
        served = refusal(403, "访问被防火墙拦截");
        return true;
    }
    if (plan.redirect_loop) {
        served.status = 302;
        served.headers.emplace_back("Location", path == "/" ? "/index.html" : "/");
        return true;
    }
    if (!plan.rubbish) return false;
    served.content_type = "application/octet-stream";
    for (int i = 0; i < kRubbishBytes; ++i)
        served.body.push_back(static_cast<char>((i * 167 + 13) % 256));
    return true;
}

constexpr std::array<std::string_view, 4> kRobots{"spider", "Spider", "Googlebot", "bingbot"};
constexpr std::array<std::string_view, 4> kSearchHosts{"baidu.com/", "so.com/", "sogou.com/",
                                                       "bing.com/"};

bool holds_any(std::string_view text, std::span<const std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return text.find(word) != std::string_view::npos;
    });
}

// The way in which this visitor is deceived on this page; none for most.
const GuisePlan* guise_for(const SitePlan& plan, const std::string& path, Visitor visitor) {
    const bool robot = holds_any(visitor.agent, kRobots);
    const bool searcher = !robot && holds_any(visitor.referer, kSearchHosts);
    for (const GuisePlan& each : plan.guises) {
        if (!each.path.empty() && each.path != path) continue;
        if (each.asked == Asked::by_robot ? robot : searcher) return &each;
    }
    return nullptr;
}

bool is_own_answer(const AnswerPlan& answer) {
    return answer.status != 200 || !answer.body.empty();
}

bool is_file(const std::string& path) {
    return path.starts_with("/files/");
}

Served account_answer(const std::vector<AccountPlan>& accounts, const std::string& url) {
    Served served;
    for (const AccountPlan& account : accounts) {
        if (account.url.empty() || !url.starts_with(account.url)) continue;
        if (url == account.url) {
            served.body = account_page(account);
            return served;
        }
        if (account.feed != FeedKind::none && url == account.feed_url) {
            served.content_type = feed_type(account.feed);
            served.body = account_feed(account);
            return served;
        }
        for (const MenuLink& link : account.menu) {
            if (link.url != url) continue;
            served.status = link.status;
            served.body = "<html><head><title>" + link.text + "</title></head><body>" + link.text +
                          "：请在工作日办理，并带齐有关的材料。</body></html>";
            return served;
        }
    }
    return refusal(404, "页面不存在");
}

}  // namespace

City City::make(std::uint64_t seed, Size size, int week) {
    City city = plan(seed, size, week);
    for (const SitePlan& site : city.sites_) city.pages_[site.host] = build_pages(site, city.now_);
    return city;
}

City City::plan(std::uint64_t seed, Size size, int week) {
    City city;
    city.now_ = Moment{std::clamp(week, 0, kMaxWeek)};
    const Sizes& sizes = size == Size::full ? kFull : kSmall;
    Dice dice(seed);
    const CityNames names = names_of(seed, sizes.counties, sizes.departments, dice);
    city.name_ = names.city.name + "市";
    city.divisions_.emplace_back(names.code + "00", city.name_);
    for (std::size_t i = 0; i < names.counties.size(); ++i) {
        const auto& [place, kind] = names.counties[i];
        city.divisions_.emplace_back(fmt::format("{}{:02}", names.code, i + 1), place.name + kind);
    }
    SiteMaker maker(names, city.now_, dice);
    maker.add_all(sizes, city.divisions_);
    std::vector<std::vector<Seeded>> rows =
        sow_all(maker.sites, size == Size::full, city.now_, dice);
    add_usual_bonus(maker.sites, rows);
    city.sites_ = std::move(maker.sites);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (const Seeded& each : rows[i]) {
            if (is_about_question(each.rule) && !is_question_week(city.now_)) continue;
            city.truth_.push_back(row_of(city.sites_[i], each));
        }
    }
    city.account_host_ = "media." + maker.domain();
    AccountsOfCity accounts =
        make_accounts(city.divisions_, city.account_host_, sizes.accounts, sizes.posts, city.now_,
                      dice);
    city.accounts_ = std::move(accounts.accounts);
    city.truth_.insert(city.truth_.end(), accounts.truth.begin(), accounts.truth.end());
    return city;
}

Served City::respond(std::string_view host, std::string_view target, Visitor visitor) const {
    Served served;
    const std::string name = without_port(host);
    const std::string path(target.substr(0, target.find('?')));
    if (name == kWall) return refusal(403, "访问被防火墙拦截");
    if (name == account_host_) return account_answer(accounts_, "http://" + name + path);
    if (std::find(kOutsideHosts.begin(), kOutsideHosts.end(), name) != kOutsideHosts.end()) {
        served.body = "<html><head><title>外部网站</title></head><body>示例</body></html>";
        return served;
    }
    const auto site = pages_.find(name);
    const auto plan = std::find_if(sites_.begin(), sites_.end(),
                                   [&](const SitePlan& each) { return each.host == name; });
    if (site == pages_.end() || plan == sites_.end()) return refusal(404, "没有这个网站");
    if (answers_nothing(*plan, path, served)) return served;
    const auto answer = plan->answers.find(path);
    if (answer != plan->answers.end()) {
        const AnswerPlan& own = answer->second;
        if (is_own_answer(own)) return answer_of(own);
        served.delay_ms += own.delay_ms;
        if (!own.last_modified.empty())
            served.headers.emplace_back("Last-Modified", own.last_modified);
    }
    const GuisePlan* guise = guise_for(*plan, path, visitor);
    if (guise != nullptr && is_own_answer(guise->answer)) return answer_of(guise->answer);
    if (path == "/robots.txt" && !plan->robots.empty()) {
        served.content_type = "text/plain";
        served.body = plan->robots;
        return served;
    }
    if (path.starts_with("/images/") || is_file(path)) {
        served.content_type = is_file(path) ? "application/octet-stream" : "image/png";
        served.body = "\x89PNG\r\n";
        return served;
    }
    if (const std::string results = search_results(*plan, site->second, target); !results.empty()) {
        served.body = plan->gbk ? to_gbk(results) : results;
        if (plan->gbk) served.content_type = "text/html";
        return served;
    }
    const auto page = site->second.find(path);
    if (page == site->second.end()) {
        Served missing = refusal(404, "页面不存在");
        missing.delay_ms = served.delay_ms;
        missing.abrupt = served.abrupt;
        return missing;
    }
    served.body = guise == nullptr ? page->second : disguised(page->second, *guise);
    if (plan->gbk) served.body = to_gbk(served.body);
    if (plan->gbk) served.content_type = "text/html";
    return served;
}

std::string City::truth_json() const {
    std::string out = "[";
    for (const TruthRow& row : truth_) {
        out += fmt::format(
            "{}\n  {{\"{}\": \"{}\", \"rule\": \"{}\", \"url\": \"{}\", \"expect\": \"{}\", "
            "\"week\": {}",
            out.size() > 1 ? "," : "", row.account ? "account" : "site_code", row.target, row.rule,
            row.url, to_string(row.expect), now_.week);
        if (!row.also.empty()) {
            std::vector<std::string> quoted;
            for (const std::string& each : row.also) quoted.push_back("\"" + each + "\"");
            out += ", \"also\": [" + join(quoted, ", ") + "]";
        }
        if (row.everywhere) out += ", \"everywhere\": true";
        if (!row.names.empty()) out += ", \"names\": \"" + row.names + "\"";
        out += "}";
    }
    return out + "\n]\n";
}

std::map<std::string, std::string> City::import_files() const {
    return tables_of({now_, name_, divisions_, sites_, accounts_});
}

}  // namespace mingcha::demo
