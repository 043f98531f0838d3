#include "report/circular.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "base/text.h"
#include "report/circular_annexes.h"
#include "report/circular_drafts.h"
#include "report/circular_figures.h"
#include "report/circular_names.h"
#include "report/circular_sections.h"
#include "report/circular_texts.h"
#include "report/unit_text.h"

namespace mingcha::report {

namespace {

using office::Paragraph;
using office::Style;

constexpr const char* kDigits[] = {"一", "二", "三", "四", "五",   "六",
                                   "七", "八", "九", "十", "十一", "十二"};

// Parts that bear a title where a section has several of them.
constexpr std::pair<std::string_view, std::string_view> kLeads[] = {
    {"sites", "政府网站"},
    {"accounts", "政务新媒体"},
    {"reposts", "重要信息转载"},
    {"corrections", "“我为政府网站找错”办理"},
    {"rectified", "上期通报问题整改"},
    {"tasks", "上期工作要求落实"}};

// One part of a section as it is printed.
struct PartText {
    std::string_view lead;
    std::vector<std::string> paragraphs;
};

// What a person typed in: a paragraph a line.
std::vector<std::string> lines_of(const std::string& typed) {
    std::vector<std::string> out;
    for (const std::string_view line : split(typed, '\n')) {
        if (!trim(line).empty()) out.emplace_back(trim(line));
    }
    return out;
}

// 云泽市 → 全市; an office without a place in its name speaks of a city.
std::string whole_of(const std::string& place) {
    for (const char* level : {"省", "市", "县", "区", "州", "旗", "盟"}) {
        if (place.ends_with(level)) return std::string("全") + level;
    }
    return "全市";
}

// "5" → "第5名"; words stand as they are.
std::string rank_text(const std::string& typed) {
    const bool digits =
        !typed.empty() && typed.find_first_not_of("0123456789") == std::string::npos;
    return digits ? "第" + typed + "名" : typed;
}

std::string without_end(std::string text, std::string_view end) {
    if (text.ends_with(end)) text.resize(text.size() - end.size());
    return text;
}

class Builder {
public:
    Builder(const CircularInput& input, Templates texts)
        : in_(input),
          result_(input.result),
          texts_(std::move(texts)),
          names_(input.result, input.registry),
          typed_(input.result.campaign, out_.warnings) {}

    Circular build() {
        out_.internal = in_.internal;
        out_.warnings = result_.warnings;
        const CircularScope scope = scope_of();
        AnnexSet annexes = build_annexes(in_, names_, scope);
        out_.fields = circular_figures(in_, names_, scope, annexes);
        out_.annexes = std::move(annexes.annexes);
        out_.document.title = fill("title");
        office::Section letter;
        write_letter(letter, scope);
        out_.document.sections.push_back(std::move(letter));
        add_annexes();
        add_values();
        return std::move(out_);
    }

private:
    bool sites() const { return result_.summary.sites_total > 0; }
    bool accounts() const { return result_.summary.accounts_total > 0; }

    std::string given(const std::string& key) const {
        const auto found = result_.campaign.fields.find(key);
        return found == result_.campaign.fields.end() ? std::string() : found->second;
    }
    // What the data say of a field that nobody typed in.
    std::string derived(const std::string& key) const {
        const auto found = in_.background.derived.find(key);
        return found == in_.background.derived.end() || !given(key).empty() ? std::string()
                                                                            : found->second;
    }

    CircularScope scope_of() const {
        CircularScope scope;
        scope.period = period_text(result_.campaign);
        scope.whole = whole_of(given("city"));
        scope.subject = sites() && accounts() ? "政府网站和政务新媒体"
                        : sites()             ? "政府网站"
                                              : "政务新媒体";
        const int quarter = (civil(result_.campaign.window.to).month - 1) / 3;
        scope.previous = given("previous_period").empty()
                             ? fmt::format("第{}季度", kDigits[(quarter + 3) % 4])
                             : given("previous_period");
        const Result<Date> set = parse_date(given("accounts_sampled_to"));
        scope.accounts_to =
            set ? *set : result_.campaign.accounts_as_of.value_or(result_.campaign.window.to);
        return scope;
    }

    // A typed field as the text prints it; 〔待填〕 and a warning where nobody typed it in.
    std::string typed(const std::string& key) {
        if (const std::string known = derived(key); !known.empty()) {
            tell_source(key, known);
            return key == "national_rank" ? rank_text(known) : known;
        }
        if (key == "report_year" && given(key).empty()) {
            return std::to_string(civil(result_.campaign.window.to).year);
        }
        if (key == "national_rank") return rank_text(typed_.text(key));
        if (key == "cancelled_accounts") return without_end(typed_.text(key), "个");
        return typed_.date(key);
    }

    // What nobody typed in is said to be so, with where it comes from.
    void tell_source(const std::string& key, const std::string& value) {
        if (!told_.insert(key).second) return;
        const auto source = in_.background.derived_from.find(key);
        out_.warnings.push_back(fmt::format(
            "{} 未填写，取自{}：{}", key,
            source == in_.background.derived_from.end() ? "已有数据" : source->second, value));
    }

    std::string print(const std::string& key) {
        const auto field = out_.fields.find(key);
        return field == out_.fields.end() ? typed(key) : field->second;
    }
    bool says_something(const std::string& key) const {
        const auto field = out_.fields.find(key);
        if (field != out_.fields.end()) return !field->second.empty();
        return key == "report_year" || !given(key).empty() || !derived(key).empty();
    }

    std::string fill(const std::string& name) {
        std::string filled = fill_template(
            text(name), {[this](const std::string& key) { return print(key); },
                         [this](const std::string& key) { return says_something(key); }});
        out_.texts.push_back({name, part_, text(name), filled});
        return filled;
    }

    // For texts that somebody is about to write; what is missing was warned of where it is printed.
    void add_values() {
        const std::vector<std::string> warnings = out_.warnings;
        for (const std::string& key : field_names(in_.typed)) {
            out_.values[key] = {print(key), says_something(key)};
        }
        out_.warnings = warnings;
    }

    const std::string& text(const std::string& name) const {
        const auto own = in_.templates.find(name);
        return own == in_.templates.end() ? texts_.at(name) : own->second;
    }

    std::string sites_text() {
        const Summary& s = result_.summary;
        if (s.sites_checked == 0) return fill("sites-unmeasured") + fill("suspended");
        const auto& f = out_.fields;
        const bool whole = f.at("sites_waiting").empty() && f.at("sites_unmeasured").empty();
        std::string out = fill(!whole                ? "sites-partly"
                               : s.sites_failed == 0 ? "sites-all-passed"
                                                     : "sites");
        out += fill("suspended");
        if (s.portal_average) out += fill("portals");
        // Where there are but 合格 and 不合格, the counts above have said it.
        const GradeScheme& grades = in_.ruleset.grades;
        const bool plain = grades.grade_best == grades.grade_pass;
        if (f.at("others_graded") != "0") {
            out += fill(plain ? "others-plain" : whole ? "others" : "others-partly");
        }
        return out;
    }

    std::string accounts_text() {
        const Summary& s = result_.summary;
        if (s.accounts_checked == 0) return fill("accounts-unmeasured");
        return fill(s.accounts_failed == 0 ? "accounts-none-failed" : "accounts");
    }

    std::string demands() {
        const Summary& s = result_.summary;
        if (s.sites_checked + s.accounts_checked == 0) return fill("demands-unmeasured");
        const auto at_fault = [](const auto& each) {
            return std::any_of(each.findings.begin(), each.findings.end(), is_fault);
        };
        const bool faults = s.sites_failed + s.accounts_failed > 0 ||
                            std::any_of(result_.sites.begin(), result_.sites.end(), at_fault) ||
                            std::any_of(result_.accounts.begin(), result_.accounts.end(), at_fault);
        return fill(faults ? "demands" : "demands-clean");
    }

    // What the year is told at its end: where the ruleset says so in the fourth quarter, elsewhere
    // only where somebody typed in a figure of it.
    std::string year_end(const std::string& name) {
        const auto wanted = in_.ruleset.wording.find("year-end");
        const bool due = wanted != in_.ruleset.wording.end() &&
                         ("|" + wanted->second + "|").find("|" + name + "|") != std::string::npos &&
                         civil(result_.campaign.window.to).month > 9;
        bool any = false;
        for (const std::string& field : fields_of(text(name))) {
            any = any || (field != "city" && field != "office" && !given(field).empty());
        }
        return due || any ? fill(name) : std::string();
    }

    static void write_section(office::Section& letter, std::size_t number,
                              const std::string& heading, const std::vector<PartText>& parts) {
        add_text(letter, Style::heading, fmt::format("{}、{}", kDigits[number], heading));
        const auto titled = std::count_if(parts.begin(), parts.end(),
                                          [](const PartText& each) { return !each.lead.empty(); });
        std::size_t point = 0;
        for (const PartText& part : parts) {
            std::string lead;
            if (titled > 1 && !part.lead.empty()) {
                lead = fmt::format("（{}）{}。", kDigits[point++], part.lead);
            }
            for (const std::string& words : part.paragraphs) {
                add_text(letter, Style::body, words, std::exchange(lead, {}));
            }
        }
    }

    // A part of kCircularParts; empty where it has nothing to say.
    std::vector<std::string> paragraphs_of(const std::string& part, const CircularScope& scope) {
        const auto& f = out_.fields;
        const Summary& s = result_.summary;
        if (part == "scope") return {sites() && accounts() ? fill("scope") : std::string()};
        if (part == "sites") return {sites() ? sites_text() : std::string()};
        if (part == "interaction") {
            return {sites() && f.at("asked") != "0" ? fill("interaction") : std::string()};
        }
        if (part == "accounts") return {accounts() ? accounts_text() : std::string()};
        if (part == "platforms") return {s.accounts_checked > 0 ? fill("platforms") : ""};
        if (part == "reposts") return {f.at("repost_items").empty() ? "" : fill("reposts")};
        if (part == "corrections") {
            return {f.at("corrections_window").empty() ? "" : fill("corrections")};
        }
        if (part == "rectified") {
            const bool any = !f.at("rectified_sites").empty() ||
                             !f.at("rectified_accounts").empty() ||
                             !f.at("rectified_problems").empty();
            return {any ? fill("rectified") : ""};
        }
        if (part == "tasks") {
            const auto told = demand_sentences(in_);
            return {told.empty() ? "" : join(told, "") + fill("tasks-end")};
        }
        if (part == "praise") return {f.at("praise_names").empty() ? "" : fill("praise")};
        if (part == "accountability") return lines_of(typed_.text("accountability"));
        if (part == "problems") return problems(scope);
        if (part == "achievements") {
            return given("achievements").empty() ? std::vector{year_end("achievements")}
                                                 : lines_of(given("achievements"));
        }
        if (part == "honours") return {join(honour_sentences(in_, names_), "")};
        if (part == "demands") {
            return given("demands").empty() ? std::vector{demands()} : lines_of(given("demands"));
        }
        if (part == "annual-report") return {year_end("annual-report")};
        return lines_of(given("closing"));
    }

    // Drafted, or a person's own; a person's further paragraphs follow either.
    std::vector<std::string> problems(const CircularScope& scope) const {
        std::vector<std::string> out = given("problems").empty()
                                           ? drafted_problems(in_, names_, scope)
                                           : lines_of(given("problems"));
        for (std::string& line : lines_of(given("problems_more"))) out.push_back(std::move(line));
        return out;
    }

    void write_letter(office::Section& letter, const CircularScope& scope) {
        if (!given("doc_number").empty()) add_text(letter, Style::number, given("doc_number"));
        add_text(letter, Style::title, out_.document.title);
        add_text(letter, Style::addressee, typed("recipients") + "：");
        const auto body = [&](std::string words, std::string lead = {}) {
            if (!words.empty()) {
                add_text(letter, Style::body, std::move(words), std::move(lead));
            }
        };
        part_ = "opening";
        body(fill("opening"));
        out_.parts.push_back({part_, "", {out_.texts.back().filled}});
        std::size_t number = 0;
        for (const CircularSection& section : in_.ruleset.circular.sections) {
            std::vector<PartText> parts;
            for (const std::string& name : section.parts) {
                part_ = name;
                PartText part{"", paragraphs_of(name, scope)};
                std::erase(part.paragraphs, "");
                out_.parts.push_back({name, section.heading, part.paragraphs});
                if (part.paragraphs.empty()) continue;
                for (const auto& [known, lead] : kLeads) {
                    if (known == name) part.lead = lead;
                }
                parts.push_back(std::move(part));
            }
            if (!parts.empty()) write_section(letter, number++, section.heading, parts);
        }
        write_end(letter);
    }

    void write_end(office::Section& letter) {
        const std::size_t count = out_.annexes.size();
        for (std::size_t i = 0; i < count; ++i) {
            const std::string number = count == 1 ? "" : fmt::format("{}. ", i + 1);
            add_text(letter, Style::attachment, number + out_.annexes[i].title,
                     i == 0 ? "附件：" : "");
        }
        add_text(letter, Style::body, "");
        add_text(letter, Style::signature, typed("office"));
        add_text(letter, Style::signature, typed("issue_date"));
        if (in_.internal && !given("contact").empty()) {
            add_text(letter, Style::body, "（" + given("contact") + "）");
        }
        if (!given("copy_to").empty())
            add_text(letter, Style::imprint, "抄送：" + given("copy_to"));
        if (!given("printed_by").empty()) {
            const Result<Date> day = parse_date(given("print_date"));
            const std::string printed = day ? format_date_cn(*day) : typed("print_date");
            add_text(letter, Style::imprint, given("printed_by") + "　" + printed + "印发");
        }
    }

    void add_annexes() {
        for (std::size_t i = 0; i < out_.annexes.size(); ++i) {
            const Annex& annex = out_.annexes[i];
            office::Section page;
            page.landscape = annex.table.head.size() > 5;
            page.blocks = {Paragraph{Style::annex, annex_label(i, out_.annexes.size()), {}},
                           Paragraph{Style::title, annex.title, {}}, annex.table};
            if (!annex.note.empty()) add_text(page, Style::note, annex.note);
            out_.document.sections.push_back(std::move(page));
        }
    }

    const CircularInput& in_;
    const CampaignResult& result_;
    Templates texts_;
    CircularNames names_;
    Circular out_;
    TypedFields typed_;
    std::set<std::string> told_;
    std::string part_ = "title";
};

}  // namespace

std::string filled_text(const Circular& circular, std::string_view text) {
    static const FieldValue kNone;
    const auto value = [&](const std::string& key) -> const FieldValue& {
        const auto found = circular.values.find(key);
        return found == circular.values.end() ? kNone : found->second;
    };
    return fill_template(text, {[&](const std::string& key) { return value(key).printed; },
                                [&](const std::string& key) { return value(key).says_something; }});
}

Result<Circular> build_circular(const CircularInput& input) {
    const Summary& summary = input.result.summary;
    if (summary.sites_total + summary.accounts_total == 0) {
        return fail(input.result.campaign.id, "has no sites and no accounts to report on",
                    "先 import sites、import accounts");
    }
    Result<Templates> texts = texts_of(input.ruleset, input.typed);
    if (!texts) return Fail(texts.error());
    return Builder(input, std::move(*texts)).build();
}

}  // namespace mingcha::report
