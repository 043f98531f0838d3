// Judging stored facts: no network, no clock. The same facts, rows, ruleset and version give the
// same verdicts in the same order on any number of threads.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "audit/engine.h"
#include "base/result.h"
#include "model/inputs.h"
#include "model/registry.h"
#include "model/verdict.h"
#include "store/rows.h"

namespace mingcha::app {

// Everything a judgement reads besides the facts files.
struct JudgeInput {
    std::filesystem::path data_dir;
    audit::AuditContext context;  // its ruleset must outlive the call
    std::vector<Site> sites;      // in registry order
    std::vector<Account> accounts;
    std::vector<Probe> probes;  // of any site and time; those of the campaign's window are chosen
    std::vector<Exemption> exemptions;
    std::vector<Interaction> interactions;  // of the campaign
    std::vector<UnsentQuestion> unsent;     // of the campaign
    std::map<std::string, Date> redesigns;  // 改版 of sites up to the campaign's as_of, the last one
    std::vector<MessageRow> messages;
    std::vector<Post> posts;
    std::vector<AccountLook> looks;  // of any account, registered or not
    std::vector<store::AccountPicture> pictures;  // of the campaign
    std::vector<HandVerdict> words;               // that stand on the campaign's worksheets
    int threads = 0;  // 0: one a core
};

struct Judgement {
    std::vector<Verdict>
        verdicts;  // sites in registry order, then accounts; each in the ruleset's order
    std::int64_t findings = 0;
    std::int64_t not_measured = 0;  // verdicts without a word
};

// Errors: facts that cannot be read. Facts of a target that was never visited are not an error.
Result<Judgement> judge(const JudgeInput& input);

}  // namespace mingcha::app
