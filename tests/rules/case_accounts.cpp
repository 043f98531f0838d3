#include "tests/rules/case_accounts.h"

#include "base/text.h"
#include "tests/rules/case_words.h"

namespace mingcha::cases {

namespace {

Setters account_setters(Account& account) {
    return {{"code", [&](auto& v) { account.account_code = v == "无" ? "" : v; }},
            {"type", [&](auto& v) { account.type = v; }},
            {"name", [&](auto& v) { account.name = v; }},
            {"operator", [&](auto& v) { account.operator_name = v; }},
            {"url", [&](auto& v) { account.url = v; }},
            {"state", [&](auto& v) { account.state = *parse_account_state(v); }}};
}

PostSource source(std::string_view text) {
    const auto read = parse_post_source(text);
    if (!read) throw Wrong{"\"" + std::string(text) + "\" is no source of posts"};
    return *read;
}

}  // namespace

void read_account(std::string_view rest, Case& made) {
    made.of_account = true;
    set(words(rest), 0, account_setters(made.account.account));
}

void read_other_account(std::string_view rest, Case& made) {
    made.of_account = true;
    Account other = made.account.account;
    other.account_code.clear();
    bool after = false;
    Setters setters = account_setters(other);
    setters["after"] = [&](auto&) { after = true; };
    set(words(rest), 0, setters);
    (after ? made.later_accounts : made.earlier_accounts).push_back(std::move(other));
}

void read_post(std::string_view rest, Case& made) {
    made.of_account = true;
    const Words parts = fields(rest);
    const Words w = words(parts[0]);
    Post post;
    post.published_at = time(w.at(0));
    post.title = parts[1].empty() ? "一条推文" : parts[1] == "-" ? "" : parts[1];
    post.text = parts[2];
    post.source = "posts.csv:2";
    set(w, 1,
        {{"interactions", [&](auto& v) { post.interactions = number(v); }},
         {"url", [&](auto& v) { post.url = v; }},
         {"name", [&](auto& v) { post.name = v; }},
         {"certified", [&](auto& v) { post.certified_as = v; }},
         {"by", [&](auto& v) { post.by = source(v); }}});
    made.account.posts.push_back(std::move(post));
}

void read_look(std::string_view rest, Case& made) {
    made.of_account = true;
    AccountLook look;
    look.source = "posts.csv:3";
    Account other = made.account.account;
    other.account_code.clear();
    bool of_other = false;
    set(words(rest), 0,
        {{"state", [&](auto& v) { look.state = *parse_look_state(v); }},
         {"last", [&](auto& v) { look.last_post = day(v); }},
         {"seen", [&](auto& v) { look.seen_at = time(v); }},
         {"by", [&](auto& v) { look.by = source(v); }},
         {"name", [&](auto& v) { look.name = v; }},
         {"certified", [&](auto& v) { look.certified_as = v; }},
         {"operator", [&](auto& v) { look.operator_name = v; }},
         {"url", [&](auto& v) { look.url = v; }},
         {"reason", [&](auto& v) { look.reason = reason(v); }},
         {"picture", [&](auto& v) { look.screenshot = v; }},
         {"type", [&](auto& v) {
              other.type = look.account_type = v;
              of_other = true;
          }}});
    if (of_other) other.name = look.name;
    look.account_key = account_key(of_other ? other : made.account.account);
    (of_other ? made.other_looks : made.account.looks).push_back(std::move(look));
}

}  // namespace mingcha::cases
