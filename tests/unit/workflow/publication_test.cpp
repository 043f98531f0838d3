#include "workflow/publication.h"

#include <gtest/gtest.h>

namespace mingcha::workflow {
namespace {

using E = PublicationEvent;

const Instant kDay = *parse_instant("2031-12-20T09:00:00+08:00");

CircularPrint print(const std::string& words) {
    return {"hash of " + words, {"标题", words}, {{"网站情况表", "t1"}}};
}

PublicationStep step(E event, const std::string& by, std::int64_t hours = 0) {
    PublicationStep made;
    made.event = event;
    made.by = by;
    made.text = "写明了理由";
    made.at = Instant{kDay.seconds + hours * 3600};
    if (event == E::submitted || event == E::approved || event == E::published) {
        made.print = print("合格率93.75%");
    }
    if (event == E::published) made.version = 1;
    if (event == E::brought_back) made.file = {"docx", "abc", 10, "publications/abc.docx"};
    return made;
}

CircularDifference difference(const std::string& claimed, const std::string& computed) {
    return {"differs-from-campaign", "网站", claimed, computed, "与本期结果不同"};
}

// The publication after these steps, all of which must be possible.
Publication after(const std::vector<PublicationStep>& steps) {
    Publication standing;
    for (const PublicationStep& one : steps) {
        auto next = take(standing, one);
        EXPECT_TRUE(next) << next.error().text();
        if (next) standing = *next;
    }
    return standing;
}

std::string refusal(const Publication& standing, const PublicationStep& one) {
    const auto next = take(standing, one);
    return next ? std::string() : next.error().what;
}

const PublicationStep kSubmit = step(E::submitted, "经办人");
const PublicationStep kApprove = step(E::approved, "主任", 1);
const PublicationStep kPublish = step(E::published, "经办人", 2);

struct Row {
    const char* name;
    std::vector<PublicationStep> before;
    std::vector<E> possible;
};

// The whole machine: every state × every event.
TEST(Publication, TakesExactlyTheStepsOfItsState) {
    const std::vector<E> all{E::submitted,    E::returned,  E::withdrawn,
                             E::approved,     E::published, E::correcting,
                             E::brought_back, E::accepted,  E::discarded};
    PublicationStep back = step(E::brought_back, "经办人", 3);
    back.differences = {difference("94%", "93.75%")};
    const PublicationStep correct = step(E::correcting, "经办人", 3);
    const std::vector<Row> table{
        {"draft", {}, {E::submitted}},
        {"submitted", {kSubmit}, {E::returned, E::withdrawn, E::approved}},
        {"returned", {kSubmit, step(E::returned, "主任", 1)}, {E::submitted}},
        {"approved", {kSubmit, kApprove}, {E::returned, E::published, E::brought_back}},
        {"approved, docx waits",
         {kSubmit, kApprove, back},
         {E::returned, E::brought_back, E::accepted, E::discarded}},
        {"published", {kSubmit, kApprove, kPublish}, {E::correcting, E::brought_back}},
        {"correcting", {kSubmit, kApprove, kPublish, correct}, {E::submitted, E::withdrawn}},
        {"published, docx waits",
         {kSubmit, kApprove, kPublish, back},
         {E::correcting, E::brought_back, E::accepted, E::discarded}},
    };
    for (const Row& row : table) {
        const Publication standing = after(row.before);
        for (const E event : all) {
            PublicationStep one = step(event, "副主任", 10);
            if (event == E::published) one.version = standing.versions + 1;
            one.difference = 1;
            const bool wanted =
                std::find(row.possible.begin(), row.possible.end(), event) != row.possible.end();
            EXPECT_EQ(take(standing, one).has_value(), wanted)
                << row.name << " × " << to_string(event) << " " << refusal(standing, one);
        }
    }
}

TEST(Publication, IsNotApprovedByWhoWroteOnIt) {
    PublicationStep submit = kSubmit;
    submit.authors = {"科长"};
    const Publication standing = after({submit});
    EXPECT_NE(refusal(standing, step(E::approved, "经办人", 1)), "");
    EXPECT_NE(refusal(standing, step(E::approved, "科长", 1)), "");
    EXPECT_EQ(refusal(standing, step(E::approved, "主任", 1)), "");
}

TEST(Publication, BindsWhatWasApproved) {
    const Publication approved = after({kSubmit, kApprove});
    EXPECT_EQ(state_for(approved, kSubmit.print.hash), PublicationState::approved);
    EXPECT_EQ(state_for(approved, "another"), PublicationState::draft);
    PublicationStep publish = kPublish;
    publish.print = print("合格率91.67%");
    EXPECT_NE(refusal(approved, publish), "");
    // The new text is submitted again; who had approved the old one has to see it.
    PublicationStep again = step(E::submitted, "经办人", 2);
    again.print = publish.print;
    const Publication anew = after({kSubmit, kApprove, again});
    EXPECT_EQ(anew.state, PublicationState::submitted);
    EXPECT_EQ(anew.approved_by, "");
    EXPECT_NE(refusal(anew, step(E::approved, "主任", 3)), "") << "of the old text";
    EXPECT_NE(refusal(anew, again), "") << "the same text twice";
}

TEST(Publication, SaysWhatChanged) {
    CircularPrint now = print("合格率91.67%");
    now.annexes = {{"网站情况表", "t2"}, {"问题账号名单", "t3"}};
    EXPECT_EQ(changes_of(print("合格率93.75%"), now),
              (std::vector<std::string>{"原：合格率93.75%", "现：合格率91.67%",
                                        "附件有变化：网站情况表", "附件新增：问题账号名单"}));
    EXPECT_TRUE(changes_of(now, now).empty());
}

TEST(Publication, CorrectsByANewVersionWithAReason) {
    Publication standing = after({kSubmit, kApprove, kPublish});
    EXPECT_EQ(standing.versions, 1);
    PublicationStep bare = step(E::correcting, "经办人", 3);
    bare.text = " ";
    EXPECT_NE(refusal(standing, bare), "");
    PublicationStep correct = step(E::correcting, "经办人", 3);
    correct.text = "附件2一家单位名称有误";
    standing = after({kSubmit, kApprove, kPublish, correct});
    EXPECT_TRUE(standing.correcting);
    EXPECT_EQ(standing.reason, "附件2一家单位名称有误");
    PublicationStep second = step(E::published, "经办人", 6);
    second.version = 2;
    standing = after({kSubmit, kApprove, kPublish, correct, step(E::submitted, "经办人", 4),
                      step(E::approved, "主任", 5), second});
    EXPECT_EQ(standing.versions, 2);
    EXPECT_FALSE(standing.correcting);
    // Thought better of it: the version stands.
    standing = after({kSubmit, kApprove, kPublish, correct, step(E::withdrawn, "经办人", 4)});
    EXPECT_EQ(standing.state, PublicationState::published);
}

TEST(Publication, TakesTheReturnedDocxOnceEachDifferenceIsAccepted) {
    PublicationStep back = step(E::brought_back, "经办人", 3);
    back.differences = {difference("94%", "93.75%"), difference("47", "48")};
    Publication standing = after({kSubmit, kApprove, kPublish, back});
    ASSERT_TRUE(standing.returned);
    EXPECT_EQ(standing.returned->waiting(), 2U);
    PublicationStep publish = step(E::published, "经办人", 6);
    publish.version = 2;
    EXPECT_NE(refusal(standing, publish), "");
    PublicationStep accept = step(E::accepted, "主任", 4);
    accept.difference = 3;
    EXPECT_NE(refusal(standing, accept), "") << "there is no third";
    accept.difference = 2;
    accept.by = "经办人";
    EXPECT_NE(refusal(standing, accept), "") << "who brought it";
    accept.by = "主任";
    accept.text.clear();
    EXPECT_NE(refusal(standing, accept), "") << "without a reason";
    accept.text = "按领导要求取整";
    standing = after({kSubmit, kApprove, kPublish, back, accept});
    EXPECT_EQ(standing.returned->waiting(), 1U);
    EXPECT_NE(refusal(standing, accept), "") << "twice";
    PublicationStep other = accept;
    other.difference = 1;
    standing = after({kSubmit, kApprove, kPublish, back, accept, other});
    EXPECT_EQ(standing.returned->accepted[1]->reason, "按领导要求取整");
    EXPECT_EQ(refusal(standing, publish), "");
}

TEST(Publication, PublishesWhatCameBackWithoutDifferencesAtOnce) {
    PublicationStep publish = step(E::published, "经办人", 6);
    publish.version = 2;
    const Publication standing =
        after({kSubmit, kApprove, kPublish, step(E::brought_back, "经办人", 3), publish});
    EXPECT_EQ(standing.versions, 2);
    EXPECT_FALSE(standing.returned);
    publish.version = 2;
    EXPECT_NE(refusal(standing, publish), "") << "nothing new came back";
}

TEST(Publication, RefusesNamelessAndBackwardSteps) {
    PublicationStep nameless = kSubmit;
    nameless.by = " ";
    EXPECT_NE(refusal({}, nameless), "");
    EXPECT_NE(refusal(after({kSubmit}), step(E::approved, "主任", -1)), "");
    PublicationStep empty = kSubmit;
    empty.print = {};
    EXPECT_NE(refusal({}, empty), "");
}

TEST(Publication, ReadsItsStepsBack) {
    const Publication standing = after({kSubmit, kApprove, kPublish});
    const auto again = publication_of(standing.steps);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->state, PublicationState::published);
    EXPECT_EQ(again->steps.back().number, 3);
}

TEST(PublishedVersion, IsSealedWithAllThatItHolds) {
    PublishedVersion version;
    version.number = 1;
    version.by = "经办人";
    version.files = {{"docx", "abc", 10, "publications/abc.docx"}};
    version.texts = {{"opening", "{window}"}};
    const std::string seal = seal_of(version);
    EXPECT_EQ(seal.size(), 64U);
    EXPECT_EQ(seal_of(version), seal);
    PublishedVersion other = version;
    other.files.front().sha256 = "abd";
    EXPECT_NE(seal_of(other), seal);
    other = version;
    other.texts["opening"] = "改过";
    EXPECT_NE(seal_of(other), seal);
    other = version;
    other.accepted.push_back({difference("1", "2"), "主任", "理由", kDay});
    EXPECT_NE(seal_of(other), seal);
}

}  // namespace
}  // namespace mingcha::workflow
