#include "app/report_campaign.h"

#include <fmt/format.h>

#include <fstream>

#include "app/output_folder.h"
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
