// rate, rounding: how many of the messages that came in were answered, of the faults found mended —
// 答复率, 办结率, 整改率 — against the two counts of the sentence.
#include <array>

#include "proof/check.h"
#include "proof/fractions.h"
#include "proof/patterns.h"
#include "proof/quantities.h"

namespace mingcha::proof {

namespace {

constexpr std::array<std::string_view, 8> kDeeds{"答复", "回复", "办结", "办理",
                                                 "整改", "处理", "转载", "反馈"};
constexpr std::array<std::string_view, 6> kReceived{"收到", "受理", "应", "共发现", "接到", "共收"};

// The words around a count: from the number or stop before it to the stop after it.
std::string_view words_at(std::string_view text, const std::vector<Quantity>& all, std::size_t at) {
    const std::size_t begin = at > 0 ? all[at - 1].end : 0;
    std::size_t end = text.size();
    for (std::string_view stop : {"，", "。", "；", "（"}) {
        end = std::min(end, text.find(stop, all[at].end));
    }
    const std::string_view before = text.substr(begin, all[at].begin - begin);
    const std::size_t from =
        begin + before.size() - after_last(before, {"，", "。", "；", "、"}).size();
    return text.substr(from, end - from);
}

// The deed that the rate behind it speaks of: 答复 for "处理答复率99.87%".
std::string_view deed_of(std::string_view before) {
    for (std::string_view word : {"达到", "为", "达"}) {
        if (ends_with(before, word)) before.remove_suffix(word.size());
    }
    for (std::string_view deed : kDeeds) {
        if (ends_with(before, std::string(deed) + "率")) return deed;
    }
    return {};
}

}  // namespace

void check_handling_rates(const Circular& circular, Report& report) {
    for (const Paragraph& paragraph : circular.paragraphs) {
        for (std::string_view sentence : sentences(paragraph.text)) {
            const std::vector<Quantity> all = quantities(sentence);
            for (std::size_t i = 0; i < all.size(); ++i) {
                const Quantity& rate = all[i];
                if (rate.unit != Unit::percent || rate.decimals > 2) continue;
                const std::string_view deed = deed_of(sentence.substr(0, rate.begin));
                if (deed.empty()) continue;
                const Quantity* done = nullptr;
                const Quantity* received = nullptr;
                for (std::size_t k = 0; k < i; ++k) {
                    if (!all[k].is_count()) continue;
                    const std::string_view words = words_at(sentence, all, k);
                    if (received == nullptr) {
                        for (std::string_view word : kReceived) {
                            if (contains(words, word)) received = &all[k];
                        }
                        if (received != nullptr) continue;
                    }
                    if (contains(words, deed) && !contains_any(words, {"未", "不"})) done = &all[k];
                }
                if (done == nullptr || received == nullptr || done->count() > received->count() ||
                    received->count() == 0) {
                    continue;
                }
                judge_rate(report, paragraph.part + "：" + quote(sentence, rate.begin, rate.end),
                           rate, {{done->count(), received->count()}});
            }
        }
    }
}

}  // namespace mingcha::proof
