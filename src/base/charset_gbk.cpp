#include "base/charset_gbk.h"

#include <unicode/ucnv.h>

namespace mingcha {

std::string to_gbk(std::string_view utf8) {
    UErrorCode status = U_ZERO_ERROR;
    std::string out(utf8.size() + 16, '\0');
    const std::int32_t length =
        ucnv_convert("GBK", "UTF-8", out.data(), static_cast<std::int32_t>(out.size()), utf8.data(),
                     static_cast<std::int32_t>(utf8.size()), &status);
    if (U_FAILURE(status)) return std::string(utf8);
    out.resize(static_cast<std::size_t>(length));
    return out;
}

}  // namespace mingcha
