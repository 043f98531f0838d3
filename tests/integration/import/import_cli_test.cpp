// What a script sees of import and export, crashes and full disks included.
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <thread>

#include "tests/testing/shell.h"
#include "tests/testing/temp_dir.h"
#include "tests/testing/testdata.h"

namespace {

using Json = nlohmann::json;

struct Ran : mingcha::testing::Ran {
    std::string errors;
};

constexpr const char* kSites =
    "site_code,name,unit,url,kind\n9999000001,云泽市政府,市政府,http://www.yunze.gov.cn,portal\n"
    "9999000002,云泽市教育局,市教委,http://jyj.yunze.gov.cn,department\n";
constexpr const char* kAccounts =
    "account_code,operator,name,type\n999900M010WX0001,市教委,云泽教育,微信订阅号\n"
    "无,市教委,＠云泽  教育,新浪微博\n";
constexpr int kManyPosts = 30'000;

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

class ImportCli : public ::testing::Test {
protected:
    Ran run(const std::string& arguments, const std::string& before = "true") const {
        const std::string command = "cd '" + dir_.path().string() + "' && " + before +
                                    " && '" MINGCHA_PROGRAM "' --data data " + arguments +
                                    " 2>errors.txt";
        Ran ran{mingcha::testing::run_shell(command), {}};
        ran.errors = read("errors.txt");
        return ran;
    }
    void write(const std::string& name, const std::string& text) const {
        std::filesystem::create_directories((dir_.path() / name).parent_path());
        std::ofstream(dir_.path() / name, std::ios::binary) << text;
    }
    std::string read(const std::string& name) const {
        std::ostringstream text;
        text << std::ifstream(dir_.path() / name, std::ios::binary).rdbuf();
        return text.str();
    }
    std::string import(const std::string& kind, const std::string& text,
                       const std::string& more = "") const {
        write(kind + ".csv", text);
        return run("import " + kind + " " + kind + ".csv " + more).out;
    }
    void write_many_posts() const {
        std::string text = "account_code,published_at,title,url\n";
        for (int i = 0; i < kManyPosts; ++i) {
            text += "999900M010WX0001,2021-10-01 09:00,第" + std::to_string(i) +
                    "期,http://mp.example/" + std::to_string(i) + "\n";
        }
        write("many.csv", text);
    }
    bool exists(const std::string& name) const {
        return std::filesystem::exists(dir_.path() / name);
    }
    std::size_t posts() const {
        const std::string text = run("export posts").out;
        return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) - 1;
    }

    mingcha::testing::TempDir dir_;
};

TEST_F(ImportCli, TakesAllOrNothingUnlessPartial) {
    const std::string wrong = std::string(kSites) + "99990000,=甲,x,www.a.gov.cn,portal\n";
    write("sites.csv", wrong);
    const Ran refused = run("import sites sites.csv");
    EXPECT_EQ(refused.status, 1);
    EXPECT_TRUE(has(refused.errors, "sites.csv:4")) << refused.errors;
    EXPECT_TRUE(has(refused.out, "新增 2，变更 0，不变 0，拒收 1")) << refused.out;
    EXPECT_FALSE(has(run("export sites").out, "9999000001"));
    EXPECT_FALSE(exists("sites.csv.refused.csv"));
    EXPECT_EQ(run("import sites sites.csv --partial --dry-run").status, 1);
    EXPECT_FALSE(exists("sites.csv.refused.csv"));
    EXPECT_EQ(run("import sites sites.csv --partial").status, 1);
    EXPECT_TRUE(has(run("export sites").out, "9999000001"));
    const std::string why = read("sites.csv.refused.csv");
    EXPECT_TRUE(has(why, ",why\r\n99990000,'=甲,x,www.a.gov.cn,portal,")) << why;
}

TEST_F(ImportCli, SaysWhatIsNewChangedSameAndGone) {
    write("sites.csv", kSites);
    EXPECT_TRUE(has(run("import sites sites.csv --dry-run").out, "未写入"));
    EXPECT_FALSE(has(run("export sites").out, "9999000001"));
    EXPECT_EQ(run("import sites sites.csv").status, 0);
    EXPECT_TRUE(has(run("import sites sites.csv").out, "新增 0，变更 0，不变 2，拒收 0"));
    const std::string out =
        import("sites",
               "site_code,name,url,kind\n9999000002,云泽教育,http://jyj.yunze.gov.cn,department\n");
    EXPECT_TRUE(has(out, "变更 9999000002")) << out;
    EXPECT_TRUE(has(out, "没有（仍保留） 9999000001")) << out;
}

TEST_F(ImportCli, MatchesUnitsByAliasAndNamesTheDoubtful) {
    import("units", "name,aliases\n云泽市教育委员会,市教委\n云泽市人民政府,\n");
    write("sites.csv", kSites);
    const Ran ran = run("import sites sites.csv");
    EXPECT_EQ(ran.status, 0);
    EXPECT_FALSE(has(ran.errors, "市教委")) << ran.errors;
    EXPECT_TRUE(has(ran.errors, "“市政府”")) << ran.errors;
}

TEST_F(ImportCli, ExportsWhatItTakesBackUnchanged) {
    import("units", "name,aliases,order\n云泽市教育局,市教委|教委,3\n=某局,,\n");
    import("divisions", "code,name\n999900,云泽市\n");
    import("sites", kSites);
    import("accounts", kAccounts);
    import("posts",
           "account_code,account_type,name,published_at,title\n"
           "999900M010WX0001,,,2021-11-05 9:05,\"=a,\"\"b\"\"\"\n"
           "无,新浪微博,@云泽 教育,2021年11月5日,c\n");
    import("probes", "site_code,at,ok\n9999000001,2021-11-05 9:05,n\n");
    import("reposts", "id,title,issued_at\nr1,通知,2021-11-05\n");
    import("exemptions",
           "网站标识码,规则,栏目,起始时间,截止时间,批准人,批准时间,理由\n"
           "9999000001,site-unreachability,,2021-11-05,2021-11-06,某某,2021-11-04,检修\n");
    import("messages", "site_code,title,asked_at\n9999000001,路灯,2021-11-05\n");
    import("corrections", "编号,标识码,标题\nc1,9999000001,错字\n");
    import("annual", "网站标识码,年度,-总访问量\n9999000001,2021,123\n9999000002,2021,\n");
    ASSERT_EQ(run("campaign create Q --ruleset luan-2021 --from 2021-11-04 --to 2021-11-10").status,
              0);
    import("findings",
           "target,rule,problem,points,reason\n9999000001,guide-accuracy,错误,2.5,核定\n"
           "新浪微博/＠云泽  教育,account-zombie,僵尸,,\n",
           "--campaign Q");
    import("interactions", "site_code,asked_at\n9999000001,2021-11-05\n", "--campaign Q");
    for (const char* kind :
         {"units", "divisions", "sites", "accounts", "posts", "probes", "exemptions", "reposts",
          "messages", "corrections", "annual", "findings --campaign Q",
          "interactions --campaign Q"}) {
        for (const char* more : {"-o out.csv", "-o out.xlsx", "-o out.csv --chinese"}) {
            const std::string name(kind);
            ASSERT_EQ(run("export " + name + " " + more).status, 0) << kind;
            const std::string file = has(more, "xlsx") ? "out.xlsx" : "out.csv";
            const std::size_t space = name.find(' ');
            const Ran back = run("import " + name.substr(0, space) + " " + file +
                                 (space == std::string::npos ? "" : name.substr(space)));
            EXPECT_EQ(back.status, 0) << kind << back.errors;
            EXPECT_TRUE(has(back.out, "新增 0，变更 0，不变 ")) << kind << more << back.out;
            EXPECT_FALSE(has(back.out, "不变 0")) << kind << more << back.out;
        }
    }
    EXPECT_EQ(run("export findings").status, 1);
    EXPECT_EQ(run("export findings --campaign none").status, 1);
    EXPECT_EQ(run("export sites -o none/out.csv").status, 1);
    EXPECT_EQ(run("export sites --into form.xlsx").status, 1);
    EXPECT_EQ(run("export nothing").status, 2);
}

TEST_F(ImportCli, RefusesCampaignsThatCannotBe) {
    const auto create = [&](const std::string& ruleset, const std::string& from) {
        return run("campaign create X --ruleset " + ruleset + " --from " + from +
                   " --to 2021-11-10")
            .status;
    };
    EXPECT_EQ(create("luan-2021", "2021-11-11"), 1);
    EXPECT_EQ(create("luan-2201", "2021-11-04"), 1);
    write("data/rulesets/a.yaml", "id: a\nextends: b\n");
    write("data/rulesets/b.yaml", "id: b\nextends: a\n");
    EXPECT_EQ(create("a", "2021-11-04"), 1);
    EXPECT_EQ(run("campaign list").out.find('X'), std::string::npos);
    EXPECT_EQ(run("import sites").status, 2);
    EXPECT_EQ(run("import sites absent.csv").status, 1);
    EXPECT_EQ(import("findings", "target,rule,problem\na,b,c\n", "--campaign none"), "");
}

TEST_F(ImportCli, RefusesHugeFilesAtOnce) {
    write("huge.csv", "site_code,name,url,kind\n");
    std::filesystem::resize_file(dir_.path() / "huge.csv", 200U << 20);
    const auto start = std::chrono::steady_clock::now();
    const Ran ran = run("import sites huge.csv");
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
    EXPECT_EQ(ran.status, 1);
    EXPECT_TRUE(has(ran.errors, "64 MiB")) << ran.errors;
}

TEST_F(ImportCli, LosesNothingOnAFullDisk) {
    import("accounts", kAccounts);
    write_many_posts();
    const Ran ran = run("import posts many.csv", "ulimit -f 2000");
    EXPECT_EQ(ran.status, 1);
    EXPECT_TRUE(has(ran.errors, "磁盘")) << ran.errors;
    EXPECT_TRUE(has(run("export accounts").out, "999900M010WX0001"));
    EXPECT_EQ(posts(), 0U);
}

TEST_F(ImportCli, IsWhollyThereOrNotAfterAKill) {
    import("accounts", kAccounts);
    write_many_posts();
    const std::string data = (dir_.path() / "data").string();
    const std::string file = (dir_.path() / "many.csv").string();
    for (const int milliseconds : {200, 700, 1400}) {
        const pid_t child = ::fork();
        if (child == 0) {
            if (std::freopen("/dev/null", "w", stdout) == nullptr) ::_exit(126);
            ::execl(MINGCHA_PROGRAM, MINGCHA_PROGRAM, "--data", data.c_str(), "import", "posts",
                    file.c_str(), static_cast<char*>(nullptr));
            ::_exit(127);
        }
        ASSERT_GT(child, 0);
        std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        const std::size_t rows = posts();
        EXPECT_TRUE(rows == 0 || rows == kManyPosts) << rows;
    }
    EXPECT_EQ(run("import posts many.csv").status, 0);
    EXPECT_EQ(posts(), static_cast<std::size_t>(kManyPosts));
}

TEST_F(ImportCli, ATryMakesNoFolderAndNoFile) {
    write("sites.csv", std::string(kSites) + "99990000,甲,x,portal\n");
    const Ran ran = run("import sites sites.csv --dry-run --partial");
    EXPECT_EQ(ran.status, 1);
    EXPECT_TRUE(has(ran.out, "新增 2")) << ran.out;
    run("campaign list");
    run("export sites");
    run("review list --campaign Q");
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(dir_.path())) {
        names.insert(entry.path().filename().string());
    }
    EXPECT_EQ(names, (std::set<std::string>{"errors.txt", "sites.csv"}));
}

TEST_F(ImportCli, TakesNothingWhereTheRefusedCannotBeKept) {
    write("sites.csv", std::string(kSites) + "99990000,甲,y,x,portal\n");
    std::filesystem::create_directories(dir_.path() / "sites.csv.refused.csv");
    const Ran ran = run("import sites sites.csv --partial");
    EXPECT_EQ(ran.status, 1);
    EXPECT_TRUE(has(ran.errors, "sites.csv.refused.csv")) << ran.errors;
    EXPECT_FALSE(has(run("export sites").out, "9999000001"));
}

TEST_F(ImportCli, PrintsOneJsonDocument) {
    write("sites.csv", std::string(kSites) + "99990000,甲,y,http://x.cn,portal\n");
    const Ran ran = run("import sites sites.csv --partial --format json");
    EXPECT_EQ(ran.status, 1);
    const Json report = Json::parse(ran.out, nullptr, false);
    ASSERT_TRUE(report.is_object()) << ran.out;
    EXPECT_EQ(report["added"], 2);
    EXPECT_EQ(report["taken"], true);
    EXPECT_EQ(report["refused"], 1);
    EXPECT_EQ(report["errors"][0]["line"], 4);
    EXPECT_EQ(report["errors"][0]["value"], "99990000");
    EXPECT_EQ(report["refused_file"], "sites.csv.refused.csv");
    ASSERT_EQ(run("campaign create Q --ruleset luan-2021 --from 2021-11-04 --to 2021-11-10").status,
              0);
    ASSERT_EQ(run("campaign set Q office=甲").status, 0);
    const Json list = Json::parse(run("campaign list --format json").out, nullptr, false);
    ASSERT_TRUE(list.is_array() && list.size() == 1);
    EXPECT_EQ(list[0]["as_of"], "2021-11-10T23:59:59+08:00");
    const Json show = Json::parse(run("campaign show Q --format json").out, nullptr, false);
    EXPECT_EQ(show["fields"]["office"], "甲");
    EXPECT_TRUE(show["fields"]["doc_number"].is_null());
    const Json review =
        Json::parse(run("review list --campaign Q --format json").out, nullptr, false);
    EXPECT_EQ(review["campaign"], "Q");
    EXPECT_TRUE(review["findings"].is_array());
}

TEST_F(ImportCli, ShowsEveryFieldOfACampaign) {
    ASSERT_EQ(run("campaign create Q --ruleset luan-2021 --from 2021-11-04 --to 2021-11-10").status,
              0);
    run("campaign set Q office=甲 title=第四季度");
    const std::string out = run("campaign show Q").out;
    for (const char* part :
         {"office=甲", "title=第四季度", "doc_number  （未设", "previous_site_rate"}) {
        EXPECT_TRUE(has(out, part)) << part << out;
    }
    EXPECT_TRUE(has(run("campaign close Q").out, "已结束"));
    const Ran again = run("campaign close Q");
    EXPECT_EQ(again.status, 0);
    EXPECT_TRUE(has(again.out, "先前已结束")) << again.out;
    const Ran interim =
        run("campaign create P --ruleset luan-2021 --from 2021-11-04 --to 2021-11-10 --as-of "
            "2021-11-07");
    EXPECT_EQ(interim.status, 0);
    EXPECT_TRUE(has(interim.errors, "期中检查")) << interim.errors;
    EXPECT_EQ(run("campaign create R --ruleset luan-2021 --from 2021-11-04 --to 2021-11-10 --as-of "
                  "2021-11-03")
                  .status,
              1);
    EXPECT_EQ(run("campaign create R --ruleset luan-2021 --from 2021-11-04 --to 2021-11-10 "
                  "--interactions-from 2021-11-03")
                  .status,
              1);
}

// Two offices at one campaign: each sets its fields, and none undoes the other's.
TEST_F(ImportCli, TwoProcessesAtOnceLoseNothing) {
    ASSERT_EQ(run("campaign create Q --ruleset luan-2021 --from 2021-11-04 --to 2021-11-10").status,
              0);
    const std::string program = "'" MINGCHA_PROGRAM "' --data data campaign set Q ";
    constexpr int kRounds = 12;
    const std::string rounds = std::to_string(kRounds);
    const auto loop = [&](const std::string& field) {
        return "(for i in $(seq " + rounds + "); do " + program + field + "$i; done) & ";
    };
    const Ran both = run("campaign list", "{ " + loop("office=a") + loop("city=b") + "wait; }");
    EXPECT_EQ(both.status, 0);
    const std::string out = run("campaign show Q").out;
    EXPECT_TRUE(has(out, "office=a" + rounds + "\n")) << out;
    EXPECT_TRUE(has(out, "city=b" + rounds + "\n")) << out;
    // One id wanted by many at once is given to one.
    const std::string create =
        "'" MINGCHA_PROGRAM
        "' --data data campaign create X --ruleset luan-2021 --from 2021-11-04 --to 2021-11-10";
    run("campaign list", "rm -f made && (for i in 1 2 3 4 5 6; do (" + create +
                             " >/dev/null 2>&1 && echo x >> made) & done; wait)");
    EXPECT_EQ(read("made"), "x\n");
}

TEST_F(ImportCli, KeepsItsDatabaseWhereDbSays) {
    write("sites.csv", kSites);
    ASSERT_EQ(run("--db sqlite:other.db import sites sites.csv").status, 0);
    EXPECT_TRUE(exists("other.db"));
    EXPECT_FALSE(exists("data"));
    EXPECT_TRUE(has(run("--db sqlite:other.db export sites").out, "9999000001"));
    const std::string absolute = (dir_.path() / "other.db").string();
    EXPECT_TRUE(has(run("--db sqlite://" + absolute + " export sites").out, "9999000001"));
    const Ran refused = run("--db postgresql://user:secret@host/db export sites");
    EXPECT_EQ(refused.status, 1);
    EXPECT_TRUE(has(refused.errors, "PostgreSQL")) << refused.errors;
    EXPECT_FALSE(has(refused.errors, "secret")) << refused.errors;
    EXPECT_EQ(run("--db nonsense export sites").status, 1);
}

TEST_F(ImportCli, TakesTheSeedsSites) {
    MINGCHA_NEEDS_TESTDATA(seed, "seed/annex1-sites.csv");
    // The annex names neither the site nor its kind: the unit's name stands for the one.
    std::istringstream lines(mingcha::testing::read_file(seed));
    std::string text = "kind,no,site_code,name,url,result,problems\n";
    std::size_t rows = 0;
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line)) {
        text += "portal," + line + "\n";
        ++rows;
    }
    write("seed.csv", text);
    const Ran ran = run("import sites seed.csv");
    EXPECT_EQ(ran.status, 0) << ran.errors;
    EXPECT_TRUE(has(ran.out, "新增 " + std::to_string(rows))) << ran.out << rows;
}

}  // namespace
