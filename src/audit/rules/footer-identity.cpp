// 在全站页面底部功能区清晰列明党政机关网站标识、网站标识码、ICP备案编号、公安机关备案标识、主办单位、联系方式
// (indicators.md A2 网站标识; guidelines.md C3).
#include <array>

#include "audit/rules/list.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::int64_t kSample = 20;

struct Item {
    std::string_view name;  // contract §4: these words name what is missing
    bool (*shown)(const Footer& footer);
};

constexpr std::array<Item, 6> kItems{{
    {"党政机关标识", [](const Footer& footer) { return footer.emblem; }},
    {"网站标识码", [](const Footer& footer) { return !footer.site_code.empty(); }},
    {"ICP备案", [](const Footer& footer) { return !footer.icp.empty(); }},
    {"公安备案", [](const Footer& footer) { return !footer.police.empty(); }},
    {"主办单位", [](const Footer& footer) { return !footer.organizer.empty(); }},
    {"联系方式", [](const Footer& footer) { return !footer.contact.empty(); }},
}};

int shown_items(const Footer& footer) {
    int shown = 0;
    for (const Item& item : kItems) shown += item.shown(footer) ? 1 : 0;
    return shown;
}

// Images, frames and script may show what the text does not have.
bool hides_something(const PageFacts& page) {
    return page.footer_unread || page.needs_rendering;
}

// A page without any of the items has another footer or none (a print view, a pop-up); of these
// only the home page is held to it.
bool is_comparable(const PageRecord& page) {
    return !hides_something(page.facts) && shown_items(page.facts.footer) > 0;
}

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    const PageRecord& home = *site.home();
    if (hides_something(home.facts) && shown_items(home.facts.footer) < 6) {
        return not_measured(ReasonCode::ours, "底部功能区由图片或脚本构成，未能读出");
    }
    std::vector<const PageRecord*> pages{&home};
    Coverage coverage{1, 0, 0};
    const auto count = static_cast<std::size_t>(input.rule.threshold("sample", kSample));
    const std::string seed = input.context.campaign.id + site.facts().site.site_code;
    for (const PageRecord* page :
         site.sample(seed, count, {PageKind::column, PageKind::article, PageKind::guide})) {
        if (is_comparable(*page)) {
            pages.push_back(page);
            ++coverage.checked;
        } else {
            ++coverage.skipped;
        }
    }
    std::vector<Finding> findings;
    for (const Item& item : kItems) {
        Finding finding =
            make_finding(std::string(item.name), "网站底部未列明" + std::string(item.name));
        for (const PageRecord* page : pages) {
            if (item.shown(page->facts.footer)) continue;
            add_place(finding, page->facts.url);
            add_evidence(finding, evidence_of(*page, "页面底部无" + std::string(item.name)));
        }
        if (!finding.places.empty()) findings.push_back(std::move(finding));
    }
    Verdict verdict = judged(std::move(findings));
    verdict.coverage = coverage;
    return verdict;
}

}  // namespace

SiteRule footer_identity() {
    return {"footer-identity", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
