#include "store/backup.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "base/digest.h"
#include "store/facts_record.h"
#include "store/gather_session.h"
#include "store/rows.h"
#include "store/verify.h"
#include "tests/testing/temp_dir.h"

namespace mingcha::store {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void write(const fs::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

class Backup : public ::testing::Test {
protected:
    void SetUp() override {
        auto store = Store::open(data_);
        ASSERT_TRUE(store);
        Unit unit;
        unit.name = "清河县林业局";
        ASSERT_TRUE(save(**store, {}, std::vector<Unit>{unit}));
        visit("4199990001");
        fs::create_directories(data_ / "rulesets");
        write(data_ / "rulesets" / "own.yaml", "id: own\n");
    }

    // One page with its exchange, as an inspection stores it.
    void visit(const std::string& target) {
        auto session = GatherSession::open(data_, "2021Q4", target, {1'700'000'000});
        ASSERT_TRUE(session);
        FactsPacker packer;
        WarcPacker warc;
        VisitRecord record;
        record.url = "http://www.qinghe.gov.cn/";
        WarcExchange exchange;
        exchange.url = record.url;
        exchange.request_head = "GET / HTTP/1.1\r\n\r\n";
        exchange.response_head = "HTTP/1.1 200 OK\r\n\r\n";
        exchange.body = body_;
        exchange.id_seed = target;
        exchange.metadata = {{"fetchTimeMs", "12"}};
        const std::string digest = sha256_hex(body_);
        exchange.sha256 = digest;
        ASSERT_TRUE(
            (*session)->add(target, packer.pack(record, nullptr), warc.pack(exchange), {1}));
        VisitRow row;
        row.campaign = "2021Q4";
        row.target = target;
        row.visited = true;
        ASSERT_TRUE((*session)->finish(std::move(row)));
        ASSERT_TRUE((*session)->end({2}));
    }

    testing::TempDir folder_;
    const std::string body_ = "<title>清河县人民政府</title>";
    fs::path data_ = fs::path(folder_.path()) / "data";
    fs::path file_ = fs::path(folder_.path()) / "backup.tar";
    fs::path again_ = fs::path(folder_.path()) / "again";
};

TEST_F(Backup, ComesBackWhole) {
    const auto made = write_backup(data_, file_, {1'700'000'000});
    ASSERT_TRUE(made) << made.error().text();
    const auto restored = restore_backup(file_, again_);
    ASSERT_TRUE(restored) << restored.error().text();
    EXPECT_EQ(restored->files, made->files);
    EXPECT_EQ(restored->bytes, made->bytes);
    EXPECT_EQ(read(again_ / "rulesets" / "own.yaml"), "id: own\n");
    const auto units = load<Unit>(**Store::open(again_));
    ASSERT_TRUE(units);
    EXPECT_EQ(units->front().name, "清河县林业局");
    const auto report = verify_data(again_);
    ASSERT_TRUE(report);
    EXPECT_EQ(report->faults, 0U);
    EXPECT_EQ(report->databases, 2U);
    EXPECT_EQ(report->blocks, 1U);
    EXPECT_EQ(report->records, 4U);  // warcinfo, response, request, metadata
    EXPECT_EQ(report->bodies, 1U);
}

TEST_F(Backup, IsTakenWhileTheDatabaseIsOpen) {
    const auto store = Store::open(data_);
    ASSERT_TRUE((*store)->begin());
    ASSERT_TRUE((*store)->put("unit", "", {{"未提交", 0, "{}"}}));
    ASSERT_TRUE(write_backup(data_, file_, {0}));
    (*store)->rollback();
    ASSERT_TRUE(restore_backup(file_, again_));
    EXPECT_EQ((*Store::open(again_))->records("unit", "")->size(), 1U);
}

TEST_F(Backup, ReplacesNothing) {
    write(file_, "kept");
    EXPECT_FALSE(write_backup(data_, file_, {0}));
    EXPECT_EQ(read(file_), "kept");
    fs::remove(file_);
    EXPECT_FALSE(write_backup(data_, data_ / "inside.tar", {0}));
    ASSERT_TRUE(write_backup(data_, file_, {0}));
    EXPECT_FALSE(restore_backup(file_, data_));
    EXPECT_EQ(verify_data(data_)->faults, 0U);
}

TEST_F(Backup, RefusesOneThatIsCutOff) {
    ASSERT_TRUE(write_backup(data_, file_, {0}));
    fs::resize_file(file_, fs::file_size(file_) / 2);
    EXPECT_FALSE(restore_backup(file_, again_));
    EXPECT_FALSE(fs::exists(again_));
    write(file_, "no archive at all");
    EXPECT_FALSE(restore_backup(file_, again_));
}

TEST_F(Backup, RefusesOneThatWasChanged) {
    ASSERT_TRUE(write_backup(data_, file_, {0}));
    std::string bytes = read(file_);
    const std::size_t at = bytes.find("id: own");
    ASSERT_NE(at, std::string::npos);
    bytes[at] = 'I';
    write(file_, bytes);
    const auto restored = restore_backup(file_, again_);
    ASSERT_FALSE(restored);
    EXPECT_NE(restored.error().text().find("rulesets/own.yaml"), std::string::npos);
    EXPECT_FALSE(fs::exists(again_));
}

// A head of its own checksum, as a stranger would make it.
TEST_F(Backup, RefusesNamesThatLeadOutOfTheFolder) {
    ASSERT_TRUE(write_backup(data_, file_, {0}));
    std::string bytes = read(file_);
    const std::string name = "rulesets/own.yaml";
    const std::string evil = "../../evil/x.yaml";
    ASSERT_EQ(name.size(), evil.size());
    const std::size_t at = bytes.find(name);
    bytes.replace(at, name.size(), evil);
    unsigned sum = 0;
    for (std::size_t i = 0; i < 512; ++i) {
        sum += i >= 148 && i < 156 ? ' ' : static_cast<unsigned char>(bytes[at + i]);
    }
    char octal[8];
    std::snprintf(octal, sizeof octal, "%06o", sum);
    bytes.replace(at + 148, 6, octal, 6);
    write(file_, bytes);
    const auto restored = restore_backup(file_, again_);
    ASSERT_FALSE(restored);
    EXPECT_NE(restored.error().text().find("evil"), std::string::npos);
}

TEST_F(Backup, VerifyFindsChangedEvidence) {
    const fs::path warc = evidence_folder(data_) / warc_name("2021Q4", 1);
    std::string bytes = read(warc);
    bytes[bytes.size() / 2] ^= 1;
    write(warc, bytes);
    const auto report = verify_data(data_);
    ASSERT_TRUE(report);
    EXPECT_EQ(report->faults, 1U);
    EXPECT_NE(report->told.front().find("2021Q4-0001.warc.gz"), std::string::npos);
}

TEST_F(Backup, VerifyFindsDamagedFacts) {
    const fs::path facts = facts_path(data_, "2021Q4");
    std::string bytes = read(facts);
    bytes[bytes.size() - 3] ^= 1;
    write(facts, bytes);
    EXPECT_EQ(verify_data(data_)->faults, 1U);
    EXPECT_FALSE(verify_data(data_ / "nowhere"));
}

}  // namespace
}  // namespace mingcha::store
