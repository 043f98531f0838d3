// bench_html [DIR] [--rounds N]: bytes of UTF-8 → tree, by each engine over all *.html and *.htm
// below DIR (the outside test pages where none is named). Rounds go through the engines in turn, so
// that a noisy machine is noisy for all; an engine's figure is the sum of its best times, page by
// page. Before any time is printed the links that each found are compared, page by page.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

#include "bench/html/allocations.h"
#include "bench/html/engines.h"
#include "html/encoding.h"
#include "tests/testing/testdata.h"

namespace {

using mingcha::bench::Engine;
namespace fs = std::filesystem;

struct Page {
    std::string name;
    std::string text;  // UTF-8
};

std::vector<Page> read_pages(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const std::string kind = entry.path().extension().string();
        if (entry.is_regular_file() && (kind == ".html" || kind == ".htm")) {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    mingcha::html::Decoder decoder;
    std::vector<Page> pages;
    for (const fs::path& file : files) {
        const std::string bytes = mingcha::testing::read_file(file);
        pages.push_back(
            {fs::relative(file, folder).string(), std::string(decoder.decode(bytes).utf8)});
    }
    return pages;
}

// Gumbo follows the standard of its time, which let nothing but options into a <select>: the links
// that pages put there are lost in it, and only these may be. Pages where libxml2, which follows no
// standard, finds other links than ours are listed for the reader to judge.
bool links_agree(const std::vector<Page>& pages,
                 const std::vector<std::unique_ptr<Engine>>& engines) {
    std::vector<std::size_t> totals(engines.size(), 0);
    std::size_t in_select = 0;
    bool agree = true;
    for (const Page& page : pages) {
        mingcha::bench::Links ours;
        for (std::size_t i = 0; i < engines.size(); ++i) {
            engines[i]->parse(page.text);
            const mingcha::bench::Links links = engines[i]->count_links();
            engines[i]->release();
            totals[i] += links.all;
            if (i == 0) {
                ours = links;
                in_select += links.in_select;
                continue;
            }
            const bool gumbo = std::string(engines[i]->name()) == "gumbo";
            const std::size_t expected = gumbo ? ours.all - ours.in_select : ours.all;
            if (links.all == expected) continue;
            agree = agree && !gumbo;
            std::printf("  %s: %s %zu links, %zu expected\n", page.name.c_str(), engines[i]->name(),
                        links.all, expected);
        }
    }
    for (std::size_t i = 0; i < engines.size(); ++i) {
        std::printf("links: %s %zu\n", engines[i]->name(), totals[i]);
    }
    std::printf("of ours %zu inside a <select>, where gumbo drops them\n", in_select);
    return agree;
}

// Parses every page once and keeps the best time of each in `best`.
void run_round(Engine& engine, const std::vector<Page>& pages, std::vector<double>& best) {
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const auto start = std::chrono::steady_clock::now();
        engine.parse(pages[i].text);
        engine.release();
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        best[i] = std::min(best[i], took.count());
    }
}

}  // namespace

int main(int argc, char** argv) {
    std::string folder;
    int rounds = 15;
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        if (argument == "--rounds" && i + 1 < argc) {
            rounds = std::max(1, std::atoi(argv[++i]));
        } else {
            folder = argument;
        }
    }
    if (folder.empty()) {
        const auto found = mingcha::testing::testdata("pages");
        if (!found) {
            std::printf("no pages: name a folder of HTML files\n");
            return 2;
        }
        folder = found->string();
    }
    const std::vector<Page> pages = read_pages(folder);
    std::size_t bytes = 0;
    for (const Page& page : pages) bytes += page.text.size();
    if (pages.empty()) {
        std::printf("no *.html or *.htm in %s\n", folder.c_str());
        return 2;
    }
    std::printf("%zu pages, %zu bytes, %zu a page\n", pages.size(), bytes, bytes / pages.size());
    const auto engines = mingcha::bench::engines();
    const bool agree = links_agree(pages, engines);

    std::vector<std::vector<double>> best(
        engines.size(), std::vector<double>(pages.size(), std::numeric_limits<double>::max()));
    std::size_t heap = 0;
    for (int round = 0; round < rounds; ++round) {
        for (std::size_t i = 0; i < engines.size(); ++i) {
            const std::size_t before = mingcha::bench::heap_requests();
            run_round(*engines[i], pages, best[i]);
            if (i == 0) heap += mingcha::bench::heap_requests() - before;
        }
    }
    std::vector<double> total;
    for (const auto& times : best) {
        total.push_back(std::accumulate(times.begin(), times.end(), 0.0));
    }
    for (std::size_t i = 0; i < engines.size(); ++i) {
        std::printf("%-8s %8.1f MB/s %9.1f us/page", engines[i]->name(),
                    static_cast<double>(bytes) / total[i] / 1e6,
                    total[i] * 1e6 / static_cast<double>(pages.size()));
        if (i > 0) {
            std::printf("   %s is %.1f times as fast", engines[0]->name(), total[i] / total[0]);
        }
        std::printf("\n");
    }
    std::printf("heap requests of %s, %d rounds after the first: %zu\n", engines[0]->name(), rounds,
                heap);
    if (!agree) std::printf("FAILED: the engines of the HTML standard count different links\n");
    return agree ? 0 : 1;
}
