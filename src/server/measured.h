// docs/rules/measured.csv as it was when the program was built.
#pragma once

#include <string_view>

namespace mingcha::server {

std::string_view measured_csv();

}  // namespace mingcha::server
