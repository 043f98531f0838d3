#include "cli/rulesets.h"

#include "app/rulesets.h"

namespace mingcha::cli {

Result<ruleset::Sources> ruleset_sources(const Context& context) {
    return app::ruleset_sources(context.data_dir);
}

Result<Ruleset> load_ruleset(const Context& context, const std::string& id) {
    const Result<ruleset::Sources> sources = ruleset_sources(context);
    if (!sources) return Fail(sources.error());
    return ruleset::load_or_fail(id, *sources);
}

}  // namespace mingcha::cli
