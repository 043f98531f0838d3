// 随机抽查3个已发布的解读稿，未与被解读的政策文件相关联；随机抽查3个已被解读的政策文件，未与解读稿相关联
// (indicators.md A2 政策解读-关联). Only pairs whose two texts are both on the site are judged.
// Every pair is looked at; points are taken for the sample, whose seed is printed so that whoever
// checks draws the same, and the evidence says how many there are beyond it.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "audit/address.h"
#include "audit/interpretations.h"
#include "audit/rules/list.h"
#include "audit/titles.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::int64_t kSample = 3;
constexpr std::size_t kShownTitleChars = 50;

bool links_to(const PageRecord& from, const PageRecord& to) {
    std::set<std::string> wanted{address_key(to.facts.url)};
    for (const std::string* url : {&to.asked_url, &to.final_url}) {
        if (!url->empty()) wanted.insert(address_key(*url));
    }
    return std::any_of(from.facts.links.begin(), from.facts.links.end(), [&](const Link& link) {
        return !link.hidden && wanted.contains(address_key(link.url));
    });
}

using Pairs = std::map<const PageRecord*, std::vector<const PageRecord*>>;

struct Found {
    Pairs policies_of;         // interpretation → what it may interpret
    Pairs interpretations_of;  // policy → what interprets it
    std::int64_t unpaired = 0;
};

Found find_pairs(const SiteView& site) {
    std::vector<std::pair<const PageRecord*, std::u32string>> policies;
    std::vector<const PageRecord*> interpretations;
    for (const PageRecord& page : site.facts().pages) {
        if (!is_fetched(page)) continue;
        if (is_policy_text(page.facts)) {
            policies.emplace_back(&page, title_form(page.facts.title).letters);
        } else if (is_interpretation_text(page.facts)) {
            interpretations.push_back(&page);
        }
    }
    Found found;
    for (const PageRecord* page : interpretations) {
        const std::u32string subject = interpreted_subject(page->facts.title);
        bool paired = false;
        for (const auto& [policy, letters] : policies) {
            if (subject.size() < kMinSubjectLetters || letters.size() < kMinSubjectLetters)
                continue;
            const bool same = letters.find(subject) != std::u32string::npos ||
                              subject.find(letters) != std::u32string::npos;
            if (!same) continue;
            paired = true;
            found.policies_of[page].push_back(policy);
            found.interpretations_of[policy].push_back(page);
        }
        if (!paired) ++found.unpaired;
    }
    return found;
}

void check(const SiteInput& input, const Pairs& pairs, std::string_view problem,
           std::vector<Finding>& findings, Coverage& coverage) {
    std::vector<const PageRecord*> pages;
    for (const PageRecord& page : input.site.facts().pages) {
        if (pairs.contains(&page)) pages.push_back(&page);
    }
    const auto is_linked = [&](const PageRecord* page) {
        const std::vector<const PageRecord*>& others = pairs.at(page);
        return std::any_of(others.begin(), others.end(),
                           [&](const PageRecord* other) { return links_to(*page, *other); });
    };
    const auto unlinked = std::count_if(pages.begin(), pages.end(), std::not_fn(is_linked));
    const auto count = static_cast<std::size_t>(input.rule.threshold("sample", kSample));
    const std::string seed = input.context.campaign.id + input.site.facts().site.site_code;
    const std::string note =
        fmt::format("（抽样种子{}；全站{}篇中{}篇未关联）", seed, pages.size(), unlinked);
    for (const PageRecord* page : input.site.sample(seed, pages, count)) {
        ++coverage.checked;
        if (is_linked(page)) continue;
        const std::vector<const PageRecord*>& others = pairs.at(page);
        Finding finding = make_finding(address_key(page->facts.url), std::string(problem));
        add_place(finding, page->facts.url);
        add_evidence(finding,
                     evidence_of(*page, shorten(page->facts.title, kShownTitleChars) + note));
        add_evidence(finding, evidence_of(*others.front(), others.front()->facts.title));
        findings.push_back(std::move(finding));
    }
}

Verdict judge(const SiteInput& input) {
    const Found found = find_pairs(input.site);
    std::vector<Finding> findings;
    Coverage coverage;
    coverage.skipped = found.unpaired;
    check(input, found.policies_of, "解读稿未与被解读的政策文件相关联", findings, coverage);
    check(input, found.interpretations_of, "被解读的政策文件未与解读稿相关联", findings, coverage);
    Verdict verdict = judged(std::move(findings));
    if (coverage.checked == 0) {
        const Reason& cut = input.site.facts().cut_short;
        if (cut.code != ReasonCode::none) {
            verdict = not_measured(cut);
        } else if (found.unpaired > 0) {
            verdict = not_measured(ReasonCode::ours, "站内未找到解读稿所解读的政策文件");
        } else {
            verdict = not_applicable();
        }
    }
    verdict.coverage = coverage;
    return verdict;
}

}  // namespace

SiteRule interpretation_link() {
    return {"interpretation-link", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
