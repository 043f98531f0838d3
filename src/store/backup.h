// One file that holds a data folder as it is at one moment, and the way back. A tar archive: the
// database, the index of the evidence, facts, WARC files, the office's own rulesets and templates,
// and at its end manifest.json with size and SHA-256 of each. An inspection may run meanwhile.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/result.h"
#include "base/time.h"

namespace mingcha::store {

struct BackupSummary {
    std::uint64_t files = 0;
    std::uint64_t bytes = 0;
};

// `file` must not exist; it is there wholly or not at all. Errors: no data folder, `file` within it
// or there already, no rights, disk full.
Result<BackupSummary> write_backup(const std::filesystem::path& data_dir,
                                   const std::filesystem::path& file, Instant now);

// Into a folder that does not exist or is empty; every hash is compared before anything is put in
// place. Errors: no backup, cut off, a hash or name that is wrong, a folder in use, disk full.
Result<BackupSummary> restore_backup(const std::filesystem::path& file,
                                     const std::filesystem::path& data_dir);

}  // namespace mingcha::store
