#include "intake/row_cells.h"

#include "base/text.h"
#include "intake/row_fields.h"
#include "intake/row_writer.h"

namespace mingcha::intake {

namespace {

template <class Row>
RowCells printed(Row row, Wording wording) {
    RowWriter writer(wording);
    fields(writer, row);
    return writer.take();
}

}  // namespace

void RowWriter::list(std::string_view, const std::vector<std::string>& value) {
    cells_.push_back(join(value, "|"));
}

void RowWriter::required_yes(std::string_view, bool value) {
    const bool chinese = wording_ == Wording::chinese;
    cells_.emplace_back(value ? (chinese ? "是" : "y") : (chinese ? "否" : "n"));
}

RowCells cells_of(const Unit& row, Wording wording) {
    return printed(row, wording);
}
RowCells cells_of(const Division& row, Wording wording) {
    return printed(row, wording);
}
RowCells cells_of(const Site& row, Wording wording) {
    return printed(row, wording);
}
RowCells cells_of(const Account& row, Wording wording) {
    return printed(row, wording);
}
RowCells cells_of(const ImportedFinding& row, Wording wording) {
    return printed(row, wording);
}
RowCells cells_of(const Interaction& row, Wording wording) {
    return printed(row, wording);
}
RowCells cells_of(const BankQuestion& row, Wording wording) {
    return printed(row, wording);
}
RowCells cells_of(const Post& row, Wording wording) {
    PostLine line;
    line.post = row;
    line.published_at = row.published_at;
    return printed(std::move(line), wording);
}
RowCells cells_of(const AccountLook& row, Wording wording) {
    PostLine line;
    line.post.account_key = row.account_key;
    line.post.account_type = row.account_type;
    line.post.name = row.name;
    line.post.url = row.url;
    line.post.certified_as = row.certified_as;
    line.post.by = row.by;
    line.post.screenshot = row.screenshot;
    line.operator_name = row.operator_name;
    if (row.last_post) line.last_seen = at(*row.last_post);
    line.seen_at = row.seen_at;
    line.state = row.state;
    line.cause = row.reason.text;
    return printed(std::move(line), wording);
}
RowCells cells_of(const Probe& row, Wording wording) {
    return printed(row, wording);
}
RowCells cells_of(const Exemption& row, Wording wording) {
    return printed(row, wording);
}
RowCells cells_of(const RepostItem& row, Wording wording) {
    return printed(row, wording);
}
RowCells cells_of(const Honour& row, Wording wording) {
    return printed(row, wording);
}
RowCells cells_of(const MessageRow& row, Wording wording) {
    return printed(row, wording);
}

}  // namespace mingcha::intake
