// 领导信息: 未开设；姓名、简历、主管或分管工作等信息缺失或不准确 (indicators.md A2). Proposed: an
// absence, and entries that show no career or no field of work anywhere on their page.
#include <algorithm>
#include <array>

#include "audit/address.h"
#include "audit/presence.h"
#include "audit/rules/list.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::size_t kMinNameChars = 2;
constexpr std::size_t kMaxNameChars = 4;

constexpr std::array<std::string_view, 8> kNames{"领导之窗", "领导信息", "领导介绍", "领导成员",
                                                 "领导班子", "负责人",   "领导简介", "政府领导"};
// Short names that are the whole of a menu entry.
constexpr std::array<std::string_view, 4> kPlainNames{"领导", "领导分工", "局领导", "委领导"};
constexpr std::array<std::string_view, 10> kOthers{"信箱", "活动", "讲话", "留言", "小组",
                                                   "批示", "调研", "接访", "来信", "动态"};
constexpr NameWords kLeaders{kNames, kOthers};

constexpr std::array<std::string_view, 12> kPosts{"县长",   "市长", "区长", "局长",
                                                  "主任",   "书记", "常委", "调研员",
                                                  "秘书长", "政委", "主席", "委员"};
constexpr std::array<std::string_view, 12> kAroundPosts{
    "党组", "县委", "市委", "区委", "政府", "一级", "二级", "副", "、", "，", "兼", "县"};
constexpr std::array<std::string_view, 9> kNotNames{"班子", "成员", "信息", "任免", "介绍",
                                                    "名单", "之窗", "简介", "政策"};
constexpr std::array<std::string_view, 14> kCareer{
    "简历", "出生",   "年生",     "月生",     "学历", "大学", "学士",
    "硕士", "研究生", "参加工作", "加入中国", "历任", "毕业", "工作经历"};
// Not 联系: 联系电话 stands in the foot of every page.
constexpr std::array<std::string_view, 7> kWork{"分管", "主管", "负责",    "主持",
                                                "协助", "分工", "工作职责"};
constexpr std::array<std::string_view, 4> kCareerLinks{"简历", "简介", "履历", "个人信息"};
constexpr std::array<std::string_view, 4> kWorkLinks{"分工", "分管", "工作职责", "主管"};

bool is_leaders_name(std::string_view name) {
    if (kLeaders.name(name)) return true;
    const std::string_view plain = trim(name);
    return std::find(kPlainNames.begin(), kPlainNames.end(), plain) != kPlainNames.end();
}

bool is_han(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

// 张某某, 县长张某某, 副局长 张某: one person, with or without a post.
bool names_one_person(std::string_view title) {
    if (is_leaders_name(title) || has_any(title, kOthers) || has_any(title, kNotNames))
        return false;
    std::string rest = replace_all(single_spaces(title), " ", "");
    for (std::string_view post : kPosts) rest = replace_all(std::move(rest), post, "");
    for (std::string_view each : kAroundPosts) rest = replace_all(std::move(rest), each, "");
    const std::size_t chars = char_count(rest);
    if (chars < kMinNameChars || chars > kMaxNameChars || !is_han(rest)) return false;
    return !has_any(rest, kCareer) && !has_any(rest, kWork);
}

// Said elsewhere: a tab or a page of its own.
bool leads_to(const PageFacts& page, std::span<const std::string_view> words) {
    return std::any_of(page.links.begin(), page.links.end(),
                       [&](const Link& link) { return !link.hidden && has_any(link.text, words); });
}

struct Entries {
    std::vector<const PageRecord*> people;
    std::vector<const PageRecord*> sheets;  // one page for all of them
};

Entries entries_of(const SiteView& site) {
    Entries entries;
    for (const PageRecord& page : site.facts().pages) {
        const PageFacts& facts = page.facts;
        if (!is_fetched(page) || facts.column_kind != ColumnKind::leaders) continue;
        if (facts.kind != PageKind::article || facts.main_text.empty()) continue;
        if (has_any(facts.column_name, kOthers) || has_any(facts.title, kOthers)) continue;
        if (facts.needs_rendering || !facts.frames.empty()) continue;
        if (names_one_person(facts.title)) {
            entries.people.push_back(&page);
        } else if (is_leaders_name(facts.title)) {
            entries.sheets.push_back(&page);
        }
    }
    return entries;
}

void check(const PageRecord& page, std::string_view whose, std::vector<Finding>& findings) {
    const PageFacts& facts = page.facts;
    const bool career = has_any(facts.main_text, kCareer) || leads_to(facts, kCareerLinks);
    // 主要负责人 is a post, not what somebody is responsible for.
    const std::string said = replace_all(std::string(facts.main_text), "负责人", "");
    const bool work = has_any(said, kWork) || leads_to(facts, kWorkLinks);
    if (career && work) return;
    std::vector<std::string> missing;
    if (!career) missing.emplace_back("简历");
    if (!work) missing.emplace_back("主管或分管工作");
    const std::string what = join(missing, "、");
    Finding finding = make_finding("entry|" + address_key(facts.url),
                                   work ? "领导简历等信息缺失" : "领导主管或分管工作等信息缺失");
    if (!whose.empty()) finding.problem += "（" + std::string(whose) + "缺" + what + "）";
    add_place(finding, facts.url);
    add_evidence(finding, evidence_of(page, "未见" + what + "：" + std::string(facts.main_text)));
    findings.push_back(std::move(finding));
}

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    const bool by_kind =
        std::any_of(site.columns().begin(), site.columns().end(), [](const ColumnView& column) {
            return column.kind == ColumnKind::leaders && !has_any(column.name, kOthers);
        });
    if (!by_kind && !find_named(site, kLeaders) && entries_of(site).people.empty()) {
        const Reason doubt = absence_doubt(site);
        if (doubt.code != ReasonCode::none) return not_measured(doubt);
        Finding finding = absence(site, "未开设领导信息栏目", "领导信息类栏目");
        finding.amount = "absent";
        return judged({std::move(finding)});
    }
    const Entries entries = entries_of(site);
    std::vector<Finding> findings;
    for (const PageRecord* page : entries.people) {
        check(*page, single_spaces(page->facts.title), findings);
    }
    // One page for all shows each with less certainty: only what it lacks altogether is said.
    if (entries.people.empty()) {
        for (const PageRecord* page : entries.sheets) check(*page, "", findings);
    }
    Verdict verdict = findings.empty() ? left_to_people("领导信息已开设，准确与否需人工核对")
                                       : judged(std::move(findings));
    verdict.coverage.checked =
        static_cast<std::int64_t>(entries.people.size() + entries.sheets.size());
    return verdict;
}

}  // namespace

SiteRule leader_information() {
    return {"leader-information", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
