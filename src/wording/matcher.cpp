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

// One text to look for, with its rows, the rows that allow it on sites, and the longer words around
// it that are allowed: side by side in lists.
// Half a line of the processor's cache, for a hit is mostly the wait for its pattern.
struct alignas(32) Pattern {
    std::uint16_t bytes = 0;
    bool always : 1 = false;  // its first row holds on every day: none need be looked at
    bool is_short : 1 = false;
    bool letter_first : 1 = false, letter_last : 1 = false;  // ASCII: no match within a Latin word
    std::uint32_t first_row = 0;                             // of the dictionary
    std::uint32_t first_term = 0, end_term = 0;
    std::uint32_t first_site = 0, end_site = 0;
    std::uint32_t first_around = 0, end_around = 0;
};
static_assert(sizeof(Pattern) == 32);

// An allowed word in which a pattern stands, so many bytes from its beginning.
struct Around {
    std::uint32_t pattern = 0;
    std::uint32_t offset = 0;
    std::uint32_t row = 0;
};

constexpr std::size_t kMaxUtf8Bytes = 4;  // of one character

// A term that so many allowed words hold is no term.
constexpr std::uint32_t kMaxWordsAround = 1000;

// A compiled set of literals and memory to scan with.
struct Literals {
    hs_database_t* database = nullptr;
    hs_scratch_t* scratch = nullptr;

    Literals() = default;
    Literals(const Literals&) = delete;
    Literals& operator=(const Literals&) = delete;
    ~Literals() {
        hs_free_scratch(scratch);
        hs_free_database(database);
    }

    Result<bool> build(const std::vector<std::string_view>& texts);
};

struct Hit {
    std::uint32_t id = 0;
    std::uint32_t end = 0;
};

// Where hits are written, and the patterns they will ask for: fetched while the scan goes on.
struct Listener {
    std::vector<Hit>& hits;
    const std::vector<Pattern>& patterns;
};

int on_match(unsigned id, unsigned long long, unsigned long long to, unsigned, void* context) {
    const Listener& listener = *static_cast<Listener*>(context);
    listener.hits.push_back({id, static_cast<std::uint32_t>(to)});
    if (id < listener.patterns.size()) __builtin_prefetch(&listener.patterns[id]);
    return 0;
}

void scan_literals(const hs_database_t* database, hs_scratch_t* scratch, std::string_view text,
                   Listener listener) {
    listener.hits.clear();
    if (database == nullptr || text.empty()) return;
    hs_scan(database, text.data(), static_cast<unsigned>(text.size()), 0, scratch, on_match,
            &listener);
}

bool is_letter(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

Pattern pattern_of(std::string_view text) {
    Pattern pattern;
    pattern.bytes = static_cast<std::uint16_t>(text.size());
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

Result<bool> Literals::build(const std::vector<std::string_view>& texts) {
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

}  // namespace

struct Matcher::Compiled {
    const Dictionary* dictionary = nullptr;
    std::vector<Pattern> patterns;
    std::vector<std::uint32_t> terms;    // of the dictionary, those of one pattern side by side
    std::vector<std::uint32_t> sites;    // rows that allow on sites, likewise
    std::vector<Around> around;          // likewise
    std::vector<std::uint32_t> phrases;  // rows; their literals come behind those of the patterns
    Literals texts;

    std::vector<std::string_view> collect();
    Result<bool> collect_words();
    Result<bool> build();
};

// Every different term once.
std::vector<std::string_view> Matcher::Compiled::collect() {
    terms = sorted_by_text(dictionary->terms);
    for (const std::uint32_t row : sorted_by_text(dictionary->allowed)) {
        const AllowScope scope = dictionary->allowed[row].scope;
        if (scope == AllowScope::site) sites.push_back(row);
        if (scope == AllowScope::phrase) phrases.push_back(row);
    }
    std::vector<std::string_view> found;
    std::size_t site = 0;
    for (std::size_t t = 0; t < terms.size();) {
        const std::string_view text = dictionary->terms[terms[t]].text;
        Pattern pattern = pattern_of(text);
        pattern.first_term = static_cast<std::uint32_t>(t);
        while (t < terms.size() && dictionary->terms[terms[t]].text == text) ++t;
        pattern.end_term = static_cast<std::uint32_t>(t);
        pattern.first_row = terms[pattern.first_term];
        const Validity& valid = dictionary->terms[pattern.first_row].valid;
        pattern.always = !valid.from && !valid.to;
        while (site < sites.size() && dictionary->allowed[sites[site]].text < text) ++site;
        pattern.first_site = static_cast<std::uint32_t>(site);
        while (site < sites.size() && dictionary->allowed[sites[site]].text == text) ++site;
        pattern.end_site = static_cast<std::uint32_t>(site);
        patterns.push_back(pattern);
        found.push_back(text);
    }
    return found;
}

// Which terms stand in which allowed words: the words themselves need not be looked for then.
Result<bool> Matcher::Compiled::collect_words() {
    std::vector<Hit> hits;
    for (std::uint32_t row = 0; row < dictionary->allowed.size(); ++row) {
        const AllowedWording& allowed = dictionary->allowed[row];
        if (allowed.scope != AllowScope::word) continue;
        scan_literals(texts.database, texts.scratch, allowed.text, {hits, patterns});
        for (const Hit& hit : hits) {
            if (hit.id >= patterns.size()) continue;
            around.push_back({hit.id, hit.end - patterns[hit.id].bytes, row});
        }
    }
    std::sort(around.begin(), around.end(), [](const Around& a, const Around& b) {
        return a.pattern != b.pattern ? a.pattern < b.pattern : a.row < b.row;
    });
    for (std::uint32_t i = 0; i < around.size();) {
        Pattern& pattern = patterns[around[i].pattern];
        pattern.first_around = i;
        while (i < around.size() && &patterns[around[i].pattern] == &pattern) ++i;
        pattern.end_around = i;
        if (i - pattern.first_around > kMaxWordsAround) {
            return fail(
                "dictionaries",
                fmt::format("\"{}\" stands in more than {} allowed words",
                            dictionary->terms[terms[pattern.first_term]].text, kMaxWordsAround),
                "a term that is right so often finds nothing: take it out");
        }
    }
    return true;
}

Result<bool> Matcher::Compiled::build() {
    std::vector<std::string_view> all = collect();
    for (const std::uint32_t row : phrases) all.push_back(dictionary->allowed[row].text);
    if (auto built = texts.build(all); !built) return built;
    return collect_words();
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
    for (const DictionaryTerm& term : dictionary.terms) {
        if (term.text.size() > kMaxTermChars * kMaxUtf8Bytes) {
            return fail("dictionaries", fmt::format("a term of {} bytes", term.text.size()),
                        fmt::format("at most {} characters", kMaxTermChars));
        }
    }
    auto compiled = std::make_unique<Compiled>();
    compiled->dictionary = &dictionary;
    if (auto built = compiled->build(); !built) return Fail(built.error());
    return Matcher(std::move(compiled));
}

// --- scanning ----------------------------------------------------------------------------------

struct Scanner::State {
    struct Candidate {
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
        const DictionaryTerm* term = nullptr;
    };

    struct Phrase {
        std::uint32_t begin = 0;
        const AllowedWording* row = nullptr;
    };

    explicit State(const Matcher::Compiled& matcher) : compiled(matcher) {
        if (compiled.texts.scratch != nullptr) {
            hs_clone_scratch(compiled.texts.scratch, &scratch);
        }
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() { hs_free_scratch(scratch); }

    void sort_hits(const Place& place);
    bool is_allowed_on(const Pattern& pattern, const Place& place) const;
    const DictionaryTerm* row_of(const Pattern& pattern, Date day) const;
    bool stands_alone(const Pattern& pattern, std::uint32_t begin, std::uint32_t end) const;
    bool is_in_word(const Pattern& pattern, std::uint32_t begin, Date day) const;
    bool has_phrase(const Candidate& candidate) const;
    void note_phrase(const Hit& hit, Date day);
    void choose();
    void choose_longest(std::size_t from, std::size_t to);
    void take(const Candidate& candidate);

    const Matcher::Compiled& compiled;
    hs_scratch_t* scratch = nullptr;
    FoldedText folded;
    std::vector<Hit> hits;
    std::vector<Phrase> phrases;
    std::vector<Candidate> candidates;
    std::vector<bool> covered;
    std::vector<Match> matches;
};

bool Scanner::State::is_allowed_on(const Pattern& pattern, const Place& place) const {
    for (std::uint32_t i = pattern.first_site; i < pattern.end_site; ++i) {
        const AllowedWording& row = compiled.dictionary->allowed[compiled.sites[i]];
        if (row.valid.holds(place.day) &&
            std::find(row.sites.begin(), row.sites.end(), place.site) != row.sites.end()) {
            return true;
        }
    }
    return false;
}

bool Scanner::State::is_in_word(const Pattern& pattern, std::uint32_t begin, Date day) const {
    const std::string_view text = folded.text();
    for (std::uint32_t i = pattern.first_around; i < pattern.end_around; ++i) {
        const Around& around = compiled.around[i];
        const AllowedWording& row = compiled.dictionary->allowed[around.row];
        if (around.offset <= begin && row.valid.holds(day) &&
            text.substr(begin - around.offset).starts_with(row.text)) {
            return true;
        }
    }
    return false;
}

const DictionaryTerm* Scanner::State::row_of(const Pattern& pattern, Date day) const {
    if (pattern.always) return &compiled.dictionary->terms[pattern.first_row];
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

// What was found, where it may stand.
void Scanner::State::sort_hits(const Place& place) {
    candidates.clear();
    phrases.clear();
    for (const Hit& hit : hits) {
        if (hit.id >= compiled.patterns.size()) {
            note_phrase(hit, place.day);
            continue;
        }
        const Pattern& pattern = compiled.patterns[hit.id];
        const std::uint32_t begin = hit.end - pattern.bytes;
        const DictionaryTerm* row = row_of(pattern, place.day);
        if (row == nullptr || is_allowed_on(pattern, place)) continue;
        if (!stands_alone(pattern, begin, hit.end)) continue;
        if (is_in_word(pattern, begin, place.day)) continue;
        candidates.push_back({begin, hit.end, row});
    }
    if (!phrases.empty()) {
        std::sort(phrases.begin(), phrases.end(),
                  [](const Phrase& a, const Phrase& b) { return a.begin < b.begin; });
        std::erase_if(candidates, [&](const Candidate& each) { return has_phrase(each); });
    }
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
        return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
    });
}

void Scanner::State::note_phrase(const Hit& hit, Date day) {
    const std::uint32_t row = compiled.phrases[hit.id - compiled.patterns.size()];
    const AllowedWording& allowed = compiled.dictionary->allowed[row];
    if (!allowed.valid.holds(day)) return;
    phrases.push_back({hit.end - static_cast<std::uint32_t>(allowed.text.size()), &allowed});
}

// Precondition: the phrases are sorted by where they begin.
bool Scanner::State::has_phrase(const Candidate& candidate) const {
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
    return state_->compiled.texts.database == nullptr || state_->scratch != nullptr;
}

const std::vector<Match>& Scanner::scan(std::string_view text, const Place& place) {
    State& state = *state_;
    state.matches.clear();
    if (state.scratch == nullptr) return state.matches;
    constexpr std::size_t kMost = std::numeric_limits<std::uint32_t>::max();
    state.folded.fold(text.substr(0, kMost));
    scan_literals(state.compiled.texts.database, state.scratch, state.folded.text(),
                  {state.hits, state.compiled.patterns});
    if (state.hits.empty()) return state.matches;
    state.sort_hits(place);
    state.choose();
    return state.matches;
}

}  // namespace mingcha::wording
