// bench_text [DIR]: matching with dictionaries of 10,000 and 100,000 terms, longest match and
// exceptions included, beside Hyperscan alone with the same terms, on the same texts and in the
// same run. Checks first that the matches are those of a naive matcher; fails where they are not,
// or where the share of Hyperscan's speed is below 80 %. With DIR the texts of
// the pages in it too, for information: there Hyperscan passes over what is not Chinese faster than
// blanks can be looked at.
#include <fmt/format.h>
#include <hs/hs.h>
#include <sys/resource.h>

#include <algorithm>
#include <ctime>
#include <iostream>
#include <numeric>
#include <optional>

#include "bench/text/made_text.h"
#include "bench/text/naive.h"
#include "wording/matcher.h"

namespace {

using namespace mingcha;

constexpr std::size_t kTextBytes = std::size_t{4} << 20;
constexpr int kRounds = 7;
constexpr double kWantedShare = 0.8;
constexpr std::uint32_t kSeed = 20211112;

// Hyperscan with the terms and nothing else.
class Plain {
public:
    explicit Plain(const Dictionary& dictionary) {
        std::vector<const char*> texts;
        std::vector<std::size_t> lengths;
        for (const DictionaryTerm& term : dictionary.terms) {
            texts.push_back(term.text.c_str());
            lengths.push_back(term.text.size());
        }
        const std::vector<unsigned> flags(texts.size(), 0);
        std::vector<unsigned> ids(texts.size());
        std::iota(ids.begin(), ids.end(), 0U);
        hs_compile_error_t* wrong = nullptr;
        good_ = hs_compile_lit_multi(texts.data(), flags.data(), ids.data(), lengths.data(),
                                     static_cast<unsigned>(texts.size()), HS_MODE_BLOCK, nullptr,
                                     &database_, &wrong) == HS_SUCCESS &&
                hs_alloc_scratch(database_, &scratch_) == HS_SUCCESS;
    }
    Plain(const Plain&) = delete;
    Plain& operator=(const Plain&) = delete;
    ~Plain() {
        hs_free_scratch(scratch_);
        hs_free_database(database_);
    }

    bool good() const { return good_; }

    std::size_t count(const std::vector<std::string>& texts) const {
        std::size_t found = 0;
        for (const std::string& text : texts) {
            hs_scan(
                database_, text.data(), static_cast<unsigned>(text.size()), 0, scratch_,
                [](unsigned, unsigned long long, unsigned long long, unsigned, void* context) {
                    ++*static_cast<std::size_t*>(context);
                    return 0;
                },
                &found);
        }
        return found;
    }

private:
    hs_database_t* database_ = nullptr;
    hs_scratch_t* scratch_ = nullptr;
    bool good_ = false;
};

std::size_t count(wording::Scanner& scanner, const std::vector<std::string>& texts) {
    const wording::Place place{Date{18943}, ""};
    std::size_t found = 0;
    for (const std::string& text : texts) found += scanner.scan(text, place).size();
    return found;
}

// Of this thread: other programs on the machine do not count.
template <class Work>
double seconds_of(Work work) {
    const auto now = [] {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
    };
    const double begin = now();
    work();
    return now() - begin;
}

// Number of matches, where they are those of the naive matcher.
std::optional<std::size_t> checked(const Dictionary& dictionary, wording::Scanner& scanner,
                                   const std::vector<std::string>& texts) {
    const bench::NaiveMatcher naive(dictionary);
    std::size_t found = 0;
    for (const std::string& text : texts) {
        const auto& matches = scanner.scan(text, {Date{18943}, ""});
        const auto expected = naive.find(text);
        const bool same =
            std::equal(matches.begin(), matches.end(), expected.begin(), expected.end(),
                       [](const auto& a, const auto& b) {
                           return a.begin == b.begin && a.end == b.end && a.term == b.term;
                       });
        if (!same) return std::nullopt;
        found += matches.size();
    }
    return found;
}

bool compare(std::string_view what, const wording::Matcher& matcher, const Plain& plain,
             const std::vector<std::string>& texts, bool naive_agrees_on_all) {
    wording::Scanner scanner(matcher);
    std::size_t bytes = 0;
    for (const std::string& text : texts) bytes += text.size();
    std::optional<std::size_t> found = count(scanner, texts);
    if (naive_agrees_on_all) found = checked(matcher.dictionary(), scanner, texts);
    if (!found) {
        std::cerr << what << ": not the matches of the naive matcher\n";
        return false;
    }
    double ours = 1e9, theirs = 1e9;
    std::size_t hits = 0;
    for (int round = 0; round < kRounds; ++round) {
        theirs = std::min(theirs, seconds_of([&] { hits = plain.count(texts); }));
        ours = std::min(ours, seconds_of([&] { count(scanner, texts); }));
    }
    const double megabytes = static_cast<double>(bytes) / 1e6;
    const double share = theirs / ours;
    std::cout << fmt::format(
        "{:<28} {:5.1f} MB: Hyperscan {:6.0f} MB/s ({} hits), ours {:6.0f} MB/s ({} matches), "
        "{:.0f} %\n",
        what, megabytes, megabytes / theirs, hits, megabytes / ours, *found, share * 100);
    return share >= kWantedShare;
}

bool run(std::size_t terms, const std::vector<std::string>& pages) {
    const Dictionary dictionary = bench::make_dictionary(terms, kSeed);
    std::optional<wording::Matcher> matcher;
    const double took = seconds_of([&] {
        auto compiled = wording::Matcher::compile(dictionary);
        if (compiled) matcher = std::move(*compiled);
    });
    const Plain plain(dictionary);
    if (!matcher || !plain.good()) {
        std::cerr << terms << " terms do not compile\n";
        return false;
    }
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::cout << fmt::format("{} terms, {} exceptions: compiled in {:.2f} s, peak so far {} MB\n",
                             terms, dictionary.allowed.size(), took, usage.ru_maxrss / 1024);
    const auto texts = bench::make_texts(dictionary, kTextBytes, kSeed + 1);
    bool good = compare("made-up Chinese", *matcher, plain, texts, true);
    // Pages hold blanks, which the naive matcher knows nothing of.
    if (!pages.empty()) compare("text of pages", *matcher, plain, pages, false);
    return good;
}

}  // namespace

int main(int argc, char** argv) {
    std::vector<std::string> pages;
    if (argc > 1) {
        const auto once = bench::page_texts(argv[1]);
        for (int i = 0; i < 20; ++i) pages.insert(pages.end(), once.begin(), once.end());
    }
    bool good = true;
    for (const std::size_t terms : {10'000U, 100'000U}) good = run(terms, pages) && good;
    return good ? 0 : 1;
}
