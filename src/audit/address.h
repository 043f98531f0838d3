// What two writings of one address share. Keys are for looking up, never shown.
#pragma once

#include <string>
#include <string_view>

namespace mingcha::audit {

// Lower-case host without port; empty where there is none.
std::string host_of(std::string_view url);

// The host without a leading "www.": a registered host and its twin are one site.
std::string bare_host(std::string_view url);

// Path and query, "/" where empty; fragment cut.
std::string_view path_of(std::string_view url);

// Scheme, "www.", fragment, and index pages (index.html, default.htm, …) fall away, the host is
// lower case: http://www.a.gov.cn/zwgk/index.html and https://a.gov.cn/zwgk/ are one.
std::string address_key(std::string_view url);

// Is `inner` below the folder of `outer` (both as address_key)? False for the same address.
bool lies_under(std::string_view inner, std::string_view outer);

// A second, third … page of a list: index_2.html, list_3.htm, ?page=4.
bool is_further_page(std::string_view url);

}  // namespace mingcha::audit
