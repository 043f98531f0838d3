// All files of a report come together or none does, and what was there before stands again.
#include "app/output_folder.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <map>

#include "tests/testing/testdata.h"

namespace mingcha::app {
namespace {

namespace fs = std::filesystem;

class Output : public ::testing::Test {
protected:
    void SetUp() override {
        const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
        base_ = fs::temp_directory_path() /
                ("mingcha-output-" + std::string(test->name()) + "-" + std::to_string(getpid()));
        fs::create_directories(base_);
    }
    void TearDown() override { fs::remove_all(base_); }

    // Makes a, b and c and puts them in place.
    Result<std::vector<fs::path>> put(const fs::path& out) const {
        Result<OutputFolder> folder = OutputFolder::beside(out);
        if (!folder) return Fail(folder.error());
        for (const char* name : {"a", "b", "c"}) {
            const Result<bool> written = write_file(folder->made() / name, "new");
            if (!written) return Fail(written.error());
        }
        return folder->exchange({"a", "b", "c"});
    }

    std::map<std::string, std::string> all_files() const {
        std::map<std::string, std::string> out;
        for (const auto& each : fs::recursive_directory_iterator(base_)) {
            out[fs::relative(each.path(), base_).string()] =
                each.is_directory() ? "/" : testing::read_file(each.path());
        }
        return out;
    }
    using Files = std::map<std::string, std::string>;

    fs::path base_;
};

TEST_F(Output, AFolderThatWasNotThereIsMade) {
    ASSERT_TRUE(put(base_ / "x" / "out"));
    EXPECT_EQ(all_files(), (Files{{"x", "/"},
                                  {"x/out", "/"},
                                  {"x/out/a", "new"},
                                  {"x/out/b", "new"},
                                  {"x/out/c", "new"}}));
}

TEST_F(Output, OtherFilesOfTheFolderStay) {
    fs::create_directory(base_ / "out");
    ASSERT_TRUE(write_file(base_ / "out" / "mine", "kept"));
    ASSERT_TRUE(write_file(base_ / "out" / "b", "old"));
    ASSERT_TRUE(put(base_ / "out/"));
    EXPECT_EQ(all_files(), (Files{{"out", "/"},
                                  {"out/a", "new"},
                                  {"out/b", "new"},
                                  {"out/c", "new"},
                                  {"out/mine", "kept"}}));
}

TEST_F(Output, AFolderInTheWayOfOneFileBringsAllOthersBack) {
    fs::create_directories(base_ / "out" / "c" / "inside");
    ASSERT_TRUE(write_file(base_ / "out" / "a", "old"));
    const Files before = all_files();
    const auto done = put(base_ / "out");
    ASSERT_FALSE(done);
    EXPECT_NE(done.error().where.find("out/c"), std::string::npos) << done.error().text();
    EXPECT_EQ(all_files(), before);
}

TEST_F(Output, AFileThatCannotBeMovedBringsAllOthersBack) {
    fs::create_directory(base_ / "out");
    ASSERT_TRUE(write_file(base_ / "out" / "a", "old"));
    const Files before = all_files();
    Result<OutputFolder> folder = OutputFolder::beside(base_ / "out");
    ASSERT_TRUE(folder);
    ASSERT_TRUE(write_file(folder->made() / "a", "new"));
    EXPECT_FALSE(folder->exchange({"a", "never-made"}));
    EXPECT_EQ(testing::read_file(base_ / "out" / "a"), "old");
    { const OutputFolder gone = std::move(*folder); }
    EXPECT_EQ(all_files(), before);
}

TEST_F(Output, AFolderThatWasMadeForNothingGoesAway) {
    Result<OutputFolder> folder = OutputFolder::beside(base_ / "out");
    ASSERT_TRUE(folder);
    EXPECT_FALSE(folder->exchange({"never-made"}));
    EXPECT_FALSE(fs::exists(base_ / "out"));
}

TEST_F(Output, AFileIsNoFolder) {
    ASSERT_TRUE(write_file(base_ / "out", "file"));
    const auto folder = OutputFolder::beside(base_ / "out");
    ASSERT_FALSE(folder);
    EXPECT_EQ(all_files(), (Files{{"out", "file"}}));
}

}  // namespace
}  // namespace mingcha::app
