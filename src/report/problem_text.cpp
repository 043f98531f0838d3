#include "report/problem_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "ruleset/phrases.h"

namespace mingcha::report {

namespace {

struct Item {
    std::string text;  // without its subject
    bool carried_over = false;
};

struct Group {
    std::string subject;
    std::vector<Item> items;
};

std::string word(const Ruleset& ruleset, const char* name, std::string_view otherwise) {
    const auto found = ruleset.wording.find(name);
    return std::string(found != ruleset.wording.end() ? std::string_view(found->second)
                                                      : otherwise);
}

// The problem as written, without closing points, the mark of an earlier circular and its subject.
std::string bare(std::string_view problem, std::string_view subject) {
    std::string_view text = trim(problem);
    const auto strip_points = [&text] {
        for (bool cut = true; cut;) {
            cut = false;
            for (const std::string_view mark : {"。", "；", ";", "，", ",", "、"}) {
                if (!text.ends_with(mark)) continue;
                text = trim(text.substr(0, text.size() - mark.size()));
                cut = true;
            }
        }
    };
    strip_points();
    for (const auto& [open, close] : {std::pair{"（", "）"}, std::pair{"(", ")"}}) {
        const std::size_t begin = text.rfind(open);
        if (!text.ends_with(close) || begin == std::string_view::npos) continue;
        if (text.substr(begin).find("未整改") == std::string_view::npos) continue;
        text = trim(text.substr(0, begin));
        strip_points();
    }
    if (!subject.empty() && text.starts_with(subject) && text.size() > subject.size()) {
        text.remove_prefix(subject.size());
    }
    return std::string(text);
}

std::vector<const Finding*> standing(const std::vector<ScoredFinding>& findings,
                                     const Ruleset& ruleset) {
    std::vector<const Finding*> out;
    for (const ScoredFinding& each : findings) {
        const Rule* rule = ruleset.find(each.finding.rule);
        if (each.counts && rule != nullptr && rule->part != Part::bonus) {
            out.push_back(&each.finding);
        }
    }
    std::stable_sort(out.begin(), out.end(), [&](const Finding* a, const Finding* b) {
        const bool a_last = a->order == 0;
        const bool b_last = b->order == 0;
        if (a_last != b_last) return b_last;
        if (a->order != b->order) return a->order < b->order;
        return ruleset.find(a->rule)->order < ruleset.find(b->rule)->order;
    });
    return out;
}

// Rules whose machine findings are too many to tell one by one, with their number.
std::map<std::string, std::int64_t> crowded(const std::vector<const Finding*>& findings) {
    std::map<std::string, std::set<std::string>> told;
    std::map<std::string, std::int64_t> places;
    for (const Finding* finding : findings) {
        if (finding->measured_by == MeasuredBy::person) continue;
        told[finding->rule].insert(ruleset::problem_words(finding->problem));
        places[finding->rule] += std::max(finding->count, 1);
    }
    std::erase_if(places, [&](const auto& entry) { return told[entry.first].size() <= kMaxTold; });
    return places;
}

std::vector<Group> grouped(const std::vector<const Finding*>& findings, const Ruleset& ruleset) {
    const std::map<std::string, std::int64_t> many = crowded(findings);
    std::vector<Group> groups;
    std::map<std::string, std::pair<std::size_t, std::size_t>> known;  // words → group, item
    for (const Finding* finding : findings) {
        const Rule& rule = *ruleset.find(finding->rule);
        const auto crowd = many.find(rule.id);
        std::string text = bare(finding->problem, rule.subject);
        if (crowd != many.end() && finding->measured_by == MeasuredBy::machine) {
            const std::string& phrase = rule.phrases.empty() ? rule.title : rule.phrases.front();
            text = fmt::format("{}（{}处）", phrase, crowd->second);
        }
        const std::string words = rule.subject + "\n" + ruleset::problem_words(text);
        if (const auto same = known.find(words); same != known.end()) {
            Item& item = groups[same->second.first].items[same->second.second];
            item.carried_over = item.carried_over || finding->carried_over;
            continue;
        }
        auto group = std::find_if(groups.begin(), groups.end(), [&](const Group& each) {
            return !rule.subject.empty() && each.subject == rule.subject;
        });
        if (group == groups.end()) {
            groups.push_back({rule.subject, {}});
            group = groups.end() - 1;
        }
        known[words] = {static_cast<std::size_t>(group - groups.begin()), group->items.size()};
        group->items.push_back({std::move(text), finding->carried_over});
    }
    return groups;
}

}  // namespace

std::string problem_text(const std::vector<ScoredFinding>& findings, const Ruleset& ruleset,
                         std::string_view previous) {
    const std::string mark =
        replace_all(word(ruleset, "carried-over", "（{previous}通报问题未整改）"), "{previous}",
                    previous.empty() ? "上期" : previous);
    std::vector<std::string> groups;
    for (const Group& group : grouped(standing(findings, ruleset), ruleset)) {
        std::vector<std::string> items;
        for (const Item& item : group.items) {
            items.push_back(item.text + (item.carried_over ? mark : ""));
        }
        groups.push_back(group.subject + join(items, word(ruleset, "between-items", "、")));
    }
    if (groups.empty()) return word(ruleset, "no-problem", "无");
    return join(groups, word(ruleset, "between-groups", "；"));
}

}  // namespace mingcha::report
