#include "labels.h"

#include <fstream>
#include <sstream>

namespace bench {

namespace {

std::string slurp(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

}  // namespace

const std::string& LabelledPage::label(const std::string& name) const {
    static const std::string kEmpty;
    const auto found = labels.find(name);
    return found == labels.end() ? kEmpty : found->second;
}

std::vector<std::vector<std::string>> read_csv(const std::string& text) {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> row(1);
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c != '"') {
                row.back() += c;
            } else if (i + 1 < text.size() && text[i + 1] == '"') {
                row.back() += '"';
                ++i;
            } else {
                quoted = false;
            }
        } else if (c == '"') {
            quoted = true;
        } else if (c == ',') {
            row.emplace_back();
        } else if (c == '\n') {
            rows.push_back(row);
            row.assign(1, "");
        } else if (c != '\r') {
            row.back() += c;
        }
    }
    if (row.size() > 1 || !row[0].empty()) rows.push_back(row);
    return rows;
}

std::vector<LabelledPage> read_pages(const std::string& folder) {
    std::vector<LabelledPage> pages;
    const auto rows = read_csv(slurp(folder + "/index.csv"));
    for (std::size_t r = 1; r < rows.size(); ++r) {
        LabelledPage page;
        for (std::size_t c = 0; c < rows[r].size() && c < rows[0].size(); ++c) {
            page.labels[rows[0][c]] = rows[r][c];
        }
        page.file = page.label("file");
        page.url =
            "http://" + page.label("host") + "/" + page.file.substr(page.file.rfind('/') + 1);
        page.bytes = slurp(folder + "/" + page.file);
        pages.push_back(std::move(page));
    }
    return pages;
}

}  // namespace bench
