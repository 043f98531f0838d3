#include "bench/html/engines.h"

#include "html/parser.h"

#ifdef MINGCHA_HAS_gumbo
#include <gumbo.h>
#endif
#ifdef MINGCHA_HAS_libxml2
#include <libxml/HTMLparser.h>
#endif

namespace mingcha::bench {

namespace {

class Ours : public Engine {
public:
    const char* name() const override { return "mingcha"; }
    void parse(std::string_view page) override { document_ = &parser_.parse(page); }
    Links count_links() const override {
        Links links;
        for (const html::Node* node : html::descendants(document_->root)) {
            if (!node->is(html::TagId::a) || node->find(html::AttrId::href) == nullptr) continue;
            ++links.all;
            const html::Node* above = node->parent;
            while (above != nullptr && !above->is(html::TagId::select)) above = above->parent;
            links.in_select += above != nullptr ? 1 : 0;
        }
        return links;
    }
    void release() override {}  // the next page takes the memory over

private:
    html::Parser parser_;
    const html::Document* document_ = nullptr;
};

#ifdef MINGCHA_HAS_libxml2
class Libxml2 : public Engine {
public:
    ~Libxml2() override { release(); }
    const char* name() const override { return "libxml2"; }
    void parse(std::string_view page) override {
        constexpr int kOptions =
            HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET;
        document_ =
            htmlReadMemory(page.data(), static_cast<int>(page.size()), nullptr, "UTF-8", kOptions);
    }
    Links count_links() const override {
        Links links;
        const xmlNode* const root = reinterpret_cast<const xmlNode*>(document_);
        for (const xmlNode* node = root; node != nullptr;) {
            if (node->type == XML_ELEMENT_NODE && xmlStrEqual(node->name, BAD_CAST "a") != 0 &&
                xmlHasProp(node, BAD_CAST "href") != nullptr) {
                ++links.all;
            }
            if (node->children != nullptr && node->type != XML_DTD_NODE) {
                node = node->children;
                continue;
            }
            while (node != root && node->next == nullptr) node = node->parent;
            node = node == root ? nullptr : node->next;
        }
        return links;
    }
    void release() override {
        if (document_ != nullptr) xmlFreeDoc(document_);
        document_ = nullptr;
    }

private:
    htmlDocPtr document_ = nullptr;
};
#endif

#ifdef MINGCHA_HAS_gumbo
class Gumbo : public Engine {
public:
    ~Gumbo() override { release(); }
    const char* name() const override { return "gumbo"; }
    void parse(std::string_view page) override {
        output_ = gumbo_parse_with_options(&kGumboDefaultOptions, page.data(), page.size());
    }
    Links count_links() const override {
        Links links;
        std::vector<const GumboNode*> open{output_->document};
        while (!open.empty()) {
            const GumboNode* const node = open.back();
            open.pop_back();
            const bool document = node->type == GUMBO_NODE_DOCUMENT;
            if (!document && node->type != GUMBO_NODE_ELEMENT &&
                node->type != GUMBO_NODE_TEMPLATE) {
                continue;
            }
            if (!document && node->v.element.tag == GUMBO_TAG_A &&
                gumbo_get_attribute(&node->v.element.attributes, "href") != nullptr) {
                ++links.all;
            }
            const GumboVector& children =
                document ? node->v.document.children : node->v.element.children;
            for (unsigned int i = 0; i < children.length; ++i) {
                open.push_back(static_cast<const GumboNode*>(children.data[i]));
            }
        }
        return links;
    }
    void release() override {
        if (output_ != nullptr) gumbo_destroy_output(&kGumboDefaultOptions, output_);
        output_ = nullptr;
    }

private:
    GumboOutput* output_ = nullptr;
};
#endif

}  // namespace

std::vector<std::unique_ptr<Engine>> engines() {
    std::vector<std::unique_ptr<Engine>> all;
    all.push_back(std::make_unique<Ours>());
#ifdef MINGCHA_HAS_libxml2
    all.push_back(std::make_unique<Libxml2>());
#endif
#ifdef MINGCHA_HAS_gumbo
    all.push_back(std::make_unique<Gumbo>());
#endif
    return all;
}

}  // namespace mingcha::bench
