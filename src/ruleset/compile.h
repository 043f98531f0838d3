// Third stage: a chain of trees, the root first → one Ruleset. What a later tree says of a field
// replaces what an earlier one said of it; rules are merged field by field.
#pragma once

#include <vector>

#include "ruleset/load.h"
#include "ruleset/tree.h"

namespace mingcha::ruleset {

Ruleset compile(const std::vector<Value>& chain, const Sources& sources,
                std::vector<Problem>& problems);

// Key `circular`: sections, annexes, words of number. Lists are replaced as a whole.
void compile_circular(const Value& map, CircularStyle& style, std::vector<Problem>& problems);

// Key `life_cycle`: NAME: {value, confidence, source}.
void compile_life_limits(const Value& map, LifeLimits& limits, std::vector<Problem>& problems);

// The dictionaries that the files of the chain name, those of the root first.
Dictionary compile_dictionaries(const std::vector<Value>& chain, const Sources& sources,
                                std::vector<Problem>& problems);

// "date,kind,name" rows; kind is holiday or workday. `at` is where the calendar is asked for.
WorkdayCalendar compile_calendar(std::string_view file, std::string_view csv,
                                 std::vector<Problem>& problems);

// "word,topic,where,weight,source" rows; where is any, anchor, host or title.
inline constexpr std::size_t kMaxTopicWords = 20'000;
inline constexpr std::size_t kMaxTopicWordBytes = 120;
std::vector<TopicWord> compile_topics(std::string_view file, std::string_view csv,
                                      std::vector<Problem>& problems);

}  // namespace mingcha::ruleset
