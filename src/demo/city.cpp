#include "demo/city.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/charset_gbk.h"
#include "base/text.h"
#include "base/time.h"
#include "demo/faults.h"

namespace mingcha::demo {

namespace {

constexpr std::uint64_t kNewestWithinDays = 4;  // healthy columns differ by that much
constexpr int kRubbishBytes = 4096;
constexpr std::string_view kAsked = "2021-11-04 09:00";
constexpr std::array<std::string_view, 6> kOutsideHosts{"beian.miit.gov.cn", "www.beian.gov.cn",
                                                        "bszs.conac.cn",     "zfwzgl.www.gov.cn",
                                                        "www.gov.cn",        "wall.example.cn"};

struct Repost {
    const char* id;
    const char* title;
    const char* issuer;
    const char* issued_at;
};
constexpr std::array<Repost, 2> kReposts{{
    {"R1", "国务院办公厅关于印发全民健身设施建设规划的通知", "国务院办公厅", "2021-11-01 10:00"},
    {"R2", "省人民政府关于加强草原保护修复的实施意见", "省人民政府", "2021-11-02 10:00"},
}};

std::string repost_list(bool with_second) {
    std::string items =
        fmt::format("<li><a href=\"http://www.gov.cn/r1.htm\">{}</a><span>2021-11-01</span></li>",
                    kReposts[0].title);
    if (with_second) {
        items += fmt::format(
            "<li><a href=\"http://www.gov.cn/r2.htm\">{}</a><span>2021-11-02</span></li>",
            kReposts[1].title);
    }
    items +=
        "<li><a href=\"http://www.gov.cn/r3.htm\">国务院关于同意设立某试验区的批复</a>"
        "<span>2021-10-20</span></li>";
    return "<ul>" + items + "</ul>";
}

// A small generator whose sequence is the same everywhere.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed * 2862933555777941757ULL + 3037000493ULL) {}
    std::uint64_t below(std::uint64_t n) {
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
        return (state_ >> 33) % n;
    }

private:
    std::uint64_t state_;
};

constexpr std::size_t kPortalKinds = 8;

// What a portal of each kind has besides its own faults: together all that seed_kind knows for
// portals.
const std::array<std::vector<SeedKind>, kPortalKinds> kBesides{{
    {SeedKind::guides_whole, SeedKind::statistics_recent},
    {SeedKind::guides_basis, SeedKind::footer_mark},
    {SeedKind::guides_vague},
    {SeedKind::guides_form, SeedKind::footer_code},
    {SeedKind::guides_few, SeedKind::footer_icp},
    {SeedKind::statistics_stale, SeedKind::footer_unit},
    {SeedKind::interpretations_apart, SeedKind::footer_contact},
    {SeedKind::guides_whole},
}};

class Maker {
public:
    Maker(std::uint64_t seed, Size size) : dice_(seed), size_(size), turn_(dice_.below(1000)) {
        static constexpr std::array<const char*, 5> kCities{"清屿", "云泽", "平澜", "东麓", "青栾"};
        city_ = kCities[seed % kCities.size()];
    }

    std::vector<SitePlan> sites;
    std::vector<TruthRow> truth;
    std::vector<DemoAccount> accounts;
    std::vector<std::pair<std::string, std::string>> divisions;

    std::string city() const { return city_ + "市"; }

    void make() {
        divisions.emplace_back("991200", "市本级");
        static constexpr std::array<const char*, kPortalKinds> kCounties{
            "东县", "西县", "南县", "北县", "湖区", "山区", "港区", "新区"};
        for (std::size_t i = 0; i < kCounties.size(); ++i) {
            divisions.emplace_back(fmt::format("9912{:02}", i + 1), city_ + kCounties[i]);
        }
        add_portals();
        add_departments();
        add_accounts();
    }

private:
    SitePlan base(const std::string& name, const std::string& unit, const std::string& place,
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
        plan.family = static_cast<Family>((sites.size() + dice_.below(4)) % 4);
        plan.reposts = repost_list(true);
        plan.replied_at = "2021-11-04 15:30";
        furnish(plan);
        for (ColumnPlan& each : plan.columns) {
            const auto earlier = static_cast<std::int32_t>(dice_.below(kNewestWithinDays));
            each.newest = format_date(parse_date(each.newest).value_or(Date{}) - earlier);
        }
        return plan;
    }

    void fault(const SitePlan& plan, const std::string& rule, const std::string& path = "/") {
        truth.push_back({plan.site.site_code, false, rule, "http://" + plan.host + path, true});
    }
    void near_miss(const SitePlan& plan, const std::string& rule, const std::string& path = "/") {
        truth.push_back({plan.site.site_code, false, rule, "http://" + plan.host + path, false});
    }

    void seed(SitePlan& plan, SeedKind kind) {
        for (const Seeded& each : seed_kind(plan, kind)) {
            (each.fault ? fault(plan, each.rule, each.path)
                        : near_miss(plan, each.rule, each.path));
        }
    }

    void add_portals() {
        for (std::size_t i = 1; i < divisions.size(); ++i) {
            const auto& [code, county] = divisions[i];
            SitePlan plan =
                base(county + "人民政府", county + "人民政府", county,
                     fmt::format("www.yz{}.gov.cn", code.substr(4)), SiteKind::portal, code);
            const std::size_t kind = (i - 1 + turn_) % kPortalKinds;
            spoil_portal(plan, kind);
            for (const SeedKind each : kBesides[kind]) seed(plan, each);
            sites.push_back(std::move(plan));
        }
    }

    void spoil_portal(SitePlan& plan, std::size_t kind) {
        switch (kind) {
            case 0:  // healthy, with look-alikes
                column_of(plan, "工作动态").newest = "2021-10-30";
                near_miss(plan, "news-staleness");
                plan.home_extra = "<p><a href=\"http://wall.example.cn/report\">数据平台</a></p>";
                near_miss(plan, "link-availability");
                break;
            case 1:
                column_of(plan, "工作动态").newest = "2021-10-28";
                fault(plan, "news-staleness", column_of(plan, "工作动态").path);
                plan.home_extra = "<p><a href=\"/zt/gone.html\">专题已下线</a></p>";
                fault(plan, "link-availability", "/zt/gone.html");
                break;
            case 2:
                column_of(plan, "政策文件").newest = "2021-05-01";
                fault(plan, "policy-staleness", column_of(plan, "政策文件").path);
                drop(plan.footer, "<a href=\"http://www.beian.gov.cn", "</a>");
                fault(plan, "footer-identity");
                plan.article_tags = false;
                fault(plan, "page-tags");
                plan.replied_at = "2021-11-05 10:00";
                break;
            case 3:
                column_of(plan, "人事信息").items = 0;
                fault(plan, "other-columns", column_of(plan, "人事信息").path);
                drop(plan.footer, "<a href=\"http://zfwzgl", "</a>");
                fault(plan, "error-report-entry");
                plan.header = "<div class=\"header\"><div class=\"logo\"></div></div>";
                fault(plan, "domain-and-name");
                break;
            case 4:
                plan.statistics = false;
                fault(plan, "message-disclosure", "/xzxx/");
                break;
            case 5:
                plan.reposts = repost_list(false);
                fault(plan, "required-repost");
                plan.replied_at.clear();
                fault(plan, "simple-question-5wd");  // said once: not within one day either
                break;
            default:  // only what kBesides adds
                break;
        }
    }

    void add_departments() {
        static constexpr std::array<std::pair<const char*, const char*>, 8> kDepartments{{
            {"教育局", "jyj"},
            {"民政局", "mzj"},
            {"财政局", "czj"},
            {"司法局", "sfj"},
            {"水利局", "slj"},
            {"农业农村局", "nyj"},
            {"卫生健康委员会", "wjw"},
            {"交通运输局", "jtj"},
        }};
        const std::string domain = "yzcity.gov.cn";
        for (std::size_t i = 0; i < kDepartments.size(); ++i) {
            const std::string name = city() + kDepartments[i].first;
            SitePlan plan =
                base(name, name, city(), std::string(kDepartments[i].second) + "." + domain,
                     SiteKind::department, "991200");
            spoil_department(plan, (i + turn_) % kDepartments.size());
            sites.push_back(std::move(plan));
        }
        SitePlan zone = base(city_ + "经济开发区", city_ + "经济开发区管理委员会",
                             city_ + "经济开发区", "kfq." + domain, SiteKind::devzone, "991200");
        zone.delay_ms = 120;
        near_miss(zone, "site-unreachability");
        sites.push_back(std::move(zone));
        SitePlan credit = base("信用" + city_, city() + "发展和改革委员会", city(),
                               "credit." + domain, SiteKind::special, "991200");
        credit.silent = true;
        near_miss(credit, "homepage-staleness");
        sites.push_back(std::move(credit));
        add_more_departments(domain);
    }

    void add_more_departments(const std::string& domain) {
        static constexpr std::array<std::pair<const char*, SeedKind>, 5> kMore{{
            {"审计局", SeedKind::repost_name},
            {"统计局", SeedKind::repost_late},
            {"林业局", SeedKind::slow},
            {"商务局", SeedKind::redirect_loop},
            {"体育局", SeedKind::rubbish},
        }};
        for (std::size_t i = 0; i < kMore.size(); ++i) {
            const std::string name = city() + kMore[i].first;
            SitePlan plan = base(name, name, city(), fmt::format("bm{}.{}", i, domain),
                                 SiteKind::department, "991200");
            seed(plan, kMore[(i + turn_) % kMore.size()].second);
            sites.push_back(std::move(plan));
        }
        if (size_ == Size::small) return;
        static constexpr std::array<const char*, 12> kHealthy{
            "科学技术局", "生态环境局",     "城市管理局", "应急管理局", "信访局", "医疗保障局",
            "自然资源局", "市场监督管理局", "民族宗教局", "乡村振兴局", "档案馆", "气象局"};
        for (std::size_t i = 0; i < kHealthy.size(); ++i) {
            const std::string name = city() + kHealthy[i];
            sites.push_back(base(name, name, city(), fmt::format("fj{}.{}", i, domain),
                                 SiteKind::department, "991200"));
        }
    }

    void spoil_department(SitePlan& plan, std::size_t kind) {
        switch (kind) {
            case 0:
                plan.gbk = true;
                near_miss(plan, "homepage-staleness");
                break;
            case 1:
                for (ColumnPlan& each : plan.columns)
                    each.newest = std::min<std::string>(each.newest, "2021-10-20");
                plan.reposts.clear();
                fault(plan, "homepage-staleness");
                fault(plan, "required-repost");
                break;
            case 2: {
                const std::string path = plan.columns.front().path;
                for (const char* name :
                     {"部门动态", "基层动态", "要闻速递", "图片新闻", "时政要闻"}) {
                    ColumnPlan stale{fmt::format("/dt{}/", plan.columns.size()), name,
                                     "2021-09-20"};
                    plan.columns.push_back(stale);
                }
                fault(plan, "core-column-staleness", path);
                break;
            }
            case 3:
                for (int i = 0; i < 10; ++i) {
                    static constexpr std::array<const char*, 10> kNames{
                        "法治宣传", "普法园地", "律师管理", "公证服务", "社区矫正",
                        "人民调解", "司法鉴定", "依法治市", "队伍建设", "基层司法"};
                    plan.columns.push_back({fmt::format("/lm{}/", i),
                                            kNames[static_cast<std::size_t>(i)], "2020-08-01"});
                }
                fault(plan, "column-staleness");
                break;
            case 4:
                for (const char* name :
                     {"人事信息", "规划计划", "财政资金", "统计数据", "政策解读"}) {
                    column_of(plan, name).items = 0;
                }
                fault(plan, "blank-columns");
                break;
            case 5:
                plan.neglected = true;
                fault(plan, "message-neglect", "/xzxx/");
                break;
            case 6:
                plan.replied_at = "2021-11-09 16:00";
                fault(plan, "simple-question-1wd");
                break;
            default:
                plan.probes_failed = 0.08;
                fault(plan, "site-unreachability");
        }
    }

    void add_accounts() {
        static constexpr std::array<const char*, 4> kTypes{"微信订阅号", "新浪微博", "抖音",
                                                           "今日头条"};
        const std::size_t count = size_ == Size::full ? 320 : 42;
        for (std::size_t i = 0; i < count; ++i) {
            const auto& [code, division] = divisions[i % divisions.size()];
            DemoAccount account;
            account.division = code;
            account.operator_name =
                (code == "991200" ? city() : division) + fmt::format("第{}办事服务中心", i + 1);
            account.name =
                fmt::format("{}便民{}号", division == "市本级" ? city() : division, i + 1);
            account.type = kTypes[i % kTypes.size()];
            account.code = fmt::format("{}M{:03}{}{:04}", code, i + 1, i % 4 == 1 ? "XL" : "WX", 1);
            account.last_post = "2021-11-06";
            const auto add = [&](const char* rule, bool wrong) {
                truth.push_back({account.code, true, rule, "", wrong});
            };
            if (i % 14 == 3) {
                account.last_post = "2021-10-15";
                add("account-staleness", true);
            } else if (i % 14 == 9) {
                account.last_post = "2021-02-15";
                account.interactions = false;
                add("account-staleness", true);
                add("account-zombie", true);
            } else if (i % 14 == 5) {
                account.last_post = "2021-10-27";
                add("account-staleness", false);
            } else if (i % 14 == 11) {
                account.last_post.clear();
                add("account-staleness", false);
            }
            accounts.push_back(std::move(account));
        }
    }

    Dice dice_;
    Size size_;
    std::size_t turn_;  // which site has which fault
    std::string city_;
};

std::string without_port(std::string_view host) {
    return std::string(host.substr(0, host.find(':')));
}

}  // namespace

City City::make(std::uint64_t seed, Size size) {
    Maker maker(seed, size);
    maker.make();
    City city;
    city.city_ = maker.city();
    city.divisions_ = std::move(maker.divisions);
    city.sites_ = std::move(maker.sites);
    city.accounts_ = std::move(maker.accounts);
    city.truth_ = std::move(maker.truth);
    for (const SitePlan& plan : city.sites_) city.pages_[plan.host] = build_pages(plan);
    return city;
}

Served City::respond(std::string_view host, std::string_view target, int) const {
    Served served;
    const std::string name = without_port(host);
    if (name == "wall.example.cn") {
        served.status = 403;
        served.body = "<html><body>访问被防火墙拦截</body></html>";
        return served;
    }
    if (std::find(kOutsideHosts.begin(), kOutsideHosts.end(), name) != kOutsideHosts.end()) {
        served.body = "<html><head><title>外部网站</title></head><body>示例</body></html>";
        return served;
    }
    const auto site = pages_.find(name);
    const auto plan = std::find_if(sites_.begin(), sites_.end(),
                                   [&](const SitePlan& each) { return each.host == name; });
    const std::string path(target.substr(0, target.find('?')));
    if (site == pages_.end() || plan == sites_.end()) {
        served.status = 404;
        served.body = "<html><body>没有这个网站</body></html>";
        return served;
    }
    served.delay_ms = plan->delay_ms;
    served.abrupt = plan->silent;
    if (plan->redirect_loop) {
        served.status = 302;
        served.headers.emplace_back("Location", path == "/" ? "/index.html" : "/");
        return served;
    }
    if (plan->rubbish) {
        served.content_type = "application/octet-stream";
        for (int i = 0; i < kRubbishBytes; ++i)
            served.body.push_back(static_cast<char>((i * 167 + 13) % 256));
        return served;
    }
    if (path == "/robots.txt" && !plan->robots.empty()) {
        served.content_type = "text/plain";
        served.body = plan->robots;
        return served;
    }
    if (path.rfind("/images/", 0) == 0) {
        served.content_type = "image/png";
        served.body = "\x89PNG\r\n";
        return served;
    }
    const auto page = site->second.find(path);
    if (page == site->second.end()) {
        served.status = 404;
        served.body = "<html><body>页面不存在</body></html>";
        return served;
    }
    served.body = plan->gbk ? to_gbk(page->second) : page->second;
    if (plan->gbk) served.content_type = "text/html";
    return served;
}

std::string City::truth_json(int week) const {
    std::string out = "[";
    for (const TruthRow& row : truth_) {
        out += fmt::format(
            "{}\n  {{\"{}\": \"{}\", \"rule\": \"{}\", \"url\": \"{}\", \"expect\": \"{}\", "
            "\"week\": {}}}",
            out.size() > 1 ? "," : "", row.account ? "account" : "site_code", row.target, row.rule,
            row.url, row.fault ? "fault" : "near_miss", week);
    }
    return out + "\n]\n";
}

std::map<std::string, std::string> City::import_files() const {
    std::map<std::string, std::string> files;
    std::string& units = files["units.csv"];
    units = "name,short_name,order\n";
    std::string& sites = files["sites.csv"];
    sites = "site_code,name,unit,url,kind,division,has_services,state\n";
    std::string& probes = files["probes.csv"];
    probes = "site_code,vantage,at,ok,http_status,elapsed_ms,error\n";
    std::string& interactions = files["interactions.csv"];
    interactions = "site_code,question,channel,asked_at,replied_at,effective\n";
    int order = 0;
    for (const SitePlan& plan : sites_) {
        units += fmt::format(
            "{},{},{}\n", plan.site.unit,
            replace_all(replace_all(plan.site.unit, "人民政府", "政府"), city_, "市"), ++order);
        sites += fmt::format("{},{},{},{},{},{},y,running\n", plan.site.site_code, plan.site.name,
                             plan.site.unit, plan.site.url, to_string(plan.site.kind),
                             plan.site.division);
        interactions += fmt::format("{},如何办理老年优待证,领导信箱,{},{},y\n", plan.site.site_code,
                                    kAsked, plan.replied_at);
        int visit = 0;
        for (int day = 4; day <= 10; ++day) {
            for (int i = 0; i < 20; ++i, ++visit) {
                const bool failed = plan.probes_failed > 0 && visit % 12 == 0;
                probes +=
                    fmt::format("{},本地,2021-11-{:02} {:02}:{:02},{},{},{},{}\n",
                                plan.site.site_code, day, 1 + i, (i * 7) % 60, failed ? "n" : "y",
                                failed ? 0 : 200, failed ? 15000 : 420, failed ? "timeout" : "");
            }
        }
    }
    std::string& divisions = files["divisions.csv"];
    divisions = "code,name,order\n";
    for (std::size_t i = 0; i < divisions_.size(); ++i) {
        divisions += fmt::format("{},{},{}\n", divisions_[i].first, divisions_[i].second, i + 1);
    }
    std::string& accounts = files["accounts.csv"];
    accounts = "account_code,operator,name,type,division\n";
    std::string& posts = files["posts.csv"];
    posts = "account_code,account_type,name,published_at,title,url,interactions\n";
    for (const DemoAccount& each : accounts_) {
        accounts += fmt::format("{},{},{},{},{}\n", each.code, each.operator_name, each.name,
                                each.type, each.division);
        const Result<Date> last = parse_date(each.last_post);
        for (int i = 0; last && i < 6; ++i) {
            posts += fmt::format("{},{},{},{} 10:00,第{}期办事提醒,,{}\n", each.code, each.type,
                                 each.name, format_date(*last - 5 * i), 40 - i,
                                 each.interactions ? 12 + i : 0);
        }
    }
    std::string& reposts = files["reposts.csv"];
    reposts = "id,title,issuer,issued_at,due_hours\n";
    for (const Repost& each : kReposts) {
        reposts +=
            fmt::format("{},{},{},{},48\n", each.id, each.title, each.issuer, each.issued_at);
    }
    return files;
}

}  // namespace mingcha::demo
