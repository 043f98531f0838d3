// Any bytes as a page: no crash, no leak, valid UTF-8 in every fact, the same facts a second time.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.h"
#include "extract/extractor.h"

namespace {

using namespace mingcha;

void require(bool holds) {
    if (!holds) std::abort();
}

void check(const PageFacts& facts) {
    require(is_utf8(facts.title) && is_utf8(facts.source) && is_utf8(facts.main_text));
    for (const Link& link : facts.links) require(is_utf8(link.text) && is_utf8(link.url));
    for (const ListItem& item : facts.items) require(is_utf8(item.title));
    for (const TextBlock& block : facts.text_blocks) require(is_utf8(block.text));
    if (facts.guide) {
        for (const Guide::Fault& fault : facts.guide->faults) require(is_utf8(fault.excerpt));
    }
    const bool one_text = facts.kind == PageKind::article || facts.kind == PageKind::guide ||
                          facts.kind == PageKind::message;
    require(one_text || !facts.publish_date);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static extract::Extractor extractor;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const bool dated = size % 2 == 0;
    extract::PageInput input{bytes, "http://www.xingyuan.gov.cn/zwgk/index.html", {}, {}};
    if (dated) input.as_of = Instant{1636646400};
    const PageFacts& first = extractor.extract(input);
    check(first);
    const std::size_t links = first.links.size();
    const PageKind kind = first.kind;
    const PageFacts& second = extractor.extract(input);
    require(second.links.size() == links && second.kind == kind);
    return 0;
}
