// The bank of simple questions and the steps of the ledger, as records.
#include <fmt/format.h>

#include "store/row_json.h"
#include "store/rows.h"

namespace mingcha::store {

std::string_view kind_of(const BankQuestion*) {
    return "bank_question";
}
std::string key_of(const BankQuestion& row) {
    return row.id;
}
std::string encode(const BankQuestion& row) {
    return printed({{"id", row.id},
                    {"title", row.title},
                    {"question", row.question},
                    {"kinds", row.kinds},
                    {"services", row.services},
                    {"points", row.points},
                    {"from", row.source}});
}
Result<bool> decode(std::string_view body, BankQuestion& row) {
    return parsed(body, [&](const Json& json) {
        row.id = text(json, "id");
        row.title = text(json, "title");
        row.question = text(json, "question");
        row.kinds = json.value("kinds", std::vector<std::string>());
        row.services = json.value("services", false);
        row.points = json.value("points", std::vector<std::string>());
        row.source = text(json, "from");
    });
}

std::string_view kind_of(const QuestionEvent*) {
    return "question_step";
}
std::string key_of(const QuestionEvent& row) {
    return fmt::format("{}\n{}", row.site_code, row.number);
}
std::string encode(const QuestionEvent& row) {
    Json json{{"site", row.site_code},
              {"number", row.number},
              {"step", to_string(row.step)},
              {"at", row.at.seconds},
              {"logged_at", row.logged_at.seconds},
              {"by", row.by}};
    put_text(json, "board", row.board_url);
    put_text(json, "question_id", row.question_id);
    put_text(json, "title", row.title);
    put_text(json, "question", row.question);
    put_text(json, "asker", row.asker);
    put_text(json, "hours", row.working_hours);
    if (row.login_needed) json["login"] = true;
    put_text(json, "channel", row.channel);
    put_text(json, "receipt", row.receipt_no);
    put_text(json, "query_code", row.query_code);
    if (row.step == QuestionStep::not_sent) json["reason"] = to_string(row.reason);
    put_text(json, "url", row.url);
    put_text(json, "excerpt", row.excerpt);
    put_text(json, "proof", row.proof);
    if (row.by_machine) json["machine"] = true;
    if (row.step == QuestionStep::judged) json["effective"] = row.effective;
    put_text(json, "note", row.note);
    return printed(json);
}
Result<bool> decode(std::string_view body, QuestionEvent& row) {
    return parsed(body, [&](const Json& json) {
        row.site_code = text(json, "site");
        row.number = json.at("number").get<std::int32_t>();
        row.step = parse_question_step(text(json, "step")).value_or(QuestionStep::planned);
        row.at = Instant{json.at("at").get<std::int64_t>()};
        row.logged_at = Instant{json.at("logged_at").get<std::int64_t>()};
        row.by = text(json, "by");
        row.board_url = text(json, "board");
        row.question_id = text(json, "question_id");
        row.title = text(json, "title");
        row.question = text(json, "question");
        row.asker = text(json, "asker");
        row.working_hours = text(json, "hours");
        row.login_needed = json.value("login", false);
        row.channel = text(json, "channel");
        row.receipt_no = text(json, "receipt");
        row.query_code = text(json, "query_code");
        row.reason = parse_not_sent(text(json, "reason")).value_or(NotSent::other);
        row.url = text(json, "url");
        row.excerpt = text(json, "excerpt");
        row.proof = text(json, "proof");
        row.by_machine = json.value("machine", false);
        row.effective = json.value("effective", true);
        row.note = text(json, "note");
    });
}

}  // namespace mingcha::store
