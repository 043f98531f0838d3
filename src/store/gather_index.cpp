#include "store/gather_index.h"

#include <sqlite3.h>

#include <cstring>

namespace mingcha::store {

namespace {

constexpr int kBusyMs = 10'000;

constexpr const char* kSchema = R"(
pragma journal_mode = wal;
pragma synchronous = full;
create table if not exists run (
    id integer primary key, campaign text not null, scope text not null,
    began integer not null, ended integer);
create index if not exists run_open on run (campaign, scope) where ended is null;
create table if not exists visit (
    campaign text not null, target text not null, account integer not null, as_of integer not null,
    run integer not null, visited integer not null,
    unvisited_code integer not null, unvisited_text text not null,
    cut_code integer not null, cut_text text not null,
    robots text not null, robots_forbids integer not null,
    began integer not null, ended integer not null,
    pages integer not null, requests integer not null, bytes integer not null,
    blocks blob not null, seen blob not null, revision integer not null,
    primary key (campaign, target));
create index if not exists visit_history on visit (target, as_of);
create table if not exists good_size (
    campaign text primary key, facts integer not null, warc_number integer not null,
    warc integer not null);
)";

template <class T>
std::string_view bytes_of(const std::vector<T>& list) {
    return {reinterpret_cast<const char*>(list.data()), list.size() * sizeof(T)};
}

template <class T>
std::vector<T> list_of(std::string_view bytes) {
    std::vector<T> list(bytes.size() / sizeof(T));
    std::memcpy(list.data(), bytes.data(), list.size() * sizeof(T));
    return list;
}

ReasonCode reason_code(std::int64_t number) {
    return number >= 0 && number <= static_cast<std::int64_t>(ReasonCode::not_due)
               ? static_cast<ReasonCode>(number)
               : ReasonCode::ours;
}

// A prepared statement; its columns are numbered from 0, its parameters from 1.
class Statement {
public:
    Statement(sqlite3* db, const char* sql) {
        sqlite3_prepare_v2(db, sql, -1, &statement_, nullptr);
    }
    ~Statement() { sqlite3_finalize(statement_); }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    Statement& add(std::int64_t value) {
        sqlite3_bind_int64(statement_, ++bound_, value);
        return *this;
    }
    Statement& add(std::uint64_t value) { return add(static_cast<std::int64_t>(value)); }
    Statement& add(std::string_view text) {
        sqlite3_bind_text64(statement_, ++bound_, text.empty() ? "" : text.data(), text.size(),
                            SQLITE_TRANSIENT, SQLITE_UTF8);
        return *this;
    }
    Statement& add_blob(std::string_view bytes) {
        sqlite3_bind_blob64(statement_, ++bound_, bytes.empty() ? "" : bytes.data(), bytes.size(),
                            SQLITE_TRANSIENT);
        return *this;
    }
    int step() { return statement_ == nullptr ? SQLITE_ERROR : sqlite3_step(statement_); }
    std::int64_t number(int column) const { return sqlite3_column_int64(statement_, column); }
    std::string_view text(int column) const {
        const void* data = sqlite3_column_blob(statement_, column);
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
        return data == nullptr ? std::string_view{}
                               : std::string_view(static_cast<const char*>(data), size);
    }

private:
    sqlite3_stmt* statement_ = nullptr;
    int bound_ = 0;
};

class SqliteIndex final : public GatherIndex {
public:
    explicit SqliteIndex(std::filesystem::path file) : file_(std::move(file)) {}
    ~SqliteIndex() override { sqlite3_close_v2(db_); }

    Result<bool> open() {
        if (sqlite3_open_v2(file_.c_str(), &db_,
                            SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                            nullptr) != SQLITE_OK) {
            return error("cannot be opened");
        }
        sqlite3_extended_result_codes(db_, 1);
        sqlite3_busy_timeout(db_, kBusyMs);
        return run(kSchema);
    }

    Result<GatherRun> begin_run(std::string_view campaign, std::string_view scope,
                                Instant now) override;
    Result<bool> end_run(std::int64_t run, Instant now) override;
    Result<GoodSizes> good_sizes(std::string_view campaign) override;
    Result<bool> save(const VisitRow& row, const GoodSizes& sizes) override;
    Result<std::optional<VisitRow>> visit(std::string_view campaign,
                                          std::string_view target) override;
    Result<std::vector<std::string>> campaigns() override;
    Result<std::vector<std::string>> targets(std::string_view campaign) override;
    Result<std::int64_t> revision() override;
    Result<bool> forget(std::string_view campaign) override;
    Result<std::vector<SeenThen>> history(std::string_view target, Instant as_of) override;

private:
    Fail error(const std::string& doing) const {
        const bool full = db_ != nullptr && (sqlite3_errcode(db_) & 0xff) == SQLITE_FULL;
        return fail(file_.string(),
                    doing + ": " + (db_ == nullptr ? "out of memory" : sqlite3_errmsg(db_)),
                    full ? "the disk is full: make room or give another --data, then run the "
                           "command again; what was stored stays"
                         : "check that the folder exists and may be written");
    }
    Result<bool> run(const char* sql) {
        if (sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
            return error("cannot be written");
        }
        return true;
    }
    Result<bool> done(Statement& statement) {
        const int code = statement.step();
        if (code != SQLITE_DONE && code != SQLITE_ROW) return error("cannot be written");
        return true;
    }
    Result<bool> save_row(const VisitRow& row);
    Result<std::vector<std::string>> names(Statement& statement);

    std::filesystem::path file_;
    sqlite3* db_ = nullptr;
};

Result<GatherRun> SqliteIndex::begin_run(std::string_view campaign, std::string_view scope,
                                         Instant now) {
    GatherRun found;
    {
        Statement open(db_,
                       "select id from run where campaign = ? and scope = ? and ended is null "
                       "order by id desc limit 1");
        if (open.add(campaign).add(scope).step() == SQLITE_ROW) {
            found.id = open.number(0);
            found.resumed = true;
        }
    }
    if (found.resumed) {
        Statement targets(db_, "select target from visit where campaign = ? and run = ?");
        targets.add(campaign).add(found.id);
        while (targets.step() == SQLITE_ROW) found.done.emplace_back(targets.text(0));
        return found;
    }
    Statement made(db_, "insert into run (campaign, scope, began) values (?, ?, ?)");
    if (auto ok = done(made.add(campaign).add(scope).add(now.seconds)); !ok)
        return Fail(ok.error());
    found.id = sqlite3_last_insert_rowid(db_);
    return found;
}

Result<bool> SqliteIndex::end_run(std::int64_t run, Instant now) {
    Statement statement(db_, "update run set ended = ? where id = ?");
    return done(statement.add(now.seconds).add(run));
}

Result<GoodSizes> SqliteIndex::good_sizes(std::string_view campaign) {
    Statement statement(db_, "select facts, warc_number, warc from good_size where campaign = ?");
    GoodSizes sizes;
    if (statement.add(campaign).step() == SQLITE_ROW) {
        sizes.facts = static_cast<std::uint64_t>(statement.number(0));
        sizes.warc_number = static_cast<std::uint32_t>(statement.number(1));
        sizes.warc = static_cast<std::uint64_t>(statement.number(2));
    }
    return sizes;
}

Result<bool> SqliteIndex::save_row(const VisitRow& row) {
    Statement statement(db_,
                        "insert or replace into visit values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                        "?, ?, ?, ?, ?, ?, "
                        "?, (select coalesce(max(revision), 0) + 1 from visit))");
    statement.add(row.campaign).add(row.target).add(std::int64_t{row.account});
    statement.add(row.as_of.seconds).add(row.run).add(std::int64_t{row.visited});
    statement.add(static_cast<std::int64_t>(row.unvisited.code)).add(row.unvisited.text);
    statement.add(static_cast<std::int64_t>(row.cut_short.code)).add(row.cut_short.text);
    statement.add(row.robots).add(std::int64_t{row.robots_forbids});
    statement.add(row.began.seconds).add(row.ended.seconds);
    statement.add(row.pages).add(row.requests).add(row.bytes);
    statement.add_blob(bytes_of(row.blocks)).add_blob(bytes_of(row.seen));
    return done(statement);
}

Result<bool> SqliteIndex::save(const VisitRow& row, const GoodSizes& sizes) {
    if (auto begun = run("begin immediate"); !begun) return begun;
    Result<bool> saved = save_row(row);
    if (saved) {
        Statement good(db_, "insert or replace into good_size values (?, ?, ?, ?)");
        good.add(row.campaign).add(sizes.facts);
        good.add(std::int64_t{sizes.warc_number}).add(sizes.warc);
        saved = done(good);
    }
    if (saved) saved = run("commit");
    if (!saved) sqlite3_exec(db_, "rollback", nullptr, nullptr, nullptr);
    return saved;
}

Result<bool> SqliteIndex::forget(std::string_view campaign) {
    if (auto begun = run("begin immediate"); !begun) return begun;
    Result<bool> gone = true;
    for (const char* sql :
         {"delete from visit where campaign = ?", "delete from run where campaign = ?",
          "delete from good_size where campaign = ?"}) {
        Statement statement(db_, sql);
        if (gone) gone = done(statement.add(campaign));
    }
    if (gone) gone = run("commit");
    if (!gone) sqlite3_exec(db_, "rollback", nullptr, nullptr, nullptr);
    return gone;
}

Result<std::optional<VisitRow>> SqliteIndex::visit(std::string_view campaign,
                                                   std::string_view target) {
    Statement statement(
        db_,
        "select account, as_of, run, visited, unvisited_code, unvisited_text, "
        "cut_code, cut_text, robots, robots_forbids, began, ended, pages, requests, "
        "bytes, blocks, seen from visit where campaign = ? and target = ?");
    const int code = statement.add(campaign).add(target).step();
    if (code == SQLITE_DONE) return std::optional<VisitRow>{};
    if (code != SQLITE_ROW) return error("cannot be read");
    VisitRow row;
    row.campaign = std::string(campaign);
    row.target = std::string(target);
    row.account = statement.number(0) != 0;
    row.as_of = {statement.number(1)};
    row.run = statement.number(2);
    row.visited = statement.number(3) != 0;
    row.unvisited = {reason_code(statement.number(4)), std::string(statement.text(5))};
    row.cut_short = {reason_code(statement.number(6)), std::string(statement.text(7))};
    row.robots = std::string(statement.text(8));
    row.robots_forbids = statement.number(9) != 0;
    row.began = {statement.number(10)};
    row.ended = {statement.number(11)};
    row.pages = static_cast<std::uint64_t>(statement.number(12));
    row.requests = static_cast<std::uint64_t>(statement.number(13));
    row.bytes = static_cast<std::uint64_t>(statement.number(14));
    row.blocks = list_of<BlockPlace>(statement.text(15));
    row.seen = list_of<std::uint64_t>(statement.text(16));
    return std::optional(std::move(row));
}

Result<std::vector<std::string>> SqliteIndex::names(Statement& statement) {
    std::vector<std::string> list;
    int code = statement.step();
    for (; code == SQLITE_ROW; code = statement.step()) list.emplace_back(statement.text(0));
    if (code != SQLITE_DONE) return error("cannot be read");
    return list;
}

Result<std::vector<std::string>> SqliteIndex::campaigns() {
    Statement statement(db_, "select campaign from good_size order by campaign");
    return names(statement);
}

Result<std::vector<std::string>> SqliteIndex::targets(std::string_view campaign) {
    Statement statement(db_, "select target from visit where campaign = ? order by target");
    statement.add(campaign);
    return names(statement);
}

Result<std::int64_t> SqliteIndex::revision() {
    Statement statement(db_, "select coalesce(max(revision), 0) from visit");
    if (statement.step() != SQLITE_ROW) return error("cannot be read");
    return statement.number(0);
}

Result<std::vector<SeenThen>> SqliteIndex::history(std::string_view target, Instant as_of) {
    Statement statement(db_,
                        "select campaign, as_of, seen from visit where target = ? and as_of <= ? "
                        "order by as_of, campaign");
    statement.add(target).add(as_of.seconds);
    std::vector<SeenThen> list;
    int code = statement.step();
    for (; code == SQLITE_ROW; code = statement.step()) {
        list.push_back({std::string(statement.text(0)),
                        {statement.number(1)},
                        list_of<std::uint64_t>(statement.text(2))});
    }
    if (code != SQLITE_DONE) return error("cannot be read");
    return list;
}

}  // namespace

Result<std::unique_ptr<GatherIndex>> GatherIndex::open(const std::filesystem::path& folder) {
    std::error_code ignored;
    std::filesystem::create_directories(folder, ignored);
    auto index = std::make_unique<SqliteIndex>(folder / kIndexFile);
    if (auto opened = index->open(); !opened) return Fail(opened.error());
    return std::unique_ptr<GatherIndex>(std::move(index));
}

}  // namespace mingcha::store
