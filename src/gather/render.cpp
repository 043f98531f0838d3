#include "gather/render.h"

#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

#include <fmt/format.h>

#include "base/site_url.h"
#include "base/text.h"
#include "gather/confined.h"

namespace mingcha::gather {

namespace {

constexpr std::string_view kNoPage = "Chromium gave no page";

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

Fail render_error(const std::string& url, std::string what) {
    return fail(url, std::move(what), "the page is not measured");
}

std::string_view words_of(ChildTrouble trouble) {
    switch (trouble) {
        case ChildTrouble::none:
        case ChildTrouble::failed:
            break;
        case ChildTrouble::no_process:
            return "no process could be made for Chromium";
        case ChildTrouble::too_long:
            return "rendering took too long";
        case ChildTrouble::too_much_memory:
            return "rendering needs too much memory";
        case ChildTrouble::too_much_output:
            return "rendered page is too large";
    }
    return kNoPage;
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
    if (profile.path().empty()) return render_error(url, "no temporary folder for Chromium");
    if (geteuid() == 0 && ::chown(profile.path().c_str(), kNobody, kNobody) != 0) {
        return render_error(url, "the profile cannot be handed to another user");
    }
    ConfinedProgram program;
    program.arguments = {program_,
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
    if (!sandbox) program.arguments.emplace_back("--no-sandbox");
    program.arguments.push_back(url);
    program.environment = {"HOME=" + profile.path(), "TMPDIR=" + profile.path(),
                           "XDG_CONFIG_HOME=" + profile.path(), "PATH=/usr/bin:/bin",
                           "LANG=C.UTF-8"};
    program.seconds = kRenderSeconds;
    program.kilobytes = kMaxRenderKilobytes;
    program.output_bytes = kMaxRenderedBytes;
    ChildOutcome outcome = run_confined(program);
    if (outcome.trouble != ChildTrouble::none) {
        return render_error(url, std::string(words_of(outcome.trouble)));
    }
    if (trim(outcome.output).empty()) return render_error(url, std::string(kNoPage));
    return std::move(outcome.output);
}

Result<std::string> Renderer::render(const std::string& url) {
    const std::lock_guard lock(*one_);
    const auto rules = host_rules(url);
    if (!rules) return rules;
    if (sandbox_works_) {
        auto html = run(url, *rules, true);
        if (html || html.error().what != kNoPage) return html;
    }
    // Containers often lack the user namespaces that the sandbox needs. It runs as nobody all the
    // same.
    auto html = run(url, *rules, false);
    if (html) sandbox_works_ = false;
    return html;
}

}  // namespace mingcha::gather
