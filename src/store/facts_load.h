// Stored facts of one target, as the rules read them. Every record is verified; damaged files give
// an error.
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

#include "base/result.h"
#include "model/facts.h"
#include "store/gather_index.h"
#include "store/text_pool.h"

namespace mingcha::store {

inline constexpr std::size_t kMaxPlaces = 1000;          // pages named for one broken link
inline constexpr std::size_t kMaxUncheckedLinks = 5000;  // listed one by one; the others are alike

inline constexpr std::size_t kMaxEarlierVisits = 4;  // read again for their dates

// Main texts of one target, kept while it is judged. A site within its budget of pages has less; of
// a larger one the texts of later pages are left out (PageFacts::text_left_out), and what the rules
// on wording say of it counts them as not read.
inline constexpr std::size_t kMaxMainTextBytes = 32U << 20;

// `facts` views the text of `text`: keep both together.
struct LoadedSite {
    std::unique_ptr<TextPool> text;
    SiteFacts facts;
};

struct LoadedAccount {
    std::unique_ptr<TextPool> text;
    AccountFacts facts;
};

// What `inspect` saw of a site in a campaign. Never visited: facts.visited false, reason "ours".
// Of earlier visits the last one is read again for its dates, and those just before an article was
// first seen that claims to be older than they are; one whose facts file is gone is left out.
// Fills all but what people and other systems bring: probes, interactions, messages.
Result<LoadedSite> load_site_facts(const std::filesystem::path& data_dir, GatherIndex& index,
                                   std::string_view campaign, const Site& site);
// The same of an account; fills all but posts.
Result<LoadedAccount> load_account_facts(const std::filesystem::path& data_dir, GatherIndex& index,
                                         std::string_view campaign, const Account& account);

}  // namespace mingcha::store
