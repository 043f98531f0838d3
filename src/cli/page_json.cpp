#include "cli/page_json.h"

#include <fmt/format.h>

#include "base/text.h"

namespace mingcha::cli {

namespace {

// Length of the well-formed UTF-8 sequence at the start of `text`; 0 where there is none.
std::size_t sequence_length(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return is_utf8(text.substr(0, length)) && length <= text.size() ? length : 0;
}

void append_string(std::string_view text, std::string& out) {
    out += '"';
    const bool valid = is_utf8(text);
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
            ++i;
        } else if (c == '\n') {
            out += "\\n";
            ++i;
        } else if (byte < 0x20 || byte == 0x7f) {
            out += fmt::format("\\u{:04x}", byte);
            ++i;
        } else if (byte < 0x80 || valid) {
            out += c;
            ++i;
        } else if (const std::size_t length = sequence_length(text.substr(i))) {
            out += text.substr(i, length);
            i += length;
        } else {
            out += "\uFFFD";
            ++i;
        }
    }
    out += '"';
}

class Object {
public:
    explicit Object(std::string& out) : out_(out) { out_ += '{'; }
    ~Object() { out_ += '}'; }
    Object(const Object&) = delete;
    Object& operator=(const Object&) = delete;

    void key(std::string_view name) {
        if (!first_) out_ += ',';
        first_ = false;
        append_string(name, out_);
        out_ += ':';
    }
    void text(std::string_view name, std::string_view value) {
        key(name);
        append_string(value, out_);
    }
    void text_or_null(std::string_view name, std::string_view value) {
        key(name);
        if (value.empty()) {
            out_ += "null";
        } else {
            append_string(value, out_);
        }
    }
    void date(std::string_view name, const std::optional<PrintedDate>& value) {
        text_or_null(name, value ? format_printed(*value) : std::string{});
    }
    void flag(std::string_view name, bool value) {
        key(name);
        out_ += value ? "true" : "false";
    }
    void number(std::string_view name, std::uint64_t value) {
        key(name);
        out_ += std::to_string(value);
    }

private:
    std::string& out_;
    bool first_ = true;
};

// "name": [each as one object]
template <class List, class Each>
void append_list(Object& object, std::string_view name, const List& list, std::string& out,
                 Each each) {
    object.key(name);
    out += '[';
    bool first = true;
    for (const auto& value : list) {
        if (!first) out += ',';
        first = false;
        Object entry(out);
        each(entry, value);
    }
    out += ']';
}

// Of tags with one name, the first that says something; names as written.
void append_meta(Object& object, const PageFacts& facts, std::string& out) {
    object.key("meta");
    Object meta(out);
    for (std::size_t i = 0; i < facts.meta.size(); ++i) {
        const std::string_view name = facts.meta[i].name;
        std::string_view content = facts.meta[i].content;
        bool repeated = false;
        for (std::size_t j = 0; j < i; ++j) repeated = repeated || facts.meta[j].name == name;
        if (repeated) continue;
        for (std::size_t j = i + 1; j < facts.meta.size() && trim(content).empty(); ++j) {
            if (facts.meta[j].name == name) content = facts.meta[j].content;
        }
        meta.text(name, content);
    }
}

void append_guide(Object& object, const std::optional<Guide>& guide, std::string& out) {
    object.key("guide");
    if (!guide) {
        out += "null";
        return;
    }
    Object whole(out);
    {
        whole.key("elements");
        Object elements(out);
        elements.flag("name", guide->name);
        elements.flag("basis", guide->basis);
        elements.flag("conditions", guide->conditions);
        elements.flag("materials", guide->materials);
        elements.flag("place", guide->place);
        elements.flag("time", guide->time);
        elements.flag("phone", guide->phone);
        elements.flag("process", guide->process);
    }
    append_list(whole, "faults", guide->faults, out, [](Object& entry, const Guide::Fault& fault) {
        entry.text("kind", fault.kind == GuideFault::basis_only_named ? "basis_only_named"
                           : fault.kind == GuideFault::vague_wording  ? "vague_wording"
                                                                      : "form_without_source");
        entry.text("excerpt", fault.excerpt);
    });
}

void append_footer(Object& object, const Footer& footer, std::string& out) {
    object.key("footer");
    Object inside(out);
    inside.text_or_null("site_code", footer.site_code);
    inside.text_or_null("icp", footer.icp);
    inside.text_or_null("police", footer.police);
    inside.text_or_null("organizer", footer.organizer);
    inside.text_or_null("contact", footer.contact);
    inside.flag("emblem", footer.emblem);
    inside.flag("error_report_entry", footer.error_report_entry);
    inside.flag("sitemap", footer.sitemap);
}

void append_items(Object& object, std::string_view name, const std::vector<ListItem>& items,
                  std::string& out) {
    append_list(object, name, items, out, [](Object& entry, const ListItem& item) {
        entry.text("title", item.title);
        entry.text("url", item.url);
        entry.date("date", item.date);
    });
}

}  // namespace

void append_page_json(const PageFacts& facts, std::string& out) {
    Object page(out);
    page.text("url", facts.url);
    page.text("encoding", facts.encoding);
    page.number("bytes", facts.bytes);
    page.text("title", facts.title);
    page.text("page_kind", to_string(facts.kind));
    append_meta(page, facts, out);
    page.text_or_null("site_name", facts.site_name);
    page.date("publish_date", facts.publish_date);
    page.text_or_null("publish_date_from",
                      facts.publish_date ? to_string(facts.publish_date_from) : "");
    page.text_or_null("source", facts.source);
    append_list(page, "columns", facts.columns, out, [](Object& entry, const Column& column) {
        entry.text("name", column.name);
        entry.text("url", column.url);
        entry.text("kind", to_chinese(column.kind));
    });
    append_items(page, "items", facts.items, out);
    append_list(page, "messages", facts.messages, out,
                [](Object& entry, const MessageEntry& message) {
                    entry.text("title", message.title);
                    entry.date("asked_at", message.asked_at);
                    entry.date("replied_at", message.replied_at);
                    entry.text_or_null("unit", message.unit);
                    entry.text_or_null("url", message.url);
                });
    append_guide(page, facts.guide, out);
    append_footer(page, facts.footer, out);
    append_list(page, "links", facts.links, out, [](Object& entry, const Link& link) {
        entry.text("url", link.url);
        entry.text("text", link.text);
        entry.text("kind", to_string(link.kind));
        entry.flag("external", link.external);
        entry.flag("hidden", link.hidden);
        if (link.hidden) entry.text("hidden_by", to_string(link.hidden_by));
    });
    page.flag("needs_rendering", facts.needs_rendering);
    page.number("text_chars", facts.text_chars);
    page.text_or_null("column_name", facts.column_name);
    append_items(page, "script_items", facts.script_items, out);
    append_list(page, "tag_faults", facts.tag_faults, out,
                [](Object& entry, const TagFault& fault) {
                    entry.text("kind", to_string(fault.kind));
                    entry.text("name", fault.name);
                    entry.text("content", fault.content);
                });
    page.number("replacement_chars", facts.replacement_chars);
}

void append_page_error(std::string_view url, std::string_view error, std::string& out) {
    Object page(out);
    page.text("url", url);
    page.text("error", error);
}

}  // namespace mingcha::cli
