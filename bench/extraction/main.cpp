// bench_extraction DIR [--quiet] [--seconds N]: precision and recall of every labelled field over
// DIR, each miss on a line of its own, and the speed from bytes to all facts on one core.
// Ends with 1 where a page cannot be read or a second run of the same bytes gives other facts.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <functional>

#include "base/text.h"
#include "extract/extractor.h"
#include "labels.h"

namespace {

using bench::LabelledPage;
using mingcha::PageFacts;

constexpr double kPageBytes = 34'000.0;  // of the page that speeds are given for
constexpr int kWarmUp = 2;

struct Field {
    std::string name;
    std::string label;  // column of index.csv
    std::function<std::string(const PageFacts&)> read;
    std::size_t labelled = 0, found = 0, right = 0, invented = 0, pages = 0;
};

std::string squeezed(std::string_view text) {
    std::string out = mingcha::single_spaces(mingcha::nfkc(text));
    std::erase(out, ' ');
    return out;
}

std::string date_of(const PageFacts& facts) {
    return facts.publish_date ? mingcha::format_date(facts.publish_date->date) : std::string{};
}

std::vector<Field> make_fields() {
    std::vector<Field> fields(6);
    fields[0] = {"publish_date", "pub_date", date_of};
    fields[1] = {"title", "title", [](const PageFacts& f) { return std::string(f.title); }};
    fields[2] = {"page_kind", "page_kind",
                 [](const PageFacts& f) { return std::string(mingcha::to_string(f.kind)); }};
    fields[3] = {"site_code", "footer_site_code",
                 [](const PageFacts& f) { return std::string(f.footer.site_code); }};
    fields[4] = {"icp", "icp", [](const PageFacts& f) { return std::string(f.footer.icp); }};
    fields[5] = {"police", "police",
                 [](const PageFacts& f) { return std::string(f.footer.police); }};
    return fields;
}

void judge(Field& field, const LabelledPage& page, const PageFacts& facts, bool quiet) {
    const auto has_column = page.labels.find(field.label);
    if (has_column == page.labels.end()) return;
    const std::string& wanted = has_column->second;
    const std::string got = field.read(facts);
    ++field.pages;
    field.labelled += wanted.empty() ? 0 : 1;
    field.found += got.empty() ? 0 : 1;
    const bool right = squeezed(wanted) == squeezed(got);
    field.right += right && !wanted.empty() ? 1 : 0;
    field.invented += wanted.empty() && !got.empty() ? 1 : 0;
    if (right || quiet) return;
    std::printf("miss %-12s %s%s\n       label: %s\n       found: %s\n", field.name.c_str(),
                page.file.c_str(), page.label("verified") == "n" ? " (unverified)" : "",
                wanted.empty() ? "-" : wanted.c_str(), got.empty() ? "-" : got.c_str());
}

std::string percent(std::size_t part, std::size_t whole) {
    char text[32];
    if (whole == 0) return "-";
    std::snprintf(text, sizeof text, "%.1f %%",
                  100.0 * static_cast<double>(part) / static_cast<double>(whole));
    return text;
}

// What a page's facts add up to: equal for equal bytes.
std::size_t fingerprint(const PageFacts& facts) {
    std::size_t sum = facts.links.size() * 31 + facts.items.size() * 7 + facts.columns.size();
    sum = sum * 1000003 + facts.text_chars;
    sum = sum * 1000003 + facts.main_text.size();
    sum = sum * 1000003 + std::hash<std::string_view>{}(facts.title);
    return sum * 1000003 + std::hash<std::string>{}(date_of(facts));
}

bool measure(const std::vector<LabelledPage>& pages, double seconds) {
    mingcha::extract::Extractor extractor;
    std::vector<std::size_t> expected;
    double bytes = 0;
    for (int round = 0; round < kWarmUp; ++round) {
        expected.clear();
        for (const LabelledPage& page : pages) {
            expected.push_back(fingerprint(extractor.extract({page.bytes, page.url, {}, {}})));
        }
    }
    for (const LabelledPage& page : pages) bytes += static_cast<double>(page.bytes.size());
    // Processor time: what else runs on the machine does not count.
    const auto now = [] { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; };
    double best = 1e9;
    double spent = 0;
    int rounds = 0;
    bool same = true;
    while (spent < seconds) {
        const double begin = now();
        for (std::size_t i = 0; i < pages.size(); ++i) {
            const PageFacts& facts = extractor.extract({pages[i].bytes, pages[i].url, {}, {}});
            same = same && fingerprint(facts) == expected[i];
        }
        const double round = now() - begin;
        best = std::min(best, round);
        spent += round;
        ++rounds;
    }
    const double mean = spent / rounds;
    std::printf(
        "speed: %.0f pages/s of 34 KB on one core (best round %.0f), %.1f MB/s of "
        "processor time, "
        "%zu pages of %.1f KB, %d rounds, tree included\n",
        bytes / mean / kPageBytes, bytes / best / kPageBytes, bytes / mean / 1e6, pages.size(),
        bytes / static_cast<double>(pages.size()) / 1000, rounds);
    if (!same) std::puts("error: the same bytes gave other facts in another round");
    return same;
}

}  // namespace

int main(int argc, char** argv) {
    bool quiet = false;
    double seconds = 3;
    std::string folder;
    for (int i = 1; i < argc; ++i) {
        if (std::strcmp(argv[i], "--quiet") == 0) {
            quiet = true;
        } else if (std::strcmp(argv[i], "--seconds") == 0 && i + 1 < argc) {
            seconds = std::atof(argv[++i]);
        } else {
            folder = argv[i];
        }
    }
    if (folder.empty()) {
        std::fputs("usage: bench_extraction DIR [--quiet] [--seconds N]\n", stderr);
        return 2;
    }
    const std::vector<LabelledPage> pages = bench::read_pages(folder);
    if (pages.empty()) {
        std::fprintf(stderr, "%s: no index.csv with rows\n", folder.c_str());
        return 1;
    }
    std::vector<Field> fields = make_fields();
    mingcha::extract::Extractor extractor;
    bool readable = true;
    for (const LabelledPage& page : pages) {
        if (page.bytes.empty()) {
            std::fprintf(stderr, "%s: cannot be read\n", page.file.c_str());
            readable = false;
            continue;
        }
        const PageFacts& facts = extractor.extract({page.bytes, page.url, {}, {}});
        for (Field& field : fields) judge(field, page, facts, quiet);
    }
    std::printf("%-14s %8s %8s %8s %10s %10s %9s\n", "field", "pages", "present", "right",
                "precision", "recall", "invented");
    for (const Field& field : fields) {
        if (field.pages == 0) continue;
        std::printf("%-14s %8zu %8zu %8zu %10s %10s %9zu\n", field.name.c_str(), field.pages,
                    field.labelled, field.right, percent(field.right, field.found).c_str(),
                    percent(field.right, field.labelled).c_str(), field.invented);
    }
    const bool same = seconds <= 0 || measure(pages, seconds);
    return readable && same ? 0 : 1;
}
