#include "store/facts_file.h"

#include <zstd.h>

#include <bit>
#include <cstring>
#include <memory>

namespace mingcha::store {

static_assert(std::endian::native == std::endian::little,
              "blocks are written as they lie in memory");

namespace {

constexpr std::uint32_t kMagic = 0x4246434dU;  // "MCFB"
constexpr int kLevel = 1;                      // 3 gains nothing over 1 (docs/architecture.md)
constexpr std::size_t kAlign = 8;

struct BlockHead {
    std::uint32_t magic = kMagic;
    std::uint32_t packed = 0;
    std::uint32_t unpacked = 0;
    std::uint32_t records = 0;
};

struct RecordHead {
    std::uint32_t bytes = 0;
    std::uint32_t warc_file = 0;
    std::uint64_t warc_offset = WarcPlace::kNone;
};
static_assert(sizeof(BlockHead) == 16 && sizeof(RecordHead) == 16);

struct FreeCompressor {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};

Fail damaged(const std::filesystem::path& path, BlockPlace place, const std::string& what) {
    return fail(path.string() + "@" + std::to_string(place.offset),
                "facts block is damaged: " + what,
                "restore the file from a backup, or inspect the site again");
}

constexpr std::size_t padded(std::size_t bytes) {
    return (bytes + kAlign - 1) / kAlign * kAlign;
}

}  // namespace

Result<bool> FactsWriter::add(const std::string& target, std::string_view record, WarcPlace place) {
    Open& open = open_[target];
    const RecordHead head{static_cast<std::uint32_t>(record.size()), place.file, place.offset};
    open.bytes.append(reinterpret_cast<const char*>(&head), sizeof head);
    open.bytes += record;
    open.bytes.resize(padded(open.bytes.size()), '\0');
    ++open.records;
    if (open.records < kBlockRecords && open.bytes.size() < kBlockBytes) return true;
    return close_block(open);
}

Result<bool> FactsWriter::close_block(Open& open) {
    if (open.records == 0) return true;
    thread_local const std::unique_ptr<ZSTD_CCtx, FreeCompressor> context = [] {
        std::unique_ptr<ZSTD_CCtx, FreeCompressor> made(ZSTD_createCCtx());
        ZSTD_CCtx_setParameter(made.get(), ZSTD_c_compressionLevel, kLevel);
        ZSTD_CCtx_setParameter(made.get(), ZSTD_c_checksumFlag, 1);
        return made;
    }();
    packed_.resize(sizeof(BlockHead) + ZSTD_compressBound(open.bytes.size()));
    const std::size_t size =
        ZSTD_compress2(context.get(), packed_.data() + sizeof(BlockHead),
                       packed_.size() - sizeof(BlockHead), open.bytes.data(), open.bytes.size());
    if (ZSTD_isError(size) != 0) {
        return fail("facts", std::string("cannot be packed: ") + ZSTD_getErrorName(size));
    }
    const BlockHead head{kMagic, static_cast<std::uint32_t>(size),
                         static_cast<std::uint32_t>(open.bytes.size()), open.records};
    std::memcpy(packed_.data(), &head, sizeof head);
    const std::string_view block(packed_.data(), sizeof head + size);
    const auto offset = file_.append(block);
    if (!offset) return Fail(offset.error());
    open.done.push_back({*offset, static_cast<std::uint32_t>(block.size())});
    // One huge page must not leave every open target with a huge buffer.
    if (open.bytes.capacity() > 2 * kBlockBytes) std::string().swap(open.bytes);
    if (packed_.capacity() > 2 * kBlockBytes) std::string().swap(packed_);
    open.bytes.clear();
    open.records = 0;
    return true;
}

Result<std::vector<BlockPlace>> FactsWriter::finish(const std::string& target) {
    const auto found = open_.find(target);
    if (found == open_.end()) return std::vector<BlockPlace>{};
    if (auto closed = close_block(found->second); !closed) return Fail(closed.error());
    auto blocks = std::move(found->second.done);
    open_.erase(found);
    return blocks;
}

Result<bool> read_block(const std::filesystem::path& path, BlockPlace place,
                        const std::function<void(std::string_view, WarcPlace)>& take) {
    BlockHead head;
    if (place.bytes < sizeof head || place.bytes > kMaxBlockBytes) {
        return damaged(path, place, "impossible size in the index");
    }
    const auto bytes = read_part(path, place.offset, place.bytes);
    if (!bytes) return Fail(bytes.error());
    std::memcpy(&head, bytes->data(), sizeof head);
    if (head.magic != kMagic || head.packed + sizeof head != place.bytes ||
        head.unpacked > kMaxBlockBytes) {
        return damaged(path, place, "its head is wrong");
    }
    std::string unpacked(head.unpacked, '\0');
    const std::size_t size =
        ZSTD_decompress(unpacked.data(), unpacked.size(), bytes->data() + sizeof head, head.packed);
    if (ZSTD_isError(size) != 0) return damaged(path, place, ZSTD_getErrorName(size));
    if (size != head.unpacked) return damaged(path, place, "it unpacks to another size");
    std::string_view left(unpacked.data(), size);
    for (std::uint32_t i = 0; i < head.records; ++i) {
        RecordHead record;
        if (left.size() < sizeof record) return damaged(path, place, "it ends early");
        std::memcpy(&record, left.data(), sizeof record);
        left.remove_prefix(sizeof record);
        if (left.size() < record.bytes) return damaged(path, place, "a record ends early");
        take(left.substr(0, record.bytes), {record.warc_file, record.warc_offset});
        left.remove_prefix(std::min(padded(record.bytes), left.size()));
    }
    if (!left.empty()) return damaged(path, place, "it holds more than it says");
    return true;
}

}  // namespace mingcha::store
