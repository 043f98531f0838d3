#include "report/score_table.h"

#include <fmt/format.h>

#include "base/text.h"

namespace mingcha::report {

namespace {

constexpr std::size_t kMaxProblemChars = 60;

// Columns a text takes on a console: ideographs and full-width signs take two.
std::size_t columns(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if ((byte & 0xC0U) == 0x80U) continue;
        width += byte >= 0xE3U ? 2 : 1;  // U+3000 and above
    }
    return width;
}

std::string padded(std::string text, std::size_t width) {
    const std::size_t have = columns(text);
    if (have < width) text.append(width - have, ' ');
    return text;
}

std::string points_text(const std::optional<Points>& points) {
    return points ? format_points(*points, 2, true) : "-";
}

std::string percent_text(const std::optional<Points>& rate) {
    return rate ? fixed2(*rate) + "%" : "-";
}

std::string verdict_text(bool checked, const std::optional<bool>& passed) {
    if (!checked) return "未检查";
    if (!passed) return "待复核";
    return *passed ? "合格" : "不合格";
}

std::string problems_of(const SiteResult& site) {
    std::vector<std::string> problems;
    for (const ScoredFinding& each : site.findings) {
        if (each.counts && each.finding.outcome != Outcome::pass) {
            problems.push_back(each.finding.problem);
        }
    }
    return join(problems, "；");
}

std::string result_text(const SiteResult& site) {
    if (site.score) return points_text(site.score);
    return site.grade.empty() ? "-" : site.grade;
}

std::string summary_text(const CampaignResult& result) {
    const Summary& summary = result.summary;
    std::string out = fmt::format("{}  规则集 {}  监测时间点 {}\n", result.campaign.id,
                                  result.ruleset, format_instant(result.campaign.as_of));
    out += fmt::format("网站 {} 个，检查 {} 个，不合格 {} 个，合格率 {}\n", summary.sites_total,
                       summary.sites_checked, summary.sites_failed,
                       percent_text(summary.site_pass_rate));
    out += fmt::format("账号 {} 个，检查 {} 个，不合格 {} 个，合格率 {}\n", summary.accounts_total,
                       summary.accounts_checked, summary.accounts_failed,
                       percent_text(summary.account_pass_rate));
    out += fmt::format("门户平均 {} 分，进入加分 {} 个，100分以上 {} 个\n",
                       summary.portal_average ? fixed2(*summary.portal_average) : "-",
                       summary.bonus_entered, summary.at_least_100.size());
    for (const GradeRow& row : summary.grades) {
        out += fmt::format("  {} {} {} 个 {}\n", row.kind_group == "portal" ? "门户" : "其他",
                           padded(row.grade, 6), row.count, percent_text(row.share));
    }
    const InteractionBands& bands = summary.interaction;
    out += fmt::format(
        "实时互动：当天 {}，1个工作日内 {}，5个工作日内 {}，超过5个工作日 {}，未测 {}\n",
        bands.same_day.size(), bands.within_1.size(), bands.within_5.size(), bands.over_5.size(),
        bands.not_measured.size());
    return out;
}

std::string site_lines(const CampaignResult& result) {
    std::string out;
    for (const SiteResult& site : result.sites) {
        const std::string& name = site.site.unit.empty() ? site.site.name : site.site.unit;
        out += fmt::format(
            "{} {} {} {} {}", padded(site.site.site_code, 11), padded(shorten(name, 20), 40),
            padded(verdict_text(site.checked, site.passed), 7), padded(result_text(site), 7),
            shorten(problems_of(site), kMaxProblemChars));
        if (!site.needs_review.empty())
            out += fmt::format(" 〔待复核 {}〕", site.needs_review.size());
        if (!site.not_measured.empty())
            out += fmt::format(" 〔未测 {}〕", site.not_measured.size());
        while (out.ends_with(' ')) out.pop_back();
        out += '\n';
    }
    return out;
}

std::string account_lines(const CampaignResult& result) {
    std::string out;
    for (const AccountResult& account : result.accounts) {
        const bool fine = account.passed && *account.passed;
        if (!account.checked || (fine && account.needs_review.empty())) continue;
        const Account& row = account.account;
        out += fmt::format(
            "{} {} {} {} {}\n", padded(row.account_code.empty() ? "无" : row.account_code, 17),
            padded(shorten(row.operator_name, 20), 40), padded(row.type, 11),
            padded(verdict_text(account.checked, account.passed), 7),
            shorten(row.name + "：" + join(account.problems, "；"), kMaxProblemChars));
    }
    return out;
}

// RFC 4180; a sign that starts a formula gets an apostrophe before it (design §7).
std::string cell(std::string text) {
    static constexpr std::string_view kFormula = "=+-@\t\r";
    if (!text.empty() && kFormula.find(text.front()) != std::string_view::npos) {
        text.insert(0, "'");
    }
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    return "\"" + replace_all(std::move(text), "\"", "\"\"") + "\"";
}

std::string csv_row(const std::vector<std::string>& cells) {
    std::vector<std::string> safe;
    for (const std::string& each : cells) safe.push_back(cell(each));
    return join(safe, ",") + "\r\n";
}

std::string csv_number(const std::optional<Points>& points) {
    return points ? fixed2(*points) : "";
}

std::string csv_truth(const std::optional<bool>& value) {
    if (!value) return "";
    return *value ? "true" : "false";
}

std::string csv_rules(const std::vector<NotMeasured>& rows) {
    std::vector<std::string> rules;
    for (const NotMeasured& row : rows) rules.push_back(row.rule);
    return join(rules, "|");
}

}  // namespace

std::string score_table(const CampaignResult& result) {
    std::string out = summary_text(result);
    if (!result.sites.empty()) out += "\n" + site_lines(result);
    const std::string accounts = account_lines(result);
    if (!accounts.empty()) out += "\n" + accounts;
    if (!result.grade_note.empty()) out += "\n说明：" + result.grade_note + "\n";
    return out;
}

std::string score_csv(const CampaignResult& result) {
    std::string out = csv_row({"target", "code", "name", "unit", "kind", "passed", "score", "grade",
                               "deduction", "bonus", "vetoes", "problems", "not_measured"});
    for (const SiteResult& site : result.sites) {
        out += csv_row({"site", site.site.site_code, site.site.name, site.site.unit,
                        std::string(to_string(site.site.kind)), csv_truth(site.passed),
                        csv_number(site.score), site.grade, csv_number(site.deduction),
                        csv_number(site.bonus), join(site.vetoes, "|"), problems_of(site),
                        csv_rules(site.not_measured)});
    }
    for (const AccountResult& account : result.accounts) {
        const Account& row = account.account;
        out += csv_row({"account", row.account_code.empty() ? "无" : row.account_code, row.name,
                        row.operator_name, row.type, csv_truth(account.passed), "", "", "", "",
                        join(account.vetoes, "|"), join(account.problems, "；"),
                        csv_rules(account.not_measured)});
    }
    return out;
}

}  // namespace mingcha::report
