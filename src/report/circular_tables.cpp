#include "report/circular_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "model/unit_index.h"

namespace mingcha::report {

namespace {

constexpr const char* kSum = "合计";
constexpr const char* kNone = "—";

std::string number(std::int64_t value) {
    return std::to_string(value);
}

Tally tally_of(const AccountResult& each) {
    Tally tally;
    tally.total = each.account.state == AccountState::running ? 1 : 0;
    if (!each.checked) return tally;
    tally.checked = 1;
    tally.failed = each.passed == false ? 1 : 0;
    tally.waiting = each.passed ? 0 : 1;
    return tally;
}

Tally tally_of(const SiteResult& each) {
    Tally tally;
    tally.total = is_in_service(each.site.state) ? 1 : 0;
    if (!each.checked) return tally;
    tally.checked = 1;
    tally.failed = each.passed == false ? 1 : 0;
    tally.waiting = each.passed ? 0 : 1;
    return tally;
}

// Of those checked; nothing was checked: no rate, not 0%.
std::string rate_cell(const Tally& tally, int decimals) {
    if (tally.checked == 0) return kNone;
    return rate_text(percent(tally.checked - tally.failed, tally.checked), decimals);
}

void add_numbers(std::vector<std::string>& row, const Tally& tally, int decimals) {
    row.insert(row.end(), {number(tally.total), number(tally.checked), number(tally.failed),
                           rate_cell(tally, decimals)});
}

std::string waiting_note(std::int64_t waiting) {
    if (waiting == 0) return {};
    return fmt::format("检查数中有{}个待复核，暂不列为不合格。", waiting);
}

struct DivisionTally {
    std::string code;
    std::string name;
    Tally sites, accounts;
};

// The registry's divisions in their order, then those it does not know, none last.
std::vector<DivisionTally> count_divisions(const CircularInput& input) {
    std::vector<const Division*> known;
    for (const Division& each : input.registry.divisions) known.push_back(&each);
    std::stable_sort(known.begin(), known.end(), [](const Division* a, const Division* b) {
        const auto rank = [](const Division* each) {
            return each->order == 0 ? INT32_MAX : each->order;
        };
        return rank(a) < rank(b);
    });
    std::vector<DivisionTally> rows;
    for (const Division* each : known) rows.push_back({each->code, each->name, {}, {}});
    const auto row_of = [&](const std::string& code) -> DivisionTally& {
        auto row = std::find_if(rows.begin(), rows.end(),
                                [&](const DivisionTally& each) { return each.code == code; });
        if (row == rows.end()) {
            const std::string name = code.empty() ? input.ruleset.circular.level_none : code;
            row = rows.insert(rows.end(), {code, name, {}, {}});
        }
        return *row;
    };
    for (const SiteResult& each : input.result.sites) {
        row_of(each.site.division).sites += tally_of(each);
    }
    for (const AccountResult& each : input.result.accounts) {
        row_of(each.account.division).accounts += tally_of(each);
    }
    std::erase_if(rows, [](const DivisionTally& row) {
        return row.sites.total + row.sites.checked + row.accounts.total + row.accounts.checked == 0;
    });
    return rows;
}

std::string full_unit(const UnitIndex& units, const std::string& written) {
    const Unit* unit = units.find(written);
    return unit == nullptr ? written : unit->name;
}

}  // namespace

Tally& Tally::operator+=(const Tally& other) {
    total += other.total;
    checked += other.checked;
    failed += other.failed;
    waiting += other.waiting;
    return *this;
}

std::string level_of(const std::string& division, const CircularStyle& style) {
    constexpr std::size_t kCode = 6;
    if (division.size() < kCode) return style.level_none;
    if (division.compare(2, 4, "0000") == 0) return style.level_province;
    return division.compare(4, 2, "00") == 0 ? style.level_city : style.level_county;
}

std::vector<PlatformRow> count_platforms(const CircularInput& input) {
    const CircularStyle& style = input.ruleset.circular;
    std::vector<std::string> platforms;
    std::vector<PlatformRow> rows;
    for (const AccountResult& each : input.result.accounts) {
        const Tally tally = tally_of(each);
        if (tally.total + tally.checked == 0) continue;
        const std::string& platform = each.account.type;
        if (std::find(platforms.begin(), platforms.end(), platform) == platforms.end()) {
            platforms.push_back(platform);
        }
        const std::string level = level_of(each.account.division, style);
        auto row = std::find_if(rows.begin(), rows.end(), [&](const PlatformRow& known) {
            return known.platform == platform && known.level == level;
        });
        if (row == rows.end()) row = rows.insert(rows.end(), {platform, level, {}});
        row->tally += tally;
    }
    const std::array<std::string, 4> levels{style.level_province, style.level_city,
                                            style.level_county, style.level_none};
    const auto place = [&](const PlatformRow& row) {
        return std::pair(std::find(platforms.begin(), platforms.end(), row.platform),
                         std::find(levels.begin(), levels.end(), row.level));
    };
    std::stable_sort(rows.begin(), rows.end(), [&](const PlatformRow& a, const PlatformRow& b) {
        return place(a) < place(b);
    });
    return rows;
}

Annex platforms_annex(const CircularInput& input, const CircularScope& scope) {
    Annex annex{scope.period + scope.whole + "政务新媒体分平台、分级别检查情况统计表",
                {{"平台", "级别", "总数", "检查数", "不合格数", "合格率"}, {10, 8, 7, 7, 7, 8}, {}, true},
                ""};
    const int decimals = input.ruleset.numbers.account_rate_decimals;
    const std::vector<PlatformRow> rows = count_platforms(input);
    Tally all;
    for (std::size_t i = 0; i < rows.size();) {
        Tally platform;
        std::size_t levels = 0;
        const std::string& name = rows[i].platform;
        for (; i < rows.size() && rows[i].platform == name; ++i, ++levels) {
            std::vector<std::string>& row =
                annex.table.rows.emplace_back(std::vector<std::string>{name, rows[i].level});
            add_numbers(row, rows[i].tally, decimals);
            platform += rows[i].tally;
        }
        if (levels > 1) {
            std::vector<std::string>& row =
                annex.table.rows.emplace_back(std::vector<std::string>{name, "小计"});
            add_numbers(row, platform, decimals);
        }
        all += platform;
    }
    if (annex.table.rows.empty()) return annex;
    std::vector<std::string>& row =
        annex.table.rows.emplace_back(std::vector<std::string>{kSum, ""});
    add_numbers(row, all, decimals);
    annex.note = "合格率为检查数中的占比。" + waiting_note(all.waiting);
    return annex;
}

Annex divisions_annex(const CircularInput& input, const CircularScope& scope) {
    Annex annex{scope.period + scope.whole + scope.subject + "分地区检查情况表", {}, ""};
    const bool sites = input.result.summary.sites_total > 0;
    const bool accounts = input.result.summary.accounts_total > 0;
    annex.table.head = {"地区"};
    annex.table.widths = {10};
    const auto add_heads = [&](const std::string& of) {
        for (const char* what : {"总数", "检查数", "不合格数", "合格率"}) {
            annex.table.head.push_back(of + what);
            annex.table.widths.push_back(7);
        }
    };
    if (sites) add_heads("网站");
    if (accounts) add_heads("新媒体");
    const NumberStyle& numbers = input.ruleset.numbers;
    Tally all_sites, all_accounts;
    const auto add_row = [&](const std::string& name, const Tally& of_sites,
                             const Tally& of_accounts) {
        std::vector<std::string>& row =
            annex.table.rows.emplace_back(std::vector<std::string>{name});
        if (sites) add_numbers(row, of_sites, numbers.site_rate_decimals);
        if (accounts) add_numbers(row, of_accounts, numbers.account_rate_decimals);
    };
    for (const DivisionTally& each : count_divisions(input)) {
        add_row(each.name, each.sites, each.accounts);
        all_sites += each.sites;
        all_accounts += each.accounts;
    }
    if (annex.table.rows.empty()) return annex;
    add_row(kSum, all_sites, all_accounts);
    annex.note = "合格率为检查数中的占比。" + waiting_note(all_sites.waiting + all_accounts.waiting);
    return annex;
}

Annex reposts_annex(const CircularInput& input, const CircularNames& names,
                    const CircularScope& scope) {
    Annex annex{scope.period + "重要信息转载情况表",
                {{"序号", "网站名称", "应转载", "按时转载", "超时转载", "未转载", "未测", "按时转载率"},
                 {4, 12, 6, 7, 7, 6, 5, 8},
                 {}},
                ""};
    if (!input.background.reposts) return annex;
    for (const SiteResult* site : names.sites()) {
        const auto& rows = input.background.reposts->sites;
        const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& each) {
            return each.site_code == site->site.site_code;
        });
        if (row == rows.end()) continue;
        const std::int64_t known = row->in_time + row->late + row->missing;
        annex.table.rows.push_back(
            {number(static_cast<std::int64_t>(annex.table.rows.size()) + 1),
             names.name(site->site, NameLength::brief), number(known + row->unknown),
             number(row->in_time), number(row->late), number(row->missing), number(row->unknown),
             known == 0 ? kNone
                        : rate_text(percent(row->in_time, known),
                                    input.ruleset.numbers.share_decimals)});
    }
    annex.note = "按时转载率为取得结果的条数中的占比，未测的不计入。";
    return annex;
}

Annex rectified_annex(const CircularInput& input, const CircularScope& scope) {
    Annex annex{scope.period + "对" + scope.previous + "通报不合格网站和账号的复查情况表",
                {{"序号", "类别", "单位", "名称", "整改情况", "说明"}, {4, 8, 12, 12, 9, 12}, {}},
                ""};
    if (!input.background.rectified) return annex;
    const UnitIndex units(input.registry.units);
    for (const lifecycle::RectifiedTarget& each : input.background.rectified->targets) {
        std::string said = each.on ? format_date_cn(*each.on) : std::string();
        if (!each.into.empty()) said += (said.empty() ? "整合到" : "整合到") + each.into;
        annex.table.rows.push_back(
            {number(static_cast<std::int64_t>(annex.table.rows.size()) + 1),
             each.account ? each.type : "政府网站",
             each.unit.empty() ? kNone : full_unit(units, each.unit), each.name,
             std::string(to_chinese(each.standing, each.account)), said.empty() ? kNone : said});
    }
    annex.note = "截至" + format_date_cn(date_of(input.result.campaign.as_of)) + "。";
    return annex;
}

Annex demands_annex(const CircularInput& input, const CircularScope& scope) {
    Annex annex{scope.period + "对" + scope.previous + "工作要求落实情况表",
                {{"序号", "工作要求", "单位", "期限", "落实情况", "完成日期", "说明"},
                 {4, 10, 12, 9, 7, 9, 10},
                 {}},
                ""};
    for (const DemandStanding& each : input.background.demands) {
        for (const ledger::DemandTask& task : each.tasks) {
            annex.table.rows.push_back(
                {number(static_cast<std::int64_t>(annex.table.rows.size()) + 1),
                 each.demand.title, task.unit, format_date(each.demand.due),
                 std::string(to_chinese(task.state)),
                 task.on ? format_date(*task.on) : std::string(kNone),
                 task.note.empty() ? kNone : task.note});
        }
    }
    if (!annex.table.rows.empty()) {
        annex.note = "截至" + format_date_cn(date_of(input.result.campaign.as_of)) + "。";
    }
    return annex;
}

}  // namespace mingcha::report
