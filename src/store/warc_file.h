// The evidence archive of one campaign: numbered WARC files that only grow, and reading back from
// them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "store/append_file.h"
#include "store/facts_file.h"
#include "store/warc_record.h"

namespace mingcha::store {

inline constexpr std::uint64_t kWarcFileBytes = 1'000'000'000;  // then the next file begins

// Letters, digits, "-", "_" stay; the rest is written as %XX, so that any campaign id makes a file
// name.
std::string file_stem(std::string_view campaign);
inline constexpr std::string_view kArchiveEnding = ".warc.gz";
// "2021Q4-0001.warc.gz"
std::string warc_name(std::string_view campaign, std::uint32_t number);

// One thread.
class WarcWriter {
public:
    // `committed`: bytes of file `number` that the index knows; what a killed run left beyond them
    // is cut off. number 0: nothing was written yet.
    static Result<WarcWriter> open(const std::filesystem::path& folder, std::string_view campaign,
                                   std::uint32_t number, std::uint64_t committed, Instant now);

    Result<WarcPlace> append(std::string_view packed, Instant now);
    Result<bool> sync() { return file_.sync(); }
    std::uint32_t number() const { return number_; }
    std::uint64_t size() const { return file_.size(); }

private:
    WarcWriter(std::filesystem::path folder, std::string campaign, AppendFile file)
        : folder_(std::move(folder)), campaign_(std::move(campaign)), file_(std::move(file)) {}
    Result<bool> begin_file(Instant now);

    std::filesystem::path folder_;
    std::string campaign_;
    AppendFile file_;
    std::uint32_t number_ = 0;
};

// The record at `offset`. Errors name file and offset.
Result<WarcRecord> read_warc(const std::filesystem::path& path, std::uint64_t offset);

}  // namespace mingcha::store
