// Document → docx, laid out as GB/T 9704-2012 wants official documents: A4, margins 37/35/28/26 mm,
// 22 lines of 28 characters, page numbers — N —, table heads repeated. The fonts are named as the
// standard names them, each with a fall-back.
#pragma once

#include <string>

#include "base/result.h"
#include "office/document.h"

namespace mingcha::office {

Result<std::string> write_docx(const Document& document);

}  // namespace mingcha::office
