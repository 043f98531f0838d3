// Channels, notices, exemptions and demands as the API prints them. No secret is in what these see.
#pragma once

#include "app/demands.h"
#include "app/exemption_filings.h"
#include "notify/channel.h"
#include "notify/outbox.h"
#include "notify/settings.h"
#include "server/people_json.h"

namespace mingcha::server {

Json channel_json(const notify::Channel& channel);
Json notice_json(const notify::Notice& notice);
Json notice_settings_json(const notify::NoticeSettings& settings);
Json filing_json(const app::FilingRow& row, bool may_decide);
// The tasks of the units within `keep`; null where none is.
Json demand_json(const app::DemandList::Row& row, Date today,
                 const std::function<bool(const std::string& unit)>& keep);

}  // namespace mingcha::server
