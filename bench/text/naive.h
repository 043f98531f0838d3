// The same answer as wording::Scanner's, found the plain way: every place of the text is looked up
// in a table of all texts, for every length there is.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/dictionary.h"
#include "wording/matcher.h"

namespace mingcha::bench {

class NaiveMatcher {
public:
    // The dictionary is borrowed. Each text stands in it once.
    explicit NaiveMatcher(const Dictionary& dictionary);

    std::vector<wording::Match> find(std::string_view text) const;

private:
    std::unordered_map<std::string_view, const DictionaryTerm*> terms_;
    std::unordered_map<std::string_view, AllowScope> allowed_;
    std::vector<std::size_t> lengths_;
};

}  // namespace mingcha::bench
