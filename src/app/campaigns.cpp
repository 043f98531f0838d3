#include "app/campaigns.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/casework.h"
#include "app/verdicts.h"
#include "base/near_names.h"
#include "base/text.h"
#include "store/rows.h"

namespace mingcha::app {

namespace {

constexpr std::size_t kMaxId = 64;
constexpr std::size_t kMaxField = 8'000;
constexpr std::size_t kYearDigits = 4;
constexpr std::size_t kNear = 3;      // changed letters of a key that may be meant
constexpr std::size_t kNearKeys = 2;  // keys that are offered

bool is_id(const std::string& id) {
    return !id.empty() && id.size() <= kMaxId &&
           std::all_of(id.begin(), id.end(),
                       [](char c) {
                           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                                  (c >= 'A' && c <= 'Z') || c == '.' || c == '_' || c == '-';
                       }) &&
           id.front() != '.' && id.front() != '-';
}

bool is_date_key(const std::string& key) {
    return key == "issue_date" || key == "rectify_by" || key == "report_due" ||
           key == "accounts_sampled_to" || key == "print_date";
}

bool is_rate_key(const std::string& key) {
    return key == "site_pass_rate" || key == "account_pass_rate" ||
           key == "previous_site_rate" || key == "previous_account_rate";
}

// Errors: a value that its key does not take. An empty one takes the field away.
Result<bool> check_value(const std::string& key, const std::string& value) {
    if (value.size() > kMaxField) {
        return fail(key, fmt::format("{} bytes", value.size()),
                    fmt::format("at most {}", kMaxField));
    }
    if (value.empty()) return true;
    if (is_date_key(key)) {
        const Result<Date> date = parse_date(value);
        if (!date) return fail(key, date.error().what, "写成 YYYY-MM-DD，如 2021-11-05");
    }
    if (is_rate_key(key)) {
        const Result<Points> rate = parse_points(value);
        if (!rate || rate->hundredths < 0 || *rate > Points::whole(100)) {
            return fail(key, fmt::format("\"{}\" is no rate", value), "0 到 100，最多两位小数");
        }
    }
    if (key == "monitor" && value != "on" && value != "off") {
        return fail(key, fmt::format("\"{}\" is neither", value), "on 或 off");
    }
    if (key == "report_year") {
        const bool digits = value.find_first_not_of("0123456789") == std::string::npos;
        if (!digits || value.size() != kYearDigits) {
            return fail(key, fmt::format("\"{}\" is no year", value), "四位数字，如 2021");
        }
    }
    return true;
}

Result<bool> assign(Campaign& campaign, const std::string& assignment,
                    const std::vector<std::string>& keys) {
    const std::size_t equals = assignment.find('=');
    const std::string key(trim(assignment.substr(0, equals)));
    if (equals == std::string::npos) {
        return fail(assignment, "no '=' in it", "写成 KEY=VALUE，如 office=云泽市人民政府办公室");
    }
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) {
        const auto near = near_names(key, keys, kNearKeys, kNear);
        return fail(key, "no field of a campaign",
                    near.empty() ? "campaign show 列出全部字段"
                                 : fmt::format("did you mean {}?", join(near, ", ")));
    }
    const std::string value(trim(assignment.substr(equals + 1)));
    if (Result<bool> right = check_value(key, value); !right) return right;
    if (key == "title") {
        campaign.title = value;
    } else if (key == "previous_site_rate") {
        campaign.previous_site_rate.reset();
        if (!value.empty()) campaign.previous_site_rate = *parse_points(value);
    } else if (value.empty()) {
        campaign.fields.erase(key);
    } else {
        campaign.fields[key] = value;
    }
    return true;
}

Result<bool> check_days(const Campaign& campaign) {
    const auto check_range = [](const std::string& name, const DateRange& range) -> Result<bool> {
        if (range.from <= range.to) return true;
        return fail(name,
                    fmt::format("{} is after {}", format_date(range.from), format_date(range.to)),
                    "起始日期不能晚于截止日期");
    };
    if (Result<bool> right = check_range("--from/--to", campaign.window); !right) return right;
    if (campaign.interactions) {
        const Result<bool> right =
            check_range("--interactions-from/--interactions-to", *campaign.interactions);
        if (!right) return right;
    }
    if (campaign.as_of < at(campaign.window.from)) {
        return fail("--as-of",
                    fmt::format("{} is before the check begins", format_instant(campaign.as_of)),
                    "监测时间点不能早于 --from");
    }
    if (campaign.accounts_as_of && at(*campaign.accounts_as_of) > campaign.as_of) {
        return fail("--accounts-as-of",
                    fmt::format("{} is after {}", format_date(*campaign.accounts_as_of),
                                format_instant(campaign.as_of)),
                    "新媒体数据日期不能晚于监测时间点 (--as-of)");
    }
    return true;
}

// Reads the campaign, lets `change` change it and keeps it, so that no other process comes between.
// false: `change` had nothing to change.
template <class Change>
Result<bool> change_campaign(store::Store& store, const std::string& id, Change change) {
    store::Transaction transaction(store);
    if (Result<bool> begun = transaction.begin(); !begun) return begun;
    Result<Campaign> campaign = find_campaign(store, id);
    if (!campaign) return Fail(campaign.error());
    if (Result<bool> changed = change(*campaign); !changed || !*changed) return changed;
    if (Result<bool> saved = store::save<Campaign>(store, {}, {*campaign}); !saved) return saved;
    return transaction.done();
}

}  // namespace

const std::vector<std::pair<std::string, std::string>>& campaign_keys() {
    static const std::vector<std::pair<std::string, std::string>> kKeys{
        {"office", "发文机关（署名），如 云泽市人民政府办公室"},
        {"city", "地区名称，如 云泽市"},
        {"title", "期次，如 2021年第四季度"},
        {"issue_date", "成文日期 YYYY-MM-DD"},
        {"rectify_by", "整改情况报送期限 YYYY-MM-DD"},
        {"report_due", "年度报表发布期限 YYYY-MM-DD"},
        {"report_year", "年度报表年度"},
        {"doc_number", "发文字号"},
        {"recipients", "主送机关"},
        {"accounts_sampled_to", "新媒体采样数据截至 YYYY-MM-DD"},
        {"contact", "附注：联系人、电话（公开版不印）"},
        {"copy_to", "抄送"},
        {"printed_by", "印发机关"},
        {"print_date", "印发日期 YYYY-MM-DD"},
        {"report_to", "整改情况报送给谁"},
        {"national_rank", "全国名次（文字）"},
        {"top_100", "进入全国百强的名单（文字）"},
        {"cancelled_accounts", "全年关停注销账号数"},
        {"achievements", "成效段落（人工撰写）"},
        {"problems", "存在问题段落（人工撰写，替换自动草拟）"},
        {"problems_more", "存在问题之后的段落（人工撰写，接在自动草拟之后，一行一段）"},
        {"accountability", "问责情况段落（人工撰写；规则集列入这一部分时）"},
        {"demands", "工作要求段落（人工撰写）"},
        {"closing", "结尾段落（人工撰写，一行一段）"},
        {"previous_period", "上一期次的说法，如 第三季度"},
        {"monitor", "on：serve 运行期间按计划监测各网站可用性（同 monitor run）"},
        {"monitor_references", "可用性监测的参照网址，以 | 分隔"},
        {"site_pass_rate", "本期网站合格率，百分数；只用于来自文件的检查"},
        {"account_pass_rate", "本期账号合格率，百分数；只用于来自文件的检查"},
        {"previous_site_rate", "上期网站合格率，百分数，如 93.75"},
        {"previous_account_rate", "上期账号合格率，百分数，如 94.78"},
    };
    return kKeys;
}

Result<std::vector<Campaign>> all_campaigns(store::Store& store) {
    return store::load<Campaign>(store);
}

Result<bool> create_campaign(store::Store& store, const ruleset::Sources& rulesets,
                             const Campaign& campaign) {
    if (!is_id(campaign.id)) {
        return fail("ID", fmt::format("\"{}\" is no id", campaign.id),
                    "字母、数字、点、下划线和连字符，最多64个，如 2021Q4");
    }
    if (Result<bool> right = check_days(campaign); !right) return right;
    const Result<Ruleset> loaded = ruleset::load_or_fail(campaign.ruleset, rulesets);
    if (!loaded) return Fail(loaded.error());
    // Looking for the id and taking it is one step: two processes may want the same.
    store::Transaction transaction(store);
    if (Result<bool> begun = transaction.begin(); !begun) return begun;
    const Result<std::vector<Campaign>> campaigns = all_campaigns(store);
    if (!campaigns) return Fail(campaigns.error());
    for (const Campaign& each : *campaigns) {
        if (each.id == campaign.id) {
            return fail("ID", fmt::format("there is a campaign \"{}\" already", campaign.id),
                        "换一个编号；campaign set 修改已有的");
        }
    }
    if (Result<bool> saved = store::save<Campaign>(store, {}, {campaign}); !saved) return saved;
    return transaction.done();
}

std::vector<std::string> campaign_warnings(const Campaign& campaign) {
    std::vector<std::string> warnings;
    if (campaign.as_of < end_of(campaign.window.to)) {
        warnings.push_back(
            fmt::format("监测时间点 {} 早于检查截止日 {} 结束：按期中检查处理，此后的情况不计入",
                        format_instant(campaign.as_of), format_date(campaign.window.to)));
    }
    if (campaign.interactions && at(campaign.interactions->from) > campaign.as_of) {
        warnings.push_back("实时互动从监测时间点之后开始：这些提问都不会计入");
    }
    return warnings;
}

Result<bool> set_campaign(store::Store& store, const std::string& id,
                          const std::vector<std::string>& assignments) {
    std::vector<std::string> keys;
    for (const auto& [key, meaning] : campaign_keys()) keys.push_back(key);
    return change_campaign(store, id, [&](Campaign& campaign) -> Result<bool> {
        for (const std::string& assignment : assignments) {
            if (Result<bool> done = assign(campaign, assignment, keys); !done) return done;
        }
        return true;
    });
}

Result<bool> close_campaign(store::Store& store, const std::string& id) {
    return change_campaign(store, id, [&store](Campaign& campaign) -> Result<bool> {
        if (campaign.closed) return false;
        if (auto published = check_published(store, campaign.id); !published) return published;
        campaign.closed = true;
        return true;
    });
}

std::string campaign_field(const Campaign& campaign, const std::string& key) {
    if (key == "title") return campaign.title;
    if (key == "previous_site_rate") {
        return campaign.previous_site_rate ? fixed2(*campaign.previous_site_rate) : std::string();
    }
    const auto field = campaign.fields.find(key);
    return field == campaign.fields.end() ? std::string() : field->second;
}

}  // namespace mingcha::app
