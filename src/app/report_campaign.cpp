#include "app/report_campaign.h"

#include <fmt/format.h>

#include <fstream>

#include "app/score_campaign.h"
#include "app/verdicts.h"
#include "gather/pdf.h"
#include "office/docx_write.h"
#include "office/xlsx_write.h"
#include "proof/compare.h"
#include "report/circular.h"
#include "report/document_html.h"

namespace mingcha::app {

namespace fs = std::filesystem;

namespace {

std::map<std::string, std::string> read_templates(const fs::path& file) {
    std::map<std::string, std::string> out;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        const std::size_t equals = line.find('=');
        if (equals == std::string::npos || line.starts_with('#')) continue;
        out[line.substr(0, equals)] = line.substr(equals + 1);
    }
    return out;
}

Result<bool> write_file(const fs::path& file, const std::string& bytes) {
    std::ofstream out(file, std::ios::binary);
    out << bytes;
    out.close();
    if (!out) return fail(file.string(), "could not be written", "磁盘空间和权限？");
    return true;
}

Result<std::optional<Points>> previous_rate(store::Store& store, const fs::path& data_dir,
                                            const Campaign& campaign) {
    if (campaign.previous_site_rate) return campaign.previous_site_rate;
    Result<std::optional<Campaign>> before = previous_campaign(store, campaign);
    if (!before) return Fail(before.error());
    if (!*before) return std::optional<Points>();
    if ((*before)->origin == CampaignOrigin::document) {
        const auto printed = (*before)->fields.find("site_pass_rate");
        if (printed == (*before)->fields.end()) return std::optional<Points>();
        Result<Points> rate = parse_points(printed->second);
        if (!rate) return Fail(rate.error());
        return std::optional<Points>(*rate);
    }
    Result<ScoredCampaign> scored = score_campaign(store, data_dir, (*before)->id, "");
    if (!scored) return Fail(scored.error());
    return scored->result.summary.site_pass_rate;
}

// The folder in which files are made before they are put in place; removed with all in it.
struct Scratch {
    fs::path path;
    ~Scratch() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
};

Result<std::string> bytes_of(const std::string& format, const report::Circular& circular,
                             const CampaignResult& result) {
    if (format == "docx") return office::write_docx(circular.document);
    if (format == "json") return report::circular_json(circular, result);
    if (format == "xlsx") {
        office::Sheets sheets;
        for (const report::Annex& annex : circular.annexes) {
            sheets.emplace_back(fmt::format("附件{}", sheets.size() + 1), annex.table);
        }
        return office::write_xlsx(sheets);
    }
    return report::document_html(circular.document);
}

Result<Reported> write_all(const report::Circular& circular, const CampaignResult& result,
                           const ReportRequest& request) {
    std::error_code error;
    fs::create_directories(request.out, error);
    const Scratch scratch{request.out / fmt::format(".circular-{}", result.campaign.id)};
    fs::create_directories(scratch.path, error);
    if (error) return fail(request.out.string(), error.message(), "-o 须是可写的文件夹");
    std::set<std::string> needed = request.formats;
    if (needed.contains("pdf")) needed.insert("html");
    for (const std::string& format : needed) {
        if (format == "pdf") continue;
        Result<std::string> bytes = bytes_of(format, circular, result);
        if (!bytes) return Fail(bytes.error());
        Result<bool> written = write_file(scratch.path / ("circular." + format), *bytes);
        if (!written) return Fail(written.error());
    }
    if (needed.contains("pdf")) {
        Result<bool> printed = gather::print_pdf(scratch.path / "circular.html",
                                                 scratch.path / "circular.pdf", scratch.path);
        if (!printed) return Fail(printed.error());
    }
    Reported out;
    for (const std::string& format : request.formats) {
        const fs::path file = request.out / ("circular." + format);
        fs::rename(scratch.path / ("circular." + format), file, error);
        if (error) return fail(file.string(), error.message());
        out.files.push_back(file);
    }
    out.warnings = circular.warnings;
    return out;
}

Result<report::Circular> circular_of(store::Store& store, const fs::path& data_dir,
                                     const ScoredCampaign& scored, bool internal) {
    Result<std::optional<Points>> before =
        previous_rate(store, data_dir, scored.result.campaign);
    if (!before) return Fail(before.error());
    return report::build_circular({scored.result, scored.ruleset, scored.registry, *before,
                                   internal, read_templates(data_dir / "circular-templates.txt")});
}

}  // namespace

Result<Reported> report_campaign(store::Store& store, const fs::path& data_dir,
                                 const ReportRequest& request) {
    Result<ScoredCampaign> scored =
        score_campaign(store, data_dir, request.campaign, request.ruleset);
    if (!scored) return Fail(scored.error());
    const Result<report::Circular> built =
        circular_of(store, data_dir, *scored, request.internal);
    if (!built) return Fail(built.error());
    const report::Circular& circular = *built;
    const std::vector<std::string> problems = report::self_check(circular, scored->result);
    if (!problems.empty()) {
        return fail("circular", fmt::format("自相矛盾：{}", fmt::join(problems, "；")),
                    "更正数据后重试；没有写出任何文件");
    }
    return write_all(circular, scored->result, request);
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
    const Result<report::Circular> circular = circular_of(store, data_dir, *scored, true);
    if (!circular) return Fail(circular.error());
    // The same road as the file's, so that what a document loses is lost on both sides.
    const auto own = proof::document_from_html(report::document_html(circular->document));
    if (!own) return Fail(own.error());
    return proof::compare(file, proof::take_apart(*own));
}

}  // namespace mingcha::app
