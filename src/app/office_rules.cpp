#include "app/office_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "intake/row_reader.h"
#include "intake/write_csv.h"
#include "store/office_rows.h"
#include "wording/read.h"

namespace mingcha::app {

namespace {

constexpr std::size_t kMaxReasonChars = 500;
constexpr std::string_view kOwnWords = "本单位词库";  // a file's name in findings
const std::vector<std::string> kWordColumns{"词条", "类别", "建议", "来源", "备注"};

Result<OfficeStamp> stamp(store::Store& store, const std::string& by, Instant now) {
    if (trim(by).empty()) return fail("--by", "没有写明是谁", "加 --by 姓名");
    const auto campaigns = store::load<Campaign>(store);
    if (!campaigns) return Fail(campaigns.error());
    OfficeStamp out{std::string(trim(by)), now, {}};
    for (const Campaign& each : *campaigns) {
        if (each.closed) out.closed.push_back(each.id);
    }
    return out;
}

Result<bool> check_targets(store::Store& store, const std::vector<std::string>& targets) {
    if (targets.empty()) return fail("targets", "没有写明对象", "网站标识码或账号");
    if (targets.size() > kMaxTargetsOfException) {
        return fail("targets", fmt::format("{} 个对象", targets.size()),
                    fmt::format("一次至多 {} 个", kMaxTargetsOfException));
    }
    const auto sites = store::load<Site>(store);
    if (!sites) return Fail(sites.error());
    const auto accounts = store::load<Account>(store);
    if (!accounts) return Fail(accounts.error());
    std::set<std::string> known;
    for (const Site& site : *sites) known.insert(site.site_code);
    for (const Account& account : *accounts) known.insert(account_key(account));
    for (const std::string& target : targets) {
        if (!known.contains(target)) {
            return fail(target, "名录里没有这个网站或账号", "写标识码，或 账号类型/账号名称");
        }
    }
    return true;
}

// What was closed stays as it was judged: a beginning may not reach back over its moment.
Result<bool> check_days(store::Store& store, const NewException& wanted) {
    if (wanted.until < wanted.from) {
        return fail("until", "截止日早于起始日", "例外须有起止日期，两日都算");
    }
    if (wanted.until < date_of(wanted.now)) {
        return fail("until", "截止日已经过去", "例外不追溯");
    }
    const auto campaigns = store::load<Campaign>(store);
    if (!campaigns) return Fail(campaigns.error());
    for (const Campaign& each : *campaigns) {
        if (each.closed && wanted.from <= date_of(each.as_of) &&
            date_of(each.as_of) <= wanted.until) {
            return fail(
                "from",
                fmt::format("检查 {}（{}）已经结束", each.id, format_date(date_of(each.as_of))),
                "例外不追溯：从其后的日期开始");
        }
    }
    return true;
}

template <class Row>
Row* find_number(std::vector<Row>& rows, std::int64_t number) {
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [&](const Row& each) { return each.number == number; });
    return found == rows.end() ? nullptr : &*found;
}

template <class Row>
std::int64_t next_number(const std::vector<Row>& rows) {
    std::int64_t last = 0;
    for (const Row& each : rows) last = std::max(last, each.number);
    return last + 1;
}

Result<NewWord> checked_word(NewWord wanted) {
    for (std::string* field : {&wanted.text, &wanted.suggestion, &wanted.source, &wanted.note}) {
        *field = std::string(trim(*field));
        if (char_count(*field) > kMaxReasonChars) {
            return fail(shorten(*field, 20), fmt::format("最多 {} 个字", kMaxReasonChars));
        }
    }
    const std::size_t chars = char_count(wanted.text);
    if (chars < wording::kMinTermChars || chars > wording::kMaxTermChars) {
        return fail("text", fmt::format("词条“{}”有 {} 个字", shorten(wanted.text, 20), chars),
                    fmt::format("{} 到 {} 个字", wording::kMinTermChars, wording::kMaxTermChars));
    }
    if (wanted.source.empty()) return fail("source", "没有写来源", "写文件、决定或理由");
    return wanted;
}

const OfficeWord* known_word(const std::vector<OfficeWord>& words, const NewWord& wanted) {
    for (const OfficeWord& each : words) {
        if (!each.removed && each.text == wanted.text) return &each;
    }
    return nullptr;
}

OfficeWord word_of(const NewWord& wanted, std::int64_t number, OfficeStamp added) {
    return {number,        wanted.text, wanted.kind,      wanted.suggestion,
            wanted.source, wanted.note, std::move(added), {}};
}

}  // namespace

Result<RuleException> add_exception(store::Store& store, const Ruleset& ruleset,
                                    const NewException& wanted) {
    if (ruleset.find(wanted.rule) == nullptr) {
        return fail(wanted.rule, "规则集里没有这条指标", "mingcha rules list 列出全部");
    }
    if (trim(wanted.reason).empty()) return fail("reason", "没有写理由", "例外须写明理由");
    if (char_count(wanted.reason) > kMaxReasonChars) {
        return fail("reason", fmt::format("理由最多 {} 个字", kMaxReasonChars));
    }
    if (auto known = check_targets(store, wanted.targets); !known) return Fail(known.error());
    if (auto days = check_days(store, wanted); !days) return Fail(days.error());
    auto given = stamp(store, wanted.by, wanted.now);
    if (!given) return Fail(given.error());
    const auto all = store::load<RuleException>(store);
    if (!all) return Fail(all.error());
    if (all->size() >= kMaxExceptions) {
        return fail("exceptions", fmt::format("已有 {} 项例外", all->size()), "改由规则集规定");
    }
    RuleException row{
        next_number(*all), wanted.rule,  wanted.targets,    std::string(trim(wanted.reason)),
        wanted.from,       wanted.until, std::move(*given), {}};
    if (auto saved = store::save<RuleException>(store, {}, {row}); !saved) {
        return Fail(saved.error());
    }
    return row;
}

Result<RuleException> end_exception(store::Store& store, std::int64_t number, const std::string& by,
                                    Instant now) {
    auto all = store::load<RuleException>(store);
    if (!all) return Fail(all.error());
    RuleException* row = find_number(*all, number);
    if (row == nullptr) return fail(std::to_string(number), "没有这项例外", "列出后选择");
    if (row->ended || row->until < date_of(now)) {
        return fail(std::to_string(number), "这项例外已经结束");
    }
    auto ended = stamp(store, by, now);
    if (!ended) return Fail(ended.error());
    row->ended = std::move(*ended);
    if (auto saved = store::save<RuleException>(store, {}, {*row}); !saved) {
        return Fail(saved.error());
    }
    return *row;
}

Result<std::vector<RuleException>> rule_exceptions(store::Store& store, Date today) {
    auto all = store::load<RuleException>(store);
    if (!all) return all;
    const auto is_over = [&](const RuleException& each) {
        return each.ended.has_value() || each.until < today;
    };
    std::stable_sort(all->begin(), all->end(), [&](const RuleException& a, const RuleException& b) {
        if (is_over(a) != is_over(b)) return is_over(b);
        return is_over(a) ? b.until < a.until : a.until < b.until;
    });
    return all;
}

Result<std::vector<RuleException>> exceptions_in_force(store::Store& store,
                                                       const Campaign& campaign) {
    auto all = store::load<RuleException>(store);
    if (!all) return all;
    std::erase_if(*all, [&](const RuleException& each) {
        return !is_in_force(each, campaign.id, date_of(campaign.as_of));
    });
    return all;
}

Result<OfficeWord> add_word(store::Store& store, const NewWord& wanted, const std::string& by,
                            Instant now) {
    const auto checked = checked_word(wanted);
    if (!checked) return Fail(checked.error());
    const auto words = store::load<OfficeWord>(store);
    if (!words) return Fail(words.error());
    if (known_word(*words, *checked) != nullptr) {
        return fail(checked->text, "词库里已有这个词条", "先移出，再重新加入");
    }
    if (words->size() >= kMaxOfficeWords) {
        return fail("words", fmt::format("已有 {} 个词条", words->size()),
                    "更大的词库用规则集的 .csv");
    }
    auto added = stamp(store, by, now);
    if (!added) return Fail(added.error());
    const OfficeWord row = word_of(*checked, next_number(*words), std::move(*added));
    if (auto saved = store::save<OfficeWord>(store, {}, {row}); !saved) return Fail(saved.error());
    return row;
}

Result<OfficeWord> remove_word(store::Store& store, std::int64_t number, const std::string& by,
                               Instant now) {
    auto words = store::load<OfficeWord>(store);
    if (!words) return Fail(words.error());
    OfficeWord* row = find_number(*words, number);
    if (row == nullptr || row->removed) return fail(std::to_string(number), "词库里没有这个词条");
    auto removed = stamp(store, by, now);
    if (!removed) return Fail(removed.error());
    row->removed = std::move(*removed);
    if (auto saved = store::save<OfficeWord>(store, {}, {*row}); !saved) return Fail(saved.error());
    return *row;
}

Result<std::vector<OfficeWord>> office_words(store::Store& store) {
    auto words = store::load<OfficeWord>(store);
    if (!words) return words;
    std::erase_if(*words, [](const OfficeWord& each) { return each.removed.has_value(); });
    return words;
}

Result<WordsTaken> take_word_table(store::Store& store, const std::string& file,
                                   const std::string& bytes, const std::string& by, Instant now) {
    const auto table = intake::read_named(intake::office_words_kind(), file, bytes);
    if (!table) return Fail(table.error());
    auto words = store::load<OfficeWord>(store);
    if (!words) return Fail(words.error());
    const auto added = stamp(store, by, now);
    if (!added) return Fail(added.error());
    WordsTaken out;
    std::vector<OfficeWord> rows;
    std::int64_t number = next_number(*words);
    for (const auto& row : table->rows) {
        const intake::RowReader reader(*table, row, out.errors);
        const auto cell = [&](std::string_view key) { return std::string(reader.cell(key)); };
        const auto kind = parse_office_word_kind(trim(cell("kind")));
        if (!kind) {
            out.errors.push_back(
                {row.line, "类别", cell("kind"), "应为错词、敏感表述、放行或专有名称"});
            continue;
        }
        const auto checked =
            checked_word({cell("text"), *kind, cell("suggestion"), cell("source"), cell("note")});
        if (!checked) {
            out.errors.push_back({row.line, "词条", cell("text"), checked.error().text()});
            continue;
        }
        if (known_word(*words, *checked) != nullptr) {
            ++out.known;
            continue;
        }
        rows.push_back(word_of(*checked, number++, *added));
        words->push_back(rows.back());
    }
    if (words->size() > kMaxOfficeWords) {
        return fail(file, fmt::format("共 {} 个词条", words->size()), "更大的词库用规则集的 .csv");
    }
    if (!out.errors.empty()) return out;
    if (auto saved = store::save(store, {}, rows); !saved) return Fail(saved.error());
    out.added = rows.size();
    return out;
}

std::string word_table(const std::vector<OfficeWord>& words) {
    std::vector<std::vector<std::string>> rows;
    for (const OfficeWord& each : words) {
        rows.push_back({each.text, std::string(to_chinese(each.kind)), each.suggestion, each.source,
                        each.note});
    }
    return intake::write_csv(kWordColumns, rows);
}

Result<bool> add_office_words(store::Store& store, const std::string& campaign, Ruleset& ruleset) {
    const auto words = store::load<OfficeWord>(store);
    if (!words) return Fail(words.error());
    Dictionary own;
    own.files.emplace_back(kOwnWords);
    std::set<std::string_view> named;  // the last one of a text that was taken out and put in again
    for (auto each = words->rbegin(); each != words->rend(); ++each) {
        if (!holds_for(each->added, each->removed, campaign)) continue;
        if (!named.insert(each->text).second) continue;
        const auto line = static_cast<std::int32_t>(each->number);
        if (each->kind == OfficeWordKind::allowed || each->kind == OfficeWordKind::name) {
            AllowedWording allowed;
            allowed.text = each->text;
            allowed.line = line;
            own.allowed.push_back(std::move(allowed));
            continue;
        }
        DictionaryTerm term;
        term.text = each->text;
        term.kind = each->kind == OfficeWordKind::sensitive ? TermKind::certain : TermKind::likely;
        term.suggestion = each->suggestion;
        term.source = each->source;
        term.note = each->note;
        term.line = line;
        own.terms.push_back(std::move(term));
    }
    if (own.terms.empty() && own.allowed.empty()) return true;
    // What the office allows is no error any more, whichever dictionary has it.
    std::set<std::string> allowed;
    for (const AllowedWording& each : own.allowed) allowed.insert(each.text);
    std::erase_if(ruleset.dictionary.terms,
                  [&](const DictionaryTerm& term) { return allowed.contains(term.text); });
    wording::extend(ruleset.dictionary, std::move(own));
    return true;
}

}  // namespace mingcha::app
