// The console's pages as HTML text: plain data in, a whole document out. Every text that came from
// outside goes through escape_html here; links lead to http(s) addresses only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/due_list.h"
#include "base/result.h"
#include "model/campaign.h"
#include "model/result.h"
#include "model/standard.h"

namespace mingcha::server {

std::string sign_in_page(bool refused);  // refused: the link was used already or is wrong
std::string campaigns_page(const std::vector<Campaign>& campaigns);
std::string campaign_page(const CampaignResult& result);
std::string due_page(const Campaign& campaign, const app::DueList& list);
std::string site_page(const CampaignResult& result, const SiteResult& site, const Ruleset& ruleset);
std::string not_found_page();
std::string error_page(const Error& error);
std::string message_page(std::string_view title, std::string_view text);

std::string_view style_sheet();

}  // namespace mingcha::server
