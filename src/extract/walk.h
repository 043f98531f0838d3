// The one walk over a page's tree: fills the outline and the facts that stand in markup (links,
// meta tags, frames).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/url.h"
#include "extract/extractor.h"
#include "extract/outline.h"
#include "extract/sheet.h"
#include "html/document.h"
#include "model/facts.h"

namespace mingcha::extract {

class Walker {
public:
    // `base` is the page's address; a <base> element changes it.
    void walk(const html::Document& document, UrlBase& base, Outline& outline, PageFacts& facts,
              const SiteSheets* sheets);

private:
    struct Open {  // an element that has to be closed again
        const html::Node* node;
        std::uint32_t box;   // to return to
        std::uint32_t link;  // to return to
        std::uint8_t heading;
        HiddenBy hidden;
        bool opened_box;
        bool opened_link;
        bool blocky;
        int background;
    };

    void enter(const html::Node* node);
    void leave(const Open& open);
    bool special(const html::Node* node);
    void open_box(const html::Node* node);
    void add_text(std::string_view text);
    void flush();
    std::uint32_t begin_link(const html::Node* node);
    void end_link(std::uint32_t link);
    void add_link(std::string_view reference, LinkKind kind, const html::Node* node);
    void add_feed(std::string_view reference, const html::Node* node);
    void add_image(const html::Node* node);
    void add_field(const html::Node* node);
    void add_meta(const html::Node* node);
    void add_frame(const html::Node* node);
    void add_script(const html::Node* node);
    HiddenBy hidden_by(const html::Node* node, int& background) const;
    void add_style(const html::Node* node);
    void add_sheet(const html::Node* node);
    void hide_by_sheet();
    void resolve_link_texts();
    std::string_view text_of(const html::Node* node);
    std::string_view choices_of(const html::Node* select);

    Outline* outline_ = nullptr;
    PageFacts* facts_ = nullptr;
    UrlBase* base_ = nullptr;
    std::vector<Open> open_;
    std::string text_;  // of the block under construction
    std::string url_;
    HidingSheet sheet_;
    const SiteSheets* site_sheets_ = nullptr;
    std::size_t site_sheet_bytes_ = 0;
    struct ForeignLink {
        std::uint32_t link;
        const html::Node* node;
    };
    std::vector<ForeignLink> foreign_;  // anchors to hosts that are no government's
    std::uint32_t chars_ = 0, link_chars_ = 0;
    std::uint32_t block_first_link_ = 0;
    std::uint32_t box_ = 0;
    std::uint32_t link_ = kNone;
    std::uint8_t heading_ = 0;
    HiddenBy hidden_ = HiddenBy::none;
    bool script_hides_ = false;
    bool pending_space_ = false;
    bool has_digit_ = false;
    bool base_seen_ = false;
};

// page, attachment, image … by the extension of the path.
LinkKind kind_of_url(std::string_view absolute_url);

}  // namespace mingcha::extract
