// 域名不符合规范；网站名称不规范，或未在全站页面头部区域显著展示 (indicators.md A2 域名名称;
// guidelines.md C1, C2).
#include <algorithm>
#include <set>

#include "audit/address.h"
#include "audit/rules/list.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::size_t kSample = 20;
// .政务 as DNS writes it.
constexpr std::string_view kChineseSuffix = ".xn--zfr164b";
constexpr std::string_view kSuffix = ".gov.cn";

bool is_label(std::string_view text) {
    return !text.empty() && text.front() != '-' && text.back() != '-' &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
           });
}

// Labels before .gov.cn; empty where the host does not end so or a label is none.
std::vector<std::string_view> labels_of(std::string_view host) {
    if (!host.ends_with(kSuffix)) return {};
    host.remove_suffix(kSuffix.size());
    std::vector<std::string_view> labels = split(host, '.');
    return std::all_of(labels.begin(), labels.end(), is_label) ? labels
                                                               : std::vector<std::string_view>{};
}

bool is_chinese(std::string_view host) {
    return host.ends_with(".政务") || host.ends_with(kChineseSuffix);
}

// www.□□□.gov.cn of a portal, www.gov.cn of the country's own.
bool is_portal_host(std::string_view host) {
    const std::vector<std::string_view> labels = labels_of(host);
    return host == "www.gov.cn" || (labels.size() == 2 && labels.front() == "www");
}

// ○○○.□□□.gov.cn below a portal's domain; below any where no portal is registered.
bool is_department_host(std::string_view host, const std::vector<Site>& sites) {
    const std::vector<std::string_view> labels = labels_of(host);
    if (labels.size() != 2 || labels.front() == "www") return false;
    bool any_portal = false;
    for (const Site& site : sites) {
        if (site.kind != SiteKind::portal) continue;
        const std::string portal = bare_host(site.url);
        any_portal = true;
        if (host.ends_with("." + portal)) return true;
    }
    return !any_portal;
}

std::string_view fault_of_host(const SiteInput& input) {
    const Site& site = input.site.facts().site;
    const std::string host = host_of(site.url);
    if (is_chinese(host)) return {};
    if (!host.ends_with(kSuffix)) return "域名后缀不是.gov.cn";
    if (site.kind == SiteKind::portal && !is_portal_host(host)) {
        return "域名不是“www.□□□.gov.cn”的形式";
    }
    if (site.kind == SiteKind::department && !is_department_host(host, input.context.sites)) {
        return "域名不是本级政府门户网站的下级域名";
    }
    return {};
}

// A portal bears the name of its government; what the registry calls it and what the pages show
// are both looked at. Other kinds are named too variously to be judged by machine.
bool is_named_after_government(const Site& site, const PageFacts& home) {
    for (std::string_view name : {std::string_view(site.name), home.site_name}) {
        if (name.find("政府") != std::string_view::npos) return true;
        if (!site.unit.empty() && name_key(name).find(name_key(site.unit)) != std::string::npos) {
            return true;
        }
    }
    return false;
}

// By whatever name: the one that the page gives itself, or the registered one.
bool shows_name(const PageFacts& page, const Site& site) {
    if (page.site_name_in_header) return true;
    const std::string wanted = name_key(site.name);
    if (wanted.empty()) return false;
    return std::any_of(
        page.header_names.begin(), page.header_names.end(),
        [&](std::string_view name) { return name_key(name).find(wanted) != std::string::npos; });
}

// A logo without alt text may show the name: what cannot be read cannot be missing.
bool lacks_name(const PageFacts& page, const Site& site) {
    return !shows_name(page, site) && page.unread_header_images == 0 && !page.needs_rendering;
}

// What stands inside frames of other pages has their head over it.
std::set<std::string> framed_pages(const SiteView& site) {
    std::set<std::string> keys;
    for (const PageRecord& page : site.facts().pages) {
        for (std::string_view frame : page.facts.frames) keys.insert(address_key(frame));
    }
    return keys;
}

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    const PageRecord& home = *site.home();
    const std::set<std::string> framed = framed_pages(site);
    std::vector<Finding> findings;
    if (const std::string_view fault = fault_of_host(input); !fault.empty()) {
        Finding finding = make_finding("域名", std::string(fault));
        finding.amount = "domain";
        add_place(finding, site.facts().site.url);
        add_evidence(finding, evidence_of(home, host_of(site.facts().site.url)));
        findings.push_back(std::move(finding));
    }
    Finding name = make_finding("名称", "");
    name.amount = "name";
    Coverage coverage;
    if (site.facts().site.kind == SiteKind::portal &&
        !is_named_after_government(site.facts().site, home.facts)) {
        name.problem = "网站名称不规范";
        add_place(name, home.facts.url);
        add_evidence(name, evidence_of(home, home.facts.site_name));
    }
    std::vector<const PageRecord*> pages{&home};
    const std::string seed = input.context.campaign.id + site.facts().site.site_code;
    for (const PageRecord* page :
         site.sample(seed, kSample,
                     {PageKind::column, PageKind::article, PageKind::guide, PageKind::message})) {
        if (!framed.contains(address_key(page->facts.url))) pages.push_back(page);
    }
    for (const PageRecord* page : pages) {
        const PageFacts& facts = page->facts;
        const bool lacks = lacks_name(facts, site.facts().site);
        const bool read = lacks || shows_name(facts, site.facts().site);
        ++(read ? coverage.checked : coverage.skipped);
        if (!lacks) continue;
        if (name.problem.empty()) name.problem = "网站名称未在全站页面头部区域显著展示";
        add_place(name, facts.url);
        add_evidence(name, evidence_of(*page, "页面头部无网站名称"));
    }
    if (!name.problem.empty()) findings.push_back(std::move(name));
    if (findings.empty() && coverage.checked == 0) {
        return not_measured(ReasonCode::ours, "页面头部为图片，网站名称未能读出");
    }
    Verdict verdict = judged(std::move(findings));
    verdict.coverage = coverage;
    return verdict;
}

}  // namespace

SiteRule domain_and_name() {
    return {"domain-and-name", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
