#include "audit/guides.h"

namespace mingcha::audit {

std::vector<const PageRecord*> guides_of(const SiteView& site) {
    std::vector<const PageRecord*> guides;
    for (const PageRecord& page : site.facts().pages) {
        if (!is_fetched(page) || page.facts.kind != PageKind::guide || !page.facts.guide) continue;
        // A guide in a frame or made by script was not read.
        if (page.facts.needs_rendering || !page.facts.frames.empty()) continue;
        guides.push_back(&page);
    }
    return guides;
}

std::vector<std::string> missing_elements(const Guide& guide) {
    std::vector<std::string> missing;
    const auto check = [&](bool shown, const char* name) {
        if (!shown) missing.emplace_back(name);
    };
    check(guide.name, "事项名称");
    check(guide.basis, "设定依据");
    check(guide.conditions, "申请条件");
    check(guide.materials, "办理材料");
    check(guide.place, "办理地点");
    check(guide.time, "办理时间");
    check(guide.phone, "联系电话");
    check(guide.process, "办理流程");
    return missing;
}

}  // namespace mingcha::audit
