// A campaign: one quarterly inspection, its windows and the fields that people type in.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/points.h"
#include "base/time.h"

namespace mingcha {

struct DateRange {
    Date from;
    Date to;

    bool operator==(const DateRange&) const = default;
};

enum class CampaignOrigin {
    inspected,
    document
};  // document: read from an older circular (来自文件)

struct Campaign {
    std::string id;
    std::string ruleset;
    DateRange window;  // of the site inspection
    Instant as_of;     // 监测时间点
    std::optional<DateRange>
        interactions;  // window of the interaction test; the site window where absent
    std::optional<Date> accounts_as_of;  // population and data date of the accounts
    bool by_hand = false;                // people did the inspection (contract §2)
    bool closed = false;
    CampaignOrigin origin = CampaignOrigin::inspected;
    std::optional<Points> previous_site_rate;  // typed-in pass rate of the previous period, percent
    std::string title;                         // "2021年第四季度"; empty: made from the window
    std::map<std::string, std::string>
        fields;  // office, issue_date, rectify_by, report_due, doc_number, recipients, …
};

}  // namespace mingcha
