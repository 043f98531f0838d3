#include "office/zip_read.h"

#include <fmt/format.h>
#include <zip.h>

namespace mingcha::office {

struct ZipReader::State {
    std::unique_ptr<zip_t, void (*)(zip_t*)> archive{nullptr, &zip_discard};
};

ZipReader::ZipReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
ZipReader::ZipReader(ZipReader&&) noexcept = default;
ZipReader& ZipReader::operator=(ZipReader&&) noexcept = default;
ZipReader::~ZipReader() = default;

Result<ZipReader> ZipReader::open(std::string_view bytes) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    zip_t* archive = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
    if (archive == nullptr) {
        if (source != nullptr) zip_source_free(source);
        const std::string why = zip_error_strerror(&error);
        zip_error_fini(&error);
        return fail("", "not an office file: " + why,
                    "用 Excel、Word 或 WPS 打开后另存为 .xlsx 或 .docx");
    }
    zip_error_fini(&error);
    auto state = std::make_unique<State>();
    state->archive.reset(archive);
    if (zip_get_num_entries(archive, 0) > static_cast<zip_int64_t>(kMaxEntries)) {
        return fail("", fmt::format("more than {} parts", kMaxEntries));
    }
    return ZipReader(std::move(state));
}

bool ZipReader::has(const std::string& name) const {
    return zip_name_locate(state_->archive.get(), name.c_str(), 0) >= 0;
}

std::vector<std::string> ZipReader::names() const {
    std::vector<std::string> names;
    const zip_int64_t count = zip_get_num_entries(state_->archive.get(), 0);
    for (zip_int64_t i = 0; i < count; ++i) {
        const char* name = zip_get_name(state_->archive.get(), static_cast<zip_uint64_t>(i), 0);
        if (name != nullptr) names.emplace_back(name);
    }
    return names;
}

std::vector<ZipReader::Entry> ZipReader::entries() const {
    std::vector<Entry> entries;
    const zip_int64_t count = zip_get_num_entries(state_->archive.get(), 0);
    for (zip_int64_t i = 0; i < count; ++i) {
        const auto index = static_cast<zip_uint64_t>(i);
        const char* name = zip_get_name(state_->archive.get(), index, ZIP_FL_ENC_RAW);
        if (name == nullptr) continue;
        Entry entry{index, name, std::nullopt};
        zip_stat_t stat;
        zip_stat_init(&stat);
        if (zip_stat_index(state_->archive.get(), index, 0, &stat) == 0 &&
            (stat.valid & ZIP_STAT_MTIME) != 0) {
            entry.modified = static_cast<std::int64_t>(stat.mtime);
        }
        entries.push_back(std::move(entry));
    }
    return entries;
}

std::uint64_t ZipReader::unpacked_bytes() const {
    std::uint64_t bytes = 0;
    const zip_int64_t count = zip_get_num_entries(state_->archive.get(), 0);
    for (zip_int64_t i = 0; i < count; ++i) {
        zip_stat_t stat;
        zip_stat_init(&stat);
        const auto index = static_cast<zip_uint64_t>(i);
        if (zip_stat_index(state_->archive.get(), index, 0, &stat) == 0) bytes += stat.size;
    }
    return bytes;
}

Result<std::string> ZipReader::read(const std::string& name) const {
    const zip_int64_t index = zip_name_locate(state_->archive.get(), name.c_str(), 0);
    if (index < 0) return fail(name, "this part is not in the file", "文件可能不完整，请重新另存");
    return read({static_cast<std::size_t>(index), name, std::nullopt});
}

Result<std::string> ZipReader::read(const Entry& entry) const {
    const std::string& name = entry.raw_name;
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat_index(state_->archive.get(), entry.index, 0, &stat) != 0) {
        return fail(name, "this part is not in the file", "文件可能不完整，请重新另存");
    }
    if ((stat.valid & ZIP_STAT_SIZE) == 0 || stat.size > kMaxEntryBytes) {
        return fail(name, fmt::format("unpacks to {} bytes", stat.size),
                    fmt::format("at most {} MiB", kMaxEntryBytes >> 20));
    }
    const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(
        zip_fopen_index(state_->archive.get(), entry.index, 0), &zip_fclose);
    if (!file) return fail(name, "cannot be unpacked", "文件已损坏或加了密码");
    // The size is only claimed: read until the end or the limit, whichever comes first.
    std::string out;
    std::string chunk(1 << 16, '\0');
    zip_int64_t got = 0;
    while ((got = zip_fread(file.get(), chunk.data(), chunk.size())) > 0) {
        out.append(chunk, 0, static_cast<std::size_t>(got));
        if (out.size() > kMaxEntryBytes) return fail(name, "unpacks to more than it says");
    }
    if (got < 0) return fail(name, "damaged", "文件已损坏，请重新另存");
    return out;
}

}  // namespace mingcha::office
