// 使用网站互动交流功能提交信息（模拟验证）无法成功提交 (indicators.md A2). Nothing is ever sent:
// proposed is an entry for writing that does not open; whether a letter arrives a person finds out,
// with the office's leave; what the ledger of questions says of an attempt is proposed as well.
#include <algorithm>
#include <array>

#include "audit/address.h"
#include "audit/presence.h"
#include "audit/questions.h"
#include "audit/rules/list.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::array<std::string_view, 14> kEntries{
    "我要写信", "我要咨询", "我要留言", "我要投诉", "我要建议", "我要提问", "我要建言",
    "我要来信", "在线咨询", "在线留言", "网上咨询", "写信须知", "我要反映", "我要举报"};
constexpr std::size_t kEntryChars = 12;

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    std::vector<Finding> findings;
    if (auto tried = unsent_finding(site.facts(), "无法成功提交信息（人工测试未能提交）")) {
        findings.push_back(std::move(*tried));
    } else if (site.home() == nullptr) {
        return not_measured(site.home_problem());
    }
    std::vector<std::string> said;
    const PageRecord* form = nullptr;
    for (const PageRecord& page : site.facts().pages) {
        if (form == nullptr && is_fetched(page) && page.facts.forms.message) form = &page;
    }
    for (const auto& [link, page] : site.shown_links()) {
        if (link->kind != LinkKind::page || !has_any(link->text, kEntries)) continue;
        if (char_count(link->text) > kEntryChars) continue;
        std::string key = address_key(link->url);
        if (std::find(said.begin(), said.end(), key) != said.end()) continue;
        said.push_back(key);
        const std::string why = closed_because(site, link->url);
        if (why.empty()) continue;
        Finding finding = make_finding(
            "entry|" + key, "无法成功提交信息（“" + single_spaces(link->text) + "”打不开）");
        add_place(finding, page->facts.url);
        const LinkCheck* check = site.link_at(link->url);
        add_evidence(finding, check == nullptr
                                  ? evidence_of(*page, std::string(link->text) + "：" + why)
                                  : evidence_of(check->archive, link->url, why));
        findings.push_back(std::move(finding));
    }
    Verdict verdict;
    if (!findings.empty()) {
        verdict = judged(std::move(findings));
    } else if (form != nullptr) {
        verdict = left_to_people("提交表单可以打开（" + std::string(form->facts.url) +
                                 "），能否提交须经同意后人工测试");
    } else {
        verdict = left_to_people("未识别出提交表单，需人工测试");
    }
    verdict.coverage.checked = static_cast<std::int64_t>(said.size());
    return verdict;
}

}  // namespace

SiteRule submission_failure() {
    return {"submission-failure", kNeedsNothing, judge};
}

}  // namespace mingcha::audit::rules
