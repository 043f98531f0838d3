// Addresses of websites and pages as people type them into tables.
#pragma once

#include <string>
#include <string_view>

namespace mingcha::intake {

// What is wrong with `text` as an http or https address and what would be right, in Chinese; empty
// where nothing is. Hosts in Chinese (http://政务.中国), ports, IPv4 and IPv6 literals are right.
std::string address_fault(std::string_view text);

}  // namespace mingcha::intake
