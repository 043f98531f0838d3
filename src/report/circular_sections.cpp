#include "report/circular_sections.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "base/text.h"
#include "model/unit_index.h"
#include "report/circular_tables.h"

namespace mingcha::report {

namespace {

using lifecycle::Standing;

std::string some(std::int64_t count) {
    return count == 0 ? std::string() : std::to_string(count);
}

// Up to `most` of them, then 等.
std::string named(const std::vector<std::string>& names, std::size_t most) {
    if (names.empty()) return {};
    std::vector<std::string> shown(names.begin(),
                                   names.begin() + static_cast<std::ptrdiff_t>(
                                                       std::min(most, names.size())));
    return join(shown, "、") + (names.size() > most ? "等" : "");
}

std::string in_brackets(const std::string& names) {
    return names.empty() ? names : "（" + names + "）";
}

class Sections {
public:
    Sections(const CircularInput& input, const CircularNames& names, const CircularScope& scope,
             Fields& fields)
        : in_(input), names_(names), scope_(scope), style_(input.ruleset.circular), f_(fields) {}

    void take() {
        for (const char* name :
             {"platforms", "failed_platforms", "levels", "failed_levels", "repost_items",
              "repost_rate", "repost_all", "repost_missing", "repost_unread", "corrections_window",
              "corrections_received", "corrections_due", "corrections_handled",
              "corrections_open", "corrections_undated", "corrections_reopened",
              "rectified_sites", "rectified_accounts", "rectified_problems", "praise_names"}) {
            f_[name] = "";
        }
        f_["as_of"] = format_date_cn(date_of(in_.result.campaign.as_of));
        f_["previous"] = scope_.previous;
        comparisons();
        platforms();
        if (in_.background.reposts) reposts(*in_.background.reposts);
        if (in_.background.corrections) corrections(*in_.background.corrections);
        if (in_.background.rectified) rectified(*in_.background.rectified);
        praise();
    }

private:
    std::string share(std::int64_t part, std::int64_t whole) const {
        return rate_text(percent(part, whole), in_.ruleset.numbers.share_decimals);
    }

    // A difference of rates is in 个百分点, one of scores in 分; none where either is not known.
    std::string compared(const std::optional<Points>& now, const std::optional<Points>& before,
                         const char* unit) const {
        if (!now || !before) return "";
        const Points difference = *now - *before;
        if (difference.hundredths == 0) return "，与" + scope_.previous + "持平";
        return fmt::format("，较{}{}{}{}", scope_.previous,
                           difference.hundredths > 0 ? "上升" : "下降",
                           format_points({std::abs(difference.hundredths)}, 2, true), unit);
    }

    void comparisons() {
        const Summary& summary = in_.result.summary;
        f_["account_comparison"] = compared(summary.account_pass_rate,
                                            in_.background.previous_account_rate, "个百分点");
        f_["portal_comparison"] =
            compared(summary.portal_average, in_.background.previous_portal_average, "分");
    }

    // "微信订阅号8个、新浪微博3个", of those checked or of those that failed.
    void platforms() {
        std::vector<std::pair<std::string, Tally>> by_platform, by_level;
        const auto add = [](auto& rows, const std::string& name, const Tally& tally) {
            auto row = std::find_if(rows.begin(), rows.end(),
                                    [&](const auto& each) { return each.first == name; });
            if (row == rows.end()) row = rows.insert(rows.end(), {name, {}});
            row->second += tally;
        };
        const std::vector<PlatformRow> rows = count_platforms(in_);
        for (const PlatformRow& row : rows) add(by_platform, row.platform, row.tally);
        for (const std::string* level : {&style_.level_province, &style_.level_city,
                                         &style_.level_county, &style_.level_none}) {
            for (const PlatformRow& row : rows) {
                if (row.level == *level) add(by_level, row.level, row.tally);
            }
        }
        const auto listed = [](const auto& of, std::int64_t Tally::*count) {
            std::vector<std::string> parts;
            for (const auto& [name, tally] : of) {
                if (tally.*count == 0) continue;
                parts.push_back(fmt::format("{}{}个", name.empty() ? "未注明" : name, tally.*count));
            }
            return join(parts, "、");
        };
        f_["platforms"] = listed(by_platform, &Tally::checked);
        f_["failed_platforms"] = listed(by_platform, &Tally::failed);
        f_["levels"] = listed(by_level, &Tally::checked);
        f_["failed_levels"] = listed(by_level, &Tally::failed);
    }

    void reposts(const RepostStanding& standing) {
        std::vector<std::string> all, missing;
        std::int64_t in_time = 0, known = 0, unread = 0;
        for (const SiteResult* site : names_.sites()) {
            const auto row = std::find_if(
                standing.sites.begin(), standing.sites.end(),
                [&](const auto& each) { return each.site_code == site->site.site_code; });
            if (row == standing.sites.end()) continue;
            const std::int64_t here = row->in_time + row->late + row->missing;
            in_time += row->in_time;
            known += here;
            const std::string name = names_.name(site->site, NameLength::brief);
            if (row->missing > 0) missing.push_back(name);
            if (here == 0) ++unread;
            else if (row->in_time == here && row->unknown == 0) all.push_back(name);
        }
        f_["repost_items"] = std::to_string(standing.items);
        if (known > 0) f_["repost_rate"] = share(in_time, known);
        f_["repost_all"] = some(static_cast<std::int64_t>(all.size()));
        if (!missing.empty()) {
            f_["repost_missing"] =
                fmt::format("{}网站（{}家）有未转载的信息：{}",
                            amount_word(style_, static_cast<std::int64_t>(missing.size())),
                            missing.size(),
                            named(missing, static_cast<std::size_t>(style_.named)));
        }
        f_["repost_unread"] = some(unread);
    }

    void corrections(const CorrectionStanding& standing) {
        const annual::CorrectionCount& all = standing.all;
        const std::int64_t due = all.in_time + all.late + all.overdue;
        f_["corrections_window"] = range_text(standing.window);
        f_["corrections_received"] = std::to_string(all.received);
        f_["corrections_due"] = some(due);
        if (due > 0) {
            f_["corrections_handled"] = fmt::format(
                "其中按期办结{}条、超期办结{}条、超期未办结{}条，按期率{}", all.in_time, all.late,
                all.overdue, share(all.in_time, due));
        }
        f_["corrections_open"] = some(all.open);
        f_["corrections_undated"] = some(all.undated);
        f_["corrections_reopened"] = some(all.reopened);
    }

    // "应整改政府网站3家，其中已整改2家、未整改1家（某局）"
    std::string mended(const lifecycle::RectifiedCount& count, bool accounts) const {
        if (count.failed == 0) return "";
        const char* unit = accounts ? "个" : "家";
        std::vector<std::string> parts;
        const auto part = [&](const char* words, std::int64_t number, Standing listed) {
            if (number == 0) return;
            std::string text = fmt::format("{}{}{}", words, number, unit);
            if (listed != Standing::mended) text += in_brackets(names_of(accounts, listed));
            parts.push_back(std::move(text));
        };
        part("已整改", count.mended, Standing::mended);
        part(accounts ? "已注销" : "已关停注销", count.cancelled, Standing::mended);
        part("已整合", count.merged, Standing::mended);
        part("未整改", count.open, Standing::open);
        part("未取得复查结果", count.unknown, Standing::unknown);
        return fmt::format("应整改{}{}{}，其中{}", accounts ? "政务新媒体" : "政府网站",
                           count.failed, unit, join(parts, "、"));
    }

    std::string names_of(bool accounts, Standing standing) const {
        std::vector<std::string> names;
        const UnitIndex units(in_.registry.units);
        for (const lifecycle::RectifiedTarget& each : in_.background.rectified->targets) {
            if (each.account != accounts || each.standing != standing) continue;
            names.push_back(accounts           ? "“" + each.name + "”"
                            : each.unit.empty() ? each.name
                                                : units.short_name(each.unit));
        }
        return named(names, static_cast<std::size_t>(style_.named));
    }

    void rectified(const lifecycle::Rectification& found) {
        f_["rectified_sites"] = mended(found.sites, false);
        f_["rectified_accounts"] = mended(found.accounts, true);
        if (found.problems == 0) return;
        std::vector<std::string> parts;
        const auto part = [&](const char* words, std::int64_t number) {
            if (number > 0) parts.push_back(fmt::format("{}{}项", words, number));
        };
        part("已整改", found.problems_mended);
        part("随关停、注销、整合不再存在", found.problems_gone);
        part("整改后仍存在", found.problems_again);
        part("未取得复查结果", found.problems_unknown);
        f_["rectified_problems"] =
            fmt::format("{}检查发现、应整改的问题{}项，其中{}", scope_.previous, found.problems,
                        join(parts, "、"));
    }

    // The best portals; those with the score of the last one stand beside it.
    void praise() {
        if (style_.praised == 0) return;
        std::vector<const SiteResult*> best;
        for (const SiteResult* site : names_.sites()) {
            if (site->score && site->passed == true) best.push_back(site);
        }
        std::stable_sort(best.begin(), best.end(), [](const auto* a, const auto* b) {
            return *a->score > *b->score;
        });
        const auto wanted = static_cast<std::size_t>(style_.praised);
        if (best.size() > wanted) {
            const Points last = *best[wanted - 1]->score;
            std::erase_if(best, [&](const auto* each) { return *each->score < last; });
        }
        std::vector<std::string> names;
        for (const SiteResult* site : best) {
            std::string name = names_.name(site->site, NameLength::brief);
            if (style_.praise_scores) {
                name += fmt::format("（{}分）",
                                    format_points(*site->score, 2,
                                                  in_.ruleset.numbers.trim_scores));
            }
            names.push_back(std::move(name));
        }
        f_["praise_names"] = join(names, "、");
    }

    const CircularInput& in_;
    const CircularNames& names_;
    const CircularScope& scope_;
    const CircularStyle& style_;
    Fields& f_;
};

std::string sentence(std::string text) {
    if (!text.empty() && !text.ends_with("。")) text += "。";
    return text;
}

std::string rank_words(const std::string& place) {
    const bool digits =
        !place.empty() && place.find_first_not_of("0123456789") == std::string::npos;
    return digits ? "第" + place + "名" : place;
}

}  // namespace

void add_section_fields(const CircularInput& input, const CircularNames& names,
                        const CircularScope& scope, Fields& fields) {
    Sections(input, names, scope, fields).take();
}

std::vector<std::string> demand_sentences(const CircularInput& input) {
    std::vector<std::string> out;
    const UnitIndex units(input.registry.units);
    for (const DemandStanding& each : input.background.demands) {
        const ledger::DemandCount count = ledger::count_tasks(each.tasks);
        if (count.units == 0) continue;
        std::vector<std::string> overdue;
        for (const ledger::DemandTask& task : each.tasks) {
            if (task.state == ledger::TaskState::overdue) {
                overdue.push_back(units.short_name(task.unit));
            }
        }
        std::vector<std::string> parts;
        const auto part = [&](const char* words, std::int64_t number, const std::string& who) {
            if (number > 0) parts.push_back(fmt::format("{}{}个{}", words, number, who));
        };
        part("按期完成", count.done, "");
        part("逾期完成", count.late, "");
        part("逾期未完成", count.overdue,
             in_brackets(named(overdue, static_cast<std::size_t>(input.ruleset.circular.named))));
        part("期限未到", count.open, "");
        part("免办", count.excused, "");
        out.push_back(fmt::format("上期通报要求的“{}”（期限{}），布置单位{}个，其中{}。",
                                  each.demand.title, format_date_cn(each.demand.due), count.units,
                                  join(parts, "、")));
    }
    return out;
}

std::vector<std::string> honour_sentences(const CircularInput& input, const CircularNames& names) {
    std::vector<std::string> out;
    const UnitIndex units(input.registry.units);
    const auto who = [&](const Honour& honour) {
        return honour.unit.empty() ? names.name(honour.site_code, NameLength::brief)
                                   : units.short_name(honour.unit);
    };
    std::vector<std::pair<std::string, std::vector<std::string>>> lists;
    for (const Honour& each : input.background.honours) {
        if (each.kind != HonourKind::top_list) continue;
        auto list = std::find_if(lists.begin(), lists.end(),
                                 [&](const auto& known) { return known.first == each.title; });
        if (list == lists.end()) list = lists.insert(lists.end(), {each.title, {}});
        list->second.push_back(who(each));
    }
    for (const Honour& each : input.background.honours) {
        if (each.kind != HonourKind::rank) continue;
        out.push_back(fmt::format("{}在“{}”（{}）中列{}。", who(each), each.title, each.issuer,
                                  rank_words(each.place)));
    }
    for (const auto& [title, listed] : lists) {
        out.push_back(fmt::format("{}进入“{}”。", join(listed, "、"), title));
    }
    for (const Honour& each : input.background.honours) {
        if (each.kind == HonourKind::praise) {
            out.push_back(fmt::format("{}受到{}表扬（{}）。", who(each), each.issuer, each.title));
        }
    }
    for (const Honour& each : input.background.honours) {
        if (each.kind == HonourKind::practice) out.push_back(sentence(who(each) + each.text));
    }
    return out;
}

std::string amount_word(const CircularStyle& style, std::int64_t count) {
    for (const AmountWord& each : style.amounts) {
        if (each.up_to == 0 || count <= each.up_to) return each.word;
    }
    return {};
}

}  // namespace mingcha::report
