// A campaign's circular as the console holds it: the draft and its files, made once for as long as
// nothing changes that they are made from.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "app/publication.h"
#include "server/call.h"
#include "server/people_json.h"

namespace mingcha::server {

inline constexpr std::size_t kMaxKeptDocuments = 60;  // of all campaigns, formats and pages
inline constexpr std::size_t kMaxKeptDrafts = 6;
// A page asks for several things at once: so many wait so long for the draft, others come again.
inline constexpr int kMaxWaitingForDraft = 2;
inline constexpr std::chrono::milliseconds kDraftWait{4'000};

// Changes with whatever the circular is made from: facts, rows, decisions, its own texts. Errors:
// the store's.
Result<std::string> circular_revision(Call& call);

// The draft of the campaign of the path, which whoever asks may look at. Answers instead: 404, 422,
// 503 while another one is being made.
struct SeenDraft {
    std::shared_ptr<const app::CircularDraft> draft;
    std::string revision;
    httpd::Response instead;  // where `draft` is null
};
SeenDraft seen_draft(Call& call);

// Bytes made of this revision, on a connection of their own; nullopt: another one is being made.
using MakeBytes = std::function<Result<std::string>(store::Store&)>;
std::optional<Result<std::string>> kept_document(Call& call, const std::string& key,
                                                 const std::string& revision,
                                                 const MakeBytes& make);

// docx, pdf, html, xlsx or json of the circular as it stands now.
std::optional<Result<std::string>> circular_file(Call& call, const std::string& revision,
                                                 const std::string& format);

// Media type of docx, pdf, html, xlsx or json; empty: none of them.
std::string_view type_of_format(std::string_view format);

// A file of a circular to keep under `name`. Html is shown inert.
httpd::Response file_answer(std::string_view format, const std::string& name,
                            const std::string& bytes);

// How it stands, as the API prints it; held the store's mutex. Errors: the store's.
Result<Json> publication_json(Call& call, const app::CircularDraft& draft,
                              const std::string& revision);

// Sections with their texts, before and after they were filled; the mutex likewise.
Result<Json> circular_texts_json(Call& call, const app::CircularDraft& draft);

}  // namespace mingcha::server
