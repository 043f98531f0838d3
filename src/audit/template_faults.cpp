#include "audit/template_faults.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "audit/address.h"
#include "audit/carry_over.h"
#include "base/text.h"

namespace mingcha::audit {

namespace {

// What every page of a template repeats: foot, head, menu, tags, scripts.
constexpr std::array<std::string_view, 9> kRepeated{
    "footer-identity", "error-report-entry", "domain-and-name", "link-availability", "page-tags",
    "site-search",     "submission-failure", "illegal-content", "unresolved-attack"};

bool is_repeated(std::string_view rule) {
    return std::find(kRepeated.begin(), kRepeated.end(), rule) != kRepeated.end();
}

bool is_fault(const Finding& finding) {
    return finding.state != FindingState::dismissed && finding.outcome != Outcome::pass;
}

// One key for what is one fault of the template: the site's own host is its place, not the fault's.
std::string key_of(const Finding& finding, const Site& site) {
    const std::string host = bare_host(site.url);
    std::string place = finding.place;
    std::string problem = problem_key(finding.problem);
    if (!host.empty()) {
        place = replace_all(std::move(place), host, "~");
        problem = replace_all(std::move(problem), host, "~");
    }
    return finding.rule + "\n" + place + "\n" + problem;
}

}  // namespace

std::vector<TemplateFault> template_faults(std::span<const Finding> findings,
                                           std::span<const Site> sites) {
    struct Known {
        const Site* site;
        std::size_t order;
    };
    std::map<std::string, Known, std::less<>> by_code;
    std::map<std::string, std::int64_t> running;
    std::vector<std::string> platforms;
    for (std::size_t i = 0; i < sites.size(); ++i) {
        const Site& site = sites[i];
        if (site.platform.empty()) continue;
        by_code.emplace(site.site_code, Known{&site, i});
        if (running.try_emplace(site.platform, 0).second) platforms.push_back(site.platform);
        if (site.state == SiteState::running) ++running[site.platform];
    }
    std::map<std::string, std::map<std::string, std::size_t>> index;  // platform → key → group
    std::map<std::string, std::vector<TemplateFault>> groups;
    for (const Finding& finding : findings) {
        const auto found = by_code.find(finding.target);
        if (found == by_code.end() || !is_repeated(finding.rule) || !is_fault(finding)) continue;
        const Site& site = *found->second.site;
        std::vector<TemplateFault>& here = groups[site.platform];
        const auto [at, fresh] =
            index[site.platform].try_emplace(key_of(finding, site), here.size());
        if (fresh) {
            here.push_back(
                {site.platform, finding.rule, finding.problem, {}, {}, running[site.platform]});
        }
        here[at->second].findings.push_back(&finding);
    }
    std::vector<TemplateFault> shared;
    for (const std::string& platform : platforms) {
        for (TemplateFault& group : groups[platform]) {
            std::set<std::pair<std::size_t, std::string>> named;
            for (const Finding* finding : group.findings) {
                named.emplace(by_code.find(finding->target)->second.order, finding->target);
            }
            if (named.size() < 2) continue;
            for (const auto& [order, code] : named) group.sites.push_back(code);
            shared.push_back(std::move(group));
        }
    }
    return shared;
}

}  // namespace mingcha::audit
