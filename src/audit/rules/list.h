// Declares the rules of list.inc: each is defined in the file that bears its id.
#pragma once

#include "audit/rule.h"

namespace mingcha::audit::rules {

#define MINGCHA_SITE_RULE(name) SiteRule name();
#define MINGCHA_ACCOUNT_RULE(name) AccountRule name();
#include "audit/rules/list.inc"
#undef MINGCHA_SITE_RULE
#undef MINGCHA_ACCOUNT_RULE

}  // namespace mingcha::audit::rules
