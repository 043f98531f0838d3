#include "store/append_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace mingcha::store {

namespace {

constexpr std::size_t kPiece = 1024 * 1024;

Fail io_error(const std::filesystem::path& path, const char* doing) {
    const int number = errno;
    std::string hint = "check that the folder exists and may be written";
    if (number == ENOSPC || number == EDQUOT) {
        hint =
            "the disk is full: make room or give another --data, then run the command again; "
            "what was stored stays";
    }
    return fail(path.string(), std::string(doing) + ": " + std::strerror(number), std::move(hint));
}

}  // namespace

Result<AppendFile> AppendFile::open(const std::filesystem::path& path, std::uint64_t size) {
    AppendFile file;
    file.path_ = path;
    std::error_code ignored;
    std::filesystem::create_directories(path.parent_path(), ignored);
    file.file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (file.file_ < 0) return io_error(path, "cannot be opened for writing");
    struct stat status {};
    if (::fstat(file.file_, &status) != 0) return io_error(path, "cannot be examined");
    if (static_cast<std::uint64_t>(status.st_size) < size) {
        return fail(path.string(), "is shorter than the index says",
                    "restore it from a backup, or inspect the campaign again in a new data folder");
    }
    if (::ftruncate(file.file_, static_cast<off_t>(size)) != 0) {
        return io_error(path, "cannot be cut to its last good record");
    }
    file.size_ = size;
    return file;
}

AppendFile::AppendFile(AppendFile&& other) noexcept
    : path_(std::move(other.path_)),
      file_(std::exchange(other.file_, -1)),
      size_(other.size_),
      pending_(std::move(other.pending_)) {}

AppendFile& AppendFile::operator=(AppendFile&& other) noexcept {
    if (this != &other) {
        if (file_ >= 0) ::close(file_);
        path_ = std::move(other.path_);
        file_ = std::exchange(other.file_, -1);
        size_ = other.size_;
        pending_ = std::move(other.pending_);
    }
    return *this;
}

AppendFile::~AppendFile() {
    if (file_ < 0) return;
    // Whoever wants to know flushes before; this is the way out after an error.
    [[maybe_unused]] const auto flushed = flush();
    ::close(file_);
}

Result<std::uint64_t> AppendFile::append(std::string_view bytes) {
    const std::uint64_t offset = size_;
    pending_ += bytes;
    size_ += bytes.size();
    if (pending_.size() >= kPiece) {
        if (auto done = flush(); !done) return Fail(done.error());
    }
    return offset;
}

Result<bool> AppendFile::flush() {
    std::uint64_t at = size_ - pending_.size();
    std::string_view left = pending_;
    while (!left.empty()) {
        const ssize_t written = ::pwrite(file_, left.data(), left.size(), static_cast<off_t>(at));
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) {
            const Fail error = io_error(path_, "cannot be written");
            size_ -= pending_.size();
            pending_.clear();
            return error;
        }
        left.remove_prefix(static_cast<std::size_t>(written));
        at += static_cast<std::uint64_t>(written);
    }
    pending_.clear();
    return true;
}

Result<bool> AppendFile::sync() {
    if (auto done = flush(); !done) return done;
    if (::fdatasync(file_) != 0) return io_error(path_, "cannot be made safe on disk");
    return true;
}

Result<std::string> read_part(const std::filesystem::path& path, std::uint64_t offset,
                              std::size_t bytes) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return io_error(path, "cannot be read");
    std::string part(bytes, '\0');
    std::size_t got = 0;
    while (got < bytes) {
        const ssize_t read =
            ::pread(file, part.data() + got, bytes - got, static_cast<off_t>(offset + got));
        if (read < 0 && errno == EINTR) continue;
        if (read <= 0) break;
        got += static_cast<std::size_t>(read);
    }
    ::close(file);
    if (got < bytes) {
        return fail(path.string(), "ends before byte " + std::to_string(offset + bytes),
                    "the file is damaged; restore it from a backup");
    }
    return part;
}

}  // namespace mingcha::store
