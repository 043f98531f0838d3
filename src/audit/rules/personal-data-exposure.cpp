// 泄露个人隐私 (circular-variety.md §4 B2): id numbers and bank cards that stand on a page in full,
// and mobile numbers beside names in a list. Telephones of an office are no personal data. Advice
// beyond the standard's table: scores nothing, and nothing it shows has the number in full.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "audit/personal_numbers.h"
#include "audit/rules/list.h"
#include "base/text.h"
#include "wording/sentence.h"

namespace mingcha::audit::rules {

namespace {

// Fewer mobile numbers beside names are a contact, not a list of people.
constexpr std::int64_t kListRows = 3;
constexpr std::size_t kShownOfPage = 3;
constexpr std::size_t kExcerptChars = 80;
constexpr std::size_t kMaxPages = 200;  // findings of one site; the last bears what is beyond
// Where a word must stand to say what a number is.
constexpr std::size_t kContextBytes = 120;
constexpr std::size_t kLinesToName = 3;

// 18 characters, a part of the digits of which may look like a birthday.
constexpr std::array<std::string_view, 3> kOtherCodes{"信用代码", "组织机构代码", "标识码"};
// A page that has none of these speaks of no bank card.
constexpr std::array<std::string_view, 7> kCardWords{"卡号",   "账号",   "帐号",  "银行卡",
                                                     "开户行", "一卡通", "社保卡"};
// An account that people pay into, or of an office.
constexpr std::array<std::string_view, 9> kPublicAccount{
    "专户", "对公", "单位账户", "国库", "捐赠", "缴费账", "保证金", "收款", "缴款"};
constexpr std::string_view kPayee = "收款人";
// Published because people shall ring: rosters, duties, hotlines.
constexpr std::array<std::string_view, 15> kOfficeLists{
    "值班",     "责任人", "河长", "湖长",     "林长",   "网格",   "热线",  "服务电话",
    "联系方式", "通讯录", "咨询", "监督举报", "公示牌", "代办员", "特派员"};
constexpr std::array<std::string_view, 8> kOfficePhone{"热线", "值班", "咨询", "监督",
                                                       "举报", "投诉", "客服", "传真"};
constexpr std::array<std::string_view, 5> kPhoneWords{"联系电话", "手机号码", "手机号", "电话",
                                                      "手机"};

template <class Words>
bool holds_any(std::string_view text, const Words& words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return text.find(word) != std::string_view::npos;
    });
}

std::string_view before(std::string_view text, std::size_t at) {
    const std::size_t from = at > kContextBytes ? at - kContextBytes : 0;
    return text.substr(from, at - from);
}

std::string_view around(std::string_view text, const PersonalNumber& number) {
    const std::size_t from = number.begin > kContextBytes ? number.begin - kContextBytes : 0;
    return text.substr(from, number.end + kContextBytes - from);
}

std::string_view line_of(std::string_view text, std::size_t at) {
    const std::size_t begin =
        text.rfind('\n', at) == std::string_view::npos ? 0 : text.rfind('\n', at) + 1;
    return text.substr(begin, text.find('\n', at) - begin);
}

std::string_view without_tail(std::string_view text) {
    constexpr std::array<std::string_view, 8> kMarks{"：", ":", "，", ",", "、", "（", "(", "|"};
    for (bool cut = true; cut;) {
        cut = false;
        text = trim(text);
        for (const std::string_view mark : kMarks) {
            if (!text.ends_with(mark)) continue;
            text.remove_suffix(mark.size());
            cut = true;
        }
        for (const std::string_view word : kPhoneWords) {
            if (!text.ends_with(word)) continue;
            text.remove_suffix(word.size());
            cut = true;
        }
    }
    return text;
}

// The last word of a line: behind a blank, a digit or a mark.
std::string_view last_word(std::string_view text) {
    constexpr std::array<std::string_view, 9> kBreaks{" ",  "：", ":", "，", ",",
                                                      "、", "）", ")", "；"};
    std::size_t from = 0;
    for (const std::string_view mark : kBreaks) {
        const std::size_t at = text.rfind(mark);
        if (at != std::string_view::npos) from = std::max(from, at + mark.size());
    }
    // 李 四: a name of two characters is set apart to look as wide as one of three.
    if (from > 1 && text[from - 1] == ' ' && char_count(text.substr(from)) == 1) {
        const std::size_t blank = text.rfind(' ', from - 2);
        from = blank == std::string_view::npos ? 0 : blank + 1;
    }
    text.remove_prefix(from);
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') text.remove_prefix(1);
    return text;
}

// A name stands before the number: in its line, or as a cell of its own a few cells up.
bool is_beside_name(std::string_view text, std::size_t at) {
    std::size_t end = at;
    for (std::size_t line = 0; line <= kLinesToName; ++line) {
        const std::size_t feed = end == 0 ? std::string_view::npos : text.rfind('\n', end - 1);
        const std::size_t begin = feed == std::string_view::npos ? 0 : feed + 1;
        const std::string_view words = without_tail(text.substr(begin, end - begin));
        if (looks_like_name(line == 0 ? last_word(words) : words)) return true;
        if (line == 0 && !words.empty()) return false;
        if (feed == std::string_view::npos) return false;
        end = feed;
    }
    return false;
}

// 收款人：张三 — the account of a person, not one that people pay into.
bool is_paid_to_person(std::string_view text) {
    constexpr std::array<std::string_view, 9> kEnds{"，", ",", "；", ";", "。",
                                                    "（", " ", "\n", "、"};
    for (std::size_t at = text.find(kPayee); at != std::string_view::npos;
         at = text.find(kPayee, at)) {
        at += kPayee.size();
        std::string_view rest = text.substr(at);
        for (const std::string_view mark : {"姓名", "：", ":", " ", "\n"})
            if (rest.starts_with(mark)) rest.remove_prefix(mark.size());
        std::size_t end = rest.size();
        for (const std::string_view mark : kEnds) end = std::min(end, rest.find(mark));
        if (looks_like_name(rest.substr(0, end))) return true;
    }
    return false;
}

bool is_public_account(std::string_view text) {
    return holds_any(text, kPublicAccount) && !is_paid_to_person(text);
}

struct Numbers {
    std::vector<PersonalNumber> ids, cards, mobiles;
};

// `heading`: what the text is announced as.
Numbers exposed(const PageFacts& page, std::string_view heading, Date today,
                std::size_t list_rows) {
    Numbers numbers;
    const std::string_view text = page.main_text;
    const std::vector<PersonalNumber> found = find_personal_numbers(text, today);
    if (found.empty()) return numbers;
    const bool speaks_of_cards = holds_any(text, kCardWords);
    const bool office_list = holds_any(heading, kOfficeLists);
    std::set<std::string_view> people;
    for (const PersonalNumber& number : found) {
        switch (number.kind) {
            case PersonalNumberKind::citizen_id:
                if (!holds_any(before(text, number.begin), kOtherCodes)) {
                    numbers.ids.push_back(number);
                }
                break;
            case PersonalNumberKind::bank_card:
                if (speaks_of_cards && !is_public_account(around(text, number))) {
                    numbers.cards.push_back(number);
                }
                break;
            case PersonalNumberKind::mobile:
                if (office_list || holds_any(line_of(text, number.begin), kOfficePhone)) break;
                if (!is_beside_name(text, number.begin)) break;
                numbers.mobiles.push_back(number);
                people.insert(text.substr(number.begin, number.end - number.begin));
                break;
        }
    }
    if (people.size() < list_rows) numbers.mobiles.clear();
    return numbers;
}

class Report {
public:
    void add(const PageRecord& page, const std::vector<PersonalNumber>& numbers,
             std::string_view what) {
        if (numbers.empty()) return;
        const std::string problem = fmt::format("公开{}{}个，未作遮盖", what, numbers.size());
        if (findings_.size() < kMaxPages) {
            findings_.push_back(make_finding(fmt::format("{} {}", what, page.facts.url), problem));
            findings_.back().count = 0;
        }
        Finding& finding = findings_.back();
        finding.count += static_cast<std::int32_t>(numbers.size());
        add_place(finding, page.facts.url);
        for (std::size_t i = 0; i < std::min(numbers.size(), kShownOfPage); ++i) {
            const std::string excerpt = wording::excerpt_around(
                page.facts.main_text, numbers[i].begin, numbers[i].end, kExcerptChars);
            add_evidence(finding, evidence_of(page, mask_personal_numbers(excerpt)));
        }
    }

    std::vector<Finding> take() { return std::move(findings_); }

private:
    std::vector<Finding> findings_;
};

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    const auto rows = static_cast<std::size_t>(input.rule.threshold("list_rows", kListRows));
    Report report;
    Coverage coverage;
    std::set<std::string_view> attachments;
    for (const PageRecord& page : site.facts().pages) {
        if (!is_fetched(page) || page.facts.needs_rendering || page.facts.text_left_out) {
            ++coverage.skipped;
            continue;
        }
        for (const Link& link : page.facts.links) {
            if (link.kind == LinkKind::attachment && !link.external) attachments.insert(link.url);
        }
        if (page.facts.main_text.empty()) continue;
        ++coverage.checked;
        const Numbers numbers = exposed(page.facts, page.facts.title, site.today(), rows);
        report.add(page, numbers.ids, "公民身份号码");
        report.add(page, numbers.cards, "银行卡号");
        report.add(page, numbers.mobiles, "与姓名并列的手机号码");
    }
    std::int64_t documents = 0;
    for (const PageRecord& document : site.facts().documents) {
        if (document.facts.text_left_out) continue;
        ++documents;
        const std::string heading =
            std::string(document.facts.title) + " " + std::string(document.facts.document_title);
        const Numbers numbers = exposed(document.facts, heading, site.today(), rows);
        report.add(document, numbers.ids, "公民身份号码");
        report.add(document, numbers.cards, "银行卡号");
        report.add(document, numbers.mobiles, "与姓名并列的手机号码");
    }
    coverage.checked += documents;
    // Other kinds (doc, xls, scans), and what is beyond the budget, cannot be read.
    coverage.skipped +=
        std::max<std::int64_t>(0, static_cast<std::int64_t>(attachments.size()) - documents);
    if (coverage.checked == 0) {
        const Reason& cut = site.facts().cut_short;
        return cut.code != ReasonCode::none ? not_measured(cut)
                                            : not_measured(ReasonCode::ours, "未采到文字页面");
    }
    Verdict verdict = judged(report.take());
    verdict.coverage = coverage;
    return verdict;
}

}  // namespace

SiteRule personal_data_exposure() {
    return {"personal-data-exposure", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
