// What a script sees of people and the audit log; and that the log tells what was done to its rows.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/testing/shell.h"
#include "tests/testing/temp_dir.h"

namespace {

using Json = nlohmann::json;

class PeopleCli : public ::testing::Test {
protected:
    mingcha::testing::Ran run(const std::string& arguments, const std::string& input = "") const {
        return mingcha::testing::run_shell("cd '" + dir_.path().string() + "' && printf '%s\\n' '" +
                                           input + "' | '" MINGCHA_PROGRAM "' --data data " +
                                           arguments + " 2>errors.txt");
    }
    // Straight into the database, as whoever has its file could.
    void sql(const std::string& text) const {
        const std::string in = "cd '" + dir_.path().string() + "' && sqlite3 data/mingcha.db \"";
        const auto ran = mingcha::testing::run_shell(in + text + "\"");
        ASSERT_EQ(ran.status, 0) << ran.out;
    }
    mingcha::testing::TempDir dir_;
};

TEST_F(PeopleCli, AddsPeopleByAPasswordThatIsTyped) {
    EXPECT_EQ(run("user add zhangsan", "short").status, 1);
    EXPECT_EQ(run("user add zhangsan", "Quiet-Lake7").status, 0);
    EXPECT_EQ(run("user add lisi --role reviewer --role nothing", "Quiet-Lake7").status, 1);
    EXPECT_EQ(run("user add lisi --role reviewer", "Quiet-Lake7").status, 0);
    EXPECT_EQ(run("user add lisi --role reader", "Quiet-Lake7").status, 1) << "taken";
    EXPECT_EQ(run("user passwd lisi", "Quiet-Lake7").status, 1) << "used before";
    EXPECT_EQ(run("user passwd lisi", "Other-Hill9").status, 0);
    EXPECT_EQ(run("user disable lisi").status, 0);
    EXPECT_EQ(run("user disable zhangsan").status, 1) << "nobody would be in charge";
    EXPECT_EQ(run("user separate-duties on").status, 1) << "there are no three people";
    const Json people = Json::parse(run("user list --format json").out).at("people");
    ASSERT_EQ(people.size(), 2U);
    EXPECT_EQ(people[0]["id"], "zhangsan");
    EXPECT_EQ(people[0]["grants"][0]["role"], "administrator");
    EXPECT_EQ(people[1]["disabled"], true);
    EXPECT_EQ(run("user list").out.find("argon2"), std::string::npos);
}

TEST_F(PeopleCli, KeepsALogThatTellsWhatWasDoneToIt) {
    ASSERT_EQ(run("user add zhangsan", "Quiet-Lake7").status, 0);
    ASSERT_EQ(run("user add lisi --role reader", "Quiet-Lake7").status, 0);
    ASSERT_EQ(run("user disable lisi").status, 0);
    const Json log = Json::parse(run("audit list --format json").out);
    ASSERT_EQ(log["total"], 3);
    EXPECT_EQ(log["entries"][0]["action"], "change_person");
    EXPECT_EQ(log["entries"][2]["object"], "zhangsan");
    const Json sound = Json::parse(run("audit verify --format json").out);
    EXPECT_EQ(sound["sound"], true);
    const std::string head = sound["head"];
    EXPECT_EQ(run("audit verify --head " + head).status, 0);

    sql("drop trigger audit_stays; drop trigger audit_is_kept;"
        "update record set body=replace(body, 'lisi', 'wangwu') where kind='audit' and "
        "key='000000000002'");
    const auto changed = run("audit verify --format json");
    EXPECT_EQ(changed.status, 1);
    EXPECT_EQ(Json::parse(changed.out)["faults"][0]["seq"], 2);

    sql("delete from record where kind='audit' and key='000000000002'");
    EXPECT_EQ(Json::parse(run("audit verify --format json").out)["faults"][0]["seq"], 2);
    sql("delete from record where kind='audit' and key='000000000003'");
    EXPECT_EQ(run("audit verify").status, 0) << "a cut tail is not seen by the chain";
    EXPECT_EQ(run("audit verify --head " + head).status, 1);
}

}  // namespace
