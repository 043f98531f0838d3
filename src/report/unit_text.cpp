#include "report/unit_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "report/unit_documents.h"

namespace mingcha::report {

namespace {

constexpr std::string_view kToFill = "〔待填〕";
constexpr std::size_t kFileChars = 40;

}  // namespace

std::string points_text(Points points) {
    return format_points(points, 2, true) + "分";
}

std::string evidence_text(const Finding& finding) {
    std::string out;
    if (!finding.evidence.empty()) out = finding.evidence.front().url;
    if (out.empty() && !finding.places.empty()) out = finding.places.front();
    if (out.empty()) return "人工检查记录";
    const std::size_t places = std::max(finding.places.size(), finding.evidence.size());
    return places > 1 ? fmt::format("{}（共{}处）", out, places) : out;
}

std::string period_text(const Campaign& campaign) {
    if (!campaign.title.empty()) return campaign.title;
    constexpr std::string_view kQuarters[] = {"一", "二", "三", "四"};
    const YearMonthDay day = civil(campaign.window.to);
    return fmt::format("{}年第{}季度", day.year, kQuarters[(day.month - 1) / 3]);
}

std::string TypedFields::text(const std::string& key) {
    const auto found = campaign_.fields.find(key);
    if (found != campaign_.fields.end() && !found->second.empty()) return found->second;
    if (missing_.insert(key).second) {
        warnings_.push_back(fmt::format("{} 未填，文中印作〔待填〕（campaign set {} {}=…）", key,
                                        campaign_.id, key));
    }
    return std::string(kToFill);
}

std::string TypedFields::date(const std::string& key) {
    const std::string typed = text(key);
    const Result<Date> day = parse_date(typed);
    return day ? format_date_cn(*day) : typed;
}

std::vector<std::string> date_problems(const Campaign& campaign) {
    std::vector<std::string> problems;
    const auto day = [&](const char* key) -> std::optional<Date> {
        const auto found = campaign.fields.find(key);
        if (found == campaign.fields.end()) return std::nullopt;
        const Result<Date> date = parse_date(found->second);
        return date ? std::optional<Date>(*date) : std::nullopt;
    };
    const auto due = day("rectify_by"), issued = day("issue_date");
    if (due && issued && *due < *issued) {
        problems.push_back(fmt::format("整改期限 {} 早于印发日期 {}", format_date(*due),
                                       format_date(*issued)));
    }
    if (due && *due < campaign.window.to) {
        problems.push_back(fmt::format("整改期限 {} 早于检查结束之日 {}", format_date(*due),
                                       format_date(campaign.window.to)));
    }
    return problems;
}

std::string finding_points(const ScoredFinding& each, const Rule* rule, bool scored) {
    if (rule != nullptr && rule->is_veto()) return "单项否决";
    if (!scored || !each.points) return "—";
    // Several findings of one rule share its cap: the later ones take nothing more.
    if (each.counts && *each.points == Points{} && rule != nullptr && rule->cap) {
        return "0分（已达上限）";
    }
    return points_text(*each.points);
}

std::string told_problem(const Finding& finding, const Rule* rule) {
    const bool complete = rule == nullptr || rule->subject.empty() ||
                          finding.problem.find(rule->subject) != std::string::npos;
    return complete ? finding.problem : rule->subject + finding.problem;
}

void add_text(office::Section& section, office::Style style, std::string words,
              std::string lead) {
    section.blocks.emplace_back(office::Paragraph{style, std::move(words), std::move(lead)});
}

std::string account_text(const Account& account) {
    return fmt::format("{}“{}”（标识码：{}）", account.type, account.name,
                       account.account_code.empty() ? "无" : account.account_code);
}

std::string site_text(const Site& site) {
    return fmt::format("{}（标识码：{}）", site.name.empty() ? site.unit : site.name,
                       site.site_code);
}

std::string file_name(std::size_t number, const UnitGroup& group) {
    return fmt::format("{:03}-{}", number, safe_file_name(group.short_name));
}

std::string safe_file_name(std::string_view name) {
    std::string out;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        const bool bad = byte < 0x20 || byte == 0x7f ||
                         std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos;
        if (bad || (out.empty() && c == '.')) {
            out += '_';
        } else {
            out += c;
        }
    }
    if (char_count(out) > kFileChars) out = shorten(out, kFileChars);
    while (!out.empty() && (out.back() == ' ' || out.back() == '.')) out.pop_back();
    return out.empty() ? "_" : out;
}

}  // namespace mingcha::report
