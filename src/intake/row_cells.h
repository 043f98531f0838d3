// Typed rows → cells in the order of their kind's columns (intake/columns.h): the reverse of
// intake/rows.h. Read again they give equal rows.
#pragma once

#include <string>
#include <vector>

#include "model/honours.h"
#include "model/inputs.h"
#include "model/questions.h"
#include "model/registry.h"

namespace mingcha::intake {

using RowCells = std::vector<std::string>;

// Values as registries print them (政府门户网站, 是) or as programs do (portal, y); both are read.
enum class Wording { english, chinese };

RowCells cells_of(const Unit& row, Wording wording);
RowCells cells_of(const Division& row, Wording wording);
RowCells cells_of(const Site& row, Wording wording);
RowCells cells_of(const Account& row, Wording wording);
RowCells cells_of(const ImportedFinding& row, Wording wording);
RowCells cells_of(const Interaction& row, Wording wording);
RowCells cells_of(const BankQuestion& row, Wording wording);
RowCells cells_of(const Post& row, Wording wording);
RowCells cells_of(const AccountLook& row, Wording wording);
RowCells cells_of(const Probe& row, Wording wording);
RowCells cells_of(const Exemption& row, Wording wording);
RowCells cells_of(const RepostItem& row, Wording wording);
RowCells cells_of(const MessageRow& row, Wording wording);
RowCells cells_of(const Honour& row, Wording wording);

}  // namespace mingcha::intake
