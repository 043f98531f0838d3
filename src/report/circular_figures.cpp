#include "report/circular_figures.h"

#include <fmt/format.h>

#include <cstdlib>
#include <set>

#include "base/text.h"
#include "report/circular_sections.h"

namespace mingcha::report {

namespace {

std::string share_text(std::int64_t part, std::int64_t whole, int decimals) {
    return whole == 0 ? "未测" : rate_text(percent(part, whole), decimals);
}

std::string who(std::int64_t part, std::int64_t whole, int decimals) {
    if (part == 0) return "没有网站";
    if (part == whole) return "全部网站";
    return share_text(part, whole, decimals) + "的网站";
}

std::string some(std::int64_t count) {
    return count == 0 ? std::string() : std::to_string(count);
}

std::string in_brackets(const std::string& list) {
    return list.empty() ? std::string() : "（" + list + "）";
}

class Figures {
public:
    Figures(const CircularInput& input, const CircularNames& names, const CircularScope& scope)
        : in_(input), names_(names), scope_(scope), summary_(input.result.summary) {}

    Fields take(const AnnexSet& annexes) {
        f_["title"] = scope_.period;
        f_["whole"] = scope_.whole;
        f_["subject"] = scope_.subject;
        f_["bases"] = join(in_.ruleset.bases, "、");
        f_["window"] = range_text(in_.result.campaign.window);
        sites();
        portals();
        others();
        interaction();
        accounts();
        const std::size_t count = annexes.annexes.size();
        for (const auto& [kind, what] : kCircularAnnexes) {
            const auto place = annexes.places.find(std::string(kind));
            f_[fmt::format("annex_{}", kind)] =
                place == annexes.places.end() ? "" : annex_label(place->second, count);
        }
        add_section_fields(in_, names_, scope_, f_);
        return std::move(f_);
    }

private:
    void sites() {
        std::vector<std::string> failed;
        std::int64_t passed = 0, waiting = 0;
        for (const SiteResult& site : in_.result.sites) {
            if (!site.checked) continue;
            if (!site.passed) ++waiting;
            else if (*site.passed) ++passed;
            else failed.push_back(site.site.site_code);
        }
        const int decimals = in_.ruleset.numbers.site_rate_decimals;
        f_["sites_total"] = std::to_string(summary_.sites_total);
        f_["sites_checked"] = std::to_string(summary_.sites_checked);
        f_["sites_share"] = share_text(summary_.sites_checked, summary_.sites_total, decimals);
        f_["sites_passed"] = std::to_string(passed);
        f_["sites_failed"] = std::to_string(summary_.sites_failed);
        f_["sites_some_failed"] = some(summary_.sites_failed);
        f_["sites_waiting"] = some(waiting);
        f_["sites_unmeasured"] = some(summary_.sites_total - summary_.sites_checked);
        std::vector<std::string> resting;
        for (const SiteResult& site : in_.result.sites) {
            const SiteState state = site.site.state;
            if (state == SiteState::suspended || state == SiteState::closing) {
                resting.push_back(site.site.site_code);
            }
        }
        f_["suspended"] = some(static_cast<std::int64_t>(resting.size()));
        f_["suspended_names"] = in_brackets(names_.list(resting, NameLength::brief));
        f_["failed_names"] = in_brackets(names_.list(failed, NameLength::brief));
        f_["site_pass_rate"] = rate_text(summary_.site_pass_rate, decimals);
        f_["comparison"] = comparison();
    }

    std::string comparison() const {
        const auto& now = summary_.site_pass_rate;
        if (!now || !in_.previous_site_rate) return "";
        const Points difference = *now - *in_.previous_site_rate;
        if (difference.hundredths == 0) return "，与" + scope_.previous + "持平";
        const bool up = difference.hundredths > 0;
        return fmt::format("，较{}{}{}个百分点", scope_.previous, up ? "上升" : "下降",
                           format_points({std::abs(difference.hundredths)}, 2, true));
    }

    void portals() {
        std::int64_t scored = 0;
        for (const SiteResult& site : in_.result.sites) {
            if (site.scored && site.checked && site.score) ++scored;
        }
        f_["portals_scored"] = std::to_string(scored);
        f_["portal_average"] =
            summary_.portal_average
                ? format_points(*summary_.portal_average, in_.ruleset.numbers.average_decimals,
                                false)
                : "未测";
        f_["bonus_entered"] = std::to_string(summary_.bonus_entered);
        f_["bonus_some"] = some(summary_.bonus_entered);
        std::vector<std::string> top;
        for (const std::string& code : summary_.at_least_100) {
            top.push_back(names_.name(code, NameLength::brief));
        }
        f_["at_least_100"] = std::to_string(top.size());
        f_["top_names"] = in_brackets(join(top, "、"));
        f_["top"] = top.empty() ? "没有网站得分达到100分。"
                                : fmt::format("得分在100分以上的网站有{}家{}。", top.size(),
                                              f_["top_names"]);
    }

    void others() {
        std::vector<std::string> labels, counts, shares;
        std::int64_t graded = 0, waiting = 0;
        bool devzones = false, departments = false, specials = false;
        for (const SiteResult& site : in_.result.sites) {
            if (site.scored || !site.checked) continue;
            if (site.grade.empty()) ++waiting;
            devzones = devzones || site.site.kind == SiteKind::devzone;
            departments = departments || site.site.kind == SiteKind::department;
            specials = specials || site.site.kind == SiteKind::special;
        }
        const int decimals = in_.ruleset.numbers.share_decimals;
        for (const GradeRow& row : summary_.grades) {
            if (row.kind_group != "non_portal" || row.count == 0) continue;
            graded += row.count;
            labels.push_back(row.grade);
            counts.push_back(fmt::format("{}家", row.count));
            shares.push_back(rate_text(row.share, decimals));
        }
        std::vector<std::string> kinds;
        if (devzones) kinds.emplace_back("开发区");
        if (departments) kinds.emplace_back("部门");
        if (specials) kinds.emplace_back("专项");
        std::string kinds_text = kinds.empty() ? "其他" : kinds.back();
        if (kinds.size() > 1) {
            kinds.pop_back();
            kinds_text = join(kinds, "、") + "和" + kinds_text;
        }
        f_["others_graded"] = std::to_string(graded + waiting);
        f_["others_kinds"] = kinds_text;
        f_["others_waiting"] = some(waiting);
        if (labels.size() == 1) {
            f_["grades"] = "检查结果均为" + labels.front();
        } else {
            f_["grades"] = fmt::format("{}网站检查结果分别为{}，依次占比{}", join(counts, "、"),
                                       join(labels, "、"), join(shares, "、"));
        }
    }

    void interaction() {
        const InteractionBands& bands = summary_.interaction;
        const auto same_day = static_cast<std::int64_t>(bands.same_day.size());
        const auto within_1 = same_day + static_cast<std::int64_t>(bands.within_1.size());
        const auto asked =
            within_1 + static_cast<std::int64_t>(bands.within_5.size() + bands.over_5.size());
        const int decimals = in_.ruleset.numbers.share_decimals;
        f_["asked"] = std::to_string(asked);
        f_["same_day_share"] = share_text(same_day, asked, decimals);
        f_["within_1_share"] = share_text(within_1, asked, decimals);
        f_["same_day_who"] = who(same_day, asked, decimals);
        f_["within_1_who"] = who(within_1, asked, decimals);
        f_["late"] = names_.list(bands.over_5, NameLength::brief);
    }

    void accounts() {
        std::int64_t waiting = 0;
        for (const AccountResult& account : in_.result.accounts) {
            if (account.checked && !account.passed) ++waiting;
        }
        f_["accounts_total"] = std::to_string(summary_.accounts_total);
        f_["accounts_checked"] = std::to_string(summary_.accounts_checked);
        f_["accounts_failed"] = std::to_string(summary_.accounts_failed);
        f_["accounts_waiting"] = some(waiting);
        f_["account_pass_rate"] =
            rate_text(summary_.account_pass_rate, in_.ruleset.numbers.account_rate_decimals);
        f_["accounts_to"] = format_date_cn(scope_.accounts_to);
        f_["divisions"] = divisions();
    }

    // A division whose accounts were not measured is left out: what is not known is no zero.
    std::string divisions() const {
        std::set<std::string> unmeasured;
        for (const AccountResult& each : in_.result.accounts) {
            if (!each.checked && each.account.state == AccountState::running) {
                unmeasured.insert(each.account.division);
            }
        }
        std::set<std::string> registered;
        for (const Division& each : in_.registry.divisions) registered.insert(each.code);
        std::vector<std::string> parts, none;
        std::int64_t elsewhere = 0;
        for (const DivisionRow& row : summary_.accounts_failed_by_division) {
            if (!registered.contains(row.division)) {
                elsewhere += row.failed;
            } else if (row.failed > 0) {
                parts.push_back(fmt::format("{}{}个", row.name, row.failed));
            } else if (row.checked > 0 || !unmeasured.contains(row.division)) {
                none.push_back(row.name);
            }
        }
        if (parts.empty()) return "";  // in none of them: where the others are has no name
        if (elsewhere > 0) parts.push_back(fmt::format("其他{}个", elsewhere));
        if (!none.empty()) parts.push_back(join(none, "、") + "0个");
        return "（其中" + join(parts, "，") + "）";
    }

    const CircularInput& in_;
    const CircularNames& names_;
    const CircularScope& scope_;
    const Summary& summary_;
    Fields f_;
};

}  // namespace

Fields circular_figures(const CircularInput& input, const CircularNames& names,
                        const CircularScope& scope, const AnnexSet& annexes) {
    return Figures(input, names, scope).take(annexes);
}

}  // namespace mingcha::report
