#include "intake/rows.h"

#include <fmt/format.h>

#include "base/text.h"
#include "intake/cells.h"

namespace mingcha::intake {

namespace {

constexpr std::int64_t kMaxOrder = 1'000'000;
constexpr std::int64_t kMaxCount = 1'000'000;
constexpr std::int64_t kMaxDueHours = 24 * 366;

// Reads every row with `read(cells, row)`; rows with a wrong cell are left out. `key` says what
// must not stand twice in one file.
template <class Row, class Read, class Key>
Parsed<Row> parse_rows(const NamedTable& table, Read read, Key key, std::string_view key_column) {
    Parsed<Row> parsed;
    std::map<std::string, int> lines;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        Cells cells(table, table.rows[i], parsed.errors);
        Row row;
        read(cells, row);
        if (!cells.sound()) continue;
        const auto [at, fresh] = lines.try_emplace(key(row), table.rows[i].line);
        if (!fresh) {
            cells.wrong(key_column, fmt::format("与第{}行重复", at->second));
            continue;
        }
        parsed.rows.push_back(std::move(row));
        parsed.sources.push_back(i);
    }
    return parsed;
}

void check_site(const Known& known, Cells& cells, std::string_view key, std::string_view code) {
    if (known.is_site && is_site_code(code) && !known.is_site(code)) {
        cells.wrong(key, "网站名录里没有这个标识码，先 import sites");
    }
}

// 无, /, - and an empty cell say that an account has no code.
bool says_none(std::string_view text) {
    return text.empty() || text == "无" || text == "/" || text == "-" || text == "—" ||
           text == "——";
}

std::string account_code_of(Cells& cells, std::string_view key) {
    std::string code = replace_all(nfkc(cells.text(key)), " ", "");
    if (says_none(code)) return {};
    if (!is_account_code(code)) {
        cells.wrong(key, "政务新媒体标识码应为16位，如 341500M010WX0001；没有标识码的写“无”");
    }
    return code;
}

}  // namespace

Parsed<Unit> parse_units(const NamedTable& table) {
    return parse_rows<Unit>(
        table,
        [](Cells& cells, Unit& unit) {
            unit.name = cells.required("name");
            unit.short_name = cells.text("short_name");
            unit.shortest_name = cells.text("shortest_name");
            unit.supervisor = cells.text("supervisor");
            unit.order = static_cast<std::int32_t>(cells.whole("order", 0, 0, kMaxOrder));
            const std::string aliases = cells.text("aliases");
            for (std::string_view alias : split(aliases, '|')) {
                if (!trim(alias).empty()) unit.aliases.emplace_back(trim(alias));
            }
        },
        [](const Unit& unit) { return unit.name; }, "name");
}

Parsed<Division> parse_divisions(const NamedTable& table) {
    return parse_rows<Division>(
        table,
        [](Cells& cells, Division& division) {
            division.code = cells.required("code");
            division.name = cells.required("name");
            division.short_name = cells.text("short_name");
            division.order = static_cast<std::int32_t>(cells.whole("order", 0, 0, kMaxOrder));
            const bool digits = division.code.find_first_not_of("0123456789") == std::string::npos;
            if (!division.code.empty() && (!digits || division.code.size() != 6)) {
                cells.wrong("code", "行政区划代码应为6位数字");
            }
        },
        [](const Division& division) { return division.code; }, "code");
}

Parsed<Site> parse_sites(const NamedTable& table) {
    return parse_rows<Site>(
        table,
        [](Cells& cells, Site& site) {
            site.site_code = cells.site_code("site_code");
            site.name = cells.required("name");
            site.unit = cells.text("unit");
            site.url = cells.url("url", true);
            const std::string kind = cells.required("kind");
            if (const auto parsed = parse_site_kind(kind)) {
                site.kind = *parsed;
            } else if (!kind.empty()) {
                cells.wrong("kind", "应为 政府门户网站、部门网站、开发区、专项网站 之一");
            }
            site.division = cells.text("division");
            site.has_services = cells.yes("has_services", true);
            const std::string state = cells.text("state");
            if (const auto parsed = parse_site_state(state.empty() ? "running" : state)) {
                site.state = *parsed;
            } else {
                cells.wrong("state", "应为 正常运行、暂停、关停中、已关停 之一");
            }
            site.supervisor = cells.text("supervisor");
            site.platform = cells.text("platform");
        },
        [](const Site& site) { return site.site_code; }, "site_code");
}

Parsed<Account> parse_accounts(const NamedTable& table) {
    return parse_rows<Account>(
        table,
        [](Cells& cells, Account& account) {
            account.account_code = account_code_of(cells, "account_code");
            account.operator_name = cells.required("operator");
            account.name = cells.required("name");
            account.type = cells.required("type");
            account.url = cells.url("url", false);
            account.followers = cells.optional_whole("followers");
            const std::string state = cells.text("state");
            if (const auto parsed = parse_account_state(state.empty() ? "running" : state)) {
                account.state = *parsed;
            } else {
                cells.wrong("state", "应为 正常运行、已整合、已注销 之一");
            }
            account.division = cells.text("division");
            if (account.division.empty()) account.division = account.account_code.substr(0, 6);
        },
        [](const Account& account) { return account_key(account); }, "account_code");
}

Parsed<ImportedFinding> parse_findings(const NamedTable& table, const Known& known) {
    Parsed<ImportedFinding> parsed = parse_rows<ImportedFinding>(
        table,
        [&](Cells& cells, ImportedFinding& finding) {
            finding.target = cells.required("target");
            const std::string code = replace_all(nfkc(finding.target), " ", "");
            finding.target = is_site_code(code) || is_account_code(code)
                                 ? code
                                 : single_spaces(nfkc(finding.target));
            if (known.is_target && !finding.target.empty() && !known.is_target(finding.target)) {
                cells.wrong("target",
                            "名录里没有这个网站或账号；没有标识码的账号写 账号类型/账号名称");
            }
            finding.rule = cells.required("rule");
            if (known.is_rule && !finding.rule.empty() && !known.is_rule(finding.rule)) {
                const std::string near = known.nearest_rule ? known.nearest_rule(finding.rule) : "";
                cells.wrong("rule", near.empty()
                                        ? "规则集里没有这个指标（mingcha rules list 列出全部）"
                                        : fmt::format("没有这个指标，是否为 {}？", near));
            }
            finding.problem = cells.required("problem");
            finding.count = static_cast<std::int32_t>(cells.whole("count", 1, 1, kMaxCount));
            finding.points = cells.points("points");
            finding.reason = cells.text("reason");
            if (finding.points && finding.reason.empty()) {
                cells.wrong("reason", "自定分值须写明理由");
            }
            finding.carried_over = cells.yes("carried_over", false);
            finding.evidence_url = cells.url("evidence_url", false);
            finding.found_at = cells.time("found_at");
            finding.inspector = cells.text("inspector");
            finding.note = cells.text("note");
            finding.source = cells.source();
        },
        [](const ImportedFinding& row) {
            return row.target + "\n" + row.rule + "\n" + row.problem + "\n" + row.evidence_url;
        },
        "problem");
    return parsed;
}

Parsed<Interaction> parse_interactions(const NamedTable& table, const Known& known) {
    return parse_rows<Interaction>(
        table,
        [&](Cells& cells, Interaction& test) {
            test.site_code = cells.site_code("site_code");
            check_site(known, cells, "site_code", test.site_code);
            test.question = cells.text("question");
            test.channel = cells.text("channel");
            test.asked_at = cells.required_time("asked_at");
            test.replied_at = cells.time("replied_at");
            if (test.replied_at && *test.replied_at < test.asked_at) {
                cells.wrong("replied_at", "早于咨询时间");
            }
            test.effective = cells.yes("effective", true);
            test.reply_excerpt = cells.text("reply_excerpt");
            test.receipt_no = cells.text("receipt_no");
            test.query_code = cells.text("query_code");
            test.source = cells.source();
        },
        [](const Interaction& row) {
            return row.site_code + "\n" + std::to_string(row.asked_at.seconds);
        },
        "asked_at");
}

Parsed<Post> parse_posts(const NamedTable& table, const Known& known) {
    return parse_rows<Post>(
        table,
        [&](Cells& cells, Post& post) {
            Account account;
            account.account_code = account_code_of(cells, "account_code");
            account.type = cells.text("account_type");
            account.name = cells.text("name");
            if (account.account_code.empty() && (account.type.empty() || account.name.empty())) {
                cells.wrong("account_code", "没有标识码的账号须写明账号类型和账号名称");
            }
            post.account_key = account_key(account);
            post.account_type = account.type;
            post.name = account.name;
            if (known.is_target && cells.sound() && !known.is_target(post.account_key)) {
                cells.wrong("account_code", "账号名录里没有这个账号，先 import accounts");
            }
            post.published_at = cells.required_time("published_at");
            post.title = cells.text("title");
            post.url = cells.url("url", false);
            post.interactions = cells.optional_whole("interactions");
            post.source = cells.source();
        },
        [](const Post& row) {
            return row.account_key + "\n" +
                   (row.url.empty() ? row.title + "\n" + std::to_string(row.published_at.seconds)
                                    : row.url);
        },
        "published_at");
}

Parsed<Probe> parse_probes(const NamedTable& table, const Known& known) {
    return parse_rows<Probe>(
        table,
        [&](Cells& cells, Probe& probe) {
            probe.site_code = cells.site_code("site_code");
            check_site(known, cells, "site_code", probe.site_code);
            probe.vantage = cells.text("vantage");
            probe.at = cells.required_time("at");
            cells.required("ok");
            probe.ok = cells.yes("ok", false);
            probe.http_status = static_cast<std::int32_t>(cells.whole("http_status", 0, 0, 999));
            probe.elapsed_ms = cells.whole("elapsed_ms", 0, 0, 86'400'000);
            probe.error = cells.text("error");
        },
        [](const Probe& row) {
            return row.site_code + "\n" + row.vantage + "\n" + std::to_string(row.at.seconds);
        },
        "at");
}

Parsed<RepostItem> parse_reposts(const NamedTable& table) {
    return parse_rows<RepostItem>(
        table,
        [](Cells& cells, RepostItem& item) {
            item.id = cells.required("id");
            item.title = cells.required("title");
            item.issuer = cells.text("issuer");
            item.issued_at = cells.required_time("issued_at");
            item.url = cells.url("url", false);
            item.due_hours =
                static_cast<std::int32_t>(cells.whole("due_hours", 24, 1, kMaxDueHours));
        },
        [](const RepostItem& row) { return row.id; }, "id");
}

Parsed<MessageRow> parse_messages(const NamedTable& table, const Known& known) {
    return parse_rows<MessageRow>(
        table,
        [&](Cells& cells, MessageRow& message) {
            message.site_code = cells.site_code("site_code");
            check_site(known, cells, "site_code", message.site_code);
            message.column = cells.text("column");
            message.title = cells.required("title");
            message.asked_at = cells.required_time("asked_at");
            message.replied_at = cells.time("replied_at");
            if (message.replied_at && *message.replied_at < message.asked_at) {
                cells.wrong("replied_at", "早于留言时间");
            }
            message.is_public = cells.yes("public", true);
            message.source = cells.source();
        },
        [](const MessageRow& row) {
            return row.site_code + "\n" + row.column + "\n" + row.title + "\n" +
                   std::to_string(row.asked_at.seconds);
        },
        "title");
}

Parsed<PlainCells> parse_plain(const NamedTable& table, const Known& known) {
    const bool annual = table.kind->name == "annual";
    std::vector<std::string> names;
    for (const std::string& header : table.header) {
        const ColumnSpec* column = find_column(*table.kind, header);
        names.push_back(column == nullptr ? header : std::string(column->key));
    }
    std::size_t index = 0;
    return parse_rows<PlainCells>(
        table,
        [&](Cells& cells, PlainCells& row) {
            const NamedTable::Row& source = table.rows[index++];
            const std::string code = cells.site_code("site_code");
            check_site(known, cells, "site_code", code);
            row.key = annual ? code + "/" + cells.required("year") : cells.required("id");
            for (std::size_t i = 0; i < source.raw.size() && i < names.size(); ++i) {
                if (!names[i].empty() && !source.raw[i].empty())
                    row.cells[names[i]] = source.raw[i];
            }
        },
        [](const PlainCells& row) { return row.key; }, annual ? "year" : "id");
}

}  // namespace mingcha::intake
