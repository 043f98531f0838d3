#include <fmt/format.h>
#include <sqlite3.h>

#include <array>

#include "store/store.h"

namespace mingcha::store {

namespace {

const std::string kInMemory = ":memory:";
constexpr int kBusyMilliseconds = 10'000;  // another process writes: so long is waited

// Each entry brings the schema from its index to the next. Never changed once released: add one.
constexpr std::array<const char*, 2> kMigrations{
    "create table record ("
    "  kind text not null, scope text not null, key text not null,"
    "  position integer not null, body text not null,"
    "  primary key (kind, scope, key)) without rowid;"
    "create index record_order on record (kind, scope, position);"
    "create table revision (kind text primary key, number integer not null) without rowid;",
    "create trigger audit_stays before update on record when old.kind='audit' "
    "begin select raise(abort, 'the audit log only grows'); end;"
    "create trigger audit_is_kept before delete on record when old.kind='audit' "
    "begin select raise(abort, 'the audit log only grows'); end;"};

using Statement = std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)>;

class SqliteStore final : public Store {
public:
    SqliteStore(sqlite3* database, std::string path)
        : database_(database, &sqlite3_close), path_(std::move(path)) {}

    Result<bool> prepare_schema() {
        for (const char* setting :
             {"pragma journal_mode=wal", "pragma synchronous=full", "pragma foreign_keys=on"}) {
            if (Result<bool> done = run(setting); !done) return done;
        }
        // Two programs may open a new folder at once: the version is read once more under the lock.
        if (Result<int> seen = schema_version(); !seen || *seen == kNewest) return checked(seen);
        if (Result<bool> begun = run("begin immediate"); !begun) return begun;
        const Result<int> from = schema_version();
        Result<bool> done = checked(from);
        for (int step = from.value_or(kNewest); done && step < kNewest; ++step) {
            done = run(fmt::format("{} pragma user_version={}",
                                   kMigrations[static_cast<std::size_t>(step)], step + 1)
                           .c_str());
        }
        if (done) done = run("commit");
        if (!done) (void)run("rollback");
        return done;
    }

    Result<std::vector<Record>> records(std::string_view kind, std::string_view scope) override {
        Statement select = statement(
            "select key, position, body from record where kind=? and scope=? order by position, "
            "key");
        if (!select) return Fail(failure("read").error());
        bind(select, 1, kind);
        bind(select, 2, scope);
        return rows_of(select);
    }

    Result<bool> put(std::string_view kind, std::string_view scope,
                     const std::vector<Record>& rows) override {
        return in_transaction([&] { return upsert(kind, scope, rows); });
    }

    Result<bool> remove(std::string_view kind, std::string_view scope,
                        const std::vector<std::string>& keys) override {
        return in_transaction([&]() -> Result<bool> {
            Statement gone = statement("delete from record where kind=? and scope=? and key=?");
            if (!gone) return failure("delete");
            for (const std::string& key : keys) {
                sqlite3_reset(gone.get());
                bind(gone, 1, kind);
                bind(gone, 2, scope);
                bind(gone, 3, key);
                if (sqlite3_step(gone.get()) != SQLITE_DONE) return failure("delete");
            }
            return count_change(kind);
        });
    }

    Result<bool> replace(std::string_view kind, std::string_view scope,
                         const std::vector<Record>& rows) override {
        return in_transaction([&]() -> Result<bool> {
            Statement remove = statement("delete from record where kind=? and scope=?");
            if (!remove) return failure("delete");
            bind(remove, 1, kind);
            bind(remove, 2, scope);
            if (sqlite3_step(remove.get()) != SQLITE_DONE) return failure("delete");
            return upsert(kind, scope, rows);
        });
    }

    Result<bool> begin() override {
        if (depth_ == 0) {
            if (Result<bool> begun = run("begin immediate"); !begun) return begun;
        }
        ++depth_;
        return true;
    }
    Result<bool> commit() override {
        if (depth_ <= 1) {
            if (Result<bool> done = run("commit"); !done) return done;
        }
        --depth_;
        return true;
    }
    void rollback() override {
        if (depth_ > 0) (void)run("rollback");
        depth_ = 0;
    }

    Result<std::vector<Record>> newest(std::string_view kind, std::string_view scope,
                                       std::int64_t offset, std::int64_t limit) override {
        Statement select = statement(
            "select key, position, body from record where kind=? and scope=? "
            "order by position desc, key desc limit ? offset ?");
        if (!select) return Fail(failure("read").error());
        bind(select, 1, kind);
        bind(select, 2, scope);
        sqlite3_bind_int64(select.get(), 3, limit);
        sqlite3_bind_int64(select.get(), 4, offset);
        return rows_of(select);
    }

    Result<std::int64_t> count(std::string_view kind, std::string_view scope) override {
        Statement select = statement("select count(*) from record where kind=? and scope=?");
        if (!select) return Fail(failure("read").error());
        bind(select, 1, kind);
        bind(select, 2, scope);
        if (sqlite3_step(select.get()) != SQLITE_ROW) return Fail(failure("read").error());
        return sqlite3_column_int64(select.get(), 0);
    }

    Result<Revisions> revisions() override {
        Statement select = statement("select kind, number from revision");
        if (!select) return Fail(failure("read").error());
        Revisions all;
        int step = SQLITE_ROW;
        while ((step = sqlite3_step(select.get())) == SQLITE_ROW) {
            all.emplace(text(select, 0), sqlite3_column_int64(select.get(), 1));
        }
        if (step != SQLITE_DONE) return Fail(failure("read").error());
        return all;
    }

private:
    static constexpr int kNewest = static_cast<int>(kMigrations.size());

    Result<std::vector<Record>> rows_of(Statement& select) {
        std::vector<Record> rows;
        int step = SQLITE_ROW;
        while ((step = sqlite3_step(select.get())) == SQLITE_ROW) {
            rows.push_back(
                {text(select, 0), sqlite3_column_int64(select.get(), 1), text(select, 2)});
        }
        if (step != SQLITE_DONE) return Fail(failure("read").error());
        return rows;
    }

    Result<int> schema_version() {
        Statement version = statement("pragma user_version");
        if (!version || sqlite3_step(version.get()) != SQLITE_ROW) {
            return Fail(failure("schema version").error());
        }
        return sqlite3_column_int(version.get(), 0);
    }
    Result<bool> checked(const Result<int>& version) {
        if (!version) return Fail(version.error());
        if (*version <= kNewest) return true;
        return fail(path_,
                    fmt::format("made by a newer Mingcha (schema {}, known {})", *version, kNewest),
                    "use the newer program, or another --data folder");
    }

    template <class Work>
    Result<bool> in_transaction(Work work) {
        if (depth_ > 0) return work();  // part of a larger change
        if (Result<bool> began = begin(); !began) return began;
        Result<bool> done = work();
        if (done) done = commit();
        if (!done) rollback();
        return done;
    }

    Result<bool> upsert(std::string_view kind, std::string_view scope,
                        const std::vector<Record>& rows) {
        Statement last =
            statement("select coalesce(max(position), 0) from record where kind=? and scope=?");
        if (!last) return failure("read");
        bind(last, 1, kind);
        bind(last, 2, scope);
        if (sqlite3_step(last.get()) != SQLITE_ROW) return failure("read");
        std::int64_t position = sqlite3_column_int64(last.get(), 0);
        last.reset();
        Statement insert = statement(
            "insert into record (kind, scope, key, position, body) values (?, ?, ?, ?, ?) "
            "on conflict (kind, scope, key) do update set body=excluded.body");
        if (!insert) return failure("write");
        for (const Record& row : rows) {
            sqlite3_reset(insert.get());
            bind(insert, 1, kind);
            bind(insert, 2, scope);
            bind(insert, 3, row.key);
            sqlite3_bind_int64(insert.get(), 4, row.position > 0 ? row.position : ++position);
            bind(insert, 5, row.body);
            if (sqlite3_step(insert.get()) != SQLITE_DONE) return failure("write");
        }
        return count_change(kind);
    }

    Result<bool> count_change(std::string_view kind) {
        Statement count = statement(
            "insert into revision (kind, number) values (?, 1) "
            "on conflict (kind) do update set number=number+1");
        if (!count) return failure("write");
        bind(count, 1, kind);
        if (sqlite3_step(count.get()) != SQLITE_DONE) return failure("write");
        return true;
    }

    Statement statement(const char* sql) {
        sqlite3_stmt* prepared = nullptr;
        sqlite3_prepare_v2(database_.get(), sql, -1, &prepared, nullptr);
        return {prepared, &sqlite3_finalize};
    }
    static void bind(Statement& to, int index, std::string_view value) {
        // A view without data would become NULL, which equals nothing.
        const char* bytes = value.data() == nullptr ? "" : value.data();
        sqlite3_bind_text64(to.get(), index, bytes, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    }
    static std::string text(Statement& from, int column) {
        const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(from.get(), column));
        return bytes == nullptr
                   ? std::string()
                   : std::string(
                         bytes, static_cast<std::size_t>(sqlite3_column_bytes(from.get(), column)));
    }
    Result<bool> run(const char* sql) {
        if (sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK) return true;
        return failure("database");
    }

    // SQLite's last error as one that says what to do.
    Result<bool> failure(std::string_view doing) {
        const int code = sqlite3_errcode(database_.get());
        std::string hint;
        switch (code & 0xFF) {
            case SQLITE_FULL:
                hint = "磁盘已满：腾出空间后重试，已存的数据没有丢失";
                break;
            case SQLITE_BUSY:
            case SQLITE_LOCKED:
                hint = "另一个 mingcha 正在写入：等它结束后重试";
                break;
            case SQLITE_READONLY:
            case SQLITE_CANTOPEN:
            case SQLITE_PERM:
                hint = "检查数据目录的权限，或用 --data 指定别的目录";
                break;
            case SQLITE_NOTADB:
            case SQLITE_CORRUPT:
                hint = "文件已损坏：从备份恢复 (mingcha restore)";
                break;
            case SQLITE_IOERR:
                hint = "磁盘读写出错：检查磁盘和剩余空间";
                break;
            default:
                break;
        }
        return fail(path_, fmt::format("{}: {}", doing, sqlite3_errmsg(database_.get())), hint);
    }

    std::unique_ptr<sqlite3, int (*)(sqlite3*)> database_;
    std::string path_;
    int depth_ = 0;
};

Result<std::unique_ptr<Store>> opened(const std::string& path) {
    sqlite3* database = nullptr;
    const int opened = sqlite3_open_v2(path.c_str(), &database,
                                       SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    auto store = std::make_unique<SqliteStore>(database, path);
    if (opened != SQLITE_OK) {
        return fail(path, fmt::format("cannot be opened: {}", sqlite3_errmsg(database)),
                    "检查数据目录的权限，或用 --data 指定别的目录");
    }
    sqlite3_busy_timeout(database, kBusyMilliseconds);
    if (Result<bool> ready = store->prepare_schema(); !ready) return Fail(ready.error());
    return std::unique_ptr<Store>(std::move(store));
}

}  // namespace

Result<std::unique_ptr<Store>> Store::open(const std::filesystem::path& data_dir) {
    std::error_code error;
    std::filesystem::create_directories(data_dir, error);
    if (!std::filesystem::is_directory(data_dir, error)) {
        return fail(data_dir.string(), "cannot be made or is not a folder",
                    "检查上级目录的权限，或用 --data 指定别的目录");
    }
    return opened((data_dir / kDatabaseFile).string());
}

Result<std::unique_ptr<Store>> Store::open_file(const std::filesystem::path& file) {
    return opened(file.string());
}

Result<std::unique_ptr<Store>> Store::open_to_look(const std::filesystem::path& data_dir) {
    std::error_code error;
    if (std::filesystem::exists(data_dir, error) &&
        !std::filesystem::is_directory(data_dir, error)) {
        return fail(data_dir.string(), "is not a folder", "用 --data 指定数据目录");
    }
    return open_file_to_look(data_dir / kDatabaseFile);
}

Result<std::unique_ptr<Store>> Store::open_file_to_look(const std::filesystem::path& file) {
    std::error_code error;
    return opened(std::filesystem::exists(file, error) ? file.string() : kInMemory);
}

}  // namespace mingcha::store
