// What has to be reposted: the items of the state and the province, a new one every second week.
#pragma once

#include <string>
#include <vector>

#include "demo/moment.h"

namespace mingcha::demo {

inline constexpr int kRepostHours = 48;

struct RepostDue {
    std::string id, title, issuer;
    Date issued;  // at 10:00
};

// Those that are due at the visit, oldest first.
std::vector<RepostDue> reposts_due(Moment now);

}  // namespace mingcha::demo
