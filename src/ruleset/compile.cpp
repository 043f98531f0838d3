#include "ruleset/compile.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "ruleset/fields.h"

namespace mingcha::ruleset {

namespace {

using Problems = std::vector<Problem>;

bool is_rule_id(std::string_view id) {
    if (id.empty() || id.front() == '-' || id.back() == '-') return false;
    return std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

template <class T, class Parse>
void read_word(const Value& map, std::string_view key, Parse parse, std::string_view allowed,
               T& out, Problems& problems) {
    const auto text = text_field(map, key, problems);
    if (!text) return;
    if (const auto value = parse(*text)) {
        out = *value;
    } else {
        add_problem(problems, *map.find(key), fmt::format("\"{}\" is no {}", *text, key),
                    fmt::format("one of {}", allowed));
    }
}

std::optional<RuleStage> parse_stage(std::string_view text) {
    if (text == "active") return RuleStage::active;
    if (text == "sandbox") return RuleStage::sandbox;
    return std::nullopt;
}

std::optional<Effect> parse_effect(std::string_view text) {
    if (text == "fails") return Effect::fails;
    if (text == "caps-at-pass") return Effect::caps_at_pass;
    if (text == "one-problem") return Effect::one_problem;
    if (text == "none") return Effect::none;
    return std::nullopt;
}

// "points: veto" on a local rule: it fails its target the way a veto does.
void compile_points(const Value& map, Rule& rule, Problems& problems) {
    const Value* points = map.find("points");
    if (points != nullptr && points->kind == Value::Kind::scalar && points->scalar == "veto") {
        rule.vetoes = true;
        rule.points_each.reset();
        return;
    }
    if (const auto number = points_field(map, "points", problems)) {
        rule.points_each = *number;
        rule.vetoes = false;
    }
}

// What a ruleset sets anew in a rule that it inherits must be there: a slip in a name would
// silently leave the old number in force.
template <class Numbers>
void check_known(const Value& map, std::string_view what, const Numbers& numbers,
                 Problems& problems) {
    std::vector<std::string> known;
    for (const auto& [name, number] : numbers) known.push_back(name);
    for (const auto& [key, value] : map.fields) {
        if (numbers.count(key) > 0) continue;
        const std::string near = nearest(key, known);
        add_problem(problems, value, fmt::format("the rule has no {} \"{}\"", what, key),
                    near.empty() ? "it has: " + join(known, ", ")
                                 : fmt::format("did you mean \"{}\"?", near));
    }
}

void compile_rule(const Value& map, bool is_new, Rule& rule, Problems& problems) {
    check_keys(
        map,
        {"title", "group", "part", "clause", "source", "confidence", "detection", "scope", "stage",
         "points", "cap", "amounts", "thresholds", "charge_to", "covers", "subject", "phrases",
         "guidance"},
        problems);
    if (const auto text = text_field(map, "title", problems)) rule.title = *text;
    if (const auto text = text_field(map, "group", problems)) rule.group = *text;
    if (const auto text = text_field(map, "clause", problems)) rule.clause = *text;
    if (const auto text = text_field(map, "source", problems)) rule.source = *text;
    if (const auto text = text_field(map, "subject", problems)) rule.subject = *text;
    if (const auto text = text_field(map, "charge_to", problems)) rule.charge_to = *text;
    if (const auto text = text_field(map, "covers", problems)) rule.covers = *text;
    read_word(map, "part", parse_part, "veto, deduct, bonus, local", rule.part, problems);
    read_word(map, "confidence", parse_confidence, "V2, V1, P, M", rule.confidence, problems);
    read_word(map, "detection", parse_detection, "auto, assist, manual", rule.detection, problems);
    read_word(map, "scope", parse_scope, "site, portal, non_portal, account", rule.scope, problems);
    read_word(map, "stage", parse_stage, "active, sandbox", rule.stage, problems);
    compile_points(map, rule, problems);
    if (const auto points = points_field(map, "cap", problems)) rule.cap = *points;
    if (const auto list = list_field(map, "phrases", problems)) rule.phrases = *list;
    if (const auto list = list_field(map, "guidance", problems)) rule.guidance = *list;
    if (const Value* amounts = map_field(map, "amounts", problems)) {
        if (!is_new) check_known(*amounts, "amount", rule.amounts, problems);
        for (const auto& [key, value] : amounts->fields) {
            if (const auto points = points_of(value, problems)) rule.amounts[key] = *points;
        }
    }
    if (const Value* thresholds = map_field(map, "thresholds", problems)) {
        if (!is_new) check_known(*thresholds, "threshold", rule.thresholds, problems);
        for (const auto& [key, value] : thresholds->fields) {
            if (const auto number = integer_of(value, problems)) rule.thresholds[key] = *number;
        }
    }
}

// M is from memory: such a row may not name a document of the State (its number in 〔〕, or its
// original) as if it had been read there.
bool claims_a_document(std::string_view source) {
    if (source.find("未核") != std::string_view::npos) return false;
    return source.find("原文") != std::string_view::npos ||
           source.find("〔") != std::string_view::npos;
}

// What must hold of a rule once all files have had their say.
void check_rule(const Rule& rule, const Value& at, Problems& problems) {
    if (rule.title.empty()) {
        add_problem(problems, at, fmt::format("rule \"{}\" has no title", rule.id), "add title:");
    }
    if (rule.source.empty()) {
        add_problem(problems, at, fmt::format("rule \"{}\" has no source", rule.id),
                    "say where the row comes from");
    }
    if (rule.cap && rule.points_each && *rule.cap < *rule.points_each) {
        add_problem(problems, at,
                    fmt::format("rule \"{}\": cap {} is less than points {}", rule.id,
                                fixed2(*rule.cap), fixed2(*rule.points_each)),
                    "raise the cap or lower the points");
    }
    for (const auto& [key, amount] : rule.amounts) {
        if (rule.cap && *rule.cap < amount) {
            add_problem(problems, at,
                        fmt::format("rule \"{}\": cap {} is less than amount {} of {}", rule.id,
                                    fixed2(*rule.cap), key, fixed2(amount)));
        }
    }
    if (rule.vetoes && rule.part != Part::veto && rule.part != Part::local) {
        add_problem(problems, at, fmt::format("rule \"{}\" has points: veto", rule.id),
                    "only a rule of part veto or local can be a veto");
    }
    if (rule.is_veto() && (rule.points_each || rule.cap || !rule.amounts.empty())) {
        add_problem(problems, at, fmt::format("rule \"{}\" is a veto and has points", rule.id),
                    "a veto takes no points: remove points, cap and amounts");
    }
    if (rule.confidence == Confidence::m && claims_a_document(rule.source)) {
        add_problem(problems, at,
                    fmt::format("rule \"{}\" has confidence M and an official source", rule.id),
                    "M is from memory: say 未核 in the source, or check it and raise the mark");
    }
}

void compile_rules(const Value& map, std::vector<Rule>& rules,
                   std::vector<std::pair<std::string, const Value*>>& places, Problems& problems) {
    for (const auto& [id, value] : map.fields) {
        if (!is_rule_id(id)) {
            add_problem(problems, value, fmt::format("\"{}\" is no rule id", id),
                        "small letters, digits and hyphens, such as homepage-staleness");
            continue;
        }
        if (value.kind != Value::Kind::map) {
            add_problem(problems, value, fmt::format("rule \"{}\" must have keys of its own", id));
            continue;
        }
        auto found = std::find_if(rules.begin(), rules.end(),
                                  [&](const Rule& rule) { return rule.id == id; });
        const bool is_new = found == rules.end();
        if (is_new) {
            rules.push_back({});
            found = rules.end() - 1;
            found->id = id;
            found->order = static_cast<std::int32_t>(rules.size());
            places.emplace_back(id, &value);
        } else {
            for (auto& [name, place] : places) place = name == id ? &value : place;
        }
        compile_rule(value, is_new, *found, problems);
    }
}

void compile_grades(const Value& map, GradeScheme& grades, Problems& problems) {
    check_keys(map,
               {"fail_below", "bonus_above", "deduct_total", "bonus_total", "services_group",
                "services_total", "effects", "inferred", "note", "best", "good", "pass", "fail",
                "scored_kinds"},
               problems);
    if (const auto points = points_field(map, "fail_below", problems)) grades.fail_below = *points;
    if (const auto points = points_field(map, "bonus_above", problems))
        grades.bonus_above = *points;
    if (const auto points = points_field(map, "deduct_total", problems))
        grades.deduct_total = *points;
    if (const auto points = points_field(map, "bonus_total", problems))
        grades.bonus_total = *points;
    if (const auto points = points_field(map, "services_total", problems))
        grades.services_total = *points;
    if (const auto text = text_field(map, "services_group", problems))
        grades.services_group = *text;
    if (const auto text = text_field(map, "note", problems)) grades.note = *text;
    if (const auto flag = bool_field(map, "inferred", problems)) grades.inferred = *flag;
    if (const auto text = text_field(map, "best", problems)) grades.grade_best = *text;
    if (const auto text = text_field(map, "good", problems)) grades.grade_good = *text;
    if (const auto text = text_field(map, "pass", problems)) grades.grade_pass = *text;
    if (const auto text = text_field(map, "fail", problems)) grades.grade_fail = *text;
    if (const auto kinds = list_field(map, "scored_kinds", problems)) {
        grades.scored_kinds.clear();
        for (const std::string& kind : *kinds) {
            if (const auto parsed = parse_site_kind(kind)) {
                grades.scored_kinds.push_back(*parsed);
            } else {
                add_problem(problems, *map.find("scored_kinds"),
                            fmt::format("\"{}\" is no kind of site", kind),
                            "portal, department, devzone, special");
            }
        }
    }
    if (const Value* effects = map_field(map, "effects", problems)) {
        for (const auto& [rule, value] : effects->fields) {
            if (const auto effect = parse_effect(value.scalar)) {
                grades.effects[rule] = *effect;
            } else {
                add_problem(problems, value, fmt::format("\"{}\" is no effect", value.scalar),
                            "fails, caps-at-pass, one-problem, none");
            }
        }
    }
}

// The lines of the scheme in their order, once all files have had their say.
void check_lines(const GradeScheme& grades, const Value& at, Problems& problems) {
    if (grades.fail_below > grades.bonus_above || grades.bonus_above > grades.deduct_total) {
        add_problem(problems, at,
                    fmt::format("grades: fail_below {}, bonus_above {}, deduct_total {}",
                                fixed2(grades.fail_below), fixed2(grades.bonus_above),
                                fixed2(grades.deduct_total)),
                    "none may be above the next");
    }
    if (grades.services_total >= grades.deduct_total) {
        add_problem(problems, at,
                    fmt::format("grades: services_total {} leaves nothing of deduct_total {}",
                                fixed2(grades.services_total), fixed2(grades.deduct_total)),
                    "lower services_total");
    }
}

// Effects name rules; a slip here would silently do nothing.
void check_effects(const Value& map, const Ruleset& ruleset, Problems& problems) {
    const Value* grades = map.find("grades");
    const Value* effects = grades != nullptr ? grades->find("effects") : nullptr;
    if (effects == nullptr) return;
    std::vector<std::string> known;
    for (const Rule& rule : ruleset.rules) known.push_back(rule.id);
    for (const auto& [rule, value] : effects->fields) {
        if (ruleset.find(rule) != nullptr) continue;
        const std::string near = nearest(rule, known);
        add_problem(problems, value, fmt::format("unknown rule \"{}\"", rule),
                    near.empty() ? "" : fmt::format("did you mean \"{}\"?", near));
    }
}

// A rule that is charged to another, or covers one, must name it rightly.
void check_references(const Rule& rule, const Value& at, const Ruleset& ruleset,
                      Problems& problems) {
    std::vector<std::string> known;
    for (const Rule& each : ruleset.rules) known.push_back(each.id);
    const auto check = [&](std::string_view key, const std::string& named) {
        if (named.empty()) return;
        const Value* value = at.find(key);
        const Value& place = value != nullptr ? *value : at;
        const Rule* other = ruleset.find(named);
        if (other == nullptr) {
            const std::string near = nearest(named, known);
            add_problem(problems, place, fmt::format("{}: unknown rule \"{}\"", key, named),
                        near.empty() ? "" : fmt::format("did you mean \"{}\"?", near));
        } else if (key == "charge_to" && (other->is_veto() || !other->charge_to.empty())) {
            add_problem(problems, place, fmt::format("charge_to: \"{}\" has no points", named),
                        "name a rule with points and a cap of its own");
        }
    };
    check("charge_to", rule.charge_to);
    check("covers", rule.covers);
}

void compile_numbers(const Value& map, NumberStyle& numbers, Problems& problems) {
    check_keys(map,
               {"share_decimals", "average_decimals", "account_rate_decimals", "site_rate_decimals",
                "trim_scores"},
               problems);
    const auto decimals = [&](std::string_view key, int& out) {
        const auto number = integer_field(map, key, problems);
        if (!number) return;
        if (*number > 2) {
            add_problem(problems, *map.find(key), fmt::format("{} decimals", *number), "0, 1 or 2");
            return;
        }
        out = static_cast<int>(*number);
    };
    decimals("share_decimals", numbers.share_decimals);
    decimals("average_decimals", numbers.average_decimals);
    decimals("account_rate_decimals", numbers.account_rate_decimals);
    decimals("site_rate_decimals", numbers.site_rate_decimals);
    if (const auto flag = bool_field(map, "trim_scores", problems)) numbers.trim_scores = *flag;
}

void compile_one(const Value& map, Ruleset& ruleset,
                 std::vector<std::pair<std::string, const Value*>>& places, Problems& problems) {
    check_keys(map,
               {"id", "title", "note", "extends", "calendar", "topics", "dictionaries", "grades",
                "numbers", "circular", "life_cycle", "bases", "wording", "rules"},
               problems);
    if (const auto text = text_field(map, "title", problems)) ruleset.title = *text;
    if (const auto list = list_field(map, "bases", problems)) ruleset.bases = *list;
    if (const Value* grades = map_field(map, "grades", problems)) {
        compile_grades(*grades, ruleset.grades, problems);
    }
    if (const Value* numbers = map_field(map, "numbers", problems)) {
        compile_numbers(*numbers, ruleset.numbers, problems);
    }
    if (const Value* circular = map_field(map, "circular", problems)) {
        compile_circular(*circular, ruleset.circular, problems);
    }
    if (const Value* limits = map_field(map, "life_cycle", problems)) {
        compile_life_limits(*limits, ruleset.life, problems);
    }
    if (const Value* wording = map_field(map, "wording", problems)) {
        for (const auto& [key, value] : wording->fields) {
            if (value.kind == Value::Kind::scalar) {
                ruleset.wording[key] = value.scalar;
            } else {
                add_problem(problems, value, fmt::format("wording \"{}\" must be one text", key));
            }
        }
    }
    if (const Value* rules = map_field(map, "rules", problems)) {
        compile_rules(*rules, ruleset.rules, places, problems);
    }
}

}  // namespace

Ruleset compile(const std::vector<Value>& chain, const Sources& sources, Problems& problems) {
    Ruleset ruleset;
    std::vector<std::pair<std::string, const Value*>> places;
    for (const Value& map : chain) {
        if (map.kind == Value::Kind::map) compile_one(map, ruleset, places, problems);
    }
    const Value& leaf = chain.back();
    const auto id = text_field(leaf, "id", problems);
    if (!id) {
        add_problem(problems, leaf, "no id", "add id: with the name of the file");
    } else if (*id + ".yaml" != leaf.file && leaf.file.find('/') == std::string::npos &&
               sources.count(leaf.file) > 0) {
        add_problem(problems, *leaf.find("id"), fmt::format("id \"{}\" in file {}", *id, leaf.file),
                    "give both the same name");
    }
    ruleset.id = id.value_or("");
    for (std::size_t i = chain.size() - 1; i-- > 0;) {
        if (const Value* parent = chain[i].find("id")) ruleset.extends.push_back(parent->scalar);
    }
    if (ruleset.rules.empty()) add_problem(problems, leaf, "no rules", "add rules: or extends:");
    for (const auto& [name, place] : places) {
        check_rule(*ruleset.find(name), *place, problems);
        check_references(*ruleset.find(name), *place, ruleset, problems);
    }
    for (const Value& map : chain) check_effects(map, ruleset, problems);
    const Value* grades = leaf.find("grades");
    check_lines(ruleset.grades, grades != nullptr ? *grades : leaf, problems);
    ruleset.dictionary = compile_dictionaries(chain, sources, problems);
    std::string calendar = "workdays.csv";
    Value asked_at = leaf;
    for (const Value& map : chain) {
        if (const auto named = text_field(map, "calendar", problems)) {
            calendar = *named;
            asked_at = *map.find("calendar");
        }
    }
    const auto found = sources.find(calendar);
    if (found == sources.end()) {
        add_problem(problems, asked_at, fmt::format("there is no calendar {}", calendar),
                    "put the file beside the rulesets, or leave calendar: out");
    } else {
        ruleset.calendar = compile_calendar(calendar, found->second, problems);
    }
    for (const Value& map : chain) {
        const auto named = text_field(map, "topics", problems);
        if (!named) continue;
        const auto table = sources.find(*named);
        if (table == sources.end()) {
            add_problem(problems, *map.find("topics"), fmt::format("there is no table {}", *named),
                        "put the file beside the rulesets, or leave topics: out");
            continue;
        }
        // An office's table adds to those of the rulesets it extends.
        for (TopicWord& word : compile_topics(*named, table->second, problems)) {
            ruleset.topic_words.push_back(std::move(word));
        }
    }
    return ruleset;
}

}  // namespace mingcha::ruleset
