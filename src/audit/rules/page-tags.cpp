// 随机抽查5个网站内容页面，未规范设置网站标签 (indicators.md A2 页面标签; names and forms in
// guidelines.md C5). The sample follows from campaign and site, so that it can be drawn again.
#include <array>
#include <set>

#include "audit/address.h"
#include "audit/rules/list.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::int64_t kSample = 5;

// 站点标签, 栏目标签 and 内容页标签 that have to be set on a content page.
constexpr std::array<std::string_view, 10> kRequired{
    "SiteName",       "SiteDomain", "SiteIDCode",   "ColumnName", "ColumnDescription",
    "ColumnKeywords", "ColumnType", "ArticleTitle", "PubDate",    "ContentSource"};

std::string_view value_of(const PageFacts& page, std::string_view name) {
    for (const MetaTag& tag : page.meta) {
        if (!equals_ignoring_ascii_case(tag.name, name)) continue;
        const std::string_view value = trim(tag.content);
        if (equals_ignoring_ascii_case(value, "null") ||
            equals_ignoring_ascii_case(value, "undefined")) {
            continue;
        }
        if (!value.empty()) return value;
    }
    return {};
}

// YYYY-MM-DD, a time behind it or not.
bool is_dated(std::string_view value) {
    return value.size() >= 10 && parse_date(value.substr(0, 10)).has_value();
}

// SiteDomain is the bare host, or several parted by commas.
std::string_view fault_of_domain(std::string_view value, const SiteView& site) {
    const std::string ours = bare_host(site.facts().site.url);
    for (std::string_view host : split(value, ',')) {
        if (host.find('/') != std::string_view::npos) return "不是域名";
        if (bare_host("http://" + std::string(trim(host))) == ours) return {};
    }
    return "与本站域名不符";
}

std::vector<std::string> faults_of(const PageFacts& page, const SiteView& site) {
    std::vector<std::string> faults;
    for (std::string_view name : kRequired) {
        const std::string_view value = value_of(page, name);
        const std::string label(name);
        if (value.empty()) {
            faults.push_back(label + "未设置");
        } else if (name == "SiteDomain") {
            const std::string_view fault = fault_of_domain(value, site);
            if (!fault.empty()) faults.push_back(label + std::string(fault));
        } else if (name == "SiteIDCode" &&
                   !equals_ignoring_ascii_case(value, site.facts().site.site_code)) {
            faults.push_back(label + "与网站标识码不符");
        } else if (name == "PubDate" && !is_dated(value)) {
            faults.push_back(label + "格式不规范");
        }
    }
    return faults;
}

// Articles. One text that a menu leads to as a column (清河概况) carries the tags of a column or
// none: it is no content page.
std::vector<const PageRecord*> content_pages(const SiteView& site) {
    std::set<const PageRecord*> of_columns;
    for (const ColumnView& column : site.columns()) of_columns.insert(column.page);
    std::vector<const PageRecord*> pages;
    for (const PageRecord& page : site.facts().pages) {
        if (!is_fetched(page) || &page == site.home()) continue;
        if (page.facts.kind == PageKind::article && !of_columns.contains(&page)) {
            pages.push_back(&page);
        }
    }
    return pages;
}

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    const auto count = static_cast<std::size_t>(input.rule.threshold("sample", kSample));
    const std::string seed = input.context.campaign.id + site.facts().site.site_code;
    const std::vector<const PageRecord*> pages = site.sample(seed, content_pages(site), count);
    if (pages.empty()) {
        const Reason& cut = site.facts().cut_short;
        return cut.code != ReasonCode::none ? not_measured(cut)
                                            : not_measured(ReasonCode::ours, "未采到内容页面");
    }
    Finding finding = make_finding("content-pages", "");
    finding.count = 0;
    for (const PageRecord* page : pages) {
        const std::vector<std::string> faults = faults_of(page->facts, site);
        if (faults.empty()) continue;
        ++finding.count;
        add_place(finding, page->facts.url);
        add_evidence(finding, evidence_of(*page, "抽样种子" + seed + "：" + join(faults, "、")));
    }
    std::vector<Finding> findings;
    if (finding.count > 0) {
        finding.problem = "抽查" + std::to_string(pages.size()) + "个内容页面，" +
                          std::to_string(finding.count) + "个未规范设置网站标签";
        findings.push_back(std::move(finding));
    }
    Verdict verdict = judged(std::move(findings));
    verdict.coverage.checked = static_cast<std::int64_t>(pages.size());
    return verdict;
}

}  // namespace

SiteRule page_tags() {
    return {"page-tags", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
