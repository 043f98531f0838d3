#include <sstream>
#include <vector>

#include "html/parser.h"
#include "html/serialize.h"
#include "tests/conformance/cases.h"
#include "tests/testing/testdata.h"

namespace mingcha::conformance {

namespace {

struct Case {
    std::string data;
    std::string document;
    std::string context;
    bool is_fragment = false;
    bool script_on = false;
    std::size_t line = 0;
};

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::string line;
    for (char c : text) {
        if (c != '\n') {
            line += c;
            continue;
        }
        lines.push_back(line);
        line.clear();
    }
    if (!line.empty()) lines.push_back(line);
    return lines;
}

std::string join_lines(const std::vector<std::string>& lines) {
    std::string out;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i > 0) out += '\n';
        out += lines[i];
    }
    return out;
}

// A case begins with "#data" at the start of the file or behind an empty line.
std::vector<Case> read_cases(const std::string& text) {
    std::vector<Case> cases;
    const std::vector<std::string> lines = lines_of(text);
    std::string section;
    std::vector<std::string> data, document;
    const auto finish = [&] {
        if (cases.empty()) return;
        while (!document.empty() && document.back().empty()) document.pop_back();
        cases.back().data = join_lines(data);
        cases.back().document = join_lines(document);
        data.clear();
        document.clear();
    };
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string& line = lines[i];
        if (line == "#data" && (i == 0 || lines[i - 1].empty() || section.empty())) {
            finish();
            cases.emplace_back();
            cases.back().line = i + 1;
            section = "#data";
            continue;
        }
        if (cases.empty()) continue;
        const bool in_data = section == "#data";
        if (line == "#errors" && in_data) {
            section = line;
            continue;
        }
        if (!in_data && section != "#document" && !line.empty() && line[0] == '#') {
            section = line;
            if (line == "#document-fragment") cases.back().is_fragment = true;
            if (line == "#script-on") cases.back().script_on = true;
            continue;
        }
        if (in_data) data.push_back(line);
        if (section == "#document-fragment" && !line.empty()) cases.back().context = line;
        if (section == "#document") document.push_back(line);
    }
    finish();
    return cases;
}

}  // namespace

void run_tree_file(const std::filesystem::path& path, Count& count) {
    for (const auto& part : path) {
        if (part == "scripted") {
            count.skipped += static_cast<std::int64_t>(read_cases(testing::read_file(path)).size());
            return;
        }
    }
    html::Parser parser;
    for (const Case& each : read_cases(testing::read_file(path))) {
        if (each.script_on) {
            ++count.skipped;
            continue;
        }
        const html::Document& document = each.is_fragment
                                             ? parser.parse_fragment(each.data, each.context)
                                             : parser.parse(each.data);
        report(count, path.filename().string() + ":" + std::to_string(each.line), each.data,
               each.document, html::dump(document));
    }
}

}  // namespace mingcha::conformance
