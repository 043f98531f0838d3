// When a text was published, and how sure that is: a printed, labelled date before an unlabelled
// one under the heading, before one in a script, before the PubDate tag, before the address.
#pragma once

#include "extract/reading.h"

namespace mingcha::extract {

// Fills publish_date, publish_date_from, publish_date_confidence for pages with one text. Today's
// date in the head of a page, dates of lists and dates inside the running text are never taken.
void find_publish_date(Reading& reading);

// Fills facts.source (来源).
void find_source(Reading& reading);

}  // namespace mingcha::extract
