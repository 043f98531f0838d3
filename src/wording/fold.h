// Text as terms are matched in it: without the blanks that layout puts between Chinese characters
// and without characters that nobody sees.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mingcha::wording {

class FoldedText {
public:
    // Reuses its memory. Most texts have nothing to fold: then text() is the one given.
    void fold(std::string_view text);

    std::string_view text() const { return text_; }
    bool folded() const { return !gaps_.empty(); }

    // Places of text() in the text that was given.
    std::size_t original_begin(std::size_t at) const { return at + removed_before(at + 1); }
    std::size_t original_end(std::size_t at) const { return at + removed_before(at); }

    // A blank was taken out inside [begin, end) of text().
    bool blank_inside(std::size_t begin, std::size_t end) const;

private:
    struct Gap {
        std::uint32_t at = 0;       // of text(): what was taken out stood before this byte
        std::uint32_t removed = 0;  // bytes up to and with this gap
        bool blank = false;
    };

    std::size_t removed_before(std::size_t at) const;

    std::string_view text_;
    std::string made_;
    std::vector<Gap> gaps_;
};

}  // namespace mingcha::wording
