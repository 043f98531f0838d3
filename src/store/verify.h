// Every hash of a data folder, looked at again: the database and the index of the evidence
// (SQLite's own check), each block of facts (zstd checksum), each WARC record (gzip checksum, and
// the SHA-256 of the body that WARC-Payload-Digest names), each picture, each published version.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace mingcha::store {

inline constexpr std::size_t kMaxFaultsTold = 100;

struct VerifyReport {
    std::uint64_t databases = 0;
    std::uint64_t blocks = 0;    // of facts
    std::uint64_t records = 0;   // of WARC files
    std::uint64_t bodies = 0;    // whose SHA-256 was compared
    std::uint64_t pictures = 0;  // of accounts, named by their SHA-256
    std::uint64_t versions = 0;  // of published circulars: seal and every file
    std::uint64_t faults = 0;
    std::vector<std::string> told;  // where and what, the first kMaxFaultsTold
};

// Reads all of it once; nothing is changed. Errors: no data folder.
Result<VerifyReport> verify_data(const std::filesystem::path& data_dir);

}  // namespace mingcha::store
