// Any bytes as a picture: what is kept of it must be a picture again, the same one, without a
// place.
#include <cstdlib>
#include <string_view>

#include "intake/picture.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using mingcha::intake::clean_picture;
    const auto clean = clean_picture({reinterpret_cast<const char*>(data), size});
    if (!clean) return 0;
    const auto again = clean_picture(clean->bytes);
    if (!again || again->bytes != clean->bytes || again->had_location) std::abort();
    return 0;
}
