#include "app/report_units.h"

#include <fmt/format.h>

#include "app/judge_campaign.h"
#include "app/output_folder.h"
#include "app/score_campaign.h"
#include "app/verdicts.h"
#include "gather/pdf.h"
#include "office/docx_write.h"
#include "report/document_html.h"
#include "report/unit_documents.h"

namespace mingcha::app {

namespace fs = std::filesystem;

namespace {

Result<bool> write_documents(const std::vector<report::UnitDocument>& documents,
                             const std::set<std::string>& formats, const fs::path& folder,
                             const fs::path& work) {
    std::vector<gather::PdfJob> pdfs;
    for (const report::UnitDocument& each : documents) {
        if (formats.contains("docx")) {
            Result<std::string> bytes = office::write_docx(each.document);
            if (!bytes) return Fail(bytes.error());
            Result<bool> written = write_file(folder / (each.file + ".docx"), *bytes);
            if (!written) return written;
        }
        if (!formats.contains("html") && !formats.contains("pdf")) continue;
        const fs::path html =
            (formats.contains("html") ? folder : work) / (each.file + ".html");
        Result<bool> written = write_file(html, report::document_html(each.document));
        if (!written) return written;
        if (formats.contains("pdf")) pdfs.push_back({html, folder / (each.file + ".pdf")});
    }
    return gather::print_pdfs(pdfs, work);
}

Result<Reported> write_all(const std::vector<report::UnitDocument>& documents,
                           const ReportRequest& request, const std::string& name) {
    Result<OutputFolder> out = OutputFolder::beside(request.out);
    if (!out) return Fail(out.error());
    const fs::path folder = out->made() / name;
    std::error_code error;
    fs::create_directory(folder, error);
    if (error) return fail(folder.string(), error.message(), "-o 须是可写的文件夹");
    Result<bool> written = write_documents(documents, request.formats, folder, out->work());
    if (!written) return Fail(written.error());
    Result<std::vector<fs::path>> placed = out->exchange({name});
    if (!placed) return Fail(placed.error());
    Reported done;
    for (const report::UnitDocument& document : documents) {
        for (const std::string& format : request.formats) {
            done.files.push_back(placed->front() / (document.file + "." + format));
        }
    }
    return done;
}

}  // namespace

Result<Reported> report_units(store::Store& store, const fs::path& data_dir,
                              const ReportRequest& request, UnitKind kind) {
    for (const std::string& format : request.formats) {
        if (format == "docx" || format == "pdf" || format == "html") continue;
        return fail("--formats", format + " 不用于单位文书", "可用 docx,pdf,html");
    }
    Result<ScoredCampaign> scored =
        score_campaign(store, data_dir, request.campaign, request.ruleset);
    if (!scored) return Fail(scored.error());
    Result<std::optional<Campaign>> before = previous_campaign(store, scored->result.campaign);
    if (!before) return Fail(before.error());
    std::optional<ScoredCampaign> previous;
    if (*before) {
        Result<ScoredCampaign> last = score_campaign(store, data_dir, (*before)->id, "");
        if (!last) return Fail(last.error());
        previous = std::move(*last);
    }
    auto stood = previous_findings(store, data_dir, scored->result.campaign);
    if (!stood) return Fail(stood.error());
    const report::UnitInput input{scored->result, scored->ruleset, scored->registry,
                                  previous ? &previous->result : nullptr, std::move(*stood)};
    const report::UnitDocuments made = kind == UnitKind::notice ? report::build_notices(input)
                                                                : report::build_unit_sheets(input);
    if (!made.problems.empty()) {
        return fail("documents", fmt::format("自相矛盾：{}", fmt::join(made.problems, "；")),
                    "更正数据后重试；没有写出任何文件");
    }
    Result<Reported> out = write_all(made.documents, request,
                                     kind == UnitKind::notice ? "notices" : "unit-sheets");
    if (out) out->warnings = made.warnings;
    return out;
}

}  // namespace mingcha::app
