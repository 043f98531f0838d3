// Pictures and notes of an inspector's phone for one indicator of one target (model/capture.h).
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/capture.h"
#include "store/store.h"

namespace mingcha::app {

inline constexpr std::size_t kMaxCaptures = 40;  // of one indicator of one target
inline constexpr std::size_t kMaxRemarkChars = 500;

// Which indicator of which target, and who looks.
struct CaptureTask {
    std::string campaign, target, rule;
    bool spot = false;
    std::string by;
};

// What whoever holds the phone is told. Errors: no such campaign, a closed one; a target or an
// indicator that its worksheet does not have.
struct CaptureSubject {
    std::string target_name, unit, rule_title, clause;
    std::vector<std::string> guidance;
};
Result<CaptureSubject> capture_subject(store::Store& store, const std::filesystem::path& data_dir,
                                       const CaptureTask& task);

// Keeps the picture without what the camera wrote about it. Errors: a closed campaign, more than
// kMaxCaptures, those of intake::clean_picture, the disk.
Result<Capture> keep_picture(store::Store& store, const std::filesystem::path& data_dir,
                             const CaptureTask& task, std::string_view bytes, Instant received);

// Errors: nothing in it, a day after `received`, a remark too long; a closed campaign.
Result<Capture> keep_note(store::Store& store, const CaptureTask& task,
                          std::optional<Date> last_seen, const std::string& remark,
                          Instant received);

// The bytes stay with their hash; it is evidence no longer. Errors: not one of this task's.
Result<Capture> withdraw_capture(store::Store& store, const CaptureTask& task, std::int32_t number,
                                 Instant received);

// That stand, in the order in which they came.
Result<std::vector<Capture>> captures_of(store::Store& store, const std::string& campaign);

}  // namespace mingcha::app
