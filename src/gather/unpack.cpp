#include "gather/unpack.h"

#include <brotli/decode.h>
#include <zlib.h>

#include <memory>

#include "base/text.h"

namespace mingcha::gather {

namespace {

constexpr std::size_t kFirstRoom = 128 * 1024;
constexpr int kGzipOrZlib = 15 + 32;
constexpr int kRawDeflate = -15;

// Room for more output: doubled, never beyond the cap and one byte that tells "too large" from
// "just fits".
bool make_room(std::string& out, std::size_t used, std::size_t cap) {
    if (used > cap) return false;
    if (used < out.size()) return true;
    out.resize(std::min(std::max(kFirstRoom, out.size() * 2), cap + 1));
    return used < out.size();
}

Unpacked closed(std::string& out, std::size_t used, std::size_t cap, bool whole) {
    const bool over = used > cap;
    out.resize(std::min(used, cap));
    if (over) return Unpacked::too_large;
    return whole ? Unpacked::unpacked : Unpacked::damaged;
}

Unpacked inflate_all(std::string_view body, int window, std::size_t cap, std::string& out) {
    z_stream stream{};
    if (inflateInit2(&stream, window) != Z_OK) return Unpacked::damaged;
    const std::unique_ptr<z_stream, decltype(&inflateEnd)> ended(&stream, &inflateEnd);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
    stream.avail_in = static_cast<uInt>(body.size());
    out.resize(std::min(kFirstRoom, cap + 1));
    std::size_t used = 0;
    int code = Z_OK;
    while (code == Z_OK && make_room(out, used, cap)) {
        stream.next_out = reinterpret_cast<Bytef*>(out.data() + used);
        stream.avail_out = static_cast<uInt>(out.size() - used);
        code = inflate(&stream, Z_NO_FLUSH);
        used = out.size() - stream.avail_out;
    }
    return closed(out, used, cap, code == Z_STREAM_END);
}

Unpacked brotli_all(std::string_view body, std::size_t cap, std::string& out) {
    const std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> state(
        BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), &BrotliDecoderDestroyInstance);
    if (!state) return Unpacked::damaged;
    const auto* in = reinterpret_cast<const std::uint8_t*>(body.data());
    std::size_t in_left = body.size();
    out.resize(std::min(kFirstRoom, cap + 1));
    std::size_t used = 0;
    BrotliDecoderResult code = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
    while (code == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && make_room(out, used, cap)) {
        auto* next = reinterpret_cast<std::uint8_t*>(out.data() + used);
        std::size_t room = out.size() - used;
        code = BrotliDecoderDecompressStream(state.get(), &in_left, &in, &room, &next, nullptr);
        used = out.size() - room;
    }
    return closed(out, used, cap, code == BROTLI_DECODER_RESULT_SUCCESS);
}

}  // namespace

Unpacked unpack(std::string_view body, std::string_view encoding, std::size_t cap,
                std::string& out) {
    const std::string name = lower_ascii(trim(encoding));
    if (name.empty() || name == "identity" || body.empty()) return Unpacked::as_is;
    if (name == "gzip" || name == "x-gzip") {
        // Said to be packed and is not: servers that double a header do that.
        if (!body.starts_with("\x1f\x8b")) return Unpacked::as_is;
        return inflate_all(body, kGzipOrZlib, cap, out);
    }
    if (name == "deflate") {
        const Unpacked with_head = inflate_all(body, kGzipOrZlib, cap, out);
        return with_head == Unpacked::damaged && out.empty()
                   ? inflate_all(body, kRawDeflate, cap, out)
                   : with_head;
    }
    if (name == "br") return brotli_all(body, cap, out);
    return Unpacked::unknown_encoding;
}

}  // namespace mingcha::gather
