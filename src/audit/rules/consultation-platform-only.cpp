// 意见征集库、在线调查库为网上唯一征集调查渠道 (local, 六安). Proposed: a solicitation or survey
// that the site leads to on a questionnaire service elsewhere, without its twin in a library of the
// site.
#include <algorithm>
#include <array>
#include <set>

#include "audit/address.h"
#include "audit/presence.h"
#include "audit/rules/list.h"
#include "audit/solicitations.h"
#include "audit/titles.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::size_t kMinTwinLetters = 6;

// Services that host questionnaires for anybody.
constexpr std::array<std::string_view, 9> kServices{
    "wjx.cn",      "wjx.top",      "sojump.com",  "wj.qq.com",  "diaochapai.com",
    "docs.qq.com", "jinshuju.net", "mikecrm.com", "toupiao.com"};

bool is_service(std::string_view url) {
    const std::string host = host_of(url);
    return std::any_of(kServices.begin(), kServices.end(), [&](std::string_view service) {
        if (!host.ends_with(service)) return false;
        const std::size_t before = host.size() - service.size();
        return before == 0 || host[before - 1] == '.';
    });
}

bool has_twin(const SiteView& site, std::string_view title) {
    const TitleForm wanted = title_form(title);
    if (wanted.letters.size() < kMinTwinLetters) return false;
    for (const ColumnView& column : site.columns()) {
        if (column.kind != ColumnKind::consultation || column.page == nullptr) continue;
        for (const ListItem& item : column.page->facts.items) {
            if (site.is_ours(item.url) && is_same_title(wanted, title_form(item.title))) {
                return true;
            }
        }
    }
    return false;
}

// The page that leads there tells of the activity; a bare “点击填写” takes its page's title.
std::string_view activity_of(const PageFacts& page, const Link& link) {
    if (names_solicitation(link.text)) return link.text;
    return names_solicitation(page.title) ? page.title : std::string_view{};
}

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    std::vector<Finding> findings;
    std::set<std::string> said;
    Coverage coverage;
    for (const auto& [link, page] : site.shown_links()) {
        if (link->kind != LinkKind::page || !link->external) continue;
        ++coverage.checked;
        // A library of the site may use a service for its form: then it is the site's channel.
        if (page->facts.column_kind == ColumnKind::consultation || !is_service(link->url)) continue;
        const std::string_view activity = activity_of(page->facts, *link);
        if (activity.empty() || !said.insert(address_key(link->url)).second) continue;
        if (has_twin(site, activity)) continue;
        Finding finding = make_finding(address_key(link->url),
                                       "未落实意见征集库、在线调查库作为网上唯一征集调查渠道（“" +
                                           shorten(single_spaces(activity), 40) + "”）");
        add_place(finding, page->facts.url);
        add_evidence(finding,
                     evidence_of(*page, std::string(link->text) + " " + std::string(link->url)));
        findings.push_back(std::move(finding));
    }
    if (findings.empty() && site.facts().cut_short.code != ReasonCode::none) {
        return not_measured(site.facts().cut_short);
    }
    Verdict verdict = findings.empty()
                          ? left_to_people("未见站外问卷；账号推送中的征集调查需人工核对")
                          : judged(std::move(findings));
    verdict.coverage = coverage;
    return verdict;
}

}  // namespace

SiteRule consultation_platform_only() {
    return {"consultation-platform-only", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
