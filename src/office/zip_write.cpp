#include "office/zip_write.h"

#include <zip.h>

namespace mingcha::office {

namespace {

constexpr std::uint16_t kDosDate = 0x21;  // 1980-01-01: equal input, equal bytes

Fail failed(zip_error_t* error) {
    return fail("zip", zip_error_strerror(error));
}

}  // namespace

Result<std::string> write_zip(const ZipEntries& entries) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
    if (target == nullptr) return failed(&error);
    zip_source_keep(target);
    zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
    if (archive == nullptr) {
        zip_source_free(target);
        zip_source_free(target);
        return failed(&error);
    }
    for (const auto& [name, bytes] : entries) {
        zip_source_t* source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
        const zip_int64_t index =
            source == nullptr ? -1 : zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
        if (index < 0) {
            if (source != nullptr) zip_source_free(source);
            zip_discard(archive);
            zip_source_free(target);
            return fail(name, "could not be put into the archive");
        }
        zip_file_set_dostime(archive, static_cast<zip_uint64_t>(index), 0, kDosDate, 0);
    }
    if (zip_close(archive) != 0) {
        zip_discard(archive);
        zip_source_free(target);
        return fail("zip", "the archive could not be closed");
    }
    std::string out;
    zip_stat_t stat;
    if (zip_source_stat(target, &stat) == 0 && zip_source_open(target) == 0) {
        out.resize(stat.size);
        const zip_int64_t got = zip_source_read(target, out.data(), out.size());
        zip_source_close(target);
        if (got != static_cast<zip_int64_t>(out.size())) out.clear();
    }
    zip_source_free(target);
    if (out.empty()) return fail("zip", "the archive could not be read back");
    return out;
}

}  // namespace mingcha::office
