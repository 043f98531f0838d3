#include "tests/unit/server/openapi.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cctype>
#include <regex>

#include "tests/testing/testdata.h"

namespace mingcha::server {

namespace {

using Json = nlohmann::json;

Json from_yaml(const YAML::Node& node) {
    if (node.IsSequence()) {
        Json out = Json::array();
        for (const YAML::Node& each : node) out.push_back(from_yaml(each));
        return out;
    }
    if (node.IsMap()) {
        Json out = Json::object();
        for (const auto& each : node) out[each.first.Scalar()] = from_yaml(each.second);
        return out;
    }
    if (node.IsNull()) return nullptr;
    const std::string& text = node.Scalar();
    if (node.Tag() == "!") return text;  // quoted
    if (text == "true" || text == "false") return text == "true";
    if (std::regex_match(text, std::regex("-?[0-9]+"))) return std::stoll(text);
    return text;
}

std::string upper(std::string text) {
    for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return text;
}

bool has_type(const Json& value, const std::string& type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    if (type == "boolean") return value.is_boolean();
    return type == "null" && value.is_null();
}

}  // namespace

OpenApi::OpenApi()
    : document_(from_yaml(YAML::Load(mingcha::testing::read_file("schemas/openapi.yaml")))) {}

std::vector<OpenApi::Operation> OpenApi::operations() const {
    std::vector<Operation> out;
    for (const auto& [path, item] : document_.at("paths").items()) {
        for (const char* method : {"get", "post", "put", "patch", "delete"}) {
            if (!item.contains(method)) continue;
            out.push_back({upper(method), path, item.at(method).value("x-action", "")});
        }
    }
    return out;
}

const Json& OpenApi::resolved(const Json& schema) const {
    const Json* at = &schema;
    for (int hops = 0; at->contains("$ref") && hops < 10; ++hops) {
        at = &document_.at(Json::json_pointer(at->at("$ref").get<std::string>().substr(1)));
    }
    return *at;
}

std::vector<std::string> OpenApi::faults(const std::string& method, const std::string& path,
                                         int status, const std::string& content_type,
                                         const std::string& body) const {
    std::vector<std::string> out;
    const std::string type = content_type.substr(0, content_type.find(';'));
    if (status >= 400) {
        if (type != "application/problem+json") return {"an error of type " + type};
        check(Json::parse(body), document_.at("components").at("schemas").at("Problem"), "", out);
        return out;
    }
    std::string lower = method;
    for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    const Json& responses = document_.at("paths").at(path).at(lower).at("responses");
    const std::string code = std::to_string(status);
    if (!responses.contains(code)) return {"status " + code + " is not documented"};
    const Json& response = resolved(responses.at(code));
    if (!response.contains("content")) {
        return body.empty() ? out : std::vector<std::string>{"a body that is not documented"};
    }
    if (!response.at("content").contains(type)) return {"type " + type + " is not documented"};
    if (type == "application/json") {
        check(Json::parse(body), response.at("content").at(type).at("schema"), "", out);
    }
    return out;
}

void OpenApi::check(const Json& value, const Json& given, const std::string& place,
                    std::vector<std::string>& out) const {
    const Json& schema = resolved(given);
    if (schema.contains("oneOf")) {
        int right = 0;
        for (const Json& each : schema.at("oneOf")) {
            std::vector<std::string> faults;
            check(value, each, place, faults);
            right += faults.empty() ? 1 : 0;
        }
        if (right != 1) out.push_back(place + ": fits " + std::to_string(right) + " of oneOf");
        return;
    }
    if (schema.contains("enum")) {
        const Json& words = schema.at("enum");
        if (std::find(words.begin(), words.end(), value) == words.end()) {
            out.push_back(place + ": " + value.dump() + " is none of the words");
        }
        return;
    }
    if (schema.contains("type")) {
        const Json& type = schema.at("type");
        const std::vector<std::string> types = type.is_array()
                                                   ? type.get<std::vector<std::string>>()
                                                   : std::vector{type.get<std::string>()};
        if (std::none_of(types.begin(), types.end(),
                         [&](const std::string& each) { return has_type(value, each); })) {
            out.push_back(place + ": " + value.dump().substr(0, 60) + " is no " + type.dump());
            return;
        }
    }
    if (value.is_object()) check_object(value, schema, place, out);
    if (value.is_array() && schema.contains("items")) {
        for (std::size_t i = 0; i < value.size(); ++i) {
            check(value[i], schema.at("items"), place + "/" + std::to_string(i), out);
        }
    }
    if (value.is_string() && schema.contains("pattern") &&
        !std::regex_search(value.get<std::string>(),
                           std::regex(schema.at("pattern").get<std::string>()))) {
        out.push_back(place + ": " + value.dump() + " does not match");
    }
}

void OpenApi::check_object(const Json& value, const Json& schema, const std::string& place,
                           std::vector<std::string>& out) const {
    if (schema.contains("required")) {
        for (const Json& name : schema.at("required")) {
            if (!value.contains(name.get<std::string>())) {
                out.push_back(place + ": lacks " + name.get<std::string>());
            }
        }
    }
    const Json properties = schema.value("properties", Json::object());
    for (const auto& [name, each] : value.items()) {
        if (properties.contains(name)) {
            check(each, properties.at(name), place + "/" + name, out);
        } else if (!schema.value("additionalProperties", true)) {
            out.push_back(place + ": does not know " + name);
        }
    }
}

}  // namespace mingcha::server
