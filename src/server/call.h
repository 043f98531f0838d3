// What a handler of the API is given: the request, who asks, what they reach, and the services.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <atomic>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "app/audit_log.h"
#include "app/directory.h"
#include "app/views.h"
#include "httpd/server.h"
#include "people/rights.h"
#include "server/bundle.h"
#include "server/capture_links.h"
#include "server/problem.h"
#include "server/query.h"
#include "server/sessions.h"
#include "store/store.h"

namespace mingcha::app {
struct CircularDraft;
class InspectionDesk;
}

namespace mingcha::server {

class StreamPlaces;

struct ConsoleOptions {
    std::filesystem::path data_dir;
    std::string version;
    // A connection of its own for the thread that scores; the requests use the console's store.
    std::function<Result<std::unique_ptr<store::Store>>()> open_store;
    std::function<std::string()> make_token;  // 64 hex digits, or a test's own
    std::function<std::string(std::size_t)> random_bytes;
    std::function<Instant()> now;        // the wall clock, or a test's own
    std::span<const BundleFile> bundle;  // the web console; may be empty
    // Where inspections are run; outlives the console. nullptr: none can be begun here.
    app::InspectionDesk* desk = nullptr;
    // Told the path of the one-time page where nobody is there yet ("/first-start?token=…").
    std::function<void(const std::string& path)> on_first_start;
};

// Bodies kept for whoever asks again; beyond it all are forgotten.
inline constexpr std::size_t kMaxAnswerBytes = 32U << 20;

// Shared by all requests.
struct Services {
    Services(store::Store& database, ConsoleOptions given);
    ~Services();

    // The directory as it stands, read again only when it changed.
    Result<std::shared_ptr<const app::Directory>> directory();

    store::Store& store;
    std::mutex store_mutex;  // held while `store` is used
    ConsoleOptions options;
    app::Views views;
    Sessions sessions;
    FailureWatch failures;
    CaptureLinks capture_links;
    std::string first_token;  // good while there is nobody
    std::unique_ptr<StreamPlaces> streams;

    // One circular is made at a time, on a connection of its own, and whoever comes meanwhile is
    // told to come again; the last ones are kept as long as nothing changed.
    struct Document {
        std::string revision, bytes;
    };
    std::timed_mutex making_document;
    std::atomic<int> waiting_for_document = 0;  // requests
    std::mutex documents_mutex;
    std::map<std::string, Document> documents;  // by campaign and format
    struct KeptDraft {
        std::string revision;
        std::shared_ptr<const app::CircularDraft> draft;
    };
    std::map<std::string, KeptDraft> drafts;  // by campaign

    std::mutex answers_mutex;
    std::unordered_map<std::string, std::string> answers;  // bodies by ETag
    std::size_t answer_bytes = 0;                          // at most kMaxAnswerBytes

private:
    std::mutex directory_mutex_;
    std::shared_ptr<const app::Directory> directory_;
    std::string directory_stamp_;
};

struct Call {
    Services& services;
    const httpd::Request& request;
    Query query;
    std::vector<std::string> path;  // values of the path's {names}, in order, decoded
    std::shared_ptr<const app::Directory> directory;
    std::optional<Session> session;          // none: an open route
    const people::Person* person = nullptr;  // within `directory`; nullptr: an open route
    people::Reach reach;                     // of the route's action
    app::Actor actor;

    bool separate() const { return directory->settings.separate_duties; }
    bool may(people::Action action, std::string_view office) const;
    Instant now() const { return actor.at; }
    Services* operator->() const { return &services; }
};

inline constexpr std::string_view kCookie = "mingcha_session";
inline constexpr std::string_view kPasswordWanted = "password-change-wanted";

// The request's body as a JSON object whose fields are all among `known`. Errors: no JSON, too
// deep, another shape, a field nobody knows.
Result<nlohmann::ordered_json> object_body(const Call& call,
                                           std::initializer_list<std::string_view> known);
// Errors: absent where `needed`, no text.
Result<std::string> text_field(const nlohmann::ordered_json& body, const char* name, bool needed);

// The campaign of the path that this person may look at, by its view. Answers instead: 404, 503.
struct Seen {
    std::shared_ptr<const app::CampaignView> view;
    httpd::Response instead;  // where `view` is null
};
Seen seen_campaign(Call& call);

// Where the browser has the answer already, 304; where it was made before for the same view, reach,
// person and address, that.
std::optional<httpd::Response> known_answer(const Call& call, std::string_view revision);
httpd::Response cached_json(const Call& call, std::string_view revision, std::string body);

}  // namespace mingcha::server
