#include "demo/accounts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace mingcha::demo {

namespace {

constexpr int kFreshDays = 14;  // before the day of the account data
constexpr int kZombieDays = 180;
constexpr std::size_t kTurns = 40;  // what is wrong repeats after so many accounts
constexpr int kRhythm = 3;          // days between posts
constexpr std::size_t kFedPosts = 20;
constexpr int kNoon = 12;
constexpr int kRepostHour = 15;

constexpr std::size_t kBrokenClient = 4;  // accounts that are clients to be installed
constexpr std::size_t kSoundClient = 17;
constexpr std::size_t kOtherClient = 7;
constexpr std::array<const char*, 8> kTitles{"办事提醒", "天气提示", "便民服务时间", "招聘信息",
                                             "活动预告", "路况提示", "健康知识",     "停水通知"};

bool is_client(std::size_t turn) {
    const std::size_t at = turn % kTurns;
    return at == kBrokenClient || at == kSoundClient || at == kOtherClient;
}

class Maker {
public:
    Maker(const std::string& host, std::size_t posts, Moment now)
        : host_(host), posts_(posts), now_(now) {}

    AccountsOfCity city;

    void add(AccountPlan account, std::size_t turn) {
        account_ = &city.accounts.emplace_back(std::move(account));
        last_ = now_.accounts_as_of() - 2;
        reposts_ = true;
        seed(turn % kTurns, turn);
        write_posts();
    }

private:
    void seed(std::size_t at, std::size_t turn) {
        switch (at) {
            case 3:
            case 16:
                return rest(24);
            case 6:  // fresh in week 0, stale a week later
                return rest(10);
            case 9:
                account_->interactions = false;
                return rest(270);
            case 22:
                account_->interactions = false;
                return rest(182);
            case 5:  // at the limit
                last_ = now_.accounts_as_of() - kFreshDays;
                reposts_ = false;
                return say("account-staleness", false);
            case 18:  // long silent, but people still answer
                return rest(210);
            case 11:
                last_.reset();  // not measured
                return say("account-staleness", false);
            case 13:
                return link("停办服务", "gone.html", 404, true);
            case 24:
                link("数据查询", "410.html", 410, true);
                return link("旧版大厅", "once.html", 404, true);
            case 1:
            case 14:
                return link("办事大厅", "wall.html", turn % 2 == 0 ? 403 : 412, false);
            case 20:
                return link("网上办理", "shield.html", 521, false);
            case 2:  // the only way to write is gone; nobody answers either
                account_->interactions = false;
                link("在线留言", "letters.html", 404, true);
                return say("interaction-absence", true, account_->menu.back().url);
            case 12:
            case 23:
                account_->interactions = false;
                link("在线留言", "letters.html", 200, false);
                return say("interaction-absence", false, account_->menu.back().url);
            case kBrokenClient:
                link("安卓版下载", "city.apk", 404, true);
                return say("application-unusable", true, account_->menu.back().url);
            case kSoundClient:
            case kOtherClient:
                link("安卓版下载", "city.apk", 200, false);
                return say("application-unusable", false, account_->menu.back().url);
            case 8:
                return link("最新公告", "notice.html", 200, false);
            default:
                return seed_more(at);
        }
    }

    // What other sources than the table show, and what its rows say.
    void seed_more(std::size_t at) {
        switch (at) {
            case 10:  // posts all the time, and left one item out
                reposts_ = false;
                break;
            case 19:
                return feed(FeedKind::rss, false, 3);
            case 21:
                return feed(FeedKind::atom, true, 30);
            case 15:
                return feed(FeedKind::json, true, 5);
            case 38:  // a sign-in page where the feed was: not read, not silent
                return feed(FeedKind::web_page, true, 3);
            case 25:  // old rows, but somebody saw a newer post
                last_ = now_.accounts_as_of() - 40;
                look(now_.accounts_as_of() - 3);
                reposts_ = false;
                return say("account-staleness", false);
            case 39:
                last_.reset();
                look(now_.accounts_as_of() - 25);
                return say("account-staleness", true);
            case 37:
                last_ = now_.accounts_as_of() - 200;
                reposts_ = false;
                account_->interactions = false;
                account_->looks.push_back(
                    {std::nullopt, now_.window_from(), "未找到", "按名称和主体搜索均无结果"});
                say("account-zombie", false);
                return say("account-staleness", false);
            case 26:
                return post("践行社会主意核心价值观主题活动", "account-serious-problem", true);
            case 27:
                return post("易错表述：“社会主意核心价值观”应为“社会主义核心价值观”",
                            "account-serious-problem", false);
            case 28:
                return post("百家乐真人现场投注平台开户", "account-serious-problem", true);
            case 29:
                return post("公安机关打击百家乐网络赌博平台", "account-serious-problem", false);
            default:
                return seed_registration(at);
        }
    }

    // Who runs it, under which name.
    void seed_registration(std::size_t at) {
        const AccountPlan* before =
            city.accounts.size() < 2 ? nullptr : &city.accounts[city.accounts.size() - 2];
        switch (at) {
            case 31:
                if (before == nullptr) return;
                account_->operator_name = before->operator_name;
                account_->type = before->type;
                return say("account-duplicate", true);
            case 32:
            case 33:  // the same unit, each on a platform of its own
                if (before == nullptr) return;
                account_->operator_name = before->operator_name;
                if (at == 33) {
                    account_->says_operator = true;
                    say("account-unregistered", false);
                }
                return say("account-duplicate", false);
            case 34:
                account_->shown_name = account_->name + "之声";
                return say("account-identity", true);
            case 35:  // letters of another width, a mark that nobody sees
                account_->shown_name = account_->name + "\xEF\xB8\x8F";
                account_->certified_as = account_->operator_name;
                account_->says_operator = true;
                say("account-unregistered", false);
                return say("account-identity", false);
            case 36:
                account_->strangers.push_back(
                    {"快手", account_->name + "视频", now_.accounts_as_of() - 6});
                account_->certified_as = "云上文化传媒有限公司";
                say("account-identity", true);
                return say("account-unregistered", true);
            case 0:
            case 30:
                account_->certified_as = account_->operator_name + "办公室";
                return say("account-identity", false);
            default:
                break;
        }
    }

    void say(const char* rule, bool wrong, const std::string& url = {}) {
        TruthRow row;
        row.target = account_->code;
        row.account = true;
        row.rule = rule;
        row.url = url;
        row.expect = wrong ? Expect::fault : Expect::near_miss;
        city.truth.push_back(std::move(row));
    }

    // The last post `days` before the account data of week 0.
    void rest(int days) {
        last_ = Moment{}.accounts_as_of() - days;
        reposts_ = false;
        const int age = now_.accounts_as_of() - *last_;
        say("account-staleness", age > kFreshDays);
        say("account-zombie", age > kZombieDays && !account_->interactions);
    }

    void link(const char* text, const char* file, int status, bool wrong) {
        give_page();
        if (account_->menu.empty())
            account_->menu.push_back({account_->url + "index2.html", "办事指引", 200});
        account_->menu.push_back({account_->url + file, text, status});
        say("account-link-failure", wrong, account_->menu.back().url);
    }

    void give_page() { account_->url = fmt::format("http://{}/acct/{}/", host_, account_->code); }

    void look(Date last_post) {
        account_->looks.push_back({last_post, now_.window_from(), {}, {}});
    }

    // No row of the table: what is known of the account is in its feed.
    void feed(FeedKind kind, bool registered, int age) {
        give_page();
        account_->feed = kind;
        account_->feed_registered = registered;
        account_->feed_url = account_->url + "feed";
        last_.reset();
        const Date newest = now_.accounts_as_of() - age;
        account_->fed = posts_until(newest, kFedPosts);
        const bool fresh = age <= kFreshDays;
        if (fresh && kind != FeedKind::web_page) add_reposts(account_->fed);
        say("account-staleness", !fresh);
        if (kind != FeedKind::web_page && has_due_item(account_->fed)) {
            say("account-repost", !fresh);
        }
    }

    void post(const char* title, const char* rule, bool wrong) {
        extra_.push_back({now_.accounts_as_of() - 5, kNoon, title});
        say(rule, wrong);
    }

    std::vector<PostPlan> posts_until(Date newest, std::size_t count) const {
        std::vector<PostPlan> posts;
        for (std::size_t i = 0; i < count; ++i) {
            const Date day = newest - kRhythm * static_cast<int>(i);
            posts.push_back({day, 10, format_date_cn(day) + kTitles[i % kTitles.size()]});
        }
        return posts;
    }

    // On the day after each was issued.
    void add_reposts(std::vector<PostPlan>& posts) const {
        for (const RepostDue& each : reposts_due(now_)) {
            if (each.issued + 1 > now_.accounts_as_of()) continue;
            posts.push_back({each.issued + 1, kRepostHour, each.title});
        }
        std::stable_sort(posts.begin(), posts.end(),
                         [](const PostPlan& a, const PostPlan& b) { return a.day > b.day; });
    }

    // An item that these posts, all by themselves, should hold.
    bool has_due_item(const std::vector<PostPlan>& posts) const {
        const std::vector<RepostDue> due = reposts_due(now_);
        return std::any_of(due.begin(), due.end(), [&](const RepostDue& each) {
            return each.issued + kRepostHours / 24 <= now_.accounts_as_of() &&
                   each.issued >= posts.back().day;
        });
    }

    void write_posts() {
        if (!last_) return;
        account_->posts = posts_until(*last_, posts_);
        for (PostPlan& each : extra_) account_->posts.push_back(std::move(each));
        extra_.clear();
        if (reposts_) add_reposts(account_->posts);
        const bool judged = account_->looks.empty();
        if (judged && has_due_item(account_->posts)) say("account-repost", !reposts_);
    }

    const std::string& host_;
    const std::size_t posts_;
    const Moment now_;
    AccountPlan* account_ = nullptr;
    std::optional<Date> last_;  // of the table; none: it has no rows
    bool reposts_ = true;
    std::vector<PostPlan> extra_;
};

std::string rss_of(const AccountPlan& account) {
    std::string items;
    for (const PostPlan& each : account.fed) {
        items += fmt::format("<item><title>{}</title><guid isPermaLink=\"false\">{}-{}</guid>"
                             "<pubDate>{} {}:00</pubDate></item>",
                             each.title, account.code, each.day.days, format_date(each.day),
                             each.hour);
    }
    return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\"><channel>"
                       "<title>{}</title>{}</channel></rss>",
                       account.name, items);
}

std::string atom_of(const AccountPlan& account) {
    std::string entries;
    for (const PostPlan& each : account.fed) {
        entries += fmt::format("<entry><title>{}</title><published>{}T{}:00:00+08:00</published>"
                               "</entry>",
                               each.title, format_date(each.day), each.hour);
    }
    return fmt::format("<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\">"
                       "<title>{}</title>{}</feed>",
                       account.name, entries);
}

std::string json_of(const AccountPlan& account) {
    std::string items;
    for (const PostPlan& each : account.fed) {
        items += fmt::format(
            R"({}{{"id":"{}","title":"{}","date_published":"{}T{}:00:00+08:00"}})",
            items.empty() ? "" : ",", each.day.days, each.title, format_date(each.day), each.hour);
    }
    return fmt::format(
        R"({{"version":"https://jsonfeed.org/version/1.1","title":"{}","items":[{}]}})",
        account.name, items);
}

}  // namespace

AccountsOfCity make_accounts(const std::vector<std::pair<std::string, std::string>>& divisions,
                             const std::string& host, std::size_t count, std::size_t posts,
                             Moment now, Dice& dice) {
    static constexpr std::array<const char*, 5> kTypes{"微信订阅号", "新浪微博", "微信服务号",
                                                       "抖音", "今日头条"};
    static constexpr std::array<const char*, 5> kLetters{"WX", "XL", "WX", "DY", "TT"};
    static constexpr std::array<const char*, 6> kServices{"便民", "发布", "文旅",
                                                          "卫健", "教育", "交警"};
    Maker maker(host, posts, now);
    maker.city.accounts.reserve(count);
    const std::size_t first = dice.below(kTurns);
    for (std::size_t i = 0; i < count; ++i) {
        const auto& [code, division] = divisions[i % divisions.size()];
        const std::size_t type = (i + first) % kTypes.size();
        AccountPlan account;
        account.division = code;
        account.operator_name = fmt::format("{}第{}办事服务中心", division, i + 1);
        account.name = fmt::format("{}{}{}号", division, kServices[i % kServices.size()], i + 1);
        const bool client = is_client(i + first);
        account.type = client ? "移动客户端" : kTypes[type];
        account.code =
            fmt::format("{}M{:03}{}{:04}", code, i + 1, client ? "YD" : kLetters[type], 1);
        maker.add(std::move(account), i + first);
    }
    return std::move(maker.city);
}

std::string account_page(const AccountPlan& account) {
    std::string menu;
    for (const MenuLink& each : account.menu)
        menu += fmt::format("<li><a href=\"{}\">{}</a></li>", each.url, each.text);
    std::string feed;
    if (account.feed != FeedKind::none && !account.feed_registered) {
        feed = fmt::format("<link rel=\"alternate\" type=\"{}\" href=\"feed\">",
                           feed_type(account.feed));
    }
    return fmt::format(
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>{0}</title>{3}</head><body>"
        "<h1>{0}</h1><p>{1}主办</p><ul class=\"menu\">{2}</ul></body></html>",
        account.name, account.operator_name, menu, feed);
}

std::string account_feed(const AccountPlan& account) {
    switch (account.feed) {
        case FeedKind::rss:
            return rss_of(account);
        case FeedKind::atom:
            return atom_of(account);
        case FeedKind::json:
            return json_of(account);
        case FeedKind::web_page:
        case FeedKind::none:
            break;
    }
    return "<!DOCTYPE html><html><head><title>登录</title></head><body>请登录后查看</body></html>";
}

std::string_view feed_type(FeedKind kind) {
    switch (kind) {
        case FeedKind::rss:
            return "application/rss+xml";
        case FeedKind::atom:
            return "application/atom+xml";
        case FeedKind::json:
            return "application/feed+json";
        case FeedKind::web_page:
        case FeedKind::none:
            break;
    }
    return "text/html; charset=utf-8";
}

}  // namespace mingcha::demo
