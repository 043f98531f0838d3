// A dictionary compiled for matching, and what it finds in a text. The only home of Hyperscan.
//
// Of terms that overlap the longest wins, the leftmost among equals. A term counts only on days
// when its row holds. It is none where it lies inside an allowed word, in a sentence with an
// allowed phrase, or on a site for which it is allowed. Blanks between Chinese characters and
// characters that nobody sees do not part a term, except one of two or three characters: what a
// blank parts there is more often two words (“会议按 装配式”). A line feed parts everything.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "model/dictionary.h"

namespace mingcha::wording {

// A term this short does not reach across a blank.
inline constexpr std::size_t kShortTermChars = 3;

struct Match {
    std::uint32_t begin = 0;  // bytes of the text that was given
    std::uint32_t end = 0;
    const DictionaryTerm* term = nullptr;  // of the dictionary
};

// When and where a text was published.
struct Place {
    Date day;
    std::string_view site;  // site code; may be empty
};

class Matcher {
public:
    // The dictionary is borrowed and must outlive the matcher. Some seconds and 300 MB for 100,000
    // terms, milliseconds for the shipped ones. Errors: the processor is too old for Hyperscan, no
    // memory, more rows than kMaxRows, a term longer than kMaxTermChars.
    static Result<Matcher> compile(const Dictionary& dictionary);

    Matcher(Matcher&&) noexcept;
    Matcher& operator=(Matcher&&) noexcept;
    ~Matcher();

    const Dictionary& dictionary() const;

private:
    friend class Scanner;
    struct Compiled;
    explicit Matcher(std::unique_ptr<Compiled> compiled);

    std::unique_ptr<Compiled> compiled_;
};

// Finds. One a thread; memory is kept from text to text. The matcher must outlive it.
class Scanner {
public:
    explicit Scanner(const Matcher& matcher);
    Scanner(Scanner&&) noexcept;
    Scanner& operator=(Scanner&&) noexcept;
    ~Scanner();

    // False: there is no memory to match with, and scan finds nothing.
    bool can_scan() const;

    // Sorted by place, none overlapping. `text` is UTF-8 of less than 4 GiB; what is beyond is not
    // looked at. Good until the next call.
    const std::vector<Match>& scan(std::string_view text, const Place& place);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace mingcha::wording
