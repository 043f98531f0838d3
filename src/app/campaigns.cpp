#include "app/campaigns.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/verdicts.h"
#include "ruleset/fields.h"
#include "store/rows.h"

namespace mingcha::app {

namespace {

constexpr std::size_t kMaxId = 64;
constexpr std::size_t kMaxField = 8'000;

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

Result<bool> check_range(const std::string& name, const DateRange& range) {
    if (range.from <= range.to) return true;
    return fail(name, fmt::format("{} is after {}", format_date(range.from), format_date(range.to)),
                "起始日期不能晚于截止日期");
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
        {"demands", "工作要求段落（人工撰写）"},
        {"previous_period", "上一期次的说法，如 第三季度"},
        {"site_pass_rate", "本期网站合格率，百分数；只用于来自文件的检查"},
        {"previous_site_rate", "上期网站合格率，百分数，如 93.75"},
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
    const Result<std::vector<Campaign>> campaigns = all_campaigns(store);
    if (!campaigns) return Fail(campaigns.error());
    for (const Campaign& each : *campaigns) {
        if (each.id == campaign.id) {
            return fail("ID", fmt::format("there is a campaign \"{}\" already", campaign.id),
                        "换一个编号；campaign set 修改已有的");
        }
    }
    if (Result<bool> right = check_range("--from/--to", campaign.window); !right) return right;
    if (campaign.interactions) {
        const Result<bool> right = check_range("--interactions-from/-to", *campaign.interactions);
        if (!right) return right;
    }
    if (campaign.as_of < at(campaign.window.from)) {
        return fail("--as-of",
                    fmt::format("{} is before the check begins", format_instant(campaign.as_of)),
                    "监测时间点不能早于 --from");
    }
    const Result<Ruleset> loaded = ruleset::load_or_fail(campaign.ruleset, rulesets);
    if (!loaded) return Fail(loaded.error());
    return store::save<Campaign>(store, {}, {campaign});
}

Result<bool> set_campaign(store::Store& store, const std::string& id,
                          const std::vector<std::string>& assignments) {
    Result<Campaign> campaign = find_campaign(store, id);
    if (!campaign) return Fail(campaign.error());
    std::vector<std::string> keys;
    for (const auto& [key, meaning] : campaign_keys()) keys.push_back(key);
    for (const std::string& assignment : assignments) {
        const std::size_t equals = assignment.find('=');
        const std::string key = assignment.substr(0, equals);
        if (equals == std::string::npos) {
            return fail(assignment, "no '=' in it",
                        "写成 KEY=VALUE，如 office=云泽市人民政府办公室");
        }
        const std::string value = assignment.substr(equals + 1);
        if (std::find(keys.begin(), keys.end(), key) == keys.end()) {
            const std::string near = ruleset::nearest(key, keys);
            return fail(key, "no field of a campaign",
                        near.empty() ? "campaign show 列出全部字段"
                                     : fmt::format("did you mean {}?", near));
        }
        if (value.size() > kMaxField) {
            return fail(key, fmt::format("{} bytes", value.size()),
                        fmt::format("at most {}", kMaxField));
        }
        if (is_date_key(key) && !value.empty()) {
            Result<Date> date = parse_date(value);
            if (!date) return fail(key, date.error().what, "写成 YYYY-MM-DD");
        }
        if (key == "title") {
            campaign->title = value;
        } else if (key == "previous_site_rate" && value.empty()) {
            campaign->previous_site_rate.reset();
        } else if (key == "previous_site_rate") {
            const Result<Points> rate = parse_points(value);
            if (!rate || rate->hundredths < 0 || *rate > Points::whole(100)) {
                return fail(key, fmt::format("\"{}\" is no rate", value), "0 到 100，最多两位小数");
            }
            campaign->previous_site_rate = *rate;
        } else if (value.empty()) {
            campaign->fields.erase(key);
        } else {
            campaign->fields[key] = value;
        }
    }
    return store::save<Campaign>(store, {}, {*campaign});
}

Result<bool> close_campaign(store::Store& store, const std::string& id) {
    Result<Campaign> campaign = find_campaign(store, id);
    if (!campaign) return Fail(campaign.error());
    campaign->closed = true;
    return store::save<Campaign>(store, {}, {*campaign});
}

}  // namespace mingcha::app
