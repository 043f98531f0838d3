#include "cli/data.h"

#include <chrono>
#include <cstdio>

#include "cli/output.h"

namespace mingcha::cli {

namespace {

constexpr std::string_view kSqlite = "sqlite:";

// The file of --db sqlite:PATH, also sqlite:///absolute/path; empty without --db.
Result<std::string> database_file(const std::string& url) {
    if (url.empty()) return url;
    if (url.starts_with("postgres:") || url.starts_with("postgresql:")) {
        return fail("--db " + url.substr(0, url.find(':') + 1),
                    "this build serves no PostgreSQL yet",
                    "leave --db away for the SQLite of --data, or write --db sqlite:PATH");
    }
    if (!url.starts_with(kSqlite)) {
        return fail("--db", "no database URL that is known", "write --db sqlite:PATH");
    }
    std::string path = url.substr(kSqlite.size());
    if (path.starts_with("//")) path.erase(0, 2);
    if (path.empty()) return fail("--db", "sqlite: without a path", "write --db sqlite:PATH");
    return path;
}

std::unique_ptr<store::Store> open_either(Context& context, bool to_look) {
    const Result<std::string> file = database_file(context.db_url);
    if (!file) {
        fail_with(context, file.error());
        return nullptr;
    }
    using store::Store;
    Result<std::unique_ptr<Store>> store =
        file->empty()
            ? (to_look ? Store::open_to_look(context.data_dir) : Store::open(context.data_dir))
            : (to_look ? Store::open_file_to_look(*file) : Store::open_file(*file));
    if (store) return std::move(*store);
    fail_with(context, store.error());
    return nullptr;
}

}  // namespace

std::unique_ptr<store::Store> open_store(Context& context) {
    return open_either(context, false);
}

Result<std::unique_ptr<store::Store>> another_store(const Context& context) {
    const Result<std::string> file = database_file(context.db_url);
    if (!file) return Fail(file.error());
    return file->empty() ? store::Store::open(context.data_dir) : store::Store::open_file(*file);
}

std::unique_ptr<store::Store> open_store_to_look(Context& context) {
    return open_either(context, true);
}

Instant wall_clock() {
    return {std::chrono::duration_cast<std::chrono::seconds>(
                std::chrono::system_clock::now().time_since_epoch())
                .count()};
}

void say(std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stderr);
    std::fputc('\n', stderr);
}

}  // namespace mingcha::cli
