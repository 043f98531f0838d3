// Blocks of facts records, packed with zstd and appended to one file a campaign. A block holds
// records of one target only, so that judging a site reads no other site's bytes.
//
// Block: "MCFB", packed bytes, unpacked bytes, records (4 × u32, little endian), zstd frame with
// checksum. Unpacked: for each record its size, WARC file number (2 × u32), WARC offset (u64; ~0 =
// not archived), then the FlatBuffers bytes, padded to 8.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/append_file.h"

namespace mingcha::store {

inline constexpr std::size_t kBlockRecords = 64;
inline constexpr std::size_t kBlockBytes = 1024 * 1024;          // then a block is closed early
inline constexpr std::size_t kMaxBlockBytes = 64 * 1024 * 1024;  // a reader believes no more

struct WarcPlace {
    static constexpr std::uint64_t kNone = ~std::uint64_t{0};
    std::uint32_t file = 0;  // number within the campaign, from 1
    std::uint64_t offset = kNone;
};

struct BlockPlace {
    std::uint64_t offset = 0;
    std::uint32_t bytes = 0;  // with its head
};

// One thread.
class FactsWriter {
public:
    explicit FactsWriter(AppendFile file) : file_(std::move(file)) {}

    Result<bool> add(const std::string& target, std::string_view record, WarcPlace place);
    // Closes the target's last block and returns all of its blocks in order.
    Result<std::vector<BlockPlace>> finish(const std::string& target);
    Result<bool> sync() { return file_.sync(); }
    std::uint64_t size() const { return file_.size(); }

private:
    struct Open {
        std::string bytes;
        std::uint32_t records = 0;
        std::vector<BlockPlace> done;
    };
    Result<bool> close_block(Open& open);

    AppendFile file_;
    std::map<std::string, Open> open_;
    std::string packed_;
};

// Calls `take` with each record of one block. Errors: damaged, in words that name file and offset.
Result<bool> read_block(const std::filesystem::path& path, BlockPlace place,
                        const std::function<void(std::string_view, WarcPlace)>& take);

}  // namespace mingcha::store
