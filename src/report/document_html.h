// Document → one HTML page with print rules of the same looks as the docx; Chromium makes the pdf
// of it. No script, nothing loaded from elsewhere.
#pragma once

#include <string>

#include "office/document.h"

namespace mingcha::report {

std::string document_html(const office::Document& document);

}  // namespace mingcha::report
