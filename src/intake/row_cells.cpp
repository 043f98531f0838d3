#include "intake/row_cells.h"

#include "base/text.h"

namespace mingcha::intake {

namespace {

constexpr std::string_view kNoCode = "无";

std::string yes_no(bool value, Wording wording) {
    if (wording == Wording::chinese) return value ? "是" : "否";
    return value ? "y" : "n";
}

// 0 says that nothing was given.
std::string given(std::int64_t number) {
    return number == 0 ? std::string() : std::to_string(number);
}

std::string given(const std::optional<std::int64_t>& number) {
    return number ? std::to_string(*number) : std::string();
}

std::string given(const std::optional<Instant>& time) {
    return time ? format_instant(*time) : std::string();
}

template <class Enum>
std::string word(Enum value, Wording wording) {
    return std::string(wording == Wording::chinese ? to_chinese(value) : to_string(value));
}

}  // namespace

RowCells cells_of(const Unit& row, Wording) {
    return {row.name,       row.short_name,   row.shortest_name,
            row.supervisor, given(row.order), join(row.aliases, "|")};
}

RowCells cells_of(const Division& row, Wording) {
    return {row.code, row.name, row.short_name, given(row.order)};
}

RowCells cells_of(const Site& row, Wording wording) {
    return {row.site_code,
            row.name,
            row.unit,
            row.url,
            word(row.kind, wording),
            row.division,
            yes_no(row.has_services, wording),
            word(row.state, wording),
            row.supervisor,
            row.platform};
}

RowCells cells_of(const Account& row, Wording wording) {
    return {row.account_code.empty() ? std::string(kNoCode) : row.account_code,
            row.operator_name,
            row.name,
            row.type,
            row.url,
            given(row.followers),
            word(row.state, wording),
            row.division};
}

RowCells cells_of(const ImportedFinding& row, Wording wording) {
    return {row.target,
            row.rule,
            row.problem,
            std::to_string(row.count),
            row.points ? fixed2(*row.points) : std::string(),
            row.reason,
            yes_no(row.carried_over, wording),
            row.evidence_url,
            given(row.found_at),
            row.inspector,
            row.note};
}

RowCells cells_of(const Interaction& row, Wording wording) {
    return {row.site_code,         row.question,
            row.channel,           format_instant(row.asked_at),
            given(row.replied_at), yes_no(row.effective, wording),
            row.reply_excerpt,     row.receipt_no,
            row.query_code};
}

RowCells cells_of(const Post& row, Wording) {
    const bool coded = is_account_code(row.account_key);
    return {coded ? row.account_key : std::string(kNoCode),
            row.account_type,
            row.name,
            format_instant(row.published_at),
            row.title,
            row.url,
            given(row.interactions)};
}

RowCells cells_of(const Probe& row, Wording wording) {
    return {row.site_code,
            row.vantage,
            format_instant(row.at),
            yes_no(row.ok, wording),
            given(row.http_status),
            std::to_string(row.elapsed_ms),
            row.error};
}

RowCells cells_of(const RepostItem& row, Wording) {
    return {row.id,     row.title,
            row.issuer, format_instant(row.issued_at),
            row.url,    std::to_string(row.due_hours)};
}

RowCells cells_of(const MessageRow& row, Wording wording) {
    return {row.site_code,
            row.column,
            row.title,
            format_instant(row.asked_at),
            given(row.replied_at),
            yes_no(row.is_public, wording)};
}

}  // namespace mingcha::intake
