#include "app/example_data.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "store/gather_session.h"
#include "store/rows.h"

namespace mingcha::app {

namespace {

using Json = nlohmann::json;

constexpr std::string_view kExampleKind = "example";  // a row a kind: the keys that came with it
constexpr std::string_view kJudgedScope = "judged";   // which judgements are up to date

// Kinds of rows that belong to no campaign and that the example brings.
constexpr std::array<std::string_view, 11> kKinds{"unit",   "division", "site",    "account",
                                                  "post",   "look",     "feed",    "probe",
                                                  "repost", "message",  "campaign"};

Result<std::vector<std::string>> keys_of(store::Store& store, std::string_view kind) {
    const auto records = store.records(kind, {});
    if (!records) return Fail(records.error());
    std::vector<std::string> keys;
    keys.reserve(records->size());
    for (const store::Record& record : *records) keys.push_back(record.key);
    return keys;
}

// The keys that were marked, as far as they are still there.
Result<std::vector<std::string>> marked(store::Store& store, std::string_view kind) {
    const auto marks = store.records(kExampleKind, {});
    if (!marks) return Fail(marks.error());
    std::vector<std::string> keys;
    for (const store::Record& mark : *marks) {
        if (mark.key != kind) continue;
        const Json list = Json::parse(mark.body, nullptr, false);
        if (!list.is_array()) return fail("example " + mark.key, "不能读取", "从备份恢复");
        for (const Json& each : list) {
            if (each.is_string()) keys.push_back(each.get<std::string>());
        }
    }
    auto there = keys_of(store, kind);
    if (!there) return there;
    std::sort(there->begin(), there->end());
    std::erase_if(keys, [&](const std::string& key) {
        return !std::binary_search(there->begin(), there->end(), key);
    });
    return keys;
}

// Every row of every kind whose scope is the campaign's: itself, its decision log, its judgements
// by each ruleset.
Result<bool> remove_campaign(store::Store& store, const std::string& campaign) {
    const auto judged = store.records(store::kVerdictsKind, kJudgedScope);
    if (!judged) return Fail(judged.error());
    std::vector<std::string> scopes{campaign, "log/" + campaign}, judgements;
    for (const store::Record& each : *judged) {
        if (each.key.starts_with(campaign + "|")) judgements.push_back(each.key);
    }
    scopes.insert(scopes.end(), judgements.begin(), judgements.end());
    const auto kinds = store.revisions();
    if (!kinds) return Fail(kinds.error());
    for (const auto& [kind, number] : *kinds) {
        if (kind == store::kAuditKind) continue;
        for (const std::string& scope : scopes) {
            if (auto gone = store.replace(kind, scope, {}); !gone) return gone;
        }
    }
    return store.remove(store::kVerdictsKind, kJudgedScope, judgements);
}

}  // namespace

Result<ExampleData> mark_example(store::Store& store) {
    store::Transaction change(store);
    if (auto begun = change.begin(); !begun) return Fail(begun.error());
    for (const std::string_view kind : kKinds) {
        const auto keys = keys_of(store, kind);
        if (!keys) return Fail(keys.error());
        const std::string body = Json(*keys).dump(-1, ' ', false, Json::error_handler_t::replace);
        if (auto put = store.put(kExampleKind, {}, {{std::string(kind), 0, body}}); !put) {
            return Fail(put.error());
        }
    }
    if (auto done = change.done(); !done) return Fail(done.error());
    return example_data(store);
}

Result<ExampleData> example_data(store::Store& store) {
    ExampleData data;
    auto campaigns = marked(store, "campaign");
    if (!campaigns) return Fail(campaigns.error());
    data.campaigns = std::move(*campaigns);
    const auto sites = marked(store, "site");
    if (!sites) return Fail(sites.error());
    data.sites = static_cast<std::int64_t>(sites->size());
    const auto accounts = marked(store, "account");
    if (!accounts) return Fail(accounts.error());
    data.accounts = static_cast<std::int64_t>(accounts->size());
    return data;
}

Result<ExampleData> remove_example(store::Store& store, const std::filesystem::path& data_dir) {
    store::Transaction change(store);
    if (auto begun = change.begin(); !begun) return Fail(begun.error());
    const auto data = example_data(store);
    if (!data) return data;
    if (!data->any()) return fail("示例数据", "没有示例数据", "");
    for (const std::string_view kind : kKinds) {
        const auto keys = marked(store, kind);
        if (!keys) return Fail(keys.error());
        if (auto gone = store.remove(kind, {}, *keys); !gone) return Fail(gone.error());
    }
    for (const std::string& campaign : data->campaigns) {
        if (auto gone = remove_campaign(store, campaign); !gone) return Fail(gone.error());
        if (auto gone = store::forget_evidence(data_dir, campaign); !gone) {
            return Fail(gone.error());
        }
    }
    if (auto gone = store.replace(kExampleKind, {}, {}); !gone) return Fail(gone.error());
    if (auto done = change.done(); !done) return Fail(done.error());
    return data;
}

}  // namespace mingcha::app
