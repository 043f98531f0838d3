#include "audit/topics.h"

#include <algorithm>

#include "audit/address.h"
#include "base/text.h"

namespace mingcha::audit {

namespace {

constexpr std::size_t kStart = 3;      // bytes that words are found by
constexpr std::size_t kShortWord = 5;  // Latin words up to here stand alone: w88, sex

std::uint32_t start_of(std::string_view text) {
    return static_cast<unsigned char>(text[0]) | static_cast<unsigned char>(text[1]) << 8 |
           static_cast<std::uint32_t>(static_cast<unsigned char>(text[2])) << 16;
}

bool is_latin(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool is_number(char c) {
    return c >= '0' && c <= '9';
}

// A Latin word in running text is a word of its own; in a host name only a short one must be, and
// numbers may follow it there: bocai88.
bool stands_alone(std::string_view text, std::size_t at, std::size_t size, bool host) {
    if (!is_latin(text[at]) || (host && size > kShortWord)) return true;
    const auto joined = [&](char inner, char outer) {
        return is_latin(outer) && (!host || is_number(inner) == is_number(outer));
    };
    const bool before = at > 0 && joined(text[at], text[at - 1]);
    const std::size_t end = at + size;
    return !before && (end >= text.size() || !joined(text[end - 1], text[end]));
}

bool counts_at(const TopicWord& word, TopicWhere where) {
    if (word.where == TopicWhere::any) return true;
    return word.where == where;
}

}  // namespace

Topics::Topics(const std::vector<TopicWord>& words) {
    for (const TopicWord& word : words) {
        if (word.topic == kTopicAllowed && word.where == TopicWhere::host) {
            allowed_hosts_.push_back(word.word);
        } else if (word.word.size() >= kStart) {
            by_start_[start_of(word.word)].push_back(&word);
        }
    }
    for (auto& [start, list] : by_start_) {
        std::stable_sort(list.begin(), list.end(), [](const TopicWord* a, const TopicWord* b) {
            return a->word.size() > b->word.size();
        });
    }
    std::sort(allowed_hosts_.begin(), allowed_hosts_.end());
}

void Topics::find(std::string_view text, TopicWhere where,
                  std::vector<const TopicWord*>& found) const {
    const bool host = where == TopicWhere::host;
    for (std::size_t at = 0; at + kStart <= text.size();) {
        const auto list = by_start_.find(start_of(text.substr(at)));
        std::size_t step = 1;
        if (list != by_start_.end()) {
            for (const TopicWord* word : list->second) {
                if (!counts_at(*word, where) || !text.substr(at).starts_with(word->word) ||
                    !stands_alone(text, at, word->word.size(), host)) {
                    continue;
                }
                found.push_back(word);
                step = word->word.size();  // the longest one takes its letters
                break;
            }
        }
        at += step;
    }
}

TopicHit Topics::heaviest(const std::vector<const TopicWord*>& found) {
    std::vector<TopicHit> hits;
    for (const TopicWord* word : found) {
        if (word->topic == kTopicAgainst) return {};
        if (word->topic == kTopicAllowed) continue;
        auto hit = std::find_if(hits.begin(), hits.end(),
                                [&](const TopicHit& each) { return each.topic == word->topic; });
        if (hit == hits.end()) hit = hits.insert(hits.end(), TopicHit{word->topic, 0, {}});
        if (std::find(hit->words.begin(), hit->words.end(), word->word) != hit->words.end()) {
            continue;
        }
        hit->words.push_back(word->word);
        hit->weight += word->weight;
    }
    const auto best =
        std::max_element(hits.begin(), hits.end(),
                         [](const TopicHit& a, const TopicHit& b) { return a.weight < b.weight; });
    return best == hits.end() ? TopicHit{} : std::move(*best);
}

TopicHit Topics::of_text(std::string_view text, TopicWhere where) const {
    if (text.size() < kStart || by_start_.empty()) return {};
    std::size_t size = std::min(text.size(), kMaxTopicText);
    while (size > 0 && size < text.size() && (text[size] & 0xC0) == 0x80) --size;
    std::vector<const TopicWord*> found;
    find(name_key(text.substr(0, size)), where, found);
    return heaviest(found);
}

TopicHit Topics::of_host(std::string_view host) const {
    if (is_allowed_host(host)) return {};
    std::vector<const TopicWord*> found;
    find(host, TopicWhere::host, found);
    return heaviest(found);
}

TopicHit Topics::of_link(std::string_view anchor, std::string_view url) const {
    std::vector<const TopicWord*> found;
    find(name_key(shorten(anchor, kMaxTopicText)), TopicWhere::anchor, found);
    const std::string host = host_of(url);
    if (!is_allowed_host(host)) find(host, TopicWhere::host, found);
    return heaviest(found);
}

bool Topics::is_allowed_host(std::string_view host) const {
    for (std::string_view tail = host; !tail.empty();) {
        if (std::binary_search(allowed_hosts_.begin(), allowed_hosts_.end(), tail)) return true;
        const std::size_t dot = tail.find('.');
        if (dot == std::string_view::npos) return false;
        tail.remove_prefix(dot + 1);
    }
    return false;
}

}  // namespace mingcha::audit
