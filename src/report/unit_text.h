// What notices and unit sheets print alike.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"
#include "model/standard.h"
#include "office/document.h"
#include "report/unit_group.h"

namespace mingcha::report {

std::string points_text(Points points);  // 4.5分
// The first address where it stands, and how many there are; a person's record has none.
std::string evidence_text(const Finding& finding);
std::string period_text(const Campaign& campaign);  // 2021年第四季度
// 单项否决, the points on a scored site, — elsewhere.
std::string finding_points(const ScoredFinding& each, const Rule* rule, bool scored);
// With its subject, which annexes name once for several: 办事指南信息错误.
std::string told_problem(const Finding& finding, const Rule* rule);
std::string site_text(const Site& site);
std::string account_text(const Account& account);

void add_text(office::Section& section, office::Style style, std::string words,
              std::string lead = {});

// 003-市甲局: unique by its number.
std::string file_name(std::size_t number, const UnitGroup& group);

// A due date before the day of issue or before the end of the check.
std::vector<std::string> date_problems(const Campaign& campaign);

// Fields that people typed in; a missing one prints 〔待填〕 and is a warning, once.
class TypedFields {
public:
    TypedFields(const Campaign& campaign, std::vector<std::string>& warnings)
        : campaign_(campaign), warnings_(warnings) {}

    std::string text(const std::string& key);
    std::string date(const std::string& key);  // 2021年12月10日

private:
    const Campaign& campaign_;
    std::vector<std::string>& warnings_;
    std::set<std::string> missing_;
};

}  // namespace mingcha::report
