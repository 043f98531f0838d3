// 解释性说明: items that say why there is nothing instead of publishing something.
#pragma once

#include <string_view>

namespace mingcha::audit {

// 暂无, 本栏目无更新, 不涉及, 关于本栏目的情况说明 …: a short title that explains. Reports whose
// name says 说明 (预算情况说明, 起草说明) are none.
bool is_explanation(std::string_view title);

}  // namespace mingcha::audit
