#include "app/output_folder.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <optional>
#include <utility>

namespace mingcha::app {

namespace fs = std::filesystem;

namespace {

constexpr const char* kHint = "-o 须是可写的文件夹";

std::optional<dev_t> device_of(const fs::path& path) {
    struct stat found {};
    if (::stat(path.c_str(), &found) != 0) return std::nullopt;
    return found.st_dev;
}

std::optional<fs::path> fresh_folder(const fs::path& where) {
    std::string pattern = (where / ".mingcha-report-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) return std::nullopt;
    return fs::path(pattern);
}

}  // namespace

Result<OutputFolder> OutputFolder::beside(const fs::path& out) {
    std::error_code error;
    OutputFolder folder;
    folder.out_ = fs::absolute(out, error).lexically_normal();
    if (!folder.out_.has_filename()) folder.out_ = folder.out_.parent_path();
    const bool stands = fs::exists(folder.out_, error);
    if (stands && !fs::is_directory(folder.out_, error)) {
        return fail(out.string(), "is no folder", kHint);
    }
    const fs::path parent = folder.out_.parent_path();
    fs::create_directories(parent, error);
    if (error) return fail(parent.string(), error.message(), kHint);
    // A rename works within one file system only: where the folder is a mount of its own, or its
    // parent is not ours to write, the scratch lies in it.
    std::optional<fs::path> scratch;
    if (!stands || device_of(folder.out_) == device_of(parent)) scratch = fresh_folder(parent);
    if (!scratch && stands) scratch = fresh_folder(folder.out_);
    if (!scratch) return fail(out.string(), "no folder can be made there", kHint);
    folder.scratch_ = *scratch;
    folder.made_ = folder.scratch_ / "made";
    folder.work_ = folder.scratch_ / "work";
    folder.old_ = folder.scratch_ / "old";
    for (const fs::path& each : {folder.made_, folder.work_, folder.old_}) {
        fs::create_directory(each, error);
        if (error) return fail(each.string(), error.message(), kHint);
    }
    return folder;
}

OutputFolder::OutputFolder(OutputFolder&& other) noexcept
    : out_(std::move(other.out_)),
      scratch_(std::exchange(other.scratch_, {})),
      made_(std::move(other.made_)),
      work_(std::move(other.work_)),
      old_(std::move(other.old_)) {}

OutputFolder::~OutputFolder() {
    std::error_code ignored;
    if (!scratch_.empty()) fs::remove_all(scratch_, ignored);
}

Result<std::vector<fs::path>> OutputFolder::exchange(const std::vector<std::string>& names) {
    std::error_code error, ignored;
    const bool fresh = fs::create_directory(out_, error);
    if (error) return fail(out_.string(), error.message(), kHint);
    std::vector<fs::path> placed;
    std::optional<Error> failed;
    for (const std::string& name : names) {
        const fs::path target = out_ / name;
        const fs::file_status was = fs::symlink_status(target, ignored);
        const bool folder = fs::is_directory(made_ / name, ignored);
        if (fs::exists(was)) {
            if (fs::is_directory(was) != folder) {
                failed = Error{target.string(),
                               folder ? "a file stands where a folder goes"
                                      : "a folder stands where a file goes",
                               "移走它，或用 -o 另给一个文件夹"};
                break;
            }
            fs::rename(target, old_ / name, error);
        }
        if (!error) fs::rename(made_ / name, target, error);
        placed.push_back(target);
        if (error) {
            failed = Error{target.string(), error.message(), kHint};
            break;
        }
    }
    if (!failed) return placed;
    for (std::size_t i = placed.size(); i-- > 0;) {
        const fs::path before = old_ / placed[i].filename();
        const bool moved = fs::exists(made_ / placed[i].filename(), ignored);
        if (!moved) fs::rename(placed[i], made_ / placed[i].filename(), ignored);
        if (fs::exists(fs::symlink_status(before, ignored))) {
            fs::rename(before, placed[i], ignored);
        }
    }
    if (fresh) fs::remove(out_, ignored);
    return Fail(*failed);
}

Result<bool> write_file(const fs::path& file, const std::string& bytes) {
    std::ofstream out(file, std::ios::binary);
    out << bytes;
    out.close();
    if (!out) return fail(file.string(), "could not be written", "磁盘空间和权限？");
    return true;
}

}  // namespace mingcha::app
