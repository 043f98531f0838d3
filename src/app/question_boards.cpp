#include "app/question_boards.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/question_ledger.h"
#include "app/question_steps.h"
#include "app/verdicts.h"
#include "audit/messages.h"
#include "base/text.h"
#include "store/facts_load.h"
#include "store/gather_session.h"
#include "store/rows.h"

namespace mingcha::app {

namespace {

constexpr std::size_t kExcerptChars = 120;

using Json = nlohmann::ordered_json;

// The moment that a printed day stands for: its end, but not behind what was seen, and not before
// the question where both are of one day.
Instant moment_of(Date replied, Instant asked, Instant as_of) {
    return std::max(asked, std::min(end_of(replied), as_of));
}

QuestionEvent step_of(const ledger::Question& question, const audit::BoardAnswer& answer,
                      const Campaign& campaign, const FindRequest& request) {
    QuestionEvent step;
    step.site_code = question.site_code;
    step.step = QuestionStep::replied;
    step.at = moment_of(*answer.replied, *question.asked_at, campaign.as_of);
    step.logged_at = std::max(request.now, step.at);
    step.by = request.by;
    step.by_machine = true;
    step.url = answer.url;
    step.excerpt = shorten(answer.reply, kExcerptChars);
    if (answer.page != nullptr && !answer.page->archive.warc.empty()) {
        step.proof = fmt::format("{}#{}", answer.page->archive.warc, answer.page->archive.offset);
    }
    return step;
}

bool is_known(const ledger::Question& question, const QuestionEvent& step) {
    return question.answer && question.answer->by_machine && question.answer->at == step.at &&
           question.answer->url == step.url && question.answer->excerpt == step.excerpt;
}

std::string_view key(FoundState state) {
    switch (state) {
        case FoundState::recorded:
            return "recorded";
        case FoundState::known:
            return "known";
        case FoundState::undated:
            return "undated";
        case FoundState::several:
            return "several";
        case FoundState::open:
            return "open";
        case FoundState::absent:
            return "absent";
        case FoundState::unread:
            break;
    }
    return "unread";
}

std::string_view words(FoundState state) {
    switch (state) {
        case FoundState::recorded:
            return "查到答复，已登记，待判定";
        case FoundState::known:
            return "先前已登记，待判定";
        case FoundState::undated:
            return "已答复，公开栏目未写明时间，须人工登记";
        case FoundState::several:
            return "有几封来信相似，须人工认定";
        case FoundState::open:
            return "来信已公开，尚无答复";
        case FoundState::absent:
            return "公开栏目中没有";
        case FoundState::unread:
            break;
    }
    return "未能查看公开栏目";
}

class Search {
public:
    Search(const Campaign& campaign, const FindRequest& request,
           const std::vector<BankQuestion>& bank)
        : campaign_(campaign), request_(request), bank_(bank) {}

    void look(const ledger::Question& question, const SiteFacts& facts) {
        FoundAnswer found;
        found.site_code = question.site_code;
        found.title = question.title;
        const audit::SiteView site(facts, campaign_.as_of);
        const audit::AskedQuestion asked{question.title, question.question,
                                         date_of(*question.asked_at)};
        const std::vector<audit::BoardAnswer> answers = audit::find_answers(site, asked);
        for (const audit::BoardAnswer& answer : answers) {
            found.letters.push_back(
                {ledger::without_private(question, answer.title),
                 ledger::without_private(question, answer.url), answer.replied,
                 ledger::without_private(question, shorten(answer.reply, kExcerptChars))});
        }
        found.state = state_of(question, site, answers, found);
        if (found.state == FoundState::recorded || found.state == FoundState::known) {
            found.weight = audit::weigh_reply(answers.front().reply, asked, points_of(question));
        }
        found_.push_back(std::move(found));
    }

    std::vector<QuestionEvent> steps;
    std::vector<FoundAnswer> take() { return std::move(found_); }

private:
    FoundState state_of(const ledger::Question& question, const audit::SiteView& site,
                        const std::vector<audit::BoardAnswer>& answers, FoundAnswer& found) {
        if (answers.empty()) {
            if (!site.facts().visited) {
                found.why = site.facts().unvisited.text;
                return FoundState::unread;
            }
            const Reason unread = audit::unread_board(site);
            found.why = unread.text;
            return unread.code == ReasonCode::none ? FoundState::absent : FoundState::unread;
        }
        const auto answered = std::count_if(answers.begin(), answers.end(),
                                            [](const auto& each) { return each.answered; });
        if (answered == 0) return FoundState::open;
        if (answers.size() > 1 && !is_clear(answers)) return FoundState::several;
        const audit::BoardAnswer& best = answers.front();
        if (!best.answered) return FoundState::open;
        if (!best.replied) return FoundState::undated;
        QuestionEvent step = step_of(question, best, campaign_, request_);
        if (is_known(question, step)) return FoundState::known;
        steps.push_back(std::move(step));
        return FoundState::recorded;
    }

    // The first has the question's own text and no other has.
    static bool is_clear(const std::vector<audit::BoardAnswer>& answers) {
        return answers[0].by_text && !answers[1].by_text;
    }

    std::vector<std::string> points_of(const ledger::Question& question) const {
        for (const BankQuestion& each : bank_) {
            if (each.id == question.question_id) return each.points;
        }
        return {};
    }

    const Campaign& campaign_;
    const FindRequest& request_;
    const std::vector<BankQuestion>& bank_;
    std::vector<FoundAnswer> found_;
};

bool is_asked_for(const FindRequest& request, const ledger::Question& question) {
    if (!question.asked_at) return false;
    if (question.answer && (!question.answer->by_machine || question.effective)) return false;
    return request.only.empty() || std::find(request.only.begin(), request.only.end(),
                                             question.site_code) != request.only.end();
}

}  // namespace

std::string board_of(const audit::SiteView& site) {
    for (const PageRecord& page : site.facts().pages) {
        if (audit::is_fetched(page) && page.facts.forms.message) return std::string(page.facts.url);
    }
    for (const audit::ColumnView& column : site.columns()) {
        if (column.kind == ColumnKind::interaction) return std::string(column.url);
    }
    return {};
}

Result<std::vector<FoundAnswer>> find_board_answers(store::Store& store,
                                                    const ruleset::Sources& sources,
                                                    const FindRequest& request) {
    const auto campaign = find_campaign(store, request.campaign);
    if (!campaign) return Fail(campaign.error());
    const auto questions = load_questions(store, campaign->id);
    if (!questions) return Fail(questions.error());
    const auto sites = store::load<Site>(store);
    if (!sites) return Fail(sites.error());
    const auto messages = store::load<MessageRow>(store);
    if (!messages) return Fail(messages.error());
    const auto bank = question_bank(store, sources);
    if (!bank) return Fail(bank.error());
    auto index = store::GatherIndex::open(store::evidence_folder(request.data_dir));
    if (!index) return Fail(index.error());
    Search search(*campaign, request, *bank);
    for (const ledger::Question& question : *questions) {
        if (!is_asked_for(request, question)) continue;
        const auto site = std::find_if(sites->begin(), sites->end(), [&](const Site& each) {
            return each.site_code == question.site_code;
        });
        if (site == sites->end()) continue;
        auto loaded = store::load_site_facts(request.data_dir, **index, campaign->id, *site);
        if (!loaded) return Fail(loaded.error());
        for (const MessageRow& row : *messages) {
            if (row.site_code == site->site_code) loaded->facts.messages.push_back(row);
        }
        search.look(question, loaded->facts);
    }
    if (!request.dry_run) {
        const auto added = add_steps(store, campaign->id, search.steps);
        if (!added) return Fail(added.error());
    }
    return search.take();
}

std::string found_json(const std::vector<FoundAnswer>& found) {
    Json out = Json::array();
    for (const FoundAnswer& each : found) {
        Json letters = Json::array();
        for (const FoundAnswer::Letter& letter : each.letters) {
            letters.push_back(
                {{"title", letter.title},
                 {"url", letter.url},
                 {"replied", letter.replied ? Json(format_date(*letter.replied)) : Json()},
                 {"reply", letter.reply}});
        }
        Json row{{"site_code", each.site_code},
                 {"title", each.title},
                 {"state", key(each.state)},
                 {"why", each.why},
                 {"letters", letters},
                 {"looks_effective", Json()},
                 {"reasons", each.weight.reasons}};
        if (!each.weight.reasons.empty()) row["looks_effective"] = each.weight.looks_effective;
        out.push_back(std::move(row));
    }
    return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string found_table(const std::vector<FoundAnswer>& found) {
    std::string out = fmt::format("{} 个已提问、未判定的问题\n", found.size());
    for (const FoundAnswer& each : found) {
        out += fmt::format("{}  “{}”  {}", each.site_code, each.title, words(each.state));
        if (!each.why.empty()) out += "（" + each.why + "）";
        out += "\n";
        for (const FoundAnswer::Letter& letter : each.letters) {
            out += fmt::format("    “{}” {} {}", letter.title,
                               letter.replied ? format_date(*letter.replied) : "未注明答复时间",
                               letter.url);
            if (!letter.reply.empty()) out += "\n      " + single_spaces(letter.reply);
            out += "\n";
        }
        if (each.weight.reasons.empty()) continue;
        out += fmt::format("    看来{}：{}\n", each.weight.looks_effective ? "有效" : "无效",
                           join(each.weight.reasons, "；"));
    }
    return out;
}

}  // namespace mingcha::app
