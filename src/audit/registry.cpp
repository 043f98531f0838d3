#include <vector>

#include "audit/rules/list.h"

namespace mingcha::audit {

std::span<const SiteRule> site_rules() {
    static const std::vector<SiteRule> all{
#define MINGCHA_SITE_RULE(name) rules::name(),
#define MINGCHA_ACCOUNT_RULE(name)
#include "audit/rules/list.inc"
#undef MINGCHA_SITE_RULE
#undef MINGCHA_ACCOUNT_RULE
    };
    return all;
}

std::span<const AccountRule> account_rules() {
    static const std::vector<AccountRule> all{
#define MINGCHA_SITE_RULE(name)
#define MINGCHA_ACCOUNT_RULE(name) rules::name(),
#include "audit/rules/list.inc"
#undef MINGCHA_SITE_RULE
#undef MINGCHA_ACCOUNT_RULE
    };
    return all;
}

}  // namespace mingcha::audit
