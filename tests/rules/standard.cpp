#include "tests/rules/standard.h"

#include "ruleset/load.h"

namespace mingcha::cases {

namespace {

Rule rule(std::string id, Part part, Scope scope, std::string group = "") {
    Rule made;
    made.id = std::move(id);
    made.part = part;
    made.scope = scope;
    made.group = std::move(group);
    made.detection = Detection::automatic;
    return made;
}

// Read once: every case asks for them.
const std::vector<TopicWord>& shipped_topic_words() {
    static const std::vector<TopicWord> words =
        ruleset::load("national-2019", ruleset::builtin_sources()).ruleset->topic_words;
    return words;
}

}  // namespace

Ruleset small_standard() {
    Ruleset set;
    set.id = "cases";
    const auto add = [&](Rule made) -> Rule& {
        set.rules.push_back(std::move(made));
        set.rules.back().order = static_cast<std::int32_t>(set.rules.size());
        return set.rules.back();
    };
    const auto assist = [&](Rule made) -> Rule& {
        Rule& added = add(std::move(made));
        added.detection = Detection::assisted;
        return added;
    };
    for (const char* id : {"site-unreachability", "homepage-staleness", "core-column-staleness",
                           "column-staleness", "blank-columns", "message-neglect"}) {
        add(rule(id, Part::veto, Scope::site));
    }
    for (const char* id : {"service-absence"}) assist(rule(id, Part::veto, Scope::site, "服务"));
    assist(rule("consultation-channel-absence", Part::veto, Scope::site));
    for (const char* id :
         {"interaction-absence", "application-unusable", "account-serious-problem"}) {
        assist(rule(id, Part::veto, Scope::account));
    }
    for (const char* id : {"account-duplicate", "account-identity", "account-repost"}) {
        add(rule(id, Part::local, Scope::account)).stage = RuleStage::sandbox;
    }
    assist(rule("account-unregistered", Part::local, Scope::account)).stage = RuleStage::sandbox;
    for (const char* id :
         {"overview-accuracy", "mandate-accuracy", "leader-information", "site-search"}) {
        assist(rule(id, Part::deduct, Scope::portal)).amounts = {{"absent", Points::whole(2)}};
    }
    for (const char* id : {"interpretation-absence", "interpretation-form", "submission-failure",
                           "reply-timeliness"}) {
        assist(rule(id, Part::deduct, Scope::portal));
    }
    assist(rule("service-catalogue", Part::deduct, Scope::portal, "办事服务")).amounts = {
        {"absent", Points::whole(3)}};
    for (const char* id :
         {"open-data", "knowledge-base", "smart-search", "policy-library", "one-stop-topic"}) {
        assist(rule(id, Part::bonus, Scope::portal));
    }
    assist(rule("consultation-platform-only", Part::local, Scope::site));
    for (const char* id : {"explanatory-notes", "consultation-feedback-undated"}) {
        assist(rule(id, Part::local, Scope::site)).stage = RuleStage::sandbox;
    }
    add(rule("guide-element-absence", Part::veto, Scope::site, "服务"));
    for (const char* id : {"illegal-content", "unresolved-attack", "falsified-publication"}) {
        assist(rule(id, Part::veto, Scope::site, "安全"));
    }
    set.topic_words = shipped_topic_words();
    for (const char* id : {"account-staleness", "account-zombie", "account-link-failure"}) {
        add(rule(id, Part::veto, Scope::account));
    }
    for (const char* id :
         {"news-staleness", "policy-staleness", "other-columns", "footer-identity", "page-tags",
          "error-report-entry", "interpretation-link", "ipv6-readiness"}) {
        add(rule(id, Part::deduct, Scope::portal));
    }
    for (const char* id : {"guide-elements", "service-statistics"}) {
        add(rule(id, Part::deduct, Scope::portal, "办事服务"));
    }
    assist(rule("guide-accuracy", Part::deduct, Scope::portal, "办事服务"));
    add(rule("message-disclosure", Part::deduct, Scope::portal)).amounts = {
        {"undisclosed", Points::whole(5)},
        {"stale", Points::whole(3)},
        {"statistics", Points::whole(2)}};
    add(rule("domain-and-name", Part::deduct, Scope::portal)).amounts = {
        {"domain", Points::whole(1)}, {"name", Points::whole(2)}};
    add(rule("link-availability", Part::deduct, Scope::portal)).amounts = {
        {"home", Points::whole(1)}, {"other", Points{10}}};
    add(rule("same-day-reply", Part::bonus, Scope::portal));
    add(rule("consultation-activity", Part::bonus, Scope::portal));
    add(rule("required-repost", Part::local, Scope::site));
    add(rule("repost-column-name", Part::local, Scope::non_portal));
    add(rule("simple-question-1wd", Part::local, Scope::site));
    add(rule("simple-question-5wd", Part::local, Scope::site));
    add(rule("unrectified-problem", Part::local, Scope::site));
    assist(rule("serious-misstatement", Part::veto, Scope::site));
    assist(rule("typos", Part::local, Scope::site));
    assist(rule("personal-data-exposure", Part::local, Scope::site));
    for (const char* id : {"tls-validity", "mixed-content"}) {
        add(rule(id, Part::local, Scope::site)).stage = RuleStage::sandbox;
    }
    // The calendar of the seed's quarter: National Day 2021 with its make-up Saturdays.
    set.calendar.years = {2021};
    for (int day = 1; day <= 7; ++day) {
        set.calendar.exceptions[*make_date(2021, 10, day)] = {false, "国庆节"};
    }
    set.calendar.exceptions[*make_date(2021, 9, 26)] = {true, "国庆节"};
    set.calendar.exceptions[*make_date(2021, 10, 9)] = {true, "国庆节"};
    return set;
}

}  // namespace mingcha::cases
