// bench_crawl [--pages N] [--bytes N] [--mingcha PATH] [--wget2 PATH]: crawls the same made-up site
// of N linked pages with `mingcha inspect --rate 0` and with `wget2 -r`, one after the other, and
// prints what the server counted. A crawl that did not ask for every page makes the run fail: its
// time would mean nothing.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "bench/crawl/page_server.h"
#include "store/rows.h"
#include "store/store.h"

namespace {

struct Options {
    std::size_t pages = 20'000;
    std::size_t bytes = 34'000;
    std::string mingcha;
    std::string wget2 = "wget2";
};

struct Outcome {
    int status = -1;
    double seconds = 0;
    double cpu_seconds = 0;
    long peak_mb = 0;
};

Outcome run(const std::vector<std::string>& command, const std::string& output) {
    std::vector<char*> arguments;
    for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    const auto begin = std::chrono::steady_clock::now();
    const pid_t child = ::fork();
    if (child == 0) {
        const int out = ::open(output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
        ::dup2(out, STDOUT_FILENO);
        ::execvp(arguments[0], arguments.data());
        ::_exit(127);
    }
    int status = 0;
    rusage usage{};
    ::wait4(child, &status, 0, &usage);
    Outcome outcome;
    outcome.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    outcome.cpu_seconds = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    outcome.peak_mb = usage.ru_maxrss / 1024;
    return outcome;
}

std::string file_text(const std::filesystem::path& path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
}

// Prints one line and returns pages/s; ends the program where pages are missing.
double report(const char* who, const Outcome& outcome, const mingcha::bench::ServerCounts& counts,
              std::size_t pages, const std::vector<int>& good) {
    const double rate = static_cast<double>(counts.distinct) / outcome.seconds;
    fmt::print(
        "{:<14} {:>7.0f} pages/s  {:>6.2f} s  cpu {:>6.2f} s  peak {:>4} MB  server: {} requests, "
        "{} pages, {} "
        "distinct, {} missing\n",
        who, rate, outcome.seconds, outcome.cpu_seconds, outcome.peak_mb, counts.requests,
        counts.pages, counts.distinct, counts.missing);
    bool ended_well = false;
    for (int status : good) ended_well = ended_well || outcome.status == status;
    if (!ended_well || counts.distinct != pages) {
        fmt::print(stderr, "{}: exit status {}, {} of {} pages asked for\n", who, outcome.status,
                   counts.distinct, pages);
        std::exit(1);
    }
    return rate;
}

// A registry of one site and a campaign over it.
bool make_campaign(const std::string& data, const std::string& home) {
    auto store = mingcha::store::Store::open(data);
    mingcha::Site site;
    site.site_code = "9900000001";
    site.name = "某市人民政府";
    site.url = home;
    site.kind = mingcha::SiteKind::portal;
    mingcha::Campaign campaign;
    campaign.id = "bench";
    campaign.ruleset = "national-2019";
    campaign.window = {*mingcha::parse_date("2021-10-01"), *mingcha::parse_date("2021-12-31")};
    campaign.as_of = mingcha::end_of(campaign.window.to);
    if (!store) {
        fmt::print(stderr, "{}\n", store.error().text());
        return false;
    }
    for (const auto& saved : {mingcha::store::save<mingcha::Site>(**store, "", {site}),
                              mingcha::store::save<mingcha::Campaign>(**store, "", {campaign})}) {
        if (saved) continue;
        fmt::print(stderr, "{}\n", saved.error().text());
        return false;
    }
    return true;
}

Options read_options(int argc, char** argv) {
    Options options;
    options.mingcha =
        (std::filesystem::path(argv[0]).parent_path() / "../../mingcha").lexically_normal();
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string name = argv[i];
        if (name == "--pages") options.pages = std::strtoul(argv[i + 1], nullptr, 10);
        if (name == "--bytes") options.bytes = std::strtoul(argv[i + 1], nullptr, 10);
        if (name == "--mingcha") options.mingcha = argv[i + 1];
        if (name == "--wget2") options.wget2 = argv[i + 1];
    }
    return options;
}

}  // namespace

int main(int argc, char** argv) {
    const Options options = read_options(argc, argv);
    std::string pattern = (std::filesystem::temp_directory_path() / "bench-crawl-XXXXXX").string();
    const std::filesystem::path folder = ::mkdtemp(pattern.data());
    mingcha::bench::PageServer server(options.pages, options.bytes);
    const std::string home = fmt::format("http://127.0.0.1:{}/", server.port());
    fmt::print("{} pages of about {} bytes at {}\n", options.pages, options.bytes, home);

    const std::string data = folder / "data";
    const std::string out = folder / "out";
    if (!make_campaign(data, home)) return 1;
    server.reset();
    const Outcome inspect =
        run({options.mingcha, "--data", data, "inspect", "--campaign", "bench", "--rate", "0",
             "--max-pages", std::to_string(options.pages), "--max-seconds", "3600", "--allow-net",
             "127.0.0.0/8", "--no-render", "--format", "json"},
            out);
    const std::string summary = file_text(out);
    const double ours = report("mingcha", inspect, server.counts(), options.pages, {0});
    fmt::print("    {}\n", summary.substr(0, summary.find_last_not_of('\n') + 1));

    server.reset();
    // 8 is wget2's word for "some answer was an error": robots.txt is not there.
    const Outcome wget =
        run({options.wget2, "-q", "-r", "--level=inf", "-P", folder / "wget", home}, out);
    const double theirs = report("wget2 -r", wget, server.counts(), options.pages, {0, 8});
    fmt::print(
        "ratio          {:.2f} (mingcha / wget2, wall clock; both and the server share {} cores)\n",
        ours / theirs, ::sysconf(_SC_NPROCESSORS_ONLN));
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
    return 0;
}
