// 未对以本地区、本部门或本级政府办公厅（室）名义印发的涉及面广、社会关注度高的规范性文件进行解读
// (indicators.md A2). Which documents are broad is for people: proposed are those of the last year
// with a number of the government or its office and a kind that binds everybody, for which no text
// on the site is an interpretation.
#include <algorithm>
#include <array>
#include <vector>

#include "audit/address.h"
#include "audit/interpretations.h"
#include "audit/presence.h"
#include "audit/rules/list.h"
#include "audit/titles.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::int64_t kMonths = 12;
constexpr std::int64_t kGraceDays = 30;      // for writing one
constexpr std::size_t kNumberBytes = 4'000;  // a document's number stands at its beginning
constexpr std::size_t kMaxProposed = 10;

// 管理办法, 实施细则 …: rules for everybody.
constexpr std::array<std::string_view, 10> kKinds{"办法",     "规定",    "细则",     "若干措施",
                                                  "若干政策", "规划",    "实施方案", "实施意见",
                                                  "行动计划", "行动方案"};
// Inner matters, and texts about texts.
constexpr std::array<std::string_view, 22> kInner{
    "任免", "任命", "表彰", "名单",     "批复",     "成立", "领导小组", "会议",
    "通报", "公示", "废止", "清理",     "修改",     "分工", "值班",     "考核",
    "预算", "决算", "机关", "工作要点", "征求意见", "预案"};
// 清政〔2021〕8号, 清政办发〔2021〕12号, 清政秘〔2021〕3号.
constexpr std::array<std::string_view, 3> kOpens{"〔", "[", "［"};

bool is_broad(std::string_view title) {
    return has_any(title, kKinds) && !has_any(title, kInner);
}

// The number of the government or its office that the text begins with; empty: none.
std::string_view number_of(std::string_view text) {
    constexpr std::string_view kGovernment = "政";
    constexpr std::string_view kNumber = "号";
    constexpr std::size_t kBefore = 24;  // bytes of 清政办发
    constexpr std::size_t kBehind = 24;  // 〔2021〕12号
    text = text.substr(0, kNumberBytes);
    for (std::string_view open : kOpens) {
        for (std::size_t at = text.find(open); at != std::string_view::npos;
             at = text.find(open, at + open.size())) {
            std::size_t from = at > kBefore ? at - kBefore : 0;
            const std::size_t line = text.rfind('\n', at);
            if (line != std::string_view::npos && line >= from) from = line + 1;
            while (from < at && (static_cast<unsigned char>(text[from]) & 0xC0U) == 0x80U) ++from;
            const std::size_t end = text.find(kNumber, at);
            if (end == std::string_view::npos || end - at > kBehind) continue;
            // Its own number stands in a line of its own; what is cited stands in a sentence.
            const bool own = from == 0 || text[from - 1] == '\n';
            const std::string_view before = text.substr(from, at - from);
            if (!own || before.find(kGovernment) == std::string_view::npos) continue;
            return trim(text.substr(from, end + kNumber.size() - from));
        }
    }
    return {};
}

// Letters of everything that could be an interpretation: pages, items of lists and links.
std::vector<std::u32string> interpreted(const SiteView& site) {
    std::vector<std::u32string> subjects;
    const auto add = [&](std::string_view title) {
        std::u32string subject = interpreted_subject(title);
        if (subject.size() >= kMinSubjectLetters) subjects.push_back(std::move(subject));
    };
    for (const PageRecord& page : site.facts().pages) {
        if (!is_fetched(page)) continue;
        if (is_interpretation_text(page.facts)) add(page.facts.title);
        const bool column = page.facts.column_kind == ColumnKind::interpretation;
        for (const ListItem& item : page.facts.items) {
            if (column || names_interpretation(item.title)) add(item.title);
        }
    }
    for (const auto& [link, page] : site.shown_links()) {
        if (names_interpretation(link->text)) add(link->text);
    }
    std::sort(subjects.begin(), subjects.end());
    subjects.erase(std::unique(subjects.begin(), subjects.end()), subjects.end());
    return subjects;
}

bool leads_to_interpretation(const PageFacts& page) {
    return std::any_of(page.links.begin(), page.links.end(), [&](const Link& link) {
        return !link.hidden && names_interpretation(link.text) &&
               char_count(trim(link.text)) > 4;  // more than the column 政策解读
    });
}

bool is_about(const std::vector<std::u32string>& subjects, std::string_view title) {
    const std::u32string letters = title_form(title).letters;
    const std::u32string inner = interpreted_subject(title);
    return std::any_of(subjects.begin(), subjects.end(), [&](const std::u32string& subject) {
        if (letters.find(subject) != std::u32string::npos) return true;
        return inner.size() >= kMinSubjectLetters && subject.find(inner) != std::u32string::npos;
    });
}

// What keeps "nothing interprets it" from being said.
Reason doubt_of(const SiteView& site) {
    if (site.facts().cut_short.code != ReasonCode::none) return site.facts().cut_short;
    for (const ColumnView& column : site.columns()) {
        if (column.kind != ColumnKind::interpretation) continue;
        if (column.state == ColumnState::scripted || column.state == ColumnState::framed ||
            column.state == ColumnState::unfetched) {
            return {column.reason.code,
                    "栏目“" + std::string(column.name) + "”未读出：" + column.reason.text};
        }
    }
    return {};
}

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    const Reason doubt = doubt_of(site);
    if (doubt.code != ReasonCode::none) return not_measured(doubt);
    const auto months = static_cast<std::int32_t>(input.rule.threshold("months", kMonths));
    const auto grace = static_cast<std::int32_t>(input.rule.threshold("grace_days", kGraceDays));
    const Date from = add_months(site.today(), -months);
    const Date to = site.today() - grace;
    const std::vector<std::u32string> subjects = interpreted(site);
    std::vector<Finding> findings;
    Coverage coverage;
    for (const PageRecord& page : site.facts().pages) {
        const PageFacts& facts = page.facts;
        if (!is_fetched(page) || !is_policy_text(facts) || !facts.publish_date) continue;
        if (facts.publish_date->date < from || facts.publish_date->date > to) continue;
        const std::string_view number = number_of(facts.main_text);
        if (!is_broad(facts.title) || number.empty()) continue;
        ++coverage.checked;
        if (leads_to_interpretation(facts) || is_about(subjects, facts.title)) continue;
        if (findings.size() == kMaxProposed) {
            ++coverage.skipped;
            continue;
        }
        Finding finding = make_finding(
            address_key(facts.url),
            "本地印发的涉及面广、社会关注度高的规范性文件未解读（" + std::string(number) + "）");
        add_place(finding, facts.url);
        add_evidence(finding, evidence_of(page, format_date(facts.publish_date->date) + " " +
                                                    std::string(facts.title)));
        findings.push_back(std::move(finding));
    }
    if (coverage.checked == 0) return left_to_people("未识别出需解读的规范性文件，需人工核对");
    Verdict verdict = judged(std::move(findings));
    verdict.coverage = coverage;
    return verdict;
}

}  // namespace

SiteRule interpretation_absence() {
    return {"interpretation-absence", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
