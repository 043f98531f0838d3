// mingcha import screenshots FOLDER|ZIP --campaign ID: pictures of accounts as evidence.
#pragma once

#include <string>

#include "cli/commands.h"

namespace mingcha::cli {

struct ScreenshotOptions {
    std::string source;  // a folder, with those below it, or a zip archive
    std::string campaign;
    bool dry_run = false;
    bool json = false;
};

// Exit status 1 where pictures were left over, too: each is told with its reason.
void import_screenshots(const ScreenshotOptions& options, Context& context);

}  // namespace mingcha::cli
