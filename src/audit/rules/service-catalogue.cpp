// 事项公开: 未对办事服务事项集中分类展示；事项分类不准确 (indicators.md A2). Proposed: guides
// without any class page, and a matter of firms listed for persons or the other way round.
#include <algorithm>
#include <array>
#include <set>

#include "audit/address.h"
#include "audit/guides.h"
#include "audit/presence.h"
#include "audit/rules/list.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::size_t kGuides = 5;        // fewer need no classes
constexpr std::size_t kMatterChars = 24;  // a longer link is the title of a text

constexpr std::array<std::string_view, 17> kClassNames{
    "个人办事", "法人办事", "企业办事", "个人服务", "法人服务", "企业服务",
    "办事大厅", "服务大厅", "政务服务", "按主题",   "按部门",   "事项清单",
    "服务清单", "办事服务", "事项目录", "一网通办", "办事指南"};
constexpr NameWords kClasses{kClassNames, {}};

struct Side {
    std::array<std::string_view, 5> names;   // of the class page
    std::array<std::string_view, 16> wrong;  // words of matters that cannot be of it
    std::string_view right;
};
constexpr std::array<Side, 2> kSides{
    {{{"个人办事", "个人服务", "自然人", "个人事项", "我是个人"},
      {"公司设立", "公司变更", "公司注销", "公司登记", "企业设立", "企业登记", "企业变更",
       "企业注销", "企业开办", "生产企业", "民办学校", "社会团体", "民办非企业", "合作社设立",
       "合伙企业", "外商投资企业"},
      "法人"},
     {{"法人办事", "法人服务", "企业办事", "企业服务", "法人事项"},
      {"结婚登记", "离婚登记", "居民身份证", "户口", "落户", "新生儿", "生育登记", "老年人优待",
       "残疾人证", "最低生活保障", "低保", "收养登记", "老年优待证", "高龄津贴", "居住证",
       "普通护照"},
      "个人"}}};

// Entries of its list; short names of matters (低保申请) that stand in no list are links that the
// home page does not have.
std::vector<std::string_view> matters_on(const PageRecord& page, const PageRecord& home) {
    std::vector<std::string_view> matters;
    for (const ListItem& item : page.facts.items) matters.push_back(item.title);
    std::set<std::string_view> of_menu;
    for (const Link& link : home.facts.links) of_menu.insert(link.text);
    for (const Link& link : page.facts.links) {
        if (link.kind != LinkKind::page || link.hidden || of_menu.contains(link.text)) continue;
        if (char_count(link.text) <= kMatterChars) matters.push_back(link.text);
    }
    return matters;
}

void check_class(const PageRecord& page, const PageRecord& home, const Side& side,
                 std::set<std::string>& said, std::vector<Finding>& findings) {
    const std::string_view name =
        page.facts.column_name.empty() ? page.facts.title : page.facts.column_name;
    if (!has_any(name, side.names)) return;
    Finding finding = make_finding("class|" + address_key(page.facts.url), "事项分类不准确");
    finding.count = 0;
    for (const std::string_view matter : matters_on(page, home)) {
        if (!has_any(matter, side.wrong)) continue;
        if (!said.insert(std::string(name) + "\n" + std::string(matter)).second) continue;
        ++finding.count;
        add_evidence(finding,
                     evidence_of(page, "“" + std::string(matter) + "”列在“" + std::string(name) +
                                           "”，应属" + std::string(side.right) + "事项"));
    }
    if (finding.count == 0) return;
    add_place(finding, page.facts.url);
    findings.push_back(std::move(finding));
}

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    std::vector<Finding> findings;
    std::set<std::string> said;
    Coverage coverage;
    for (const PageRecord& page : site.facts().pages) {
        if (!is_fetched(page) || &page == site.home()) continue;
        for (const Side& side : kSides) check_class(page, *site.home(), side, said, findings);
    }
    const std::size_t guides = guides_of(site).size();
    coverage.checked = static_cast<std::int64_t>(guides);
    if (guides >= kGuides && !find_named(site, kClasses)) {
        const Reason doubt = absence_doubt(site);
        if (doubt.code != ReasonCode::none && findings.empty()) return not_measured(doubt);
        if (doubt.code == ReasonCode::none) {
            Finding finding =
                absence(site, "未对办事服务事项集中分类展示", "办事服务事项的目录或分类");
            finding.amount = "absent";
            findings.push_back(std::move(finding));
        }
    }
    Verdict verdict = findings.empty() ? left_to_people("事项分类是否准确需人工核对")
                                       : judged(std::move(findings));
    verdict.coverage = coverage;
    return verdict;
}

}  // namespace

SiteRule service_catalogue() {
    return {"service-catalogue", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
