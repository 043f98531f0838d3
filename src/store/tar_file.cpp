#include "store/tar_file.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace mingcha::store {

namespace {

constexpr std::size_t kBlock = 512;
constexpr std::uint64_t kLargestOctal = 077777777777;  // eleven digits
constexpr char kPlainFile = '0';

using Block = std::array<char, kBlock>;
using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

// Fields of the head: name, mode, uid, gid, size, mtime, checksum, type, …, magic (POSIX.1-2017).
constexpr std::size_t kMode = 100, kOwner = 108, kGroup = 116, kSize = 124, kTime = 136,
                      kChecksum = 148, kType = 156, kMagic = 257;

void put_octal(Block& head, std::size_t at, int digits, std::uint64_t value) {
    for (int i = digits - 1; i >= 0; --i, value >>= 3) {
        head[at + static_cast<std::size_t>(i)] = static_cast<char>('0' + (value & 7));
    }
}

// Octal up to 8 GiB; beyond, base-256 with the first bit set, as GNU and BSD tar read it.
void put_size(Block& head, std::uint64_t size) {
    if (size <= kLargestOctal) return put_octal(head, kSize, 11, size);
    head[kSize] = static_cast<char>(0x80);
    for (std::size_t i = 0; i < 8; ++i) {
        head[kSize + 4 + i] = static_cast<char>(size >> (8 * (7 - i)) & 0xff);
    }
}

std::uint64_t sum_of(const Block& head) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < kBlock; ++i) {
        const bool own = i >= kChecksum && i < kChecksum + 8;
        sum += own ? ' ' : static_cast<unsigned char>(head[i]);
    }
    return sum;
}

std::uint64_t number_at(const Block& head, std::size_t at, std::size_t length) {
    std::uint64_t value = 0;
    if ((static_cast<unsigned char>(head[at]) & 0x80) != 0) {
        for (std::size_t i = length - 8; i < length; ++i) {
            value = value << 8 | static_cast<unsigned char>(head[at + i]);
        }
        return value;
    }
    for (std::size_t i = 0; i < length && head[at + i] >= '0' && head[at + i] <= '7'; ++i) {
        value = value << 3 | static_cast<std::uint64_t>(head[at + i] - '0');
    }
    return value;
}

Fail damaged(const std::filesystem::path& path, const char* what) {
    return fail(path.string(), what, "用另一份备份；这一份不完整或已损坏");
}

// The pieces of one entry, then the padding to a whole block.
Result<bool> read_entry(std::FILE* file, const std::filesystem::path& path, std::uint64_t size,
                        const TarTake& take, std::string& buffer) {
    const std::uint64_t padded = (size + kBlock - 1) / kBlock * kBlock;
    for (std::uint64_t done = 0; done < padded;) {
        const auto wanted =
            static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), padded - done));
        if (std::fread(buffer.data(), 1, wanted, file) != wanted) {
            return damaged(path, "the archive is cut off");
        }
        const auto part =
            static_cast<std::size_t>(std::min<std::uint64_t>(wanted, size - std::min(done, size)));
        if (part > 0) {
            if (auto taken = take({buffer.data(), part}); !taken) return taken;
        }
        done += wanted;
    }
    return take({});
}

}  // namespace

Result<TarWriter> TarWriter::create(const std::filesystem::path& path) {
    File file(std::fopen(path.c_str(), "wb"), &std::fclose);
    if (!file) {
        return fail(path.string(), std::strerror(errno), "检查文件夹是否存在、有无写入权限");
    }
    return TarWriter(std::move(file), path);
}

Result<bool> TarWriter::write(std::string_view bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) == bytes.size()) return true;
    return fail(path_.string(), std::strerror(errno), "磁盘可能已满；换一个位置再备份");
}

Result<bool> TarWriter::begin_entry(const std::string& name, std::uint64_t size) {
    if (name.empty() || name.size() >= kMaxTarName) {
        return fail(name, "the name is too long for an archive", "");
    }
    Block head{};
    std::memcpy(head.data(), name.data(), name.size());
    put_octal(head, kMode, 7, 0600);
    put_octal(head, kOwner, 7, 0);
    put_octal(head, kGroup, 7, 0);
    put_size(head, size);
    put_octal(head, kTime, 11, 0);
    head[kType] = kPlainFile;
    std::memcpy(head.data() + kMagic, "ustar\00000", 8);
    put_octal(head, kChecksum, 6, sum_of(head));
    head[kChecksum + 6] = '\0';
    head[kChecksum + 7] = ' ';
    return write({head.data(), head.size()});
}

Result<bool> TarWriter::pad(std::uint64_t size) {
    const Block zeros{};
    const std::uint64_t over = size % kBlock;
    return over == 0 ? Result<bool>(true) : write({zeros.data(), kBlock - over});
}

Result<bool> TarWriter::add_file(const std::string& name, const std::filesystem::path& file,
                                 std::uint64_t size,
                                 const std::function<void(std::string_view)>& seen) {
    const File in(std::fopen(file.c_str(), "rb"), &std::fclose);
    if (!in) return fail(file.string(), std::strerror(errno), "检查读取权限");
    if (auto begun = begin_entry(name, size); !begun) return begun;
    std::string buffer(kCopyBytes, '\0');
    for (std::uint64_t done = 0; done < size;) {
        const auto wanted =
            static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), size - done));
        if (std::fread(buffer.data(), 1, wanted, in.get()) != wanted) {
            return fail(file.string(), "the file became shorter while it was read", "再备份一次");
        }
        const std::string_view piece(buffer.data(), wanted);
        seen(piece);
        if (auto written = write(piece); !written) return written;
        done += wanted;
    }
    return pad(size);
}

Result<bool> TarWriter::add_bytes(const std::string& name, std::string_view bytes) {
    if (auto begun = begin_entry(name, bytes.size()); !begun) return begun;
    if (auto written = write(bytes); !written) return written;
    return pad(bytes.size());
}

Result<bool> TarWriter::finish() {
    const Block zeros{};
    for (int i = 0; i < 2; ++i) {
        if (auto written = write({zeros.data(), zeros.size()}); !written) return written;
    }
    if (std::fflush(file_.get()) != 0 || fsync(fileno(file_.get())) != 0) {
        return fail(path_.string(), std::strerror(errno), "磁盘可能已满；换一个位置再备份");
    }
    return true;
}

Result<bool> read_tar(
    const std::filesystem::path& path,
    const std::function<Result<TarTake>(const std::string& name, std::uint64_t size)>& entry) {
    const File file(std::fopen(path.c_str(), "rb"), &std::fclose);
    if (!file) return fail(path.string(), std::strerror(errno), "检查文件名和读取权限");
    std::string buffer(kCopyBytes, '\0');
    for (std::uint64_t entries = 0; entries < kMaxTarEntries; ++entries) {
        Block head{};
        if (std::fread(head.data(), 1, kBlock, file.get()) != kBlock) {
            return damaged(path, entries == 0 ? "this is no backup" : "the archive is cut off");
        }
        if (std::all_of(head.begin(), head.end(), [](char c) { return c == 0; })) return true;
        if (std::memcmp(head.data() + kMagic, "ustar", 5) != 0 ||
            number_at(head, kChecksum, 8) != sum_of(head)) {
            return damaged(path, entries == 0 ? "this is no backup" : "a head is damaged");
        }
        if (head[kType] != kPlainFile) return damaged(path, "it holds more than plain files");
        const std::string name(head.data(), strnlen(head.data(), kMaxTarName));
        const std::uint64_t size = number_at(head, kSize, 12);
        const auto take = entry(name, size);
        if (!take) return Fail(take.error());
        if (auto read = read_entry(file.get(), path, size, *take, buffer); !read) return read;
    }
    return damaged(path, "it holds too many files");
}

}  // namespace mingcha::store
