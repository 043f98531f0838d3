// What is shown of the question ledger. Receipt numbers and query codes go nowhere but to the
// inspector's own screen (question_text).
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/question_ledger.h"
#include "base/text.h"
#include "intake/columns.h"

namespace mingcha::app {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kSecond = 19;  // "2021-11-05T09:05:00"
constexpr std::size_t kDay = 10;

std::string dumped(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json time_json(const std::optional<Instant>& time) {
    return time ? Json(format_instant(*time)) : Json();
}

std::string_view band_text(ruleset::ReplyBand band) {
    switch (band) {
        case ruleset::ReplyBand::same_day:
            return "当天答复";
        case ruleset::ReplyBand::within_1:
            return "1个工作日内";
        case ruleset::ReplyBand::within_5:
            return "5个工作日内";
        case ruleset::ReplyBand::over_5:
            return "超过5个工作日";
        case ruleset::ReplyBand::not_measured:
            break;
    }
    return "未测";
}

std::string_view state_text(const ledger::Question& question) {
    if (question.unsent) return "未能提问";
    if (!question.asked_at) return "待提问";
    if (!question.answer) return "待答复";
    if (!question.effective) return "答复待判定";
    return *question.effective ? "答复有效" : "答复无效";
}

Json row_json(const LedgerRow& row) {
    const ledger::Question& question = row.question;
    Json json{{"site_code", question.site_code},
              {"name", row.name},
              {"unit", row.unit},
              {"board_url", question.board_url},
              {"title", question.title},
              {"question", question.question},
              {"asker", question.asker},
              {"working_hours", question.working_hours},
              {"login_needed", question.login_needed},
              {"state", state_text(question)},
              {"channel", ledger::without_private(question, question.channel)},
              {"asked_at", time_json(question.asked_at)},
              {"not_sent", Json()},
              {"replied_at", Json()},
              {"reply_url", Json()},
              {"reply_excerpt", Json()},
              {"effective", Json()},
              {"band", row.timing ? band_key(row.timing->band) : "not_measured"},
              {"workdays", Json()},
              {"standing", to_string(row.time.standing)},
              {"workdays_left", Json()},
              {"last_day", Json()}};
    if (row.time.days_left) json["workdays_left"] = *row.time.days_left;
    if (row.time.last_day) json["last_day"] = format_date(*row.time.last_day);
    if (question.unsent) {
        json["not_sent"] = {{"reason", to_string(question.unsent->reason)},
                            {"theirs", is_theirs(question.unsent->reason)},
                            {"at", format_instant(question.unsent->at)},
                            {"note", question.unsent->note}};
    }
    if (question.answer) {
        json["replied_at"] = format_instant(question.answer->at);
        json["reply_url"] = ledger::without_private(question, question.answer->url);
        json["reply_excerpt"] = ledger::without_private(question, question.answer->excerpt);
    }
    if (question.effective) json["effective"] = *question.effective;
    if (row.timing && row.timing->workdays) json["workdays"] = *row.timing->workdays;
    return json;
}

Json rate_json(const std::optional<Points>& rate) {
    return rate ? Json(fixed2(*rate)) : Json();
}

std::string step_line(const QuestionEvent& step) {
    std::string line = fmt::format("  {}. {} {}（{}", step.number, format_instant(step.at),
                                   to_chinese(step.step), step.by);
    if (step.by_machine) line += "，由公开栏目查到";
    line += "）";
    if (step.step == QuestionStep::judged) line += step.effective ? "有效" : "无效";
    if (step.step == QuestionStep::not_sent) line += std::string(to_chinese(step.reason));
    for (const std::string& part : {step.channel, step.url, step.proof, step.note}) {
        if (!part.empty()) line += " " + part;
    }
    return line + "\n";
}

// To the second, so that the same table brought back is the same step.
std::string printed(const std::optional<Instant>& time) {
    if (!time) return {};
    std::string text = format_instant(*time).substr(0, kSecond);
    text[kDay] = ' ';
    return text;
}

}  // namespace

std::string_view band_key(ruleset::ReplyBand band) {
    switch (band) {
        case ruleset::ReplyBand::same_day:
            return "same_day";
        case ruleset::ReplyBand::within_1:
            return "within_1";
        case ruleset::ReplyBand::within_5:
            return "within_5";
        case ruleset::ReplyBand::over_5:
            return "over_5";
        case ruleset::ReplyBand::not_measured:
            break;
    }
    return "not_measured";
}

LedgerTable ledger_grid(const Ledger& ledger, bool with_private) {
    LedgerTable out;
    for (const intake::ColumnSpec& column : intake::question_records_kind().columns) {
        out.header.emplace_back(column.chinese.substr(0, column.chinese.find('|')));
    }
    for (const LedgerRow& row : ledger.rows) {
        const ledger::Question& question = row.question;
        const auto shown = [&](const std::string& text) {
            return with_private ? text : ledger::without_private(question, text);
        };
        const auto& unsent = question.unsent;
        const auto& answer = question.answer;
        const std::string effective = question.effective ? (*question.effective ? "是" : "否") : "";
        out.rows.push_back({question.site_code,
                            question.board_url,
                            question.title,
                            question.question,
                            question.asker,
                            question.working_hours,
                            question.login_needed ? "是" : "否",
                            shown(question.channel),
                            printed(question.asked_at),
                            with_private ? question.receipt_no : "",
                            with_private ? question.query_code : "",
                            unsent ? std::string(to_chinese(unsent->reason)) : "",
                            unsent ? printed(unsent->at) : "",
                            answer ? printed(answer->at) : "",
                            answer ? shown(answer->url) : "",
                            answer ? shown(answer->excerpt) : "",
                            answer ? answer->proof : "",
                            effective,
                            question.judged_by,
                            ""});
    }
    return out;
}

std::string ledger_json(const Ledger& ledger) {
    Json out{{"campaign", ledger.campaign.id}, {"today", format_date(ledger.today)}};
    out["questions"] = Json::array();
    for (const LedgerRow& row : ledger.rows) out["questions"].push_back(row_json(row));
    out["bands"] = Json::array();
    for (const ledger::Band& band : ledger.bands.bands) {
        out["bands"].push_back({{"name", band.name},
                                {"count", band.count},
                                {"share", rate_json(band.share)},
                                {"cumulative", rate_json(band.cumulative)}});
    }
    out["measured"] = ledger.bands.measured;
    out["not_measured"] = ledger.bands.not_measured;
    return dumped(out);
}

std::string ledger_table(const Ledger& ledger) {
    std::string out = fmt::format("{}：截至 {}，{} 个网站的问题\n", ledger.campaign.id,
                                  format_date(ledger.today), ledger.rows.size());
    for (const LedgerRow& row : ledger.rows) {
        const ledger::Question& question = row.question;
        out += fmt::format("{}  {}  “{}”  {}", question.site_code, row.name,
                           question.title.empty() ? question.question : question.title,
                           state_text(question));
        if (question.unsent) out += fmt::format("（{}）", to_chinese(question.unsent->reason));
        if (question.asked_at) out += "  " + format_date(date_of(*question.asked_at)) + " 提问";
        if (row.timing) out += fmt::format("  {}", band_text(row.timing->band));
        if (row.timing && row.timing->workdays) {
            out += fmt::format("  {} 个工作日", *row.timing->workdays);
        }
        out += "\n";
    }
    for (const ledger::Band& band : ledger.bands.bands) {
        out += fmt::format("{} {} 家", band.name, band.count);
        if (band.share) out += fmt::format("，占 {}%", format_points(*band.share, 1, false));
        if (band.cumulative) {
            out += fmt::format("，累计 {}%", format_points(*band.cumulative, 1, false));
        }
        out += "\n";
    }
    return out + fmt::format("已测 {} 家，未测 {} 家\n", ledger.bands.measured,
                             ledger.bands.not_measured);
}

std::string tasks_json(const Ledger& ledger) {
    Json out{{"campaign", ledger.campaign.id}, {"today", format_date(ledger.today)}};
    out["tasks"] = Json::array();
    for (const ledger::Task& task : ledger.tasks) {
        Json row{{"task", to_string(task.kind)},
                 {"site_code", task.site_code},
                 {"title", task.title},
                 {"asked", task.asked ? Json(format_date(*task.asked)) : Json()},
                 {"workdays", task.workdays ? Json(*task.workdays) : Json()},
                 {"limit", task.next_limit ? Json(task.limit) : Json()},
                 {"limit_day", task.next_limit ? Json(format_date(*task.next_limit)) : Json()},
                 {"why", task.why.empty() ? Json() : Json(task.why)}};
        out["tasks"].push_back(std::move(row));
    }
    return dumped(out);
}

std::string tasks_table(const Ledger& ledger) {
    std::string out =
        fmt::format("以 {} 为今天，{} 项\n", format_date(ledger.today), ledger.tasks.size());
    for (const ledger::TaskKind kind :
         {ledger::TaskKind::turns_over, ledger::TaskKind::over, ledger::TaskKind::judge,
          ledger::TaskKind::ask, ledger::TaskKind::waiting, ledger::TaskKind::unknown}) {
        for (const ledger::Task& task : ledger.tasks) {
            if (task.kind != kind) continue;
            out += fmt::format("{}  {}  “{}”", to_chinese(kind), task.site_code, task.title);
            if (task.asked) out += fmt::format("  {} 提问", format_date(*task.asked));
            if (task.workdays) out += fmt::format("，已过 {} 个工作日", *task.workdays);
            if (kind == ledger::TaskKind::turns_over) {
                out += task.limit == 0 ? std::string("，今天内答复才算当天答复")
                                       : fmt::format("，第{}个工作日今天结束", task.limit);
            } else if (task.next_limit) {
                out += fmt::format("，{}到第{}个工作日", format_date(*task.next_limit), task.limit);
            }
            if (!task.why.empty()) out += "  " + task.why;
            out += "\n";
        }
    }
    return out;
}

std::string question_text(const LedgerRow& row) {
    const ledger::Question& question = row.question;
    std::string out = fmt::format("{}  {}\n", question.site_code, row.name);
    const auto line = [&](std::string_view name, const std::string& value) {
        if (!value.empty()) out += fmt::format("{}：{}\n", name, value);
    };
    line("互动栏目", question.board_url);
    line("标题", question.title);
    line("问题", question.question);
    line("提问人", question.asker);
    line("受理时间", question.working_hours);
    line("登录", question.login_needed ? "需要" : "");
    line("受理编号（不公开）", question.receipt_no);
    line("查询码（不公开）", question.query_code);
    line("现状", std::string(state_text(question)));
    if (question.answer) line("答复", question.answer->excerpt);
    for (const QuestionEvent& step : question.steps) out += step_line(step);
    return out;
}

}  // namespace mingcha::app
