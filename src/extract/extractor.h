// Bytes of one page → facts (contract §4 `extract`). Pure: the same bytes, address and as_of give
// the same facts. One Extractor serves page after page and reuses its memory; hostile or binary
// input gives few facts, never an error.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"
#include "model/facts.h"

namespace mingcha::extract {

inline constexpr std::size_t kMaxPageBytes = 10'000'000;  // a body is capped there; the rest is cut

// Style sheets of the page's own site, by address: what links hide that a <style> element does not
// name. None that was cut.
using SiteSheets = std::map<std::string, std::string, std::less<>>;

struct PageInput {
    std::string_view bytes;         // as received, unpacked
    std::string_view url;           // absolute
    std::string_view content_type;  // of the response's header; may be empty
    std::optional<Instant> as_of;   // 监测时间点; without it dates lacking a year stay unknown
    const SiteSheets* sheets = nullptr;  // may be absent
};

class Extractor {
public:
    Extractor();
    ~Extractor();
    Extractor(Extractor&&) noexcept;
    Extractor& operator=(Extractor&&) noexcept;

    // Views in the result lead into this object and into `input`; they live until the next call.
    const PageFacts& extract(const PageInput& input);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace mingcha::extract
