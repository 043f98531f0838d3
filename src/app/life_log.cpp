#include "app/life_log.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "app/score_campaign.h"
#include "base/text.h"
#include "intake/rows.h"
#include "lifecycle/transitions.h"
#include "ruleset/recurrence.h"
#include "store/rows.h"

namespace mingcha::app {

namespace {

// The registry and its log while steps are taken.
class Book {
public:
    Book(store::Store& store, const LifeLimits& limits) : store_(store), limits_(limits) {}

    Result<bool> open() {
        std::vector<Site> sites;
        std::vector<Account> accounts;
        for (const auto& loaded :
             {store::load_into(store_, {}, sites), store::load_into(store_, {}, accounts),
              store::load_into(store_, {}, log_)}) {
            if (!loaded) return loaded;
        }
        for (Site& site : sites) sites_.emplace(site.site_code, std::move(site));
        for (Account& account : accounts) {
            const std::string key = account_key(account);
            accounts_.emplace(key, std::move(account));
        }
        for (const LifeEvent& step : log_) history_[step.target].push_back(step);
        return true;
    }

    bool knows(const LifeEvent& step) const {
        return std::any_of(log_.begin(), log_.end(), [&](const LifeEvent& each) {
            return each.target == step.target && each.action == step.action && each.on == step.on;
        });
    }

    Result<LifeEvent> take(LifeEvent step) {
        step.target = key_of(step.target);
        auto done = take_either(std::move(step));
        if (!done) return done;
        done->number = static_cast<std::int64_t>(log_.size() + fresh_.size()) + 1;
        history_[done->target].push_back(*done);
        fresh_.push_back(*done);
        return done;
    }

    Result<bool> save() {
        for (const auto& written : {store::save<Site>(store_, {}, changed_sites_),
                                    store::save<Account>(store_, {}, changed_accounts_),
                                    store::save<LifeEvent>(store_, {}, fresh_)}) {
            if (!written) return written;
        }
        return true;
    }

    const LifeLimits& limits() const { return limits_; }
    const std::vector<LifeEvent>& history(const std::string& target) { return history_[target]; }

    static std::string key_of(std::string_view target) {
        const std::size_t slash = target.find('/');
        if (slash == std::string_view::npos) return std::string(trim(target));
        Account named;
        named.type = std::string(target.substr(0, slash));
        named.name = std::string(target.substr(slash + 1));
        return account_key(named);
    }

private:
    Result<LifeEvent> take_either(LifeEvent step) {
        if (const auto site = sites_.find(step.target); site != sites_.end()) {
            auto done = lifecycle::step_of_site(site->second, history_[step.target],
                                                std::move(step), limits_);
            if (!done) return done;
            site->second = lifecycle::behind(site->second, *done);
            changed_sites_.push_back(site->second);
            return done;
        }
        const auto account = accounts_.find(step.target);
        if (account == accounts_.end()) {
            return fail(step.target, "名录里没有这个网站或账号",
                        "先 import sites 或 import accounts；没有标识码的账号写 账号类型/账号名称");
        }
        const auto main = accounts_.find(key_of(step.into));
        auto done =
            lifecycle::step_of_account(account->second, history_[step.target], std::move(step),
                                       main == accounts_.end() ? nullptr : &main->second);
        if (!done) return done;
        account->second = lifecycle::behind(account->second, *done);
        changed_accounts_.push_back(account->second);
        return done;
    }

    store::Store& store_;
    LifeLimits limits_;
    std::map<std::string, Site, std::less<>> sites_;
    std::map<std::string, Account, std::less<>> accounts_;
    std::vector<LifeEvent> log_;
    std::map<std::string, std::vector<LifeEvent>, std::less<>> history_;
    std::vector<Site> changed_sites_;
    std::vector<Account> changed_accounts_;
    std::vector<LifeEvent> fresh_;
};

void note_remarks(Book& ledger, const LifeEvent& step, StepsTaken& out) {
    for (std::string& remark :
         lifecycle::remarks(ledger.history(step.target), step, ledger.limits())) {
        out.remarks.push_back(std::move(remark));
    }
}

// A circular names the accounts that failed, and no others.
Result<std::vector<lifecycle::CampaignWord::Account>> failed_in_document(store::Store& store,
                                                                         const std::string& id) {
    const auto rows = store::load<ImportedFinding>(store, id);
    if (!rows) return Fail(rows.error());
    const auto accounts = store::load<Account>(store);
    if (!accounts) return Fail(accounts.error());
    std::vector<lifecycle::CampaignWord::Account> failed;
    for (const Account& account : *accounts) {
        const std::string key = account_key(account);
        const bool named = std::any_of(rows->begin(), rows->end(), [&](const auto& row) {
            return ruleset::is_target(row.target, key);
        });
        if (named) failed.push_back({key, account.name, account.operator_name, false});
    }
    // Named by the circular and in no registry.
    for (const ImportedFinding& row : *rows) {
        const bool known = is_site_code(row.target) ||
                           std::any_of(failed.begin(), failed.end(), [&](const auto& each) {
                               return ruleset::is_target(row.target, each.key);
                           });
        if (!known) failed.push_back({row.target, row.target, "", false});
    }
    return failed;
}

}  // namespace

Result<StepsTaken> take_steps(store::Store& store, std::vector<LifeEvent> steps,
                              const LifeLimits& limits) {
    store::Transaction change(store);
    if (const auto begun = change.begin(); !begun) return Fail(begun.error());
    Book ledger(store, limits);
    if (const auto opened = ledger.open(); !opened) return Fail(opened.error());
    StepsTaken out;
    for (LifeEvent& step : steps) {
        const auto done = ledger.take(std::move(step));
        if (!done) return Fail(done.error());
        note_remarks(ledger, *done, out);
        out.steps.push_back(*done);
    }
    if (const auto saved = ledger.save(); !saved) return Fail(saved.error());
    if (const auto done = change.done(); !done) return Fail(done.error());
    return out;
}

Result<StepsTaken> take_step_table(store::Store& store, const std::string& file,
                                   const std::string& bytes, const std::string& by, Instant now,
                                   const LifeLimits& limits) {
    const auto table = intake::read_named(intake::life_steps_kind(), file, bytes);
    if (!table) return Fail(table.error());
    intake::Parsed<intake::LifeStep> parsed = intake::parse_life_steps(*table);
    StepsTaken out;
    out.errors = std::move(parsed.errors);
    out.remarks = table->notes;
    store::Transaction change(store);
    if (const auto begun = change.begin(); !begun) return Fail(begun.error());
    Book ledger(store, limits);
    if (const auto opened = ledger.open(); !opened) return Fail(opened.error());
    for (intake::LifeStep& row : parsed.rows) {
        row.step.by = by;
        row.step.logged_at = now;
        row.step.target = Book::key_of(row.step.target);
        if (ledger.knows(row.step)) {
            ++out.known;
            continue;
        }
        const auto done = ledger.take(std::move(row.step));
        if (!done) {
            out.errors.push_back({row.line, "", "", done.error().text()});
            continue;
        }
        note_remarks(ledger, *done, out);
        out.steps.push_back(*done);
    }
    std::stable_sort(out.errors.begin(), out.errors.end(),
                     [](const auto& a, const auto& b) { return a.line < b.line; });
    if (!out.errors.empty()) {
        out.steps.clear();
        return out;
    }
    if (const auto saved = ledger.save(); !saved) return Fail(saved.error());
    if (const auto done = change.done(); !done) return Fail(done.error());
    return out;
}

Result<std::vector<LifeEvent>> life_log(store::Store& store, const std::string& target) {
    auto log = store::load<LifeEvent>(store);
    if (!log || target.empty()) return log;
    const std::string key = Book::key_of(target);
    std::erase_if(*log, [&](const LifeEvent& step) { return step.target != key; });
    return log;
}

Result<bool> log_imported(store::Store& store, std::vector<LifeEvent> steps) {
    if (steps.empty()) return true;
    const auto log = store::load<LifeEvent>(store);
    if (!log) return Fail(log.error());
    auto number = static_cast<std::int64_t>(log->size());
    for (LifeEvent& step : steps) step.number = ++number;
    return store::save<LifeEvent>(store, {}, steps);
}

Result<Rectified> rectified_accounts(store::Store& store, const std::filesystem::path& data_dir,
                                     std::int32_t year) {
    auto campaigns = store::load<Campaign>(store);
    if (!campaigns) return Fail(campaigns.error());
    std::stable_sort(campaigns->begin(), campaigns->end(),
                     [](const auto& a, const auto& b) { return a.as_of < b.as_of; });
    std::vector<lifecycle::CampaignWord> words;
    for (const Campaign& campaign : *campaigns) {
        if (civil(date_of(campaign.as_of)).year < year) continue;
        lifecycle::CampaignWord word{campaign.id, date_of(campaign.as_of), {}};
        if (campaign.origin == CampaignOrigin::document) {
            const auto failed = failed_in_document(store, campaign.id);
            if (!failed) return Fail(failed.error());
            word.accounts = *failed;
            words.push_back(std::move(word));
            continue;
        }
        const auto scored = score_campaign(store, data_dir, campaign.id, "");
        if (!scored) return Fail(scored.error());
        for (const AccountResult& account : scored->result.accounts) {
            if (!account.checked) continue;
            word.accounts.push_back({account_key(account.account), account.account.name,
                                     account.account.operator_name, account.passed});
        }
        words.push_back(std::move(word));
    }
    const auto log = store::load<LifeEvent>(store);
    if (!log) return Fail(log.error());
    Rectified out;
    out.year = year;
    out.fates = lifecycle::fates_of(words, *log, year);
    out.units = lifecycle::fates_by_unit(out.fates);
    return out;
}

}  // namespace mingcha::app
