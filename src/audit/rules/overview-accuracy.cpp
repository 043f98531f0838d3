// 概况信息: 未开设；更新不及时或不准确 (indicators.md A2). An absence, figures of three years ago
// and two areas that disagree are proposed; whether figures are right only a person can say.
#include <array>
#include <optional>

#include "audit/address.h"
#include "audit/figures.h"
#include "audit/presence.h"
#include "audit/rules/list.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

// Figures of a year come out in the next one; one more year is left for putting them there.
constexpr std::int64_t kYears = 3;
constexpr std::int64_t kTolerancePercent = 1;

constexpr std::array<std::string_view, 17> kNames{
    "概况", "概览", "走进", "印象",     "县情",     "市情",     "区情",     "州情", "省情",
    "简介", "魅力", "认识", "城市名片", "历史沿革", "自然地理", "行政区划", "地情"};
constexpr std::array<std::string_view, 8> kOthers{"机构概况", "机构简介", "领导简介", "领导概况",
                                                  "单位简介", "部门简介", "企业简介", "人物简介"};
constexpr NameWords kOverview{kNames, kOthers};
// Of a part of the place, or of its past: other figures, older ones.
constexpr std::array<std::string_view, 12> kParts{"镇",   "乡",   "街道", "村",   "社区", "开发区",
                                                  "园区", "历史", "沿革", "名人", "景区", "古"};

struct AreaSaid {
    double square_km = 0;
    std::string_view excerpt;
    const PageRecord* page = nullptr;
};

std::optional<Finding> old_figures(const PageRecord& page, std::int32_t oldest_year) {
    const std::optional<YearFigure> newest = newest_year_figure(page.facts.main_text);
    if (!newest || newest->year > oldest_year) return std::nullopt;
    Finding finding =
        make_finding("figures|" + address_key(page.facts.url),
                     "概况信息更新不及时（数据为" + std::to_string(newest->year) + "年）");
    add_place(finding, page.facts.url);
    add_evidence(finding, evidence_of(page, newest->sentence));
    return finding;
}

std::optional<Finding> contradiction(const std::vector<AreaSaid>& areas) {
    for (const AreaSaid& other : areas) {
        const AreaSaid& first = areas.front();
        const double larger = std::max(first.square_km, other.square_km);
        const double apart = larger - std::min(first.square_km, other.square_km);
        if (apart * 100 <= larger * static_cast<double>(kTolerancePercent)) continue;
        Finding finding = make_finding("area", "概况信息不准确（总面积前后不一致）");
        for (const AreaSaid* each : {&first, &other}) {
            add_place(finding, each->page->facts.url);
            add_evidence(finding, evidence_of(*each->page, each->excerpt));
        }
        return finding;
    }
    return std::nullopt;
}

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    const std::optional<Sighting> seen = find_named(site, kOverview);
    if (!seen) {
        const Reason doubt = absence_doubt(site);
        if (doubt.code != ReasonCode::none) return not_measured(doubt);
        Finding finding = absence(site, "未开设概况信息栏目", "概况类栏目");
        finding.amount = "absent";
        return judged({std::move(finding)});
    }
    const auto years = static_cast<std::int32_t>(input.rule.threshold("years", kYears));
    const std::int32_t oldest = civil(site.today()).year - years;
    std::vector<Finding> findings;
    std::vector<AreaSaid> areas;
    Coverage coverage;
    for (const PageRecord* page : pages_of(site, ColumnKind::overview, kOverview)) {
        const PageFacts& facts = page->facts;
        if (facts.main_text.empty() || has_any(facts.title, kParts)) continue;
        ++coverage.checked;
        if (auto finding = old_figures(*page, oldest)) findings.push_back(std::move(*finding));
        if (const auto area = total_area(facts.main_text)) {
            areas.push_back({area->value, area->excerpt, page});
        }
    }
    if (auto finding = contradiction(areas)) findings.push_back(std::move(*finding));
    Verdict verdict = findings.empty() ? left_to_people("概况信息已开设，准确与否需人工核对")
                                       : judged(std::move(findings));
    verdict.coverage = coverage;
    return verdict;
}

}  // namespace

SiteRule overview_accuracy() {
    return {"overview-accuracy", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
