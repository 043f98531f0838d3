#include "ruleset/recurrence.h"

#include "base/text.h"
#include "ruleset/phrases.h"

namespace mingcha::ruleset {

bool is_target(std::string_view written, std::string_view key) {
    if (written == key) return true;
    return key.find('/') != std::string_view::npos && name_key(written) == name_key(key);
}

Recurrence::Recurrence(const std::vector<PriorFinding>& previous, std::string_view target,
                       const Ruleset* ruleset)
    : ruleset_(ruleset) {
    for (const PriorFinding& prior : previous) {
        if (!is_target(prior.target, target)) continue;
        const auto [at, fresh] = by_id_.try_emplace(prior.id, count_);
        if (!prior.place.empty()) {
            if (fresh) ++count_;
            continue;
        }
        const auto [said, first] =
            by_words_.try_emplace({prior.rule, words(prior.rule, prior.problem)}, at->second);
        if (fresh && first) {
            ++count_;
        } else if (fresh) {
            at->second = said->second;  // the same words twice are one problem
        }
    }
}

std::string Recurrence::words(std::string_view rule, std::string_view problem) const {
    std::string out = problem_words(problem);
    const Rule* known = ruleset_ == nullptr ? nullptr : ruleset_->find(rule);
    if (known == nullptr || known->subject.empty()) return out;
    const std::string subject = problem_words(known->subject);
    if (out.starts_with(subject) && out.size() > subject.size()) out.erase(0, subject.size());
    return out;
}

std::optional<std::size_t> Recurrence::prior_of(const Finding& finding) const {
    if (finding.outcome == Outcome::pass) return std::nullopt;
    if (const auto same = by_id_.find(finding.id); same != by_id_.end()) return same->second;
    if (by_words_.empty()) return std::nullopt;
    const std::string own = words(finding.rule, finding.problem);
    for (const auto& key : {std::pair{finding.rule, own}, std::pair{std::string(), own},
                            std::pair{std::string(), problem_words(finding.problem)}}) {
        if (const auto said = by_words_.find(key); said != by_words_.end()) return said->second;
    }
    return std::nullopt;
}

}  // namespace mingcha::ruleset
