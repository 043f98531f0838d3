#include "server/console.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "people/passwords.h"
#include "secrets/secrets.h"
#include "server/progress_stream.h"

namespace mingcha::server {

namespace {

constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

constexpr std::array<std::string_view, 9> kFileEndings{
    ".js", ".css", ".map", ".svg", ".png", ".ico", ".txt", ".html", ".webmanifest"};

httpd::Response plain(int status, std::string body) {
    httpd::Response out;
    out.status = status;
    out.headers.emplace_back("Content-Type", "text/plain; charset=utf-8");
    out.body = std::move(body);
    return out;
}

bool has_header(const httpd::Response& out, std::string_view name) {
    return std::any_of(out.headers.begin(), out.headers.end(), [name](const auto& each) {
        return equals_ignoring_ascii_case(each.first, name);
    });
}

// What every answer bears; one that has a policy or cache of its own keeps it.
void add_security_headers(httpd::Response& out) {
    const std::pair<std::string_view, std::string_view> wanted[] = {
        {"Content-Security-Policy", kPolicy},
        {"X-Content-Type-Options", "nosniff"},
        {"X-Frame-Options", "DENY"},
        {"Referrer-Policy", "no-referrer"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
        {"Cache-Control", "no-store"}};
    for (const auto& [name, value] : wanted) {
        if (!has_header(out, name)) out.headers.emplace_back(std::string(name), std::string(value));
    }
}

std::string_view cookie_of(const httpd::Request& request) {
    for (const std::string_view part : split(request.header("Cookie"), ';')) {
        const std::string_view pair = trim(part);
        const std::size_t equals = pair.find('=');
        if (equals != std::string_view::npos && pair.substr(0, equals) == kCookie) {
            return pair.substr(equals + 1);
        }
    }
    return {};
}

// Tables, and the proofs that come with a step on a finding.
bool takes_files(std::string_view path) {
    return path.starts_with(std::string(kApi) + "/imports/") || path.ends_with("-steps") ||
           path.ends_with("/publication/returned");
}

bool changes_something(std::string_view method) {
    return method != "GET" && method != "HEAD";
}

// A page of another site may not even try: browsers say where a request comes from.
bool comes_from_elsewhere(const httpd::Request& request) {
    const std::string_view site = request.header("Sec-Fetch-Site");
    return !site.empty() && site != "same-origin" && site != "none";
}

httpd::Response slow_down() {
    Problem said{429, "too-many", "请求太多", "这个地址的请求太多", "过一秒再试", "", {}};
    said.retry_after = 1;
    return problem(said);
}

httpd::Response signed_out(const Call& call) {
    Problem said{401, "signed-out", "未登录", "请先登录", "登录过期后需要重新登录", "", {}};
    said.first_start = call.directory->is_new();
    return problem(said);
}

}  // namespace

Console::Console(store::Store& store, ConsoleOptions options)
    : services_(store, std::move(options)) {
    const auto directory = services_.directory();
    if (directory && (*directory)->is_new()) {
        services_.options.on_first_start("/first-start?token=" + services_.first_token);
    }
}

httpd::Response Console::respond(const httpd::Request& request) {
    httpd::Response out = too_many(request.remote) ? slow_down() : route(request);
    add_security_headers(out);
    ++answers_[static_cast<std::size_t>(std::clamp(out.status / 100, 0, 5))];
    return out;
}

std::uint64_t Console::body_limit(const httpd::Request& head) {
    if (head.path == std::string(kApi) + "/capture/pictures") {
        const auto link = services_.capture_links.use(head.header(kCaptureKey),
                                                      services_.options.now());
        return link ? kMaxUpload : kMaxBody;
    }
    if (!takes_files(head.path)) return kMaxBody;
    const auto directory = services_.directory();
    if (!directory) return kMaxBody;
    const auto session =
        services_.sessions.use(cookie_of(head), (*directory)->settings, services_.options.now());
    return session ? kMaxUpload : kMaxBody;
}

bool Console::too_many(const std::string& address) {
    const Instant now = services_.options.now();
    const std::lock_guard lock(bucket_mutex_);
    if (buckets_.size() >= kMaxAddresses && !buckets_.contains(address)) {
        std::erase_if(buckets_, [now](const auto& each) { return each.second.at < now; });
        if (buckets_.size() >= kMaxAddresses) return true;
    }
    Bucket& bucket = buckets_[address];
    const std::int64_t passed =
        std::clamp<std::int64_t>(now.seconds - bucket.at.seconds, 0, kBurst);
    bucket.left = std::min(kBurst, bucket.left + passed * kPerSecond);
    bucket.at = now;
    if (bucket.left == 0) return true;
    --bucket.left;
    return false;
}

httpd::Response Console::route(const httpd::Request& request) {
    if (request.path == "/healthz") return plain(200, "ok\n");
    if (request.path == "/metrics") return metrics();
    if (request.path.starts_with(std::string(kApi) + "/")) return api(request);
    if (request.path.starts_with("/api/")) {
        return not_found("没有这个接口", "接口在 /api/v1 之下，见 schemas/openapi.yaml");
    }
    return file(request);
}

httpd::Response Console::api(const httpd::Request& request) {
    const Match match =
        find_route(request.method, std::string_view(request.path).substr(kApi.size()));
    if (match.route == nullptr) {
        if (match.allowed.empty()) return not_found("没有这个接口", "见 schemas/openapi.yaml");
        httpd::Response out = problem({405,
                                       "wrong-method",
                                       "方法不对",
                                       "这个地址不接受 " + shorten(request.method, 20),
                                       "可用的方法：" + match.allowed,
                                       "",
                                       {}});
        out.headers.emplace_back("Allow", match.allowed);
        return out;
    }
    const auto directory = services_.directory();
    if (!directory) return broken(directory.error());
    Call call{services_, request, Query(request.query), match.values, *directory, {}, nullptr,
              {},        {}};
    call.actor = {"", request.remote, services_.options.now()};
    if (changes_something(request.method) && comes_from_elsewhere(request)) {
        return forbidden("请求来自另一个网站", "在控制台里操作");
    }
    if (match.route->action == people::Action::nothing) return match.route->handle(call);
    call.session = services_.sessions.use(cookie_of(request), (*directory)->settings, call.now());
    if (call.session) call.person = (*directory)->find(call.session->person);
    if (call.person == nullptr || call.person->disabled ||
        call.person->epoch != call.session->epoch) {
        if (call.session) services_.sessions.end(call.session->key);
        return signed_out(call);
    }
    call.actor.who = call.person->id;
    return allowed(call, *match.route);
}

httpd::Response Console::allowed(Call& call, const Route& route) {
    if (changes_something(call.request.method) &&
        !secrets::same_secret(call.request.header("X-CSRF-Token"), call.session->csrf)) {
        return problem({403,
                        "csrf-token",
                        "请求没有带上校验令牌",
                        "X-CSRF-Token 缺失或不对",
                        "刷新页面后重试",
                        "",
                        {}});
    }
    const bool own = route.path.starts_with("/session") && route.path != "/session/totp";
    if (!own && password_wanted(*call.person, call.directory->settings, call.now())) {
        return problem({403,
                        kPasswordWanted,
                        "须先更改密码",
                        "初始密码或已过期的密码须先更改",
                        "在“更改密码”页设一个新密码",
                        "",
                        {}});
    }
    if (!people::may_somewhere(*call.person, route.action, call.directory->offices,
                               call.separate())) {
        log_refusal(call, route);
        return forbidden(fmt::format("您的角色不能做这件事（{}）", people::to_string(route.action)),
                         "请管理员授予相应角色");
    }
    call.reach =
        people::reach_of(*call.person, route.action, call.directory->offices, call.separate());
    return route.handle(call);
}

void Console::log_refusal(Call& call, const Route& route) {
    if (services_.sessions.count_refusal(call.session->key) > kMaxRefusalsLogged) return;
    const std::lock_guard lock(services_.store_mutex);
    (void)app::log_action(services_.store, call.actor, people::to_string(route.action),
                          fmt::format("{} {}", route.method, call.request.path),
                          people::AuditResult::refused);
}

httpd::Response Console::file(const httpd::Request& request) {
    if (changes_something(request.method)) {
        httpd::Response out = plain(405, "GET or HEAD\n");
        out.headers.emplace_back("Allow", "GET, HEAD");
        return out;
    }
    const auto bundle = services_.options.bundle;
    if (bundle.empty()) {
        return plain(503, "本程序编译时没有带网页控制台（MINGCHA_WEB=OFF）；接口在 /api/v1。\n");
    }
    const auto find = [bundle](std::string_view path) {
        return std::find_if(bundle.begin(), bundle.end(),
                            [path](const BundleFile& each) { return each.path == path; });
    };
    auto found = find(request.path);
    // The page finds its way by itself; what looks like a file and is none is not there. Names of
    // accounts hold dots, too.
    const bool asset = request.path.starts_with("/assets/") ||
                       std::any_of(kFileEndings.begin(), kFileEndings.end(),
                                   [&](auto ending) { return request.path.ends_with(ending); });
    if (found == bundle.end() && !asset) found = find("/index.html");
    if (found == bundle.end()) return plain(404, "没有这个文件\n");
    httpd::Response out;
    out.headers = {
        {"ETag", std::string(found->etag)},
        {"Vary", "Accept-Encoding"},
        {"Cache-Control", found->immutable ? "public, max-age=31536000, immutable" : "no-cache"}};
    if (request.header("If-None-Match").find(found->etag) != std::string_view::npos) {
        out.status = 304;
        return out;
    }
    if (request.header("Accept-Encoding").find("gzip") == std::string_view::npos) {
        return plain(406, "this console is served gzip-packed; every browser takes it\n");
    }
    out.headers.emplace_back("Content-Type", std::string(found->content_type));
    out.headers.emplace_back("Content-Encoding", "gzip");
    out.body = std::string(found->gzip_bytes);
    return out;
}

httpd::Response Console::metrics() {
    std::string text =
        "# HELP mingcha_http_responses_total Answers of the console by class.\n"
        "# TYPE mingcha_http_responses_total counter\n";
    for (std::size_t digit = 2; digit < answers_.size(); ++digit) {
        text += fmt::format("mingcha_http_responses_total{{class=\"{}xx\"}} {}\n", digit,
                            answers_[digit].load());
    }
    text += fmt::format(
        "# HELP mingcha_sessions Sessions that are signed in.\n"
        "# TYPE mingcha_sessions gauge\n"
        "mingcha_sessions {}\n"
        "# HELP mingcha_event_streams Readers that watch an inspection.\n"
        "# TYPE mingcha_event_streams gauge\n"
        "mingcha_event_streams {}\n",
        services_.sessions.count(), services_.streams->count());
    httpd::Response out = plain(200, std::move(text));
    out.headers.front().second = "text/plain; version=0.0.4; charset=utf-8";
    return out;
}

}  // namespace mingcha::server
