#include "gather/certificate.h"

#include <curl/curl.h>
#include <openssl/x509_vfy.h>

#include "base/text.h"

namespace mingcha::gather {

namespace {

constexpr std::size_t kMaxIssuerBytes = 200;

std::string_view value_of(const std::vector<std::string_view>& lines, std::string_view name) {
    for (std::string_view line : lines) {
        if (line.starts_with(name) && line.size() > name.size() && line[name.size()] == ':') {
            return trim(line.substr(name.size() + 1));
        }
    }
    return {};
}

std::string why_not_trusted(long verified) {
    switch (verified) {
        case X509_V_ERR_CERT_HAS_EXPIRED:
            return "证书已过期";
        case X509_V_ERR_CERT_NOT_YET_VALID:
            return "证书尚未生效";
        case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
        case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
            return "自签名证书";
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
        case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
            return "证书链不完整或签发机构不受信任";
        case X509_V_ERR_CERT_REVOKED:
            return "证书已吊销";
        default:
            return std::string("证书不受信任：") + X509_verify_cert_error_string(verified);
    }
}

// "CN = a.gov.cn" in a subject, "DNS:a.gov.cn, DNS:*.a.gov.cn" in the names.
bool is_for(const std::vector<std::string_view>& lines, std::string_view host) {
    const std::string_view names = value_of(lines, "X509v3 Subject Alternative Name");
    for (std::string_view name : split(names, ',')) {
        name = trim(name);
        for (std::string_view kind : {"DNS:", "IP Address:"}) {
            if (name.starts_with(kind) && names_host(name.substr(kind.size()), host)) return true;
        }
    }
    if (!names.empty()) return false;
    for (std::string_view part : split(value_of(lines, "Subject"), ',')) {
        part = trim(part);
        const std::size_t equal = part.find('=');
        if (equal == std::string_view::npos || trim(part.substr(0, equal)) != "CN") continue;
        if (names_host(trim(part.substr(equal + 1)), host)) return true;
    }
    return false;
}

}  // namespace

bool names_host(std::string_view pattern, std::string_view host) {
    if (equals_ignoring_ascii_case(pattern, host)) return true;
    if (!pattern.starts_with("*.")) return false;
    const std::size_t dot = host.find('.');
    return dot != std::string_view::npos && dot > 0 &&
           equals_ignoring_ascii_case(pattern.substr(2), host.substr(dot + 1));
}

Certificate read_certificate(const std::vector<std::string_view>& lines, std::string_view host,
                             long verified, Instant now) {
    Certificate certificate;
    certificate.issuer = std::string(value_of(lines, "Issuer").substr(0, kMaxIssuerBytes));
    const std::string until(value_of(lines, "Expire date"));
    const time_t expires = until.empty() ? -1 : curl_getdate(until.c_str(), nullptr);
    if (expires >= 0) certificate.expires = Instant{static_cast<std::int64_t>(expires)};
    if (certificate.expires && *certificate.expires < now) {
        certificate.problem = "证书已过期";
    } else if (verified != X509_V_OK) {
        certificate.problem = why_not_trusted(verified);
    } else if (!lines.empty() && !is_for(lines, host)) {
        certificate.problem = "证书域名与网站不符";
    }
    certificate.trusted = certificate.problem.empty();
    return certificate;
}

}  // namespace mingcha::gather
