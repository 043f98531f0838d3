// 首页上的链接打不开或错误；首页仅为栏目导航入口的，检查所有二级页面；其他页面的链接打不开或错误
// (indicators.md A2 可用性). One finding a broken target, with all its places; what a wall refuses
// is never broken.
#include <algorithm>
#include <map>
#include <set>

#include "audit/address.h"
#include "audit/rules/list.h"

namespace mingcha::audit::rules {

namespace {

std::string describe(LinkKind kind) {
    switch (kind) {
        case LinkKind::attachment:
            return "附件";
        case LinkKind::image:
            return "图片";
        default:
            return "链接";
    }
}

struct Broken {
    std::string url;
    std::string reason;
    LinkKind kind = LinkKind::page;
    bool on_home = false;
    std::vector<std::string> places;
    ArchivePlace archive;
};

// On a home page that only leads to columns, the pages of the second level count as home.
std::set<std::string> pages_like_home(const SiteView& site) {
    std::set<std::string> keys;
    if (!site.home_only_navigates()) return keys;
    for (const ColumnView& column : site.columns()) {
        if (column.level_one) keys.insert(column.key);
    }
    return keys;
}

// Pages that answer 200 and say that they are not there, with the pages that link to them.
void add_soft_failures(const SiteView& site, std::map<std::string, Broken>& broken) {
    std::map<std::string, Broken> found;
    for (const PageRecord& page : site.facts().pages) {
        if (!is_fetched(page) || !says_not_found(page.facts)) continue;
        const std::string key = address_key(page.facts.url);
        if (broken.contains(key)) continue;
        Broken& entry = found[key];
        entry.url = std::string(page.facts.url);
        entry.reason = "页面提示：" + std::string(page.facts.title);
        entry.archive = page.archive;
    }
    if (found.empty()) return;
    for (const PageRecord& page : site.facts().pages) {
        if (!is_fetched(page)) continue;
        for (const Link& link : page.facts.links) {
            const auto at = found.find(address_key(link.url));
            if (at == found.end()) continue;
            Broken& entry = at->second;
            if (entry.places.empty() || entry.places.back() != page.facts.url) {
                entry.places.emplace_back(page.facts.url);
            }
            entry.on_home = entry.on_home || &page == site.home();
        }
    }
    for (auto& [key, entry] : found) {
        if (!entry.places.empty()) broken.emplace(key, std::move(entry));
    }
}

Finding finding_of(const std::string& key, const Broken& broken,
                   const std::set<std::string>& like_home) {
    const bool home =
        broken.on_home ||
        (!like_home.empty() &&
         std::any_of(broken.places.begin(), broken.places.end(), [&](const std::string& place) {
             return like_home.contains(address_key(place));
         }));
    Finding finding =
        make_finding(key, (home ? "首页" : "其他页面") + describe(broken.kind) + "打不开或错误");
    finding.amount = home ? "home" : "other";
    finding.places = broken.places;
    add_evidence(finding, evidence_of(broken.archive, broken.url, broken.reason));
    return finding;
}

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    Coverage coverage;
    std::map<std::string, Broken> broken;
    for (const LinkCheck& check : site.facts().links) {
        // A reader follows pages, attachments and pictures; scripts and styles are no links.
        if (check.kind == LinkKind::script || check.kind == LinkKind::style) continue;
        if (check.state == LinkState::blocked) {
            ++coverage.blocked;
            continue;
        }
        if (check.state == LinkState::not_checked) {
            ++coverage.skipped;
            continue;
        }
        ++coverage.checked;
        if (check.state != LinkState::dead) continue;
        // An address that no link has, such as one that the script of a pager was read for.
        if (check.home_places.empty() && check.other_places.empty()) continue;
        Broken& entry = broken[address_key(check.url)];
        entry.url = check.url;
        entry.reason = check.reason.text;
        if (check.http_status != 0) {
            entry.reason = "状态码" + std::to_string(check.http_status) + " " + entry.reason;
        }
        entry.kind = check.kind;
        entry.archive = check.archive;
        entry.on_home = entry.on_home || !check.home_places.empty();
        for (const auto* places : {&check.home_places, &check.other_places}) {
            entry.places.insert(entry.places.end(), places->begin(), places->end());
        }
    }
    add_soft_failures(site, broken);
    std::vector<Finding> findings;
    const std::set<std::string> like_home = pages_like_home(site);
    for (const auto& [key, entry] : broken) {
        findings.push_back(finding_of(key, entry, like_home));
    }
    // The dear ones first: a cap is reached by what weighs most.
    std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
        return (a.amount == "home") > (b.amount == "home");
    });
    if (findings.empty() && coverage.checked == 0) {
        Verdict open = coverage.blocked > 0 ? not_measured(ReasonCode::blocked, "链接检查均被拒绝")
                                            : not_measured(ReasonCode::ours, "链接未检查");
        open.coverage = coverage;
        return open;
    }
    Verdict verdict = judged(std::move(findings));
    verdict.coverage = coverage;
    return verdict;
}

}  // namespace

SiteRule link_availability() {
    return {"link-availability", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
