#include "app/exemption_filings.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "app/campaigns.h"
#include "app/due_list.h"
#include "base/text.h"
#include "store/filing_rows.h"

namespace mingcha::app {

using workflow::Filing;
using workflow::FilingState;

namespace {

Result<bool> check_new(store::Store& store, const std::vector<Filing>& known,
                       const Filing& filing) {
    const auto sites = store::load<Site>(store);
    if (!sites) return Fail(sites.error());
    if (std::none_of(sites->begin(), sites->end(),
                     [&](const Site& each) { return each.site_code == filing.site_code; })) {
        return fail("site", "名录里没有网站 " + shorten(filing.site_code, 40), "从网站列表中选择");
    }
    for (const Filing& each : known) {
        if (each.state == FilingState::filed && each.kind == filing.kind &&
            each.site_code == filing.site_code &&
            name_key(each.column) == name_key(filing.column)) {
            return fail("site", "同样的申请 " + each.id + " 还没有决定", "等上级单位决定后再申请");
        }
    }
    return true;
}

}  // namespace

Result<std::vector<FilingRow>> exemption_filings(store::Store& store) {
    auto filings = store::load<Filing>(store);
    if (!filings) return Fail(filings.error());
    const auto sites = store::load<Site>(store);
    if (!sites) return Fail(sites.error());
    std::map<std::string_view, const Site*> by_code;
    for (const Site& each : *sites) by_code.emplace(each.site_code, &each);
    std::stable_sort(filings->begin(), filings->end(), [](const Filing& a, const Filing& b) {
        const bool waits = a.state == FilingState::filed;
        if (waits != (b.state == FilingState::filed)) return waits;
        return waits ? a.from < b.from : b.decided_at < a.decided_at;
    });
    std::vector<FilingRow> rows;
    for (Filing& each : *filings) {
        FilingRow row;
        row.site.site_code = each.site_code;
        if (const auto site = by_code.find(each.site_code); site != by_code.end()) {
            row.site = *site->second;
        }
        row.filing = std::move(each);
        rows.push_back(std::move(row));
    }
    return rows;
}

Result<Filing> file_exemption(store::Store& store, Filing wanted, Instant now) {
    auto filing = workflow::filed(std::move(wanted), now);
    if (!filing) return filing;
    store::Transaction change(store);
    if (const auto begun = change.begin(); !begun) return Fail(begun.error());
    const auto known = store::load<Filing>(store);
    if (!known) return Fail(known.error());
    if (const auto fits = check_new(store, *known, *filing); !fits) return Fail(fits.error());
    filing->id = fmt::format("豁-{:04}", known->size() + 1);
    if (const auto put = store::save<Filing>(store, {}, {*filing}); !put) return Fail(put.error());
    if (const auto done = change.done(); !done) return Fail(done.error());
    return filing;
}

Result<Filing> decide_exemption(store::Store& store, std::string_view id, bool grant,
                                const std::string& by, const std::string& why, Instant now) {
    store::Transaction change(store);
    if (const auto begun = change.begin(); !begun) return Fail(begun.error());
    const auto known = store::load<Filing>(store);
    if (!known) return Fail(known.error());
    const auto found = std::find_if(known->begin(), known->end(),
                                    [id](const Filing& each) { return each.id == id; });
    if (found == known->end()) {
        return fail(std::string(id), "没有这个豁免申请", "exempt list 列出全部");
    }
    auto filing = workflow::decided(*found, grant, by, why, now);
    if (!filing) return filing;
    if (const auto put = store::save<Filing>(store, {}, {*filing}); !put) return Fail(put.error());
    if (grant) {
        const auto told = store::save<Exemption>(store, {}, workflow::exemptions_of(*filing));
        if (!told) return Fail(told.error());
    }
    if (const auto done = change.done(); !done) return Fail(done.error());
    return filing;
}

const audit::Deadline* over_already(const Filing& filing,
                                    const std::vector<audit::Deadline>& deadlines, Date today) {
    if (filing.kind != workflow::FilingKind::no_news) return nullptr;
    const auto found =
        std::find_if(deadlines.begin(), deadlines.end(), [&](const audit::Deadline& each) {
            if (each.target != filing.site_code || each.last_day >= today) return false;
            return filing.column.empty() ? each.kind == audit::DueKind::home_page
                                         : each.kind == audit::DueKind::column &&
                                               name_key(each.what) == name_key(filing.column);
        });
    return found == deadlines.end() ? nullptr : &*found;
}

Error over_error(const Filing& filing, const audit::Deadline& over) {
    return {filing.id,
            fmt::format("{}在 {} 已超过期限，豁免不能抵销已有的问题",
                        filing.column.empty() ? "首页" : "“" + filing.column + "”",
                        format_date(over.last_day)),
            "更新后重新检查该网站，再批准；或不批准"};
}

Result<bool> check_not_over(store::Store& store, const std::filesystem::path& data_dir,
                            std::string_view id, Instant now) {
    const auto known = store::load<Filing>(store);
    if (!known) return Fail(known.error());
    const auto found = std::find_if(known->begin(), known->end(),
                                    [id](const Filing& each) { return each.id == id; });
    const auto campaigns = all_campaigns(store);
    if (!campaigns) return Fail(campaigns.error());
    if (found == known->end()) return true;
    for (const Campaign& campaign : *campaigns) {
        if (!counts_later(campaign, now)) continue;
        DueRequest request;
        request.data_dir = data_dir;
        request.campaign = campaign.id;
        request.now = now;
        request.within = 0;
        request.overdue = true;
        const auto list = due_list(store, request);
        if (!list) return Fail(list.error());
        std::vector<audit::Deadline> deadlines;
        for (const DueEntry& each : list->entries) deadlines.push_back(each.deadline);
        const audit::Deadline* over = over_already(*found, deadlines, date_of(now));
        if (over != nullptr) return Fail(over_error(*found, *over));
    }
    return true;
}

}  // namespace mingcha::app
