// schemas/openapi.yaml as tests read it: which operations there are, and whether a body is what the
// schema says.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace mingcha::server {

class OpenApi {
public:
    OpenApi();  // reads the file of this checkout

    struct Operation {
        std::string method;  // "GET"
        std::string path;    // "/campaigns/{id}/sites"
        std::string action;  // x-action
    };
    std::vector<Operation> operations() const;

    // What is wrong with an answer, by place; empty: nothing. An error is held against Problem.
    std::vector<std::string> faults(const std::string& method, const std::string& path, int status,
                                    const std::string& content_type, const std::string& body) const;

private:
    using Json = nlohmann::json;
    const Json& resolved(const Json& schema) const;
    void check(const Json& value, const Json& schema, const std::string& place,
               std::vector<std::string>& out) const;
    void check_object(const Json& value, const Json& schema, const std::string& place,
                      std::vector<std::string>& out) const;

    Json document_;
};

}  // namespace mingcha::server
