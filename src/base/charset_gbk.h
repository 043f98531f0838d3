// UTF-8 as GBK bytes, for pages that are served in the old encoding.
#pragma once

#include <string>
#include <string_view>

namespace mingcha {

// What GBK cannot write becomes '?'.
std::string to_gbk(std::string_view utf8);

}  // namespace mingcha
