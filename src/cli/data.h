// The data directory of a command.
#pragma once

#include <memory>

#include "base/result.h"
#include "base/time.h"
#include "cli/commands.h"
#include "store/store.h"

namespace mingcha::cli {

// Opens (and makes) it; says on stderr and in the status what went wrong. nullptr then.
std::unique_ptr<store::Store> open_store(Context& context);

// A further connection of a command that has opened it already.
Result<std::unique_ptr<store::Store>> another_store(const Context& context);

// The same for commands that only look: neither folder nor database is made where there is none.
std::unique_ptr<store::Store> open_store_to_look(Context& context);

// The wall clock: commands bring it as a value to what they call.
Instant wall_clock();

// Several lines on stderr.
void say(std::string_view text);

}  // namespace mingcha::cli
