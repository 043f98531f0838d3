#include "wording/read.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "base/charset.h"
#include "base/text.h"
#include "model/standard.h"
#include "wording/csv.h"

namespace mingcha::wording {

namespace {

enum Column : std::size_t {
    kTerm,
    kKind,
    kScope,
    kSites,
    kOnly,
    kSuggestion,
    kFrom,
    kTo,
    kSource,
    kConfidence,
    kNote,
    kColumns
};

struct ColumnName {
    std::string_view name;
    std::string_view chinese;
};

constexpr std::array<ColumnName, kColumns> kNames{{{"term", "词条"},
                                                   {"kind", "类别"},
                                                   {"scope", "范围"},
                                                   {"sites", "站点"},
                                                   {"only", "只对词条"},
                                                   {"suggestion", "建议"},
                                                   {"valid_from", "起始日期"},
                                                   {"valid_to", "截止日期"},
                                                   {"source", "来源"},
                                                   {"confidence", "可信度"},
                                                   {"note", "备注"}}};

constexpr std::string_view kAllow = "allow";

std::string_view english(std::string_view word) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kWords{
        {{"确定错误", "certain"},
         {"疑似", "likely"},
         {"文风", "style"},
         {"放行", "allow"},
         {"词", "word"},
         {"句", "phrase"},
         {"站", "site"}}};
    for (const auto& [chinese, meant] : kWords) {
        if (chinese == word) return meant;
    }
    return word;
}

std::string column_list() {
    std::string all;
    for (const ColumnName& each : kNames) {
        all += (all.empty() ? "" : ", ") + std::string(each.name);
    }
    return all;
}

bool has_space(std::string_view text) {
    return single_spaces(text).find(' ') != std::string::npos;
}

class DictionaryReader {
public:
    DictionaryReader(std::string_view file, Dictionary& into, std::vector<Problem>& problems)
        : into_(into), problems_(problems), name_(file) {
        file_ = static_cast<std::int32_t>(into_.files.size());
        into_.files.push_back(name_);
    }

    void read(std::string_view text) {
        CsvReader csv(text);
        if (!csv.next(row_)) {
            return whole("the dictionary is empty", "begin with the line " + column_list());
        }
        if (!read_header()) return;
        while (csv.next(row_) && csv.open_quote() == 0) {
            if (into_.terms.size() + into_.allowed.size() >= kMaxRows) {
                add(kTerm, fmt::format("more than {} rows in one ruleset", kMaxRows),
                    "删去不用的词条，或分到按需使用的几个规则集中");
                return;
            }
            if (problems_.size() >= kMaxProblems) return;
            if (csv.overlong()) {
                add(kTerm, "a cell or row beyond all measure", "检查引号是否成对");
                continue;
            }
            read_row();
        }
        if (csv.open_quote() > 0) {
            Problem problem{name_, csv.open_quote(), 1, "a quote that is never closed",
                            "给这一行的引号补上另一半"};
            problems_.push_back(std::move(problem));
        }
    }

private:
    void whole(std::string what, std::string hint) {
        problems_.push_back({name_, 0, 0, std::move(what), std::move(hint)});
    }

    void add(Column column, std::string what, std::string hint) {
        if (problems_.size() >= kMaxProblems) return;
        const std::size_t at = at_[column];
        const int place = at < row_.cells.size() ? row_.cells[at].column : 1;
        problems_.push_back({name_, row_.line, place, std::move(what), std::move(hint)});
    }

    bool read_header() {
        at_.fill(SIZE_MAX);
        header_cells_ = row_.cells.size();
        const std::size_t before = problems_.size();
        for (std::size_t i = 0; i < row_.cells.size(); ++i) {
            const std::string word = lower_ascii(row_.cells[i].text);
            const auto found = std::find_if(kNames.begin(), kNames.end(), [&](const auto& each) {
                return each.name == word || each.chinese == word;
            });
            if (found == kNames.end()) {
                if (word.empty()) continue;
                problems_.push_back({name_, row_.line, row_.cells[i].column,
                                     fmt::format("unknown column \"{}\"", shorten(word, 20)),
                                     "known: " + column_list()});
                continue;
            }
            std::size_t& at = at_[static_cast<std::size_t>(found - kNames.begin())];
            if (at != SIZE_MAX) {
                problems_.push_back({name_, row_.line, row_.cells[i].column,
                                     fmt::format("column \"{}\" stands here twice", word),
                                     "keep one of the two"});
            }
            at = i;
        }
        for (const Column needed : {kTerm, kKind}) {
            if (at_[needed] == SIZE_MAX) {
                problems_.push_back({name_, row_.line, 1,
                                     fmt::format("no column \"{}\"", kNames[needed].name),
                                     "the first line names the columns: " + column_list()});
            }
        }
        return problems_.size() == before;
    }

    const std::string& cell(Column column) const {
        static const std::string kNone;
        const std::size_t at = at_[column];
        return at < row_.cells.size() ? row_.cells[at].text : kNone;
    }

    // False where it has been reported.
    bool check_text() {
        const std::string& text = cell(kTerm);
        const std::size_t chars = char_count(text);
        if (text.empty()) {
            add(kTerm, "no term", "fill in the column term, or take the row out");
        } else if (!is_utf8(text) || text.find('\0') != std::string::npos) {
            add(kTerm, "the term is not text", "save the file as UTF-8");
        } else if (has_space(text)) {
            add(kTerm, fmt::format("\"{}\" contains a space", shorten(text, kMaxTermChars)),
                "去掉空格：匹配时汉字之间的空格不计");
        } else if (chars < kMinTermChars) {
            add(kTerm, fmt::format("\"{}\" is one character", text),
                "一个字的词条会处处误报，写成两个字以上的词");
        } else if (chars > kMaxTermChars) {
            add(kTerm, fmt::format("\"{}\" has {} characters", shorten(text, 20), chars),
                fmt::format("at most {}", kMaxTermChars));
        } else {
            return true;
        }
        return false;
    }

    bool read_day(Column column, std::optional<Date>& into) {
        const std::string& text = cell(column);
        if (text.empty()) return true;
        const auto day = parse_date(text);
        if (day) {
            into = *day;
            return true;
        }
        add(column, fmt::format("\"{}\" is no day", shorten(text, 20)),
            "write YYYY-MM-DD, such as 2023-05-18, or leave it empty");
        return false;
    }

    bool read_validity(Validity& valid) {
        const bool from = read_day(kFrom, valid.from);
        const bool to = read_day(kTo, valid.to);
        if (!from || !to) return false;
        if (valid.from && valid.to && *valid.to < *valid.from) {
            add(kTo, "valid_to lies before valid_from", "exchange the two days");
            return false;
        }
        return true;
    }

    void read_row() {
        if (has_surplus()) {
            add(kTerm, fmt::format("{} cells in a row of {}", row_.cells.size(), header_cells_),
                "含逗号的内容请用英文双引号括起来");
            return;
        }
        const bool text = check_text();
        const std::string_view kind = english(cell(kKind));
        if (kind == kAllow) return read_allowed(text);
        const auto known = parse_term_kind(kind);
        if (!known) {
            add(kKind, fmt::format("\"{}\" is no kind", shorten(cell(kKind), 20)),
                "certain, likely, style or allow");
        }
        read_term(text && known, known.value_or(TermKind::likely));
    }

    // Spreadsheets leave empty cells behind the last column; a full one there is a comma too many.
    bool has_surplus() const {
        for (std::size_t i = header_cells_; i < row_.cells.size(); ++i) {
            if (!row_.cells[i].text.empty()) return true;
        }
        return false;
    }

    void read_term(bool good, TermKind kind) {
        DictionaryTerm term;
        term.text = cell(kTerm);
        term.kind = kind;
        term.suggestion = cell(kSuggestion);
        term.source = cell(kSource);
        term.note = cell(kNote);
        term.file = file_;
        term.line = row_.line;
        good = read_validity(term.valid) && good;
        if (term.suggestion.empty()) {
            add(kSuggestion, "no suggestion", "say what should stand instead");
            good = false;
        } else if (term.suggestion == term.text) {
            add(kSuggestion, "the suggestion is the term itself", "say what should stand instead");
            good = false;
        }
        if (term.source.empty()) {
            add(kSource, "no source", "say where the row comes from");
            good = false;
        }
        const auto confidence = parse_confidence(cell(kConfidence));
        if (confidence) {
            term.confidence = *confidence;
        } else {
            add(kConfidence, fmt::format("\"{}\" is no confidence", shorten(cell(kConfidence), 20)),
                "V2, V1, P or M");
            good = false;
        }
        if (!cell(kScope).empty() || !cell(kSites).empty() || !cell(kOnly).empty()) {
            add(kScope, "scope, sites and only are for kind allow", "leave them empty");
            good = false;
        }
        if (good) into_.terms.push_back(std::move(term));
    }

    void read_allowed(bool good) {
        AllowedWording allowed;
        allowed.text = cell(kTerm);
        allowed.file = file_;
        allowed.line = row_.line;
        const auto scope = parse_allow_scope(english(cell(kScope)));
        if (scope) {
            allowed.scope = *scope;
        } else {
            add(kScope, fmt::format("\"{}\" is no scope", shorten(cell(kScope), 20)),
                "word, phrase or site");
            good = false;
        }
        for (const std::string_view code : split(cell(kSites), '|')) {
            if (!trim(code).empty()) allowed.sites.push_back(lower_ascii(trim(code)));
        }
        if (scope && (*scope == AllowScope::site) == allowed.sites.empty()) {
            add(kSites, allowed.sites.empty() ? "no sites" : "sites are for scope site",
                "scope site names site codes parted by |; the others leave it empty");
            good = false;
        }
        allowed.only = cell(kOnly);
        if (scope && *scope != AllowScope::phrase && !allowed.only.empty()) {
            add(kOnly, "only is for scope phrase", "leave it empty");
            good = false;
        }
        good = read_validity(allowed.valid) && good;
        if (good) into_.allowed.push_back(std::move(allowed));
    }

    Dictionary& into_;
    std::vector<Problem>& problems_;
    std::string name_;
    std::int32_t file_ = 0;
    Row row_;
    std::array<std::size_t, kColumns> at_{};
    std::size_t header_cells_ = 0;
};

// Rows of one text, in the order of the files.
template <class Entry>
std::unordered_map<std::string_view, std::vector<const Entry*>> by_text(
    const std::vector<Entry>& entries) {
    std::unordered_map<std::string_view, std::vector<const Entry*>> found;
    found.reserve(entries.size());
    for (const Entry& entry : entries) found[entry.text].push_back(&entry);
    return found;
}

template <class Entry>
Problem problem_at(const Dictionary& dictionary, const Entry& entry, std::string what,
                   std::string hint) {
    return {dictionary.files.at(static_cast<std::size_t>(entry.file)), entry.line, 1,
            std::move(what), std::move(hint)};
}

template <class Entry>
std::string place_of(const Dictionary& dictionary, const Entry& entry) {
    return fmt::format("{}:{}", dictionary.files.at(static_cast<std::size_t>(entry.file)),
                       entry.line);
}

}  // namespace

void read_dictionary(std::string_view file, std::string_view bytes, Dictionary& into,
                     std::vector<Problem>& problems) {
    const auto whole = [&](std::string what, std::string hint) {
        problems.push_back({std::string(file), 0, 0, std::move(what), std::move(hint)});
    };
    if (bytes.size() > kMaxDictionaryBytes) {
        return whole(fmt::format("{} MiB", bytes.size() >> 20),
                     fmt::format("a dictionary has at most {} MiB", kMaxDictionaryBytes >> 20));
    }
    const Result<DecodedText> text = text_to_utf8(bytes);
    if (!text) return whole(text.error().what, text.error().hint);
    if (text->replaced) {
        return whole(fmt::format("neither UTF-8 nor {}", text->charset), "另存为 UTF-8 编码的 CSV");
    }
    DictionaryReader(file, into, problems).read(text->utf8);
}

void check_duplicates(const Dictionary& level, std::vector<Problem>& problems) {
    std::unordered_map<std::string_view, std::vector<const DictionaryTerm*>> seen;
    seen.reserve(level.terms.size());
    for (const DictionaryTerm& term : level.terms) {
        auto& rows = seen[term.text];
        const auto other = std::find_if(rows.begin(), rows.end(), [&](const DictionaryTerm* row) {
            return row->valid.overlaps(term.valid);
        });
        if (other == rows.end() && rows.size() < kMaxRowsOfTerm) {
            rows.push_back(&term);
        } else if (other == rows.end()) {
            problems.push_back(problem_at(
                level, term, fmt::format("more than {} rows of \"{}\"", kMaxRowsOfTerm, term.text),
                "one row a span of days that the office knows of"));
            return;
        } else if (problems.size() < kMaxProblems) {
            problems.push_back(
                problem_at(level, term,
                           fmt::format("\"{}\" stands already in {}, for the same days", term.text,
                                       place_of(level, **other)),
                           "keep one of the two, or give them days that do not overlap"));
        }
    }
}

void extend(Dictionary& inherited, Dictionary level) {
    std::unordered_set<std::string_view> named;
    for (const DictionaryTerm& term : level.terms) named.insert(term.text);
    std::erase_if(inherited.terms,
                  [&](const DictionaryTerm& term) { return named.contains(term.text); });
    const auto shift = static_cast<std::int32_t>(inherited.files.size());
    for (std::string& file : level.files) inherited.files.push_back(std::move(file));
    for (DictionaryTerm& term : level.terms) {
        term.file += shift;
        inherited.terms.push_back(std::move(term));
    }
    for (AllowedWording& allowed : level.allowed) {
        allowed.file += shift;
        inherited.allowed.push_back(std::move(allowed));
    }
}

void check_exceptions(const Dictionary& dictionary, std::vector<Problem>& problems) {
    const std::size_t rows = dictionary.terms.size() + dictionary.allowed.size();
    if (rows > kMaxRows) {
        problems.push_back({dictionary.files.empty() ? "" : dictionary.files.back(), 0, 0,
                            fmt::format("{} rows with those of the rulesets it extends", rows),
                            fmt::format("at most {}", kMaxRows)});
    }
    const auto terms = by_text(dictionary.terms);
    for (const AllowedWording& allowed : dictionary.allowed) {
        if (problems.size() >= kMaxProblems) return;
        const auto found = terms.find(allowed.text);
        if (allowed.scope == AllowScope::site && found == terms.end()) {
            problems.push_back(
                problem_at(dictionary, allowed,
                           fmt::format("\"{}\" is allowed on sites and is no term", allowed.text),
                           "write the term as it stands in a dictionary"));
        }
        if (allowed.scope == AllowScope::site || found == terms.end()) continue;
        for (const DictionaryTerm* term : found->second) {
            const bool other = !allowed.only.empty() && allowed.only != term->text;
            if (term->kind != TermKind::certain || other || !term->valid.overlaps(allowed.valid))
                continue;
            problems.push_back(problem_at(
                dictionary, allowed,
                fmt::format("\"{}\" is allowed here and certain in {}", allowed.text,
                            place_of(dictionary, *term)),
                "take out one of the two, end one by valid_to, or make the term likely"));
        }
    }
}

}  // namespace mingcha::wording
