// 未提供网上有效咨询建言渠道（网上信访、纪检举报等专门渠道除外）(indicators.md W5.1). A veto:
// proposed only where the whole site was read, and either every entry for writing is dead, or
// nothing on a large site offers one, or a question of the ledger could not be sent there for the
// site's own doing.
#include <algorithm>
#include <array>

#include "audit/messages.h"
#include "audit/presence.h"
#include "audit/questions.h"
#include "audit/rules/list.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::array<std::string_view, 15> kWords{"信箱", "留言", "来信", "咨询", "建言",
                                                  "问政", "写信", "投诉", "互动", "意见",
                                                  "建议", "提问", "问答", "诉求", "12345"};

constexpr std::size_t kNameChars = 14;  // a longer link is the title of a text

bool names_channel(std::string_view text) {
    return has_any(text, kWords) && char_count(trim(text)) <= kNameChars;
}

bool offers_channel(const PageRecord& page) {
    const PageFacts& facts = page.facts;
    if (facts.forms.message || !facts.messages.empty()) return true;
    return names_channel(facts.title) || names_channel(facts.column_name);
}

Verdict judge(const SiteInput& input) {
    if (auto tried = unsent_finding(input.site.facts(), "未提供网上有效咨询建言渠道")) {
        return judged({std::move(*tried)});
    }
    if (input.site.home() == nullptr) return not_measured(input.site.home_problem());
    // That a letter reaches somebody is for the rules on letters.
    return judge_subject(input.site,
                         {.shown = has_board(input.site),
                          .shown_by = offers_channel,
                          .entered_by = [](const Link& link) { return names_channel(link.text); },
                          .problem = "未提供网上有效咨询建言渠道",
                          .what = "信箱、留言、咨询等渠道",
                          .left = "未见咨询建言渠道，需人工核对"});
}

}  // namespace

SiteRule consultation_channel_absence() {
    return {"consultation-channel-absence", kNeedsNothing, judge};
}

}  // namespace mingcha::audit::rules
