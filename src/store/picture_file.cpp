#include "store/picture_file.h"

#include "base/digest.h"
#include "store/append_file.h"
#include "store/gather_session.h"

namespace mingcha::store {

namespace fs = std::filesystem;

namespace {

Result<std::string> keep(const fs::path& data_dir, std::string_view part_of_evidence,
                         std::string_view bytes, std::string_view sha256,
                         std::string_view extension) {
    const std::string name = std::string(sha256) + std::string(extension);
    const fs::path folder = evidence_folder(data_dir) / part_of_evidence;
    const fs::path path = folder / name;
    const std::string stored = std::string(part_of_evidence) + "/" + name;
    std::error_code error;
    if (fs::exists(path, error) && fs::file_size(path, error) == bytes.size()) return stored;
    fs::create_directories(folder, error);
    const fs::path part = folder / (name + std::string(kUnfinished));
    {
        auto file = AppendFile::open(part, 0);
        if (!file) return Fail(file.error());
        if (auto written = file->append(bytes); !written) return Fail(written.error());
        if (auto synced = file->sync(); !synced) return Fail(synced.error());
    }
    fs::rename(part, path, error);
    if (error) return fail(path.string(), error.message(), "检查数据目录的权限和剩余空间");
    return stored;
}

}  // namespace

Result<std::string> keep_picture(const fs::path& data_dir, std::string_view bytes,
                                 std::string_view sha256, std::string_view extension) {
    return keep(data_dir, kPictureFolder, bytes, sha256, extension);
}

Result<std::string> keep_publication(const fs::path& data_dir, std::string_view bytes,
                                     std::string_view sha256, std::string_view extension) {
    return keep(data_dir, kPublicationFolder, bytes, sha256, extension);
}

Result<std::string> kept_bytes(const fs::path& data_dir, std::string_view stored,
                               std::string_view sha256, std::uint64_t size) {
    const fs::path path = evidence_folder(data_dir) / stored;
    auto bytes = read_part(path, 0, static_cast<std::size_t>(size));
    if (!bytes) return bytes;
    if (sha256_hex(*bytes) != sha256) {
        return fail(path.string(), "内容与 SHA-256 不符", "从备份恢复这个文件");
    }
    return bytes;
}

Result<std::string> read_picture(const fs::path& data_dir, std::string_view stored) {
    constexpr std::size_t kHexDigits = 64;
    constexpr std::string_view kLetters = "0123456789abcdefghijklmnopqrstuvwxyz.";
    const std::string folder = std::string(kPictureFolder) + "/";
    const std::string_view name =
        stored.starts_with(folder) ? stored.substr(folder.size()) : std::string_view{};
    if (name.size() <= kHexDigits || name.find_first_not_of(kLetters) != std::string_view::npos) {
        return fail(std::string(stored.substr(0, 100)), "不是存档的图片", "");
    }
    const fs::path path = evidence_folder(data_dir) / stored;
    std::error_code error;
    const std::uintmax_t size = fs::file_size(path, error);
    if (error || size > kMaxPictureRead) {
        return fail(path.string(), error ? error.message() : "太大", "用 mingcha verify 检查证据");
    }
    return kept_bytes(data_dir, stored, name.substr(0, kHexDigits), size);
}

}  // namespace mingcha::store
