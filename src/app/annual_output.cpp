#include "app/annual_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>

#include "annual/checks.h"
#include "annual/fields.h"
#include "app/output_folder.h"
#include "base/text.h"
#include "gather/pdf.h"
#include "office/docx_write.h"
#include "office/xlsx_write.h"
#include "report/annual_document.h"
#include "report/document_html.h"
#include "report/unit_documents.h"

namespace mingcha::app {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 4> kFormats{"docx", "html", "pdf", "xlsx"};
constexpr std::string_view kFolder = "annual";
constexpr std::size_t kSheetNameChars = 31;

std::string place_text(AnnualPlace place) {
    switch (place) {
        case AnnualPlace::on_home:
            return "首页";
        case AnnualPlace::in_column:
            return "栏目内";
        case AnnualPlace::absent:
            return "未见";
        case AnnualPlace::unread:
            return "未能查看";
    }
    return "";
}

std::string_view place_word(AnnualPlace place) {
    switch (place) {
        case AnnualPlace::on_home:
            return "home";
        case AnnualPlace::in_column:
            return "column";
        case AnnualPlace::absent:
            return "absent";
        case AnnualPlace::unread:
            return "not_measured";
    }
    return "";
}

// "97.50", or empty.
std::string rate_text(const annual::CorrectionCount& count) {
    const auto rate = count.rate();
    return rate ? fixed2(*rate) : std::string();
}

Json count_json(const annual::CorrectionCount& count) {
    Json json{
        {"unit", count.unit},       {"received", count.received}, {"settled", count.settled},
        {"in_time", count.in_time}, {"late", count.late},         {"overdue", count.overdue},
        {"open", count.open},       {"undated", count.undated},   {"reopened", count.reopened}};
    json["rate"] = nullptr;
    if (count.rate()) json["rate"] = rate_text(count);
    return json;
}

std::string count_line(std::string_view name, const annual::CorrectionCount& count) {
    const std::string rate = rate_text(count);
    return fmt::format(
        "{}：收到 {}，办结 {}（按期 {}、超期 {}），超期未办结 {}，未到期 {}，未写期限 {}，"
        "重办 {}，按期率 {}\n",
        name, count.received, count.settled, count.in_time, count.late, count.overdue, count.open,
        count.undated, count.reopened, rate.empty() ? "—" : rate + "%");
}

Result<std::set<std::string>> read_formats(const std::string& formats) {
    std::set<std::string> read;
    for (const std::string_view each : split(formats, ',')) {
        const std::string format(trim(each));
        if (std::find(kFormats.begin(), kFormats.end(), format) == kFormats.end()) {
            return fail("--formats", fmt::format("没有格式“{}”", format), "docx,html,pdf,xlsx");
        }
        read.insert(format);
    }
    return read;
}

std::string file_name(const AnnualEntry& entry) {
    return fmt::format("{}-{}", report::safe_file_name(entry.report.subject), entry.report.year);
}

Result<bool> write_document(const AnnualEntry& entry, const std::set<std::string>& formats,
                            const OutputFolder& out, std::vector<gather::PdfJob>& pdfs) {
    const office::Document document = report::annual_document(entry.report, entry.unit);
    const fs::path folder = out.made() / kFolder;
    const std::string name = file_name(entry);
    if (formats.contains("docx")) {
        const Result<std::string> bytes = office::write_docx(document);
        if (!bytes) return Fail(bytes.error());
        if (const auto done = write_file(folder / (name + ".docx"), *bytes); !done) return done;
    }
    if (!formats.contains("html") && !formats.contains("pdf")) return true;
    const fs::path html = (formats.contains("html") ? folder : out.work()) / (name + ".html");
    if (const auto done = write_file(html, report::document_html(document)); !done) return done;
    if (formats.contains("pdf")) pdfs.push_back({html, folder / (name + ".pdf")});
    return true;
}

Result<bool> write_sheets(const std::vector<AnnualEntry>& entries, const fs::path& file) {
    office::Sheets sheets;
    for (const AnnualEntry& entry : entries) {
        sheets.emplace_back(shorten(report::safe_file_name(entry.report.subject), kSheetNameChars),
                            report::annual_sheet(entry.report));
    }
    const Result<std::string> bytes = office::write_xlsx(sheets);
    return bytes ? write_file(file, *bytes) : Result<bool>(Fail(bytes.error()));
}

}  // namespace

std::string annual_summary(const AnnualFill& fill) {
    std::string text = fmt::format("{} 张表，填入或更新 {} 项", fill.entries.size(), fill.values);
    if (fill.closed > 0) text += fmt::format("，{} 张已审核的未动", fill.closed);
    text += "\n";
    for (const AnnualEntry& entry : fill.entries) {
        text += fmt::format("{}  {}：{}，还缺 {} 项\n", entry.report.subject, entry.name,
                            to_chinese(entry.report.stage), annual::missing(entry.report).size());
    }
    return text;
}

std::string annual_stages(const std::vector<AnnualEntry>& entries) {
    std::string text;
    for (const AnnualEntry& entry : entries) {
        text += fmt::format("{}  {}：{}\n", entry.report.subject, entry.name,
                            to_chinese(entry.report.stage));
    }
    return text;
}

std::string annual_table(const std::vector<AnnualEntry>& entries) {
    std::string text;
    for (const AnnualEntry& entry : entries) {
        const AnnualReport& form = entry.report;
        text += fmt::format("{}  {}  {}（{}年度）：{}\n", form.subject, entry.name,
                            to_chinese(form.form), form.year, to_chinese(form.stage));
        const office::Table sheet = report::annual_sheet(form);
        const auto fields = annual::fields_of(form.form);
        for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
            const auto& row = sheet.rows[i];
            text += fmt::format("  {} {}  {}  {}\n", row[0], row[1],
                                row[2].empty() ? "〔未填〕" : row[2] + row[3], row[4]);
            if (row[2].empty()) text += fmt::format("    填写：annual set … {}=…\n", fields[i].id);
        }
        for (const annual::Problem& each : annual::contradictions(form)) {
            text += "  矛盾：" + each.text + "\n";
        }
        for (const AnnualStep& step : form.steps) {
            text += fmt::format("  {}  {}  {}  {}\n", format_instant(step.at), to_chinese(step.to),
                                step.by, step.reason);
        }
        if (!form.public_url.empty()) text += "  公开网址：" + form.public_url + "\n";
    }
    return text;
}

std::string annual_json(const std::vector<AnnualEntry>& entries) {
    Json out = Json::array();
    for (const AnnualEntry& entry : entries) {
        const AnnualReport& form = entry.report;
        Json json{{"form", to_string(form.form)},
                  {"subject", form.subject},
                  {"name", entry.name},
                  {"unit", entry.unit},
                  {"year", form.year},
                  {"stage", to_string(form.stage)}};
        json["values"] = Json::object();
        for (const annual::Field& field : annual::fields_of(form.form)) {
            const auto found = form.values.find(std::string(field.id));
            if (found == form.values.end()) {
                json["values"][std::string(field.id)] = nullptr;
                continue;
            }
            json["values"][std::string(field.id)] = {{"value", found->second.text},
                                                     {"origin", to_string(found->second.origin)},
                                                     {"source", found->second.source}};
        }
        json["missing"] = annual::missing(form);
        json["contradictions"] = Json::array();
        for (const annual::Problem& each : annual::contradictions(form)) {
            json["contradictions"].push_back({{"field", each.field}, {"text", each.text}});
        }
        json["steps"] = Json::array();
        for (const AnnualStep& step : form.steps) {
            json["steps"].push_back({{"to", to_string(step.to)},
                                     {"by", step.by},
                                     {"reason", step.reason},
                                     {"at", format_instant(step.at)}});
        }
        json["public_url"] = form.public_url;
        out.push_back(std::move(json));
    }
    return out.dump(2) + "\n";
}

std::string looks_table(const std::vector<AnnualLook>& looks) {
    std::string text;
    for (const AnnualLook& look : looks) {
        text += fmt::format("{}  {}  {}  {}\n", look.site_code, place_text(look.place), look.name,
                            look.reason.empty() ? look.url : look.reason);
    }
    return text;
}

std::string looks_json(const std::vector<AnnualLook>& looks) {
    Json out = Json::array();
    for (const AnnualLook& look : looks) {
        out.push_back({{"site_code", look.site_code},
                       {"name", look.name},
                       {"place", place_word(look.place)},
                       {"url", look.url},
                       {"reason", look.reason}});
    }
    return out.dump(2) + "\n";
}

std::string corrections_table(const annual::CorrectionLedger& ledger) {
    std::string text = count_line("合计", ledger.all);
    for (const annual::CorrectionCount& unit : ledger.units) text += count_line(unit.unit, unit);
    return text;
}

std::string corrections_json(const annual::CorrectionLedger& ledger) {
    Json out = count_json(ledger.all);
    out.erase("unit");
    out["units"] = Json::array();
    for (const annual::CorrectionCount& unit : ledger.units) {
        out["units"].push_back(count_json(unit));
    }
    return out.dump(2) + "\n";
}

Result<std::string> annual_file(const AnnualEntry& entry, const std::string& format) {
    if (format == "xlsx") {
        return office::write_xlsx(
            {{shorten(report::safe_file_name(entry.report.subject), kSheetNameChars),
              report::annual_sheet(entry.report)}});
    }
    const office::Document document = report::annual_document(entry.report, entry.unit);
    if (format == "docx") return office::write_docx(document);
    if (format == "html") return report::document_html(document);
    return fail(format, "没有这种格式", "docx、html 或 xlsx");
}

Result<std::vector<fs::path>> write_annual(store::Store& store, const AnnualQuery& query,
                                           const fs::path& out, const std::string& formats) {
    const auto wanted = read_formats(formats);
    if (!wanted) return Fail(wanted.error());
    const auto entries = annual_entries(store, query);
    if (!entries) return Fail(entries.error());
    auto folder = OutputFolder::beside(out);
    if (!folder) return Fail(folder.error());
    std::error_code error;
    fs::create_directory(folder->made() / kFolder, error);
    if (error) return fail(out.string(), error.message(), "-o 须是可写的文件夹");
    std::vector<gather::PdfJob> pdfs;
    for (const AnnualEntry& entry : *entries) {
        if (const auto done = write_document(entry, *wanted, *folder, pdfs); !done) {
            return Fail(done.error());
        }
    }
    if (wanted->contains("xlsx")) {
        const auto done = write_sheets(
            *entries, folder->made() / kFolder / fmt::format("annual-{}.xlsx", query.year));
        if (!done) return Fail(done.error());
    }
    if (const auto done = gather::print_pdfs(pdfs, folder->work()); !done) {
        return Fail(done.error());
    }
    const auto placed = folder->exchange({std::string(kFolder)});
    if (!placed) return Fail(placed.error());
    std::vector<fs::path> files;
    for (const auto& file : fs::directory_iterator(placed->front())) files.push_back(file.path());
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace mingcha::app
