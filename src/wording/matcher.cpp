#include "wording/matcher.h"

#include <fmt/format.h>
#include <hs/hs.h>

#include <algorithm>
#include <limits>
#include <numeric>

#include "base/text.h"
#include "wording/fold.h"
#include "wording/read.h"
#include "wording/sentence.h"

namespace mingcha::wording {

namespace {

// One text to look for: a term, an exception, or both. Its rows lie side by side in two lists.
struct Pattern {
    std::uint32_t bytes = 0;
    std::uint32_t first_term = 0, end_term = 0;
    std::uint32_t first_allowed = 0, end_allowed = 0;
    bool is_short = false;
    bool letter_first = false, letter_last = false;  // ASCII: no match within a Latin word
};

bool is_letter(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

Pattern pattern_of(std::string_view text) {
    Pattern pattern;
    pattern.bytes = static_cast<std::uint32_t>(text.size());
    pattern.is_short = char_count(text) <= kShortTermChars;
    pattern.letter_first = is_letter(text.front());
    pattern.letter_last = is_letter(text.back());
    return pattern;
}

template <class Entry>
std::vector<std::uint32_t> sorted_by_text(const std::vector<Entry>& entries) {
    std::vector<std::uint32_t> order(entries.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        const int less = entries[a].text.compare(entries[b].text);
        return less != 0 ? less < 0 : a < b;
    });
    return order;
}

}  // namespace

struct Matcher::Compiled {
    const Dictionary* dictionary = nullptr;
    std::vector<Pattern> patterns;
    std::vector<std::uint32_t> terms;    // of the dictionary, those of one pattern side by side
    std::vector<std::uint32_t> allowed;  // likewise
    hs_database_t* database = nullptr;
    hs_scratch_t* scratch = nullptr;  // the pattern of those of the scanners

    Compiled() = default;
    Compiled(const Compiled&) = delete;
    Compiled& operator=(const Compiled&) = delete;
    ~Compiled() {
        hs_free_scratch(scratch);
        hs_free_database(database);
    }

    std::vector<std::string_view> collect();
    Result<bool> build(const std::vector<std::string_view>& texts);
};

// Every different text once.
std::vector<std::string_view> Matcher::Compiled::collect() {
    terms = sorted_by_text(dictionary->terms);
    allowed = sorted_by_text(dictionary->allowed);
    std::vector<std::string_view> texts;
    std::size_t t = 0;
    std::size_t a = 0;
    while (t < terms.size() || a < allowed.size()) {
        std::string_view text;
        if (t < terms.size()) text = dictionary->terms[terms[t]].text;
        if (a < allowed.size()) {
            const std::string_view other = dictionary->allowed[allowed[a]].text;
            if (t == terms.size() || other < text) text = other;
        }
        Pattern pattern = pattern_of(text);
        pattern.first_term = static_cast<std::uint32_t>(t);
        while (t < terms.size() && dictionary->terms[terms[t]].text == text) ++t;
        pattern.end_term = static_cast<std::uint32_t>(t);
        pattern.first_allowed = static_cast<std::uint32_t>(a);
        while (a < allowed.size() && dictionary->allowed[allowed[a]].text == text) ++a;
        pattern.end_allowed = static_cast<std::uint32_t>(a);
        patterns.push_back(pattern);
        texts.push_back(text);
    }
    return texts;
}

Result<bool> Matcher::Compiled::build(const std::vector<std::string_view>& texts) {
    if (texts.empty()) return true;
    std::vector<const char*> expressions;
    std::vector<std::size_t> lengths;
    for (const std::string_view text : texts) {
        expressions.push_back(text.data());
        lengths.push_back(text.size());
    }
    const std::vector<unsigned> flags(texts.size(), 0);
    std::vector<unsigned> ids(texts.size());
    std::iota(ids.begin(), ids.end(), 0U);
    hs_compile_error_t* wrong = nullptr;
    const hs_error_t compiled = hs_compile_lit_multi(
        expressions.data(), flags.data(), ids.data(), lengths.data(),
        static_cast<unsigned>(texts.size()), HS_MODE_BLOCK, nullptr, &database, &wrong);
    if (compiled != HS_SUCCESS) {
        const std::string what = wrong != nullptr ? wrong->message : "unknown";
        hs_free_compile_error(wrong);
        return fail("dictionaries", fmt::format("{} texts do not compile: {}", texts.size(), what),
                    "fewer terms, or more memory");
    }
    if (hs_alloc_scratch(database, &scratch) != HS_SUCCESS) {
        return fail("dictionaries", "no memory to match with", "fewer terms, or more memory");
    }
    return true;
}

Matcher::Matcher(std::unique_ptr<Compiled> compiled) : compiled_(std::move(compiled)) {}
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;
Matcher::~Matcher() = default;

const Dictionary& Matcher::dictionary() const {
    return *compiled_->dictionary;
}

Result<Matcher> Matcher::compile(const Dictionary& dictionary) {
    const std::size_t rows = dictionary.terms.size() + dictionary.allowed.size();
    if (rows > kMaxRows) {
        return fail("dictionaries", fmt::format("{} rows", rows),
                    fmt::format("at most {}", kMaxRows));
    }
    if (hs_valid_platform() != HS_SUCCESS) {
        return fail("dictionaries", "this processor is too old for matching dictionaries",
                    "a processor with SSSE3 is needed");
    }
    auto compiled = std::make_unique<Compiled>();
    compiled->dictionary = &dictionary;
    if (auto built = compiled->build(compiled->collect()); !built) return Fail(built.error());
    return Matcher(std::move(compiled));
}

// --- scanning ----------------------------------------------------------------------------------

struct Scanner::State {
    struct Hit {
        std::uint32_t pattern = 0;
        std::uint32_t end = 0;
    };
    struct Candidate {
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
        const DictionaryTerm* term = nullptr;
    };
    struct Shield {
        std::uint32_t begin = 0;
        std::uint32_t end = 0;  // the furthest of all that begin no later
    };

    struct Phrase {
        std::uint32_t begin = 0;
        const AllowedWording* row = nullptr;
    };

    explicit State(const Matcher::Compiled& matcher) : compiled(matcher) {
        if (compiled.scratch != nullptr &&
            hs_clone_scratch(compiled.scratch, &scratch) != HS_SUCCESS) {
            scratch = nullptr;
        }
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() { hs_free_scratch(scratch); }

    static int on_match(unsigned id, unsigned long long, unsigned long long to, unsigned,
                        void* context) {
        static_cast<std::vector<Hit>*>(context)->push_back({id, static_cast<std::uint32_t>(to)});
        return 0;
    }

    void sort_hits(const Place& place);
    void note_allowed(const Pattern& pattern, std::uint32_t begin, std::uint32_t end,
                      const Place& place, bool& on_site);
    const DictionaryTerm* row_of(const Pattern& pattern, Date day) const;
    bool stands_alone(const Pattern& pattern, std::uint32_t begin, std::uint32_t end) const;
    bool is_shielded(const Candidate& candidate) const;
    bool has_phrase(const Candidate& candidate) const;
    void choose();
    void choose_longest(std::size_t from, std::size_t to);
    void take(const Candidate& candidate);

    const Matcher::Compiled& compiled;
    hs_scratch_t* scratch = nullptr;
    FoldedText folded;
    std::vector<Hit> hits;
    std::vector<Candidate> candidates;
    std::vector<Shield> shields;
    std::vector<Phrase> phrases;
    std::vector<bool> covered;
    std::vector<Match> matches;
};

void Scanner::State::note_allowed(const Pattern& pattern, std::uint32_t begin, std::uint32_t end,
                                  const Place& place, bool& on_site) {
    for (std::uint32_t i = pattern.first_allowed; i < pattern.end_allowed; ++i) {
        const AllowedWording& row = compiled.dictionary->allowed[compiled.allowed[i]];
        if (!row.valid.holds(place.day)) continue;
        switch (row.scope) {
            case AllowScope::word:
                shields.push_back({begin, end});
                break;
            case AllowScope::phrase:
                phrases.push_back({begin, &row});
                break;
            case AllowScope::site:
                on_site = on_site || std::find(row.sites.begin(), row.sites.end(), place.site) !=
                                         row.sites.end();
                break;
        }
    }
}

const DictionaryTerm* Scanner::State::row_of(const Pattern& pattern, Date day) const {
    for (std::uint32_t i = pattern.first_term; i < pattern.end_term; ++i) {
        const DictionaryTerm& term = compiled.dictionary->terms[compiled.terms[i]];
        if (term.valid.holds(day)) return &term;
    }
    return nullptr;
}

bool Scanner::State::stands_alone(const Pattern& pattern, std::uint32_t begin,
                                  std::uint32_t end) const {
    const std::string_view text = folded.text();
    if (pattern.letter_first && begin > 0 && is_letter(text[begin - 1])) return false;
    if (pattern.letter_last && end < text.size() && is_letter(text[end])) return false;
    return !pattern.is_short || !folded.folded() || !folded.blank_inside(begin, end);
}

// What was found, by what it is: terms that may stand, words and phrases that forgive them.
void Scanner::State::sort_hits(const Place& place) {
    candidates.clear();
    shields.clear();
    phrases.clear();
    for (const Hit& hit : hits) {
        const Pattern& pattern = compiled.patterns[hit.pattern];
        const std::uint32_t begin = hit.end - pattern.bytes;
        bool on_site = false;
        note_allowed(pattern, begin, hit.end, place, on_site);
        if (on_site || pattern.first_term == pattern.end_term) continue;
        const DictionaryTerm* row = row_of(pattern, place.day);
        if (row == nullptr || !stands_alone(pattern, begin, hit.end)) continue;
        candidates.push_back({begin, hit.end, row});
    }
    const auto by_begin = [](const auto& a, const auto& b) {
        return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
    };
    std::sort(candidates.begin(), candidates.end(), by_begin);
    std::sort(shields.begin(), shields.end(), by_begin);
    std::uint32_t furthest = 0;
    for (Shield& shield : shields) furthest = shield.end = std::max(furthest, shield.end);
    std::sort(phrases.begin(), phrases.end(),
              [](const Phrase& a, const Phrase& b) { return a.begin < b.begin; });
}

bool Scanner::State::is_shielded(const Candidate& candidate) const {
    const auto after =
        std::partition_point(shields.begin(), shields.end(),
                             [&](const Shield& each) { return each.begin <= candidate.begin; });
    return after != shields.begin() && std::prev(after)->end >= candidate.end;
}

bool Scanner::State::has_phrase(const Candidate& candidate) const {
    if (phrases.empty()) return false;
    const Span sentence = sentence_around(folded.text(), candidate.begin, candidate.end);
    auto each = std::partition_point(phrases.begin(), phrases.end(), [&](const Phrase& phrase) {
        return phrase.begin < sentence.begin;
    });
    for (; each != phrases.end() && each->begin < sentence.end; ++each) {
        if (each->row->only.empty() || each->row->only == candidate.term->text) return true;
    }
    return false;
}

void Scanner::State::take(const Candidate& candidate) {
    matches.push_back({static_cast<std::uint32_t>(folded.original_begin(candidate.begin)),
                       static_cast<std::uint32_t>(folded.original_end(candidate.end)),
                       candidate.term});
}

// Of terms that overlap in a chain, the longest first. One that is no longer than those taken
// before it overlaps them only where its first or its last byte is covered.
void Scanner::State::choose_longest(std::size_t from, std::size_t to) {
    const std::uint32_t base = candidates[from].begin;
    std::uint32_t end = 0;
    for (std::size_t i = from; i < to; ++i) end = std::max(end, candidates[i].end);
    covered.assign(end - base, false);
    const auto first = candidates.begin() + static_cast<std::ptrdiff_t>(from);
    const auto last = candidates.begin() + static_cast<std::ptrdiff_t>(to);
    std::stable_sort(first, last, [](const Candidate& a, const Candidate& b) {
        const std::uint32_t length = a.end - a.begin, other = b.end - b.begin;
        return length != other ? length > other : a.begin < b.begin;
    });
    const std::size_t taken = matches.size();
    for (auto each = first; each != last; ++each) {
        if (covered[each->begin - base] || covered[each->end - 1 - base]) continue;
        std::fill(covered.begin() + (each->begin - base), covered.begin() + (each->end - base),
                  true);
        take(*each);
    }
    std::sort(matches.begin() + static_cast<std::ptrdiff_t>(taken), matches.end(),
              [](const Match& a, const Match& b) { return a.begin < b.begin; });
}

void Scanner::State::choose() {
    std::erase_if(candidates,
                  [&](const Candidate& each) { return is_shielded(each) || has_phrase(each); });
    for (std::size_t from = 0; from < candidates.size();) {
        std::size_t to = from + 1;
        for (std::uint32_t end = candidates[from].end;
             to < candidates.size() && candidates[to].begin < end; ++to) {
            end = std::max(end, candidates[to].end);
        }
        if (to == from + 1) {
            take(candidates[from]);
        } else {
            choose_longest(from, to);
        }
        from = to;
    }
}

Scanner::Scanner(const Matcher& matcher) : state_(std::make_unique<State>(*matcher.compiled_)) {}
Scanner::Scanner(Scanner&&) noexcept = default;
Scanner& Scanner::operator=(Scanner&&) noexcept = default;
Scanner::~Scanner() = default;

bool Scanner::can_scan() const {
    return state_->compiled.database == nullptr || state_->scratch != nullptr;
}

const std::vector<Match>& Scanner::scan(std::string_view text, const Place& place) {
    State& state = *state_;
    state.matches.clear();
    if (state.scratch == nullptr) return state.matches;
    constexpr std::size_t kMost = std::numeric_limits<std::uint32_t>::max();
    state.folded.fold(text.substr(0, kMost));
    state.hits.clear();
    const std::string_view plain = state.folded.text();
    hs_scan(state.compiled.database, plain.data(), static_cast<unsigned>(plain.size()), 0,
            state.scratch, State::on_match, &state.hits);
    if (state.hits.empty()) return state.matches;
    state.sort_hits(place);
    if (!state.candidates.empty()) state.choose();
    return state.matches;
}

}  // namespace mingcha::wording
