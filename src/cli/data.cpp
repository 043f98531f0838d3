#include "cli/data.h"

#include <cstdio>

#include "cli/output.h"

namespace mingcha::cli {

std::unique_ptr<store::Store> open_store(Context& context) {
    if (!context.db_url.empty()) {
        fail_with(context, {"--db", "only the data directory's SQLite is supported so far",
                            "leave --db away and name a folder with --data"});
        return nullptr;
    }
    Result<std::unique_ptr<store::Store>> store = store::Store::open(context.data_dir);
    if (store) return std::move(*store);
    fail_with(context, store.error());
    return nullptr;
}

void say(std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stderr);
    std::fputc('\n', stderr);
}

}  // namespace mingcha::cli
