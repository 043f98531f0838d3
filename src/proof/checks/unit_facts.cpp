// unit-facts: what one place says of a unit against what another says of it.
#include <fmt/format.h>

#include "proof/bands.h"
#include "proof/check.h"
#include "proof/names.h"
#include "proof/patterns.h"

namespace mingcha::proof {

namespace {

// "未在5个工作日内答复" in a list of problems: 5.
std::optional<int> late_by(std::string_view problems) {
    const std::size_t at = problems.find("未在");
    if (at == std::string_view::npos) return std::nullopt;
    const std::string_view rest = problems.substr(at + std::string_view("未在").size());
    const std::size_t unit = rest.find("个工作日");
    if (unit == std::string_view::npos || unit == 0 || unit > 2) return std::nullopt;
    int days = 0;
    for (char c : rest.substr(0, unit)) {
        if (c < '0' || c > '9') return std::nullopt;
        days = days * 10 + (c - '0');
    }
    return contains(rest, "答复") ? std::optional<int>(days) : std::nullopt;
}

void check_replies(const Circular& circular, const Annex& sites, Report& report) {
    std::vector<std::string> units;
    for (const SiteRow& row : sites.sites) units.push_back(row.unit);
    for (const Band& band : interaction_bands(circular)) {
        for (const std::string& name : band.bucket->names) {
            const std::size_t at = find_unit(units, name);
            if (at == std::string::npos) continue;
            const std::optional<int> late = late_by(sites.sites[at].problems);
            if (!late) continue;
            report.expect(band.days > *late,
                          {"unit-facts",
                           fmt::format("附件{}：{}：{}；附件{}：{}", band.annex, band.bucket->label,
                                       name, sites.number, sites.sites[at].problems),
                           band.bucket->label, fmt::format("未在{}个工作日内答复", *late),
                           fmt::format("{}在附件{}列为“{}”，在附件{}却写未在{}个工作日内答复。",
                                       name, band.annex, band.bucket->label, sites.number, *late)});
        }
    }
}

void check_grades(const Circular& circular, const Annex& sites, Report& report) {
    std::vector<std::string> units;
    for (const SiteRow& row : sites.sites) units.push_back(row.unit);
    for (const Annex& annex : circular.annexes) {
        for (const Bucket& bucket : annex.buckets) {
            for (const std::string& name : bucket.names) {
                const std::size_t at = find_unit(units, name);
                if (at == std::string::npos) continue;
                const SiteRow& row = sites.sites[at];
                // Only where both speak in the same words: 优, 良, 合格, 不合格.
                const bool same_words = bucket.label == "优" || bucket.label == "良" ||
                                        bucket.label == "合格" || bucket.label == "不合格" ||
                                        bucket.label == "基本合格" || bucket.label == "优秀" ||
                                        bucket.label == "良好";
                if (!same_words || row.grade.empty()) continue;
                report.expect(
                    row.grade == bucket.label,
                    {"unit-facts", fmt::format("附件{}：{}：{}", annex.number, bucket.label, name),
                     bucket.label, row.grade,
                     fmt::format("{}在附件{}为“{}”，在附件{}为“{}”。", name, annex.number,
                                 bucket.label, sites.number, row.grade)});
            }
        }
    }
}

// An account without a code is not registered; a base of registered accounts cannot contain it.
void check_codes(const Circular& circular, const Annex& accounts, Report& report) {
    bool registered_base = false;
    for (const Paragraph& paragraph : circular.paragraphs) {
        if (paragraph.part != "正文") continue;
        for (std::string_view sentence : sentences(paragraph.text)) {
            registered_base = registered_base || (contains(sentence, "备案") &&
                                                  contains_any(sentence, {"新媒体", "账号"}));
        }
    }
    if (!registered_base) return;
    for (const AccountRow& row : accounts.accounts) {
        report.expect(
            row.code != "无" && row.code != "/" && row.code != "—",
            {"unit-facts",
             fmt::format("附件{}：{} {}", accounts.number, row.operator_name, row.name), row.code,
             "备案账号的标识码",
             fmt::format("账号“{}”没有标识码，不在以备案账号为总体的样本内。", row.name)});
    }
}

void check_scores(const Annex& sites, Report& report) {
    for (const SiteRow& row : sites.sites) {
        if (!row.score || !contains_any(row.result, {"合格"})) continue;
        const bool below = row.score->hundredths < 6000;
        report.expect(below == row.failed || row.failed,
                      {"unit-facts", fmt::format("附件{}：{}", sites.number, row.unit), row.result,
                       "不合格", fmt::format("{}得分低于60分，写作“{}”。", row.unit, row.result)});
    }
}

}  // namespace

void check_unit_facts(const Circular& circular, Report& report) {
    if (const Annex* sites = circular.annex_with_sites()) {
        check_replies(circular, *sites, report);
        check_grades(circular, *sites, report);
        check_scores(*sites, report);
    }
    if (const Annex* accounts = circular.annex_with_accounts()) {
        check_codes(circular, *accounts, report);
    }
}

}  // namespace mingcha::proof
