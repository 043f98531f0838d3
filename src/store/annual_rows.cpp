// Yearly forms as records.
#include "store/row_json.h"
#include "store/rows.h"

namespace mingcha::store {

namespace {

Json values_json(const AnnualReport& row) {
    Json values = Json::object();
    for (const auto& [field, value] : row.values) {
        values[field] = {
            {"text", value.text}, {"origin", to_string(value.origin)}, {"from", value.source}};
    }
    return values;
}

Json steps_json(const AnnualReport& row) {
    Json steps = Json::array();
    for (const AnnualStep& step : row.steps) {
        steps.push_back({{"to", to_string(step.to)},
                         {"by", step.by},
                         {"reason", step.reason},
                         {"at", step.at.seconds}});
    }
    return steps;
}

}  // namespace

std::string_view kind_of(const AnnualReport*) {
    return "annual_report";
}
std::string key_of(const AnnualReport& row) {
    return std::string(to_string(row.form)) + "/" + row.subject + "/" + std::to_string(row.year);
}
std::string encode(const AnnualReport& row) {
    return printed({{"form", to_string(row.form)},
                    {"subject", row.subject},
                    {"year", row.year},
                    {"values", values_json(row)},
                    {"stage", to_string(row.stage)},
                    {"steps", steps_json(row)},
                    {"public_url", row.public_url}});
}
Result<bool> decode(std::string_view body, AnnualReport& row) {
    return parsed(body, [&](const Json& json) {
        row.form = parse_annual_form(text(json, "form")).value_or(AnnualForm::work);
        row.subject = text(json, "subject");
        row.year = json.at("year").get<std::int32_t>();
        for (const auto& [field, value] : json.at("values").items()) {
            row.values[field] = {
                text(value, "text"),
                parse_annual_origin(text(value, "origin")).value_or(AnnualOrigin::entered),
                text(value, "from")};
        }
        row.stage = parse_annual_stage(text(json, "stage")).value_or(AnnualStage::draft);
        for (const Json& step : json.at("steps")) {
            row.steps.push_back({parse_annual_stage(text(step, "to")).value_or(AnnualStage::draft),
                                 text(step, "by"), text(step, "reason"),
                                 Instant{step.at("at").get<std::int64_t>()}});
        }
        row.public_url = text(json, "public_url");
    });
}

}  // namespace mingcha::store
