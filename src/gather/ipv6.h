// Is a site to be opened over IPv6? Its home page is asked for once more, by IPv6 addresses only.
// What an answer means is said here; whose fault a silence is depends on our own line.
#pragma once

#include <string_view>

#include "gather/fetcher.h"
#include "gather/outcome.h"

namespace mingcha::gather {

// What one crawl knows of its own way out over IPv6.
struct Ipv6Line {
    bool proved = false;  // some public address answered
};

// Can the home page be asked for over IPv6 and the answer mean anything? Not where its address was
// given by the command line as IPv4, where the URL names an IPv4 address, and not where the name
// leads into a private network here (`home_address`: where the page came from), whose answer for
// IPv6 is not the public one's.
bool asks_over_ipv6(const FetchOptions& options, std::string_view url,
                    std::string_view home_address);

// A route to public IPv6 addresses, with a public address of our own. Sends nothing.
bool has_ipv6_route();

// The verdict of outcome.h in the words of IPv6: no address published, reached, not reached, or
// not to be tried by us. Notes in `line` that an address answered.
Assessment assess_ipv6(const FetchResponse& response, Assessment assessment, Ipv6Line& line);

}  // namespace mingcha::gather
