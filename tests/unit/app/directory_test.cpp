// People and offices in the store, each change with its entry in the log.
#include "app/directory.h"

#include <gtest/gtest.h>

#include "secrets/secrets.h"
#include "store/people_rows.h"
#include "store/rows.h"
#include "tests/testing/temp_dir.h"

namespace mingcha::app {
namespace {

using people::Grant;
using people::OfficeKind;
using people::Reach;
using people::Role;

const Actor kActor{"root", "127.0.0.1", Instant{1'900'000'000}};
constexpr const char* kPassword = "Quiet-Lake7";

class DirectoryTest : public ::testing::Test {
protected:
    DirectoryTest() : store_(std::move(*store::Store::open(dir_.path()))) {}

    void SetUp() override {
        const auto first = first_start(*store_, {"root", "甲", kPassword, "云泽市政府办"}, kActor);
        ASSERT_TRUE(first) << first.error().text();
    }
    std::string add(const std::string& id, std::vector<Grant> grants,
                    const std::string& password = kPassword) {
        const auto added =
            add_person(*store_, {id, "", "", std::move(grants), password, false}, kActor);
        return added ? "" : added.error().text();
    }
    std::size_t entries() { return store_->records(store::kAuditKind, {})->size(); }

    mingcha::testing::TempDir dir_;
    std::unique_ptr<store::Store> store_;
};

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST_F(DirectoryTest, StartsWithOneAdministratorAndNoMore) {
    const auto directory = load_directory(*store_);
    ASSERT_TRUE(directory);
    ASSERT_NE(directory->find("root"), nullptr);
    EXPECT_TRUE(people::may_somewhere(*directory->find("root"), people::Action::change_settings,
                                      directory->offices, false));
    EXPECT_EQ(directory->offices.top()->name, "云泽市政府办");
    EXPECT_TRUE(secrets::verify_password(directory->find("root")->password_hash, kPassword));
    const auto again = first_start(*store_, {"other", "", kPassword, ""}, kActor);
    ASSERT_FALSE(again);
    EXPECT_TRUE(has(again.error().text(), "已经有人员"));
    EXPECT_EQ(entries(), 1U);
}

TEST_F(DirectoryTest, NeverStoresAPassword) {
    const auto people = store_->records("person", {});
    const auto log = store_->records(store::kAuditKind, {});
    ASSERT_TRUE(people && log);
    for (const auto* records : {&*people, &*log}) {
        for (const store::Record& record : *records) {
            EXPECT_FALSE(has(record.body, kPassword));
        }
    }
}

TEST_F(DirectoryTest, TakesPeopleWhoFitOnly) {
    EXPECT_EQ(add("lisi", {{Role::reviewer, "top"}}), "");
    EXPECT_TRUE(has(add("LiSi", {}), "已被使用")) << "differs in case only";
    EXPECT_TRUE(has(add("l i", {}), "不能作登录名"));
    EXPECT_TRUE(has(add("wangwu", {}, "short"), "至少 10 位"));
    EXPECT_TRUE(has(add("wangwu", {}, "x-WangWu-77"), "登录名"));
    EXPECT_TRUE(has(add("wangwu", {{Role::reviewer, "none"}}), "没有编号为 none"));
    EXPECT_EQ(entries(), 2U) << "what was refused changed nothing";
}

TEST_F(DirectoryTest, RefusesPasswordsThatWereUsed) {
    const auto change = [&](const char* password) {
        const auto changed = set_password(*store_, "root", password, false, kActor);
        return changed ? std::string() : changed.error().text();
    };
    EXPECT_TRUE(has(change(kPassword), "用过")) << "the present one";
    EXPECT_EQ(change("Other-Hill9"), "");
    EXPECT_TRUE(has(change(kPassword), "用过"));
    EXPECT_EQ(load_directory(*store_)->find("root")->epoch, 1);
    EXPECT_TRUE(has(set_password(*store_, "nobody", kPassword, false, kActor).error().text(),
                    "没有这个登录名"));
}

TEST_F(DirectoryTest, LeavesSomebodyInCharge) {
    PersonChange change;
    change.disabled = true;
    EXPECT_FALSE(change_person(*store_, "root", change, kActor));
    PersonChange fewer;
    fewer.grants = std::vector<Grant>{{Role::reader, "top"}};
    EXPECT_FALSE(change_person(*store_, "root", fewer, kActor));
    ASSERT_EQ(add("lisi", {{Role::administrator, "top"}}), "");
    const auto changed = change_person(*store_, "root", change, kActor);
    ASSERT_TRUE(changed) << changed.error().text();
    EXPECT_TRUE(changed->disabled);
    EXPECT_EQ(changed->epoch, 1);
}

TEST_F(DirectoryTest, SeparatesDutiesBetweenThreePeople) {
    people::Settings separate;
    separate.separate_duties = true;
    EXPECT_FALSE(change_settings(*store_, separate, kActor));
    ASSERT_EQ(add("sys", {{Role::system_admin, "top"}}), "");
    ASSERT_EQ(add("sec", {{Role::security_admin, "top"}}), "");
    ASSERT_EQ(add("aud", {{Role::audit_admin, "top"}}), "");
    const auto done = change_settings(*store_, separate, kActor);
    ASSERT_TRUE(done) << done.error().text();
    PersonChange join;
    join.grants = std::vector<Grant>{{Role::system_admin, "top"}, {Role::audit_admin, "top"}};
    EXPECT_FALSE(change_person(*store_, "sys", join, kActor));
    EXPECT_TRUE(has(add("boss", {{Role::administrator, "top"}}), "没有管理员角色"));
}

TEST_F(DirectoryTest, HangsOnAnOfficeWhatIsWithinReach) {
    ASSERT_TRUE(store::save<Division>(
        *store_, {}, {{"990001", "北溪县", "北溪", 1}, {"990002", "南渡县", "南渡", 2}}));
    ASSERT_TRUE(store::save<Unit>(
        *store_, {},
        {{"北溪县财政局", "县财政局", "", "", 0, {}}, {"南渡县财政局", "", "", "", 0, {}}}));
    Site north, south;
    north.site_code = "9999000001";
    north.unit = "北溪县财政局";
    north.division = "990001";
    south.site_code = "9999000002";
    south.unit = "南渡县财政局";
    south.division = "990002";
    ASSERT_TRUE(store::save<Site>(*store_, {}, {north, south}));

    const auto county =
        add_office(*store_, {"", "北溪县政府办", OfficeKind::county, "top", {"990001"}, {}},
                   Reach::everything(), kActor);
    ASSERT_TRUE(county) << county.error().text();
    Reach within;
    load_directory(*store_)->offices.reach(county->id, within);
    const auto finance = add_office(
        *store_, {"", "县财政局", OfficeKind::unit, county->id, {}, {"县财政局"}}, within, kActor);
    ASSERT_TRUE(finance) << finance.error().text();
    EXPECT_EQ(finance->units, std::vector<std::string>{"北溪县财政局"}) << "by its full name";
    // A county cannot hang another county on itself.
    EXPECT_FALSE(add_office(*store_, {"", "甲", OfficeKind::unit, county->id, {"990002"}, {}},
                            within, kActor));
    EXPECT_FALSE(add_office(*store_, {"", "乙", OfficeKind::unit, county->id, {}, {"南渡县财政局"}},
                            within, kActor));
    OfficeChange grab;
    grab.divisions = std::vector<std::string>{"990001", "990002"};
    EXPECT_FALSE(change_office(*store_, county->id, grab, within, kActor));
    EXPECT_TRUE(change_office(*store_, county->id, grab, Reach::everything(), kActor));
}

TEST_F(DirectoryTest, KeepsALogThatCanBeVerified) {
    ASSERT_EQ(add("lisi", {}), "");
    ASSERT_TRUE(set_password(*store_, "lisi", "Other-Hill9", true, kActor));
    ASSERT_TRUE(log_action(*store_, {"x", "10.0.0.9", Instant{1'900'000'009}}, "sign_in", "x",
                           people::AuditResult::refused, "密码不对"));
    const auto verified = verify_audit_log(*store_, "");
    ASSERT_TRUE(verified) << verified.error().text();
    EXPECT_EQ(verified->entries, 4);
    EXPECT_TRUE(verified->faults.empty());
    const auto page = audit_page(*store_, {"", "", 1, 2});
    ASSERT_TRUE(page);
    EXPECT_EQ(page->total, 4);
    ASSERT_EQ(page->entries.size(), 2U);
    EXPECT_EQ(page->entries[0].action, "reset_password");
    EXPECT_EQ(page->entries[1].action, "add_person");
    const auto refused = audit_page(*store_, {"x", "sign_in", 0, 10});
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->total, 1);
    EXPECT_EQ(refused->entries.front().from, "10.0.0.9");
}

TEST_F(DirectoryTest, ReadsPeopleBackAsTheyWere) {
    people::Person person;
    person.id = "lisi";
    person.display_name = "李四";
    person.office = "top";
    person.grants = {{Role::reviewer, "top"}, {Role::unit_contact, "x"}};
    person.disabled = true;
    person.password_hash = "h";
    person.former_hashes = {"a", "b"};
    person.password_set_at = {5};
    person.must_change_password = true;
    person.totp_secret = std::string("\x00\xff\x10 secret", 10);
    person.totp_last_step = 7;
    person.created_at = {3};
    person.last_sign_in_at = Instant{9};
    person.epoch = 2;
    people::Person read;
    ASSERT_TRUE(people::decode(people::encode(person), read));
    EXPECT_EQ(people::encode(read), people::encode(person));
    EXPECT_EQ(read.totp_secret, person.totp_secret);
    EXPECT_EQ(read.grants, person.grants);
}

}  // namespace
}  // namespace mingcha::app
