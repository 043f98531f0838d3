// Answers of the API: JSON, and errors as problem documents (RFC 9457) with a hint how to mend
// them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "httpd/server.h"

namespace mingcha::server {

struct Problem {
    int status = 500;
    std::string_view name;  // urn:mingcha:NAME
    std::string title;
    std::string detail;
    std::string hint;
    std::string where;
    std::vector<std::string> problems;
    bool first_start = false;
    std::int64_t retry_after = 0;  // seconds; 0: not said
};

httpd::Response problem(const Problem& said);

// An error of a use case: 422, for the input can be mended; where the store itself fails, 500 by
// `broken`.
httpd::Response refused(const Error& error);
httpd::Response conflict(const Error& error);  // 409: the state of things is against it
httpd::Response broken(const Error& error);
httpd::Response not_found(std::string detail,
                          std::string hint = "查看列表，或请上级单位确认它归谁监管");
httpd::Response forbidden(std::string detail, std::string hint);
httpd::Response not_ready();  // 503: the view is being made

httpd::Response json(int status, std::string body);
httpd::Response no_content();

}  // namespace mingcha::server
