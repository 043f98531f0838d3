// The circular: as sections to look at, and as a file.
#include <fmt/format.h>

#include <charconv>

#include "app/circular_pages.h"
#include "app/report_campaign.h"
#include "base/text.h"
#include "report/circular.h"
#include "server/circular_desk.h"
#include "server/routes.h"
#include "server/view_json.h"

namespace mingcha::server {

namespace {

std::string_view style_name(office::Style style) {
    static constexpr std::string_view kNames[] = {"title",   "number",    "addressee",  "body",
                                                  "heading", "signature", "attachment", "annex",
                                                  "note",    "imprint"};
    return kNames[static_cast<std::size_t>(style)];
}

Json blocks_of(const office::Document& document) {
    Json rows = Json::array();
    for (const office::Section& section : document.sections) {
        for (const office::Block& block : section.blocks) {
            const auto* paragraph = std::get_if<office::Paragraph>(&block);
            if (paragraph == nullptr) continue;  // tables are the annexes
            rows.push_back({{"style", style_name(paragraph->style)},
                            {"lead", paragraph->lead},
                            {"text", paragraph->text}});
        }
    }
    return rows;
}

Json annexes_of(const report::Circular& circular) {
    Json rows = Json::array();
    for (std::size_t i = 0; i < circular.annexes.size(); ++i) {
        const report::Annex& annex = circular.annexes[i];
        rows.push_back({{"label", report::annex_label(i, circular.annexes.size())},
                        {"title", annex.title},
                        {"head", annex.table.head},
                        {"rows", annex.table.rows},
                        {"note", annex.note}});
    }
    return rows;
}

std::string model_json(const std::string& campaign, const std::string& revision,
                       const app::CircularDraft& draft) {
    Json contradictions = Json::array();
    for (const proof::Problem& each : draft.contradictions) {
        contradictions.push_back({{"kind", each.kind},
                                  {"where", each.where},
                                  {"claimed", each.claimed},
                                  {"computed", each.computed},
                                  {"text", each.text}});
    }
    return dumped({{"campaign", campaign},
                   {"title", draft.circular.document.title},
                   {"blocks", blocks_of(draft.circular.document)},
                   {"annexes", annexes_of(draft.circular)},
                   {"warnings", draft.circular.warnings},
                   {"disagreements", contradictions},
                   {"writable", draft.contradictions.empty()},
                   {"revision", revision}});
}

// Every place where it contradicts itself.
httpd::Response contradicting(const Error& error) {
    Problem said{409, "contradiction", "通报没有写出", error.what, error.hint, error.where, {}};
    for (const std::string_view line : split(error.what, '\n')) {
        if (line.starts_with('[')) said.problems.emplace_back(line);
    }
    return problem(said);
}

}  // namespace

httpd::Response get_circular(Call& call) {
    SeenDraft seen = seen_draft(call);
    if (!seen.draft) return std::move(seen.instead);
    if (auto same = known_answer(call, seen.revision)) return std::move(*same);
    return cached_json(call, seen.revision,
                       model_json(call.path.front(), seen.revision, *seen.draft));
}

httpd::Response download_circular(Call& call) {
    const std::string& format = call.path[1];
    const std::string_view type = type_of_format(format);
    if (type.empty() || format == "json") {
        return not_found("没有 " + shorten(format, 20) + " 格式的通报", "docx、pdf、html 或 xlsx");
    }
    Seen seen = seen_campaign(call);
    if (!seen.view) return std::move(seen.instead);
    const auto revision = circular_revision(call);
    if (!revision) return broken(revision.error());
    const auto bytes = circular_file(call, *revision, format);
    if (!bytes) return not_ready();
    if (!*bytes) return contradicting(bytes->error());
    {
        const std::lock_guard lock(call->store_mutex);
        (void)app::log_action(call->store, call.actor, "download_circular",
                              call.path.front() + " " + format, people::AuditResult::done);
    }
    return file_answer(format, "circular." + format, **bytes);
}

httpd::Response list_circular_pages(Call& call) {
    Seen seen = seen_campaign(call);
    if (!seen.view) return std::move(seen.instead);
    const auto revision = circular_revision(call);
    if (!revision) return broken(revision.error());
    const auto pdf = circular_file(call, *revision, "pdf");
    if (!pdf) return not_ready();
    if (!*pdf) return contradicting(pdf->error());
    const auto pages = app::circular_page_count(**pdf);
    if (!pages) return conflict(pages.error());
    return json(
        200, dumped({{"campaign", call.path.front()}, {"revision", *revision}, {"pages", *pages}}));
}

httpd::Response get_circular_page(Call& call) {
    int page = 0;
    const std::string& text = call.path[1];
    const auto read = std::from_chars(text.data(), text.data() + text.size(), page);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || page < 1 ||
        page > app::kMaxCircularPages) {
        return not_found("没有这一页", "页码从 1 开始");
    }
    Seen seen = seen_campaign(call);
    if (!seen.view) return std::move(seen.instead);
    const auto revision = circular_revision(call);
    if (!revision) return broken(revision.error());
    const auto pdf = circular_file(call, *revision, "pdf");
    if (!pdf) return not_ready();
    if (!*pdf) return contradicting(pdf->error());
    const auto png =
        kept_document(call, call.path.front() + " page " + std::to_string(page), *revision,
                      [&](store::Store&) { return app::circular_page_png(**pdf, page); });
    if (!png) return not_ready();
    if (!*png) return not_found(png->error().what, png->error().hint);
    httpd::Response out;
    out.headers = {{"Content-Type", "image/png"}, {"Cache-Control", "private, no-store"}};
    out.body = **png;
    return out;
}

}  // namespace mingcha::server
