#include "server/circular_desk.h"

#include <algorithm>

#include "app/campaigns.h"
#include "base/text.h"
#include "store/publication_rows.h"

namespace mingcha::server {

namespace {

struct Format {
    std::string_view name, type;
};
constexpr Format kFormats[] = {
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"pdf", "application/pdf"},
    {"html", "text/html; charset=utf-8"},
    {"json", "application/json"}};

std::optional<std::string> kept(Call& call, const std::string& key, const std::string& revision) {
    const std::lock_guard lock(call->documents_mutex);
    const auto found = call->documents.find(key);
    if (found == call->documents.end() || found->second.revision != revision) return std::nullopt;
    return found->second.bytes;
}

std::shared_ptr<const app::CircularDraft> draft_kept(Call& call, const std::string& id,
                                                     const std::string& revision) {
    const std::lock_guard lock(call->documents_mutex);
    const auto found = call->drafts.find(id);
    if (found == call->drafts.end() || found->second.revision != revision) return nullptr;
    return found->second.draft;
}

void wait_for(Call& call, std::unique_lock<std::timed_mutex>& turn) {
    if (call->waiting_for_document.fetch_add(1) < kMaxWaitingForDraft) {
        (void)turn.try_lock_for(kDraftWait);
    }
    call->waiting_for_document.fetch_sub(1);
}

}  // namespace

Result<std::string> circular_revision(Call& call) {
    const std::lock_guard lock(call->store_mutex);
    auto facts = app::facts_revision(call->store, call->options.data_dir, call.now());
    if (!facts) return facts;
    const auto revisions = call->store.revisions();
    if (!revisions) return Fail(revisions.error());
    const auto texts = revisions->find(store::kCircularTextKind);
    return *facts + "." + std::to_string(texts == revisions->end() ? 0 : texts->second);
}

SeenDraft seen_draft(Call& call) {
    Seen seen = seen_campaign(call);
    if (!seen.view) return {nullptr, {}, std::move(seen.instead)};
    const auto revision = circular_revision(call);
    if (!revision) return {nullptr, {}, broken(revision.error())};
    const std::string& id = call.path.front();
    if (auto draft = draft_kept(call, id, *revision)) return {std::move(draft), *revision, {}};
    std::unique_lock turn(call->making_document, std::try_to_lock);
    if (!turn.owns_lock()) wait_for(call, turn);
    if (!turn.owns_lock()) return {nullptr, {}, not_ready()};
    if (auto draft = draft_kept(call, id, *revision)) return {std::move(draft), *revision, {}};
    const auto store = call->options.open_store();
    if (!store) return {nullptr, {}, broken(store.error())};
    auto made = app::draft_circular(**store, call->options.data_dir, id, true);
    if (!made) return {nullptr, {}, conflict(made.error())};
    auto draft = std::make_shared<const app::CircularDraft>(std::move(*made));
    const std::lock_guard lock(call->documents_mutex);
    if (call->drafts.size() >= kMaxKeptDrafts) call->drafts.clear();
    call->drafts[id] = {*revision, draft};
    return {std::move(draft), *revision, {}};
}

std::optional<Result<std::string>> kept_document(Call& call, const std::string& key,
                                                 const std::string& revision,
                                                 const MakeBytes& make) {
    if (auto bytes = kept(call, key, revision)) return Result<std::string>(std::move(*bytes));
    const std::unique_lock turn(call->making_document, std::try_to_lock);
    if (!turn.owns_lock()) return std::nullopt;
    const auto store = call->options.open_store();
    if (!store) return Result<std::string>(Fail(store.error()));
    Result<std::string> made = make(**store);
    if (!made) return made;
    const std::lock_guard lock(call->documents_mutex);
    if (call->documents.size() >= kMaxKeptDocuments) call->documents.clear();
    call->documents[key] = {revision, *made};
    return made;
}

std::string_view type_of_format(std::string_view format) {
    for (const Format& each : kFormats) {
        if (each.name == format) return each.type;
    }
    return {};
}

httpd::Response file_answer(std::string_view format, const std::string& name,
                            const std::string& bytes) {
    httpd::Response out;
    out.headers = {{"Content-Type", std::string(type_of_format(format))},
                   {"Content-Disposition", "attachment; filename=\"" + name + "\""},
                   {"Cache-Control", "private, no-store"}};
    // Our own document, with styles within and no script.
    if (format == "html") {
        out.headers.emplace_back("Content-Security-Policy",
                                 "sandbox; default-src 'none'; style-src 'unsafe-inline'; "
                                 "img-src data:; frame-ancestors 'self'");
    }
    out.body = bytes;
    return out;
}

std::optional<Result<std::string>> circular_file(Call& call, const std::string& revision,
                                                 const std::string& format) {
    const std::string& id = call.path.front();
    return kept_document(
        call, id + " " + format, revision, [&](store::Store& store) -> Result<std::string> {
            auto made = app::make_circular(store, call->options.data_dir, id, {format});
            if (!made) return Fail(made.error());
            return std::move(made->files[format]);
        });
}

}  // namespace mingcha::server
