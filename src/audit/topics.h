// What a text is about, by the ruleset's table of topic words: gambling, pornography and what else
// has no place on a government's site. Precision first: a text that speaks against what it names
// (打击网络赌博) is about nothing, and words inside allowed phrases (体育彩票) do not count.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/standard.h"

namespace mingcha::audit {

inline constexpr std::size_t kMaxTopicText = 4096;  // bytes of one text looked at
inline constexpr std::int32_t kTopicWeight = 100;   // default of the threshold "weight"

struct TopicHit {
    std::string_view topic;               // empty: about nothing of the table
    std::int32_t weight = 0;              // of its different words together
    std::vector<std::string_view> words;  // as in the table

    bool reaches(std::int64_t least) const { return !topic.empty() && weight >= least; }
};

class Topics {
public:
    // `words` is borrowed.
    explicit Topics(const std::vector<TopicWord>& words);

    // The heaviest topic of a text that stands at `where` (any takes words of every place but
    // hosts).
    TopicHit of_text(std::string_view text, TopicWhere where) const;
    TopicHit of_host(std::string_view host) const;
    // The same of anchor and host of a link together.
    TopicHit of_link(std::string_view anchor, std::string_view url) const;
    // Hosts that anybody may link to, with those below them: gov.cn, central media, platforms.
    bool is_allowed_host(std::string_view host) const;

private:
    void find(std::string_view text, TopicWhere where, std::vector<const TopicWord*>& found) const;
    static TopicHit heaviest(const std::vector<const TopicWord*>& found);

    std::unordered_map<std::uint32_t, std::vector<const TopicWord*>> by_start_;  // longest first
    std::vector<std::string_view> allowed_hosts_;
};

}  // namespace mingcha::audit
