#include "proof/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "proof/names.h"
#include "proof/patterns.h"
#include "proof/quantities.h"

namespace mingcha::proof {

namespace {

constexpr std::string_view kKind = "differs-from-campaign";
constexpr std::string_view kNone = "无";

void differ(Report& report, bool same, const std::string& where, std::string_view claimed,
            std::string_view computed, std::string_view what) {
    const std::string in_file(claimed.empty() ? kNone : claimed);
    const std::string in_campaign(computed.empty() ? kNone : computed);
    report.expect(same, {std::string(kKind), where, in_file, in_campaign,
                         fmt::format("{}与检查结果不一致：文中为“{}”，检查结果为“{}”。", what,
                                     in_file, in_campaign)});
}

// --- rows of annexes

std::string plain_cell(std::string_view cell) {
    std::string text = replace_all(normalise(cell), " ", "");
    for (const std::string_view mark : {"；", "。", "，", "、", ";"}) {
        while (ends_with(text, mark)) text.resize(text.size() - mark.size());
    }
    return text == kNone ? std::string() : text;
}

using Cells = std::vector<std::pair<std::string_view, std::string>>;  // column, cell

struct KeyedRow {
    std::string key;
    std::string name;
    Cells cells;
};

std::vector<KeyedRow> rows_of(const Annex& annex) {
    std::vector<KeyedRow> rows;
    for (const SiteRow& row : annex.sites) {
        const std::string code = plain_cell(row.code);
        rows.push_back({code.empty() ? plain_cell(row.unit) : code,
                        row.unit,
                        {{"网站标识码", row.code},
                         {"单位名称", row.unit},
                         {"首页网址", row.url},
                         {"检查结果", row.result},
                         {"存在问题", row.problems}}});
    }
    for (const AccountRow& row : annex.accounts) {
        const std::string code = plain_cell(row.code);
        rows.push_back({code.empty() ? plain_cell(row.type) + "/" + plain_cell(row.name) : code,
                        row.name,
                        {{"标识码", row.code},
                         {"开办单位", row.operator_name},
                         {"账号名称", row.name},
                         {"账号类型", row.type},
                         {"结果", row.result},
                         {"突出问题", row.problem}}});
    }
    // One code twice: the second is a row of its own.
    std::map<std::string, int> seen;
    for (KeyedRow& row : rows) {
        const int before = seen[row.key]++;
        if (before > 0) row.key += fmt::format("#{}", before + 1);
    }
    return rows;
}

const KeyedRow* row_with(const std::vector<KeyedRow>& rows, const std::string& key) {
    for (const KeyedRow& row : rows) {
        if (row.key == key) return &row;
    }
    return nullptr;
}

std::size_t cells_alike(const KeyedRow& a, const KeyedRow& b) {
    std::size_t alike = 0;
    for (std::size_t i = 0; i < std::min(a.cells.size(), b.cells.size()); ++i) {
        alike += plain_cell(a.cells[i].second) == plain_cell(b.cells[i].second) ? 1 : 0;
    }
    return alike;
}

void compare_cells(const KeyedRow& file, const KeyedRow& own, const std::string& part,
                   Report& report) {
    for (std::size_t i = 0; i < std::min(file.cells.size(), own.cells.size()); ++i) {
        const auto& [column, cell] = own.cells[i];
        const std::string& printed = file.cells[i].second;
        differ(report, plain_cell(printed) == plain_cell(cell),
               fmt::format("{}：{}，{}", part, own.name, column), printed, cell,
               fmt::format("{}的{}", own.name, column));
    }
}

void compare_rows(const Annex& file, const Annex& own, const std::string& part, Report& report) {
    const std::vector<KeyedRow> theirs = rows_of(file);
    const std::vector<KeyedRow> ours = rows_of(own);
    std::vector<const KeyedRow*> missing;
    std::vector<const KeyedRow*> added;
    for (const KeyedRow& row : theirs) {
        if (row_with(ours, row.key) == nullptr) added.push_back(&row);
    }
    for (const KeyedRow& row : ours) {
        if (const KeyedRow* same = row_with(theirs, row.key)) {
            compare_cells(*same, row, part, report);
        } else {
            missing.push_back(&row);
        }
    }
    for (const KeyedRow* row : missing) {
        // A row whose code alone was changed is the same row.
        const auto same = std::find_if(added.begin(), added.end(), [&](const KeyedRow* each) {
            return cells_alike(*each, *row) + 2 >= row->cells.size();
        });
        if (same != added.end()) {
            compare_cells(**same, *row, part, report);
            added.erase(same);
            continue;
        }
        differ(report, false, fmt::format("{}：{}", part, row->key), "",
               fmt::format("{} {}", row->key, row->name), "附件的一行");
    }
    for (const KeyedRow* row : added) {
        differ(report, false, fmt::format("{}：{}", part, row->key),
               fmt::format("{} {}", row->key, row->name), "", "附件的一行");
    }
}

// --- lists of names

void compare_names(const std::vector<std::string>& file, const std::vector<std::string>& own,
                   const std::string& where, Report& report) {
    std::vector<std::string> missing;
    std::vector<std::string> added;
    const auto without = [](const std::vector<std::string>& from,
                            const std::vector<std::string>& taken) {
        std::multiset<std::string> known;
        for (const std::string& name : taken) known.insert(plain_cell(name));
        std::vector<std::string> rest;
        for (const std::string& name : from) {
            const std::string plain = plain_cell(name);
            const auto found = known.find(plain);
            if (found != known.end()) {
                known.erase(found);
            } else if (!plain.empty()) {
                rest.push_back(name);
            }
        }
        return rest;
    };
    missing = without(own, file);
    added = without(file, own);
    for (std::size_t i = 0; i < std::max(missing.size(), added.size()); ++i) {
        differ(report, false, where, i < added.size() ? added[i] : "",
               i < missing.size() ? missing[i] : "", "名单");
    }
    if (missing.empty() && added.empty()) ++report.checked;
}

void compare_buckets(const Annex& file, const Annex& own, const std::string& part, Report& report) {
    std::set<const Bucket*> used;
    for (const Bucket& bucket : own.buckets) {
        const auto same =
            std::find_if(file.buckets.begin(), file.buckets.end(), [&](const Bucket& each) {
                return !used.contains(&each) &&
                       plain_cell(each.label) == plain_cell(bucket.label) &&
                       (plain_cell(each.category) == plain_cell(bucket.category) ||
                        each.category.empty() || bucket.category.empty());
            });
        const std::string where = fmt::format("{}：{}", part, bucket.label);
        if (same == file.buckets.end()) {
            differ(report, false, where, "", bucket.label, "附件的一栏");
            continue;
        }
        used.insert(&*same);
        const bool equal = same->stated == bucket.stated || !bucket.stated;
        differ(report, equal, where, same->stated_printed, bucket.stated_printed, "名单的家数");
        compare_names(same->names, bucket.names, where, report);
    }
    for (const Bucket& bucket : file.buckets) {
        if (used.contains(&bucket)) continue;
        differ(report, false, fmt::format("{}：{}", part, bucket.label), bucket.label, "",
               "附件的一栏");
    }
}

// --- numbers and days of the text

struct Token {
    char kind = 'n';  // n count, % rate, p percentage points, s score, d day, o other
    std::int64_t value = 0;
    std::string before, after;  // two characters on either side
    std::string printed;
    std::string where;
};

std::string_view last_chars(std::string_view text, std::size_t chars) {
    std::size_t at = text.size();
    while (at > 0 && chars > 0) {
        --at;
        while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
        --chars;
    }
    return text.substr(at);
}

std::string_view first_chars(std::string_view text, std::size_t chars) {
    std::size_t at = 0;
    while (at < text.size() && chars > 0) {
        ++at;
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
        --chars;
    }
    return text.substr(0, at);
}

char kind_of(Unit unit) {
    switch (unit) {
        case Unit::site_or_thing:
            return 'n';
        case Unit::percent:
            return '%';
        case Unit::percentage_points:
            return 'p';
        case Unit::score:
            return 's';
        default:
            return 'o';
    }
}

void add_tokens(const Paragraph& paragraph, std::int32_t year, std::vector<Token>& tokens) {
    constexpr std::size_t kContext = 2;
    const std::string_view text = paragraph.text;
    std::vector<std::pair<std::size_t, Token>> found;
    const auto add = [&](Token token, std::size_t begin, std::size_t end) {
        token.before = last_chars(text.substr(0, begin), kContext);
        token.after = first_chars(text.substr(end), kContext);
        token.where = paragraph.part + "：" + quote(text, begin, end);
        found.emplace_back(begin, std::move(token));
    };
    const std::vector<DateMention> days = dates_in(text, year);
    const auto in_a_day = [&](std::size_t at) {
        return std::any_of(days.begin(), days.end(),
                           [&](const DateMention& day) { return at >= day.begin && at < day.end; });
    };
    for (const std::string_view sentence : sentences(text)) {
        const auto offset = static_cast<std::size_t>(sentence.data() - text.data());
        for (const Quantity& each : quantities(sentence)) {
            if (in_a_day(offset + each.begin)) continue;
            add({kind_of(each.unit), each.hundredths, "", "", each.printed, ""},
                offset + each.begin, offset + each.end);
        }
    }
    for (const DateMention& day : days) {
        add({'d', day.date.days, "", "", day.printed, ""}, day.begin, day.end);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [begin, token] : found) {
        if (tokens.size() < kMaxCompared) tokens.push_back(std::move(token));
    }
}

bool same_value(const Token& a, const Token& b) {
    return a.value == b.value;  // 75% and 75.00% are one number
}

// How well two numbers stand for each other; 0: they do not.
int fit(const Token& a, const Token& b) {
    if (a.kind != b.kind) return 0;
    const int around = (a.before == b.before ? 1 : 0) + (a.after == b.after ? 1 : 0);
    if (same_value(a, b)) return 3 + 2 * around;
    return around == 2 ? 5 : around;
}

struct Pairs {
    std::vector<std::pair<std::size_t, std::size_t>> pairs;  // file, own
    std::vector<std::size_t> file_only, own_only;
};

// The best pairing that keeps the order of both.
Pairs align(const std::vector<Token>& file, const std::vector<Token>& own) {
    const std::size_t width = own.size() + 1;
    std::vector<int> best((file.size() + 1) * width, 0);
    for (std::size_t i = file.size(); i-- > 0;) {
        for (std::size_t j = own.size(); j-- > 0;) {
            const int worth = fit(file[i], own[j]);
            int& here = best[i * width + j];
            here = std::max(best[(i + 1) * width + j], best[i * width + j + 1]);
            if (worth > 0) here = std::max(here, worth + best[(i + 1) * width + j + 1]);
        }
    }
    Pairs out;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < file.size() && j < own.size()) {
        const int worth = fit(file[i], own[j]);
        if (worth > 0 && best[i * width + j] == worth + best[(i + 1) * width + j + 1]) {
            out.pairs.emplace_back(i++, j++);
        } else if (best[i * width + j] == best[(i + 1) * width + j]) {
            out.file_only.push_back(i++);
        } else {
            out.own_only.push_back(j++);
        }
    }
    for (; i < file.size(); ++i) out.file_only.push_back(i);
    for (; j < own.size(); ++j) out.own_only.push_back(j);
    return out;
}

void compare_tokens(const std::vector<Token>& file, const std::vector<Token>& own, Report& report) {
    Pairs pairs = align(file, own);
    for (const auto& [i, j] : pairs.pairs) {
        differ(report, same_value(file[i], own[j]), file[i].where, file[i].printed, own[j].printed,
               "数字");
    }
    // A sentence that was moved has its numbers elsewhere: the same, or another at the same words.
    for (const bool equal : {true, false}) {
        std::erase_if(pairs.own_only, [&](std::size_t j) {
            const auto found =
                std::find_if(pairs.file_only.begin(), pairs.file_only.end(), [&](std::size_t i) {
                    if (file[i].kind != own[j].kind) return false;
                    return equal ? same_value(file[i], own[j]) : fit(file[i], own[j]) >= 5;
                });
            if (found == pairs.file_only.end()) return false;
            differ(report, equal, file[*found].where, file[*found].printed, own[j].printed, "数字");
            pairs.file_only.erase(found);
            return true;
        });
    }
    // What is nowhere in the file was rewritten beyond recognition or left out.
    for (const std::size_t j : pairs.own_only) {
        differ(report, false, own[j].where, "", own[j].printed, "数字");
    }
}

// --- names of the text

struct BracketList {
    std::vector<std::string> names;
    std::string where;
    std::string before;
};

std::vector<BracketList> bracket_lists(const Circular& circular, std::string_view part) {
    constexpr std::string_view kOpen = "（";
    constexpr std::string_view kClose = "）";
    constexpr std::size_t kContext = 4;
    std::vector<BracketList> lists;
    for (const Paragraph& paragraph : circular.paragraphs) {
        if (paragraph.part != part) continue;
        const std::string_view text = paragraph.text;
        for (std::size_t at = text.find(kOpen); at != std::string_view::npos;
             at = text.find(kOpen, at + kOpen.size())) {
            const std::size_t end = text.find(kClose, at);
            if (end == std::string_view::npos) break;
            const std::string_view inside = text.substr(at + kOpen.size(), end - at - kOpen.size());
            NameList list = split_names(inside);
            if (list.names.empty() || !are_unit_names(list.names)) continue;
            lists.push_back({std::move(list.names), paragraph.part + "：" + quote(text, at, end),
                             std::string(last_chars(text.substr(0, at), kContext))});
        }
    }
    return lists;
}

std::size_t shared_names(const BracketList& a, const BracketList& b) {
    std::size_t shared = 0;
    for (const std::string& name : a.names) {
        shared += static_cast<std::size_t>(std::count(b.names.begin(), b.names.end(), name));
    }
    return shared;
}

void compare_text_names(const Circular& file, const Circular& own, Report& report) {
    std::vector<BracketList> theirs = bracket_lists(file, "正文");
    for (const BracketList& list : bracket_lists(own, "正文")) {
        const auto nearness = [&](const BracketList& each) {
            return 2 * shared_names(each, list) + (each.before == list.before ? 3 : 0);
        };
        const auto best = std::max_element(
            theirs.begin(), theirs.end(),
            [&](const auto& a, const auto& b) { return nearness(a) < nearness(b); });
        if (best != theirs.end() && nearness(*best) > 0) {
            compare_names(best->names, list.names, best->where, report);
            theirs.erase(best);
            continue;
        }
        // Written without brackets, perhaps; every name must stand somewhere.
        for (const std::string& name : list.names) {
            const bool there = std::any_of(
                file.paragraphs.begin(), file.paragraphs.end(), [&](const Paragraph& paragraph) {
                    return paragraph.part == "正文" && contains(paragraph.text, name);
                });
            differ(report, there, list.where, "", name, "名单");
        }
    }
}

// Names of the annexes that the campaign's text has outside brackets: 市司法局未在5个工作日内答复.
void compare_mentions(const Circular& file, const Circular& own, Report& report) {
    std::set<std::string> names;
    for (const Annex& annex : own.annexes) {
        for (const Bucket& bucket : annex.buckets) {
            names.insert(bucket.names.begin(), bucket.names.end());
        }
        for (const SiteRow& row : annex.sites) names.insert(row.unit);
    }
    std::string body;
    for (const Paragraph& paragraph : file.paragraphs) {
        if (paragraph.part == "正文") body += paragraph.text + "\n";
    }
    for (const std::string& name : names) {
        if (char_count(name) < 2) continue;
        for (const Paragraph& paragraph : own.paragraphs) {
            const std::size_t at = paragraph.text.find(name);
            if (paragraph.part != "正文" || at == std::string::npos) continue;
            const std::size_t open = paragraph.text.rfind("（", at);
            const std::size_t close = paragraph.text.rfind("）", at);
            const bool bracketed =
                open != std::string::npos && (close == std::string::npos || close < open);
            if (bracketed) continue;
            differ(report, contains(body, name),
                   paragraph.part + "：" + quote(paragraph.text, at, at + name.size()), "", name,
                   "点名");
        }
    }
}

std::string part_of(const Annex& annex) {
    return annex.number > 0 ? fmt::format("附件{}", annex.number) : "附件";
}

}  // namespace

Report compare(const Circular& file, const Circular& own) {
    Report report;
    const auto tokens_of = [](const Circular& circular, const std::string& part) {
        const std::int32_t year = circular.issued ? civil(circular.issued->date).year : 0;
        std::vector<Token> tokens;
        for (const Paragraph& paragraph : circular.paragraphs) {
            if (paragraph.part == part) add_tokens(paragraph, year, tokens);
        }
        return tokens;
    };
    compare_tokens(tokens_of(file, "正文"), tokens_of(own, "正文"), report);
    compare_text_names(file, own, report);
    compare_mentions(file, own, report);
    for (const Annex& annex : own.annexes) {
        const std::string part = part_of(annex);
        const auto same =
            std::find_if(file.annexes.begin(), file.annexes.end(),
                         [&](const Annex& each) { return each.number == annex.number; });
        if (same == file.annexes.end()) {
            differ(report, false, part, "", annex.title, "附件");
            continue;
        }
        compare_rows(*same, annex, part, report);
        compare_buckets(*same, annex, part, report);
        compare_tokens(tokens_of(file, part), tokens_of(own, part), report);
    }
    return report;
}

}  // namespace mingcha::proof
