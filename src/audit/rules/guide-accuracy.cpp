// 办事指南信息存在错误，或与实际办事要求不一致 (indicators.md A2 内容准确). Whether a guide agrees
// with the counter only a person can say; proposed is what the guide itself shows to be wrong: an
// element said twice in two ways, a time promised that is longer than the law's, a telephone number
// of impossible length, a law that is no longer in force, a form that does not open.
#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>

#include "audit/address.h"
#include "audit/figures.h"
#include "audit/guides.h"
#include "audit/presence.h"
#include "audit/rules/list.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::string_view kProblem = "办事指南信息存在错误或与实际办事要求不一致";
constexpr std::size_t kMaxValueChars = 60;

// Elements that have one value in one guide.
constexpr std::array<std::string_view, 8> kSingle{"办理地点", "办公地址", "受理地点", "咨询电话",
                                                  "联系电话", "承诺时限", "法定时限", "收费标准"};

// Laws out of force: 民法典 replaced nine on 2021-01-01; 市场主体登记管理条例 others in 2022.
struct Repealed {
    std::string_view name;
    std::int32_t year, month, day;
};
constexpr std::array<Repealed, 12> kRepealed{{{"婚姻法", 2021, 1, 1},
                                              {"继承法", 2021, 1, 1},
                                              {"民法通则", 2021, 1, 1},
                                              {"民法总则", 2021, 1, 1},
                                              {"收养法", 2021, 1, 1},
                                              {"担保法", 2021, 1, 1},
                                              {"合同法", 2021, 1, 1},
                                              {"物权法", 2021, 1, 1},
                                              {"侵权责任法", 2021, 1, 1},
                                              {"公司登记管理条例", 2022, 3, 1},
                                              {"企业法人登记管理条例", 2022, 3, 1},
                                              {"合伙企业登记管理办法", 2022, 3, 1}}};

constexpr std::array<std::string_view, 6> kForms{"表", "书", "样", "附件", "下载", "模板"};

class Check {
public:
    explicit Check(const PageRecord& page) : page_(page), key_(address_key(page.facts.url)) {}

    void say(std::string place, const std::string& what, std::string_view excerpt) {
        Finding finding =
            make_finding(std::move(place) + "|" + key_, std::string(kProblem) + "（" + what + "）");
        add_place(finding, page_.facts.url);
        add_evidence(finding, evidence_of(page_, excerpt));
        findings_.push_back(std::move(finding));
    }

    std::vector<Finding> take() { return std::move(findings_); }

private:
    const PageRecord& page_;
    std::string key_;
    std::vector<Finding> findings_;
};

std::string_view strip_colon(std::string_view text) {
    text = trim(text);
    for (std::string_view colon : {"：", ":"}) {
        if (text.starts_with(colon)) text.remove_prefix(colon.size());
    }
    return trim(text);
}

bool is_label(std::string_view line, std::string_view label) {
    return line.starts_with(label);
}

// What stands behind a label: in its line, or in the next one where the line is the label alone.
std::map<std::string_view, std::vector<std::string_view>> values_of(std::string_view text) {
    std::map<std::string_view, std::vector<std::string_view>> values;
    const std::vector<std::string_view> lines = split(text, '\n');
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string_view line = trim(lines[i]);
        for (std::string_view label : kSingle) {
            if (!is_label(line, label)) continue;
            std::string_view value = strip_colon(line.substr(label.size()));
            if (value.empty() && i + 1 < lines.size()) value = strip_colon(lines[i + 1]);
            if (!value.empty() && char_count(value) <= kMaxValueChars) {
                values[label].push_back(value);
            }
        }
    }
    return values;
}

void check_repeated(const PageRecord& page, Check& check) {
    for (const auto& [label, values] : values_of(page.facts.main_text)) {
        // Three and more are a list of counters, each with its own.
        if (values.size() != 2) continue;
        const std::string first = name_key(values[0]);
        const std::string second = name_key(values[1]);
        const bool same =
            first.find(second) != std::string::npos || second.find(first) != std::string::npos;
        if (same) continue;
        check.say("twice|" + std::string(label), std::string(label) + "前后不一致",
                  std::string(label) + "：" + std::string(values[0]) + "；又作：" +
                      std::string(values[1]));
    }
}

// Working days behind a label of time; none where it gives none.
std::optional<std::int64_t> workdays_behind(std::string_view text, std::string_view label) {
    constexpr std::size_t kReach = 40;
    const std::size_t at = text.find(label);
    if (at == std::string_view::npos) return std::nullopt;
    const std::string_view rest = text.substr(at + label.size(), kReach);
    const std::size_t unit = rest.find("个工作日");
    if (unit == std::string_view::npos) return std::nullopt;
    std::size_t from = unit;
    while (from > 0 && rest[from - 1] >= '0' && rest[from - 1] <= '9') --from;
    std::int64_t days = 0;
    const auto [end, error] = std::from_chars(rest.data() + from, rest.data() + unit, days);
    if (error != std::errc{} || end != rest.data() + unit) return std::nullopt;
    return days;
}

void check_times(const PageRecord& page, Check& check) {
    const std::string_view text = page.facts.main_text;
    for (std::string_view ending : {"时限", "办结时限", "期限"}) {
        const auto promised = workdays_behind(text, "承诺" + std::string(ending));
        const auto by_law = workdays_behind(text, "法定" + std::string(ending));
        if (!promised || !by_law || *promised <= *by_law) continue;
        check.say("times", "承诺时限长于法定时限",
                  "法定" + std::to_string(*by_law) + "个工作日，承诺" + std::to_string(*promised) +
                      "个工作日");
        return;
    }
}

// Area code and number with a hyphen: 0564-3378000. Seven or eight digits follow, never fewer or
// more. Extensions (-8001) come behind a second hyphen.
void check_phones(const PageRecord& page, Check& check) {
    const std::string_view text = page.facts.main_text;
    const auto is_digit = [&](std::size_t i) {
        return i < text.size() && text[i] >= '0' && text[i] <= '9';
    };
    for (std::size_t hyphen = text.find('-'); hyphen != std::string_view::npos;
         hyphen = text.find('-', hyphen + 1)) {
        std::size_t from = hyphen;
        while (from > 0 && is_digit(from - 1)) --from;
        std::size_t to = hyphen + 1;
        while (is_digit(to)) ++to;
        const std::size_t area = hyphen - from;
        const std::size_t digits = to - hyphen - 1;
        const bool ends = to >= text.size() || (text[to] != '-' && text[to] != '.');
        const bool is_phone = (area == 3 || area == 4) && text[from] == '0' && digits >= 5 &&
                              ends && (from == 0 || text[from - 1] != '-');
        if (!is_phone || digits == 7 || digits == 8) continue;
        check.say("phone", "电话号码位数有误", text.substr(from, to - from));
        return;
    }
}

bool cites_law(std::string_view sentence, std::string_view name) {
    for (std::string_view before : {"《中华人民共和国", "《"}) {
        const std::string cited = std::string(before) + std::string(name) + "》";
        if (sentence.find(cited) != std::string_view::npos) return true;
    }
    return false;
}

void check_basis(const PageRecord& page, Date today, Check& check) {
    for (const Repealed& law : kRepealed) {
        if (today < *make_date(law.year, law.month, law.day)) continue;
        for (std::string_view sentence : sentences_of(page.facts.main_text)) {
            const bool cites = cites_law(sentence, law.name);
            // A sentence that tells of the end of a law knows it.
            if (!cites || sentence.find("废止") != std::string_view::npos) continue;
            const std::string day = format_date_cn(*make_date(law.year, law.month, law.day));
            check.say("basis|" + std::string(law.name),
                      "所列依据《" + std::string(law.name) + "》已于" + day + "废止", sentence);
            break;
        }
    }
}

void check_forms(const SiteView& site, const PageRecord& page, Check& check) {
    for (const Link& link : page.facts.links) {
        if (link.kind != LinkKind::attachment || link.hidden) continue;
        if (!has_any(link.text, kForms)) continue;
        const LinkCheck* tested = site.link_at(link.url);
        if (tested == nullptr || tested->state != LinkState::dead) continue;
        check.say("form|" + address_key(link.url), "提供的表格打不开",
                  std::string(link.text) + " " + std::string(link.url));
    }
}

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    std::vector<Finding> findings;
    Coverage coverage;
    for (const PageRecord* page : guides_of(site)) {
        Check check(*page);
        check_repeated(*page, check);
        check_times(*page, check);
        check_phones(*page, check);
        check_basis(*page, site.today(), check);
        check_forms(site, *page, check);
        for (Finding& finding : check.take()) findings.push_back(std::move(finding));
        ++coverage.checked;
    }
    if (coverage.checked == 0) {
        const Reason& cut = site.facts().cut_short;
        return cut.code != ReasonCode::none ? not_measured(cut)
                                            : not_measured(ReasonCode::ours, "未识别出办事指南");
    }
    Verdict verdict = findings.empty()
                          ? left_to_people("指南自身未见矛盾，是否与实际办事要求一致需人工核对")
                          : judged(std::move(findings));
    verdict.coverage = coverage;
    return verdict;
}

}  // namespace

SiteRule guide_accuracy() {
    return {"guide-accuracy", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
