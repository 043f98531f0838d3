#include "audit/transport.h"

namespace mingcha::audit {

std::string_view final_address(const PageRecord& page) {
    return page.final_url.empty() ? page.facts.url : std::string_view(page.final_url);
}

bool came_over_https(const PageRecord& page) {
    return final_address(page).starts_with("https://");
}

}  // namespace mingcha::audit
