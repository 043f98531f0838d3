#include "gather/render.h"

#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include <fmt/format.h>

#include "base/site_url.h"
#include "base/text.h"

namespace mingcha::gather {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kLookMs = 100;  // how often time and memory are looked at
constexpr unsigned kNobody = 65534;

constexpr std::array kPrograms{"/usr/bin/chromium", "/usr/bin/chromium-browser",
                               "/usr/bin/google-chrome"};

// A folder that goes away with everything in it.
class Profile {
public:
    Profile() {
        std::error_code error;
        const auto base = std::filesystem::temp_directory_path(error);
        std::string pattern = ((error ? "." : base) / "mingcha-render-XXXXXX").string();
        if (mkdtemp(pattern.data()) != nullptr) path_ = pattern;
    }
    ~Profile() {
        std::error_code ignored;
        if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
    }
    Profile(const Profile&) = delete;
    Profile& operator=(const Profile&) = delete;
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

// Resident memory of a process group, in kilobytes.
std::int64_t group_kilobytes(pid_t group) {
    std::int64_t total = 0;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator("/proc", error)) {
        const std::string name = entry.path().filename().string();
        if (name.find_first_not_of("0123456789") != std::string::npos) continue;
        if (getpgid(static_cast<pid_t>(std::atol(name.c_str()))) != group) continue;
        std::ifstream statm(entry.path() / "statm");
        std::int64_t size = 0;
        std::int64_t resident = 0;
        std::int64_t shared = 0;
        if (statm >> size >> resident >> shared) {
            total += (resident - shared) * (sysconf(_SC_PAGESIZE) / 1024);
        }
    }
    return total;
}

struct Pipe {
    std::array<int, 2> ends{-1, -1};
    Pipe() {
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) ends = {-1, -1};
    }
    ~Pipe() {
        for (int end : ends) {
            if (end >= 0) ::close(end);
        }
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    void close_end(std::size_t which) {
        if (ends[which] >= 0) ::close(std::exchange(ends[which], -1));
    }
};

// In the child, after fork: only calls that are safe there.
[[noreturn]] void become_browser(const std::vector<char*>& arguments,
                                 std::vector<char*>& environment, int out, bool drop_root) {
    setpgid(0, 0);
    const int null = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    dup2(null, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    dup2(null, STDERR_FILENO);
    if (drop_root && (setgid(kNobody) != 0 || setuid(kNobody) != 0)) _exit(126);
    execve(arguments.front(), arguments.data(), environment.data());
    _exit(127);
}

Fail render_error(const std::string& url, std::string what) {
    return fail(url, std::move(what), "the page is not measured");
}

// Reads the child's output until it ends, is too long, too slow or too large; it is gone on return.
Result<std::string> watch(pid_t child, Pipe& pipe, const std::string& url) {
    const auto deadline = Clock::now() + std::chrono::seconds(kRenderSeconds);
    std::string html;
    std::string trouble;
    std::array<char, 64 * 1024> piece;
    while (trouble.empty()) {
        pollfd ready{pipe.ends[0], POLLIN, 0};
        const int got = ::poll(&ready, 1, kLookMs);
        if (got > 0) {
            const ssize_t bytes = ::read(pipe.ends[0], piece.data(), piece.size());
            if (bytes < 0 && errno == EINTR) continue;
            if (bytes <= 0) break;
            html.append(piece.data(), static_cast<std::size_t>(bytes));
            if (html.size() > kMaxRenderedBytes) trouble = "rendered page is too large";
        } else if (group_kilobytes(child) > kMaxRenderKilobytes) {
            trouble = "rendering needs too much memory";
        }
        if (Clock::now() > deadline) trouble = "rendering took too long";
    }
    if (!trouble.empty()) kill(-child, SIGKILL);
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    kill(-child, SIGKILL);  // what it may have left behind
    if (!trouble.empty()) return render_error(url, std::move(trouble));
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || trim(html).empty()) {
        return render_error(url, "Chromium gave no page");
    }
    return html;
}

}  // namespace

std::optional<Renderer> Renderer::find(const FetchOptions& options) {
    for (const char* program : kPrograms) {
        if (::access(program, X_OK) == 0) return Renderer(program, options);
    }
    return std::nullopt;
}

// The site's host and its www twin lead to one checked address; every other name leads nowhere.
Result<std::string> Renderer::host_rules(const std::string& url) const {
    const auto parts = split_site_url(url);
    if (!parts) return render_error(url, "not an address of a page");
    const std::string host = lower_ascii(parts->host);
    std::string target;
    for (const std::string& line : options_.connect_to) {
        const std::string head = fmt::format("{}:{}:", host, parts->port);
        if (lower_ascii(line).starts_with(head)) {
            target = line.substr(head.size());
            break;
        }
    }
    const bool literal = parse_ip(host).has_value();
    if (target.empty() && !literal) target = options_.resolve_all;
    std::string lookup = target.empty() ? host : target.substr(0, target.rfind(':'));
    if (lookup.starts_with('[')) lookup = lookup.substr(1, lookup.size() - 2);
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (getaddrinfo(lookup.c_str(), nullptr, &hints, &found) != 0) {
        return render_error(url, "the host's name does not resolve");
    }
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> freed(found, &freeaddrinfo);
    const auto address = ip_of(*found->ai_addr);
    if (!address || !options_.guard.permits(*address)) {
        return render_error(url, "the address may not be asked");
    }
    std::string ip = format_ip(*address);
    if (!address->is_v4()) ip = "[" + ip + "]";
    const std::string port = target.empty() ? std::string{} : target.substr(target.rfind(':'));
    const std::string bare = host.starts_with("www.") ? host.substr(4) : host;
    if (literal) return fmt::format("MAP {} {}{}, MAP * ~NOTFOUND", host, ip, port);
    return fmt::format("MAP {0} {1}{2}, MAP www.{0} {1}{2}, MAP * ~NOTFOUND", bare, ip, port);
}

Result<std::string> Renderer::run(const std::string& url, const std::string& rules,
                                  bool sandbox) const {
    const Profile profile;
    Pipe pipe;
    if (profile.path().empty() || pipe.ends[0] < 0) {
        return render_error(url, "no temporary folder or pipe for Chromium");
    }
    const bool root = geteuid() == 0;
    if (root && ::chown(profile.path().c_str(), kNobody, kNobody) != 0) {
        return render_error(url, "the profile cannot be handed to another user");
    }
    std::vector<std::string> arguments{program_,
                                       "--headless=new",
                                       "--disable-gpu",
                                       "--no-first-run",
                                       "--disable-extensions",
                                       "--disable-background-networking",
                                       "--disable-component-update",
                                       "--disable-sync",
                                       "--disable-default-apps",
                                       "--disable-dev-shm-usage",
                                       "--disable-breakpad",
                                       "--mute-audio",
                                       "--no-proxy-server",
                                       "--ignore-certificate-errors",
                                       "--blink-settings=imagesEnabled=false",
                                       "--js-flags=--max-old-space-size=256",
                                       "--renderer-process-limit=1",
                                       fmt::format("--user-agent={}", kUserAgent),
                                       "--user-data-dir=" + profile.path(),
                                       "--host-resolver-rules=" + rules,
                                       fmt::format("--virtual-time-budget={}", kRenderVirtualMs),
                                       fmt::format("--timeout={}", kRenderSeconds * 1000 / 2),
                                       "--dump-dom"};
    if (!sandbox) arguments.push_back("--no-sandbox");
    arguments.push_back(url);
    std::vector<std::string> variables{"HOME=" + profile.path(), "TMPDIR=" + profile.path(),
                                       "XDG_CONFIG_HOME=" + profile.path(), "PATH=/usr/bin:/bin",
                                       "LANG=C.UTF-8"};
    std::vector<char*> argument_list;
    for (std::string& argument : arguments) argument_list.push_back(argument.data());
    argument_list.push_back(nullptr);
    std::vector<char*> variable_list;
    for (std::string& variable : variables) variable_list.push_back(variable.data());
    variable_list.push_back(nullptr);
    const pid_t child = ::fork();
    if (child < 0) return render_error(url, "no new process");
    if (child == 0) become_browser(argument_list, variable_list, pipe.ends[1], root);
    setpgid(child, child);
    pipe.close_end(1);
    return watch(child, pipe, url);
}

Result<std::string> Renderer::render(const std::string& url) {
    const std::lock_guard lock(*one_);
    const auto rules = host_rules(url);
    if (!rules) return rules;
    if (sandbox_works_) {
        auto html = run(url, *rules, true);
        if (html || html.error().what.find("gave no page") == std::string::npos) return html;
    }
    // Containers often lack the user namespaces that the sandbox needs. It runs as nobody all the
    // same.
    auto html = run(url, *rules, false);
    if (html) sandbox_works_ = false;
    return html;
}

}  // namespace mingcha::gather
