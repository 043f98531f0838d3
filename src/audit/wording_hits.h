// What the ruleset's dictionary finds on the pages of one site: looked for once, read by the rules
// on wording (serious-misstatement, typos).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "audit/site_view.h"
#include "model/dictionary.h"
#include "model/facts.h"

namespace mingcha::wording {
class Matcher;
}

namespace mingcha::audit {

// One term on one page.
struct WordingHit {
    const DictionaryTerm* term = nullptr;
    const PageRecord* page = nullptr;
    std::string shown;       // the sentence, where in the page, what to write instead
    std::int32_t count = 1;  // how often on this page
};

struct WordingHits {
    std::vector<WordingHit> hits;  // in the order of the pages
    std::int64_t pages = 0;        // whose text was looked at
    std::int64_t unread = 0;       // asked for and not seen, or filled by script that was not run
    std::int64_t documents = 0;    // attachments whose text was looked at
};

// Titles and main texts of the site's own pages, titles of lists whose pages were not seen, and the
// texts of its attachments (docx, xlsx) that were read.
// Each text is held against the rows that were valid when it was published; `as_of` where it says
// nothing. What is left alone: a term that is spoken about and called wrong; a term that is not
// certain in a title quoted in 《》; the letters of citizens, but for certain terms.
WordingHits find_wording(const SiteView& site, const wording::Matcher& matcher);

}  // namespace mingcha::audit
