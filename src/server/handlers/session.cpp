// Coming in, going out, one's own password.
#include <fmt/format.h>

#include <atomic>
#include <variant>

#include "base/text.h"
#include "people/passwords.h"
#include "people/totp.h"
#include "secrets/secrets.h"
#include "server/people_json.h"
#include "server/routes.h"

namespace mingcha::server {

using people::AuditResult;
using people::Person;

namespace {

// Each holds 64 MiB and a thread of the server for a while; the others answer meanwhile.
constexpr int kSignInsAtOnce = 2;
constexpr std::size_t kMaxTypedChars = 100;

class Turn {
public:
    Turn() : mine_(count().fetch_add(1) < kSignInsAtOnce) {}
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    ~Turn() { count().fetch_sub(1); }
    bool mine() const { return mine_; }

private:
    static std::atomic<int>& count() {
        static std::atomic<int> running = 0;
        return running;
    }
    bool mine_;
};

httpd::Response busy() {
    Problem said{503, "busy", "请稍候", "同时登录的人太多", "过一两秒再试", "", {}};
    said.retry_after = 1;
    return problem(said);
}

httpd::Response locked(std::int64_t seconds) {
    Problem said{429,
                 "locked",
                 "请稍后再试",
                 "多次输错，暂时不能登录",
                 fmt::format("{} 秒后再试，或请管理员重设密码", seconds),
                 "",
                 {}};
    said.retry_after = seconds;
    return problem(said);
}

void log(Call& call, const std::string& who, AuditResult result, std::string_view detail) {
    call.actor.who = who;
    const std::lock_guard lock(call->store_mutex);
    (void)app::log_action(call->store, call.actor, "sign_in", who, result, detail);
}

// A new session of `id`, its cookie in the answer.
httpd::Response begin_session(Call& call, const std::string& id) {
    const auto directory = call->directory();
    if (!directory) return broken(directory.error());
    call.directory = *directory;
    call.person = call.directory->find(id);
    if (call.person == nullptr) return broken({id, "登录时人员记录不见了", "重新登录"});
    const std::string cookie = call->options.make_token();
    call->sessions.begin(cookie, call->options.make_token(), *call.person, call.now());
    call.session = call->sessions.use(cookie, call.directory->settings, call.now());
    httpd::Response out = json(201, dumped(session_json(call)));
    // Behind a proxy that speaks TLS the browser is told to send it over TLS only.
    const bool tls = call.request.header("X-Forwarded-Proto") == "https";
    out.headers.emplace_back("Set-Cookie", fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict{}",
                                                       kCookie, cookie, tls ? "; Secure" : ""));
    return out;
}

// Failures are the same to whoever tries: which part was wrong stands in the log only.
httpd::Response wrong(Call& call, const std::string& name, std::string_view why) {
    call->failures.failed(name, call.actor.from, call.now(), call.directory->settings.lock_after);
    log(call, shorten(name, kMaxTypedChars), AuditResult::refused, why);
    return problem({401,
                    "wrong-password",
                    "登录失败",
                    "登录名、密码或验证码不对",
                    "检查大小写和输入法；忘记密码请管理员重设",
                    "",
                    {}});
}

// The step of the code; 0 where none is asked for. Answers instead: a code is wanted, or wrong.
std::variant<std::int64_t, httpd::Response> second_factor(Call& call, const Person& person,
                                                          const std::string& code) {
    if (person.totp_secret.empty()) return std::int64_t{0};
    if (code.empty()) {
        return problem({401,
                        "code-wanted",
                        "需要验证码",
                        "请输入验证器上的六位数字",
                        "打开手机上的验证器应用",
                        "",
                        {}});
    }
    const auto step =
        people::totp_step(person.totp_secret, code, call.now(), person.totp_last_step);
    if (!step) return wrong(call, person.id, "验证码不对或已用过");
    return *step;
}

}  // namespace

httpd::Response get_about(Call& call) {
    return json(200, dumped({{"name", "明察 Mingcha"},
                             {"version", call->options.version},
                             {"first_start", call.directory->is_new()},
                             {"separate_duties", call.separate()}}));
}

httpd::Response first_start(Call& call) {
    const auto body =
        object_body(call, {"token", "name", "password", "display_name", "office_name"});
    if (!body) return refused(body.error());
    app::FirstStart first;
    std::string token;
    for (const auto& [name, field] :
         {std::pair{"token", &token}, {"name", &first.name}, {"password", &first.password}}) {
        const auto text = text_field(*body, name, true);
        if (!text) return refused(text.error());
        *field = *text;
    }
    first.display_name = text_field(*body, "display_name", false).value_or("");
    first.office_name = text_field(*body, "office_name", false).value_or("");
    if (!call.directory->is_new()) {
        return conflict({"first-start", "已经有人员，不再需要首次启动", "用登录名和密码登录"});
    }
    if (!secrets::same_secret(token, call->first_token)) {
        log(call, shorten(first.name, kMaxTypedChars), AuditResult::refused, "首次启动的口令不对");
        return forbidden("首次启动的口令不对", "口令在启动 mingcha serve 的终端上");
    }
    call.actor.who = first.name;
    {
        const std::lock_guard lock(call->store_mutex);
        const auto added = app::first_start(call->store, first, call.actor);
        if (!added) return refused(added.error());
    }
    return begin_session(call, first.name);
}

httpd::Response get_session(Call& call) {
    return json(200, dumped(session_json(call)));
}

httpd::Response sign_in(Call& call) {
    const auto body = object_body(call, {"name", "password", "totp"});
    if (!body) return refused(body.error());
    const auto name = text_field(*body, "name", true);
    const auto password = text_field(*body, "password", true);
    const auto code = text_field(*body, "totp", false);
    for (const auto* field : {&name, &password, &code}) {
        if (!*field) return refused(field->error());
    }
    const std::int64_t wait = call->failures.seconds_locked(*name, call.actor.from, call.now());
    if (wait > 0) return locked(wait);
    const Turn turn;
    if (!turn.mine()) return busy();
    const Person* person = call.directory->find(*name);
    if (person == nullptr || person->disabled) {
        secrets::waste_a_verification(*password);
        return wrong(call, *name, person == nullptr ? "没有这个登录名" : "已停用");
    }
    if (!secrets::verify_password(person->password_hash, *password)) {
        return wrong(call, *name, "密码不对");
    }
    auto second = second_factor(call, *person, *code);
    if (auto* instead = std::get_if<httpd::Response>(&second)) return std::move(*instead);
    call->failures.succeeded(*name);
    call.actor.who = person->id;
    {
        const std::lock_guard lock(call->store_mutex);
        const auto noted =
            app::note_sign_in(call->store, person->id, std::get<std::int64_t>(second), call.actor);
        if (!noted) return broken(noted.error());
    }
    return begin_session(call, *name);
}

httpd::Response sign_out(Call& call) {
    call->sessions.end(call.session->key);
    {
        const std::lock_guard lock(call->store_mutex);
        (void)app::log_action(call->store, call.actor, "sign_out", call.actor.who,
                              AuditResult::done);
    }
    httpd::Response out = no_content();
    out.headers.emplace_back("Set-Cookie", fmt::format("{}=; Path=/; HttpOnly; SameSite=Strict; "
                                                       "Max-Age=0",
                                                       kCookie));
    return out;
}

httpd::Response change_password(Call& call) {
    const auto body = object_body(call, {"password", "new_password"});
    if (!body) return refused(body.error());
    const auto old = text_field(*body, "password", true);
    const auto wanted = text_field(*body, "new_password", true);
    if (!old) return refused(old.error());
    if (!wanted) return refused(wanted.error());
    const Person& person = *call.person;
    const std::int64_t wait = call->failures.seconds_locked(person.id, call.actor.from, call.now());
    if (wait > 0) return locked(wait);
    const Turn turn;
    if (!turn.mine()) return busy();
    if (!secrets::verify_password(person.password_hash, *old)) {
        call->failures.failed(person.id, call.actor.from, call.now(),
                              call.directory->settings.lock_after);
        return forbidden("现在的密码不对", "重新输入");
    }
    std::int64_t epoch = 0;
    {
        const std::lock_guard lock(call->store_mutex);
        const auto changed = app::set_password(call->store, person.id, *wanted, false, call.actor);
        if (!changed) return refused(changed.error());
        epoch = changed->epoch;
    }
    call->sessions.end_of_person(person.id, call.session->key);
    call->sessions.renew(call.session->key, epoch);
    return no_content();
}

}  // namespace mingcha::server
