// From a draft to the official circular: submitted, approved by somebody else, published as a
// version whose files stay as they are, corrected by a further version; and the docx that comes
// back from a word processor. What step may follow is said by workflow/publication.h. Every step is
// logged with it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/audit_log.h"
#include "app/report_campaign.h"
#include "base/result.h"
#include "model/publication.h"
#include "store/store.h"
#include "workflow/publication.h"

namespace mingcha::app {

// What stands in the way of approving or publishing.
struct Obstacle {
    std::string kind;  // origin, draft-round, vetoes, review, contradiction, blank
    std::string text;  // Chinese
    std::string hint;  // how to mend it
};

// How a circular stands, beside what it would say now.
struct PublicationDesk {
    workflow::Publication standing;
    workflow::PublicationState state = workflow::PublicationState::draft;
    bool fallen = false;  // it was submitted or approved, and the text changed since
    // Since the submission, or since the version that was published last; empty: nothing.
    std::vector<std::string> changes;
    std::vector<Obstacle> obstacles;
    std::vector<std::string> remarks;  // unusual, and no obstacle
    CircularPrint now;
    std::vector<PublishedVersion> versions;  // oldest first; the last one is official
};

CircularPrint print_of(const report::Circular& circular);

// Errors: no such campaign, a damaged store.
Result<PublicationDesk> publication_desk(store::Store& store, const std::string& campaign,
                                         const CircularDraft& draft);

// Of one campaign, oldest first. Errors: a damaged store.
Result<std::vector<PublishedVersion>> published_versions(store::Store& store,
                                                         const std::string& campaign);

struct PublicationRequest {
    std::filesystem::path data_dir;
    std::string campaign;
    std::string text;     // reason or remark
    std::string content;  // hash of the text that was looked at; empty: whatever it says now
    std::string program;  // version of this program
};

// Each gives how it stands afterwards. Errors of all: as workflow::take; no such campaign; another
// text than the one looked at. Of submit, approve and publish also: obstacles, each named.
using Standing = Result<workflow::Publication>;
Standing submit_circular(store::Store& store, const PublicationRequest& request,
                         const CircularDraft& draft, const Actor& actor);
Standing approve_circular(store::Store& store, const PublicationRequest& request,
                          const CircularDraft& draft, const Actor& actor);
Standing return_circular(store::Store& store, const PublicationRequest& request,
                         const Actor& actor);
Standing withdraw_circular(store::Store& store, const PublicationRequest& request,
                           const Actor& actor);
Standing correct_circular(store::Store& store, const PublicationRequest& request,
                          const Actor& actor);

// Could it be published now? Asked before the files are made.
Result<bool> may_publish(store::Store& store, const PublicationRequest& request,
                         const CircularDraft& draft, const Actor& actor);

// What is to be frozen, made beforehand: it takes Chromium some seconds.
inline const std::set<std::string> kPublishedFormats{"docx", "pdf", "html", "xlsx", "json"};
Standing publish_circular(store::Store& store, const PublicationRequest& request,
                          const MadeCircular& made, const Actor& actor);

// The docx that came back, held against the campaign as check-circular --campaign does. Without a
// difference it is official at once where a version is published already; before that the next
// version takes it. Errors also: no docx, too large, the official file itself.
struct ReturnedFile {
    std::string name, bytes;
};
Standing bring_back(store::Store& store, const PublicationRequest& request,
                    const ReturnedFile& file, const Actor& actor);

struct Acceptance {
    std::int32_t difference = 0;  // its number, from 1
    std::string reason;
};
// All or none; with the last one the file becomes official as above.
Standing accept_differences(store::Store& store, const PublicationRequest& request,
                            const std::vector<Acceptance>& acceptances, const Actor& actor);
Standing discard_returned(store::Store& store, const PublicationRequest& request,
                          const Actor& actor);

// Errors: no such version or format; the file is not what it was.
Result<std::string> version_file(store::Store& store, const std::filesystem::path& data_dir,
                                 const std::string& campaign, std::int32_t version,
                                 std::string_view format);

}  // namespace mingcha::app
