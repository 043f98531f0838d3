#include "bench/text/made_text.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <unordered_set>

#include "extract/extractor.h"

namespace mingcha::bench {

namespace {

constexpr std::size_t kTextBytes = 3000;
constexpr int kSentenceChars = 30;
constexpr int kCharsPerPlanted = 300;
// The characters that a made-up text is written in: about as many as are in common use.
constexpr unsigned kFirstCharacter = 0x4E00;
constexpr unsigned kCharacters = 3500;

using Random = std::mt19937;

void append_character(std::string& text, Random& random) {
    const unsigned code = kFirstCharacter + random() % kCharacters;
    text += static_cast<char>(0xE0 | (code >> 12));
    text += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    text += static_cast<char>(0x80 | (code & 0x3F));
}

std::string word(std::size_t chars, Random& random) {
    std::string made;
    for (std::size_t i = 0; i < chars; ++i) append_character(made, random);
    return made;
}

}  // namespace

Dictionary make_dictionary(std::size_t terms, std::uint32_t seed) {
    Random random(seed);
    Dictionary dictionary;
    std::unordered_set<std::string> used;
    while (dictionary.terms.size() < terms) {
        DictionaryTerm term;
        term.text = word(2 + random() % 5, random);
        if (!used.insert(term.text).second) continue;
        term.suggestion = "建议";
        dictionary.terms.push_back(std::move(term));
    }
    for (std::size_t i = 0; i < terms / 10; ++i) {
        AllowedWording allowed;
        const std::string& inner = dictionary.terms[random() % terms].text;
        const bool phrase = i % 10 == 0;
        allowed.scope = phrase ? AllowScope::phrase : AllowScope::word;
        allowed.text = phrase ? word(6, random) : inner;
        if (!phrase) append_character(allowed.text, random);
        if (used.insert(allowed.text).second) dictionary.allowed.push_back(std::move(allowed));
    }
    return dictionary;
}

std::vector<std::string> make_texts(const Dictionary& dictionary, std::size_t bytes,
                                    std::uint32_t seed) {
    Random random(seed);
    std::vector<std::string> texts;
    std::size_t made = 0;
    while (made < bytes) {
        std::string text;
        while (text.size() < kTextBytes) {
            append_character(text, random);
            const unsigned chance = random();
            if (chance % kSentenceChars == 0) text += chance % 4 == 0 ? "。\n" : "，";
            if (chance % kCharsPerPlanted != 1) continue;
            const bool term = random() % 3 != 0;
            text += term ? dictionary.terms[random() % dictionary.terms.size()].text
                         : dictionary.allowed[random() % dictionary.allowed.size()].text;
        }
        made += text.size();
        texts.push_back(std::move(text));
    }
    return texts;
}

std::vector<std::string> page_texts(const std::string& folder) {
    std::vector<std::string> texts;
    extract::Extractor extractor;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const auto ending = entry.path().extension();
        if (ending != ".html" && ending != ".htm") continue;
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string bytes((std::istreambuf_iterator<char>(in)), {});
        const PageFacts& page = extractor.extract({bytes, "http://www.qinghe.gov.cn/", {}, {}});
        std::string text;
        for (const TextBlock& block : page.text_blocks) {
            text.append(block.text).append("\n");
        }
        texts.push_back(std::move(text));
    }
    return texts;
}

}  // namespace mingcha::bench
