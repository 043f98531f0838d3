// Pictures that people's phones send, without what the camera wrote about them: where it was taken,
// by which phone, when, thumbnails and films behind the picture. JPEG (ITU-T T.81, JFIF, Exif 2.3)
// and PNG (ISO/IEC 15948). The coded picture itself is kept as it came, to the byte.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace mingcha::intake {

inline constexpr std::size_t kMaxPictureFile = 20U << 20;       // bytes
inline constexpr std::int64_t kMaxPicturePixels = 200'000'000;  // of one picture

struct CleanPicture {
    std::string bytes;
    std::string_view ending;             // ".jpg", ".png"
    std::string_view content_type;       // "image/jpeg", "image/png"
    std::int32_t width = 0, height = 0;  // pixels as coded
    bool had_location = false;           // Exif had a place, or there was XMP that may have one
};

// Of what stands around the picture only this is kept: JFIF, Adobe's and ICC's words on colour, how
// it must be turned (Exif orientation, alone); of PNG colour, transparency and pixel density.
// Errors: too large, neither JPEG nor PNG (HEIC, WebP and GIF are named), cut off, damaged, no
// pixels or more than kMaxPicturePixels.
Result<CleanPicture> clean_picture(std::string_view bytes);

}  // namespace mingcha::intake
