// The new-media accounts of the example city: what they posted, who looked at them, their pages,
// menus and feeds.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "demo/moment.h"
#include "demo/names.h"
#include "demo/reposts.h"
#include "demo/truth.h"

namespace mingcha::demo {

struct MenuLink {
    std::string url;
    std::string text;
    int status = 200;
};

struct PostPlan {
    Date day;
    int hour = 10;
    std::string title;
};

// A row of somebody who looked: a last day, or why there is none.
struct LookPlan {
    std::optional<Date> last_post;
    Date seen;
    std::string state;  // empty: seen
    std::string cause;
};

// An account of no registry that its operator runs too.
struct StrangerPlan {
    std::string type, name;
    Date last_post;
};

enum class FeedKind { none, rss, atom, json, web_page };

struct AccountPlan {
    std::string code, operator_name, name, type, division;
    bool interactions = true;
    std::string url;  // empty: none is registered
    std::vector<MenuLink> menu;
    std::vector<PostPlan> posts;  // of the table; newest first
    std::vector<LookPlan> looks;
    std::vector<StrangerPlan> strangers;
    std::string shown_name;    // in the rows of the table; empty: the registered one
    std::string certified_as;  // there as well
    bool says_operator = false;
    FeedKind feed = FeedKind::none;
    std::string feed_url;
    bool feed_registered = false;  // else its page names it
    std::vector<PostPlan> fed;     // what the feed shows
};

struct AccountsOfCity {
    std::vector<AccountPlan> accounts;
    std::vector<TruthRow> truth;
};

// `divisions`: code and name, the city itself first. `host`: where account pages are served.
// `posts`: how many rows of the table each account that posts has.
AccountsOfCity make_accounts(const std::vector<std::pair<std::string, std::string>>& divisions,
                             const std::string& host, std::size_t count, std::size_t posts,
                             Moment now, Dice& dice);

// The page of an account, and its feed.
std::string account_page(const AccountPlan& account);
std::string account_feed(const AccountPlan& account);
std::string_view feed_type(FeedKind kind);  // media type

}  // namespace mingcha::demo
