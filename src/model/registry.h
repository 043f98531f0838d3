// Who is answered for: units, divisions, websites and new-media accounts, as the registries know
// them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mingcha {

// 单位. Matched by its name or an alias (name_key of base/text.h). Three lengths of name: full in
// tables, short in running text, shortest in narrow lists (standard: circular-variety §5.6).
struct Unit {
    std::string name;           // 单位全称
    std::string short_name;     // 简称; the name where empty
    std::string shortest_name;  // 最短称; the short name where empty
    std::string supervisor;     // 上级单位, a unit's name
    std::int32_t order = 0;     // 机构序列; 0 = not given, comes last in the order of import
    std::vector<std::string> aliases;

    bool operator==(const Unit&) const = default;
};

// 行政区划. The code is opaque; a site's division never follows from its site code.
struct Division {
    std::string code;
    std::string name;
    std::string short_name;
    std::int32_t order = 0;

    bool operator==(const Division&) const = default;
};

enum class SiteKind { portal, department, devzone, special };
// opened: registered and not in service yet; cancelled: closed, and its codes given back.
enum class SiteState { running, suspended, closing, closed, opened, cancelled };

// Is it one of those that a supervisor answers for? Not yet in service, closed, gone: it is not.
constexpr bool is_in_service(SiteState state) {
    return state == SiteState::running || state == SiteState::suspended ||
           state == SiteState::closing;
}

// 政府网站. Key: site_code, `^(\d{10}|bm\d{8})$`.
struct Site {
    std::string site_code;
    std::string name;
    std::string
        unit;  // as written; matched with Unit by name or alias, stands as it is where none matches
    std::string url;  // home page, http or https
    SiteKind kind = SiteKind::department;
    std::string division;
    bool has_services = true;  // 有无对外服务; true where the registry does not say
    SiteState state = SiteState::running;
    std::string supervisor;
    std::string platform;  // 集约化平台
    std::int32_t row = 0;  // registry order: position of first import, from 1

    bool operator==(const Site&) const = default;
};

enum class AccountState { running, merged, cancelled, registered };

// 政务新媒体. Key: account_code, `^\d{6}M\d{3}[A-Z]{2}\d{4}$`; without one (无), type/name after
// NFKC and single spaces.
struct Account {
    std::string account_code;   // empty = 无
    std::string operator_name;  // 开办单位, as written
    std::string name;
    std::string type;  // the circulars' own words: 微信订阅号, 新浪微博, …
    std::string url;
    std::optional<std::int64_t> followers;
    AccountState state = AccountState::running;
    std::string
        division;  // code; read from the first six digits of account_code where the column is empty
    std::string feed;  // address of its RSS, Atom or JSON Feed; empty: what its page names
    std::int32_t row = 0;

    bool operator==(const Account&) const = default;
};

std::string account_key(const Account& account);
bool is_site_code(std::string_view text);
bool is_account_code(std::string_view text);

// English value as in JSON and CSV, and the Chinese one as in registries; parse accepts both
// (门户网站 too).
std::string_view to_string(SiteKind kind);
std::string_view to_chinese(SiteKind kind);
std::optional<SiteKind> parse_site_kind(std::string_view text);
std::string_view to_string(SiteState state);
std::string_view to_chinese(SiteState state);
std::optional<SiteState> parse_site_state(std::string_view text);
std::string_view to_string(AccountState state);
std::string_view to_chinese(AccountState state);
std::optional<AccountState> parse_account_state(std::string_view text);

// Everything registered in one data directory.
struct Registry {
    std::vector<Unit> units;
    std::vector<Division> divisions;
    std::vector<Site> sites;        // in registry order
    std::vector<Account> accounts;  // in registry order
};

}  // namespace mingcha
