#include "app/report_campaign.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <set>
#include <tuple>

#include "app/campaign_view.h"
#include "app/casework.h"
#include "app/circular_texts.h"
#include "app/office_rules.h"
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

constexpr std::size_t kQuoted = 80;                       // characters of a place
constexpr const char* kScratchName = "mingcha-circular";  // never there itself

// Paragraphs that people write themselves in the place of drafted ones.
constexpr std::array kOwnParagraphs{"achievements",   "problems", "problems_more",
                                    "accountability", "demands",  "closing"};

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
    CircularTemplates templates;
};

Result<Built> circular_of(store::Store& store, const fs::path& data_dir,
                          const ScoredCampaign& scored, bool internal) {
    const Result<ReportBackground> before = report_background(store, data_dir, scored);
    if (!before) return Fail(before.error());
    Result<CircularTemplates> templates =
        circular_templates(store, data_dir, scored.result.campaign.id);
    if (!templates) return Fail(templates.error());
    Result<report::Circular> own = report::build_circular(
        {scored.result, scored.ruleset, scored.registry, before->previous_site_rate, internal,
         templates->all, typed_keys(), before->background});
    if (!own) return Fail(own.error());
    CampaignResult unwritten = scored.result;
    for (const char* key : kOwnParagraphs) unwritten.campaign.fields.erase(key);
    Result<report::Circular> plain = report::build_circular({unwritten,
                                                             scored.ruleset,
                                                             scored.registry,
                                                             before->previous_site_rate,
                                                             internal,
                                                             {},
                                                             typed_keys(),
                                                             before->background});
    if (!plain) return Fail(plain.error());
    auto exceptions = exceptions_in_force(store, scored.result.campaign);
    if (!exceptions) return Fail(exceptions.error());
    own->exceptions = std::move(*exceptions);
    return Built{std::move(*own), std::move(*plain), std::move(*templates)};
}

Result<proof::Circular> as_read(const report::Circular& circular) {
    const auto document = proof::document_from_html(report::document_html(circular.document));
    if (!document) return Fail(document.error());
    return proof::take_apart(*document);
}

// What the campaign gives now, as a file of it would be read: what a document loses is lost on both
// sides. Errors: as score_campaign; a campaign that was read from a document.
Result<proof::Circular> own_circular(store::Store& store, const fs::path& data_dir,
                                     const std::string& campaign) {
    const Result<ScoredCampaign> scored = score_campaign(store, data_dir, campaign, "");
    if (!scored) return Fail(scored.error());
    if (scored->result.campaign.origin == CampaignOrigin::document) {
        return fail("--campaign", campaign + " was itself read from a document",
                    "与本系统检查的一期比对");
    }
    const Result<Built> built = circular_of(store, data_dir, *scored, true);
    if (!built) return Fail(built.error());
    return as_read(built->circular);
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

CircularDraft draft_of(Built built, std::vector<proof::Problem> contradictions,
                       const ScoredCampaign& scored) {
    CircularDraft draft;
    draft.circular = std::move(built.circular);
    draft.contradictions = std::move(contradictions);
    draft.ruleset = scored.ruleset.id;
    draft.of_office = std::move(built.templates.of_office);
    draft.own_texts = std::move(built.templates.own);
    const auto count = [&](const std::vector<ScoredFinding>& findings) {
        for (const ScoredFinding& each : findings) {
            const Rule* rule = scored.ruleset.find(each.finding.rule);
            if (!waits_for_person(each, rule)) continue;
            const bool veto = rule != nullptr && rule->is_veto();
            ++(veto ? draft.vetoes_waiting : draft.others_waiting);
        }
    };
    for (const SiteResult& site : scored.result.sites) count(site.findings);
    for (const AccountResult& account : scored.result.accounts) count(account.findings);
    return draft;
}

// The pdf, printed in a folder that goes away.
Result<std::string> pdf_of(const report::Circular& circular) {
    std::error_code error;
    Result<OutputFolder> folder =
        OutputFolder::beside(fs::temp_directory_path(error) / kScratchName);
    if (!folder) return Fail(folder.error());
    const fs::path html = folder->work() / "circular.html";
    const fs::path pdf = folder->made() / "circular.pdf";
    Result<bool> done = write_file(html, report::document_html(circular.document));
    if (done) done = gather::print_pdfs({{html, pdf}}, folder->work());
    if (!done) return Fail(done.error());
    std::ifstream in(pdf, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (bytes.empty()) return fail("circular.pdf", "写出的文件读不回来", "检查临时目录的空间");
    return bytes;
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
    return fail(
        "circular", "自相矛盾：\n" + join(refused, "\n"),
        fmt::format("更正数据、campaign set 填写的文字、本期正文或 {} 后重试；没有写出任何文件",
                    kTemplatesFile));
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
    return draft_of(std::move(*built), std::move(*found), *scored);
}

Result<MadeCircular> make_circular(store::Store& store, const fs::path& data_dir,
                                   const std::string& campaign,
                                   const std::set<std::string>& formats) {
    const Result<ScoredCampaign> scored = score_campaign(store, data_dir, campaign, "");
    if (!scored) return Fail(scored.error());
    Result<Built> built = circular_of(store, data_dir, *scored, true);
    if (!built) return Fail(built.error());
    if (const Result<bool> agrees = check_itself(*built); !agrees) return Fail(agrees.error());
    MadeCircular made;
    for (const std::string& format : formats) {
        Result<std::string> bytes = format == "pdf"
                                        ? pdf_of(built->circular)
                                        : bytes_of(format, built->circular, scored->result);
        if (!bytes) return Fail(bytes.error());
        made.files[format] = std::move(*bytes);
    }
    made.draft = draft_of(std::move(*built), {}, *scored);
    return made;
}

Result<std::vector<proof::Problem>> differences_from_campaign(store::Store& store,
                                                              const fs::path& data_dir,
                                                              const std::string& campaign,
                                                              const proof::Circular& file) {
    const auto own = own_circular(store, data_dir, campaign);
    if (!own) return Fail(own.error());
    std::set<std::tuple<std::string, std::string, std::string>> ours;
    for (const proof::Problem& each : proof::check(*own).problems) {
        ours.emplace(each.kind, each.claimed, each.computed);
    }
    std::vector<proof::Problem> found = proof::check(file).problems;
    std::erase_if(found, [&](const proof::Problem& each) {
        return ours.contains({each.kind, each.claimed, each.computed});
    });
    proof::Report compared = proof::compare(file, *own);
    std::move(compared.problems.begin(), compared.problems.end(), std::back_inserter(found));
    return found;
}

Result<proof::Report> compare_with_campaign(store::Store& store, const fs::path& data_dir,
                                            const std::string& campaign,
                                            const proof::Circular& file) {
    const auto own = own_circular(store, data_dir, campaign);
    if (!own) return Fail(own.error());
    return proof::compare(file, *own);
}

}  // namespace mingcha::app
