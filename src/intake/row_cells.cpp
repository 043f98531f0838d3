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
    return printed(row, wording);
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
RowCells cells_of(const MessageRow& row, Wording wording) {
    return printed(row, wording);
}

}  // namespace mingcha::intake
