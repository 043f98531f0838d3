#include "report/rule_pages.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

#include "base/text.h"

namespace mingcha::report {

namespace {

std::string_view part_name(Part part) {
    switch (part) {
        case Part::veto:
            return "单项否决";
        case Part::deduct:
            return "扣分";
        case Part::bonus:
            return "加分";
        case Part::local:
            return "地方指标";
    }
    return "";
}

std::string_view detection_name(Detection detection) {
    switch (detection) {
        case Detection::automatic:
            return "机器判定";
        case Detection::assisted:
            return "机器提示、人工确认";
        case Detection::manual:
            return "人工检查";
    }
    return "";
}

std::string_view confidence_meaning(Confidence confidence) {
    switch (confidence) {
        case Confidence::v2:
            return "两处以上公开文本一致";
        case Confidence::v1:
            return "见一处公开文本";
        case Confidence::p:
            return "公开通报证实有此检查项，措辞或分值未核到";
        case Confidence::m:
            return "未核到公开文本，仅为工作文本，不得当作正式规定引用";
    }
    return "";
}

std::string points_of(const Rule& rule) {
    if (rule.is_veto()) return "否决";
    return rule.points_each ? format_points(*rule.points_each, 2, true) : "-";
}

std::string points_text(const std::optional<Points>& points) {
    return points ? format_points(*points, 2, true) : "-";
}

std::string_view effect_text(Effect effect) {
    switch (effect) {
        case Effect::fails:
            return "判不合格";
        case Effect::caps_at_pass:
            return "降为合格";
        case Effect::one_problem:
            return "按一般问题计";
        case Effect::none:
            return "不影响等次";
    }
    return "";
}

// What the rule does beyond its own points.
std::string relations(const Ruleset& ruleset, const Rule& rule) {
    std::string out;
    const auto row = [&](std::string_view what, const std::string& id) {
        const Rule* other = ruleset.find(id);
        if (other != nullptr) out += fmt::format("| {} | {} `{}` |\n", what, other->title, id);
    };
    if (!rule.charge_to.empty()) row("门户网站扣分计入", rule.charge_to);
    if (!rule.covers.empty()) row("同时出现时不再计", rule.covers);
    const auto effect = ruleset.grades.effects.find(rule.id);
    if (effect != ruleset.grades.effects.end()) {
        out += fmt::format("| 不评分的网站 | {}{} |\n", effect_text(effect->second),
                           ruleset.grades.inferred ? "（推得，非公布规则）" : "");
    }
    return out;
}

// "98.00 %"; "-" where there is nothing to divide by.
std::string share_of(std::int64_t part, std::int64_t whole) {
    return whole == 0 ? "-" : fixed2(percent(part, whole)) + " %";
}

std::string precision_of(const MeasuredRule& rule) {
    return share_of(rule.found, rule.found + rule.false_alarms);
}

std::string recall_of(const MeasuredRule& rule) {
    return share_of(rule.found, rule.found + rule.missed);
}

std::string measured_table(const Ruleset& ruleset, const MeasuredRules& measured) {
    if (measured.empty()) return {};
    std::string out =
        "\n## 实测\n\n在示例城市（`mingcha demo --size full`）上逐处与标准答案比对所得。"
        "近似：看着像问题、其实不是的地方，已测并且没有误报的数目。\n\n"
        "| 指标 | 查出 | 漏报 | 误报 | 准确率 | 召回率 | 近似 |\n|---|---|---|---|---|---|---|\n";
    for (const Rule& rule : ruleset.rules) {
        const auto at = measured.find(rule.id);
        if (at == measured.end()) continue;
        const MeasuredRule& each = at->second;
        out += fmt::format("| [{}]({}.md) | {} | {} | {} | {} | {} | {}/{} |\n", rule.title,
                           rule.id, each.found, each.missed, each.false_alarms, precision_of(each),
                           recall_of(each), each.near_misses_measured, each.near_misses);
    }
    return out;
}

}  // namespace

Result<MeasuredRules> read_measured(std::string_view csv) {
    constexpr std::size_t kFields = 6;
    MeasuredRules measured;
    std::size_t number = 0;
    for (std::string_view line : split(csv, '\n')) {
        ++number;
        if (line.empty() || (number == 1 && line == kMeasuredHead)) continue;
        const std::string where = fmt::format("measured.csv:{}", number);
        const std::string hint = "write it again with mingcha demo-check --measured";
        if (number == 1) return fail(where, "another head than expected", hint);
        const std::vector<std::string_view> fields = split(line, ',');
        if (fields.size() != kFields) return fail(where, "not a rule and five counts", hint);
        std::array<std::int64_t, kFields - 1> counts{};
        for (std::size_t i = 0; i < counts.size(); ++i) {
            const std::string_view text = fields[i + 1];
            const auto [end, error] =
                std::from_chars(text.data(), text.data() + text.size(), counts[i]);
            if (error != std::errc{} || end != text.data() + text.size() || counts[i] < 0)
                return fail(where, "“" + std::string(text) + "” is no count", hint);
        }
        measured[std::string(fields[0])] = {counts[0], counts[1], counts[2], counts[3], counts[4]};
    }
    return measured;
}

std::string rules_table(const Ruleset& ruleset) {
    std::string out = fmt::format("{}  {}\n", ruleset.id, ruleset.title);
    out += fmt::format("{:<28} {:<7} {:>5} {:>5}  {:<7} {:<10} {:<3} {}\n", "指标", "部分", "每处",
                       "上限", "检测", "对象", "据", "名称");
    for (const Rule& rule : ruleset.rules) {
        out += fmt::format("{:<28} {:<7} {:>5} {:>5}  {:<7} {:<10} {:<3} {}\n", rule.id,
                           to_string(rule.part), points_of(rule), points_text(rule.cap),
                           to_string(rule.detection), to_string(rule.scope),
                           to_string(rule.confidence), rule.title);
    }
    return out;
}

std::string rules_json(const Ruleset& ruleset) {
    using Json = nlohmann::ordered_json;
    const auto points = [](const std::optional<Points>& each) {
        return each ? Json(fixed2(*each)) : Json();
    };
    Json rules = Json::array();
    for (const Rule& rule : ruleset.rules) {
        Json amounts = Json::object();
        for (const auto& [key, amount] : rule.amounts) amounts[key] = fixed2(amount);
        Json thresholds = Json::object();
        for (const auto& [key, number] : rule.thresholds) thresholds[key] = number;
        rules.push_back({{"id", rule.id},
                         {"title", rule.title},
                         {"part", to_string(rule.part)},
                         {"group", rule.group},
                         {"clause", rule.clause},
                         {"points", rule.is_veto() ? Json("veto") : points(rule.points_each)},
                         {"cap", points(rule.cap)},
                         {"amounts", amounts},
                         {"thresholds", thresholds},
                         {"detection", to_string(rule.detection)},
                         {"applies_to", to_string(rule.scope)},
                         {"confidence", to_string(rule.confidence)},
                         {"source", rule.source},
                         {"guidance", rule.guidance},
                         {"stage", rule.stage == RuleStage::active ? "active" : "sandbox"}});
    }
    return rules.dump(2) + "\n";
}

std::string rules_index(const Ruleset& ruleset, const MeasuredRules& measured) {
    std::string out = fmt::format(
        "# 检查指标\n\n{}（`{}`）。本页与各指标页由 `mingcha rules pages` "
        "生成，规则集改动后须重新生成。\n",
        ruleset.title, ruleset.id);
    for (const Part part : {Part::veto, Part::deduct, Part::bonus, Part::local}) {
        out += fmt::format(
            "\n## {}\n\n| 指标 | 每处 | 上限 | 检测 | 可信度 |\n|---|---|---|---|---|\n",
            part_name(part));
        for (const Rule& rule : ruleset.rules) {
            if (rule.part != part) continue;
            out += fmt::format("| [{}]({}.md) | {} | {} | {} | {} |\n", rule.title, rule.id,
                               points_of(rule), points_text(rule.cap),
                               rule.stage == RuleStage::sandbox
                                   ? fmt::format("{}（试行）", detection_name(rule.detection))
                                   : std::string(detection_name(rule.detection)),
                               to_string(rule.confidence));
        }
    }
    out += "\n可信度：";
    for (const Confidence each : {Confidence::v2, Confidence::v1, Confidence::p, Confidence::m}) {
        out += fmt::format("{} {}；", to_string(each), confidence_meaning(each));
    }
    out.resize(out.size() - std::string_view("；").size());
    return out + "。\n" + measured_table(ruleset, measured);
}

std::string rule_page(const Ruleset& ruleset, const Rule& rule, const MeasuredRules& measured) {
    std::string out = fmt::format("# {} `{}`\n\n", rule.title, rule.id);
    out += fmt::format("{} · {} · {}{}\n\n", part_name(rule.part), rule.group,
                       detection_name(rule.detection),
                       rule.stage == RuleStage::sandbox ? " · 试行，不计分" : "");
    if (!rule.clause.empty()) {
        out += fmt::format("> {}{}\n\n", rule.confidence == Confidence::m ? "（参考）" : "",
                           rule.clause);
    }
    out += fmt::format("| 项 | 值 |\n|---|---|\n| 规则集 | {} |\n", ruleset.id);
    out +=
        fmt::format("| 每处分值 | {} |\n| 上限 | {} |\n", points_of(rule), points_text(rule.cap));
    for (const auto& [key, amount] : rule.amounts) {
        out += fmt::format("| 分值 `{}` | {} |\n", key, format_points(amount, 2, true));
    }
    for (const auto& [key, number] : rule.thresholds) {
        out += fmt::format("| 阈值 `{}` | {} |\n", key, number);
    }
    out +=
        fmt::format("| 对象 | {} |\n| 可信度 | {}：{} |\n| 来源 | {} |\n", to_string(rule.scope),
                    to_string(rule.confidence), confidence_meaning(rule.confidence), rule.source);
    if (rule.stage == RuleStage::sandbox) out += "| 阶段 | 试行，不计分，不影响等次 |\n";
    out += relations(ruleset, rule);
    if (const auto at = measured.find(rule.id); at != measured.end()) {
        out += fmt::format("| 示例城市实测 | 准确率 {}，召回率 {}；近似 {}/{} 未误报 |\n",
                           precision_of(at->second), recall_of(at->second),
                           at->second.near_misses_measured, at->second.near_misses);
    }
    if (!rule.guidance.empty()) {
        out += "\n## 人工怎么查\n\n";
        for (const std::string& step : rule.guidance) out += fmt::format("- {}\n", step);
    }
    if (!rule.phrases.empty()) {
        out += "\n问题短语：\n\n";
        for (const std::string& phrase : rule.phrases) {
            out += fmt::format("- {}{}\n", rule.subject, phrase);
        }
    }
    return out;
}

}  // namespace mingcha::report
