#include "app/backups.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "store/backup.h"

namespace mingcha::app {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "mingcha-";
constexpr std::string_view kSuffix = ".tar";
constexpr std::size_t kStamp = 15;  // 20311112-080509

std::string name_at(Instant now) {
    const std::string text = format_instant(now);  // 2031-11-12T08:05:09+08:00
    return fmt::format("{}{}{}{}-{}{}{}{}", kPrefix, text.substr(0, 4), text.substr(5, 2),
                       text.substr(8, 2), text.substr(11, 2), text.substr(14, 2),
                       text.substr(17, 2), kSuffix);
}

// "mingcha-20311112-080509.tar" and nothing else, so that no name leads out of the folder.
std::optional<Instant> moment_of(std::string_view name) {
    if (name.size() != kPrefix.size() + kStamp + kSuffix.size() || !name.starts_with(kPrefix) ||
        !name.ends_with(kSuffix)) {
        return std::nullopt;
    }
    const std::string_view stamp = name.substr(kPrefix.size(), kStamp);
    for (std::size_t i = 0; i < stamp.size(); ++i) {
        const bool fits = i == 8 ? stamp[i] == '-' : stamp[i] >= '0' && stamp[i] <= '9';
        if (!fits) return std::nullopt;
    }
    const auto moment = parse_instant(fmt::format(
        "{}-{}-{}T{}:{}:{}+08:00", stamp.substr(0, 4), stamp.substr(4, 2), stamp.substr(6, 2),
        stamp.substr(9, 2), stamp.substr(11, 2), stamp.substr(13, 2)));
    if (!moment) return std::nullopt;
    return *moment;
}

struct Aside {
    fs::path path;
    ~Aside() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
};

}  // namespace

fs::path backups_folder(const fs::path& data_dir) {
    std::error_code ignored;
    fs::path whole = fs::absolute(data_dir, ignored).lexically_normal();
    if (!whole.has_filename()) whole = whole.parent_path();
    return whole.string() + "-backups";
}

Result<std::vector<BackupFile>> backups(const fs::path& data_dir) {
    std::vector<BackupFile> files;
    std::error_code error;
    const fs::path folder = backups_folder(data_dir);
    if (!fs::exists(folder, error)) return files;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        const auto moment = moment_of(at->path().filename().string());
        std::error_code ignored;
        if (!moment || !at->is_regular_file(ignored)) continue;
        files.push_back({at->path().filename().string(), at->file_size(ignored), *moment});
    }
    if (error) return fail(folder.string(), error.message(), "检查读写权限");
    std::sort(files.begin(), files.end(),
              [](const BackupFile& a, const BackupFile& b) { return a.name > b.name; });
    return files;
}

Result<BackupFile> make_backup(const fs::path& data_dir, Instant now) {
    const fs::path folder = backups_folder(data_dir);
    std::error_code error;
    if (fs::create_directories(folder, error)) {
        fs::permissions(folder, fs::perms::owner_all, error);  // it holds all that there is
    }
    if (error) return fail(folder.string(), error.message(), "检查上级文件夹的读写权限");
    const std::string name = name_at(now);
    const auto made = store::write_backup(data_dir, folder / name, now);
    if (!made) return Fail(made.error());
    fs::permissions(folder / name, fs::perms::owner_read | fs::perms::owner_write, error);
    return BackupFile{name, fs::file_size(folder / name, error), now};
}

Result<fs::path> backup_path(const fs::path& data_dir, std::string_view name) {
    const fs::path path = backups_folder(data_dir) / name;
    std::error_code error;
    if (moment_of(name) && fs::is_regular_file(path, error)) return path;
    return fail("backup", "没有这份备份", "刷新列表");
}

Result<bool> verify_backup(const fs::path& data_dir, std::string_view name) {
    const auto path = backup_path(data_dir, name);
    if (!path) return Fail(path.error());
    const Aside aside{path->string() + ".verifying"};
    std::error_code error;
    if (fs::exists(aside.path, error)) {
        return fail(std::string(name), "正在校验", "等它完成");
    }
    const auto restored = store::restore_backup(*path, aside.path);
    if (!restored) return Fail(restored.error());
    return true;
}

Result<std::string> read_backup(const fs::path& data_dir, std::string_view name) {
    const auto path = backup_path(data_dir, name);
    if (!path) return Fail(path.error());
    std::error_code error;
    if (fs::file_size(*path, error) > kMaxDownloadBytes || error) {
        return fail(std::string(name), "文件太大，不能经浏览器下载",
                    "在服务器上复制 " + path->string());
    }
    std::ifstream in(*path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
}

}  // namespace mingcha::app
