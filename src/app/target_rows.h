// Rows that people and other systems brought, by the target they belong to, so that no target looks
// through those of all others.
#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/judge.h"
#include "model/facts.h"

namespace mingcha::app {

class TargetRows {
public:
    // Probes of the campaign's window, posts and looks at accounts up to `posts_until`; all
    // exemptions, interactions and messages.
    TargetRows(const JudgeInput& input, Instant posts_until);

    // Fills in what loading the stored facts leaves to others. Any thread.
    void give(SiteFacts& facts) const;
    void give(AccountFacts& facts) const;

private:
    template <class Row>
    using ByTarget = std::unordered_map<std::string, std::vector<Row>>;

    ByTarget<Probe> probes_;
    ByTarget<Exemption> exemptions_;
    ByTarget<Interaction> interactions_;
    std::map<std::string, Date> redesigns_;
    ByTarget<UnsentQuestion> unsent_;
    ByTarget<MessageRow> messages_;
    ByTarget<Post> posts_;
    ByTarget<AccountLook> looks_;
    ByTarget<store::AccountPicture> pictures_;
    // Keys of the running accounts of a unit, by its full name.
    std::unordered_map<std::string, std::vector<std::string>> accounts_of_;
    std::unordered_map<std::string, std::string> unit_of_;  // any name or alias → full name

    std::string full_name(const std::string& unit) const;
};

}  // namespace mingcha::app
