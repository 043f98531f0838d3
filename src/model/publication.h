// How a circular came to be the official one: texts that an office wrote for one campaign, steps of
// preparing, approving and publishing it, and the versions that were published. What happened is
// kept as steps, one behind the other; src/workflow reads them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace mingcha {

// A text of the circular as one campaign has it, over the ruleset's and the office's own.
struct CircularText {  // scope: the campaign; key: name
    std::string name;  // "sites", "opening", … (report/circular_texts.h)
    std::string text;  // with {fields}
    std::string by;
    Instant at;  // wall clock
};

// What a circular says, so that it can be told later what changed. The hash is of the document
// with every table; paragraphs are those of the letter.
struct CircularPrint {
    std::string hash;  // SHA-256
    std::vector<std::string> paragraphs;
    std::map<std::string, std::string> annexes;  // title → SHA-256 of its table
};

// A file that stays as it is.
struct KeptFile {
    std::string format;  // docx, pdf, html, xlsx, json
    std::string sha256;
    std::uint64_t bytes = 0;
    std::string stored;  // within the evidence folder: "publications/SHA256.docx"
};

// A place where the docx that came back says something else than the campaign, or contradicts
// itself (proof::Problem).
struct CircularDifference {
    std::string kind, where, claimed, computed, text;
};

struct AcceptedDifference {
    CircularDifference difference;
    std::string by, reason;
    Instant at;
};

enum class PublicationEvent : std::uint8_t {
    submitted,     // 送审
    returned,      // 退回修改
    withdrawn,     // 撤回: the submission, or a correction that was begun
    approved,      // 批准
    published,     // 发布: a version is frozen
    correcting,    // 更正: what was published is to be corrected
    brought_back,  // 回传: the docx came back from a word processor
    accepted,      // 认可一处不同
    discarded,     // 弃用回传件
};

// Fields that a step does not have are empty.
struct PublicationStep {      // scope: the campaign; key: number
    std::int32_t number = 0;  // of the campaign's steps, from 1
    PublicationEvent event = PublicationEvent::submitted;
    Instant at;  // wall clock
    std::string by;
    std::string text;                             // reason, remark
    std::vector<std::string> authors;             // of submitted: who else wrote on it
    CircularPrint print;                          // of submitted, approved, published
    std::int32_t version = 0;                     // of published
    KeptFile file;                                // of brought_back
    std::string file_name;                        // of brought_back: as it came
    std::vector<CircularDifference> differences;  // of brought_back
    std::int32_t difference = 0;                  // of accepted: its number, from 1
};

enum class VersionOrigin : std::uint8_t {
    made,     // all files by this program
    returned  // the docx is the one that came back
};

// A version that was published never changes: `seal` is over all of it, and every file is named by
// its hash.
struct PublishedVersion {     // scope: the campaign; key: number
    std::int32_t number = 0;  // from 1
    Instant at;
    std::string by, prepared_by, approved_by;
    std::optional<Instant> approved_at;
    VersionOrigin origin = VersionOrigin::made;
    std::string reason;   // of every version but the first
    std::string facts;    // revision of the facts and rows it was made from
    std::string ruleset;  // id
    std::string program;  // version of this program
    CircularPrint print;
    std::vector<KeptFile> files;
    std::vector<AcceptedDifference> accepted;
    std::map<std::string, std::string> texts;  // every text that was printed, before it was filled
    std::string seal;                          // SHA-256
};

// SHA-256 over everything that the version holds but its seal, 64 hex digits.
std::string seal_of(const PublishedVersion& version);

std::string_view to_string(PublicationEvent event);
std::string_view to_chinese(PublicationEvent event);
std::optional<PublicationEvent> parse_publication_event(std::string_view text);
std::string_view to_string(VersionOrigin origin);
std::optional<VersionOrigin> parse_version_origin(std::string_view text);

}  // namespace mingcha
