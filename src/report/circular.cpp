#include "report/circular.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "model/unit_index.h"
#include "report/circular_texts.h"
#include "report/problem_text.h"

namespace mingcha::report {

namespace {

using office::Paragraph;
using office::Style;

constexpr std::string_view kToFill = "〔待填〕";
constexpr std::string_view kDigits[] = {"一", "二", "三", "四"};

std::string cn_date(const std::string& text) {
    const Result<Date> date = parse_date(text);
    return date ? format_date_cn(*date) : text;
}

std::string range_cn(const DateRange& range) {
    return format_date_cn(range.from) + "至" + format_date_cn(range.to);
}

class Builder {
public:
    explicit Builder(const CircularInput& input)
        : in_(input), result_(input.result), units_(input.registry.units) {}

    Circular build() {
        out_.warnings = result_.warnings;
        order_sites();
        number_fields();
        annexes();
        text();
        return std::move(out_);
    }

private:
    // 专项网站 go by their own names, others by their unit's.
    static const std::string& full(const Site& site) {
        return site.unit.empty() || site.kind == SiteKind::special ? site.name : site.unit;
    }
    std::string short_of(const std::string& code) const {
        const SiteResult* site = find(code);
        return site == nullptr ? code : units_.short_name(full(site->site));
    }
    std::string names(const std::vector<std::string>& codes, bool shortest = false) const {
        std::vector<std::string> out;
        for (const SiteResult* site : sites_) {
            const std::string& code = site->site.site_code;
            if (std::find(codes.begin(), codes.end(), code) == codes.end()) continue;
            out.push_back(shortest ? units_.shortest_name(full(site->site))
                                   : units_.short_name(full(site->site)));
        }
        return join(out, "、");
    }
    const SiteResult* find(const std::string& code) const {
        for (const SiteResult& site : result_.sites) {
            if (site.site.site_code == code) return &site;
        }
        return nullptr;
    }

    void order_sites() {
        for (const SiteResult& site : result_.sites) sites_.push_back(&site);
        std::stable_sort(sites_.begin(), sites_.end(), [&](const auto* a, const auto* b) {
            return units_.order(full(a->site)) < units_.order(full(b->site));
        });
    }

    std::string typed(const std::string& key) {
        const auto& fields = result_.campaign.fields;
        const auto found = fields.find(key);
        if (found != fields.end() && !found->second.empty()) return found->second;
        const std::string warning = fmt::format("{} 未填，文中印作〔待填〕（campaign set {} {}=…）",
                                                key, result_.campaign.id, key);
        if (missing_.insert(key).second) out_.warnings.push_back(warning);
        return std::string(kToFill);
    }
    std::string optional(const std::string& key) const {
        const auto found = result_.campaign.fields.find(key);
        return found == result_.campaign.fields.end() ? std::string() : found->second;
    }
    static std::string rate(std::optional<Points> value, int decimals) {
        return value ? format_points(*value, decimals, false) + "%" : "未测";
    }
    std::string share(std::size_t part, std::size_t whole) const {
        return whole == 0 ? "未测"
                          : rate(percent(static_cast<std::int64_t>(part),
                                         static_cast<std::int64_t>(whole)),
                                 in_.ruleset.numbers.share_decimals);
    }

    std::string period() const {
        if (!result_.campaign.title.empty()) return result_.campaign.title;
        const YearMonthDay day = civil(result_.campaign.window.to);
        return fmt::format("{}年第{}季度", day.year, kDigits[(day.month - 1) / 3]);
    }
    std::string previous() const {
        const std::string given = optional("previous_period");
        if (!given.empty()) return given;
        const int quarter = (civil(result_.campaign.window.to).month - 1) / 3;
        return fmt::format("第{}季度", kDigits[(quarter + 3) % 4]);
    }
    std::string previous_short() const {
        const std::string name = previous();
        return name.starts_with("第") ? name.substr(std::string_view("第").size()) : name;
    }

    void number_fields() {
        const Summary& s = result_.summary;
        const NumberStyle& style = in_.ruleset.numbers;
        auto& f = out_.fields;
        f["title"] = period();
        f["bases"] = join(in_.ruleset.bases, "、");
        f["window"] = range_cn(result_.campaign.window);
        f["sites_total"] = std::to_string(s.sites_total);
        f["sites_checked"] = std::to_string(s.sites_checked);
        f["sites_failed"] = std::to_string(s.sites_failed);
        std::vector<std::string> failed;
        std::int64_t passed = 0;
        for (const SiteResult& site : result_.sites) {
            if (site.passed == false) failed.push_back(site.site.site_code);
            if (site.passed == true) ++passed;
        }
        f["sites_passed"] = std::to_string(passed);
        f["failed_names"] = failed.empty() ? "" : "（" + names(failed) + "）";
        f["site_pass_rate"] = rate(s.site_pass_rate, style.site_rate_decimals);
        f["comparison"] = comparison();
        f["portal_average"] = s.portal_average
                                  ? format_points(*s.portal_average, style.average_decimals, false)
                                  : "未测";
        f["bonus_entered"] = std::to_string(s.bonus_entered);
        f["at_least_100"] = std::to_string(s.at_least_100.size());
        std::vector<std::string> top;
        for (const std::string& code : s.at_least_100) top.push_back(short_of(code));
        f["top_names"] = top.empty() ? "" : "（" + join(top, "、") + "）";
        f["grades"] = grades_text();
        const InteractionBands& bands = s.interaction;
        const std::size_t asked = bands.same_day.size() + bands.within_1.size() +
                                  bands.within_5.size() + bands.over_5.size();
        f["asked"] = std::to_string(asked);
        f["same_day_share"] = share(bands.same_day.size(), asked);
        f["within_1_share"] = share(bands.same_day.size() + bands.within_1.size(), asked);
        f["late"] = bands.over_5.empty() ? ""
                                         : names(bands.over_5) + "未在5个工作日内答复网友简单常见咨询。";
        f["accounts_total"] = std::to_string(s.accounts_total);
        f["accounts_checked"] = std::to_string(s.accounts_checked);
        f["accounts_failed"] = std::to_string(s.accounts_failed);
        f["account_pass_rate"] = rate(s.account_pass_rate, style.account_rate_decimals);
        f["accounts_to"] = format_date_cn(accounts_to());
        f["divisions"] = divisions_text();
    }

    Date accounts_to() const {
        const Result<Date> set = parse_date(optional("accounts_sampled_to"));
        return set ? *set : result_.campaign.accounts_as_of.value_or(result_.campaign.window.to);
    }

    std::string comparison() const {
        const auto& now = result_.summary.site_pass_rate;
        if (!now || !in_.previous_site_rate) return "";
        const Points difference = *now - *in_.previous_site_rate;
        if (difference.hundredths == 0) return "，与" + previous() + "持平";
        const bool up = difference.hundredths > 0;
        return fmt::format("，较{}{}{}个百分点", previous(), up ? "上升" : "下降",
                           format_points({std::abs(difference.hundredths)}, 2, true));
    }

    std::string grades_text() const {
        std::vector<std::string> parts;
        std::int64_t whole = 0;
        for (const GradeRow& row : result_.summary.grades) {
            if (row.kind_group != "non_portal") continue;
            whole += row.count;
            parts.push_back(fmt::format("{}{}家（{}）", row.grade, row.count,
                                        rate(row.share, in_.ruleset.numbers.share_decimals)));
        }
        return fmt::format("{}家部门和专项等网站中，{}", whole, join(parts, "、"));
    }

    std::string divisions_text() const {
        std::vector<std::string> with, none;
        for (const DivisionRow& row : result_.summary.accounts_failed_by_division) {
            if (row.failed > 0) {
                with.push_back(fmt::format("{}{}个", row.name, row.failed));
            } else {
                none.push_back(row.name);
            }
        }
        if (with.empty()) return "";
        if (!none.empty()) with.push_back(join(none, "、") + "0个");
        return "（其中" + join(with, "，") + "）";
    }

    std::string result_cell(const SiteResult& site) const {
        if (!site.checked) return "未测";
        if (!site.scored) return site.grade.empty() ? "待复核" : site.grade;
        if (!site.passed) return "待复核";
        if (!site.score) return in_.ruleset.grades.grade_fail;
        const std::string score =
            format_points(*site.score, 2, in_.ruleset.numbers.trim_scores) + "分";
        return *site.passed ? score : score + "（" + in_.ruleset.grades.grade_fail + "）";
    }

    void annexes() {
        const std::string title = period();
        Annex sites{title + "全市政府网站和政务新媒体检查情况表",
                    {{"序号", "网站标识码", "单位名称", "首页网址", "检查结果", "存在问题"},
                     {3, 8, 10, 16, 6, 17},
                     {}},
                    "检查时间为" + range_cn(result_.campaign.window) + "。"};
        for (const SiteResult* site : sites_) {
            sites.table.rows.push_back(
                {std::to_string(sites.table.rows.size() + 1), site->site.site_code,
                 full(site->site), site->site.url, result_cell(*site),
                 problem_text(site->findings, in_.ruleset, previous_short())});
        }
        Annex grades{title + "全市政府网站和政务新媒体检查结果等次评定表",
                     {{"网站类别", "等次", "政府网站"}, {6, 9, 16}, {}, true},
                     ""};
        std::vector<std::string> top;
        for (const std::string& code : result_.summary.at_least_100) top.push_back(short_of(code));
        grades.table.rows.push_back({"政府门户网站",
                                     fmt::format("100分以上（{}家）", top.size()),
                                     top.empty() ? "无" : join(top, "、")});
        for (const GradeRow& row : result_.summary.grades) {
            if (row.kind_group != "non_portal") continue;
            grades.table.rows.push_back({"部门（专项）网站",
                                         fmt::format("{}（{}家）", row.grade, row.count),
                                         row.sites.empty() ? "无" : names(row.sites)});
        }
        const InteractionBands& bands = result_.summary.interaction;
        Annex interaction{title + "政府网站“实时互动”检查情况表",
                          {{"实时互动情况", "网站名称"}, {9, 18}, {}},
                          "检查采样时间为" +
                              range_cn(result_.campaign.interactions.value_or(
                                  result_.campaign.window)) +
                              "。"};
        for (const auto& [name, codes] :
             std::initializer_list<std::pair<const char*, const std::vector<std::string>*>>{
                 {"当天答复", &bands.same_day},
                 {"1个工作日内答复", &bands.within_1},
                 {"5个工作日内答复", &bands.within_5},
                 {"超5个工作日答复", &bands.over_5}}) {
            interaction.table.rows.push_back({fmt::format("{}（{}家）", name, codes->size()),
                                              codes->empty() ? "无" : names(*codes, true)});
        }
        out_.annexes = {std::move(sites), std::move(grades), std::move(interaction),
                        accounts_annex()};
    }

    Annex accounts_annex() const {
        Annex annex{period() + "存在突出问题政务新媒体名单",
                    {{"序号", "政务新媒体标识码", "开办单位", "账号名称", "账号类型", "结果",
                      "突出问题"},
                     {3, 12, 11, 10, 6, 5, 12},
                     {}},
                    "检查采样数据截至" + format_date_cn(accounts_to()) + "。"};
        for (const AccountResult& a : result_.accounts) {
            if (a.passed != false) continue;
            annex.table.rows.push_back(
                {std::to_string(annex.table.rows.size() + 1),
                 a.account.account_code.empty() ? "无" : a.account.account_code,
                 a.account.operator_name, a.account.name, a.account.type,
                 in_.ruleset.grades.grade_fail,
                 problem_text(a.findings, in_.ruleset, previous_short())});
        }
        return annex;
    }

    std::string fill(const std::string& name) {
        const auto given = in_.templates.find(name);
        const std::string& text =
            given == in_.templates.end() ? circular_texts().at(name) : given->second;
        std::string out;
        for (std::size_t i = 0; i < text.size();) {
            const std::size_t end = text[i] == '{' ? text.find('}', i) : std::string::npos;
            if (end == std::string::npos) {
                out += text[i++];
                continue;
            }
            const std::string key = text.substr(i + 1, end - i - 1);
            const auto field = out_.fields.find(key);
            out += field == out_.fields.end() ? typed(key) : field->second;
            i = end + 1;
        }
        return out;
    }

    std::string drafted_problems() const {
        std::vector<std::string> sentences;
        std::map<std::string, std::set<std::string>> sites_of;
        for (const SiteResult* site : sites_) {
            std::vector<std::string> again;
            for (const ScoredFinding& f : site->findings) {
                if (!f.counts || f.finding.outcome == Outcome::pass) continue;
                if (f.finding.carried_over) again.push_back("“" + f.finding.problem + "”");
                const Rule* rule = in_.ruleset.find(f.finding.rule);
                if (rule == nullptr) continue;
                sites_of[rule->subject.empty() ? rule->title : rule->subject].insert(
                    site->site.site_code);
            }
            if (!again.empty()) {
                sentences.push_back(fmt::format("{}对{}检查通报指出的{}等问题未落实整改",
                                                units_.short_name(full(site->site)), previous(),
                                                join(again, "、")));
            }
            for (const AccountResult& account : result_.accounts) {
                if (site->passed == false && account.passed == false &&
                    units_.short_name(account.account.operator_name) ==
                        units_.short_name(full(site->site))) {
                    sentences.push_back(units_.short_name(full(site->site)) +
                                        "政府网站和政务新媒体均不合格");
                    break;
                }
            }
        }
        for (const auto& [what, codes] : sites_of) {
            if (codes.size() < 2) continue;
            sentences.push_back(fmt::format("{}家网站在“{}”方面存在问题", codes.size(), what));
        }
        return sentences.empty() ? "本次检查未发现突出问题。" : join(sentences, "；") + "。";
    }

    void text() {
        auto& f = out_.fields;
        if (!optional("issue_date").empty()) f["issue_date"] = cn_date(optional("issue_date"));
        if (!optional("rectify_by").empty()) f["rectify_by"] = cn_date(optional("rectify_by"));
        out_.document.title = fill("title");
        office::Section main;
        const auto add = [&](Style style, std::string words, std::string lead = {}) {
            main.blocks.emplace_back(Paragraph{style, std::move(words), std::move(lead)});
        };
        if (!optional("doc_number").empty()) add(Style::number, optional("doc_number"));
        add(Style::title, out_.document.title);
        add(Style::addressee, typed("recipients") + "：");
        add(Style::body, fill("opening"));
        add(Style::heading, "一、检查情况");
        f["portals"] = result_.summary.portal_average ? fill("portals") : "";
        add(Style::body, fill("sites"), "（一）政府网站。");
        if (f["asked"] != "0") add(Style::body, fill("interaction"));
        add(Style::body, fill("accounts"), "（二）政务新媒体。");
        add(Style::heading, "二、存在问题");
        add(Style::body,
            optional("problems").empty() ? drafted_problems() : optional("problems"));
        add(Style::heading, "三、下一步工作要求");
        if (!optional("achievements").empty()) add(Style::body, optional("achievements"));
        add(Style::body, optional("demands").empty() ? fill("demands") : optional("demands"));
        for (std::size_t i = 0; i < out_.annexes.size(); ++i) {
            add(Style::body, fmt::format("{}{}. {}", i == 0 ? "附件：" : "　　　", i + 1,
                                         out_.annexes[i].title));
        }
        add(Style::body, "");
        add(Style::signature, typed("office"));
        add(Style::signature, f.contains("issue_date") ? f["issue_date"] : typed("issue_date"));
        if (in_.internal && !optional("contact").empty()) {
            add(Style::body, "（" + optional("contact") + "）");
        }
        if (!optional("copy_to").empty()) add(Style::imprint, "抄送：" + optional("copy_to"));
        if (!optional("printed_by").empty()) {
            add(Style::imprint, optional("printed_by") + "　" + cn_date(optional("print_date")) +
                                    "印发");
        }
        out_.document.sections.push_back(std::move(main));
        for (std::size_t i = 0; i < out_.annexes.size(); ++i) {
            const Annex& annex = out_.annexes[i];
            office::Section page;
            page.landscape = annex.table.head.size() > 5;
            page.blocks = {Paragraph{Style::annex, fmt::format("附件{}", i + 1), {}},
                           Paragraph{Style::title, annex.title, {}}, annex.table};
            if (!annex.note.empty()) {
                page.blocks.emplace_back(Paragraph{Style::note, annex.note, {}});
            }
            out_.document.sections.push_back(std::move(page));
        }
    }

    const CircularInput& in_;
    const CampaignResult& result_;
    UnitIndex units_;
    std::vector<const SiteResult*> sites_;
    std::set<std::string> missing_;
    Circular out_;
};

}  // namespace

Circular build_circular(const CircularInput& input) {
    return Builder(input).build();
}

}  // namespace mingcha::report
