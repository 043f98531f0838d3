// The second factor: drawn, confirmed by a code of it, given up.
#include "people/totp.h"

#include "server/people_json.h"
#include "server/routes.h"

namespace mingcha::server {

namespace {

constexpr std::string_view kIssuer = "Mingcha";

Result<std::string> code_of(const Call& call) {
    const auto body = object_body(call, {"totp"});
    if (!body) return Fail(body.error());
    return text_field(*body, "totp", true);
}

// A code of `secret`, or the answer that it is none. Guessing is bounded as at signing in.
Result<std::int64_t> checked(Call& call, const std::string& secret, std::int64_t last_step) {
    const auto code = code_of(call);
    if (!code) return Fail(code.error());
    const std::string& name = call.person->id;
    if (call->failures.seconds_locked(name, call.actor.from, call.now()) > 0) {
        return fail("totp", "多次输错，暂时不能再试", "过一会儿再试");
    }
    const auto step = people::totp_step(secret, *code, call.now(), last_step);
    if (step) return *step;
    call->failures.failed(name, call.actor.from, call.now(), call.directory->settings.lock_after);
    return fail("totp", "验证码不对或已用过", "等下一个六位数字，并核对手机的时间");
}

httpd::Response store_totp(Call& call, const std::string& secret, std::int64_t step) {
    const std::lock_guard lock(call->store_mutex);
    const auto stored = app::set_totp(call->store, call.person->id, secret, step, call.actor);
    return stored ? no_content() : broken(stored.error());
}

}  // namespace

httpd::Response begin_totp(Call& call) {
    const std::string secret = call->options.random_bytes(people::kTotpSecretBytes);
    call->sessions.keep_totp(call.session->key, secret);
    return json(201, dumped({{"secret", people::base32(secret)},
                             {"uri", people::totp_uri(secret, call.person->id, kIssuer)}}));
}

httpd::Response confirm_totp(Call& call) {
    const std::string& secret = call.session->new_totp;
    if (secret.empty()) return conflict({"totp", "还没有生成密钥", "先扫描新的二维码"});
    const auto step = checked(call, secret, 0);
    if (!step) return refused(step.error());
    call->sessions.keep_totp(call.session->key, "");
    return store_totp(call, secret, *step);
}

httpd::Response end_totp(Call& call) {
    const people::Person& person = *call.person;
    if (person.totp_secret.empty()) return refused({"totp", "没有启用二次验证", ""});
    const auto step = checked(call, person.totp_secret, person.totp_last_step);
    if (!step) return refused(step.error());
    return store_totp(call, "", 0);
}

}  // namespace mingcha::server
