#include "server/console.h"

#include <fmt/format.h>

#include "app/campaigns.h"
#include "app/score_campaign.h"
#include "base/text.h"
#include "server/pages.h"
#include "server/tokens.h"

namespace mingcha::server {

namespace {

constexpr std::string_view kCookie = "mingcha_session";
constexpr std::string_view kHtml = "text/html; charset=utf-8";

httpd::Response response(int status, std::string_view type, std::string body) {
    httpd::Response out;
    out.status = status;
    out.headers.emplace_back("Content-Type", std::string(type));
    out.body = std::move(body);
    return out;
}

httpd::Response page(int status, std::string body) {
    return response(status, kHtml, std::move(body));
}

void add_security_headers(httpd::Response& out) {
    out.headers.insert(
        out.headers.end(),
        {{"Content-Security-Policy",
          "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; "
          "frame-ancestors 'none'"},
         {"X-Content-Type-Options", "nosniff"},
         {"X-Frame-Options", "DENY"},
         {"Referrer-Policy", "no-referrer"},
         {"Cross-Origin-Opener-Policy", "same-origin"},
         {"Cross-Origin-Resource-Policy", "same-origin"},
         {"Cache-Control", "no-store"}});
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

}  // namespace

Console::Console(store::Store& store, ConsoleOptions options)
    : store_(store), options_(std::move(options)) {
    new_link();
}

void Console::new_link() {
    link_token_ = options_.make_token();
    options_.on_link("/sign-in?token=" + link_token_);
}

httpd::Response Console::respond(const httpd::Request& request) {
    httpd::Response out = route(request);
    add_security_headers(out);
    if (out.status >= 500) {
        ++answers_5xx_;
    } else if (out.status >= 400) {
        ++answers_4xx_;
    } else if (out.status >= 300) {
        ++answers_3xx_;
    } else {
        ++answers_2xx_;
    }
    return out;
}

httpd::Response Console::route(const httpd::Request& request) {
    if (request.method != "GET" && request.method != "HEAD") {
        httpd::Response out = page(405, message_page("不支持的请求", "控制台目前只供查看。"));
        out.headers.emplace_back("Allow", "GET, HEAD");
        return out;
    }
    if (request.path == "/healthz") return response(200, "text/plain; charset=utf-8", "ok\n");
    if (request.path == "/metrics") return metrics();
    if (request.path == "/style.css") {
        return response(200, "text/css; charset=utf-8", std::string(style_sheet()));
    }
    if (request.path == "/sign-in") return sign_in(request);
    if (!signed_in(request)) return page(401, sign_in_page(false));
    if (request.path == "/") return campaigns();
    const std::vector<std::string_view> parts = split(request.path, '/');
    if (parts.size() == 3 && parts[1] == "campaigns") return campaign(parts[2], {});
    if (parts.size() == 4 && parts[1] == "campaigns" && parts[3] == "due") return due(parts[2]);
    if (parts.size() == 5 && parts[1] == "campaigns" && parts[3] == "sites") {
        return campaign(parts[2], parts[4]);
    }
    return page(404, not_found_page());
}

httpd::Response Console::sign_in(const httpd::Request& request) {
    constexpr std::string_view kKey = "token=";
    const std::string_view query = request.query;
    const std::string_view token =
        query.starts_with(kKey) ? query.substr(kKey.size()) : std::string_view();
    // A HEAD, as previews and link checkers send it, must not use the link up.
    const std::lock_guard lock(session_mutex_);
    if (request.method != "GET" || token.empty() || !same_secret(token, link_token_)) {
        if (!token.empty()) ++refused_sign_ins_;
        return page(401, sign_in_page(!token.empty()));
    }
    ++sign_ins_;
    if (sessions_.size() >= kMaxSessions) sessions_.pop_front();
    sessions_.push_back(options_.make_token());
    httpd::Response out;
    out.status = 303;
    out.headers.emplace_back("Location", "/");
    out.headers.emplace_back("Set-Cookie", fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict",
                                                       kCookie, sessions_.back()));
    new_link();
    return out;
}

bool Console::signed_in(const httpd::Request& request) {
    const std::string_view cookie = cookie_of(request);
    const std::lock_guard lock(session_mutex_);
    bool found = false;
    for (const std::string& session : sessions_) found |= same_secret(cookie, session);
    return found;
}

httpd::Response Console::campaigns() {
    const std::lock_guard lock(store_mutex_);
    const Result<std::vector<Campaign>> all = app::all_campaigns(store_);
    if (!all) return page(500, error_page(all.error()));
    return page(200, campaigns_page(*all));
}

httpd::Response Console::campaign(std::string_view id, std::string_view site_code) {
    const std::lock_guard lock(store_mutex_);
    const Result<std::vector<Campaign>> all = app::all_campaigns(store_);
    if (!all) return page(500, error_page(all.error()));
    const bool known =
        std::any_of(all->begin(), all->end(), [id](const Campaign& each) { return each.id == id; });
    if (!known) return page(404, not_found_page());
    const Result<app::ScoredCampaign> scored =
        app::score_campaign(store_, options_.data_dir, std::string(id), {});
    if (!scored) return page(500, error_page(scored.error()));
    if (site_code.empty()) return page(200, campaign_page(scored->result));
    for (const SiteResult& site : scored->result.sites) {
        if (site.site.site_code == site_code) {
            return page(200, site_page(scored->result, site, scored->ruleset));
        }
    }
    return page(404, not_found_page());
}

httpd::Response Console::due(std::string_view id) {
    constexpr std::int32_t kWithinDays = 14;
    const std::lock_guard lock(store_mutex_);
    const Result<std::vector<Campaign>> all = app::all_campaigns(store_);
    if (!all) return page(500, error_page(all.error()));
    for (const Campaign& campaign : *all) {
        if (campaign.id != id) continue;
        app::DueRequest request;
        request.data_dir = options_.data_dir;
        request.campaign = campaign.id;
        request.now = options_.now();
        request.within = kWithinDays;
        const Result<app::DueList> list = app::due_list(store_, request);
        if (!list) return page(500, error_page(list.error()));
        return page(200, due_page(campaign, *list));
    }
    return page(404, not_found_page());
}

httpd::Response Console::metrics() {
    std::size_t sessions = 0;
    {
        const std::lock_guard lock(session_mutex_);
        sessions = sessions_.size();
    }
    return response(
        200, "text/plain; version=0.0.4; charset=utf-8",
        fmt::format("# HELP mingcha_http_responses_total Answers of the console by class.\n"
                    "# TYPE mingcha_http_responses_total counter\n"
                    "mingcha_http_responses_total{{class=\"2xx\"}} {}\n"
                    "mingcha_http_responses_total{{class=\"3xx\"}} {}\n"
                    "mingcha_http_responses_total{{class=\"4xx\"}} {}\n"
                    "mingcha_http_responses_total{{class=\"5xx\"}} {}\n"
                    "# HELP mingcha_sign_ins_total Sign-ins by one-time link.\n"
                    "# TYPE mingcha_sign_ins_total counter\n"
                    "mingcha_sign_ins_total{{result=\"accepted\"}} {}\n"
                    "mingcha_sign_ins_total{{result=\"refused\"}} {}\n"
                    "# HELP mingcha_sessions Sessions that are signed in.\n"
                    "# TYPE mingcha_sessions gauge\n"
                    "mingcha_sessions {}\n",
                    answers_2xx_.load(), answers_3xx_.load(), answers_4xx_.load(),
                    answers_5xx_.load(), sign_ins_.load(), refused_sign_ins_.load(), sessions));
}

}  // namespace mingcha::server
