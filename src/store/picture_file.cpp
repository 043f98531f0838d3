#include "store/picture_file.h"

#include "store/append_file.h"
#include "store/gather_session.h"

namespace mingcha::store {

namespace fs = std::filesystem;

Result<std::string> keep_picture(const fs::path& data_dir, std::string_view bytes,
                                 std::string_view sha256, std::string_view extension) {
    const std::string name = std::string(sha256) + std::string(extension);
    const fs::path folder = evidence_folder(data_dir) / kPictureFolder;
    const fs::path path = folder / name;
    const std::string stored = std::string(kPictureFolder) + "/" + name;
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

}  // namespace mingcha::store
