// 存在问题: the cell of an annex that names the problems of one site or account.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"
#include "model/standard.h"

namespace mingcha::report {

// More machine findings of one rule than these are told as the rule's phrase and their number.
inline constexpr std::size_t kMaxTold = 3;

// Findings that stand, bonuses aside, each problem once: the reviewer's order where there is one,
// then the standard's. Findings of rules with one subject name it once (办事指南A、B、C), groups
// are joined by ；, and what stood in the circular of `previous` ("三季度"; empty: 上期) bears its
// mark. 无 where nothing stands.
std::string problem_text(const std::vector<ScoredFinding>& findings, const Ruleset& ruleset,
                         std::string_view previous);

}  // namespace mingcha::report
