// The web console's files as folder web/ was built: made by web/embed.mjs into the build folder.
#pragma once

#include <span>
#include <string_view>

namespace mingcha::server {

struct BundleFile {
    std::string_view path;          // as asked for: "/index.html", "/assets/index-4f2a.js"
    std::string_view content_type;  // with charset where it is text
    std::string_view etag;          // quoted, of the bytes before packing
    std::string_view gzip_bytes;    // the whole file, one gzip member
    bool immutable = false;         // the name changes with its bytes: may be kept for a year
};

// Sorted by path. Empty where built without the web console (MINGCHA_WEB=OFF).
std::span<const BundleFile> bundle();

}  // namespace mingcha::server
