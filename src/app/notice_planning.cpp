// Which notices are due, and to whom each goes.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "app/campaigns.h"
#include "app/casework.h"
#include "app/channels.h"
#include "app/demands.h"
#include "app/directory.h"
#include "app/due_list.h"
#include "app/notices.h"
#include "app/population.h"
#include "app/reviewing.h"
#include "model/unit_index.h"
#include "notify/texts.h"
#include "store/notify_rows.h"

namespace mingcha::app {

using notify::Channel;
using notify::ChannelKind;
using notify::Notice;
using notify::NoticeMark;

namespace {

constexpr std::int32_t kLongOverdue = 30;  // days; later nobody is reminded any more
constexpr std::int64_t kMarksKept = 400 * kSecondsPerDay;

// A site or account in what counts for who may see it.
struct Target {
    std::string division, unit;
};

Site as_site(const Target& target) {
    Site site;
    site.division = target.division;
    site.unit = target.unit;
    return site;
}

class Audience {
public:
    Audience(const Directory& directory, const std::vector<Channel>& channels,
             const UnitIndex& units)
        : units_(units) {
        for (const Channel& each : channels) {
            if (!each.enabled) continue;
            if (each.kind == ChannelKind::smtp) {
                if (mail_.empty()) mail_ = each.id;
                continue;
            }
            people::Reach reach;
            directory.offices.reach(each.office, reach);
            robots_.emplace_back(each.id, std::move(reach));
        }
        for (const people::Person& person : directory.people) {
            if (person.disabled || person.email.empty()) continue;
            people::Reach reach;
            for (const people::Grant& grant : person.grants) {
                if (grant.role != people::Role::unit_contact) continue;
                if (directory.offices.top() != nullptr &&
                    grant.office == directory.offices.top()->id) {
                    reach = people::Reach::everything();
                } else {
                    directory.offices.reach(grant.office, reach);
                }
            }
            if (!reach.nothing()) contacts_.emplace_back(person.email, std::move(reach));
        }
    }

    // Whoever may see all of the targets: a notice shows nobody what is not theirs.
    std::vector<std::pair<std::string, std::string>> of(const std::vector<Target>& targets) const {
        std::set<std::pair<std::string, std::string>> found;
        for (const auto& [address, reach] : contacts_) {
            if (!mail_.empty() && covers(reach, targets)) found.emplace(mail_, address);
        }
        for (const auto& [channel, reach] : robots_) {
            if (covers(reach, targets)) found.emplace(channel, "");
        }
        return {found.begin(), found.end()};
    }

private:
    bool covers(const people::Reach& reach, const std::vector<Target>& targets) const {
        return !targets.empty() &&
               std::all_of(targets.begin(), targets.end(),
                           [&](const Target& each) { return reach.covers(as_site(each), units_); });
    }

    const UnitIndex& units_;
    std::string mail_;  // the first channel of mail
    std::vector<std::pair<std::string, people::Reach>> contacts_, robots_;
};

std::string title_of(const Campaign& campaign) {
    return campaign.title.empty() ? campaign.id : campaign.title;
}

std::optional<Date> rectify_day(const Campaign& campaign) {
    const auto day = parse_date(campaign_field(campaign, "rectify_by"));
    return day ? std::optional(*day) : std::nullopt;
}

// What a unit is told, and about what.
struct Told {
    std::vector<Target> targets;
    std::vector<notify::DueItem> due;
    std::vector<notify::MendItem> mend;
    std::string campaign;
    std::int64_t findings = 0;
};
using ByUnit = std::map<std::string, Told>;

class Planning {
public:
    Planning(store::Store& store, const std::filesystem::path& data_dir, Instant now)
        : store_(store), data_dir_(data_dir), now_(now), today_(date_of(now)) {}

    Result<PlannedNotices> run() {
        const auto settings = notice_settings(store_);
        if (!settings) return Fail(settings.error());
        if (!settings->on) return PlannedNotices{};
        settings_ = *settings;
        if (const auto loaded = load(); !loaded) return Fail(loaded.error());
        const UnitIndex index(units_);
        units_index_ = &index;
        const Audience audience(directory_, channels_, index);
        audience_ = &audience;
        for (const Campaign& campaign : campaigns_) {
            attend(campaign, plan_round(campaign));
            attend(campaign, plan_mending(campaign));
        }
        if (notify::is_late_enough(settings_, now_) && !is_marked(day_mark("daily"))) {
            plan_daily();
        }
        if (const auto stored = store_all(); !stored) return Fail(stored.error());
        out_.made = static_cast<std::int64_t>(notices_.size());
        out_.unreached.assign(unreached_.begin(), unreached_.end());
        return std::move(out_);
    }

private:
    Result<bool> load() {
        auto directory = load_directory(store_);
        if (!directory) return Fail(directory.error());
        directory_ = std::move(*directory);
        auto campaigns = all_campaigns(store_);
        if (!campaigns) return Fail(campaigns.error());
        campaigns_ = std::move(*campaigns);
        std::erase_if(campaigns_,
                      [](const Campaign& each) { return each.origin == CampaignOrigin::document; });
        // The latest first: a unit's digest is that of the inspection that runs.
        std::stable_sort(campaigns_.begin(), campaigns_.end(),
                         [](const Campaign& a, const Campaign& b) { return a.as_of > b.as_of; });
        std::vector<NoticeMark> marks;
        for (const auto& loaded :
             {store::load_into(store_, {}, channels_), store::load_into(store_, {}, units_),
              store::load_into(store_, {}, marks)}) {
            if (!loaded) return loaded;
        }
        for (const NoticeMark& each : marks) {
            if (each.at.seconds + kMarksKept < now_.seconds) old_marks_.push_back(each.about);
            marks_.insert(each.about);
        }
        return true;
    }

    void attend(const Campaign& campaign, const Result<bool>& planned) {
        if (!planned) out_.warnings.push_back(campaign.id + "：" + planned.error().text());
    }

    std::string full_name(const std::string& unit) const {
        const Unit* found = units_index_->find(unit);
        return found == nullptr ? unit : found->name;
    }
    std::string day_mark(std::string_view what) const {
        return fmt::format("{}/{}", what, format_date(today_));
    }
    bool is_marked(const std::string& about) const { return marks_.contains(about); }
    void mark(const std::string& about) {
        marks_.insert(about);
        new_marks_.push_back({about, now_});
    }

    // To everybody whom it concerns, once; nothing where it was before.
    void tell(Notice notice, const std::vector<Target>& targets, const std::string& page) {
        if (is_marked(notice.about)) return;
        const auto recipients = audience_->of(targets);
        if (recipients.empty()) {
            unreached_.insert(notice.message.unit);
            return;  // without a mark: who gets an address later is told later
        }
        // The mark of the day stands for all digests.
        if (notice.message.kind != notify::kDigest) mark(notice.about);
        if (!settings_.origin.empty()) notice.message.link = settings_.origin + page;
        notice.made_at = now_;
        notice.next_at = now_;
        for (const auto& [channel, to] : recipients) {
            notice.channel = channel;
            notice.to = to;
            notices_.push_back(notice);
        }
    }

    Result<ByUnit> owners(const Campaign& campaign, std::map<std::string, Target>& by_target) {
        const auto sites = sites_of(store_, campaign.id);
        if (!sites) return Fail(sites.error());
        const auto accounts = accounts_of(store_, campaign.id);
        if (!accounts) return Fail(accounts.error());
        ByUnit units;
        const auto add = [&](const std::string& key, const std::string& division,
                             const std::string& unit) {
            by_target[key] = {division, unit};
            units[full_name(unit)].targets.push_back({division, unit});
        };
        for (const Site& each : *sites) add(each.site_code, each.division, each.unit);
        for (const Account& each : *accounts) {
            add(account_key(each), each.division, each.operator_name);
        }
        return units;
    }

    Result<bool> plan_round(const Campaign& campaign) {
        if (campaign.closed) return true;
        const auto round = draft_round(store_, campaign.id);
        if (!round) return Fail(round.error());
        if (!*round || (*round)->finished_at || (*round)->until < today_) return true;
        const std::string about =
            fmt::format("rounds/{}/{}", campaign.id, format_date((*round)->until));
        if (is_marked(about)) return true;
        std::map<std::string, Target> by_target;
        if (const auto known = owners(campaign, by_target); !known) return Fail(known.error());
        const auto findings = findings_of(store_, campaign.id);
        if (!findings) return Fail(findings.error());
        ByUnit units;
        for (const Finding& each : *findings) {
            const auto owner = by_target.find(each.target);
            if (owner == by_target.end() || each.outcome == Outcome::pass ||
                each.state == FindingState::dismissed) {
                continue;
            }
            Told& told = units[full_name(owner->second.unit)];
            told.targets.push_back(owner->second);
            ++told.findings;
        }
        for (const auto& [unit, told] : units) {
            tell(notify::round_notice(campaign.id, title_of(campaign), unit, told.findings,
                                      (*round)->until),
                 told.targets, "/c/" + campaign.id + "/objections");
        }
        mark(about);
        return true;
    }

    // Findings that are to be mended, by unit and due day.
    Result<std::map<std::pair<std::string, Date>, Told>> to_mend(const Campaign& campaign) {
        std::map<std::string, Target> by_target;
        if (const auto known = owners(campaign, by_target); !known) return Fail(known.error());
        const auto rows = case_rows(store_, campaign.id, today_);
        if (!rows) return Fail(rows.error());
        std::map<std::pair<std::string, Date>, Told> units;
        for (const CaseRow& row : *rows) {
            const auto owner = by_target.find(row.finding.target);
            const bool open = row.standing.mend == workflow::MendState::open ||
                              row.standing.mend == workflow::MendState::returned;
            if (owner == by_target.end() || !row.due || !open ||
                row.finding.state != FindingState::confirmed ||
                row.urgency == workflow::Urgency::done) {
                continue;
            }
            Told& told = units[{full_name(row.unit), *row.due}];
            told.targets.push_back(owner->second);
            told.mend.push_back({row.name, row.finding.problem, *row.due});
        }
        return units;
    }

    // 整改通知, once the circular is settled.
    Result<bool> plan_mending(const Campaign& campaign) {
        const auto due = rectify_day(campaign);
        const std::string about = "mendings/" + campaign.id;
        if (!due || *due < today_ || is_marked(about)) return true;
        const auto round = draft_round(store_, campaign.id);
        if (!round) return Fail(round.error());
        if (!campaign.closed && !(*round && (*round)->finished_at)) return true;
        const auto units = to_mend(campaign);
        if (!units) return Fail(units.error());
        ByUnit whole;
        for (const auto& [key, told] : *units) {
            Told& all = whole[key.first];
            all.targets.insert(all.targets.end(), told.targets.begin(), told.targets.end());
            all.mend.insert(all.mend.end(), told.mend.begin(), told.mend.end());
        }
        for (const auto& [unit, told] : whole) {
            tell(notify::mending_notice(campaign.id, title_of(campaign), unit, told.mend),
                 told.targets, "/c/" + campaign.id + "/mending");
        }
        mark(about);
        fresh_.insert(campaign.id);
        return true;
    }

    void plan_daily() {
        plan_digests();
        for (const Campaign& campaign : campaigns_) {
            attend(campaign, plan_reminders(campaign));
            attend(campaign, plan_demands(campaign));
        }
        mark(day_mark("daily"));
    }

    void plan_digests() {
        ByUnit units;
        for (const Campaign& campaign : campaigns_) {
            // Its facts say nothing about days after its moment.
            if (campaign.closed || date_of(campaign.as_of) < today_) continue;
            attend(campaign, collect_due(campaign, units));
        }
        for (auto& [unit, told] : units) {
            Notice notice = notify::digest(unit, told.due, today_);
            notice.campaign = told.campaign;
            tell(std::move(notice), told.targets, "/c/" + told.campaign + "/due");
        }
    }

    Result<bool> collect_due(const Campaign& campaign, ByUnit& units) {
        std::map<std::string, Target> by_target;
        if (const auto known = owners(campaign, by_target); !known) return Fail(known.error());
        DueRequest request;
        request.data_dir = data_dir_;
        request.campaign = campaign.id;
        request.now = now_;
        request.within = settings_.within;
        const auto list = due_list(store_, request);
        if (!list) return Fail(list.error());
        for (const DueEntry& entry : list->entries) {
            const auto owner = by_target.find(entry.deadline.target);
            if (owner == by_target.end()) continue;
            Told& told = units[full_name(entry.unit)];
            if (told.campaign.empty()) told.campaign = campaign.id;
            if (told.campaign != campaign.id) continue;  // the later inspection speaks for it
            told.targets.push_back(owner->second);
            told.due.push_back({entry.name, std::string(audit::to_string(entry.deadline.kind)),
                                entry.deadline.what, entry.deadline.last_day});
        }
        return true;
    }

    Result<bool> plan_reminders(const Campaign& campaign) {
        const auto due = rectify_day(campaign);
        if (!due || *due < today_ - kLongOverdue || fresh_.contains(campaign.id)) return true;
        const auto round = draft_round(store_, campaign.id);
        if (!round) return Fail(round.error());
        if (!campaign.closed && !(*round && (*round)->finished_at)) return true;
        const auto units = to_mend(campaign);
        if (!units) return Fail(units.error());
        for (const auto& [key, told] : *units) {
            const auto mark = notify::reminder_of(settings_, key.second - today_);
            if (!mark) continue;
            tell(notify::mending_reminder(campaign.id, title_of(campaign), key.first, told.mend,
                                          *mark, today_),
                 told.targets, "/c/" + campaign.id + "/mending");
        }
        return true;
    }

    Result<bool> plan_demands(const Campaign& campaign) {
        const auto list = demands_of(store_, campaign.id, today_);
        if (!list) return Fail(list.error());
        if (list->rows.empty()) return true;
        std::map<std::string, Target> by_target;
        const auto units = owners(campaign, by_target);
        if (!units) return Fail(units.error());
        for (const DemandList::Row& row : list->rows) {
            if (row.demand.due < today_ - kLongOverdue) continue;
            const auto mark = notify::reminder_of(settings_, row.demand.due - today_);
            if (!mark) continue;
            for (const ledger::DemandTask& task : row.tasks) {
                if (task.state != ledger::TaskState::open &&
                    task.state != ledger::TaskState::overdue) {
                    continue;
                }
                const auto known = units->find(task.unit);
                // Without site or account it is its name alone that tells who answers for it.
                const std::vector<Target> targets = known == units->end()
                                                        ? std::vector<Target>{{"", task.unit}}
                                                        : known->second.targets;
                tell(notify::demand_reminder(campaign.id, row.demand.id, row.demand.title,
                                             task.unit, row.demand.due, *mark, today_),
                     targets, "/c/" + campaign.id + "/demands");
            }
        }
        return true;
    }

    // Notices and marks stand together. Where another program was quicker, ours are dropped.
    Result<bool> store_all() {
        if (new_marks_.empty() && old_marks_.empty()) return true;
        store::Transaction change(store_);
        if (const auto begun = change.begin(); !begun) return begun;
        std::vector<NoticeMark> marks;
        if (const auto loaded = store::load_into(store_, {}, marks); !loaded) return loaded;
        std::set<std::string> standing;
        for (const NoticeMark& each : marks) standing.insert(each.about);
        std::erase_if(notices_, [&](const Notice& each) {
            return standing.contains(each.message.kind == notify::kDigest ? day_mark("daily")
                                                                          : each.about);
        });
        for (const auto& done :
             {store::save<Notice>(store_, notify::kOutbox, notices_),
              store::save<NoticeMark>(store_, {}, new_marks_),
              store_.remove(kind_of(static_cast<NoticeMark*>(nullptr)), {}, old_marks_)}) {
            if (!done) return done;
        }
        return change.done();
    }

    store::Store& store_;
    const std::filesystem::path& data_dir_;
    Instant now_;
    Date today_;
    notify::NoticeSettings settings_;
    Directory directory_;
    std::vector<Campaign> campaigns_;
    std::vector<Channel> channels_;
    std::vector<Unit> units_;
    const UnitIndex* units_index_ = nullptr;
    const Audience* audience_ = nullptr;
    std::set<std::string> marks_;
    std::vector<NoticeMark> new_marks_;
    std::vector<std::string> old_marks_;
    std::set<std::string> fresh_;  // campaigns whose units are told of their mending in this run
    std::set<std::string> unreached_;
    std::vector<Notice> notices_;
    PlannedNotices out_;
};

}  // namespace

Result<PlannedNotices> plan_notices(store::Store& store, const std::filesystem::path& data_dir,
                                    Instant now) {
    return Planning(store, data_dir, now).run();
}

}  // namespace mingcha::app
