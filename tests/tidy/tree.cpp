#include "tests/tidy/tree.h"

#include <cstdio>
#include <memory>

#include "base/text.h"
#include "tests/testing/testdata.h"

namespace mingcha::tidy {

namespace {

std::vector<std::string> tracked_paths() {
    std::vector<std::string> paths;
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(
        popen("git ls-files --cached --others --exclude-standard", "r"), &pclose);
    if (!pipe) return paths;
    std::string line;
    for (int c = 0; (c = std::fgetc(pipe.get())) != EOF;) {
        if (c != '\n') {
            line += static_cast<char>(c);
            continue;
        }
        paths.push_back(line);
        line.clear();
    }
    return paths;
}

std::vector<TextFile> read_tree() {
    std::vector<TextFile> files;
    for (const std::string& path : tracked_paths()) {
        if (FILE* there = std::fopen(path.c_str(), "r")) {
            std::fclose(there);
        } else {
            continue;  // tracked, but taken away in the working tree
        }
        const std::string bytes = testing::read_file(path);
        if (bytes.find('\0') != std::string::npos) continue;
        TextFile file{path, {}};
        for (std::string_view line : split(bytes, '\n')) file.lines.emplace_back(line);
        files.push_back(std::move(file));
    }
    return files;
}

}  // namespace

const std::vector<TextFile>& tree() {
    static const std::vector<TextFile> kTree = read_tree();
    return kTree;
}

bool is_under(const TextFile& file, std::string_view folder) {
    return file.path.rfind(std::string(folder) + "/", 0) == 0;
}

bool ends_with(const TextFile& file, std::string_view ending) {
    return file.path.size() >= ending.size() &&
           file.path.compare(file.path.size() - ending.size(), ending.size(), ending) == 0;
}

}  // namespace mingcha::tidy
