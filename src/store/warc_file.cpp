#include "store/warc_file.h"

#include <fmt/format.h>

namespace mingcha::store {

namespace {

constexpr std::size_t kFirstRead = 64 * 1024;
constexpr std::string_view kSoftware = "Mingcha (inspection of government websites)";

}  // namespace

std::string file_stem(std::string_view campaign) {
    std::string stem;
    for (char c : campaign) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
                           (byte >= 'A' && byte <= 'Z') || byte == '-' || byte == '_';
        stem += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
    }
    return stem;
}

std::string warc_name(std::string_view campaign, std::uint32_t number) {
    return fmt::format("{}-{:04}{}", file_stem(campaign), number, kArchiveEnding);
}

Result<WarcRecord> read_warc(const std::filesystem::path& path, std::uint64_t offset) {
    std::error_code error;
    const std::uint64_t size = std::filesystem::file_size(path, error);
    if (error || offset >= size) {
        return fail(path.string(), fmt::format("has no record at {}", offset),
                    "the file is missing or damaged; restore it from a backup");
    }
    // Members do not say how long they are: read more until one is whole.
    for (std::size_t bytes = kFirstRead;; bytes *= 4) {
        const std::size_t part = std::min<std::uint64_t>(bytes, size - offset);
        const auto read = read_part(path, offset, part);
        if (!read) return Fail(read.error());
        auto record = read_warc_record(*read);
        if (record) return record;
        if (part == size - offset || bytes > 2 * kMaxWarcRecord) {
            return fail(fmt::format("{}@{}", path.string(), offset), record.error().what,
                        "restore the file from a backup");
        }
    }
}

Result<bool> WarcWriter::begin_file(Instant now) {
    ++number_;
    auto file = AppendFile::open(folder_ / warc_name(campaign_, number_), 0);
    if (!file) return Fail(file.error());
    file_ = std::move(*file);
    WarcPacker packer;
    const auto at = file_.append(packer.pack_info(warc_name(campaign_, number_), now, kSoftware));
    if (!at) return Fail(at.error());
    return true;
}

Result<WarcWriter> WarcWriter::open(const std::filesystem::path& folder, std::string_view campaign,
                                    std::uint32_t number, std::uint64_t committed, Instant now) {
    const auto path = folder / warc_name(campaign, std::max(number, 1U));
    const std::uint64_t good = number == 0 ? 0 : committed;
    auto file = AppendFile::open(path, good);
    if (!file) return Fail(file.error());
    WarcWriter writer(folder, std::string(campaign), std::move(*file));
    writer.number_ = number;
    if (good == 0) {
        writer.number_ = std::max(number, 1U) - 1;
        if (auto begun = writer.begin_file(now); !begun) return Fail(begun.error());
    }
    return writer;
}

Result<WarcPlace> WarcWriter::append(std::string_view packed, Instant now) {
    if (file_.size() >= kWarcFileBytes) {
        if (auto done = file_.sync(); !done) return Fail(done.error());
        if (auto begun = begin_file(now); !begun) return Fail(begun.error());
    }
    const auto offset = file_.append(packed);
    if (!offset) return Fail(offset.error());
    return WarcPlace{number_, *offset};
}

}  // namespace mingcha::store
