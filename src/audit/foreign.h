// Which hosts a site may lead to without a question: its own and those of the registry,
// governments, and what the ruleset's table allows. All others are strangers, which is no fault by
// itself.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "audit/rule.h"
#include "audit/topics.h"

namespace mingcha::audit {

class Strangers {
public:
    explicit Strangers(const SiteInput& input);

    const Topics& topics() const { return topics_; }
    // Host of the address, where it is a stranger's; empty for one that belongs, and for no http(s)
    // address. Good as long as this object.
    std::string_view host(std::string_view url) const;
    bool is_stranger(std::string_view url) const { return !host(url).empty(); }
    // A link that any reader can see leads there from some page of the site.
    bool is_openly_linked(std::string_view host) const { return open_.contains(std::string(host)); }

private:
    bool belongs(std::string_view host) const;

    Topics topics_;
    std::unordered_set<std::string> own_;  // hosts of this site and of the registry
    std::unordered_set<std::string> open_;
    mutable std::unordered_map<std::string, std::string> hosts_;  // address → host, remembered
};

}  // namespace mingcha::audit
