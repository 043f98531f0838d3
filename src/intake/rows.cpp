#include "intake/rows.h"

#include <fmt/format.h>

#include "base/text.h"
#include "intake/row_fields.h"

namespace mingcha::intake {

namespace {

constexpr std::size_t kDivisionDigits = 6;

// Reads every row with `read(reader, row)`; rows with a wrong cell are left out. `key` says what
// must not stand twice in one file.
template <class Row, class Read, class Key>
Parsed<Row> read_rows(const NamedTable& table, Read read, Key key, std::string_view key_column) {
    Parsed<Row> parsed;
    std::map<std::string, int> lines;
    for (const NamedTable::Row& each : table.rows) {
        RowReader reader(table, each, parsed.errors);
        if (each.overlong) {
            reader.wrong({}, "这一行的格数比表头多：含逗号的内容要用引号括起来");
        }
        Row row{};
        read(reader, row);
        if (reader.sound()) {
            const auto [at, fresh] = lines.try_emplace(key(row), each.line);
            if (!fresh) reader.wrong(key_column, fmt::format("与第{}行重复", at->second));
        }
        if (reader.sound()) {
            parsed.rows.push_back(std::move(row));
        } else if (parsed.refused.size() < kMaxUnderstood) {
            parsed.refused.push_back(std::move(row));
        }
    }
    return parsed;
}

// The fields of a row as they are listed, then what `check(reader, row)` holds against each other.
template <class Row, class Check, class Key>
Parsed<Row> parse_rows(const NamedTable& table, Check check, Key key, std::string_view key_column) {
    return read_rows<Row>(
        table,
        [&](RowReader& reader, Row& row) {
            fields(reader, row);
            check(reader, row);
        },
        key, key_column);
}

constexpr auto kNoCheck = [](RowReader&, auto&) {};

void check_site(const Known& known, RowReader& reader, const std::string& code) {
    if (known.is_site && is_site_code(code) && !known.is_site(code)) {
        reader.wrong("site_code", "网站名录里没有这个标识码，先 import sites");
    }
}

void check_order(RowReader& reader, std::string_view key, Instant asked,
                 const std::optional<Instant>& replied, std::string_view asked_name) {
    if (!replied || *replied >= asked) return;
    const bool day_only = *replied == at(date_of(asked));
    reader.wrong(key, fmt::format("早于{}{}", asked_name,
                                  day_only ? "；只有日期时按零点计，请补上时刻" : ""));
}

// Whether it was sent, and what came back.
void read_outcome(RowReader& reader, QuestionRecord& row) {
    std::string reason;
    reader.text("not_sent", reason);
    if (!reason.empty()) {
        row.not_sent = parse_not_sent(reason);
        if (!row.not_sent) {
            reader.wrong("not_sent",
                         "应为 表单无法提交、无提交渠道、须实名登录、验证码无法通过、本方原因 之一");
        } else if (row.asked_at) {
            reader.wrong("not_sent", "已有提问时间，就不是未能提问：二者只填一个");
        }
    }
    reader.time("tried_at", row.tried_at);
    if (row.not_sent && !row.tried_at) reader.wrong("tried_at", "未能提问的须写明尝试时间");
    reader.time("replied_at", row.replied_at);
    if (row.replied_at && !row.asked_at) {
        reader.wrong("replied_at", "有答复时间而没有提问时间");
    } else if (row.asked_at) {
        check_order(reader, "replied_at", *row.asked_at, row.replied_at, "提问时间");
    }
    reader.url("reply_url", row.reply_url);
    reader.text("reply_excerpt", row.reply_excerpt);
    reader.text("proof", row.proof);
    if (!trim(reader.cell("effective")).empty()) {
        bool effective = true;
        reader.yes("effective", effective, true);
        row.effective = effective;
        if (!row.replied_at) reader.wrong("effective", "没有答复时间，无从判定");
    }
    reader.text("judged_by", row.judged_by);
    reader.text("note", row.note);
}

void read_day(RowReader& reader, std::string_view key, std::optional<Date>& out) {
    std::optional<Instant> time;
    reader.time(key, time);
    if (time) out = date_of(*time);
}

void read_action(RowReader& reader, LifeEvent& step) {
    std::string word;
    reader.required("action", word);
    const auto action = parse_life_action(word);
    // What a change sets has no columns here; what a table of the registry brings is no step.
    if (action && *action != LifeAction::imported && *action != LifeAction::change) {
        step.action = *action;
    } else if (!word.empty()) {
        reader.wrong("action", "应为 上线运行、改版、临时下线、恢复、公告关停、撤回关停、关停、整合、"
                               "注销、重新开设 之一；变更用 registry transition");
    }
    reader.text("cause", word);
    if (word.empty()) return;
    step.cause = parse_given_up(word);
    if (!step.cause) reader.wrong("cause", "应为 僵尸、空壳、整合、其他 之一");
}

std::string seconds(Instant instant) {
    return std::to_string(instant.seconds);
}

// An end given as a day alone means the whole of that day.
void check_exemption(const Known& known, RowReader& reader, Exemption& row) {
    row.source = reader.source();
    if (at(date_of(row.to)) == row.to) row.to = end_of(date_of(row.to));
    if (reader.sound("from") && reader.sound("to") && row.to < row.from) {
        reader.wrong("to", "早于起始时间");
    }
    if (reader.sound("from") && reader.sound("decided_at") && row.decided_at > row.from) {
        reader.wrong("decided_at", "晚于起始时间：例外不能追溯，起始时间应不早于批准时间");
    }
    if (!known.exempted_by_column || row.rule.empty()) return;
    const std::optional<bool> by_column = known.exempted_by_column(row.rule);
    if (!by_column) {
        reader.wrong("rule", "例外只用于网站无法访问、首页和栏目更新、空白栏目各规则：site-unreachability、"
                             "homepage-staleness、column-staleness 等");
    } else if (*by_column && row.column.empty()) {
        reader.wrong("column", "不能为空：本规则的例外须写明栏目名称");
    } else if (!*by_column && !row.column.empty()) {
        reader.wrong("column", "应为空：本规则不分栏目");
    }
}

void check_rule(const Known& known, RowReader& reader, const ImportedFinding& finding,
                std::optional<TargetClass> target) {
    if (!known.rule_class || finding.rule.empty()) return;
    const std::optional<TargetClass> rule = known.rule_class(finding.rule);
    if (rule && (!target || *rule == *target)) return;
    std::string near;
    if (known.near_rules) near = join(known.near_rules(finding.rule, target), "、");
    if (rule) {
        const bool account = *target == TargetClass::account;
        reader.wrong("rule",
                     fmt::format("这是{}的指标，检查对象是{}；{}的指标中相近的有：{}",
                                 account ? "网站" : "新媒体账号", account ? "新媒体账号" : "网站",
                                 account ? "新媒体账号" : "网站", near));
    } else if (near.empty()) {
        reader.wrong("rule", "规则集里没有这个指标（mingcha rules list 列出全部）");
    } else {
        reader.wrong("rule", fmt::format("没有这个指标，是否为 {} ？", near));
    }
}

void check_finding(const Known& known, RowReader& reader, ImportedFinding& finding) {
    std::optional<TargetClass> target;
    if (known.target_class && !finding.target.empty()) {
        target = known.target_class(finding.target);
        if (!target) {
            const std::string near =
                known.near_target ? known.near_target(finding.target) : std::string();
            reader.wrong("target",
                         "名录里没有这个网站或账号；没有标识码的账号写 账号类型/账号名称" +
                             (near.empty() ? near : fmt::format("；是否为 {} ？", near)));
        }
    }
    check_rule(known, reader, finding, target);
    if (finding.points && finding.reason.empty()) reader.wrong("reason", "自定分值须写明理由");
    finding.source = reader.source();
}

bool is_future(const Known& known, const std::optional<Instant>& time) {
    return known.today && time && date_of(*time) > *known.today;
}

// What a line without a time of publishing has to say instead.
void check_look(RowReader& reader, const PostLine& line) {
    if (line.state == LookState::seen) {
        if (!line.last_seen) {
            reader.wrong("published_at",
                         "不能为空：写这条的发布时间；人工查看的写最后更新日期；"
                         "没找到或没采到的写采集情况、原因和查看时间");
        }
        return;
    }
    if (line.last_seen) reader.wrong("last_seen", "应为空：没找到或没采到的账号没有最后更新日期");
    if (line.cause.empty()) reader.wrong("cause", "不能为空：写明怎样查找、为何没有采到");
    if (!line.seen_at) reader.wrong("seen_at", "不能为空：写明查看的时间，如 2021-11-05 09:05");
}

void check_post(const Known& known, RowReader& reader, PostLine& line) {
    Post& post = line.post;
    post.source = reader.source();
    if (line.published_at) post.published_at = *line.published_at;
    const bool coded = is_account_code(post.account_key);
    if (!coded && (post.account_type.empty() || post.name.empty())) {
        reader.wrong("account_code", "没有标识码的账号须写明账号类型和账号名称");
        return;
    }
    if (!coded && known.account_code) {
        if (std::string code = known.account_code(post.account_key); !code.empty()) {
            post.account_key = std::move(code);
        }
    }
    if (known.target_class && reader.sound("account_code") && line.operator_name.empty() &&
        known.target_class(post.account_key) != TargetClass::account) {
        const std::string near =
            known.near_target ? known.near_target(post.account_key) : std::string();
        reader.wrong("account_code",
                     "账号名录里没有这个账号，先 import accounts；确属未备案的账号，填上开办单位再导入" +
                         (near.empty() ? near : "；是否为 " + near + " ？"));
    }
    for (const auto& [key, time] : {std::pair("published_at", line.published_at),
                                    std::pair("last_seen", line.last_seen),
                                    std::pair("seen_at", line.seen_at)}) {
        if (is_future(known, time)) {
            reader.wrong(key, fmt::format("晚于今天（{}）：核对年份和日期", format_date(*known.today)));
        }
    }
    if (line.is_post()) {
        if (line.state != LookState::seen) {
            reader.wrong("state", "有发布时间的行是已看到的推文：删去发布时间，或把采集情况改为已看到");
        }
        return;
    }
    check_look(reader, line);
}

std::string key_of(const PostLine& line) {
    const Post& post = line.post;
    if (!line.is_post()) {
        const std::optional<Instant>& day = line.seen_at ? line.seen_at : line.last_seen;
        return post.account_key + "\n?" + std::string(to_string(post.by)) + "\n" +
               (day ? seconds(*day) : "");
    }
    return post.account_key + "\n" +
           (post.url.empty() ? post.title + "\n" + seconds(post.published_at) : post.url);
}

}  // namespace

Parsed<Unit> parse_units(const NamedTable& table) {
    return parse_rows<Unit>(
        table, kNoCheck, [](const Unit& row) { return row.name; }, "name");
}

Parsed<Division> parse_divisions(const NamedTable& table) {
    return parse_rows<Division>(
        table,
        [](RowReader& reader, Division& row) {
            row.code = plain_code(row.code);
            const bool digits = row.code.find_first_not_of("0123456789") == std::string::npos;
            if (!row.code.empty() && (!digits || row.code.size() != kDivisionDigits)) {
                reader.wrong("code", "行政区划代码应为6位数字");
            }
        },
        [](const Division& row) { return row.code; }, "code");
}

Parsed<Site> parse_sites(const NamedTable& table) {
    return parse_rows<Site>(
        table, [](RowReader&, Site& row) { row.division = plain_code(row.division); },
        [](const Site& row) { return row.site_code; }, "site_code");
}

Parsed<Account> parse_accounts(const NamedTable& table) {
    return parse_rows<Account>(
        table,
        [](RowReader&, Account& row) {
            row.division = plain_code(row.division);
            if (row.division.empty()) row.division = row.account_code.substr(0, kDivisionDigits);
        },
        [](const Account& row) { return account_key(row); }, "account_code");
}

Parsed<ImportedFinding> parse_findings(const NamedTable& table, const Known& known) {
    return parse_rows<ImportedFinding>(
        table, [&](RowReader& reader, ImportedFinding& row) { check_finding(known, reader, row); },
        [](const ImportedFinding& row) {
            return row.target + "\n" + row.rule + "\n" + row.problem + "\n" + row.evidence_url;
        },
        "problem");
}

Parsed<Interaction> parse_interactions(const NamedTable& table, const Known& known) {
    return parse_rows<Interaction>(
        table,
        [&](RowReader& reader, Interaction& row) {
            check_site(known, reader, row.site_code);
            check_order(reader, "replied_at", row.asked_at, row.replied_at, "咨询时间");
            row.source = reader.source();
        },
        [](const Interaction& row) { return row.site_code + "\n" + seconds(row.asked_at); },
        "asked_at");
}

Parsed<BankQuestion> parse_questions(const NamedTable& table) {
    return parse_rows<BankQuestion>(
        table,
        [](RowReader& reader, BankQuestion& row) {
            for (std::string& kind : row.kinds) {
                if (const auto parsed = parse_site_kind(kind)) {
                    kind = std::string(to_string(*parsed));
                } else {
                    reader.wrong("kinds", fmt::format("“{}”不是网站类别，应为 {} 之一，多个用 | 分开",
                                                      kind, kSiteKindWords.listed));
                }
            }
        },
        [](const BankQuestion& row) { return row.id; }, "id");
}

Parsed<QuestionRecord> parse_question_records(const NamedTable& table, const Known& known) {
    std::size_t index = 0;
    return read_rows<QuestionRecord>(
        table,
        [&](RowReader& reader, QuestionRecord& row) {
            row.line = table.rows[index++].line;
            reader.site_code("site_code", row.site_code);
            check_site(known, reader, row.site_code);
            reader.url("board_url", row.board_url);
            reader.text("title", row.title);
            reader.text("question", row.question);
            reader.text("asker", row.asker);
            reader.text("working_hours", row.working_hours);
            reader.yes("login_needed", row.login_needed, false);
            reader.text("channel", row.channel);
            reader.time("asked_at", row.asked_at);
            reader.text("receipt_no", row.receipt_no);
            reader.text("query_code", row.query_code);
            read_outcome(reader, row);
        },
        [](const QuestionRecord& row) { return row.site_code; }, "site_code");
}

Parsed<LifeStep> parse_life_steps(const NamedTable& table) {
    std::size_t index = 0;
    return read_rows<LifeStep>(
        table,
        [&](RowReader& reader, LifeStep& row) {
            row.line = table.rows[index++].line;
            LifeEvent& step = row.step;
            reader.target("target", step.target);
            read_action(reader, step);
            std::optional<Date> on;
            read_day(reader, "on", on);
            if (!on && reader.sound("on")) reader.wrong("on", "不能为空，应如 2026-03-01");
            step.on = on.value_or(Date{});
            reader.text("approval", step.approval);
            read_day(reader, "notice", step.notice);
            reader.url("notice_url", step.notice_url);
            read_day(reader, "until", step.until);
            reader.url("new_url", step.new_url);
            reader.text("into", step.into);
            reader.text("reason", step.reason);
        },
        [](const LifeStep& row) {
            return row.step.target + "\n" + std::string(to_string(row.step.action)) + "\n" +
                   format_date(row.step.on);
        },
        "target");
}

AccountLook PostLine::look() const {
    AccountLook look;
    look.account_key = post.account_key;
    look.account_type = post.account_type;
    look.name = post.name;
    look.operator_name = operator_name;
    look.certified_as = post.certified_as;
    look.by = post.by == PostSource::exported ? PostSource::manual : post.by;
    look.state = state;
    const std::optional<Instant>& newest = last_seen ? last_seen : published_at;
    if (newest) look.last_post = date_of(*newest);
    look.seen_at = seen_at;
    if (state != LookState::seen) look.reason = {ReasonCode::ours, cause};
    look.url = post.url;
    look.screenshot = post.screenshot;
    look.source = post.source;
    return look;
}

Parsed<PostLine> parse_posts(const NamedTable& table, const Known& known) {
    return parse_rows<PostLine>(
        table, [&](RowReader& reader, PostLine& row) { check_post(known, reader, row); }, key_of,
        "published_at");
}

Parsed<Probe> parse_probes(const NamedTable& table, const Known& known) {
    return parse_rows<Probe>(
        table, [&](RowReader& reader, Probe& row) { check_site(known, reader, row.site_code); },
        [](const Probe& row) {
            return row.site_code + "\n" + row.vantage + "\n" + seconds(row.at);
        },
        "at");
}

Parsed<Exemption> parse_exemptions(const NamedTable& table, const Known& known) {
    return parse_rows<Exemption>(
        table,
        [&](RowReader& reader, Exemption& row) {
            check_site(known, reader, row.site_code);
            check_exemption(known, reader, row);
        },
        [](const Exemption& row) {
            return row.site_code + "\n" + row.rule + "\n" + name_key(row.column) + "\n" +
                   seconds(row.from);
        },
        "from");
}

Parsed<RepostItem> parse_reposts(const NamedTable& table) {
    return parse_rows<RepostItem>(
        table, kNoCheck, [](const RepostItem& row) { return row.id; }, "id");
}

Parsed<MessageRow> parse_messages(const NamedTable& table, const Known& known) {
    return parse_rows<MessageRow>(
        table,
        [&](RowReader& reader, MessageRow& row) {
            check_site(known, reader, row.site_code);
            check_order(reader, "replied_at", row.asked_at, row.replied_at, "留言时间");
            row.source = reader.source();
        },
        [](const MessageRow& row) {
            return row.site_code + "\n" + row.column + "\n" + row.title + "\n" +
                   seconds(row.asked_at);
        },
        "title");
}

Parsed<Honour> parse_honours(const NamedTable& table, const Known& known) {
    return parse_rows<Honour>(
        table,
        [&](RowReader& reader, Honour& row) {
            if (!row.site_code.empty() && !is_site_code(row.site_code)) {
                reader.wrong("site_code", "应为10位数字，或 bm 和8位数字；没有就不填");
            }
            check_site(known, reader, row.site_code);
            if (row.kind == HonourKind::rank && row.place.empty()) {
                reader.wrong("place", "名次不能为空");
            }
            if (row.kind == HonourKind::practice && row.text.empty()) {
                reader.wrong("text", "典型做法不能为空，照来源写明做了什么");
            }
            if (known.today && date_of(row.on) > *known.today) {
                reader.wrong("on", "日期还没有到");
            }
            row.row_source = reader.source();
        },
        [](const Honour& row) { return row.id; }, "id");
}

Parsed<PlainCells> parse_plain(const NamedTable& table, const Known& known) {
    const bool annual = table.kind->name == "annual";
    std::vector<std::string> names;
    for (const std::string& header : table.header) {
        const ColumnSpec* column = find_column(*table.kind, header);
        names.push_back(column == nullptr ? header : std::string(column->key));
    }
    std::size_t index = 0;
    return read_rows<PlainCells>(
        table,
        [&](RowReader& reader, PlainCells& row) {
            const NamedTable::Row& source = table.rows[index++];
            std::string code;
            std::string second;
            reader.site_code("site_code", code);
            check_site(known, reader, code);
            reader.required(annual ? "year" : "id", second);
            row.key = annual ? code + "/" + second : second;
            for (std::size_t i = 0; i < source.raw.size() && i < names.size(); ++i) {
                if (names[i].empty() || names[i] == kWhyColumn || source.raw[i].empty()) continue;
                if (std::string why = spoiled(source.raw[i]); !why.empty()) {
                    reader.wrong(names[i], std::move(why));
                }
                row.cells[names[i]] = names[i] == "site_code" ? code : source.raw[i];
            }
        },
        [](const PlainCells& row) { return row.key; }, annual ? "year" : "id");
}

}  // namespace mingcha::intake
