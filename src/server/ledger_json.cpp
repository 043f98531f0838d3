#include "server/ledger_json.h"

#include <algorithm>

#include "annual/checks.h"
#include "annual/fields.h"

namespace mingcha::server {

namespace {

template <class Number>
Json number_or_null(const std::optional<Number>& number) {
    return number ? Json(*number) : Json(nullptr);
}

Json unsent_json(const ledger::Question& question) {
    if (!question.unsent) return nullptr;
    const UnsentQuestion& unsent = *question.unsent;
    return {{"reason", to_string(unsent.reason)},
            {"theirs", is_theirs(unsent.reason)},
            {"at", format_instant(unsent.at)},
            {"note", unsent.note}};
}

Json answer_json(const ledger::Question& question, bool with_private) {
    if (!question.answer) return nullptr;
    const ledger::Answer& answer = *question.answer;
    const auto shown = [&](const std::string& text) {
        return with_private ? text : ledger::without_private(question, text);
    };
    return {{"at", format_instant(answer.at)},
            {"url", text_or_null(shown(answer.url))},
            {"excerpt", shown(answer.excerpt)},
            {"proof", text_or_null(answer.proof)},
            {"by_machine", answer.by_machine},
            {"effective", bool_or_null(question.effective)},
            {"judged_by", text_or_null(question.judged_by)}};
}

Json step_json(const ledger::Question& question, const QuestionEvent& step, bool with_private) {
    const auto shown = [&](const std::string& text) {
        return text_or_null(with_private ? text : ledger::without_private(question, text));
    };
    const bool unsent = step.step == QuestionStep::not_sent;
    const bool judged = step.step == QuestionStep::judged;
    return {{"number", step.number},
            {"step", to_string(step.step)},
            {"at", format_instant(step.at)},
            {"logged_at", format_instant(step.logged_at)},
            {"by", step.by},
            {"by_machine", step.by_machine},
            {"channel", shown(step.channel)},
            {"reason", unsent ? Json(to_string(step.reason)) : Json(nullptr)},
            {"url", shown(step.url)},
            {"excerpt", shown(step.excerpt)},
            {"proof", text_or_null(step.proof)},
            {"effective", judged ? Json(step.effective) : Json(nullptr)},
            {"note", shown(step.note)}};
}

}  // namespace

Json question_json(const app::LedgerRow& row, bool with_private) {
    const ledger::Question& question = row.question;
    const std::string channel =
        with_private ? question.channel : ledger::without_private(question, question.channel);
    return {{"site_code", question.site_code},
            {"name", row.name},
            {"unit", row.unit},
            {"title", question.title},
            {"question", question.question},
            {"board_url", text_or_null(question.board_url)},
            {"asker", question.asker},
            {"working_hours", question.working_hours},
            {"login_needed", question.login_needed},
            {"standing", to_string(row.time.standing)},
            {"band", row.timing ? app::band_key(row.timing->band) : "not_measured"},
            {"channel", channel},
            {"asked_at", time_or_null(question.asked_at)},
            {"last_day", day_or_null(row.time.last_day)},
            {"workdays", number_or_null(row.time.workdays)},
            {"days_left", number_or_null(row.time.days_left)},
            {"days_over", number_or_null(row.time.days_over)},
            {"not_sent", unsent_json(question)},
            {"answer", answer_json(question, with_private)}};
}

Json question_detail_json(const app::LedgerRow& row, bool with_private) {
    const ledger::Question& question = row.question;
    Json steps = Json::array();
    for (const QuestionEvent& step : question.steps) {
        steps.push_back(step_json(question, step, with_private));
    }
    Json out{{"question", question_json(row, with_private)},
             {"steps", steps},
             {"receipt_no", nullptr},
             {"query_code", nullptr}};
    if (with_private) {
        out["receipt_no"] = text_or_null(question.receipt_no);
        out["query_code"] = text_or_null(question.query_code);
    }
    return out;
}

Json bands_json(const ledger::Bands& bands) {
    static constexpr std::string_view kKeys[] = {"same_day", "within_1", "within_5", "over_5"};
    Json rows = Json::array();
    for (std::size_t i = 0; i < bands.bands.size(); ++i) {
        const ledger::Band& band = bands.bands[i];
        rows.push_back({{"band", kKeys[i]},
                        {"count", band.count},
                        {"share", points_json(band.share)},
                        {"cumulative", points_json(band.cumulative)}});
    }
    return rows;
}

Json annual_row_json(const app::AnnualEntry& entry) {
    const AnnualReport& form = entry.report;
    return {{"subject", form.subject},
            {"name", entry.name},
            {"unit", entry.unit},
            {"year", form.year},
            {"stage", to_string(form.stage)},
            {"begun", !form.values.empty() || !form.steps.empty()},
            {"filled", form.values.size()},
            {"fields", annual::fields_of(form.form).size()},
            {"missing", annual::missing(form).size()},
            {"contradictions", annual::contradictions(form).size()},
            {"public_url", text_or_null(form.public_url)}};
}

Json annual_detail_json(const app::AnnualEntry& entry) {
    const AnnualReport& form = entry.report;
    Json fields = Json::array();
    for (const annual::Field& field : annual::fields_of(form.form)) {
        Json row{{"id", field.id},       {"group", field.group}, {"part", text_or_null(field.part)},
                 {"label", field.label}, {"unit", field.unit},   {"required", field.required},
                 {"value", nullptr},     {"origin", nullptr},    {"source", nullptr}};
        const auto found = form.values.find(std::string(field.id));
        if (found != form.values.end()) {
            row["value"] = found->second.text;
            row["origin"] = to_string(found->second.origin);
            row["source"] = found->second.source;
        }
        fields.push_back(std::move(row));
    }
    Json contradictions = Json::array();
    for (const annual::Problem& each : annual::contradictions(form)) {
        contradictions.push_back({{"field", each.field}, {"text", each.text}});
    }
    Json steps = Json::array();
    for (const AnnualStep& step : form.steps) {
        steps.push_back({{"to", to_string(step.to)},
                         {"by", step.by},
                         {"reason", text_or_null(step.reason)},
                         {"at", format_instant(step.at)}});
    }
    return {{"row", annual_row_json(entry)},
            {"fields", fields},
            {"missing", annual::missing(form)},
            {"contradictions", contradictions},
            {"steps", steps}};
}

}  // namespace mingcha::server
