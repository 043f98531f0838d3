// A zip archive in memory, as office files are. Reading is bounded: a small file may claim to hold
// gigabytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mingcha::office {

inline constexpr std::size_t kMaxEntryBytes = 64U << 20;  // unpacked, of one part
inline constexpr std::size_t kMaxEntries = 10'000;

class ZipReader {
public:
    // `bytes` outlive the reader. Errors: no zip, more than kMaxEntries parts.
    static Result<ZipReader> open(std::string_view bytes);
    ZipReader(ZipReader&&) noexcept;
    ZipReader& operator=(ZipReader&&) noexcept;
    ~ZipReader();

    struct Entry {
        std::size_t index = 0;
        std::string raw_name;  // bytes as the archive has them: UTF-8, or the packer's own charset
        std::optional<std::int64_t> modified;  // seconds since 1970, as the archive says
    };
    std::vector<Entry> entries() const;
    Result<std::string> read(const Entry& entry) const;

    bool has(const std::string& name) const;
    std::vector<std::string> names() const;
    std::uint64_t unpacked_bytes() const;  // of all parts together, as the archive claims
    // Errors: absent, damaged, encrypted, larger than kMaxEntryBytes.
    Result<std::string> read(const std::string& name) const;

private:
    struct State;
    explicit ZipReader(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace mingcha::office
