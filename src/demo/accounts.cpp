#include "demo/accounts.h"

#include <fmt/format.h>

#include <array>

namespace mingcha::demo {

namespace {

constexpr int kFreshDays = 14;  // before the day of the account data
constexpr int kZombieDays = 180;
constexpr std::size_t kTurns = 26;  // what is wrong repeats after so many accounts

constexpr std::size_t kBrokenClient = 4;  // accounts that are clients to be installed
constexpr std::size_t kSoundClient = 17;

bool is_client(std::size_t turn) {
    return turn % kTurns == kBrokenClient || turn % kTurns == kSoundClient;
}

class Maker {
public:
    Maker(const std::string& host, Moment now) : host_(host), now_(now) {}

    AccountsOfCity city;

    void add(AccountPlan account, std::size_t turn) {
        account_ = &city.accounts.emplace_back(std::move(account));
        account_->last_post = now_.accounts_as_of() - 2;
        switch (turn % kTurns) {
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
                account_->last_post = now_.accounts_as_of() - kFreshDays;
                return say("account-staleness", false);
            case 18:  // long silent, but people still answer
                return rest(210);
            case 11:
                account_->last_post.reset();  // not measured
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
                account_->interactions = false;
                link("在线留言", "letters.html", 200, false);
                return say("interaction-absence", false, account_->menu.back().url);
            case kBrokenClient:
                link("安卓版下载", "city.apk", 404, true);
                return say("application-unusable", true, account_->menu.back().url);
            case kSoundClient:
                link("安卓版下载", "city.apk", 200, false);
                return say("application-unusable", false, account_->menu.back().url);
            case 8:
                return link("最新公告", "notice.html", 200, false);
            default:
                break;
        }
    }

private:
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
        account_->last_post = Moment{}.accounts_as_of() - days;
        const int age = now_.accounts_as_of() - *account_->last_post;
        say("account-staleness", age > kFreshDays);
        say("account-zombie", age > kZombieDays && !account_->interactions);
    }

    void link(const char* text, const char* file, int status, bool wrong) {
        account_->url = fmt::format("http://{}/acct/{}/", host_, account_->code);
        if (account_->menu.empty())
            account_->menu.push_back({account_->url + "index2.html", "办事指引", 200});
        account_->menu.push_back({account_->url + file, text, status});
        say("account-link-failure", wrong, account_->menu.back().url);
    }

    const std::string& host_;
    const Moment now_;
    AccountPlan* account_ = nullptr;
};

}  // namespace

AccountsOfCity make_accounts(const std::vector<std::pair<std::string, std::string>>& divisions,
                             const std::string& host, std::size_t count, Moment now, Dice& dice) {
    static constexpr std::array<const char*, 5> kTypes{"微信订阅号", "新浪微博", "微信服务号",
                                                       "抖音", "今日头条"};
    static constexpr std::array<const char*, 5> kLetters{"WX", "XL", "WX", "DY", "TT"};
    static constexpr std::array<const char*, 6> kServices{"便民", "发布", "文旅",
                                                          "卫健", "教育", "交警"};
    Maker maker(host, now);
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
    return fmt::format(
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>{0}</title></head><body>"
        "<h1>{0}</h1><p>{1}主办</p><ul class=\"menu\">{2}</ul></body></html>",
        account.name, account.operator_name, menu);
}

}  // namespace mingcha::demo
