// The database as it is found: new, old, newer, damaged, read-only, shared by two.
#include "store/store.h"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "store/rows.h"
#include "tests/testing/temp_dir.h"

namespace mingcha::store {
namespace {

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

class StoreTest : public ::testing::Test {
protected:
    std::filesystem::path file() const { return dir_.path() / "mingcha.db"; }
    void sql(const std::string& text) const {
        sqlite3* database = nullptr;
        ASSERT_EQ(sqlite3_open(file().c_str(), &database), SQLITE_OK);
        char* message = nullptr;
        EXPECT_EQ(sqlite3_exec(database, text.c_str(), nullptr, nullptr, &message), SQLITE_OK)
            << message;
        sqlite3_close(database);
    }
    std::string failure() const {
        const auto store = Store::open(dir_.path());
        return store ? "opened" : store.error().text();
    }

    mingcha::testing::TempDir dir_;
};

// The schema of the first release, word for word: what the oldest data directories hold.
constexpr const char* kFirstSchema =
    "create table record (kind text not null, scope text not null, key text not null, position "
    "integer not null, body text not null, primary key (kind, scope, key)) without rowid;"
    "create index record_order on record (kind, scope, position);"
    "create table revision (kind text primary key, number integer not null) without rowid;"
    "pragma user_version=1;";

TEST_F(StoreTest, KeepsRowsInTheirOrderAndReplacesByKey) {
    const auto store = Store::open(dir_.path());
    ASSERT_TRUE(store) << store.error().text();
    ASSERT_TRUE((*store)->put("site", "", {{"b", 0, "1"}, {"a", 0, "2"}}));
    ASSERT_TRUE((*store)->put("site", "", {{"a", 0, "3"}, {"c", 0, "4"}}));
    ASSERT_TRUE((*store)->put("site", "other", {{"a", 0, "5"}}));
    const auto rows = (*store)->records("site", "");
    ASSERT_TRUE(rows);
    std::string text;
    for (const Record& row : *rows) text += row.key + row.body + " ";
    EXPECT_EQ(text, "b1 a3 c4 ");
    ASSERT_TRUE((*store)->replace("site", "", {{"z", 0, "6"}}));
    EXPECT_EQ((*store)->records("site", "")->size(), 1U);
    EXPECT_EQ((*store)->records("site", "other")->size(), 1U);
}

TEST_F(StoreTest, OpensTwiceAndSeesWhatTheOtherWrote) {
    const auto first = Store::open(dir_.path());
    const auto second = Store::open(dir_.path());
    ASSERT_TRUE(first && second);
    ASSERT_TRUE((*first)->put("site", "", {{"a", 0, "1"}}));
    EXPECT_EQ((*second)->records("site", "")->size(), 1U);
    ASSERT_TRUE((*second)->put("site", "", {{"b", 0, "1"}}));
    EXPECT_EQ((*first)->records("site", "")->size(), 2U);
}

TEST_F(StoreTest, UndoesWhatWasNotCommittedInnerChangesToo) {
    const auto store = Store::open(dir_.path());
    ASSERT_TRUE(store);
    {
        Transaction outer(**store);
        ASSERT_TRUE(outer.begin());
        ASSERT_TRUE((*store)->put("site", "", {{"a", 0, "1"}}));
        Transaction inner(**store);
        ASSERT_TRUE(inner.begin());
        ASSERT_TRUE((*store)->put("site", "", {{"b", 0, "1"}}));
        ASSERT_TRUE(inner.done());
    }
    EXPECT_TRUE((*store)->records("site", "")->empty());
    Transaction outer(**store);
    ASSERT_TRUE(outer.begin());
    {
        Transaction inner(**store);
        ASSERT_TRUE(inner.begin());
        ASSERT_TRUE((*store)->put("site", "", {{"b", 0, "1"}}));
    }
    EXPECT_FALSE(outer.done());
    EXPECT_TRUE((*store)->records("site", "")->empty());
    ASSERT_TRUE((*store)->put("site", "", {{"c", 0, "1"}}));
    EXPECT_EQ((*store)->records("site", "")->size(), 1U);
}

TEST_F(StoreTest, OpensADatabaseOfTheFirstRelease) {
    sql(kFirstSchema);
    sql("insert into record values ('site', '', '9999000001', 1, "
        "'{\"code\":\"9999000001\",\"name\":\"甲\",\"kind\":\"portal\"}')");
    const auto store = Store::open(dir_.path());
    ASSERT_TRUE(store) << store.error().text();
    const auto sites = load<Site>(**store);
    ASSERT_TRUE(sites) << sites.error().text();
    ASSERT_EQ(sites->size(), 1U);
    EXPECT_EQ(sites->front().name, "甲");
    EXPECT_EQ(sites->front().kind, SiteKind::portal);
    EXPECT_TRUE(sites->front().has_services);
    ASSERT_TRUE(save<Site>(**store, {}, *sites));
    const auto revisions = (*store)->revisions();
    ASSERT_TRUE(revisions) << revisions.error().text();
    EXPECT_EQ(*revisions, (Revisions{{"site", 1}}));
}

TEST_F(StoreTest, KeepsTheAuditLogAsItWasWritten) {
    const auto store = Store::open(dir_.path());
    ASSERT_TRUE(store) << store.error().text();
    ASSERT_TRUE((*store)->put(kAuditKind, {}, {{"1", 0, "{}"}, {"2", 0, "{}"}}));
    EXPECT_FALSE((*store)->put(kAuditKind, {}, {{"1", 0, "{\"other\":1}"}}));
    EXPECT_FALSE((*store)->replace(kAuditKind, {}, {}));
    const auto rows = (*store)->records(kAuditKind, {});
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 2U);
    EXPECT_EQ(rows->front().body, "{}");
}

TEST_F(StoreTest, PagesFromTheNewestOn) {
    const auto store = Store::open(dir_.path());
    ASSERT_TRUE(store) << store.error().text();
    for (const char* key : {"1", "2", "3"}) ASSERT_TRUE((*store)->put("k", "s", {{key, 0, key}}));
    const auto rows = (*store)->newest("k", "s", 1, 5);
    ASSERT_TRUE(rows) << rows.error().text();
    ASSERT_EQ(rows->size(), 2U);
    EXPECT_EQ(rows->at(0).key, "2");
    EXPECT_EQ(rows->at(1).key, "1");
    EXPECT_EQ((*store)->count("k", "s").value_or(-1), 3);
    EXPECT_EQ((*store)->count("k", "other").value_or(-1), 0);
}

TEST_F(StoreTest, RefusesANewerSchema) {
    sql(std::string(kFirstSchema) + "pragma user_version=99;");
    EXPECT_TRUE(has(failure(), "newer Mingcha (schema 99")) << failure();
    EXPECT_TRUE(has(failure(), "--data")) << failure();
}

TEST_F(StoreTest, SaysThatAFileIsDamaged) {
    std::ofstream(file()) << std::string(8192, 'x');
    EXPECT_TRUE(has(failure(), "mingcha.db")) << failure();
    EXPECT_TRUE(has(failure(), "从备份恢复")) << failure();
}

TEST_F(StoreTest, SaysThatAPageIsDamaged) {
    {
        const auto store = Store::open(dir_.path());
        ASSERT_TRUE(store);
        std::vector<Record> rows;
        for (int i = 0; i < 2000; ++i) {
            rows.push_back({std::to_string(i), 0, std::string(500, 'y')});
        }
        ASSERT_TRUE((*store)->put("site", "", rows));
    }
    std::fstream damaged(file(), std::ios::in | std::ios::out | std::ios::binary);
    damaged.seekp(4096);
    damaged << std::string(200 * 4096, '\x5A');
    damaged.close();
    const auto store = Store::open(dir_.path());
    std::string said;
    if (!store) {
        said = store.error().text();
    } else if (const auto rows = (*store)->records("site", ""); !rows) {
        said = rows.error().text();
    }
    EXPECT_TRUE(has(said, "从备份恢复")) << said;
}

TEST_F(StoreTest, NamesARowThatCannotBeRead) {
    const auto store = Store::open(dir_.path());
    ASSERT_TRUE(store);
    ASSERT_TRUE((*store)->put("site", "", {{"9999000001", 0, "{broken"}}));
    const auto sites = load<Site>(**store);
    ASSERT_FALSE(sites);
    EXPECT_TRUE(has(sites.error().where, "9999000001")) << sites.error().text();
}

TEST_F(StoreTest, RefusesAFolderThatIsAFileOrReadOnly) {
    std::ofstream(dir_.path() / "file") << "x";
    EXPECT_FALSE(Store::open(dir_.path() / "file"));
    EXPECT_FALSE(Store::open(dir_.path() / "file" / "below"));
    EXPECT_FALSE(Store::open_to_look(dir_.path() / "file"));
    // Nothing is forbidden to root: another user tries.
    const std::filesystem::path closed = dir_.path() / "closed";
    std::filesystem::create_directory(closed);
    ASSERT_EQ(::chmod(dir_.path().c_str(), 0755), 0);
    ASSERT_EQ(::chmod(closed.c_str(), 0555), 0);
    const uid_t before = ::geteuid();
    constexpr uid_t kNobody = 65534;
    if (before == 0 && ::seteuid(kNobody) != 0) GTEST_SKIP() << "cannot become another user";
    const auto store = Store::open(closed);
    const auto below = Store::open(closed / "data");
    if (before == 0) {
        ASSERT_EQ(::seteuid(before), 0);
    }
    ASSERT_FALSE(store);
    EXPECT_TRUE(has(store.error().text(), "权限")) << store.error().text();
    ASSERT_FALSE(below);
    EXPECT_TRUE(has(below.error().text(), "权限")) << below.error().text();
}

TEST_F(StoreTest, MakesNothingForWhoOnlyLooks) {
    const auto store = Store::open_to_look(dir_.path() / "none");
    ASSERT_TRUE(store) << store.error().text();
    EXPECT_TRUE((*store)->records("site", "")->empty());
    EXPECT_FALSE(std::filesystem::exists(dir_.path() / "none"));
    const auto here = Store::open_to_look(dir_.path());
    ASSERT_TRUE(here);
    EXPECT_TRUE(std::filesystem::is_empty(dir_.path()));
}

TEST_F(StoreTest, LooksAtWhatIsThere) {
    {
        const auto store = Store::open(dir_.path());
        ASSERT_TRUE(store && (*store)->put("site", "", {{"a", 0, "1"}}));
    }
    const auto store = Store::open_to_look(dir_.path());
    ASSERT_TRUE(store);
    EXPECT_EQ((*store)->records("site", "")->size(), 1U);
}

TEST_F(StoreTest, OpensAFileElsewhere) {
    const std::filesystem::path file = dir_.path() / "other.sqlite";
    {
        const auto store = Store::open_file(file);
        ASSERT_TRUE(store && (*store)->put("site", "", {{"a", 0, "1"}}));
    }
    EXPECT_TRUE(std::filesystem::exists(file));
    EXPECT_FALSE(std::filesystem::exists(this->file()));
    EXPECT_FALSE(Store::open_file(dir_.path() / "none" / "x.db"));
}

}  // namespace
}  // namespace mingcha::store
