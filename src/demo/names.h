// Names of the example city: fictional, and other ones for another seed.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "demo/dice.h"

namespace mingcha::demo {

struct Place {
    std::string name;   // 云泽
    std::string latin;  // yunze
};

struct Office {
    std::string name;   // 教育局
    std::string latin;  // jyj
};

struct CityNames {
    Place city;
    std::vector<std::pair<Place, std::string>> counties;  // with 县, 区 or 市
    std::vector<Office> departments;
    std::string code;      // the first four digits of its divisions
    std::string province;  // the character before its numbers (ICP备)
};

// The dice go on from where they were left.
CityNames names_of(std::uint64_t seed, std::size_t counties, std::size_t departments, Dice& dice);

}  // namespace mingcha::demo
