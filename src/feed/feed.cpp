#include "feed/feed.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "base/charset.h"
#include "base/text.h"
#include "base/url.h"

namespace mingcha::feed {

namespace {

using Json = nlohmann::json;

constexpr std::size_t kLookedAt = 4096;  // bytes that tell what a document is

std::string place(std::string_view url, std::string_view bytes, std::size_t at) {
    const std::string_view before = bytes.substr(0, std::min(at, bytes.size()));
    return fmt::format("{}:{}", url, 1 + std::count(before.begin(), before.end(), '\n'));
}

Fail web_page(std::string_view url) {
    return fail(std::string(url), "这是网页（HTML），不是订阅源",
                "在浏览器里打开，从页面的订阅标记里取 RSS、Atom 或 JSON Feed 的地址，填到名录的“订阅地址”列");
}

// Local name: feeds give their elements prefixes as they please.
std::string_view local(const pugi::xml_node& node) {
    const std::string_view name = node.name();
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
    for (const pugi::xml_node& each : node.children()) {
        if (local(each) == name) return each;
    }
    return {};
}

// All text within, CDATA included; of Atom's xhtml constructs too.
void append_text(const pugi::xml_node& node, std::string& out, std::size_t depth) {
    for (const pugi::xml_node& each : node.children()) {
        if (out.size() > kMaxTextBytes || depth > kMaxDepth) return;
        if (each.type() == pugi::node_pcdata || each.type() == pugi::node_cdata) {
            out += each.value();
        } else if (each.type() == pugi::node_element) {
            append_text(each, out, depth + 1);
        }
    }
}

std::string text_of(const pugi::xml_node& node) {
    std::string out;
    if (node) append_text(node, out, 0);
    return out;
}

// The few entities that titles hold after the feed's own were undone.
std::string undone_entities(std::string text) {
    for (const auto& [entity, plain] :
         {std::pair("&lt;", "<"), std::pair("&gt;", ">"), std::pair("&quot;", "\""),
          std::pair("&#39;", "'"), std::pair("&nbsp;", " "), std::pair("&amp;", "&")}) {
        text = replace_all(std::move(text), entity, plain);
    }
    return text;
}

// Markup left out, at most kMaxTextBytes, whole characters.
std::string plain(std::string_view markup) {
    std::string out;
    bool tag = false;
    for (std::size_t i = 0; i < markup.size(); ++i) {
        const char c = markup[i];
        const bool opens = c == '<' && i + 1 < markup.size() &&
                           (std::isalpha(static_cast<unsigned char>(markup[i + 1])) != 0 ||
                            markup[i + 1] == '/' || markup[i + 1] == '!');
        if (opens) tag = true;
        if (!tag) out += c;
        if (tag && c == '>') {
            tag = false;
            out += ' ';
        }
    }
    out = single_spaces(undone_entities(std::move(out)));
    if (out.size() > kMaxTextBytes) {
        std::size_t end = kMaxTextBytes;
        while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80) --end;
        out.resize(end);
    }
    return out;
}

class Reader {
public:
    explicit Reader(std::string_view url) : base_(url) {}

    Feed feed;

    void add(Item item) {
        if (feed.items.size() >= kMaxItems) {
            ++feed.left_out;
            return;
        }
        if (!item.published_at) ++feed.undated;
        feed.items.push_back(std::move(item));
    }

    std::string absolute(std::string_view reference) const {
        std::string out;
        const UrlScheme scheme = base_.resolve(trim(reference), out);
        return scheme == UrlScheme::http || scheme == UrlScheme::https ? out : std::string();
    }

    void read_rss(const pugi::xml_node& root) {
        const pugi::xml_node channel = child(root, "channel");
        feed.kind = Kind::rss;
        feed.title = plain(text_of(child(channel, "title")));
        // RSS 1.0 has its items beside the channel.
        for (const pugi::xml_node& parent : {channel, root}) {
            for (const pugi::xml_node& each : parent.children()) {
                if (local(each) == "item") add(rss_item(each));
            }
        }
    }

    void read_atom(const pugi::xml_node& root) {
        feed.kind = Kind::atom;
        feed.title = plain(text_of(child(root, "title")));
        for (const pugi::xml_node& each : root.children()) {
            if (local(each) == "entry") add(atom_item(each));
        }
    }

    void read_json(const Json& document) {
        feed.kind = Kind::json;
        feed.title = plain(text(document, "title"));
        for (const Json& each : document["items"]) {
            if (!each.is_object()) continue;
            Item item;
            item.title = plain(text(each, "title"));
            item.url = absolute(text(each, "url"));
            const std::string content = text(each, "content_text");
            item.text = plain(content.empty() ? text(each, "content_html") : content);
            for (const char* key : {"date_published", "date_modified"}) {
                if (!item.published_at) item.published_at = parse_feed_time(text(each, key));
            }
            if (item.title.empty()) item.title = shorten(item.text, kTitleChars);
            add(std::move(item));
        }
    }

private:
    static constexpr std::size_t kTitleChars = 40;  // of a text that has no title

    static std::string text(const Json& object, const char* key) {
        const auto found = object.find(key);
        return found != object.end() && found->is_string() ? found->get<std::string>()
                                                           : std::string();
    }

    static std::optional<Instant> first_time(const pugi::xml_node& entry,
                                             std::initializer_list<std::string_view> names) {
        for (std::string_view name : names) {
            if (const auto time = parse_feed_time(trim(text_of(child(entry, name))))) return time;
        }
        return std::nullopt;
    }

    Item rss_item(const pugi::xml_node& entry) const {
        Item item;
        item.title = plain(text_of(child(entry, "title")));
        item.url = absolute(text_of(child(entry, "link")));
        const pugi::xml_node guid = child(entry, "guid");
        if (item.url.empty() &&
            !equals_ignoring_ascii_case(guid.attribute("isPermaLink").value(), "false")) {
            const std::string address = text_of(guid);
            if (address.starts_with("http")) item.url = absolute(address);
        }
        const std::string content = text_of(child(entry, "encoded"));
        item.text = plain(content.empty() ? text_of(child(entry, "description")) : content);
        item.published_at = first_time(entry, {"pubDate", "date", "published", "updated"});
        if (item.title.empty()) item.title = shorten(item.text, kTitleChars);
        return item;
    }

    Item atom_item(const pugi::xml_node& entry) const {
        Item item;
        item.title = plain(text_of(child(entry, "title")));
        for (const pugi::xml_node& each : entry.children()) {
            if (local(each) != "link") continue;
            const std::string_view rel = each.attribute("rel").value();
            if (!rel.empty() && rel != "alternate") continue;
            item.url = absolute(each.attribute("href").value());
            break;
        }
        const std::string content = text_of(child(entry, "content"));
        item.text = plain(content.empty() ? text_of(child(entry, "summary")) : content);
        item.published_at = first_time(entry, {"published", "issued", "updated", "modified"});
        if (item.title.empty()) item.title = shorten(item.text, kTitleChars);
        return item;
    }

    UrlBase base_;
};

// Nested deeper than a feed ever is: pugixml and a JSON parser would follow it down.
bool too_deep_json(std::string_view bytes) {
    std::size_t depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const char c = bytes[i];
        if (quoted) {
            if (c == '\\') ++i;
            if (c == '"') quoted = false;
            continue;
        }
        if (c == '"') quoted = true;
        if ((c == '[' || c == '{') && ++depth > kMaxDepth) return true;
        if ((c == ']' || c == '}') && depth > 0) --depth;
    }
    return false;
}

Result<Feed> parse_json(std::string_view bytes, std::string_view url) {
    if (too_deep_json(bytes)) {
        return fail(std::string(url), fmt::format("JSON 嵌套超过 {} 层", kMaxDepth),
                    "这不是 JSON Feed，核对订阅地址");
    }
    Json document;
    try {
        document = Json::parse(bytes);
    } catch (const Json::parse_error& error) {
        return fail(place(url, bytes, error.byte), "JSON 不完整或有语法错误",
                    "重新检查一次；仍然如此请运营单位检查订阅源");
    }
    if (!document.is_object() || !document.contains("items") || !document["items"].is_array()) {
        return fail(std::string(url), "这是 JSON，但不是 JSON Feed：没有 items 列表",
                    "核对订阅地址；平台接口的数据用 import posts 导入");
    }
    Reader reader(url);
    reader.read_json(document);
    return std::move(reader.feed);
}

// What the document says of its own encoding is not believed: it is seen from the bytes.
Result<Feed> parse_xml(std::string_view raw, std::string_view url) {
    const Result<DecodedText> decoded = text_to_utf8(raw);
    if (!decoded) return Fail(decoded.error());
    const std::string& bytes = decoded->utf8;
    pugi::xml_document document;
    const pugi::xml_parse_result parsed = document.load_buffer(
        bytes.data(), bytes.size(), pugi::parse_default, pugi::encoding_utf8);
    const pugi::xml_node root = document.document_element();
    const std::string_view name = root ? local(root) : std::string_view{};
    if (equals_ignoring_ascii_case(name, "html")) return web_page(url);
    if (!parsed) {
        return fail(place(url, bytes, static_cast<std::size_t>(parsed.offset)),
                    fmt::format("XML 不完整或有语法错误：{}", parsed.description()),
                    "重新检查一次；仍然如此请运营单位检查订阅源");
    }
    Reader reader(url);
    if (equals_ignoring_ascii_case(name, "rss") || equals_ignoring_ascii_case(name, "rdf")) {
        reader.read_rss(root);
    } else if (equals_ignoring_ascii_case(name, "feed")) {
        reader.read_atom(root);
    } else {
        return fail(std::string(url), fmt::format("这是 XML，但不是 RSS 或 Atom：根元素是 {}", name),
                    "核对订阅地址");
    }
    return std::move(reader.feed);
}

bool is_web_page(std::string_view head) {
    const std::string small = lower_ascii(head);
    return small.starts_with("<!doctype html") || small.starts_with("<html") ||
           (small.find("<html") != std::string::npos && small.find("<rss") == std::string::npos &&
            small.find("<feed") == std::string::npos && small.find("<rdf") == std::string::npos);
}

}  // namespace

Result<Feed> parse_feed(std::string_view bytes, std::string_view url) {
    if (bytes.size() > kMaxFeedBytes) {
        return fail(std::string(url), fmt::format("订阅源大于 {} MB", kMaxFeedBytes >> 20),
                    "订阅源只应列出最近的推文：请运营单位减少条数，或改用 import posts");
    }
    const std::string_view body = trim(bytes);  // byte order marks too
    if (body.empty()) {
        return fail(std::string(url), "应答是空的", "重新检查一次；仍然如此请核对订阅地址");
    }
    if (body.front() == '{' || body.front() == '[') return parse_json(body, url);
    // What an encoding of two bytes a character looks like is left to the XML parser.
    const bool wide = body.size() > 1 && (body[0] == '\0' || body[1] == '\0' || body[0] == '\xFF' ||
                                          body[0] == '\xFE');
    if (!wide && body.front() != '<') {
        return fail(std::string(url), "既不是 XML 也不是 JSON", "核对订阅地址");
    }
    if (is_web_page(body.substr(0, kLookedAt))) return web_page(url);
    return parse_xml(body, url);
}

std::string_view to_string(Kind kind) {
    switch (kind) {
        case Kind::rss:
            return "RSS";
        case Kind::atom:
            return "Atom";
        case Kind::json:
            break;
    }
    return "JSON Feed";
}

}  // namespace mingcha::feed
