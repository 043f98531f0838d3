// What a certificate says, from the lines that libcurl gives of it. Private to gather.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gather/fetcher.h"

namespace mingcha::gather {

// `lines` are those of the first certificate of the chain ("Issuer:…", "Expire date:…",
// "X509v3 Subject Alternative Name:…"); `verified` is OpenSSL's verdict on the chain, which does
// not look at the name.
Certificate read_certificate(const std::vector<std::string_view>& lines, std::string_view host,
                             long verified, Instant now);

// RFC 6125: the name itself, or one label for a leading "*.".
bool names_host(std::string_view pattern, std::string_view host);

}  // namespace mingcha::gather
