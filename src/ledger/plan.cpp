#include "ledger/plan.h"

#include <algorithm>

#include "base/digest.h"

namespace mingcha::ledger {

namespace {

std::uint64_t lot(std::uint64_t seed, std::string_view site, std::string_view question) {
    std::string text = std::to_string(seed);
    text += '\n';
    text += site;
    text += '\n';
    text += question;
    return fnv1a(sha256_hex(text));
}

}  // namespace

bool suits(const BankQuestion& question, const Site& site) {
    if (question.services && !site.has_services) return false;
    const std::string kind(to_string(site.kind));
    return question.kinds.empty() ||
           std::find(question.kinds.begin(), question.kinds.end(), kind) != question.kinds.end();
}

std::vector<Drawn> draw_questions(const std::vector<Site>& sites,
                                  const std::vector<BankQuestion>& bank,
                                  const std::vector<AskedBefore>& asked_before,
                                  std::uint64_t seed) {
    std::vector<Drawn> drawn;
    for (const Site& site : sites) {
        if (site.state != SiteState::running) continue;
        const BankQuestion* best = nullptr;
        bool best_is_new = false;
        std::uint64_t best_lot = 0;
        for (const BankQuestion& question : bank) {
            if (!suits(question, site)) continue;
            const bool is_new = std::none_of(
                asked_before.begin(), asked_before.end(), [&](const AskedBefore& before) {
                    return before.site_code == site.site_code && before.question_id == question.id;
                });
            const std::uint64_t drawn_lot = lot(seed, site.site_code, question.id);
            const bool better = best == nullptr || (is_new && !best_is_new) ||
                                (is_new == best_is_new && drawn_lot < best_lot);
            if (!better) continue;
            best = &question;
            best_is_new = is_new;
            best_lot = drawn_lot;
        }
        drawn.push_back({&site, best});
    }
    return drawn;
}

std::uint64_t seed_of(std::string_view campaign) {
    return fnv1a(campaign);
}

}  // namespace mingcha::ledger
