#include "store/warc_record.h"

#include <libdeflate.h>
#include <zlib.h>

#include <array>

#include <fmt/format.h>

#include "base/digest.h"
#include "base/text.h"

namespace mingcha::store {

namespace {

constexpr int kFast = 1;
constexpr int kStoreOnly = 0;
constexpr int kGzip = 15 + 16;

std::string utc(Instant at) {
    // WARC-Date is UTC: shift so that the Shanghai formatter prints it, then change the zone's
    // letters.
    const std::string shifted = format_instant({at.seconds - kShanghaiOffsetSeconds});
    return shifted.substr(0, 19) + "Z";
}

// The same exchange gets the same id, so that packing twice gives the same bytes.
std::string record_id(std::string_view seed, std::string_view type) {
    const std::string hex = sha256_hex(std::string(seed) + "|" + std::string(type));
    return fmt::format("<urn:uuid:{}-{}-8{}-a{}-{}>", hex.substr(0, 8), hex.substr(8, 4),
                       hex.substr(12, 3), hex.substr(15, 3), hex.substr(18, 12));
}

// The body is kept unchunked, so the header that says "chunked" is renamed, as other archives do.
std::string archived_head(std::string_view head) {
    std::string out;
    out.reserve(head.size() + 32);
    while (!head.empty()) {
        const std::size_t end = std::min(head.find('\n'), head.size() - 1) + 1;
        const std::string_view line = head.substr(0, end);
        head.remove_prefix(end);
        constexpr std::string_view kChunked = "transfer-encoding:";
        if (line.size() > kChunked.size() &&
            equals_ignoring_ascii_case(line.substr(0, kChunked.size()), kChunked)) {
            out += "X-Archive-Orig-";
        }
        out += line;
    }
    if (!out.ends_with("\r\n\r\n")) out += out.ends_with("\r\n") ? "\r\n" : "\r\n\r\n";
    return out;
}

// A URL with line breaks or spaces would write header lines of its own.
std::string header_safe(std::string_view text) {
    std::string out;
    for (char c : text) {
        if (static_cast<unsigned char>(c) <= ' ' || c == 0x7f) {
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        } else {
            out += c;
        }
    }
    return out;
}

}  // namespace

struct WarcPacker::State {
    State()
        : fast(libdeflate_alloc_compressor(kFast)),
          plain(libdeflate_alloc_compressor(kStoreOnly)) {}
    ~State() {
        libdeflate_free_compressor(fast);
        libdeflate_free_compressor(plain);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    libdeflate_compressor* fast;
    libdeflate_compressor* plain;
    std::string record;
    std::string out;
    std::string http;
    std::string fields;
    std::string head;
};

WarcPacker::WarcPacker() : state_(std::make_unique<State>()) {}
WarcPacker::~WarcPacker() = default;

void WarcPacker::add_member(std::string_view head, std::string_view block, int level) {
    State& s = *state_;
    s.record.assign("WARC/1.1\r\n");
    s.record += head;
    s.record += fmt::format("Content-Length: {}\r\n\r\n", block.size());
    s.record += block;
    s.record += "\r\n\r\n";
    libdeflate_compressor* with = level == kStoreOnly ? s.plain : s.fast;
    const std::size_t before = s.out.size();
    s.out.resize(before + libdeflate_gzip_compress_bound(with, s.record.size()));
    const std::size_t size = libdeflate_gzip_compress(with, s.record.data(), s.record.size(),
                                                      s.out.data() + before, s.out.size() - before);
    s.out.resize(before + size);
}

std::string_view WarcPacker::pack(const WarcExchange& exchange) {
    State& s = *state_;
    s.out.clear();
    const std::string date = utc(exchange.at);
    const std::string url = header_safe(exchange.url);
    const std::string id = record_id(exchange.id_seed, "response");
    s.http = archived_head(exchange.response_head);
    s.http += exchange.body;
    s.head = fmt::format(
        "WARC-Type: response\r\nWARC-Record-ID: {}\r\nWARC-Date: {}\r\nWARC-Target-URI: {}\r\n"
        "WARC-Payload-Digest: sha256:{}\r\n",
        id, date, url, exchange.sha256);
    if (!exchange.address.empty()) {
        s.head += fmt::format("WARC-IP-Address: {}\r\n", header_safe(exchange.address));
    }
    if (exchange.cut) s.head += "WARC-Truncated: length\r\n";
    s.head += "Content-Type: application/http;msgtype=response\r\n";
    add_member(s.head, s.http, exchange.body_packed ? kStoreOnly : kFast);

    s.head = fmt::format(
        "WARC-Type: request\r\nWARC-Record-ID: {}\r\nWARC-Date: {}\r\nWARC-Target-URI: {}\r\n"
        "WARC-Concurrent-To: {}\r\nContent-Type: application/http;msgtype=request\r\n",
        record_id(exchange.id_seed, "request"), date, url, id);
    add_member(s.head, exchange.request_head, kFast);

    if (exchange.metadata.empty()) return s.out;
    s.fields.clear();
    for (const auto& [name, value] : exchange.metadata) {
        s.fields +=
            fmt::format("{}: {}\r\n", name, replace_all(replace_all(value, "\r", " "), "\n", " "));
    }
    s.head = fmt::format(
        "WARC-Type: metadata\r\nWARC-Record-ID: {}\r\nWARC-Date: {}\r\nWARC-Target-URI: {}\r\n"
        "WARC-Refers-To: {}\r\nContent-Type: application/warc-fields\r\n",
        record_id(exchange.id_seed, "metadata"), date, url, id);
    add_member(s.head, s.fields, kFast);
    return s.out;
}

std::string_view WarcPacker::pack_info(std::string_view file_name, Instant at,
                                       std::string_view software) {
    State& s = *state_;
    s.out.clear();
    s.head = fmt::format(
        "WARC-Type: warcinfo\r\nWARC-Record-ID: {}\r\nWARC-Date: {}\r\nWARC-Filename: {}\r\n"
        "Content-Type: application/warc-fields\r\n",
        record_id(std::string(file_name) + utc(at), "warcinfo"), utc(at), header_safe(file_name));
    s.fields = fmt::format("software: {}\r\nformat: WARC File Format 1.1\r\n", software);
    add_member(s.head, s.fields, kFast);
    return s.out;
}

std::string_view WarcRecord::field(std::string_view lower_name) const {
    std::string_view left = head;
    while (!left.empty()) {
        const std::size_t end = std::min(left.find('\n'), left.size());
        const std::string_view line = left.substr(0, end);
        left.remove_prefix(std::min(end + 1, left.size()));
        const std::size_t colon = line.find(':');
        if (colon == lower_name.size() &&
            equals_ignoring_ascii_case(line.substr(0, colon), lower_name)) {
            return trim(line.substr(colon + 1));
        }
    }
    return {};
}

Result<WarcRecord> read_warc_record(std::string_view bytes) {
    z_stream stream{};
    if (inflateInit2(&stream, kGzip) != Z_OK) return fail("warc", "zlib cannot begin");
    const std::unique_ptr<z_stream, decltype(&inflateEnd)> ended(&stream, &inflateEnd);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    std::string text;
    std::array<char, 64 * 1024> piece;
    int code = Z_OK;
    while (code == Z_OK) {
        stream.next_out = reinterpret_cast<Bytef*>(piece.data());
        stream.avail_out = piece.size();
        code = inflate(&stream, Z_NO_FLUSH);
        text.append(piece.data(), piece.size() - stream.avail_out);
        if (text.size() > kMaxWarcRecord) return fail("warc", "record is larger than the limit");
        if (code == Z_OK && stream.avail_in == 0 && stream.avail_out == piece.size()) break;
    }
    if (code != Z_STREAM_END) return fail("warc", "record is damaged or cut off");
    const std::size_t end = text.find("\r\n\r\n");
    if (!text.starts_with("WARC/1.") || end == std::string::npos || !text.ends_with("\r\n\r\n")) {
        return fail("warc", "this is no WARC record");
    }
    WarcRecord record;
    record.head = text.substr(0, end + 2);
    const std::size_t begin = end + 4;
    record.block = begin + 4 <= text.size() ? text.substr(begin, text.size() - begin - 4) : "";
    record.packed_bytes = bytes.size() - stream.avail_in;
    return record;
}

}  // namespace mingcha::store
