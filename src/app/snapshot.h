// A stored response as a page that can be shown and can do nothing: without scripts, frames, forms,
// plug-ins, event handlers and addresses that load something.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace mingcha::app {

inline constexpr std::size_t kMaxSnapshotBytes = 4U << 20;  // unpacked; more is cut

// `place`: "file#offset" as evidence names it, within the evidence folder. `excerpt`: marked where
// it is found in a text; may be empty. Errors: no such record, a file name with a folder in it.
Result<std::string> snapshot_html(const std::filesystem::path& data_dir, std::string_view place,
                                  std::string_view excerpt);

// The same of a page's bytes. Pure.
std::string inert_html(std::string_view bytes, std::string_view content_type,
                       std::string_view excerpt);

}  // namespace mingcha::app
