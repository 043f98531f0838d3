// What a right inspection of the example city reports.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mingcha::demo {

enum class Expect {
    fault,
    near_miss,  // healthy, and looks like a fault
    earned      // a bonus that has to be given
};

struct TruthRow {
    std::string target;  // site code or account key
    bool account = false;
    std::string rule;
    std::string url;                // where it stands; empty: the account as a whole
    std::vector<std::string> also;  // where the same fault stands as well: one of them is enough
    bool everywhere = false;        // on every page of the site: a finding on some is enough
    std::string names;              // what the problem has to name ("ICP备案"); empty: anything
    Expect expect = Expect::fault;
};

std::string_view to_string(Expect expect);

}  // namespace mingcha::demo
