// Who may do what, where: the table as people agreed on it, written by hand.
#include "people/rights.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace mingcha::people {
namespace {

using enum Action;

const std::map<Role, std::set<Action>> kUsual{
    {Role::administrator,
     {see_results, see_circular, write_circular, publish_circular, plan_work, plan_campaigns,
      run_inspection, run_round, import_rows, manage_offices, manage_people, grant_roles,
      change_settings, read_audit_log}},
    {Role::inspector,
     {see_results, see_circular, write_circular, publish_circular, write_worksheets, speak_for_unit,
      run_inspection, import_rows}},
    {Role::reviewer,
     {see_results, see_circular, write_circular, decide_findings, write_worksheets, speak_for_unit,
      plan_work, plan_campaigns}},
    {Role::approver, {see_results, see_circular, approve_circular, publish_circular, run_round}},
    {Role::unit_contact, {see_results, speak_for_unit}},
    {Role::reader, {see_results}},
    {Role::system_admin, {}},
    {Role::security_admin, {}},
    {Role::audit_admin, {}},
};

const std::map<Role, std::set<Action>> kSeparated{
    {Role::administrator, {}},
    {Role::inspector,
     {see_results, see_circular, write_circular, publish_circular, write_worksheets, speak_for_unit,
      run_inspection, import_rows}},
    {Role::reviewer,
     {see_results, see_circular, write_circular, decide_findings, write_worksheets, speak_for_unit,
      plan_work, plan_campaigns}},
    {Role::approver, {see_results, see_circular, approve_circular, publish_circular, run_round}},
    {Role::unit_contact, {see_results, speak_for_unit}},
    {Role::reader, {see_results}},
    {Role::system_admin, {manage_offices, manage_people, change_settings}},
    {Role::security_admin, {manage_people, grant_roles}},
    {Role::audit_admin, {read_audit_log}},
};

OfficeTree city() {
    return OfficeTree({{"top", "云泽市政府办", OfficeKind::city, "", {}, {}},
                       {"school", "示例小学", OfficeKind::unit, "north", {}, {"示例小学"}},
                       {"north", "北溪县", OfficeKind::county, "top", {"990001"}, {}},
                       {"south", "南渡县", OfficeKind::county, "top", {"990002"}, {"南渡水务局"}}});
}

Person person(std::vector<Grant> grants) {
    Person out;
    out.id = "someone";
    out.office = "top";
    out.password_hash = "set";
    out.grants = std::move(grants);
    return out;
}

TEST(Roles, AllowWhatTheTableSays) {
    for (const bool separate : {false, true}) {
        for (const auto& [role, allowed] : separate ? kSeparated : kUsual) {
            for (const Action action : kActions) {
                EXPECT_EQ(allows(role, action, separate), allowed.contains(action))
                    << to_string(role) << " " << to_string(action) << " " << separate;
            }
        }
    }
}

TEST(Roles, AreNamedInBothLanguages) {
    for (const Role role : kRoles) {
        EXPECT_EQ(parse_role(to_string(role)), role);
        EXPECT_EQ(parse_role(to_chinese(role)), role);
    }
    EXPECT_EQ(parse_role("root"), std::nullopt);
}

TEST(Rights, ReachTheSubtreeAndNoFurther) {
    const OfficeTree tree = city();
    const Person north = person({{Role::reviewer, "north"}});
    EXPECT_TRUE(may(north, decide_findings, "north", tree, false));
    EXPECT_TRUE(may(north, decide_findings, "school", tree, false));
    EXPECT_FALSE(may(north, decide_findings, "south", tree, false));
    EXPECT_FALSE(may(north, decide_findings, "top", tree, false));
    EXPECT_FALSE(may(north, import_rows, "north", tree, false));
    EXPECT_FALSE(may(north, decide_findings, "nowhere", tree, false));
}

TEST(Rights, ActOnTheWholeFromTheTopOnly) {
    const OfficeTree tree = city();
    const Person county = person({{Role::administrator, "north"}});
    EXPECT_TRUE(may_somewhere(county, manage_people, tree, false));
    for (const Action whole : {import_rows, change_settings, read_audit_log, see_circular,
                               write_circular, approve_circular, publish_circular}) {
        const Role role = whole == approve_circular ? Role::approver : Role::administrator;
        EXPECT_FALSE(may_somewhere(person({{role, "north"}}), whole, tree, false))
            << to_string(whole);
        EXPECT_TRUE(may_somewhere(person({{role, "top"}}), whole, tree, false));
    }
}

TEST(Rights, EndWithTheAccess) {
    const OfficeTree tree = city();
    Person gone = person({{Role::administrator, "top"}});
    gone.disabled = true;
    EXPECT_FALSE(may(gone, sign_in, "top", tree, false));
    EXPECT_FALSE(may_somewhere(gone, see_results, tree, false));
    EXPECT_TRUE(reach_of(gone, see_results, tree, false).nothing());
    EXPECT_TRUE(may(gone, nothing, "top", tree, false));
}

TEST(Reach, CoversDivisionsAndUnitsOfTheSubtree) {
    const OfficeTree tree = city();
    const std::vector<Unit> registered{{"南渡县水务局", "南渡水务局", "", "", 0, {}},
                                       {"北溪县示例小学", "", "", "", 0, {"示例小学"}}};
    const UnitIndex units(registered);
    const auto site = [](const std::string& division, const std::string& unit) {
        Site out;
        out.division = division;
        out.unit = unit;
        return out;
    };
    const Reach north = reach_of(person({{Role::reader, "north"}}), see_results, tree, false);
    EXPECT_TRUE(north.covers(site("990001", "北溪县财政局"), units));
    EXPECT_FALSE(north.covers(site("990002", "南渡县财政局"), units));
    EXPECT_FALSE(north.covers(site("", "市财政局"), units)) << "the city's own is not a county's";
    const Reach school =
        reach_of(person({{Role::unit_contact, "school"}}), see_results, tree, false);
    EXPECT_FALSE(school.covers(site("990001", "北溪县财政局"), units));
    EXPECT_FALSE(school.covers(site("990001", ""), units));

    Reach south;
    tree.reach("south", south);
    EXPECT_FALSE(south.whole());
    EXPECT_TRUE(south.covers_division("990002"));
    EXPECT_FALSE(south.covers_division("990001"));
    EXPECT_FALSE(south.covers_division(""));
    Account account;
    account.operator_name = "南渡县水务局";
    EXPECT_FALSE(south.covers(account, units)) << "the office names the unit by its short name";
    const Reach top = reach_of(person({{Role::reader, "top"}}), see_results, tree, false);
    EXPECT_TRUE(top.whole());
    EXPECT_TRUE(top.covers(site("", "谁也不认识的单位"), units));
    EXPECT_NE(top.key(), north.key());
    EXPECT_NE(school.key(), north.key());
}

TEST(OfficeTree, HoldsOutCircles) {
    const OfficeTree tree({{"a", "甲", OfficeKind::county, "b", {"1"}, {}},
                           {"b", "乙", OfficeKind::county, "a", {"2"}, {}},
                           {"top", "市", OfficeKind::city, "", {}, {}}});
    ASSERT_NE(tree.top(), nullptr);
    EXPECT_EQ(tree.top()->id, "top");
    EXPECT_FALSE(tree.is_within("a", "top"));
    EXPECT_TRUE(tree.is_within("a", "b")) << "and ends";
    Reach reach;
    tree.reach("top", reach);
    EXPECT_TRUE(reach.whole());
}

TEST(OfficeTree, TakesOfficesThatFitOnly) {
    const OfficeTree tree = city();
    const auto taken = [&](Office office) { return check_new_office(tree, office).has_value(); };
    EXPECT_TRUE(taken({"east", "东岭县", OfficeKind::county, "top", {}, {}}));
    EXPECT_TRUE(taken({"town", "北溪镇", OfficeKind::unit, "north", {}, {}}));
    EXPECT_FALSE(taken({"north", "又一个", OfficeKind::county, "top", {}, {}})) << "taken";
    EXPECT_FALSE(taken({"East", "东岭县", OfficeKind::county, "top", {}, {}})) << "id";
    EXPECT_FALSE(taken({"", "东岭县", OfficeKind::county, "top", {}, {}})) << "no id";
    EXPECT_FALSE(taken({"east", " ", OfficeKind::county, "top", {}, {}})) << "no name";
    EXPECT_FALSE(taken({"east", "东岭县", OfficeKind::county, "", {}, {}})) << "a second top";
    EXPECT_FALSE(taken({"east", "东岭县", OfficeKind::county, "none", {}, {}})) << "parent";
    EXPECT_FALSE(taken({"east", "东岭县", OfficeKind::county, "school", {}, {}})) << "below a unit";
    EXPECT_FALSE(taken({"east", "东岭市", OfficeKind::city, "top", {}, {}})) << "a city below";
}

TEST(Grants, AreLookedAt) {
    const OfficeTree tree = city();
    EXPECT_TRUE(
        grant_faults({{Role::reviewer, "north"}, {Role::reader, "top"}}, tree, false).empty());
    EXPECT_EQ(grant_faults({{Role::reviewer, "none"}}, tree, false).size(), 1U);
    EXPECT_EQ(grant_faults({{Role::reader, "top"}, {Role::reader, "top"}}, tree, false).size(), 1U);
    EXPECT_EQ(
        grant_faults({{Role::system_admin, "top"}, {Role::audit_admin, "top"}}, tree, false).size(),
        1U);
    EXPECT_EQ(
        grant_faults({{Role::audit_admin, "top"}, {Role::reviewer, "top"}}, tree, true).size(), 1U);
    EXPECT_EQ(grant_faults({{Role::audit_admin, "north"}}, tree, true).size(), 1U);
    EXPECT_EQ(grant_faults({{Role::administrator, "top"}}, tree, true).size(), 1U);
}

TEST(SeparateDuties, NeedThreePeople) {
    const OfficeTree tree = city();
    std::vector<Person> people{
        person({{Role::administrator, "top"}}), person({{Role::system_admin, "top"}}),
        person({{Role::security_admin, "top"}}), person({{Role::audit_admin, "top"}})};
    EXPECT_TRUE(separation_faults(people, tree).empty());
    people[3].disabled = true;
    EXPECT_EQ(separation_faults(people, tree).size(), 1U);
    people[3].disabled = false;
    people[3].password_hash.clear();
    EXPECT_EQ(separation_faults(people, tree).size(), 1U);
    people[3].password_hash = "set";
    people[1].grants.push_back({Role::audit_admin, "top"});
    EXPECT_EQ(separation_faults(people, tree).size(), 1U);
}

TEST(SeparateDuties, LeaveSomebodyInCharge) {
    const OfficeTree tree = city();
    EXPECT_FALSE(leaves_nobody_in_charge({person({{Role::administrator, "top"}})}, tree, false));
    EXPECT_TRUE(leaves_nobody_in_charge({person({{Role::administrator, "north"}})}, tree, false));
    EXPECT_TRUE(leaves_nobody_in_charge({person({{Role::administrator, "top"}})}, tree, true));
    EXPECT_TRUE(leaves_nobody_in_charge({}, tree, false));
    EXPECT_FALSE(leaves_nobody_in_charge(
        {person({{Role::system_admin, "top"}}), person({{Role::security_admin, "top"}})}, tree,
        true));
}

TEST(PersonId, IsWhatCanBeTypedAndRead) {
    for (const char* good : {"li", "zhang.san", "张三", "张三_2", "0a"}) {
        EXPECT_TRUE(is_person_id(good)) << good;
    }
    for (const char* bad : {"", "a", "a b", "a/b", ".a", "-a", "<b>", "张三\n", "а1",  // Cyrillic а
                            "ＡＢ", "a\xff"}) {
        EXPECT_FALSE(is_person_id(bad)) << bad;
    }
    EXPECT_FALSE(is_person_id(std::string(33, 'a')));
    EXPECT_TRUE(is_person_id(std::string(32, 'a')));
}

}  // namespace
}  // namespace mingcha::people
