#include "app/circular_pages.h"

#include "gather/pdf_pages.h"

namespace mingcha::app {

static_assert(kMaxCircularPages == gather::kMaxPdfPages);

Result<int> circular_page_count(std::string_view pdf) {
    return gather::pdf_page_count(pdf);
}

Result<std::string> circular_page_png(std::string_view pdf, int page) {
    return gather::pdf_page_png(pdf, page);
}

}  // namespace mingcha::app
