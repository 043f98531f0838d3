#include "app/report_background.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/corrections.h"
#include "app/demands.h"
#include "app/honours.h"
#include "app/life_log.h"
#include "app/site_lists.h"
#include "app/verdicts.h"
#include "base/text.h"
#include "store/rows.h"

namespace mingcha::app {

namespace {

constexpr int kMonthsOfQuarter = 3;

// A rate that the campaign's own fields hold; none where they do not.
Result<std::optional<Points>> typed_rate(const Campaign& campaign, const char* key) {
    const auto field = campaign.fields.find(key);
    if (field == campaign.fields.end()) return std::optional<Points>();
    const Result<Points> rate = parse_points(field->second);
    if (!rate) return Fail(rate.error());
    return std::optional<Points>(*rate);
}

// The first day of the quarter in which the check ends.
Date quarter_of(Date day) {
    const YearMonthDay civil_day = civil(day);
    const int month = (civil_day.month - 1) / kMonthsOfQuarter * kMonthsOfQuarter + 1;
    return *parse_date(fmt::format("{:04}-{:02}-01", civil_day.year, month));
}

class Gathering {
public:
    Gathering(store::Store& store, const std::filesystem::path& data_dir,
              const ScoredCampaign& scored)
        : store_(store), data_dir_(data_dir), scored_(scored),
          campaign_(scored.result.campaign) {}

    Result<ReportBackground> take() {
        auto before = previous_campaign(store_, campaign_);
        if (!before) return Fail(before.error());
        before_ = std::move(*before);
        for (const auto step : {&Gathering::previous, &Gathering::reposts, &Gathering::corrections,
                                &Gathering::demands, &Gathering::honours,
                                &Gathering::given_up_accounts}) {
            if (const Result<bool> done = (this->*step)(); !done) return Fail(done.error());
        }
        return std::move(out_);
    }

private:
    // A person's word on a rate comes before what is reckoned.
    Result<bool> previous() {
        out_.previous_site_rate = campaign_.previous_site_rate;
        auto typed = typed_rate(campaign_, "previous_account_rate");
        if (!typed) return Fail(typed.error());
        out_.background.previous_account_rate = *typed;
        if (!before_) return true;
        const Result<ScoredCampaign> then = score_campaign(store_, data_dir_, before_->id, "");
        if (!then) return Fail(then.error());
        const auto log = life_log(store_, "");
        if (!log) return Fail(log.error());
        out_.background.rectified =
            lifecycle::rectification_of(then->result, scored_.result, *log);
        const Summary& summary = then->result.summary;
        std::optional<Points> sites = summary.site_pass_rate;
        std::optional<Points> accounts = summary.account_pass_rate;
        if (before_->origin == CampaignOrigin::document) {
            // A circular prints what it prints; how many it checked, its annexes do not say.
            const auto site_rate = typed_rate(*before_, "site_pass_rate");
            if (!site_rate) return Fail(site_rate.error());
            const auto account_rate = typed_rate(*before_, "account_pass_rate");
            if (!account_rate) return Fail(account_rate.error());
            sites = *site_rate;
            accounts = *account_rate;
        } else {
            out_.background.previous_portal_average = summary.portal_average;
        }
        if (!out_.previous_site_rate) out_.previous_site_rate = sites;
        auto& known = out_.background.previous_account_rate;
        if (!known) known = accounts;
        return true;
    }

    // Items that were due since the campaign before, on every running site.
    Result<bool> reposts() {
        const auto items = store::load<RepostItem>(store_);
        if (!items) return Fail(items.error());
        if (items->empty()) return true;
        ListRequest request;
        request.data_dir = data_dir_;
        request.campaign = campaign_.id;
        const Result<RepostList> list = list_reposts(store_, request);
        if (!list) return Fail(list.error());
        std::vector<bool> counted;
        report::RepostStanding standing;
        for (const RepostList::ItemRow& row : list->items) {
            const bool since = !before_ || row.due > before_->as_of;
            counted.push_back(row.is_due && since);
            standing.items += counted.back() ? 1 : 0;
        }
        if (standing.items == 0) return true;
        for (const RepostList::SiteRow& site : list->sites) {
            report::RepostStanding::Row& row = standing.sites.emplace_back();
            row.site_code = site.site.site_code;
            for (std::size_t i = 0; i < site.sightings.size(); ++i) {
                if (!counted[i]) continue;
                const audit::RepostState state = site.sightings[i].state;
                row.in_time += state == audit::RepostState::in_time ? 1 : 0;
                row.late += state == audit::RepostState::late ? 1 : 0;
                row.missing += state == audit::RepostState::missing ? 1 : 0;
                row.unknown += state == audit::RepostState::unknown ? 1 : 0;
            }
        }
        out_.background.reposts = std::move(standing);
        return true;
    }

    // Received since the campaign before, else since the quarter began.
    Result<bool> corrections() {
        auto messages = load_corrections(store_, scored_.ruleset.calendar, 0);
        if (!messages) return Fail(messages.error());
        const Date today = date_of(campaign_.as_of);
        const DateRange window{
            before_ ? date_of(before_->as_of) + 1 : quarter_of(campaign_.window.to), today};
        if (window.from > window.to) return true;
        std::erase_if(*messages, [&](const annual::Correction& each) {
            const Date day = date_of(each.received);
            return day < window.from || day > window.to;
        });
        if (messages->empty()) return true;
        out_.background.corrections = report::CorrectionStanding{
            window, annual::count_all(*messages, campaign_.as_of)};
        return true;
    }

    Result<bool> demands() {
        if (!before_) return true;
        auto standing = demands_of(store_, before_->id, date_of(campaign_.as_of));
        if (!standing) return Fail(standing.error());
        for (DemandList::Row& row : standing->rows) {
            out_.background.demands.push_back({std::move(row.demand), std::move(row.tasks)});
        }
        return true;
    }

    // Of the period; the circular that closes the year tells the whole year.
    Result<bool> honours() {
        auto all = load_honours(store_);
        if (!all) return Fail(all.error());
        const YearMonthDay end = civil(campaign_.window.to);
        Date from = before_ ? date_of(before_->as_of) + 1 : quarter_of(campaign_.window.to);
        if (end.month > 12 - kMonthsOfQuarter) {
            from = *parse_date(fmt::format("{:04}-01-01", end.year));
        }
        std::erase_if(*all, [&](const Honour& each) {
            return each.on > campaign_.as_of || date_of(each.on) < from;
        });
        derive_from_honours(*all);
        out_.background.honours = std::move(*all);
        return true;
    }

    // 全国名次 and 百强 of the year-end paragraph, where the office has not typed them in. What
    // stands there is not told a second time.
    void derive_from_honours(std::vector<Honour>& all) {
        const auto typed = [&](const char* key) { return campaign_.fields.contains(key); };
        const auto text = scored_.ruleset.wording.find("circular-achievements");
        const bool told = text != scored_.ruleset.wording.end() &&
                          civil(campaign_.window.to).month > 12 - kMonthsOfQuarter;
        if (!told) return;
        const auto city = campaign_.fields.find("city");
        const auto rank = std::find_if(all.begin(), all.end(), [&](const Honour& each) {
            return each.kind == HonourKind::rank && city != campaign_.fields.end() &&
                   each.unit.starts_with(city->second);
        });
        if (rank != all.end() && !typed("national_rank")) {
            derive("national_rank", rank->place, "表扬台账 " + rank->id + "（" + rank->source + "）");
            all.erase(rank);
        }
        if (typed("top_100")) return;
        std::vector<std::string> listed, ids;
        for (const Honour& each : all) {
            if (each.kind != HonourKind::top_list ||
                each.title.find("百强") == std::string::npos) {
                continue;
            }
            listed.push_back(each.unit);
            ids.push_back(each.id);
        }
        if (listed.empty()) return;
        derive("top_100", join(listed, "、"), "表扬台账 " + join(ids, "、"));
        std::erase_if(all, [&](const Honour& each) {
            return std::find(ids.begin(), ids.end(), each.id) != ids.end();
        });
    }

    // 全年累计关停注销账号数, as the registry's log counts them up to the campaign's moment.
    Result<bool> given_up_accounts() {
        if (campaign_.fields.contains("cancelled_accounts")) return true;
        auto log = life_log(store_, "");
        if (!log) return Fail(log.error());
        std::erase_if(*log, [&](const LifeEvent& step) {
            return step.on > date_of(campaign_.as_of);
        });
        const std::int32_t year = civil(campaign_.window.to).year;
        for (const lifecycle::YearCounts& counts : lifecycle::counts_by_year(*log)) {
            if (counts.year != year || counts.accounts_cancelled == 0) continue;
            derive("cancelled_accounts", std::to_string(counts.accounts_cancelled),
                   fmt::format("名录变动记录（registry counts --year {}）", year));
        }
        return true;
    }

    void derive(const std::string& key, const std::string& value, const std::string& source) {
        out_.background.derived[key] = value;
        out_.background.derived_from[key] = source;
    }

    store::Store& store_;
    const std::filesystem::path& data_dir_;
    const ScoredCampaign& scored_;
    const Campaign& campaign_;
    std::optional<Campaign> before_;
    ReportBackground out_;
};

}  // namespace

Result<ReportBackground> report_background(store::Store& store,
                                           const std::filesystem::path& data_dir,
                                           const ScoredCampaign& scored) {
    return Gathering(store, data_dir, scored).take();
}

}  // namespace mingcha::app
