#include "store/backup.h"

#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <vector>

#include <fmt/format.h>

#include "base/digest.h"
#include "store/tar_file.h"

namespace mingcha::store {

namespace {

namespace fs = std::filesystem;

constexpr int kFormat = 1;
constexpr std::string_view kManifest = "manifest.json";
constexpr std::size_t kMaxManifestBytes = 64U << 20;
constexpr int kBusyMilliseconds = 10'000;

struct Entry {
    std::uint64_t size = 0;
    std::string sha256;
};
using Entries = std::map<std::string, Entry>;

// Not there any more when this goes out of scope.
struct Scratch {
    fs::path path;
    ~Scratch() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
};

bool is_database(const fs::path& path) {
    return path.extension() == ".db" || path.extension() == ".sqlite";
}

// Locks, what SQLite keeps beside a database while it is open, and the key of the sealed secrets: a
// backup that gets into wrong hands shall not open them.
bool is_left_out(const fs::path& path) {
    const std::string name = path.filename().string();
    if (name.starts_with("secrets.key")) return true;
    return name.ends_with("-wal") || name.ends_with("-shm") || name.ends_with("-journal") ||
           name.ends_with(".lock");
}

// A copy as of one moment, whoever writes meanwhile.
Result<bool> copy_database(const fs::path& from, const fs::path& to) {
    sqlite3* opened = nullptr;
    const int code = sqlite3_open_v2(from.c_str(), &opened, SQLITE_OPEN_READWRITE, nullptr);
    const std::unique_ptr<sqlite3, int (*)(sqlite3*)> database(opened, &sqlite3_close);
    if (code != SQLITE_OK) return fail(from.string(), sqlite3_errstr(code), "检查读写权限");
    sqlite3_busy_timeout(opened, kBusyMilliseconds);
    sqlite3_stmt* prepared = nullptr;
    sqlite3_prepare_v2(opened, "vacuum into ?", -1, &prepared, nullptr);
    const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> copy(prepared, &sqlite3_finalize);
    sqlite3_bind_text(prepared, 1, to.c_str(), -1, SQLITE_TRANSIENT);
    if (prepared != nullptr && sqlite3_step(prepared) == SQLITE_DONE) return true;
    return fail(from.string(), sqlite3_errmsg(opened), "检查磁盘空间；数据库损坏时用上一份备份");
}

// Databases first: what they speak of is then in the files that only grow.
std::vector<fs::path> files_of(const fs::path& data_dir) {
    std::vector<fs::path> files;
    for (const auto& each : fs::recursive_directory_iterator(data_dir)) {
        if (each.is_regular_file() && !is_left_out(each.path())) files.push_back(each.path());
    }
    std::sort(files.begin(), files.end(), [](const fs::path& a, const fs::path& b) {
        return std::pair(!is_database(a), a) < std::pair(!is_database(b), b);
    });
    return files;
}

std::string manifest_text(const Entries& entries, Instant now) {
    nlohmann::ordered_json out;
    out["format"] = kFormat;
    out["made_at"] = format_instant(now);
    out["files"] = nlohmann::ordered_json::array();
    for (const auto& [name, entry] : entries) {
        out["files"].push_back({{"name", name}, {"size", entry.size}, {"sha256", entry.sha256}});
    }
    return out.dump(1) + "\n";
}

Result<Entries> read_manifest(const fs::path& file, const std::string& text) {
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object() || !json.contains("format") || json["format"] != kFormat ||
        !json.contains("files") || !json["files"].is_array()) {
        return fail(file.string(), "its manifest is missing or of another version",
                    "用做这份备份的版本还原，或用另一份备份");
    }
    Entries entries;
    for (const auto& each : json["files"]) {
        const bool whole = each.is_object() && each.contains("name") && each.contains("size") &&
                           each.contains("sha256") && each["name"].is_string() &&
                           each["size"].is_number_unsigned() && each["sha256"].is_string();
        if (!whole) return fail(file.string(), "its manifest is damaged", "用另一份备份");
        entries[each["name"].get<std::string>()] = {each["size"].get<std::uint64_t>(),
                                                    each["sha256"].get<std::string>()};
    }
    return entries;
}

// Relative, plain, within the folder: what an archive by a stranger could not misuse.
bool is_safe(const std::string& name) {
    const fs::path path(name);
    if (name.empty() || path.is_absolute() || name.find('\\') != std::string::npos) return false;
    return std::none_of(path.begin(), path.end(),
                        [](const fs::path& part) { return part == ".." || part == "."; });
}

Result<bool> check_target(const fs::path& data_dir, const fs::path& file) {
    std::error_code ignored;
    if (!fs::is_directory(data_dir, ignored)) {
        return fail(data_dir.string(), "no such data folder", "--data DIR 指向数据文件夹");
    }
    if (fs::exists(file, ignored)) {
        return fail(file.string(), "it is there already", "换一个文件名，或先移走旧的备份");
    }
    const fs::path inside = fs::weakly_canonical(file, ignored)
                                .lexically_relative(fs::weakly_canonical(data_dir, ignored));
    if (!inside.empty() && *inside.begin() != "..") {
        return fail(file.string(), "lies within the data folder", "把备份放到数据文件夹以外");
    }
    return true;
}

class Restore {
public:
    Restore(const fs::path& file, fs::path folder) : file_(file), folder_(std::move(folder)) {}

    Result<TarTake> entry(const std::string& name, std::uint64_t size) {
        if (name == kManifest) {
            if (size > kMaxManifestBytes) return fail(file_.string(), "its manifest is too large");
            return TarTake([this](std::string_view piece) -> Result<bool> {
                manifest_ += piece;
                return true;
            });
        }
        if (!is_safe(name)) {
            return fail(file_.string(), fmt::format("it holds the name \"{}\"", name),
                        "这不是明察的备份");
        }
        const fs::path path = folder_ / name;
        std::error_code error;
        fs::create_directories(path.parent_path(), error);
        auto out = std::shared_ptr<std::FILE>(std::fopen(path.c_str(), "wbx"), [](std::FILE* f) {
            if (f != nullptr) std::fclose(f);
        });
        if (!out) return fail(path.string(), "cannot be written", "检查磁盘空间和写入权限");
        return TarTake([this, out, name, path, size](std::string_view piece) -> Result<bool> {
            if (piece.empty()) {
                if (std::fflush(out.get()) != 0 || fsync(fileno(out.get())) != 0) {
                    return fail(path.string(), "cannot be written", "磁盘可能已满");
                }
                found_[name] = {size, digest_.hex()};
                return true;
            }
            digest_.add(piece);
            if (std::fwrite(piece.data(), 1, piece.size(), out.get()) == piece.size()) return true;
            return fail(path.string(), "cannot be written", "磁盘可能已满");
        });
    }

    // Every file of the manifest, with its hash, and no other.
    Result<BackupSummary> compare() const {
        const auto wanted = read_manifest(file_, manifest_);
        if (!wanted) return Fail(wanted.error());
        BackupSummary summary;
        for (const auto& [name, entry] : *wanted) {
            const auto at = found_.find(name);
            if (at == found_.end() || at->second.size != entry.size ||
                at->second.sha256 != entry.sha256) {
                return fail(file_.string(),
                            fmt::format("\"{}\" {}", name,
                                        at == found_.end() ? "is missing" : "was changed"),
                            "用另一份备份；这一份不完整或已损坏");
            }
            ++summary.files;
            summary.bytes += entry.size;
        }
        if (found_.size() != wanted->size()) {
            return fail(file_.string(), "it holds files that its manifest does not name",
                        "这不是明察的备份");
        }
        return summary;
    }

private:
    const fs::path& file_;
    fs::path folder_;
    std::string manifest_;
    Sha256 digest_;
    Entries found_;
};

}  // namespace

Result<BackupSummary> write_backup(const fs::path& data_dir, const fs::path& file, Instant now) {
    if (auto good = check_target(data_dir, file); !good) return Fail(good.error());
    const Scratch part{file.string() + ".part"};
    const Scratch copy{file.string() + ".db-copy"};
    auto tar = TarWriter::create(part.path);
    if (!tar) return Fail(tar.error());
    Entries entries;
    BackupSummary summary;
    for (const fs::path& each : files_of(data_dir)) {
        fs::path source = each;
        std::error_code error;
        if (is_database(each)) {
            fs::remove(copy.path, error);
            if (auto copied = copy_database(each, copy.path); !copied) return Fail(copied.error());
            source = copy.path;
        }
        const std::uint64_t size = fs::file_size(source, error);
        if (error) return fail(source.string(), error.message(), "再备份一次");
        const std::string name = each.lexically_relative(data_dir).generic_string();
        Sha256 digest;
        const auto added =
            tar->add_file(name, source, size, [&](std::string_view piece) { digest.add(piece); });
        if (!added) return Fail(added.error());
        entries[name] = {size, digest.hex()};
        ++summary.files;
        summary.bytes += size;
    }
    const auto closed = tar->add_bytes(std::string(kManifest), manifest_text(entries, now));
    if (!closed) return Fail(closed.error());
    if (auto finished = tar->finish(); !finished) return Fail(finished.error());
    std::error_code error;
    fs::rename(part.path, file, error);
    if (error) return fail(file.string(), error.message(), "检查写入权限");
    return summary;
}

Result<BackupSummary> restore_backup(const fs::path& file, const fs::path& data_dir) {
    std::error_code error;
    if (fs::exists(data_dir, error) && !fs::is_empty(data_dir, error)) {
        return fail(data_dir.string(), "is there and not empty",
                    "--data 指向一个新文件夹；还原后再换过去");
    }
    std::string beside = fs::absolute(data_dir).lexically_normal().string();
    while (beside.size() > 1 && beside.ends_with('/')) beside.pop_back();
    beside += ".restore";
    if (fs::exists(beside, error)) {
        return fail(beside, "is left from an earlier restore or in use",
                    "确认没有别的还原在进行，删除它再试");
    }
    const Scratch part{beside};
    fs::create_directories(part.path, error);
    if (error) return fail(part.path.string(), error.message(), "检查写入权限");
    Restore restore(file, part.path);
    const auto read = read_tar(file, [&](const std::string& name, std::uint64_t size) {
        return restore.entry(name, size);
    });
    if (!read) return Fail(read.error());
    const auto summary = restore.compare();
    if (!summary) return summary;
    fs::remove(data_dir, error);  // an empty folder may stand there
    fs::rename(part.path, data_dir, error);
    if (error) return fail(data_dir.string(), error.message(), "检查写入权限");
    return summary;
}

}  // namespace mingcha::store
