// The fields of each typed row under the keys of its columns, in their order (intake/columns.h).
// `Io` is RowReader, which fills the row, or RowWriter, which prints it.
#pragma once

#include <array>

#include "intake/row_reader.h"
#include "intake/rows.h"
#include "model/honours.h"
#include "model/inputs.h"
#include "model/questions.h"
#include "model/registry.h"

namespace mingcha::intake {

inline constexpr std::array<CountUnit, 7> kPeople{{{"人", 1},
                                                   {"个", 1},
                                                   {"次", 1},
                                                   {"千", 1'000},
                                                   {"万", 10'000},
                                                   {"万人", 10'000},
                                                   {"亿", 100'000'000}}};
inline constexpr std::array<CountUnit, 4> kPlaces{{{"处", 1}, {"个", 1}, {"条", 1}, {"次", 1}}};
inline constexpr std::array<CountUnit, 4> kMilliseconds{
    {{"ms", 1}, {"毫秒", 1}, {"s", 1'000}, {"秒", 1'000}}};
inline constexpr std::array<CountUnit, 4> kHours{{{"h", 1}, {"小时", 1}, {"天", 24}, {"日", 24}}};

inline constexpr WholeRange kOrder{0, 0, 1'000'000, {}};
inline constexpr WholeRange kFollowers{0, 0, 1'000'000'000'000, kPeople};
inline constexpr WholeRange kCount{1, 1, 1'000'000, kPlaces};
inline constexpr WholeRange kHttpStatus{0, 0, 999, {}};
inline constexpr WholeRange kElapsed{0, 0, 86'400'000, kMilliseconds};
inline constexpr WholeRange kDueHours{24, 1, 24 * 366, kHours};

inline constexpr EnumWords<SiteKind> kSiteKindWords{&parse_site_kind, &to_string, &to_chinese,
                                                    "政府门户网站、部门网站、开发区、专项网站"};
inline constexpr EnumWords<SiteState> kSiteStateWords{&parse_site_state, &to_string, &to_chinese,
                                                      "正常运行、暂停、关停中、已关停、待上线、已注销"};
inline constexpr EnumWords<AccountState> kAccountStateWords{
    &parse_account_state, &to_string, &to_chinese, "正常运行、已整合、已注销、待启用"};
inline constexpr EnumWords<PostSource> kPostSourceWords{
    &parse_post_source, &to_string, &to_chinese, "平台导出、人工登记、订阅源、账号页面、截图"};
inline constexpr EnumWords<HonourKind> kHonourKindWords{&parse_honour_kind, &to_string, &to_chinese,
                                                        "名次、百强、表扬、典型做法"};
inline constexpr EnumWords<LookState> kLookStateWords{&parse_look_state, &to_string, &to_chinese,
                                                      "已看到、未找到、未采到"};

template <class Io>
void fields(Io& io, Unit& row) {
    io.required("name", row.name);
    io.text("short_name", row.short_name);
    io.text("shortest_name", row.shortest_name);
    io.text("supervisor", row.supervisor);
    io.whole("order", row.order, kOrder);
    io.list("aliases", row.aliases);
}

template <class Io>
void fields(Io& io, Division& row) {
    io.required("code", row.code);
    io.required("name", row.name);
    io.text("short_name", row.short_name);
    io.whole("order", row.order, kOrder);
}

template <class Io>
void fields(Io& io, Site& row) {
    io.site_code("site_code", row.site_code);
    io.required("name", row.name);
    io.text("unit", row.unit);
    io.required_url("url", row.url);
    io.word("kind", row.kind, kSiteKindWords, std::optional<SiteKind>());
    io.text("division", row.division);
    io.yes("has_services", row.has_services, true);
    io.word("state", row.state, kSiteStateWords, std::optional(SiteState::running));
    io.text("supervisor", row.supervisor);
    io.text("platform", row.platform);
}

template <class Io>
void fields(Io& io, Account& row) {
    io.account_code("account_code", row.account_code);
    io.required("operator", row.operator_name);
    io.required("name", row.name);
    io.required("type", row.type);
    io.url("url", row.url);
    io.whole("followers", row.followers, kFollowers);
    io.word("state", row.state, kAccountStateWords, std::optional(AccountState::running));
    io.text("division", row.division);
    io.url("feed", row.feed);
}

template <class Io>
void fields(Io& io, ImportedFinding& row) {
    io.target("target", row.target);
    io.required("rule", row.rule);
    io.required("problem", row.problem);
    io.whole("count", row.count, kCount);
    io.points("points", row.points);
    io.text("reason", row.reason);
    io.yes("carried_over", row.carried_over, false);
    io.url("evidence_url", row.evidence_url);
    io.time("found_at", row.found_at);
    io.text("inspector", row.inspector);
    io.text("note", row.note);
}

template <class Io>
void fields(Io& io, Interaction& row) {
    io.site_code("site_code", row.site_code);
    io.text("question", row.question);
    io.text("channel", row.channel);
    io.required_time("asked_at", row.asked_at);
    io.time("replied_at", row.replied_at);
    io.yes("effective", row.effective, true);
    io.text("reply_excerpt", row.reply_excerpt);
    io.text("receipt_no", row.receipt_no);
    io.text("query_code", row.query_code);
}

template <class Io>
void fields(Io& io, BankQuestion& row) {
    io.required("id", row.id);
    io.required("title", row.title);
    io.required("question", row.question);
    io.list("kinds", row.kinds);
    io.yes("services", row.services, false);
    io.list("points", row.points);
    io.text("source", row.source);
}

template <class Io>
void fields(Io& io, PostLine& row) {
    Post& post = row.post;
    Account account;
    if (is_account_code(post.account_key)) account.account_code = post.account_key;
    io.account_code("account_code", account.account_code);
    io.text("account_type", post.account_type);
    io.text("name", post.name);
    account.type = post.account_type;
    account.name = post.name;
    post.account_key = account_key(account);
    io.time("published_at", row.published_at);
    io.text("title", post.title);
    io.url("url", post.url);
    io.whole("interactions", post.interactions, kFollowers);
    io.text("text", post.text);
    io.text("operator", row.operator_name);
    io.text("certified_as", post.certified_as);
    io.word("source", post.by, kPostSourceWords, std::optional(PostSource::exported));
    io.time("last_seen", row.last_seen);
    io.time("seen_at", row.seen_at);
    io.word("state", row.state, kLookStateWords, std::optional(LookState::seen));
    io.text("cause", row.cause);
    io.text("screenshot", post.screenshot);
}

template <class Io>
void fields(Io& io, Probe& row) {
    io.site_code("site_code", row.site_code);
    io.text("vantage", row.vantage);
    io.required_time("at", row.at);
    io.required_yes("ok", row.ok);
    io.whole("http_status", row.http_status, kHttpStatus);
    io.whole("elapsed_ms", row.elapsed_ms, kElapsed);
    io.text("error", row.error);
    io.whole("dns_ms", row.phases.dns_ms, kElapsed);
    io.whole("connect_ms", row.phases.connect_ms, kElapsed);
    io.whole("tls_ms", row.phases.tls_ms, kElapsed);
    io.whole("first_byte_ms", row.phases.first_byte_ms, kElapsed);
    io.text("ours", row.ours);
}

template <class Io>
void fields(Io& io, Exemption& row) {
    io.site_code("site_code", row.site_code);
    io.required("rule", row.rule);
    io.text("column", row.column);
    io.required_time("from", row.from);
    io.required_time("to", row.to);
    io.required("author", row.author);
    io.required_time("decided_at", row.decided_at);
    io.required("reason", row.reason);
}

template <class Io>
void fields(Io& io, RepostItem& row) {
    io.required("id", row.id);
    io.required("title", row.title);
    io.text("issuer", row.issuer);
    io.required_time("issued_at", row.issued_at);
    io.url("url", row.url);
    io.whole("due_hours", row.due_hours, kDueHours);
    io.text("text", row.text);
}

template <class Io>
void fields(Io& io, MessageRow& row) {
    io.site_code("site_code", row.site_code);
    io.text("column", row.column);
    io.required("title", row.title);
    io.required_time("asked_at", row.asked_at);
    io.time("replied_at", row.replied_at);
    io.yes("public", row.is_public, true);
}

template <class Io>
void fields(Io& io, Honour& row) {
    io.required("id", row.id);
    io.word("kind", row.kind, kHonourKindWords, std::optional<HonourKind>());
    io.required("unit", row.unit);
    io.text("site_code", row.site_code);
    io.required("title", row.title);
    io.text("place", row.place);
    io.text("text", row.text);
    io.required("issuer", row.issuer);
    io.required_time("on", row.on);
    io.required("source", row.source);
    io.required("proof", row.proof);
}

}  // namespace mingcha::intake
