#include "base/charset.h"

#include <fmt/format.h>
#include <unicode/ucnv.h>

#include <cstdint>

#include "base/text.h"

namespace mingcha {

namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::size_t kUtf8BytesPerByte = 3;  // the most that a byte of these charsets becomes

bool begins(std::string_view text, std::string_view head) {
    return text.substr(0, head.size()) == head;
}

}  // namespace

Result<DecodedText> text_to_utf8(std::string_view bytes) {
    if (bytes.size() > kMaxTextBytes) {
        return fail("", fmt::format("{} MiB of text", bytes.size() >> 20),
                    fmt::format("at most {} MiB; 分成几个文件", kMaxTextBytes >> 20));
    }
    if (begins(bytes, kUtf8Mark)) bytes.remove_prefix(kUtf8Mark.size());
    if (is_utf8(bytes)) return DecodedText{std::string(bytes), "UTF-8", false};
    const char* charset = begins(bytes, "\xFF\xFE")   ? "UTF-16LE"
                          : begins(bytes, "\xFE\xFF") ? "UTF-16BE"
                                                      : "GB18030";
    std::string utf8(bytes.size() * kUtf8BytesPerByte + 1, '\0');
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t length =
        ucnv_convert("UTF-8", charset, utf8.data(), static_cast<std::int32_t>(utf8.size()),
                     bytes.data(), static_cast<std::int32_t>(bytes.size()), &status);
    if (U_FAILURE(status)) return fail("", "unknown encoding", "另存为 UTF-8 后再试");
    utf8.resize(static_cast<std::size_t>(length));
    if (begins(utf8, kUtf8Mark)) utf8.erase(0, kUtf8Mark.size());
    const bool replaced = utf8.find(kReplacement) != std::string::npos;
    return DecodedText{std::move(utf8), charset, replaced};
}

}  // namespace mingcha
