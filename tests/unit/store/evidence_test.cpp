// Blocks, WARC files and their index: what is written is read, what is torn is cut off, what is
// damaged is said.
#include <gtest/gtest.h>
#include <stdlib.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/digest.h"
#include "store/facts_file.h"
#include "store/gather_index.h"
#include "store/gather_session.h"
#include "store/warc_file.h"

namespace mingcha::store {
namespace {

class Evidence : public ::testing::Test {
protected:
    void SetUp() override {
        std::string pattern = (std::filesystem::temp_directory_path() / "mingcha-XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
    }
    void TearDown() override {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    static void add_bytes(const std::filesystem::path& path, const std::string& bytes) {
        std::ofstream(path, std::ios::app | std::ios::binary) << bytes;
    }

    std::filesystem::path folder_;
};

WarcExchange exchange(std::string_view url, std::string_view body) {
    WarcExchange made;
    made.url = url;
    made.request_head = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    made.response_head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX: 1\r\n\r\n";
    made.body = body;
    made.at = *parse_instant("2021-11-12T08:00:00+08:00");
    made.id_seed = url;
    made.address = "127.0.0.1";
    made.metadata = {{"via", "302 http://a/\r\nEvil: 1"}};
    return made;
}

TEST_F(Evidence, BlocksOfManyTargetsAreReadBackApart) {
    const auto path = folder_ / "x.facts";
    std::vector<BlockPlace> odd;
    std::vector<BlockPlace> even;
    {
        FactsWriter writer(*AppendFile::open(path, 0));
        for (int i = 0; i < 301; ++i) {
            const WarcPlace place{1, static_cast<std::uint64_t>(i)};
            ASSERT_TRUE(
                writer.add(i % 2 == 0 ? "even" : "odd", "record " + std::to_string(i), place));
        }
        odd = *writer.finish("odd");
        even = *writer.finish("even");
        ASSERT_TRUE(writer.sync());
    }
    EXPECT_EQ(odd.size(), 3U);  // 150 records in blocks of 64
    std::vector<std::string> read;
    for (const BlockPlace& place : odd) {
        ASSERT_TRUE(read_block(path, place, [&](std::string_view record, WarcPlace at) {
            EXPECT_EQ(record, "record " + std::to_string(at.offset));
            read.emplace_back(record);
        }));
    }
    ASSERT_EQ(read.size(), 150U);
    EXPECT_EQ(read.front(), "record 1");
    EXPECT_EQ(read.back(), "record 299");
}

TEST_F(Evidence, ADamagedBlockIsAnErrorWhereverTheDamageIs) {
    const auto path = folder_ / "x.facts";
    FactsWriter writer(*AppendFile::open(path, 0));
    for (int i = 0; i < 20; ++i) ASSERT_TRUE(writer.add("t", sha256_hex(std::to_string(i)), {}));
    const auto blocks = *writer.finish("t");
    ASSERT_TRUE(writer.sync());
    const std::uint32_t size = blocks.front().bytes;
    for (std::uint32_t i = 0; i < size; i += 3) {
        std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
        file.seekg(i);
        const char old = static_cast<char>(file.get());
        file.seekp(i);
        file.put(static_cast<char>(old ^ 0x41));
        file.close();
        EXPECT_FALSE(read_block(path, blocks.front(), [](std::string_view, WarcPlace) {})) << i;
        std::fstream mended(path, std::ios::in | std::ios::out | std::ios::binary);
        mended.seekp(i);
        mended.put(old);
    }
    EXPECT_TRUE(read_block(path, blocks.front(), [](std::string_view, WarcPlace) {}));
    EXPECT_FALSE(
        read_block(path, {blocks.front().offset + 1, size}, [](std::string_view, WarcPlace) {}));
}

TEST_F(Evidence, AWarcRecordIsFoundByItsPlace) {
    auto writer = WarcWriter::open(folder_, "二〇二一 Q4", 0, 0, {0});
    ASSERT_TRUE(writer);
    WarcPacker packer;
    const std::string large(300'000, 'x');
    const auto first = writer->append(packer.pack(exchange("http://a.gov.cn/a b", "正文")), {0});
    const auto second = writer->append(packer.pack(exchange("http://a.gov.cn/2", large)), {0});
    ASSERT_TRUE(first && second && writer->sync());
    const auto path = folder_ / warc_name("二〇二一 Q4", 1);
    const auto record = read_warc(path, first->offset);
    ASSERT_TRUE(record) << record.error().text();
    EXPECT_EQ(record->field("warc-type"), "response");
    EXPECT_EQ(record->field("warc-target-uri"), "http://a.gov.cn/a%20b");
    EXPECT_EQ(record->field("warc-date"), "2021-11-12T00:00:00Z");
    EXPECT_EQ(record->block,
              "HTTP/1.1 200 OK\r\nX-Archive-Orig-Transfer-Encoding: chunked\r\nX: 1\r\n\r\n正文");
    EXPECT_EQ(record->field("content-length"), std::to_string(record->block.size()));
    EXPECT_TRUE(read_warc(path, second->offset)->block.ends_with(large));
    // Behind a response lie its request and its metadata, whose text cannot make lines of its own.
    const auto request = read_warc(path, first->offset + record->packed_bytes);
    ASSERT_TRUE(request);
    EXPECT_EQ(request->field("warc-concurrent-to"), record->field("warc-record-id"));
    const auto metadata =
        read_warc(path, first->offset + record->packed_bytes + request->packed_bytes);
    ASSERT_TRUE(metadata);
    EXPECT_EQ(metadata->block, "via: 302 http://a/  Evil: 1\r\n");
    EXPECT_EQ(first->offset, read_warc(path, 0)->packed_bytes);  // the first is the warcinfo record
    EXPECT_FALSE(read_warc(path, first->offset + 1));
    EXPECT_FALSE(read_warc(path, 1'000'000'000));
}

TEST_F(Evidence, WhatAKilledRunLeftIsCutOffAndTheRestStays) {
    VisitRow row;
    row.campaign = "c";
    row.target = "one";
    row.as_of = {100};
    row.visited = true;
    row.seen = {1, 5, 9};
    WarcPacker packer;
    {
        auto session = GatherSession::open(folder_, "c", "", {0});
        ASSERT_TRUE(session) << session.error().text();
        ASSERT_TRUE(
            (*session)->add("one", "facts of one", packer.pack(exchange("http://a/", "one")), {0}));
        ASSERT_TRUE((*session)->finish(row));
        ASSERT_TRUE(
            (*session)->add("two", "facts of two", packer.pack(exchange("http://b/", "two")), {0}));
    }  // killed before "two" was finished
    const auto warc = evidence_folder(folder_) / warc_name("c", 1);
    add_bytes(warc, "\x1f\x8b torn");
    add_bytes(facts_path(folder_, "c"), "MCFB torn");
    auto session = GatherSession::open(folder_, "c", "", {0});
    ASSERT_TRUE(session) << session.error().text();
    EXPECT_TRUE((*session)->run().resumed);
    EXPECT_EQ((*session)->run().done, std::vector<std::string>{"one"});
    row.target = "two";
    ASSERT_TRUE(
        (*session)->add("two", "facts of two again", packer.pack(exchange("http://b/", "2")), {0}));
    ASSERT_TRUE((*session)->finish(row));
    ASSERT_TRUE((*session)->end({1}));

    auto index = GatherIndex::open(evidence_folder(folder_));
    ASSERT_TRUE(index);
    for (const auto& [target, facts, body] :
         {std::tuple{"one", "facts of one", "one"}, std::tuple{"two", "facts of two again", "2"}}) {
        const auto visit = *(*index)->visit("c", target);
        ASSERT_TRUE(visit);
        EXPECT_EQ(visit->seen, row.seen);
        ASSERT_EQ(visit->blocks.size(), 1U);
        ASSERT_TRUE(read_block(facts_path(folder_, "c"), visit->blocks[0],
                               [&](std::string_view record, WarcPlace place) {
                                   EXPECT_EQ(record, facts);
                                   EXPECT_TRUE(
                                       read_warc(warc, place.offset)->block.ends_with(body));
                               }));
    }
    EXPECT_FALSE(GatherSession::open(folder_, "c", "", {0}));  // locked by the first
}

TEST_F(Evidence, AFinishedRunIsNotResumedAndScopesAreApart) {
    auto index = *GatherIndex::open(folder_);
    const auto all = *index->begin_run("c", "", {1});
    EXPECT_FALSE(all.resumed);
    EXPECT_FALSE(index->begin_run("c", "one", {1})->resumed);
    EXPECT_TRUE(index->begin_run("c", "", {2})->resumed);
    ASSERT_TRUE(index->end_run(all.id, {3}));
    EXPECT_FALSE(index->begin_run("c", "", {4})->resumed);
}

TEST_F(Evidence, HistoryKnowsNothingOfLaterCampaigns) {
    auto index = *GatherIndex::open(folder_);
    for (const auto& [campaign, as_of, key] :
         {std::tuple{"late", 300, 3}, std::tuple{"early", 100, 1}, std::tuple{"middle", 200, 2}}) {
        VisitRow row;
        row.campaign = campaign;
        row.target = "t";
        row.as_of = {as_of};
        row.seen = {static_cast<std::uint64_t>(key)};
        ASSERT_TRUE(index->save(row, {}));
    }
    const auto history = *index->history("t", {200});
    ASSERT_EQ(history.size(), 2U);
    EXPECT_EQ(history[0].as_of, Instant{100});
    EXPECT_EQ(history[1].keys, std::vector<std::uint64_t>{2});
    EXPECT_TRUE(index->history("other", {900})->empty());
    EXPECT_FALSE(*index->visit("late", "other"));
}

TEST_F(Evidence, AFileShorterThanItsIndexIsSaid) {
    add_bytes(folder_ / "x", "12345");
    const auto file = AppendFile::open(folder_ / "x", 6);
    ASSERT_FALSE(file);
    EXPECT_NE(file.error().what.find("shorter"), std::string::npos);
}

}  // namespace
}  // namespace mingcha::store
