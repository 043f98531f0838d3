// 意见征集、在线调查 of a site: what was asked, and what came of it.
#pragma once

#include <string_view>
#include <vector>

#include "audit/site_view.h"

namespace mingcha::audit {

// Does a title say that it reports the result of a solicitation (结果反馈, 采纳情况, 小结)?
bool names_feedback(std::string_view title);

// Does a title or a link name a solicitation or a survey (征集, 问卷, 调查, 投票, 征求意见)?
bool names_solicitation(std::string_view title);

// Fetched texts below the columns of solicitations, in crawl order.
std::vector<const PageRecord*> solicitation_pages(const SiteView& site);

}  // namespace mingcha::audit
