// 意见征集、在线调查 of a site: what was asked, and what came of it.
#pragma once

#include <optional>
#include <string>
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

// What a link leads to on a questionnaire service elsewhere: the title of a solicitation or survey
// that has no twin in a library of the site. Empty: it is none. A library of the site may use a
// service for its form: then it is the site's channel.
std::string_view off_site_activity(const SiteView& site, const Link& link, const PageRecord& page);

// One activity, with what came of it as far as that is shown.
struct Solicitation {
    std::string title;
    std::string url;
    std::optional<Date> begun;  // as a list or its page says
    bool off_site = false;      // 未使用唯一渠道
    std::string feedback_title;
    std::string feedback_url;         // empty: no result is shown
    std::optional<Date> feedback_on;  // none although there is a result: it bears no day
};

// 征集库 of a site: what its columns of solicitations list, by title with the result that belongs
// to it, and what it does on services elsewhere. A result without its activity is listed by itself.
std::vector<Solicitation> solicitations_of(const SiteView& site);

// Why the library was not read (script, frame, wall, budget, no such column seen); none: it was.
Reason unread_library(const SiteView& site);

}  // namespace mingcha::audit
