// Labelled pages: a folder with index.csv (columns file, host, page_kind, pub_date, title,
// footer_site_code, verified, …, and where somebody labelled them icp and police) and the pages.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace bench {

struct LabelledPage {
    std::string file;
    std::string url;    // http://HOST/<last part of file>
    std::string bytes;  // empty where the file cannot be read
    std::map<std::string, std::string> labels;

    const std::string& label(const std::string& name) const;
};

// RFC 4180: quoted cells, doubled quotes, line ends inside quotes.
std::vector<std::vector<std::string>> read_csv(const std::string& text);

// Empty where there is no index.csv.
std::vector<LabelledPage> read_pages(const std::string& folder);

}  // namespace bench
