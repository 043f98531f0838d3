#include "report/annual_document.h"

#include <fmt/format.h>

#include "annual/fields.h"

namespace mingcha::report {

namespace {

constexpr std::string_view kMissing = "〔待填〕";

bool is_final(AnnualStage stage) {
    return stage == AnnualStage::approved || stage == AnnualStage::published;
}

const AnnualValue* value_of(const AnnualReport& report, const annual::Field& field) {
    const auto found = report.values.find(std::string(field.id));
    return found == report.values.end() || found->second.text.empty() ? nullptr : &found->second;
}

std::string printed(const AnnualReport& report, const annual::Field& field) {
    const AnnualValue* value = value_of(report, field);
    if (value == nullptr) return field.required ? std::string(kMissing) : "—";
    return field.unit.empty() ? value->text : value->text + " " + std::string(field.unit);
}

std::string label_of(const annual::Field& field) {
    return field.part.empty() || field.label.find(field.part) != std::string_view::npos
               ? std::string(field.label)
               : std::string(field.part) + "：" + std::string(field.label);
}

std::string source_of(const AnnualValue& value) {
    switch (value.origin) {
        case AnnualOrigin::observed:
            return "供核对：" + value.source;
        case AnnualOrigin::imported:
            return "导入：" + value.source;
        case AnnualOrigin::entered:
            return "填报：" + value.source;
    }
    return value.source;
}

}  // namespace

office::Document annual_document(const AnnualReport& report, const std::string& name) {
    using office::Paragraph;
    using office::Style;
    office::Document document;
    document.title = fmt::format("{}（{}年度）", to_chinese(report.form), report.year);
    office::Section& section = document.sections.emplace_back();
    section.blocks.emplace_back(
        Paragraph{Style::title,
                  std::string(to_chinese(report.form)) + (is_final(report.stage) ? "" : "（草稿）"),
                  {}});
    section.blocks.emplace_back(
        Paragraph{Style::number, fmt::format("（{}年度）", report.year), {}});
    section.blocks.emplace_back(Paragraph{Style::addressee, "填报单位名称：" + name, {}});
    office::Table table{{"类别", "项目", "内容"}, {4, 9, 11}, {}, true};
    for (const annual::Field& field : annual::fields_of(report.form)) {
        table.rows.push_back({std::string(field.group), label_of(field), printed(report, field)});
    }
    section.blocks.emplace_back(std::move(table));
    return document;
}

office::Table annual_sheet(const AnnualReport& report) {
    office::Table table{{"类别", "项目", "内容", "单位", "来源"}, {12, 24, 20, 6, 24}, {}};
    for (const annual::Field& field : annual::fields_of(report.form)) {
        const AnnualValue* value = value_of(report, field);
        table.rows.push_back({std::string(field.group), label_of(field),
                              value == nullptr ? "" : value->text, std::string(field.unit),
                              value == nullptr ? "" : source_of(*value)});
    }
    return table;
}

}  // namespace mingcha::report
