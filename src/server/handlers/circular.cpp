// The circular: as sections to look at, and as a file.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <optional>

#include "app/report_campaign.h"
#include "base/text.h"
#include "report/circular.h"
#include "server/routes.h"
#include "server/view_json.h"

namespace mingcha::server {

namespace fs = std::filesystem;
namespace {

constexpr std::size_t kMaxKept = 12;  // documents of all campaigns and formats

struct Format {
    std::string_view name, type;
};
constexpr Format kFormats[] = {
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"pdf", "application/pdf"},
    {"html", "text/html; charset=utf-8"}};

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

// A folder that goes with its contents.
class Scratch {
public:
    explicit Scratch(const std::string& name) : path_(fs::temp_directory_path() / name) {
        std::error_code error;
        fs::create_directories(path_, error);
        fs::permissions(path_, fs::perms::owner_all, error);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch() {
        std::error_code error;
        fs::remove_all(path_, error);
    }
    const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

Result<std::string> file_bytes(Call& call, store::Store& store, const std::string& campaign,
                               const std::string& format) {
    const Scratch scratch("mingcha-circular-" + call->options.make_token().substr(0, 16));
    app::ReportRequest request;
    request.campaign = campaign;
    request.out = scratch.path() / "out";
    request.formats = {format};
    const auto reported = app::report_campaign(store, call->options.data_dir, request);
    if (!reported) return Fail(reported.error());
    std::ifstream in(request.out / ("circular." + format), std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (!in.good() && !in.eof())
        return fail("circular", "写出的文件读不回来", "检查临时目录的空间");
    return bytes;
}

std::optional<std::string> kept_document(Call& call, const std::string& key,
                                         const std::string& revision) {
    const std::lock_guard lock(call->documents_mutex);
    const auto found = call->documents.find(key);
    if (found == call->documents.end() || found->second.revision != revision) return std::nullopt;
    return found->second.bytes;
}

// The document, made where there is none of this revision. None: another one is being made.
template <class Make>
std::optional<Result<std::string>> document(Call& call, const std::string& key,
                                            const std::string& revision, Make make) {
    if (auto kept = kept_document(call, key, revision)) {
        return Result<std::string>(std::move(*kept));
    }
    const std::unique_lock turn(call->making_document, std::try_to_lock);
    if (!turn.owns_lock()) return std::nullopt;
    const auto store = call->options.open_store();
    if (!store) return Result<std::string>(Fail(store.error()));
    Result<std::string> made = make(**store);
    if (!made) return made;
    const std::lock_guard lock(call->documents_mutex);
    if (call->documents.size() >= kMaxKept) call->documents.clear();
    call->documents[key] = {revision, *made};
    return made;
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
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const std::string& revision = seen.view->revision;
    if (auto same = known_answer(call, revision)) return std::move(*same);
    const std::string id = seen.view->result.campaign.id;
    const auto make = [&](store::Store& store) -> Result<std::string> {
        const auto draft = app::draft_circular(store, call->options.data_dir, id, true);
        if (!draft) return Fail(draft.error());
        return model_json(id, revision, *draft);
    };
    const auto body = document(call, id + " json", revision, make);
    if (!body) return not_ready();
    if (!*body) return conflict(body->error());
    return cached_json(call, revision, **body);
}

httpd::Response download_circular(Call& call) {
    const std::string& format = call.path[1];
    const Format* known = nullptr;
    for (const Format& each : kFormats) {
        if (each.name == format) known = &each;
    }
    if (known == nullptr) {
        return not_found("没有 " + shorten(format, 20) + " 格式的通报", "docx、pdf、html 或 xlsx");
    }
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const std::string id = seen.view->result.campaign.id;
    const auto bytes =
        document(call, id + " " + format, seen.view->revision,
                 [&](store::Store& store) { return file_bytes(call, store, id, format); });
    if (!bytes) return not_ready();
    if (!*bytes) return contradicting(bytes->error());
    {
        const std::lock_guard lock(call->store_mutex);
        (void)app::log_action(call->store, call.actor, "download_circular", id + " " + format,
                              people::AuditResult::done);
    }
    httpd::Response out;
    out.headers = {
        {"Content-Type", std::string(known->type)},
        {"Content-Disposition", fmt::format("attachment; filename=\"circular.{}\"", format)},
        {"Cache-Control", "private, no-store"}};
    // Our own document, with styles within and no script.
    if (format == "html") {
        out.headers.emplace_back("Content-Security-Policy",
                                 "sandbox; default-src 'none'; style-src 'unsafe-inline'; "
                                 "img-src data:; frame-ancestors 'self'");
    }
    out.body = **bytes;
    return out;
}

}  // namespace mingcha::server
