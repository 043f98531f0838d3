// What `draft` and `rectify` share: a step on a finding as it is named on the command line, and the
// table of cases.
#pragma once

#include <string>
#include <vector>

#include "app/casework.h"
#include "cli/commands.h"

namespace CLI {
class App;
}

namespace mingcha::cli {

struct CaseOptions {
    std::string campaign, finding, by, on_behalf, channel, text, proof, at, due, unit;
    std::string format = "table";
    bool open = false;
};

// The options of a step: FINDING, --campaign, --by, --for, --channel, --text, --proof, --at.
void add_step_options(CLI::App& command, CaseOptions& options);

// Takes the step and says so; errors go to the context.
void take_step(const CaseOptions& options, CaseEvent event, Context& context);

// As a table, or JSON with `format` json. Objections only, or what is confirmed and to be mended.
void print_cases(const std::vector<app::CaseRow>& rows, const CaseOptions& options,
                 bool objections);

}  // namespace mingcha::cli
