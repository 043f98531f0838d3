// A compiled ruleset: the standard as data. Made by src/ruleset from YAML, read by audit, score and
// report.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/points.h"
#include "base/time.h"
#include "model/circular_style.h"
#include "model/confidence.h"
#include "model/dictionary.h"
#include "model/life_limits.h"
#include "model/registry.h"

namespace mingcha {

enum class Part { veto, deduct, bonus, local };        // 单项否决, 扣分, 加分, 地方指标
enum class Detection { automatic, assisted, manual };  // auto | assist | manual
enum class Scope {
    site,
    portal,
    non_portal,
    account
};  // applies_to: what the machine judges by itself
enum class RuleStage { active, sandbox };


struct Rule {
    std::string id;     // noun in kebab-case, a row of working-points.csv or a local one
    std::string title;  // Chinese
    std::string group;  // 安全, 发布解读, 办事服务, …
    Part part = Part::deduct;
    std::string clause;  // wording of the standard, working text
    std::string source;  // where the row comes from
    Confidence confidence = Confidence::m;
    Detection detection = Detection::manual;
    Scope scope = Scope::site;
    RuleStage stage = RuleStage::active;
    std::optional<Points> points_each;  // per count
    std::optional<Points> cap;          // per site
    std::map<std::string, Points>
        amounts;  // where one rule has several: link-availability {home: 1, other: 0.1}
    std::map<std::string, std::int64_t>
        thresholds;         // days, counts, per mille …, named per rule in the ruleset
    std::string charge_to;  // points and cap are those of this rule: 门户按办理答复扣分
    std::string covers;     // a rule whose findings are not counted where this one's are
    bool vetoes = false;    // a local rule that fails its target as a veto does (points: veto)
    std::string subject;    // annex phrases: findings of one subject name it once (办事指南)
    std::vector<std::string> phrases;  // known problem phrases (wording templates)
    // Where a person has the last word: what to open, what counts, what to write down.
    std::vector<std::string> guidance;
    std::int32_t order = 0;            // the standard's order

    // A veto counts only once a person confirmed it.
    bool is_veto() const { return part == Part::veto || vetoes; }

    std::int64_t threshold(std::string_view name, std::int64_t otherwise) const {
        const auto found = thresholds.find(std::string(name));
        return found == thresholds.end() ? otherwise : found->second;
    }
};

// What a finding of a local rule does to a site, where it is not plain points.
enum class Effect { none, fails, caps_at_pass, one_problem };

struct GradeScheme {
    Points fail_below = Points::whole(60);   // below: 不合格
    Points bonus_above = Points::whole(80);  // above, and no veto: the bonus part counts
    Points deduct_total = Points::whole(100);
    Points bonus_total = Points::whole(30);
    // A scored site without services is not asked about this group, whose share of deduct_total is
    // services_total; the rest is stretched to the whole: 75 × 4/3 (indicators.md A0).
    std::string services_group = "办事服务";
    Points services_total = Points::whole(25);
    // Non-portals: effects by rule id; which grade by number of distinct problems. Inferred where
    // `inferred` says so.
    std::map<std::string, Effect> effects;
    bool inferred = false;
    std::string note;                 // what users are told of the scheme's origin
    std::string grade_best = "优";    // no problem
    std::string grade_good = "良";    // one
    std::string grade_pass = "合格";  // two and more, or capped
    std::string grade_fail = "不合格";
    std::vector<SiteKind>
        scored_kinds;  // kinds that get a number (portals); the others get a grade
};

// Decimals and rounding of the documents; JSON always has two.
struct NumberStyle {
    int share_decimals = 1;  // grade and interaction shares
    int average_decimals = 2;
    int account_rate_decimals = 2;
    int site_rate_decimals = 2;
    bool trim_scores = true;
};

struct CalendarDay {
    bool works = false;  // false: official day off; true: make-up working day on a weekend
    std::string name;
};

struct WorkdayCalendar {
    std::map<Date, CalendarDay> exceptions;
    std::vector<std::int32_t> years;  // years with data; others are not measured, never guessed
};

// A word that tells a topic which has no place on a government's site, or one that takes such a
// word back. Kept in a table of the ruleset, so that an office adds its own.
enum class TopicWhere : std::uint8_t { any, anchor, host, title };

struct TopicWord {
    std::string word;   // small letters
    std::string topic;  // 赌博, 色情, …; kTopicAllowed, kTopicAgainst
    TopicWhere where = TopicWhere::any;
    std::int32_t weight = 0;  // 100: enough by itself
    std::string source;
};

// Phrases in which words of other topics do not count, and hosts that anybody may link to.
inline constexpr std::string_view kTopicAllowed = "合法";
// Words of a text that speaks against what it names: 打击, 查处, 谨防.
inline constexpr std::string_view kTopicAgainst = "反对";
// Words of a page that a stranger has put in the place of the site's own.
inline constexpr std::string_view kTopicDefaced = "篡改";

struct Ruleset {
    std::string id;
    std::string title;
    std::vector<std::string> extends;  // nearest parent first
    std::vector<Rule> rules;           // in the standard's order
    GradeScheme grades;
    NumberStyle numbers;
    CircularStyle circular;
    LifeLimits life;
    WorkdayCalendar calendar;
    std::vector<std::string> bases;              // documents the circular cites, in order
    std::vector<TopicWord> topic_words;
    std::map<std::string, std::string> wording;  // templates of phrases and sentences by name
    Dictionary dictionary;  // terms that texts should not contain; compiled by src/wording

    const Rule* find(std::string_view rule_id) const {
        for (const Rule& rule : rules) {
            if (rule.id == rule_id) return &rule;
        }
        return nullptr;
    }
};

std::string_view to_string(Part part);
std::string_view to_string(Detection detection);
std::string_view to_string(Scope scope);
std::string_view to_string(Confidence confidence);
std::optional<Part> parse_part(std::string_view text);
std::optional<Detection> parse_detection(std::string_view text);
std::optional<Scope> parse_scope(std::string_view text);
std::optional<Confidence> parse_confidence(std::string_view text);

}  // namespace mingcha
