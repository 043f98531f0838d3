#include <nlohmann/json.hpp>

#include "html/arena.h"
#include "html/entities.h"
#include "html/input.h"
#include "html/tokenizer.h"
#include "tests/conformance/cases.h"
#include "tests/testing/testdata.h"

namespace mingcha::conformance {

namespace {

using nlohmann::json;

// "\uXXXX" of the doubleEscaped cases. A lone surrogate becomes its three bytes, in input and
// expectation alike.
std::string unescape(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 5 >= text.size() || text[i + 1] != 'u') {
            out += text[i];
            continue;
        }
        auto unit = static_cast<char32_t>(std::stoul(text.substr(i + 2, 4), nullptr, 16));
        i += 5;
        if (unit >= 0xD800 && unit < 0xDC00 && i + 6 < text.size() && text[i + 1] == '\\' &&
            text[i + 2] == 'u') {
            const auto low = static_cast<char32_t>(std::stoul(text.substr(i + 3, 4), nullptr, 16));
            if (low >= 0xDC00 && low < 0xE000) {
                unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
                i += 6;
            }
        }
        char bytes[4];
        out.append(bytes, html::put_utf8(unit, bytes));
    }
    return out;
}

json unescape_all(const json& value) {
    if (value.is_string()) return unescape(value.get<std::string>());
    if (value.is_array()) {
        json out = json::array();
        for (const json& each : value) out.push_back(unescape_all(each));
        return out;
    }
    if (value.is_object()) {
        json out = json::object();
        for (const auto& [key, each] : value.items()) out[unescape(key)] = unescape_all(each);
        return out;
    }
    return value;
}

void add_text(json& tokens, std::string_view text) {
    if (text.empty()) return;
    if (!tokens.empty() && tokens.back()[0] == "Character") {
        tokens.back()[1] = tokens.back()[1].get<std::string>() + std::string(text);
    } else {
        tokens.push_back(json::array({"Character", std::string(text)}));
    }
}

json tokenize(const std::string& input, html::TokenizerState state, const std::string& last) {
    html::Arena arena;
    html::Tokenizer tokenizer(arena);
    tokenizer.start(html::with_line_feeds(input, arena), state, last);
    json tokens = json::array();
    html::Token token;
    for (;;) {
        tokenizer.next(token);
        switch (token.kind) {
            case html::TokenKind::end_of_file:
                return tokens;
            case html::TokenKind::text:
                add_text(tokens, token.data);
                break;
            case html::TokenKind::comment:
                tokens.push_back(json::array({"Comment", std::string(token.data)}));
                break;
            case html::TokenKind::end_tag:
                tokens.push_back(json::array({"EndTag", std::string(token.data)}));
                break;
            case html::TokenKind::start_tag: {
                json attributes = json::object();
                for (const html::Attribute& attribute : token.attributes) {
                    attributes[std::string(attribute.name)] = std::string(attribute.value);
                }
                json tag = json::array({"StartTag", std::string(token.data), attributes});
                if (token.self_closing) tag.push_back(true);
                tokens.push_back(tag);
                break;
            }
            case html::TokenKind::doctype: {
                const auto text = [](bool has, std::string_view value) {
                    return has ? json(std::string(value)) : json();
                };
                tokens.push_back(
                    json::array({"DOCTYPE", text(!token.data.empty(), token.data),
                                 text(token.has_public, token.public_id),
                                 text(token.has_system, token.system_id), !token.force_quirks}));
                break;
            }
        }
    }
}

json merged(const json& expected) {
    json tokens = json::array();
    for (const json& token : expected) {
        if (token[0] == "Character") {
            add_text(tokens, token[1].get<std::string>());
        } else {
            tokens.push_back(token);
        }
    }
    return tokens;
}

html::TokenizerState state_named(const std::string& name) {
    if (name == "PLAINTEXT state") return html::TokenizerState::plaintext;
    if (name == "RCDATA state") return html::TokenizerState::rcdata;
    if (name == "RAWTEXT state") return html::TokenizerState::rawtext;
    if (name == "Script data state") return html::TokenizerState::script_data;
    if (name == "CDATA section state") return html::TokenizerState::cdata;
    return html::TokenizerState::data;
}

std::string printed(const json& value) {
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace

void run_tokenizer_file(const std::filesystem::path& path, Count& count) {
    const json file = json::parse(testing::read_file(path));
    if (file.contains("xmlViolationTests")) {
        count.skipped += static_cast<std::int64_t>(file["xmlViolationTests"].size());
    }
    if (!file.contains("tests")) return;
    for (const json& each : file["tests"]) {
        json input = each["input"];
        json expected = each["output"];
        if (each.value("doubleEscaped", false)) {
            input = unescape_all(input);
            expected = unescape_all(expected);
        }
        expected = merged(expected);
        std::vector<std::string> states{"Data state"};
        if (each.contains("initialStates")) {
            states = each["initialStates"].get<std::vector<std::string>>();
        }
        for (const std::string& state : states) {
            const json actual = tokenize(input.get<std::string>(), state_named(state),
                                         each.value("lastStartTag", std::string()));
            report(count, path.filename().string() + ": " + each["description"].get<std::string>(),
                   printed(input), actual == expected ? printed(actual) : printed(expected),
                   printed(actual));
        }
    }
}

}  // namespace mingcha::conformance
