// What inspections saw of a site within a year, as values of its yearly form. An inspection sees
// what a site shows at its moments and within its budget: a value is what was seen, a proposal for
// who fills in the form, and its source says so.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "audit/site_view.h"
#include "model/annual.h"

namespace mingcha::annual {

using Values = std::map<std::string, AnnualValue>;  // by the field's id

// Adds up inspections of one site; what two of them saw counts once.
class SiteYear {
public:
    SiteYear(const Site& site, std::int32_t year) : site_(site), year_(year) {}

    // Campaigns in the order of their moments. A site that was not visited adds nothing.
    void add(const audit::SiteView& view);

    // With the accounts of the same unit and their posts of the year. Empty where nothing was seen;
    // a field about which nothing was seen has no value.
    Values values(const std::vector<Account>& accounts, const std::vector<Post>& posts) const;

private:
    struct Letter {
        Date asked;
        std::optional<Date> replied;
        bool answered = false;
        bool shown = false;
    };

    void add_items(const audit::SiteView& view);
    void add_item(std::string_view url, ColumnKind kind);
    void add_letters(const audit::SiteView& view);
    void add_offers(const audit::SiteView& view);
    void add_registered(Values& values) const;
    void add_media(Values& values, const std::vector<Account>& accounts,
                   const std::vector<Post>& posts) const;
    void add_published(Values& values, const std::string& source) const;
    void add_answered(Values& values, const std::string& source) const;
    bool is_in_year(Date date) const { return civil(date).year == year_; }

    const Site& site_;
    std::int32_t year_;
    int visits_ = 0;
    bool cut_ = false;                            // an inspection ended before the site did
    std::map<std::string, ColumnKind> articles_;  // by address_key
    std::map<std::string, Letter> letters_;
    std::set<std::string> guides_;
    std::set<std::string> solicitations_, results_;
    std::string icp_, police_;
    bool catalogue_ = false, smart_answers_ = false, accessible_ = false, languages_ = false;
};

}  // namespace mingcha::annual
