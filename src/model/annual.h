// 年度报表: the yearly form of a site (政府网站工作年度报表) or of who answers for sites
// (政府网站监管年度报表), with where each value came from and who let it through
// (guidelines.md C8: 先审后发).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace mingcha {

enum class AnnualForm : std::uint8_t { work, oversight };

enum class AnnualStage : std::uint8_t {
    draft,      // 填报中
    returned,   // 退回修改
    reviewed,   // 已审核
    approved,   // 已批准
    published,  // 已发布
};

// How sure a value is: what was only observed is a proposal until the form is reviewed.
enum class AnnualOrigin : std::uint8_t { observed, imported, entered };

struct AnnualValue {
    std::string text;  // as it is printed, without unit; of a count, digits
    AnnualOrigin origin = AnnualOrigin::entered;
    std::string source;  // "2021年4期检查所见", "annual.xlsx", "张三"

    bool operator==(const AnnualValue&) const = default;
};

struct AnnualStep {
    AnnualStage to = AnnualStage::draft;
    std::string by;
    std::string reason;  // of a return
    Instant at;
};

struct AnnualReport {  // key: form + subject + year
    AnnualForm form = AnnualForm::work;
    std::string subject;  // site code; of oversight, the unit's name
    std::int32_t year = 0;
    std::map<std::string, AnnualValue> values;  // by the field's id; absent: not known
    AnnualStage stage = AnnualStage::draft;
    std::vector<AnnualStep> steps;  // oldest first; only ever grows
    std::string public_url;         // where it is published
};

std::string_view to_string(AnnualForm form);
std::string_view to_string(AnnualStage stage);
std::string_view to_string(AnnualOrigin origin);
std::string_view to_chinese(AnnualForm form);
std::string_view to_chinese(AnnualStage stage);
std::optional<AnnualForm> parse_annual_form(std::string_view text);
std::optional<AnnualStage> parse_annual_stage(std::string_view text);
std::optional<AnnualOrigin> parse_annual_origin(std::string_view text);

}  // namespace mingcha
