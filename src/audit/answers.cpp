#include "audit/answers.h"

#include <algorithm>

#include "audit/messages.h"
#include "audit/replies.h"
#include "audit/titles.h"
#include "base/text.h"

namespace mingcha::audit {

namespace {

constexpr std::size_t kMinReplyChars = 8;
constexpr std::size_t kMinPairs = 6;  // a shorter question is in too many texts

std::vector<std::uint64_t> pairs_of(std::string_view text) {
    std::vector<std::uint64_t> pairs;
    // title_form reads as much as a title may have; a letter is longer.
    constexpr std::size_t kPiece = 960;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = std::min(at + kPiece, text.size());
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
        if (end <= at) break;
        const TitleForm form = title_form(text.substr(at, end - at));
        pairs.insert(pairs.end(), form.bigrams.begin(), form.bigrams.end());
        at = end;
    }
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    return pairs;
}

bool holds_question(std::string_view text, const std::vector<std::uint64_t>& question) {
    if (question.size() < kMinPairs || text.empty()) return false;
    const std::vector<std::uint64_t> pairs = pairs_of(text);
    std::size_t shared = 0;
    for (const std::uint64_t pair : question) {
        shared += std::binary_search(pairs.begin(), pairs.end(), pair) ? 1 : 0;
    }
    return shared * 100 >= question.size() * kSameTextPercent;
}

// The letter's own page, where it was read.
const PageRecord* page_of(const SiteView& site, const Letter& letter) {
    if (!letter.url.empty()) {
        const PageRecord* page = site.page_at(letter.url);
        if (page != nullptr && is_fetched(*page)) return page;
    }
    return letter.page;
}

int likeness(const BoardAnswer& answer) {
    return (answer.by_text ? 4 : 0) + (answer.by_title ? 2 : 0) + (answer.answered ? 1 : 0);
}

}  // namespace

std::vector<BoardAnswer> find_answers(const SiteView& site, const AskedQuestion& question) {
    const TitleForm wanted = title_form(question.title);
    const std::vector<std::uint64_t> pairs = pairs_of(question.text);
    std::vector<BoardAnswer> found;
    for (const Letter& letter : letters_of(site)) {
        if (letter.asked &&
            (*letter.asked < question.asked || *letter.asked > question.asked + kTakenInDays)) {
            continue;
        }
        if (letter.replied && *letter.replied < question.asked) continue;
        BoardAnswer answer;
        answer.by_title = is_same_title(wanted, title_form(letter.title));
        answer.page = page_of(site, letter);
        const std::string_view text =
            answer.page == nullptr ? std::string_view() : answer.page->facts.main_text;
        answer.by_text = holds_question(text, pairs) || holds_question(letter.title, pairs);
        // A list shows many letters: its text tells of no single one.
        if (answer.page != nullptr && answer.page->facts.messages.size() > 1) {
            answer.by_text = holds_question(letter.title, pairs);
        }
        // A title alone that many may give their letters needs the day.
        if (!answer.by_text && !(answer.by_title && (letter.asked || letter.replied))) continue;
        answer.title = std::string(letter.title);
        answer.url = letter.url.empty() && answer.page != nullptr
                         ? std::string(answer.page->facts.url)
                         : std::string(letter.url);
        answer.replied = letter.replied;
        answer.answered = letter.reply == ReplyState::answered;
        if (answer.page != nullptr && answer.page->facts.messages.size() <= 1) {
            if (const auto parts = letter_text(text)) answer.reply = std::string(parts->reply);
        }
        found.push_back(std::move(answer));
    }
    std::stable_sort(found.begin(), found.end(), [](const BoardAnswer& a, const BoardAnswer& b) {
        return likeness(a) > likeness(b);
    });
    if (found.size() > kMaxAnswers) found.resize(kMaxAnswers);
    return found;
}

ReplyWeight weigh_reply(std::string_view reply, const AskedQuestion& question,
                        const std::vector<std::string>& points) {
    ReplyWeight weight;
    if (trim(reply).empty()) {
        weight.reasons.emplace_back("没有读到答复内容，须打开页面看");
        return weight;
    }
    weight.looks_effective = true;
    const auto against = [&](const char* why) {
        weight.looks_effective = false;
        weight.reasons.emplace_back(why);
    };
    if (char_count(reply) < kMinReplyChars) against("答复过短");
    if (is_evasive(reply)) against("只让咨询别处或只说已知悉，疑似推诿敷衍");
    if (answers_something_else(reply, question.title, question.text)) against("疑似答非所问");
    if (!points.empty()) {
        const auto hit = std::find_if(points.begin(), points.end(), [&](const std::string& point) {
            return reply.find(point) != std::string_view::npos;
        });
        if (hit == points.end()) {
            against("没有提到题库列出的答复要点");
        } else {
            weight.reasons.push_back("提到答复要点“" + *hit + "”");
        }
    }
    if (weight.reasons.empty()) weight.reasons.emplace_back("有实际内容，未见推诿");
    return weight;
}

}  // namespace mingcha::audit
