#include "extract/tags.h"

#include "base/text.h"
#include "extract/dates.h"
#include "model/registry.h"

namespace mingcha::extract {

namespace {

bool is_page_of_text(PageKind kind) {
    return kind == PageKind::article || kind == PageKind::guide;
}

// YYYY-MM-DD HH:MM, with or without seconds.
bool has_standard_form(std::string_view date) {
    if (date.size() != 16 && date.size() != 19) return false;
    for (std::size_t i = 0; i < date.size(); ++i) {
        const char c = date[i];
        const char wanted = i == 4 || i == 7 ? '-' : i == 10 ? ' ' : i == 13 || i == 16 ? ':' : '0';
        if (wanted == '0' ? c < '0' || c > '9' : c != wanted) return false;
    }
    return true;
}

class TagChecker {
public:
    explicit TagChecker(Reading& reading) : reading_(reading), facts_(reading.facts) {}

    void check() {
        require({"SiteName", "SiteDomain", "SiteIDCode"});
        if (facts_.kind == PageKind::column || is_page_of_text(facts_.kind)) {
            require({"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"});
        }
        if (is_page_of_text(facts_.kind)) require({"ArticleTitle", "PubDate", "ContentSource"});
        check_domain();
        check_code();
        check_date();
        check_copies();
        check_contradictions();
    }

private:
    void add(TagFaultKind kind, std::string_view name, std::string_view content) {
        facts_.tag_faults.push_back({kind, name, content});
    }

    void require(std::initializer_list<std::string_view> names) {
        for (std::string_view name : names) {
            const std::string_view content = meta_content(facts_, name);
            if (content.empty()) {
                add(TagFaultKind::missing, name, {});
            } else if (is_placeholder(content)) {
                add(TagFaultKind::placeholder, name, content);
            }
        }
    }

    void check_domain() {
        const std::string_view domain = meta_content(facts_, "SiteDomain");
        if (domain.empty() || is_placeholder(domain)) return;
        if (domain.find("://") != std::string_view::npos) {
            add(TagFaultKind::domain_with_scheme, "SiteDomain", domain);
        }
        if (!reading_.base.valid()) return;
        for (std::string_view each : split(domain, ',')) {
            each = trim(each);
            std::string_view host = each.find("://") != std::string_view::npos
                                        ? url_host(each)
                                        : each.substr(0, each.find_first_of("/:"));
            if (same_site_host(host, reading_.base.host())) return;
        }
        add(TagFaultKind::domain_mismatch, "SiteDomain", domain);
    }

    void check_code() {
        const std::string_view code = meta_content(facts_, "SiteIDCode");
        if (code.empty() || is_placeholder(code)) return;
        if (!is_site_code(code)) add(TagFaultKind::bad_site_code, "SiteIDCode", code);
    }

    void check_date() {
        const std::string_view date = meta_content(facts_, "PubDate");
        if (date.empty() || is_placeholder(date)) return;
        if (!parse_machine_date(date) || !has_standard_form(date)) {
            add(TagFaultKind::bad_date, "PubDate", date);
        }
    }

    void check_copies() {
        const std::string_view name = meta_content(facts_, "ColumnName");
        if (name.empty() || is_placeholder(name)) return;
        for (std::string_view other : {"ColumnDescription", "ColumnKeywords", "ColumnType"}) {
            if (meta_content(facts_, other) != name) return;
        }
        add(TagFaultKind::copied, "ColumnName", name);
    }

    void check_contradictions() {
        for (std::string_view name : {"SiteName", "SiteDomain", "SiteIDCode", "ColumnName",
                                      "ColumnType", "ArticleTitle", "PubDate"}) {
            std::string_view first;
            for (const MetaTag& tag : facts_.meta) {
                if (!equals_ignoring_ascii_case(tag.name, name)) continue;
                const std::string_view content = trim(tag.content);
                if (content.empty()) continue;
                if (first.empty()) {
                    first = content;
                } else if (content != first) {
                    add(TagFaultKind::contradictory, name, content);
                    break;
                }
            }
        }
    }

    Reading& reading_;
    PageFacts& facts_;
};

}  // namespace

void find_tag_faults(Reading& reading) {
    TagChecker(reading).check();
}

}  // namespace mingcha::extract
