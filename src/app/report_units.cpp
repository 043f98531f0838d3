#include "app/report_units.h"

#include <fmt/format.h>

#include <fstream>

#include "app/score_campaign.h"
#include "app/verdicts.h"
#include "gather/pdf.h"
#include "office/docx_write.h"
#include "report/document_html.h"
#include "report/unit_documents.h"

namespace mingcha::app {

namespace fs = std::filesystem;

namespace {

struct Scratch {
    fs::path path;
    ~Scratch() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
};

Result<bool> write_file(const fs::path& file, const std::string& bytes) {
    std::ofstream out(file, std::ios::binary);
    out << bytes;
    out.close();
    if (!out) return fail(file.string(), "could not be written", "磁盘空间和权限？");
    return true;
}

Result<bool> write_document(const report::UnitDocument& document, const fs::path& folder,
                            const fs::path& work, const std::set<std::string>& formats) {
    if (formats.contains("docx")) {
        Result<std::string> bytes = office::write_docx(document.document);
        if (!bytes) return Fail(bytes.error());
        Result<bool> written = write_file(folder / (document.file + ".docx"), *bytes);
        if (!written) return written;
    }
    if (!formats.contains("html") && !formats.contains("pdf")) return true;
    const bool kept = formats.contains("html");
    const fs::path html = (kept ? folder : work) / (document.file + ".html");
    Result<bool> written = write_file(html, report::document_html(document.document));
    if (!written || !formats.contains("pdf")) return written;
    return gather::print_pdf(html, folder / (document.file + ".pdf"), work);
}

Result<Reported> write_all(const std::vector<report::UnitDocument>& documents,
                           const ReportRequest& request, const std::string& name) {
    std::error_code error;
    fs::create_directories(request.out, error);
    const Scratch scratch{request.out / fmt::format(".{}-{}", name, request.campaign)};
    const fs::path folder = scratch.path / "new", work = scratch.path / "work";
    fs::create_directories(folder, error);
    if (!error) fs::create_directories(work, error);
    if (error) return fail(request.out.string(), error.message(), "-o 须是可写的文件夹");
    for (const report::UnitDocument& document : documents) {
        Result<bool> written = write_document(document, folder, work, request.formats);
        if (!written) return Fail(written.error());
    }
    const fs::path target = request.out / name;
    if (fs::exists(target, error)) {
        fs::rename(target, scratch.path / "old", error);
        if (error) return fail(target.string(), error.message());
    }
    fs::rename(folder, target, error);
    if (error) {
        const Error failed{target.string(), error.message(), {}};
        fs::rename(scratch.path / "old", target, error);
        return Fail(failed);
    }
    Reported out;
    for (const report::UnitDocument& document : documents) {
        for (const std::string& format : request.formats) {
            out.files.push_back(target / (document.file + "." + format));
        }
    }
    return out;
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
    const report::UnitInput input{scored->result, scored->ruleset, scored->registry,
                                  previous ? &previous->result : nullptr};
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
