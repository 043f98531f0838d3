// What an inspector's phone brought for one indicator of one target: pictures, the day of the last
// thing seen there, a remark.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/time.h"

namespace mingcha {

// One picture, or (`picture` empty) what was written beside the pictures of one link.
struct Capture {                 // scope: the campaign; key: number. Never changed
    std::int32_t number = 0;     // of the campaign's captures, from 1
    std::int32_t withdraws = 0;  // a number that was sent by mistake: it is kept and shown no more
    std::string target;          // site code or account key
    std::string rule;
    std::string picture;  // within the evidence folder, "pictures/SHA256.jpg"; empty: a note
    std::string sha256;   // of the picture as it is kept: without what the camera wrote about it
    std::int64_t bytes = 0;
    std::int32_t width = 0, height = 0;  // pixels
    bool had_location = false;           // the place was in it, and was taken out
    std::optional<Date> last_seen;       // of a note: the newest thing that was seen there
    std::string remark;                  // of a note
    bool spot = false;                   // for the second look of a spot check
    std::string by;                      // who made the link
    Instant at;                          // when it was received, by the server's clock
};

}  // namespace mingcha
