// Sites and accounts of a campaign as somebody chose and sorted them: what lists and their files
// have in common.
#pragma once

#include <vector>

#include "app/campaign_view.h"
#include "base/result.h"
#include "people/rights.h"
#include "server/query.h"

namespace mingcha::server {

// Within `reach`; by q, division, kind, grade, passed and sort of the query, as
// schemas/openapi.yaml says. They live as long as the view. Errors: a value or a column that
// there is not.
Result<std::vector<const SiteResult*>> chosen_sites(const app::CampaignView& view,
                                                    const Query& query, const people::Reach& reach);
Result<std::vector<const AccountResult*>> chosen_accounts(const app::CampaignView& view,
                                                          const Query& query,
                                                          const people::Reach& reach);

}  // namespace mingcha::server
