// Backups that the server makes and keeps beside the data folder, in FOLDER-backups. Restoring is a
// command (`mingcha restore`): nobody replaces the data under a running server.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace mingcha::app {

// What a download holds in memory; a larger file is fetched from the server itself.
inline constexpr std::uint64_t kMaxDownloadBytes = 256U << 20;

struct BackupFile {
    std::string name;  // "mingcha-20311112-080509.tar"
    std::uint64_t bytes = 0;
    Instant at;  // as its name says
};

std::filesystem::path backups_folder(const std::filesystem::path& data_dir);

// The latest first; none where there is no folder.
Result<std::vector<BackupFile>> backups(const std::filesystem::path& data_dir);

// Errors: as store::write_backup; one was made within this second.
Result<BackupFile> make_backup(const std::filesystem::path& data_dir, Instant now);

// Errors: no backup of that name.
Result<std::filesystem::path> backup_path(const std::filesystem::path& data_dir,
                                          std::string_view name);
// Unpacks it aside, comparing every hash, and throws that away: it needs as much room again. true:
// it can be restored. Errors: what is wrong with it.
Result<bool> verify_backup(const std::filesystem::path& data_dir, std::string_view name);

// Its bytes. Errors: as backup_path; larger than kMaxDownloadBytes.
Result<std::string> read_backup(const std::filesystem::path& data_dir, std::string_view name);

}  // namespace mingcha::app
