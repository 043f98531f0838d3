// 机构职能: 未开设；信息不准确 (indicators.md A2). Proposed: an absence, and organs that the reform
// of 2018 merged away still named as if they were there.
#include <array>
#include <optional>
#include <set>

#include "audit/address.h"
#include "audit/figures.h"
#include "audit/presence.h"
#include "audit/rules/list.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::array<std::string_view, 11> kNames{"机构",     "职能",     "职责",    "科室",
                                                  "处室",     "组织架构", "三定",    "政府部门",
                                                  "部门设置", "直属单位", "机关简介"};
constexpr std::array<std::string_view, 5> kOthers{"金融机构", "中介机构", "医疗机构", "培训机构",
                                                  "检测机构"};
constexpr NameWords kMandate{kNames, kOthers};

// 深化党和国家机构改革方案 (2018): done in the counties by the end of March 2019.
struct Merged {
    std::string_view name;
    std::string_view now;
};
constexpr std::array<Merged, 7> kMerged{{{"国土资源局", "自然资源部门"},
                                         {"卫生和计划生育委员会", "卫生健康部门"},
                                         {"卫生计生委", "卫生健康部门"},
                                         {"工商行政管理局", "市场监督管理部门"},
                                         {"质量技术监督局", "市场监督管理部门"},
                                         {"环境保护局", "生态环境部门"},
                                         {"安全生产监督管理局", "应急管理部门"}}};
constexpr std::int32_t kMergedYear = 2019;
constexpr std::int32_t kMergedMonth = 4;
// A sentence that tells of the merging.
constexpr std::array<std::string_view, 13> kTelling{"原",   "撤销", "不再保留", "整合", "划入",
                                                    "组建", "并入", "更名",     "合并", "职责",
                                                    "曾",   "历任", "时任"};

void check(const PageRecord& page, std::vector<Finding>& findings) {
    std::set<std::string_view> said;
    for (std::string_view sentence : sentences_of(page.facts.main_text)) {
        if (has_any(sentence, kTelling)) continue;
        for (const Merged& organ : kMerged) {
            if (sentence.find(organ.name) == std::string_view::npos) continue;
            if (!said.insert(organ.name).second) continue;
            Finding finding =
                make_finding(std::string(organ.name) + "|" + address_key(page.facts.url),
                             "机构职能信息不准确（“" + std::string(organ.name) +
                                 "”已在2018年机构改革中并入" + std::string(organ.now) + "）");
            add_place(finding, page.facts.url);
            add_evidence(finding, evidence_of(page, sentence));
            findings.push_back(std::move(finding));
        }
    }
}

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    if (!find_named(site, kMandate)) {
        const Reason doubt = absence_doubt(site);
        if (doubt.code != ReasonCode::none) return not_measured(doubt);
        Finding finding = absence(site, "未开设机构职能栏目", "机构职能类栏目");
        finding.amount = "absent";
        return judged({std::move(finding)});
    }
    std::vector<Finding> findings;
    Coverage coverage;
    const bool merged = site.today() >= *make_date(kMergedYear, kMergedMonth, 1);
    for (const PageRecord* page : pages_of(site, ColumnKind::organization, kMandate)) {
        if (page->facts.main_text.empty()) continue;
        ++coverage.checked;
        if (merged) check(*page, findings);
    }
    Verdict verdict = findings.empty() ? left_to_people("机构职能已开设，准确与否需人工核对")
                                       : judged(std::move(findings));
    verdict.coverage = coverage;
    return verdict;
}

}  // namespace

SiteRule mandate_accuracy() {
    return {"mandate-accuracy", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
