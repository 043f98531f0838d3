#include "app/report_campaign.h"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <set>
#include <tuple>

#include "app/campaigns.h"
#include "app/casework.h"
#include "app/output_folder.h"
#include "app/report_background.h"
#include "app/score_campaign.h"
#include "app/verdicts.h"
#include "base/text.h"
#include "gather/pdf.h"
#include "intake/write_csv.h"
#include "office/docx_write.h"
#include "office/xlsx_write.h"
#include "proof/compare.h"
#include "report/circular.h"
#include "report/circular_texts.h"
#include "report/document_html.h"

namespace mingcha::app {

namespace fs = std::filesystem;

namespace {

constexpr const char* kTemplates = "circular-templates.txt";
constexpr std::size_t kQuoted = 80;  // characters of a place

// Paragraphs that people write themselves in the place of drafted ones.
constexpr std::array kOwnParagraphs{"achievements",   "problems", "problems_more",
                                    "accountability", "demands",  "closing"};

std::vector<std::string> typed_keys() {
    std::vector<std::string> keys;
    for (const auto& [key, meaning] : campaign_keys()) keys.push_back(key);
    return keys;
}

// The office's own texts; none where the file is not there.
Result<report::Templates> office_templates(const fs::path& data_dir) {
    const fs::path file = data_dir / kTemplates;
    std::error_code error;
    if (!fs::exists(file, error)) return report::Templates{};
    const std::uintmax_t size = fs::file_size(file, error);
    if (error) return fail(file.string(), error.message(), "须是可读的文本文件");
    if (size > report::kMaxTemplateFile) {
        return fail(file.string(), fmt::format("{} bytes", size),
                    fmt::format("最多 {} 字节；只写要改的文字", report::kMaxTemplateFile));
    }
    std::ifstream in(file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (!in) return fail(file.string(), "cannot be read");
    return report::read_templates(file.string(), bytes, report::text_names(),
                                  report::field_names(typed_keys()));
}

Result<std::string> bytes_of(const std::string& format, const report::Circular& circular,
                             const CampaignResult& result) {
    if (format == "docx") return office::write_docx(circular.document);
    if (format == "json") return report::circular_json(circular, result);
    if (format == "xlsx") {
        office::Sheets sheets;
        for (const report::Annex& annex : circular.annexes) {
            office::Table table = annex.table;
            for (std::vector<std::string>& row : table.rows) {
                for (std::string& cell : row) cell = intake::guarded(cell);
            }
            sheets.emplace_back(report::annex_label(sheets.size(), circular.annexes.size()),
                                std::move(table));
        }
        // A workbook without a sheet is none.
        if (sheets.empty()) sheets.emplace_back("说明", office::Table{{"本期没有附件"}, {12}, {}});
        return office::write_xlsx(sheets);
    }
    return report::document_html(circular.document);
}

Result<Reported> write_all(const report::Circular& circular, const CampaignResult& result,
                           const ReportRequest& request) {
    Result<OutputFolder> folder = OutputFolder::beside(request.out);
    if (!folder) return Fail(folder.error());
    std::vector<std::string> names;
    for (const std::string& format : request.formats) {
        names.push_back("circular." + format);
        if (format == "pdf") continue;
        Result<std::string> bytes = bytes_of(format, circular, result);
        if (!bytes) return Fail(bytes.error());
        Result<bool> written = write_file(folder->made() / names.back(), *bytes);
        if (!written) return Fail(written.error());
    }
    if (request.formats.contains("pdf")) {
        const fs::path html = folder->work() / "circular.html";
        Result<bool> done = write_file(html, report::document_html(circular.document));
        if (done) {
            done = gather::print_pdfs({{html, folder->made() / "circular.pdf"}}, folder->work());
        }
        if (!done) return Fail(done.error());
    }
    Result<std::vector<fs::path>> files = folder->exchange(names);
    if (!files) return Fail(files.error());
    return Reported{std::move(*files), circular.warnings};
}

struct Built {
    report::Circular circular;
    report::Circular plain;  // without anything that the office wrote itself
};

Result<Built> circular_of(store::Store& store, const fs::path& data_dir,
                          const ScoredCampaign& scored, bool internal) {
    const Result<ReportBackground> before = report_background(store, data_dir, scored);
    if (!before) return Fail(before.error());
    Result<report::Templates> templates = office_templates(data_dir);
    if (!templates) return Fail(templates.error());
    Result<report::Circular> own = report::build_circular(
        {scored.result, scored.ruleset, scored.registry, before->previous_site_rate, internal,
         *templates, typed_keys(), before->background});
    if (!own) return Fail(own.error());
    CampaignResult unwritten = scored.result;
    for (const char* key : kOwnParagraphs) unwritten.campaign.fields.erase(key);
    Result<report::Circular> plain = report::build_circular(
        {unwritten, scored.ruleset, scored.registry, before->previous_site_rate, internal, {},
         typed_keys(), before->background});
    if (!plain) return Fail(plain.error());
    return Built{std::move(*own), std::move(*plain)};
}

Result<proof::Circular> as_read(const report::Circular& circular) {
    const auto document = proof::document_from_html(report::document_html(circular.document));
    if (!document) return Fail(document.error());
    return proof::take_apart(*document);
}

// Kinds of contradiction that the imported data may bring with them.
bool may_be_of_data(const proof::Problem& problem) {
    return problem.kind == "unit-facts" || problem.kind == "date-window";
}

// Where the finished text contradicts itself. What contradicts already in the data, so that the
// plain text says it too, is a warning instead.
Result<std::vector<proof::Problem>> contradictions_of(Built& built) {
    const auto own = as_read(built.circular);
    if (!own) return Fail(own.error());
    const auto plain = as_read(built.plain);
    if (!plain) return Fail(plain.error());
    std::set<std::tuple<std::string, std::string, std::string>> of_data;
    for (const proof::Problem& problem : proof::check(*plain).problems) {
        if (may_be_of_data(problem)) {
            of_data.emplace(problem.kind, problem.claimed, problem.computed);
        }
    }
    std::vector<proof::Problem> found;
    for (const proof::Problem& problem : proof::check(*own).problems) {
        if (of_data.contains({problem.kind, problem.claimed, problem.computed})) {
            built.circular.warnings.push_back(
                fmt::format("{}（{}）", problem.text, shorten(problem.where, kQuoted)));
        } else {
            found.push_back(problem);
        }
    }
    return found;
}

// A text that contradicts itself is refused.
Result<bool> check_itself(Built& built) {
    const auto found = contradictions_of(built);
    if (!found) return Fail(found.error());
    if (found->empty()) return true;
    std::vector<std::string> refused;
    for (const proof::Problem& problem : *found) {
        refused.push_back(fmt::format("[{}] {}（{}）", problem.kind, problem.text,
                                      shorten(problem.where, kQuoted)));
    }
    return fail("circular", "自相矛盾：\n" + join(refused, "\n"),
                fmt::format("更正数据、campaign set 填写的文字或 {} 后重试；没有写出任何文件",
                            kTemplates));
}

}  // namespace

Result<Reported> report_campaign(store::Store& store, const fs::path& data_dir,
                                 const ReportRequest& request) {
    if (!request.internal) {
        if (auto published = check_published(store, request.campaign); !published) {
            return Fail(published.error());
        }
    }
    Result<ScoredCampaign> scored =
        score_campaign(store, data_dir, request.campaign, request.ruleset);
    if (!scored) return Fail(scored.error());
    Result<Built> built = circular_of(store, data_dir, *scored, request.internal);
    if (!built) return Fail(built.error());
    if (const Result<bool> agrees = check_itself(*built); !agrees) return Fail(agrees.error());
    return write_all(built->circular, scored->result, request);
}

Result<CircularDraft> draft_circular(store::Store& store, const fs::path& data_dir,
                                     const std::string& campaign, bool internal) {
    const Result<ScoredCampaign> scored = score_campaign(store, data_dir, campaign, "");
    if (!scored) return Fail(scored.error());
    Result<Built> built = circular_of(store, data_dir, *scored, internal);
    if (!built) return Fail(built.error());
    auto found = contradictions_of(*built);
    if (!found) return Fail(found.error());
    return CircularDraft{std::move(built->circular), std::move(*found)};
}

Result<proof::Report> compare_with_campaign(store::Store& store, const fs::path& data_dir,
                                            const std::string& campaign,
                                            const proof::Circular& file) {
    const Result<ScoredCampaign> scored = score_campaign(store, data_dir, campaign, "");
    if (!scored) return Fail(scored.error());
    if (scored->result.campaign.origin == CampaignOrigin::document) {
        return fail("--campaign", campaign + " was itself read from a document",
                    "与本系统检查的一期比对");
    }
    const Result<Built> built = circular_of(store, data_dir, *scored, true);
    if (!built) return Fail(built.error());
    // The same road as the file's, so that what a document loses is lost on both sides.
    const auto own = as_read(built->circular);
    if (!own) return Fail(own.error());
    return proof::compare(file, *own);
}

}  // namespace mingcha::app
