#include "app/question_ledger.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "app/population.h"
#include "app/question_steps.h"
#include "app/verdicts.h"
#include "audit/site_view.h"
#include "intake/rows.h"
#include "ledger/plan.h"
#include "store/facts_load.h"
#include "store/gather_session.h"
#include "store/rows.h"

namespace mingcha::app {

namespace {

Result<std::vector<BankQuestion>> shipped_bank(const ruleset::Sources& sources) {
    const auto file = sources.find(kBankFile);
    if (file == sources.end()) return std::vector<BankQuestion>{};
    const auto table =
        intake::read_named(*intake::find_kind("questions"), file->first, file->second);
    if (!table) return Fail(table.error());
    intake::Parsed<BankQuestion> parsed = intake::parse_questions(*table);
    if (parsed.errors.empty()) return std::move(parsed.rows);
    return fail(std::string(kBankFile), parsed.errors.front().text(file->first),
                "改正题库文件后再试");
}

// What the sites were asked in the campaign whose window ended last before this one.
Result<std::vector<ledger::AskedBefore>> asked_before(store::Store& store,
                                                      const Campaign& campaign) {
    const auto campaigns = store::load<Campaign>(store);
    if (!campaigns) return Fail(campaigns.error());
    std::map<std::string, std::pair<Date, std::string>> last;
    for (const Campaign& each : *campaigns) {
        if (each.id == campaign.id || each.window.to >= campaign.window.to) continue;
        const auto questions = load_questions(store, each.id);
        if (!questions) return Fail(questions.error());
        for (const ledger::Question& question : *questions) {
            auto& [day, id] = last[question.site_code];
            if (id.empty() || day <= each.window.to) {
                day = each.window.to;
                id = question.question_id;
            }
        }
    }
    std::vector<ledger::AskedBefore> asked;
    for (const auto& [site, question] : last) asked.push_back({site, question.second});
    return asked;
}

// Boards as earlier questions knew them, then as the stored facts show them.
class Boards {
public:
    Boards(store::Store& store, const std::filesystem::path& data_dir, const Campaign& campaign)
        : store_(store), data_dir_(data_dir), campaign_(campaign) {}

    Result<bool> open() {
        const auto campaigns = store::load<Campaign>(store_);
        if (!campaigns) return Fail(campaigns.error());
        for (const Campaign& each : *campaigns) {
            const auto questions = load_questions(store_, each.id);
            if (!questions) return Fail(questions.error());
            for (const ledger::Question& question : *questions) {
                if (!question.board_url.empty()) known_[question.site_code] = question;
            }
        }
        auto index = store::GatherIndex::open(store::evidence_folder(data_dir_));
        if (!index) return Fail(index.error());
        index_ = std::move(*index);
        return true;
    }

    Result<bool> fill(const Site& site, QuestionEvent& step) {
        const auto known = known_.find(site.site_code);
        if (known != known_.end()) {
            step.board_url = known->second.board_url;
            step.working_hours = known->second.working_hours;
            step.login_needed = known->second.login_needed;
            return true;
        }
        const auto loaded = store::load_site_facts(data_dir_, *index_, campaign_.id, site);
        if (!loaded) return Fail(loaded.error());
        step.board_url = board_of(audit::SiteView(loaded->facts, campaign_.as_of));
        return true;
    }

private:
    store::Store& store_;
    const std::filesystem::path& data_dir_;
    const Campaign& campaign_;
    std::map<std::string, ledger::Question, std::less<>> known_;
    std::unique_ptr<store::GatherIndex> index_;
};

Result<bool> check_sites(const std::vector<Site>& sites, const std::vector<std::string>& only) {
    for (const std::string& code : only) {
        const bool known = std::any_of(sites.begin(), sites.end(),
                                       [&](const Site& site) { return site.site_code == code; });
        if (!known) return fail(code, "网站名录里没有这个标识码", "先 import sites");
    }
    return true;
}

// The steps that bring a question to where a row of the table says that it is.
class RowSteps {
public:
    RowSteps(const intake::QuestionRecord& row, const ledger::Question* known,
             const std::string& by, Instant now)
        : row_(row), known_(known), by_(by), now_(now) {}

    std::vector<QuestionEvent> take() {
        plan();
        if (row_.not_sent && !is_unsent_so()) {
            QuestionEvent& step = add(QuestionStep::not_sent, *row_.tried_at);
            step.reason = *row_.not_sent;
            step.proof = row_.proof;
        }
        const bool asked_anew = row_.asked_at && !is_asked_so();
        if (asked_anew) {
            QuestionEvent& step = add(QuestionStep::asked, *row_.asked_at);
            step.channel = row_.channel;
            step.receipt_no = row_.receipt_no;
            step.query_code = row_.query_code;
        }
        const bool same_reply = !asked_anew && is_answered_so();
        if (row_.replied_at && !same_reply) {
            QuestionEvent& step = add(QuestionStep::replied, *row_.replied_at);
            step.url = row_.reply_url;
            step.excerpt = row_.reply_excerpt;
            step.proof = row_.proof;
        }
        const bool same_word = same_reply && known_->effective == row_.effective;
        if (row_.effective && !same_word) {
            QuestionEvent& step = add(QuestionStep::judged, now_);
            step.effective = *row_.effective;
            if (!row_.judged_by.empty()) step.by = row_.judged_by;
        }
        return std::move(steps_);
    }

private:
    QuestionEvent& add(QuestionStep kind, Instant at) {
        QuestionEvent& step = steps_.emplace_back();
        step.site_code = row_.site_code;
        step.step = kind;
        step.at = at;
        step.logged_at = now_;
        step.by = by_;
        step.note = row_.note;
        return step;
    }

    void plan() {
        if (known_ != nullptr && (row_.question.empty() || is_planned_so())) return;
        if (known_ != nullptr && known_->asked_at) return;
        QuestionEvent& step = add(QuestionStep::planned, now_);
        step.board_url = row_.board_url;
        step.title = row_.title;
        step.question = row_.question.empty() ? row_.title : row_.question;
        step.asker = row_.asker;
        step.working_hours = row_.working_hours;
        step.login_needed = row_.login_needed;
    }

    bool is_planned_so() const {
        return row_.question == known_->question && row_.title == known_->title &&
               (row_.board_url.empty() || row_.board_url == known_->board_url) &&
               (row_.asker.empty() || row_.asker == known_->asker) &&
               (row_.working_hours.empty() || row_.working_hours == known_->working_hours);
    }
    bool is_unsent_so() const {
        return known_ != nullptr && known_->unsent && known_->unsent->reason == *row_.not_sent &&
               known_->unsent->at == *row_.tried_at;
    }
    bool is_asked_so() const {
        return known_ != nullptr && known_->asked_at == row_.asked_at &&
               (row_.channel.empty() || known_->channel == row_.channel) &&
               (row_.receipt_no.empty() || known_->receipt_no == row_.receipt_no) &&
               (row_.query_code.empty() || known_->query_code == row_.query_code);
    }
    bool is_answered_so() const {
        return known_ != nullptr && known_->answer && row_.replied_at == known_->answer->at &&
               (row_.reply_url.empty() || row_.reply_url == known_->answer->url) &&
               (row_.reply_excerpt.empty() || row_.reply_excerpt == known_->answer->excerpt);
    }

    const intake::QuestionRecord& row_;
    const ledger::Question* known_;
    const std::string& by_;
    Instant now_;
    std::vector<QuestionEvent> steps_;
};

const ledger::Question* find_question(const std::vector<ledger::Question>& questions,
                                      std::string_view site) {
    for (const ledger::Question& each : questions) {
        if (each.site_code == site) return &each;
    }
    return nullptr;
}

// How the question of the ledger itself stands, whatever else was asked of the site.
LedgerRow own_row(const ledger::Question& question, const Site& site,
                  const std::optional<Interaction>& own, Instant as_of,
                  const WorkdayCalendar& calendar) {
    std::optional<ruleset::ReplyTiming> timing;
    if (own) timing = ruleset::time_replies({*own}, as_of, calendar);
    if (timing) timing->question = nullptr;  // views a row that does not outlive this call
    return {question, site.name, site.unit, timing,
            ledger::question_time(question, timing, date_of(as_of), calendar)};
}

ledger::Question question_of_import(const Interaction& row) {
    ledger::Question question;
    question.site_code = row.site_code;
    question.title = row.question;
    question.channel = row.channel;
    question.receipt_no = row.receipt_no;
    question.query_code = row.query_code;
    question.asked_at = row.asked_at;
    if (!row.replied_at) return question;
    question.answer = ledger::Answer{*row.replied_at, {}, row.reply_excerpt, {}, false};
    if (row.judged) question.effective = row.effective;
    return question;
}

}  // namespace

Result<std::vector<BankQuestion>> question_bank(store::Store& store,
                                                const ruleset::Sources& sources) {
    auto bank = shipped_bank(sources);
    if (!bank) return bank;
    const auto own = store::load<BankQuestion>(store);
    if (!own) return Fail(own.error());
    for (const BankQuestion& question : *own) {
        const auto same = std::find_if(bank->begin(), bank->end(), [&](const BankQuestion& each) {
            return each.id == question.id;
        });
        if (same == bank->end()) {
            bank->push_back(question);
        } else {
            *same = question;
        }
    }
    return bank;
}

Result<PlanReport> plan_questions(store::Store& store, const ruleset::Sources& sources,
                                  const PlanRequest& request) {
    const auto campaign = find_campaign(store, request.campaign);
    if (!campaign) return Fail(campaign.error());
    const auto sites = sites_of(store, campaign->id);
    if (!sites) return Fail(sites.error());
    if (const auto known = check_sites(*sites, request.only); !known) return Fail(known.error());
    const auto bank = question_bank(store, sources);
    if (!bank) return Fail(bank.error());
    if (bank->empty()) return fail("题库", "是空的", "import questions FILE.csv");
    const auto questions = load_questions(store, campaign->id);
    if (!questions) return Fail(questions.error());
    const auto before = asked_before(store, *campaign);
    if (!before) return Fail(before.error());
    Boards boards(store, request.data_dir, *campaign);
    if (const auto opened = boards.open(); !opened) return Fail(opened.error());
    PlanReport report;
    report.seed = request.seed.value_or(ledger::seed_of(campaign->id));
    std::vector<QuestionEvent> steps;
    for (const ledger::Drawn& drawn : ledger::draw_questions(*sites, *bank, *before, report.seed)) {
        const std::string& code = drawn.site->site_code;
        const bool asked_for =
            request.only.empty() ||
            std::find(request.only.begin(), request.only.end(), code) != request.only.end();
        if (!asked_for) continue;
        const ledger::Question* known = find_question(*questions, code);
        const bool same = known != nullptr && drawn.question != nullptr &&
                          known->question_id == drawn.question->id;
        if (known != nullptr && (known->asked_at || !request.again || same)) {
            ++report.kept;
            continue;
        }
        if (drawn.question == nullptr) {
            report.without.push_back(code);
            continue;
        }
        QuestionEvent& step = steps.emplace_back();
        step.site_code = code;
        step.at = step.logged_at = request.now;
        step.by = request.by;
        step.asker = request.asker;
        step.question_id = drawn.question->id;
        step.title = drawn.question->title;
        step.question = drawn.question->question;
        if (const auto filled = boards.fill(*drawn.site, step); !filled) {
            return Fail(filled.error());
        }
    }
    if (const auto added = add_steps(store, campaign->id, steps); !added) {
        return Fail(added.error());
    }
    report.planned = steps.size();
    return report;
}

Result<ledger::Question> record_step(store::Store& store, const std::string& campaign,
                                     const QuestionEvent& step) {
    const auto sites = store::load<Site>(store);
    if (!sites) return Fail(sites.error());
    if (const auto known = check_sites(*sites, {step.site_code}); !known) {
        return Fail(known.error());
    }
    const auto questions = add_steps(store, campaign, {step});
    if (!questions) return Fail(questions.error());
    return *find_question(*questions, step.site_code);
}

Result<RecordReport> record_table(store::Store& store, const std::string& campaign,
                                  const std::string& file, const std::string& bytes,
                                  const std::string& by, Instant now) {
    const auto table = intake::read_named(intake::question_records_kind(), file, bytes);
    if (!table) return Fail(table.error());
    const auto sites = store::load<Site>(store);
    if (!sites) return Fail(sites.error());
    std::set<std::string, std::less<>> codes;
    for (const Site& site : *sites) codes.insert(site.site_code);
    intake::Known known;
    known.is_site = [&](std::string_view code) { return codes.contains(code); };
    intake::Parsed<intake::QuestionRecord> parsed = intake::parse_question_records(*table, known);
    RecordReport report;
    report.warnings = table->notes;
    report.rows = parsed.rows.size();
    report.errors = std::move(parsed.errors);
    const auto questions = load_questions(store, campaign);
    if (!questions) return Fail(questions.error());
    std::vector<QuestionEvent> steps;
    for (const intake::QuestionRecord& row : parsed.rows) {
        const ledger::Question* before = find_question(*questions, row.site_code);
        ledger::Question after = before == nullptr ? ledger::Question{} : *before;
        for (const QuestionEvent& step : RowSteps(row, before, by, now).take()) {
            auto next = ledger::follow(after, step);
            if (!next) {
                const Error& error = next.error();
                report.errors.push_back(
                    {row.line, "", "", Error{"", error.what, error.hint}.text()});
                break;
            }
            after = std::move(*next);
            steps.push_back(step);
        }
    }
    std::stable_sort(report.errors.begin(), report.errors.end(),
                     [](const auto& a, const auto& b) { return a.line < b.line; });
    if (!report.errors.empty()) return report;
    if (const auto added = add_steps(store, campaign, steps); !added) return Fail(added.error());
    report.steps = steps.size();
    return report;
}

Result<Ledger> read_ledger(store::Store& store, const ruleset::Sources& sources,
                           const std::string& id, std::optional<Date> on, Instant now) {
    const auto campaign = find_campaign(store, id);
    if (!campaign) return Fail(campaign.error());
    const auto ruleset = ruleset::load_or_fail(campaign->ruleset, sources);
    if (!ruleset) return Fail(ruleset.error());
    return read_ledger(store, *ruleset, id, on, now, [](const Site&) { return true; });
}

Result<Ledger> read_ledger(store::Store& store, const Ruleset& ruleset, const std::string& id,
                           std::optional<Date> on, Instant now,
                           const std::function<bool(const Site&)>& seen) {
    Ledger out;
    const auto campaign = find_campaign(store, id);
    if (!campaign) return Fail(campaign.error());
    out.campaign = *campaign;
    // A day that is named is over; today is not, and the last day's limit ends with it.
    const Instant as_of = on ? end_of(*on) : std::min(now, campaign->as_of);
    out.today = date_of(as_of);
    auto questions = load_questions(store, campaign->id);
    if (!questions) return Fail(questions.error());
    auto sites = sites_of(store, campaign->id);
    if (!sites) return Fail(sites.error());
    std::erase_if(*sites, [&](const Site& site) { return !seen(site); });
    const auto interactions = store::load<Interaction>(store, campaign->id);
    if (!interactions) return Fail(interactions.error());
    std::set<std::string_view> codes;
    for (const Site& site : *sites) codes.insert(site.site_code);
    std::erase_if(*questions, [&](const auto& each) { return !codes.contains(each.site_code); });
    std::map<std::string_view, const ledger::Question*> question_of;
    for (const ledger::Question& each : *questions) question_of[each.site_code] = &each;
    std::map<std::string_view, std::vector<Interaction>> asked;
    for (const Interaction& row : *interactions) asked[row.site_code].push_back(row);
    std::vector<ruleset::ReplyBand> bands;
    std::vector<Interaction> others;
    for (const Site& site : *sites) {
        const auto rows = asked.find(site.site_code);
        std::optional<ruleset::ReplyTiming> timing;
        if (rows != asked.end()) {
            timing = ruleset::time_replies(rows->second, as_of, ruleset.calendar);
        }
        const Interaction* decides = timing ? timing->question : nullptr;
        if (timing) timing->question = nullptr;  // views a row that does not outlive this call
        const bool runs = site.state == SiteState::running;
        if (timing || runs) {
            bands.push_back(timing ? timing->band : ruleset::ReplyBand::not_measured);
        }
        const auto found = question_of.find(site.site_code);
        const ledger::Question* question = found == question_of.end() ? nullptr : found->second;
        const auto own = question == nullptr ? std::nullopt : ledger::interaction_of(*question);
        if (question != nullptr) {
            out.rows.push_back(own_row(*question, site, own, as_of, ruleset.calendar));
        } else if (decides != nullptr) {
            const ledger::Question shown = question_of_import(*decides);
            out.imported.push_back(
                {shown, site.name, site.unit, timing,
                 ledger::question_time(shown, timing, out.today, ruleset.calendar)});
        } else if (runs) {
            ++out.unplanned;
        }
        if (rows == asked.end()) continue;
        for (const Interaction& row : rows->second) {
            if (!own || store::key_of(*own) != store::key_of(row)) others.push_back(row);
        }
    }
    out.bands = ledger::count_bands(bands);
    out.tasks = ledger::tasks_of(*questions, others, out.today, ruleset.calendar);
    return out;
}

}  // namespace mingcha::app
