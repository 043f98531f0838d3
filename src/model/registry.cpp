#include "model/registry.h"

#include "base/text.h"
#include "model/names.h"

namespace mingcha {

namespace {

constexpr Names<SiteKind, 4> kSiteKinds{{{SiteKind::portal, {"portal", "政府门户网站"}},
                                         {SiteKind::department, {"department", "部门网站"}},
                                         {SiteKind::devzone, {"devzone", "开发区"}},
                                         {SiteKind::special, {"special", "专项网站"}}}};
constexpr Names<SiteState, 6> kSiteStates{{{SiteState::running, {"running", "正常运行"}},
                                           {SiteState::suspended, {"suspended", "暂停"}},
                                           {SiteState::closing, {"closing", "关停中"}},
                                           {SiteState::closed, {"closed", "已关停"}},
                                           {SiteState::opened, {"opened", "待上线"}},
                                           {SiteState::cancelled, {"cancelled", "已注销"}}}};
constexpr Names<AccountState, 4> kAccountStates{
    {{AccountState::running, {"running", "正常运行"}},
     {AccountState::merged, {"merged", "已整合"}},
     {AccountState::cancelled, {"cancelled", "已注销"}},
     {AccountState::registered, {"registered", "待启用"}}}};

// As other registries write 正常运行.
bool is_running(std::string_view text) {
    return text == "正常" || text == "运行" || text == "运行中" || text == "正常运行中";
}

bool all_digits(std::string_view text) {
    for (char c : text) {
        if (c < '0' || c > '9') return false;
    }
    return true;
}

}  // namespace

std::string account_key(const Account& account) {
    if (!account.account_code.empty()) return account.account_code;
    return single_spaces(nfkc(account.type)) + "/" + single_spaces(nfkc(account.name));
}

bool is_site_code(std::string_view text) {
    return text.size() == 10 &&
           (all_digits(text) || (text.substr(0, 2) == "bm" && all_digits(text.substr(2))));
}

bool is_account_code(std::string_view text) {
    const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    return text.size() == 16 && all_digits(text.substr(0, 6)) && text[6] == 'M' &&
           all_digits(text.substr(7, 3)) && capital(text[10]) && capital(text[11]) &&
           all_digits(text.substr(12));
}

std::string_view to_string(SiteKind kind) {
    return name_of(kSiteKinds, kind, 0);
}
std::string_view to_chinese(SiteKind kind) {
    return name_of(kSiteKinds, kind, 1);
}
std::optional<SiteKind> parse_site_kind(std::string_view text) {
    if (text == "门户网站" || text == "政府门户" || text == "门户") return SiteKind::portal;
    if (text == "政府部门网站" || text == "部门") return SiteKind::department;
    if (text == "专项") return SiteKind::special;
    if (text == "开发区网站" || text == "开发区管委会网站") return SiteKind::devzone;
    return value_of(kSiteKinds, text);
}
std::string_view to_string(SiteState state) {
    return name_of(kSiteStates, state, 0);
}
std::string_view to_chinese(SiteState state) {
    return name_of(kSiteStates, state, 1);
}
std::optional<SiteState> parse_site_state(std::string_view text) {
    if (is_running(text)) return SiteState::running;
    if (text == "暂停运行") return SiteState::suspended;
    if (text == "已关闭") return SiteState::closed;
    return value_of(kSiteStates, text);
}
std::string_view to_string(AccountState state) {
    return name_of(kAccountStates, state, 0);
}
std::string_view to_chinese(AccountState state) {
    return name_of(kAccountStates, state, 1);
}
std::optional<AccountState> parse_account_state(std::string_view text) {
    if (is_running(text)) return AccountState::running;
    if (text == "注销" || text == "已关停" || text == "已关停注销") return AccountState::cancelled;
    return value_of(kAccountStates, text);
}

}  // namespace mingcha
