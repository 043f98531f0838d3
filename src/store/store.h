// What people and other systems bring, what campaigns are, what was judged and decided: records in
// one database. SQLite in the data directory; the interface knows no database, so that another may
// stand behind it. Every change is one transaction: it is there wholly or not at all.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mingcha::store {

inline constexpr std::string_view kDatabaseFile = "mingcha.db";  // in the data directory

// One row of one kind ("site", "post", "campaign", …) within one scope (a campaign's id, or empty).
// Key: kind + scope + key. `body` is the row as JSON (store/rows.h).
struct Record {
    std::string key;
    std::int64_t position = 0;  // order of first import; kept when the row is replaced
    std::string body;
};

using Revisions = std::map<std::string, std::int64_t, std::less<>>;

// Rows of this kind are added and never changed or taken away; the database refuses it.
inline constexpr std::string_view kAuditKind = "audit";

class Store {
public:
    // Opens the database of `data_dir`, makes both where absent, brings an older schema up to date.
    // Errors: not a folder, no rights, a newer schema than this program's, a damaged file, disk
    // full.
    static Result<std::unique_ptr<Store>> open(const std::filesystem::path& data_dir);

    // The same for a database file outside of the data directory; its folder must be there.
    static Result<std::unique_ptr<Store>> open_file(const std::filesystem::path& file);

    // For who only looks: makes no folder and no database. Where there is none, an empty one in
    // memory stands in for it.
    static Result<std::unique_ptr<Store>> open_to_look(const std::filesystem::path& data_dir);
    static Result<std::unique_ptr<Store>> open_file_to_look(const std::filesystem::path& file);

    virtual ~Store() = default;

    // In the order of their positions.
    virtual Result<std::vector<Record>> records(std::string_view kind, std::string_view scope) = 0;

    // Adds new rows at the end (position 0 is filled in), replaces rows of the same key.
    virtual Result<bool> put(std::string_view kind, std::string_view scope,
                             const std::vector<Record>& rows) = 0;

    // Takes rows away; keys that are not there are none.
    virtual Result<bool> remove(std::string_view kind, std::string_view scope,
                                const std::vector<std::string>& keys) = 0;

    // The rows of `scope` become exactly these.
    virtual Result<bool> replace(std::string_view kind, std::string_view scope,
                                 const std::vector<Record>& rows) = 0;

    // Several changes as one: commit makes them stand, rollback undoes them. A change within a
    // change is part of it: the outermost commit makes all stand, any rollback undoes all.
    virtual Result<bool> begin() = 0;
    virtual Result<bool> commit() = 0;
    virtual void rollback() = 0;

    // Of one kind that only grows large: the last `limit` rows before the `offset` last ones,
    // newest first; and how many there are.
    virtual Result<std::vector<Record>> newest(std::string_view kind, std::string_view scope,
                                               std::int64_t offset, std::int64_t limit) = 0;
    virtual Result<std::int64_t> count(std::string_view kind, std::string_view scope) = 0;

    // How often rows of each kind were changed, in any scope. What has never changed is left out.
    virtual Result<Revisions> revisions() = 0;
};

// begin() now, rollback() at the end of the scope unless done() was reached.
class Transaction {
public:
    explicit Transaction(Store& store) : store_(store) {}
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction() {
        if (open_) store_.rollback();
    }
    Result<bool> begin() {
        Result<bool> began = store_.begin();
        open_ = began.has_value();
        return began;
    }
    Result<bool> done() {
        Result<bool> committed = store_.commit();
        if (committed) open_ = false;
        return committed;
    }

private:
    Store& store_;
    bool open_ = false;
};

}  // namespace mingcha::store
