// What somebody may have meant: the known names nearest to one that is not known.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mingcha {

// Changed, added and left-out bytes between two names (Levenshtein), each cut at 64 bytes.
std::size_t name_distance(std::string_view a, std::string_view b);

// At most `most` of `known` within `changes`, the nearest first, else in the order of `known`.
std::vector<std::string> near_names(std::string_view name, const std::vector<std::string>& known,
                                    std::size_t most, std::size_t changes);

// The same without a limit of distance, names of the form a-b-c: a part that both have brings them
// nearer than any changed letter parts them.
std::vector<std::string> likely_names(std::string_view name, const std::vector<std::string>& known,
                                      std::size_t most);

}  // namespace mingcha
