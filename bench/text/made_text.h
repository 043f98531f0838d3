// Made-up dictionaries and texts: random Chinese of common characters, with terms, allowed words
// and allowed phrases strewn in. The same for the same seed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/dictionary.h"

namespace mingcha::bench {

// `terms` different terms of 2 to 6 characters, a tenth as many exceptions, nine words to a phrase.
Dictionary make_dictionary(std::size_t terms, std::uint32_t seed);

// So many bytes in texts of about 3 KB, sentences of some 30 characters, a term or an exception
// every few hundred characters.
std::vector<std::string> make_texts(const Dictionary& dictionary, std::size_t bytes,
                                    std::uint32_t seed);

// The texts of the pages (*.html, *.htm) below a folder, as the extractor reads them.
std::vector<std::string> page_texts(const std::string& folder);

}  // namespace mingcha::bench
