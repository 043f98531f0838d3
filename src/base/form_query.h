// What a form sends in an address: application/x-www-form-urlencoded (WHATWG URL Standard §5.2).
#pragma once

#include <string>
#include <string_view>

namespace mingcha {

// Appends "name=value", after "&" where there is something already. `gbk`: the page of the form is
// in GBK, and so is what it sends.
void add_to_query(std::string& query, std::string_view name, std::string_view value, bool gbk);

// The address that a GET form leads to: its own query gives way to what is sent.
std::string with_query(std::string_view action, std::string_view query);

}  // namespace mingcha
