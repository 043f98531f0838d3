#include "model/annual.h"

#include "model/names.h"

namespace mingcha {

namespace {

constexpr Names<AnnualForm, 2> kForms{
    {{AnnualForm::work, {"work", "政府网站工作年度报表"}},
     {AnnualForm::oversight, {"oversight", "政府网站监管年度报表"}}}};
constexpr Names<AnnualStage, 5> kStages{{{AnnualStage::draft, {"draft", "填报中"}},
                                         {AnnualStage::returned, {"returned", "退回修改"}},
                                         {AnnualStage::reviewed, {"reviewed", "已审核"}},
                                         {AnnualStage::approved, {"approved", "已批准"}},
                                         {AnnualStage::published, {"published", "已发布"}}}};
constexpr Names<AnnualOrigin, 3> kOrigins{{{AnnualOrigin::observed, {"observed", "检查所见"}},
                                           {AnnualOrigin::imported, {"imported", "导入"}},
                                           {AnnualOrigin::entered, {"entered", "填报"}}}};

}  // namespace

std::string_view to_string(AnnualForm form) {
    return name_of(kForms, form, kEnglish);
}
std::string_view to_string(AnnualStage stage) {
    return name_of(kStages, stage, kEnglish);
}
std::string_view to_string(AnnualOrigin origin) {
    return name_of(kOrigins, origin, kEnglish);
}
std::string_view to_chinese(AnnualForm form) {
    return name_of(kForms, form, kChinese);
}
std::string_view to_chinese(AnnualStage stage) {
    return name_of(kStages, stage, kChinese);
}
std::optional<AnnualForm> parse_annual_form(std::string_view text) {
    return value_of(kForms, text);
}
std::optional<AnnualStage> parse_annual_stage(std::string_view text) {
    return value_of(kStages, text);
}
std::optional<AnnualOrigin> parse_annual_origin(std::string_view text) {
    return value_of(kOrigins, text);
}

}  // namespace mingcha
