#include "audit/wording_hits.h"

#include <fmt/format.h>

#include <unordered_set>

#include "audit/personal_numbers.h"
#include "audit/rule.h"
#include "base/text.h"
#include "wording/matcher.h"
#include "wording/sentence.h"

namespace mingcha::audit {

namespace {

// What is left of an excerpt for the place and the suggestion behind the sentence.
constexpr std::size_t kSentenceChars = kMaxExcerptChars - 40;
constexpr std::size_t kSuggestionChars = 20;
// So many different terms on one page: more say nothing new.
constexpr std::size_t kMaxTermsOfPage = 100;

class Search {
public:
    Search(const SiteView& site, const wording::Matcher& matcher)
        : site_(site), scanner_(matcher) {}

    WordingHits run() {
        for (const PageRecord& page : site_.facts().pages) {
            if (!is_fetched(page) || page.facts.needs_rendering || page.facts.text_left_out) {
                ++found_.unread;
                continue;
            }
            if (!page.final_url.empty() && !site_.is_ours(page.final_url)) continue;
            if (says_not_found(page.facts)) continue;
            read(page);
        }
        for (const PageRecord& document : site_.facts().documents) read_document(document);
        return std::move(found_);
    }

private:
    void read(const PageRecord& page) {
        const PageFacts& facts = page.facts;
        of_page_.clear();
        ++found_.pages;
        const Date day = facts.publish_date ? facts.publish_date->date : site_.today();
        if (facts.kind != PageKind::message) look(page, facts.title, day, "标题");
        look(page, facts.main_text, day, "正文");
        for (const ListItem& item : facts.items) {
            if (!titles_.insert(item.title).second) continue;
            look(page, item.title, item.date ? item.date->date : site_.today(), "列表", item.url);
        }
    }

    // Held against the rows that were valid when the page that has it was published.
    void read_document(const PageRecord& document) {
        const PageFacts& facts = document.facts;
        if (facts.text_left_out) return;
        of_page_.clear();
        ++found_.documents;
        const Date day = facts.publish_date ? facts.publish_date->date : site_.today();
        look(document, facts.main_text, day, "附件");
    }

    // `url`: where the text leads. What was seen there has been or will be read there.
    void look(const PageRecord& page, std::string_view text, Date day, std::string_view part,
              std::string_view url = {}) {
        std::size_t chars = 0;  // before `at`
        std::size_t at = 0;
        for (const wording::Match& match :
             scanner_.scan(text, {day, site_.facts().site.site_code})) {
            if (is_left_alone(page.facts, text, match)) continue;
            if (!url.empty()) {
                const PageRecord* target = site_.page_at(url);
                if (target != nullptr && is_fetched(*target)) return;
            }
            chars += char_count(text.substr(at, match.begin - at));
            at = match.begin;
            note(page, text, match, fmt::format("{}第{}字", part, chars + 1));
        }
    }

    static bool is_left_alone(const PageFacts& page, std::string_view text,
                              const wording::Match& match) {
        if (wording::is_spoken_about(text, match.begin, match.end)) return true;
        if (match.term->kind == TermKind::certain) return false;
        return page.kind == PageKind::message || wording::is_in_title_marks(text, match.begin);
    }

    void note(const PageRecord& page, std::string_view text, const wording::Match& match,
              const std::string& where) {
        const auto known = of_page_.find(match.term);
        if (known != of_page_.end()) {
            ++found_.hits[known->second].count;
            return;
        }
        if (of_page_.size() >= kMaxTermsOfPage) return;
        of_page_.emplace(match.term, found_.hits.size());
        WordingHit& hit = found_.hits.emplace_back();
        hit.term = match.term;
        hit.page = &page;
        const std::string sentence =
            wording::excerpt_around(text, match.begin, match.end, kSentenceChars);
        hit.shown = fmt::format("{}（{}，建议：{}）", mask_personal_numbers(sentence), where,
                                shorten(match.term->suggestion, kSuggestionChars));
    }

    const SiteView& site_;
    wording::Scanner scanner_;
    WordingHits found_;
    std::unordered_map<const DictionaryTerm*, std::size_t> of_page_;  // places in hits
    std::unordered_set<std::string_view> titles_;
};

}  // namespace

WordingHits find_wording(const SiteView& site, const wording::Matcher& matcher) {
    return Search(site, matcher).run();
}

}  // namespace mingcha::audit
