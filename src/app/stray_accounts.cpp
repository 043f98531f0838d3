#include "app/stray_accounts.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "app/snapshot.h"
#include "audit/account_index.h"
#include "base/text.h"
#include "extract/extractor.h"
#include "store/office_rows.h"
#include "store/rows.h"

namespace mingcha::app {

namespace {

bool is_registered(const std::vector<Account>& accounts, const audit::NamedAccount& named) {
    const std::string name = audit::account_name_key(named.name);
    return std::any_of(accounts.begin(), accounts.end(), [&](const Account& each) {
        if (!named.url.empty() && each.url == named.url) return true;
        return !name.empty() && audit::is_same_platform(each.type, named.type) &&
               audit::account_name_key(each.name) == name;
    });
}

constexpr std::string_view kSnapshotType = "text/html; charset=utf-8";

// The home page as it came; empty where it is not in the archive.
std::string archived_home(const std::filesystem::path& data_dir, const audit::SiteView& view) {
    if (view.home() == nullptr || view.home()->archive.warc.empty()) return {};
    const ArchivePlace& place = view.home()->archive;
    auto html = snapshot_html(data_dir, fmt::format("{}#{}", place.warc, place.offset), {});
    return html ? std::move(*html) : std::string();
}

std::string key_of(const audit::NamedAccount& named) {
    if (named.name.empty()) return named.url;
    Account account;
    account.type = named.type;
    account.name = named.name;
    return account_key(account);
}

}  // namespace

Result<std::vector<StrayAccount>> stray_accounts(store::Store& store, const ListRequest& request) {
    // The whole registry: a merged or cancelled account is known.
    const auto accounts = store::load<Account>(store);
    if (!accounts) return Fail(accounts.error());
    const auto looks = store::load<AccountLook>(store);
    if (!looks) return Fail(looks.error());
    std::set<std::string> taken;
    for (const AccountLook& look : *looks) taken.insert(look.account_key);
    const auto words = store::load<store::StrayWord>(store);
    if (!words) return Fail(words.error());
    std::map<std::string, const store::StrayWord*> refused;
    for (const store::StrayWord& word : *words) refused[word.key] = &word;
    std::vector<StrayAccount> out;
    std::set<std::string> known;
    extract::Extractor extractor;
    const auto campaign =
        look_at_sites(store, request, [&](const Site& site, const audit::SiteView& view) {
            const std::string html = archived_home(request.data_dir, view);
            const PageFacts* home = nullptr;
            if (!html.empty()) {
                home = &extractor.extract({html, view.home()->facts.url, kSnapshotType, {}});
            }
            for (audit::NamedAccount& named : audit::accounts_named_on(view, home)) {
                if (is_registered(*accounts, named)) continue;
                std::string key = key_of(named);
                if (!known.insert(key).second) continue;
                const bool is_taken = taken.contains(key);
                out.push_back({std::move(key),
                               site.site_code,
                               site.unit.empty() ? site.name : site.unit,
                               std::move(named),
                               is_taken,
                               {},
                               {}});
                if (const auto word = refused.find(out.back().key); word != refused.end()) {
                    out.back().refused = word->second->reason;
                    out.back().refused_by = word->second->by;
                }
            }
        });
    if (!campaign) return Fail(campaign.error());
    return out;
}

Result<std::size_t> take_stray_accounts(store::Store& store, const ListRequest& request,
                                        const std::vector<std::string>& keys,
                                        const std::string& by) {
    if (trim(by).empty()) return fail("registry strays", "没有写明谁登记", "加 --by NAME");
    const auto strays = stray_accounts(store, request);
    if (!strays) return Fail(strays.error());
    std::vector<AccountLook> looks;
    for (const std::string& key : keys) {
        const auto found = std::find_if(strays->begin(), strays->end(),
                                        [&](const StrayAccount& each) { return each.key == key; });
        if (found == strays->end()) {
            return fail(key, "不在提示的账号中", "registry strays 列出提示的账号");
        }
        if (found->named.name.empty()) {
            return fail(key, "只有链接，没有账号名称", "打开链接查看名称，用 import posts 登记");
        }
        AccountLook& look = looks.emplace_back();
        look.account_key = key;
        look.account_type = found->named.type;
        look.name = found->named.name;
        look.operator_name = found->unit;
        look.by = PostSource::page;
        look.url = found->named.url.empty() ? found->named.page : found->named.url;
        look.source = fmt::format("{} 页面 {}：{}，{} 确认", found->site_code, found->named.page,
                                  found->named.excerpt, by);
    }
    if (const auto saved = store::save<AccountLook>(store, {}, looks); !saved) {
        return Fail(saved.error());
    }
    return looks.size();
}

Result<bool> refuse_stray_account(store::Store& store, const std::string& key,
                                  const std::string& reason, const std::string& by, Instant now) {
    if (trim(by).empty()) return fail("registry strays", "没有写明谁登记", "加 --by NAME");
    if (trim(reason).empty()) return store.remove(store::kStrayWordKind, {}, {key});
    return store::save<store::StrayWord>(store, {}, {{key, std::string(trim(reason)), by, now}});
}

std::string strays_table(const std::vector<StrayAccount>& strays) {
    std::string out;
    for (const StrayAccount& each : strays) {
        out += fmt::format("{}{}  {}\n    {}  “{}”\n", each.key,
                           each.taken             ? "（已登记）"
                           : each.refused.empty() ? ""
                                                  : "（不属本单位）",
                           each.unit, each.named.page, each.named.excerpt);
    }
    return out + fmt::format("名录之外 {} 个，是否本单位开办须由人核对\n", strays.size());
}

std::string strays_json(const std::vector<StrayAccount>& strays) {
    using Json = nlohmann::ordered_json;
    Json rows = Json::array();
    for (const StrayAccount& each : strays) {
        const auto text = [](const std::string& value) {
            return value.empty() ? Json() : Json(value);
        };
        rows.push_back({{"key", each.key},
                        {"site_code", each.site_code},
                        {"unit", each.unit},
                        {"type", each.named.type},
                        {"name", text(each.named.name)},
                        {"url", text(each.named.url)},
                        {"page", each.named.page},
                        {"excerpt", each.named.excerpt},
                        {"taken", each.taken},
                        {"not_ours", text(each.refused)}});
    }
    return rows.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace mingcha::app
