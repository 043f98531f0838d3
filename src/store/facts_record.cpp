#include "store/facts_record.h"

#include <array>

#include "facts_generated.h"

namespace mingcha::store {

namespace {

namespace fb = ::flatbuffers;
using Text = fb::Offset<fb::String>;

constexpr std::size_t kMaxKept = 2 * 1024 * 1024;  // of a packer's memory from page to page
constexpr std::size_t kMaxRecordDepth = 16;
constexpr std::size_t kMaxRecordTables = 2'000'000;

// Bits of Visit.flags.
constexpr unsigned kPage = 1, kExternal = 2, kAsBrowser = 4, kNoAddress = 8;
// Bits of Page.flags.
constexpr unsigned kNameInHeader = 1, kSearch = 2, kMessageForm = 4, kLogin = 8,
                   kNeedsRendering = 16, kMainCharsKnown = 32, kFooterUnread = 64,
                   kStatistics = 128, kSaysNotFound = 256, kOffersDomain = 512, kByNumber = 1024,
                   kByTheme = 2048, kByValidity = 4096;
// Bits of Link.flags and Footer.flags.
constexpr unsigned kLinkExternal = 1, kLinkHidden = 2, kHiddenByShift = 2, kHiddenByMask = 7,
                   kLinkFrame = 32, kLinkBySheet = 64, kLinkInScript = 128;
// Bits of Http.tls.
constexpr unsigned kTlsUsed = 1, kTlsNotTrusted = 2;
constexpr std::int64_t kNoTime = -1;
constexpr fb::uoffset_t kPhases = 4;  // in Visit.phases
constexpr unsigned kEmblem = 1, kErrorReport = 2, kSitemap = 4;

unsigned bit(bool on, unsigned value) {
    return on ? value : 0U;
}

template <class Enum>
std::uint8_t number(Enum value) {
    return static_cast<std::uint8_t>(value);
}

// A stored number as an enum; what a later version may have added becomes `otherwise`.
template <class Enum>
Enum named(std::uint8_t value, Enum last, Enum otherwise) {
    return value <= number(last) ? static_cast<Enum>(value) : otherwise;
}

stored::PrintedDate stored_date(const PrintedDate& date) {
    return {date.date.days, date.seconds, date.has_seconds};
}

std::optional<PrintedDate> date_of(const stored::PrintedDate* date) {
    if (date == nullptr) return std::nullopt;
    return PrintedDate{Date{date->days()}, date->seconds(), date->has_seconds()};
}

// Absent rather than empty: most text fields of most pages are.
Text text(fb::FlatBufferBuilder& out, std::string_view value) {
    return value.empty() ? Text{} : out.CreateString(value.data(), value.size());
}

std::string_view view(const fb::String* value) {
    return value == nullptr ? std::string_view{} : std::string_view(value->c_str(), value->size());
}

std::uint8_t guide_bits(const Guide& guide) {
    const std::array elements{guide.name,  guide.basis, guide.conditions, guide.materials,
                              guide.place, guide.time,  guide.phone,      guide.process};
    unsigned bits = 0;
    for (std::size_t i = 0; i < elements.size(); ++i) bits |= bit(elements[i], 1U << i);
    return static_cast<std::uint8_t>(bits);
}

fb::Offset<stored::Guide> pack_guide(fb::FlatBufferBuilder& out,
                                     const std::optional<Guide>& guide) {
    if (!guide) return {};
    std::vector<fb::Offset<stored::GuideFault>> faults;
    for (const Guide::Fault& fault : guide->faults) {
        faults.push_back(
            stored::CreateGuideFault(out, number(fault.kind), text(out, fault.excerpt)));
    }
    return stored::CreateGuide(out, guide_bits(*guide), out.CreateVector(faults));
}

fb::Offset<stored::Footer> pack_footer(fb::FlatBufferBuilder& out, const Footer& footer) {
    const auto code = text(out, footer.site_code), icp = text(out, footer.icp),
               police = text(out, footer.police), organizer = text(out, footer.organizer),
               contact = text(out, footer.contact);
    const unsigned flags = bit(footer.emblem, kEmblem) |
                           bit(footer.error_report_entry, kErrorReport) |
                           bit(footer.sitemap, kSitemap);
    return stored::CreateFooter(out, code, icp, police, organizer, contact,
                                static_cast<std::uint8_t>(flags));
}

struct Lists {
    fb::Offset<fb::Vector<fb::Offset<stored::MetaTag>>> meta;
    fb::Offset<fb::Vector<fb::Offset<stored::Column>>> columns;
    fb::Offset<fb::Vector<fb::Offset<stored::ListItem>>> items;
    fb::Offset<fb::Vector<fb::Offset<stored::Message>>> messages;
    fb::Offset<fb::Vector<fb::Offset<stored::Link>>> links;
    fb::Offset<fb::Vector<fb::Offset<stored::ListItem>>> script_items;
    fb::Offset<fb::Vector<Text>> frames, header_names;
    fb::Offset<fb::Vector<fb::Offset<stored::TagFault>>> tag_faults;
    fb::Offset<fb::Vector<fb::Offset<stored::HiddenText>>> hidden_texts;
    fb::Offset<fb::Vector<fb::Offset<stored::ScriptSign>>> script_signs;
};

template <class Table>
using Offsets = std::vector<fb::Offset<Table>>;

// An absent vector instead of an empty one.
template <class Table>
fb::Offset<fb::Vector<fb::Offset<Table>>> vector_of(fb::FlatBufferBuilder& out,
                                                    const Offsets<Table>& offsets) {
    if (offsets.empty()) return {};
    return out.CreateVector(offsets);
}

fb::Offset<fb::Vector<fb::Offset<stored::ListItem>>> pack_items(fb::FlatBufferBuilder& out,
                                                                const std::vector<ListItem>& list) {
    Offsets<stored::ListItem> items;
    for (const ListItem& item : list) {
        const auto title = text(out, item.title), url = text(out, item.url);
        const auto date = stored_date(item.date.value_or(PrintedDate{}));
        items.push_back(stored::CreateListItem(out, title, url, item.date ? &date : nullptr));
    }
    return vector_of(out, items);
}

fb::Offset<fb::Vector<Text>> pack_texts(fb::FlatBufferBuilder& out,
                                        const std::vector<std::string_view>& list) {
    std::vector<Text> texts;
    for (std::string_view each : list) texts.push_back(out.CreateString(each.data(), each.size()));
    return texts.empty() ? fb::Offset<fb::Vector<Text>>{} : out.CreateVector(texts);
}

void pack_signs(fb::FlatBufferBuilder& out, const PageFacts& facts, Lists& lists) {
    Offsets<stored::TagFault> faults;
    for (const TagFault& fault : facts.tag_faults) {
        const auto name = text(out, fault.name), content = text(out, fault.content);
        faults.push_back(stored::CreateTagFault(out, number(fault.kind), name, content));
    }
    Offsets<stored::HiddenText> hidden;
    for (const HiddenText& each : facts.hidden_texts) {
        const auto words = text(out, each.text);
        hidden.push_back(stored::CreateHiddenText(out, words, number(each.by)));
    }
    Offsets<stored::ScriptSign> signs;
    for (const ScriptSign& sign : facts.script_signs) {
        const auto target = text(out, sign.target), excerpt = text(out, sign.excerpt);
        signs.push_back(stored::CreateScriptSign(out, number(sign.kind), target, excerpt));
    }
    lists.tag_faults = vector_of(out, faults);
    lists.hidden_texts = vector_of(out, hidden);
    lists.script_signs = vector_of(out, signs);
}

Lists pack_lists(fb::FlatBufferBuilder& out, const PageFacts& facts) {
    Lists lists;
    Offsets<stored::MetaTag> meta;
    for (const MetaTag& tag : facts.meta) {
        const auto name = text(out, tag.name), content = text(out, tag.content);
        meta.push_back(stored::CreateMetaTag(out, name, content));
    }
    Offsets<stored::Column> columns;
    for (const Column& column : facts.columns) {
        const auto name = text(out, column.name), url = text(out, column.url);
        columns.push_back(stored::CreateColumn(out, name, url, number(column.kind), column.level));
    }
    Offsets<stored::Message> messages;
    for (const MessageEntry& entry : facts.messages) {
        const auto title = text(out, entry.title), unit = text(out, entry.unit),
                   url = text(out, entry.url);
        const auto asked = stored_date(entry.asked_at.value_or(PrintedDate{}));
        const auto replied = stored_date(entry.replied_at.value_or(PrintedDate{}));
        messages.push_back(stored::CreateMessage(out, title, entry.asked_at ? &asked : nullptr,
                                                 entry.replied_at ? &replied : nullptr, unit, url,
                                                 number(entry.reply)));
    }
    Offsets<stored::Link> links;
    links.reserve(facts.links.size());
    for (const Link& link : facts.links) {
        const auto url = text(out, link.url), words = text(out, link.text);
        const unsigned flags = bit(link.external, kLinkExternal) | bit(link.hidden, kLinkHidden) |
                               static_cast<unsigned>(number(link.hidden_by)) << kHiddenByShift |
                               bit(link.frame, kLinkFrame) | bit(link.by_sheet, kLinkBySheet) |
                               bit(link.in_script, kLinkInScript);
        links.push_back(stored::CreateLink(out, url, words, number(link.kind),
                                           static_cast<std::uint8_t>(flags)));
    }
    lists.meta = vector_of(out, meta);
    lists.columns = vector_of(out, columns);
    lists.items = pack_items(out, facts.items);
    lists.script_items = pack_items(out, facts.script_items);
    lists.messages = vector_of(out, messages);
    lists.links = vector_of(out, links);
    lists.frames = pack_texts(out, facts.frames);
    lists.header_names = pack_texts(out, facts.header_names);
    pack_signs(out, facts, lists);
    return lists;
}

unsigned page_flags(const PageFacts& facts) {
    return bit(facts.site_name_in_header, kNameInHeader) | bit(facts.forms.search, kSearch) |
           bit(facts.forms.message, kMessageForm) | bit(facts.forms.login, kLogin) |
           bit(facts.needs_rendering, kNeedsRendering) |
           bit(facts.main_chars.has_value(), kMainCharsKnown) |
           bit(facts.footer_unread, kFooterUnread) | bit(facts.message_statistics, kStatistics) |
           bit(facts.says_not_found, kSaysNotFound) | bit(facts.offers_domain, kOffersDomain) |
           bit(facts.forms.by_number, kByNumber) | bit(facts.forms.by_theme, kByTheme) |
           bit(facts.forms.by_validity, kByValidity);
}

fb::Offset<stored::Page> pack_page(fb::FlatBufferBuilder& out, const PageFacts& facts) {
    const Lists lists = pack_lists(out, facts);
    const auto guide = pack_guide(out, facts.guide);
    const auto footer = pack_footer(out, facts.footer);
    const auto url = text(out, facts.url), encoding = text(out, facts.encoding),
               title = text(out, facts.title), site_name = text(out, facts.site_name),
               source = text(out, facts.source), column_name = text(out, facts.column_name),
               main_text = text(out, facts.main_text), refresh = text(out, facts.refresh_url),
               document_title =
                   text(out, facts.document_title == facts.title ? std::string_view{}
                                                                 : facts.document_title);
    const auto search_action = text(out, facts.forms.search_action),
               search_field = text(out, facts.forms.search_field),
               search_fixed = text(out, facts.forms.search_fixed);
    const auto updated = stored_date(facts.updated_date.value_or(PrintedDate{}));
    const auto date = stored_date(facts.publish_date.value_or(PrintedDate{}));
    stored::PageBuilder page(out);
    page.add_url(url);
    page.add_encoding(encoding);
    page.add_bytes(facts.bytes);
    page.add_replacement_chars(facts.replacement_chars);
    page.add_limits_hit(facts.limits_hit);
    page.add_title(title);
    page.add_kind(number(facts.kind));
    page.add_meta(lists.meta);
    page.add_site_name(site_name);
    if (facts.publish_date) page.add_publish_date(&date);
    page.add_publish_date_from(number(facts.publish_date_from));
    page.add_publish_date_confidence(facts.publish_date_confidence);
    page.add_source(source);
    page.add_column_name(column_name);
    page.add_column_kind(number(facts.column_kind));
    page.add_columns(lists.columns);
    page.add_items(lists.items);
    page.add_messages(lists.messages);
    page.add_guide(guide);
    page.add_footer(footer);
    page.add_links(lists.links);
    page.add_flags(static_cast<std::uint16_t>(page_flags(facts)));
    page.add_text_chars(facts.text_chars);
    page.add_main_text(main_text);
    page.add_frames(lists.frames);
    page.add_main_chars(facts.main_chars.value_or(0));
    page.add_unread_header_images(facts.unread_header_images);
    page.add_header_names(lists.header_names);
    page.add_script_items(lists.script_items);
    page.add_tag_faults(lists.tag_faults);
    page.add_refresh_url(refresh);
    page.add_refresh_by(number(facts.refresh_by));
    page.add_document_title(document_title);
    if (facts.updated_date) page.add_updated_date(&updated);
    page.add_hidden_texts(lists.hidden_texts);
    page.add_script_signs(lists.script_signs);
    page.add_search_way(number(facts.forms.search_way));
    page.add_search_action(search_action);
    page.add_search_field(search_field);
    page.add_search_fixed(search_fixed);
    page.add_page_count(facts.page_count);
    return page.Finish();
}

fb::Offset<fb::Vector<std::int32_t>> pack_phases(fb::FlatBufferBuilder& out,
                                                 const VisitPhases& phases) {
    if (phases == VisitPhases{}) return {};
    std::vector<std::int32_t> list;
    for (const auto& ms : {phases.dns_ms, phases.connect_ms, phases.tls_ms, phases.first_byte_ms}) {
        list.push_back(static_cast<std::int32_t>(ms.value_or(-1)));
    }
    return out.CreateVector(list);
}

fb::Offset<stored::Http> pack_http(fb::FlatBufferBuilder& out, const VisitRecord& record) {
    const HttpFacts& http = record.http;
    const TlsFacts& tls = record.tls;
    if (!http.last_modified && http.server.empty() && http.content_type.empty() && !tls.used) {
        return {};
    }
    const auto server = text(out, http.server), type = text(out, http.content_type),
               issuer = text(out, tls.issuer), problem = text(out, tls.problem);
    stored::HttpBuilder made(out);
    if (http.last_modified) made.add_last_modified(http.last_modified->seconds);
    made.add_server(server);
    made.add_content_type(type);
    made.add_tls(static_cast<std::uint8_t>(bit(tls.used, kTlsUsed) |
                                           bit(tls.used && !tls.trusted, kTlsNotTrusted)));
    if (tls.expires) made.add_expires(tls.expires->seconds);
    made.add_issuer(issuer);
    made.add_tls_problem(problem);
    return made.Finish();
}

// --- reading
// ---------------------------------------------------------------------------------------

// Calls `take` with each element of a vector that may be absent, holding none.
template <class Table, class Take>
void each(const fb::Vector<fb::Offset<Table>>* vector, Take take) {
    if (vector == nullptr) return;
    for (const Table* element : *vector) {
        if (element != nullptr) take(*element);
    }
}

void unpack_guide(const stored::Guide* guide, TextPool& pool, PageFacts& facts) {
    if (guide == nullptr) return;
    const unsigned bits = guide->elements();
    Guide& out = facts.guide.emplace();
    bool* const elements[] = {&out.name,  &out.basis, &out.conditions, &out.materials,
                              &out.place, &out.time,  &out.phone,      &out.process};
    for (std::size_t i = 0; i < std::size(elements); ++i) *elements[i] = (bits >> i & 1U) != 0;
    each(guide->faults(), [&](const stored::GuideFault& fault) {
        out.faults.push_back(
            {named(fault.kind(), GuideFault::form_without_source, GuideFault::vague_wording),
             pool.keep(view(fault.excerpt()))});
    });
}

void unpack_footer(const stored::Footer* footer, TextPool& pool, PageFacts& facts) {
    if (footer == nullptr) return;
    Footer& out = facts.footer;
    out.site_code = pool.keep(view(footer->site_code()));
    out.icp = pool.keep(view(footer->icp()));
    out.police = pool.keep(view(footer->police()));
    out.organizer = pool.keep(view(footer->organizer()));
    out.contact = pool.keep(view(footer->contact()));
    out.emblem = (footer->flags() & kEmblem) != 0;
    out.error_report_entry = (footer->flags() & kErrorReport) != 0;
    out.sitemap = (footer->flags() & kSitemap) != 0;
}

void unpack_lists(const stored::Page& page, TextPool& pool, PageFacts& facts) {
    each(page.meta(), [&](const stored::MetaTag& tag) {
        facts.meta.push_back({pool.keep(view(tag.name())), pool.keep(view(tag.content()))});
    });
    each(page.columns(), [&](const stored::Column& column) {
        Column& out = facts.columns.emplace_back();
        out.name = pool.keep(view(column.name()));
        out.url = pool.keep(view(column.url()));
        out.kind = named(column.kind(), ColumnKind::other, ColumnKind::other);
        out.level = column.level();
    });
    const auto unpack_items = [&](const auto* list, std::vector<ListItem>& out) {
        each(list, [&](const stored::ListItem& item) {
            out.push_back(
                {pool.keep(view(item.title())), pool.keep(view(item.url())), date_of(item.date())});
        });
    };
    unpack_items(page.items(), facts.items);
    unpack_items(page.script_items(), facts.script_items);
    each(page.messages(), [&](const stored::Message& entry) {
        MessageEntry& out = facts.messages.emplace_back();
        out.title = pool.keep(view(entry.title()));
        out.asked_at = date_of(entry.asked_at());
        out.replied_at = date_of(entry.replied_at());
        out.unit = pool.keep(view(entry.unit()));
        out.url = pool.keep(view(entry.url()));
        out.reply = named(entry.reply(), ReplyState::open, ReplyState::unknown);
    });
    if (page.links() != nullptr) facts.links.reserve(page.links()->size());
    each(page.links(), [&](const stored::Link& link) {
        Link& out = facts.links.emplace_back();
        out.url = pool.keep(view(link.url()));
        out.text = pool.keep(view(link.text()));
        out.kind = named(link.kind(), LinkKind::other, LinkKind::other);
        out.external = (link.flags() & kLinkExternal) != 0;
        out.hidden = (link.flags() & kLinkHidden) != 0;
        out.hidden_by =
            named(static_cast<std::uint8_t>(link.flags() >> kHiddenByShift & kHiddenByMask),
                  HiddenBy::script, HiddenBy::none);
        out.frame = (link.flags() & kLinkFrame) != 0;
        out.by_sheet = (link.flags() & kLinkBySheet) != 0;
        out.in_script = (link.flags() & kLinkInScript) != 0;
    });
    each(page.frames(),
         [&](const fb::String& frame) { facts.frames.push_back(pool.keep(view(&frame))); });
    each(page.header_names(),
         [&](const fb::String& name) { facts.header_names.push_back(pool.keep(view(&name))); });
}

void unpack_signs(const stored::Page& page, TextPool& pool, PageFacts& facts) {
    each(page.tag_faults(), [&](const stored::TagFault& fault) {
        facts.tag_faults.push_back(
            {named(fault.kind(), TagFaultKind::copied, TagFaultKind::missing),
             pool.keep(view(fault.name())), pool.keep(view(fault.content()))});
    });
    each(page.hidden_texts(), [&](const stored::HiddenText& hidden) {
        facts.hidden_texts.push_back(
            {pool.keep(view(hidden.text())), named(hidden.by(), HiddenBy::script, HiddenBy::none)});
    });
    each(page.script_signs(), [&](const stored::ScriptSign& sign) {
        facts.script_signs.push_back(
            {named(sign.kind(), ScriptSignKind::writes_title, ScriptSignKind::packed),
             pool.keep(view(sign.target())), pool.keep(view(sign.excerpt()))});
    });
}

VisitPhases unpack_phases(const fb::Vector<std::int32_t>* stored) {
    VisitPhases phases;
    if (stored == nullptr || stored->size() != kPhases) return phases;
    const auto read = [&](fb::uoffset_t index) -> std::optional<std::int64_t> {
        const std::int32_t ms = stored->Get(index);
        return ms < 0 ? std::nullopt : std::optional<std::int64_t>(ms);
    };
    return {read(0), read(1), read(2), read(3)};
}

void unpack_http(const stored::Http* http, TextPool& pool, VisitRecord& record) {
    if (http == nullptr) return;
    const auto moment = [](std::int64_t seconds) {
        return seconds == kNoTime ? std::nullopt : std::optional(Instant{seconds});
    };
    record.http = {moment(http->last_modified()), pool.keep(view(http->server())),
                   pool.keep(view(http->content_type()))};
    record.tls.used = (http->tls() & kTlsUsed) != 0;
    record.tls.trusted = (http->tls() & kTlsNotTrusted) == 0;
    record.tls.expires = moment(http->expires());
    record.tls.issuer = pool.keep(view(http->issuer()));
    record.tls.problem = pool.keep(view(http->tls_problem()));
}

PageFacts unpack_page(const stored::Page& page, TextPool& pool, std::size_t& text_room) {
    PageFacts facts;
    facts.url = pool.keep(view(page.url()));
    facts.encoding = pool.keep(view(page.encoding()));
    facts.bytes = page.bytes();
    facts.replacement_chars = page.replacement_chars();
    facts.limits_hit = page.limits_hit();
    facts.title = pool.keep(view(page.title()));
    facts.kind = named(page.kind(), PageKind::other, PageKind::other);
    facts.site_name = pool.keep(view(page.site_name()));
    facts.publish_date = date_of(page.publish_date());
    facts.publish_date_from = named(page.publish_date_from(), DateSource::list, DateSource::none);
    facts.publish_date_confidence = page.publish_date_confidence();
    facts.source = pool.keep(view(page.source()));
    facts.column_name = pool.keep(view(page.column_name()));
    facts.column_kind = named(page.column_kind(), ColumnKind::other, ColumnKind::other);
    facts.text_chars = page.text_chars();
    const std::string_view main_text = view(page.main_text());
    facts.text_left_out = main_text.size() > text_room;
    if (!facts.text_left_out) {
        text_room -= main_text.size();
        facts.main_text = pool.keep(main_text);
    }
    const unsigned flags = page.flags();
    facts.site_name_in_header = (flags & kNameInHeader) != 0;
    facts.forms.search = (flags & kSearch) != 0;
    facts.forms.message = (flags & kMessageForm) != 0;
    facts.forms.login = (flags & kLogin) != 0;
    facts.forms.search_way = named(page.search_way(), SearchWay::script, SearchWay::script);
    facts.forms.search_action = pool.keep(view(page.search_action()));
    facts.forms.search_field = pool.keep(view(page.search_field()));
    facts.forms.search_fixed = pool.keep(view(page.search_fixed()));
    facts.forms.by_number = (flags & kByNumber) != 0;
    facts.forms.by_theme = (flags & kByTheme) != 0;
    facts.forms.by_validity = (flags & kByValidity) != 0;
    facts.page_count = page.page_count();
    facts.needs_rendering = (flags & kNeedsRendering) != 0;
    if ((flags & kMainCharsKnown) != 0) facts.main_chars = page.main_chars();
    facts.footer_unread = (flags & kFooterUnread) != 0;
    facts.message_statistics = (flags & kStatistics) != 0;
    facts.says_not_found = (flags & kSaysNotFound) != 0;
    facts.unread_header_images = page.unread_header_images();
    facts.offers_domain = (flags & kOffersDomain) != 0;
    facts.refresh_url = pool.keep(view(page.refresh_url()));
    facts.refresh_by = named(page.refresh_by(), RefreshBy::script, RefreshBy::none);
    facts.document_title =
        page.document_title() == nullptr ? facts.title : pool.keep(view(page.document_title()));
    facts.updated_date = date_of(page.updated_date());
    unpack_lists(page, pool, facts);
    unpack_signs(page, pool, facts);
    unpack_guide(page.guide(), pool, facts);
    unpack_footer(page.footer(), pool, facts);
    return facts;
}

}  // namespace

struct FactsPacker::Builder {
    fb::FlatBufferBuilder out{64 * 1024};
};

FactsPacker::FactsPacker() : builder_(std::make_unique<Builder>()) {}
FactsPacker::~FactsPacker() = default;

std::string_view FactsPacker::pack(const VisitRecord& record, const PageFacts* facts) {
    fb::FlatBufferBuilder& out = builder_->out;
    if (out.GetSize() > kMaxKept) {
        out.Reset();
    } else {
        out.Clear();
    }
    if (facts == nullptr && record.facts) facts = &*record.facts;
    const auto page = facts != nullptr ? pack_page(out, *facts) : fb::Offset<stored::Page>{};
    const auto url = text(out, record.url), reason = text(out, record.reason_text),
               sha256 = text(out, record.sha256);
    const auto final_url =
        text(out, record.final_url == record.url ? std::string_view{} : record.final_url);
    const auto http = pack_http(out, record);
    const auto phases = pack_phases(out, record.phases);
    stored::VisitBuilder visit(out);
    visit.add_sequence(record.sequence);
    visit.add_url(url);
    visit.add_final_url(final_url);
    visit.add_flags(static_cast<std::uint8_t>(
        bit(record.page, kPage) | bit(record.external, kExternal) |
        bit(record.as_browser, kAsBrowser) | bit(record.no_address, kNoAddress)));
    visit.add_depth(static_cast<std::uint8_t>(record.depth));
    visit.add_kind(number(record.kind));
    visit.add_state(number(record.state));
    visit.add_reason_code(number(record.reason));
    visit.add_reason_text(reason);
    visit.add_status(static_cast<std::uint16_t>(record.status));
    visit.add_attempts(static_cast<std::uint8_t>(record.attempts));
    visit.add_at(record.at.seconds);
    visit.add_sha256(sha256);
    visit.add_facts(page);
    visit.add_guise(number(record.guise));
    visit.add_http(http);
    visit.add_phases(phases);
    out.Finish(visit.Finish());
    return {reinterpret_cast<const char*>(out.GetBufferPointer()), out.GetSize()};
}

std::optional<VisitRecord> unpack_record(std::string_view bytes, TextPool& pool,
                                         std::size_t& text_room) {
    fb::Verifier verifier(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(),
                          kMaxRecordDepth, kMaxRecordTables);
    if (!stored::VerifyVisitBuffer(verifier)) return std::nullopt;
    const stored::Visit& visit = *stored::GetVisit(bytes.data());
    VisitRecord record;
    record.sequence = visit.sequence();
    record.url = pool.keep(view(visit.url()));
    record.final_url =
        visit.final_url() != nullptr ? pool.keep(view(visit.final_url())) : record.url;
    record.page = (visit.flags() & kPage) != 0;
    record.external = (visit.flags() & kExternal) != 0;
    record.as_browser = (visit.flags() & kAsBrowser) != 0;
    record.depth = visit.depth();
    record.kind = named(visit.kind(), LinkKind::other, LinkKind::other);
    record.state = named(visit.state(), LinkState::not_checked, LinkState::not_checked);
    record.reason = named(visit.reason_code(), ReasonCode::not_due, ReasonCode::ours);
    record.reason_text = pool.keep(view(visit.reason_text()));
    record.status = visit.status();
    record.attempts = visit.attempts();
    record.at = Instant{visit.at()};
    record.sha256 = pool.keep(view(visit.sha256()));
    record.guise = named(visit.guise(), Guise::search, Guise::own);
    record.no_address = (visit.flags() & kNoAddress) != 0;
    record.phases = unpack_phases(visit.phases());
    unpack_http(visit.http(), pool, record);
    if (visit.facts() != nullptr) record.facts = unpack_page(*visit.facts(), pool, text_room);
    return record;
}

std::optional<VisitRecord> unpack_dates(std::string_view bytes, TextPool& pool) {
    fb::Verifier verifier(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(),
                          kMaxRecordDepth, kMaxRecordTables);
    if (!stored::VerifyVisitBuffer(verifier)) return std::nullopt;
    const stored::Visit& visit = *stored::GetVisit(bytes.data());
    const stored::Page* page = visit.facts();
    if (page == nullptr || (visit.flags() & kPage) == 0 || visit.guise() != 0) return std::nullopt;
    VisitRecord record;
    record.url = pool.keep(view(visit.url()));
    record.page = true;
    record.at = Instant{visit.at()};
    record.sha256 = pool.keep(view(visit.sha256()));
    PageFacts& facts = record.facts.emplace();
    facts.url = pool.keep(view(page->url()));
    facts.kind = named(page->kind(), PageKind::other, PageKind::other);
    facts.publish_date = date_of(page->publish_date());
    facts.publish_date_from = named(page->publish_date_from(), DateSource::list, DateSource::none);
    each(page->items(), [&](const stored::ListItem& item) {
        facts.items.push_back(
            {pool.keep(view(item.title())), pool.keep(view(item.url())), date_of(item.date())});
    });
    return record;
}

}  // namespace mingcha::store
