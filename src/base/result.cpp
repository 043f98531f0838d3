#include "base/result.h"

namespace mingcha {

std::string Error::text() const {
    std::string text = where.empty() ? what : where + ": " + what;
    if (!hint.empty()) text += " (" + hint + ")";
    return text;
}

}  // namespace mingcha
