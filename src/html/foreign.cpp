// Foreign content, SVG and MathML: HTML standard §13.2.6.5.
#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "html/tree_builder.h"

namespace mingcha::html {

namespace {

using Pair = std::pair<std::string_view, std::string_view>;

constexpr std::array<Pair, 37> kSvgNames{{
    {"altglyph", "altGlyph"},
    {"altglyphdef", "altGlyphDef"},
    {"altglyphitem", "altGlyphItem"},
    {"animatecolor", "animateColor"},
    {"animatemotion", "animateMotion"},
    {"animatetransform", "animateTransform"},
    {"clippath", "clipPath"},
    {"feblend", "feBlend"},
    {"fecolormatrix", "feColorMatrix"},
    {"fecomponenttransfer", "feComponentTransfer"},
    {"fecomposite", "feComposite"},
    {"feconvolvematrix", "feConvolveMatrix"},
    {"fediffuselighting", "feDiffuseLighting"},
    {"fedisplacementmap", "feDisplacementMap"},
    {"fedistantlight", "feDistantLight"},
    {"fedropshadow", "feDropShadow"},
    {"feflood", "feFlood"},
    {"fefunca", "feFuncA"},
    {"fefuncb", "feFuncB"},
    {"fefuncg", "feFuncG"},
    {"fefuncr", "feFuncR"},
    {"fegaussianblur", "feGaussianBlur"},
    {"feimage", "feImage"},
    {"femerge", "feMerge"},
    {"femergenode", "feMergeNode"},
    {"femorphology", "feMorphology"},
    {"feoffset", "feOffset"},
    {"fepointlight", "fePointLight"},
    {"fespecularlighting", "feSpecularLighting"},
    {"fespotlight", "feSpotLight"},
    {"fetile", "feTile"},
    {"feturbulence", "feTurbulence"},
    {"foreignobject", "foreignObject"},
    {"glyphref", "glyphRef"},
    {"lineargradient", "linearGradient"},
    {"radialgradient", "radialGradient"},
    {"textpath", "textPath"},
}};

constexpr std::array<Pair, 58> kSvgAttributes{{
    {"attributename", "attributeName"},
    {"attributetype", "attributeType"},
    {"basefrequency", "baseFrequency"},
    {"baseprofile", "baseProfile"},
    {"calcmode", "calcMode"},
    {"clippathunits", "clipPathUnits"},
    {"diffuseconstant", "diffuseConstant"},
    {"edgemode", "edgeMode"},
    {"filterunits", "filterUnits"},
    {"glyphref", "glyphRef"},
    {"gradienttransform", "gradientTransform"},
    {"gradientunits", "gradientUnits"},
    {"kernelmatrix", "kernelMatrix"},
    {"kernelunitlength", "kernelUnitLength"},
    {"keypoints", "keyPoints"},
    {"keysplines", "keySplines"},
    {"keytimes", "keyTimes"},
    {"lengthadjust", "lengthAdjust"},
    {"limitingconeangle", "limitingConeAngle"},
    {"markerheight", "markerHeight"},
    {"markerunits", "markerUnits"},
    {"markerwidth", "markerWidth"},
    {"maskcontentunits", "maskContentUnits"},
    {"maskunits", "maskUnits"},
    {"numoctaves", "numOctaves"},
    {"pathlength", "pathLength"},
    {"patterncontentunits", "patternContentUnits"},
    {"patterntransform", "patternTransform"},
    {"patternunits", "patternUnits"},
    {"pointsatx", "pointsAtX"},
    {"pointsaty", "pointsAtY"},
    {"pointsatz", "pointsAtZ"},
    {"preservealpha", "preserveAlpha"},
    {"preserveaspectratio", "preserveAspectRatio"},
    {"primitiveunits", "primitiveUnits"},
    {"refx", "refX"},
    {"refy", "refY"},
    {"repeatcount", "repeatCount"},
    {"repeatdur", "repeatDur"},
    {"requiredextensions", "requiredExtensions"},
    {"requiredfeatures", "requiredFeatures"},
    {"specularconstant", "specularConstant"},
    {"specularexponent", "specularExponent"},
    {"spreadmethod", "spreadMethod"},
    {"startoffset", "startOffset"},
    {"stddeviation", "stdDeviation"},
    {"stitchtiles", "stitchTiles"},
    {"surfacescale", "surfaceScale"},
    {"systemlanguage", "systemLanguage"},
    {"tablevalues", "tableValues"},
    {"targetx", "targetX"},
    {"targety", "targetY"},
    {"textlength", "textLength"},
    {"viewbox", "viewBox"},
    {"viewtarget", "viewTarget"},
    {"xchannelselector", "xChannelSelector"},
    {"ychannelselector", "yChannelSelector"},
    {"zoomandpan", "zoomAndPan"},
}};

struct Prefixed {
    std::string_view written;
    AttrPrefix prefix;
    std::string_view local;
};
constexpr std::array<Prefixed, 11> kPrefixed{{
    {"xlink:actuate", AttrPrefix::xlink, "actuate"},
    {"xlink:arcrole", AttrPrefix::xlink, "arcrole"},
    {"xlink:href", AttrPrefix::xlink, "href"},
    {"xlink:role", AttrPrefix::xlink, "role"},
    {"xlink:show", AttrPrefix::xlink, "show"},
    {"xlink:title", AttrPrefix::xlink, "title"},
    {"xlink:type", AttrPrefix::xlink, "type"},
    {"xml:lang", AttrPrefix::xml, "lang"},
    {"xml:space", AttrPrefix::xml, "space"},
    {"xmlns", AttrPrefix::none, "xmlns"},
    {"xmlns:xlink", AttrPrefix::xmlns, "xlink"},
}};

template <std::size_t N>
std::string_view adjusted(const std::array<Pair, N>& table, std::string_view name) {
    for (const auto& [lower, right] : table) {
        if (lower == name) return right;
    }
    return name;
}

// Start tags that end foreign content: they belong to HTML and someone forgot to close.
bool breaks_out(const Token& token) {
    switch (token.tag) {
        case TagId::b:
        case TagId::big:
        case TagId::blockquote:
        case TagId::body:
        case TagId::br:
        case TagId::center:
        case TagId::code:
        case TagId::dd:
        case TagId::div:
        case TagId::dl:
        case TagId::dt:
        case TagId::em:
        case TagId::embed:
        case TagId::h1:
        case TagId::h2:
        case TagId::h3:
        case TagId::h4:
        case TagId::h5:
        case TagId::h6:
        case TagId::head:
        case TagId::hr:
        case TagId::i:
        case TagId::img:
        case TagId::li:
        case TagId::listing:
        case TagId::menu:
        case TagId::meta:
        case TagId::nobr:
        case TagId::ol:
        case TagId::p:
        case TagId::pre:
        case TagId::ruby:
        case TagId::s:
        case TagId::small:
        case TagId::span:
        case TagId::strong:
        case TagId::strike:
        case TagId::sub:
        case TagId::sup:
        case TagId::table:
        case TagId::tt:
        case TagId::u:
        case TagId::ul:
        case TagId::var:
            return true;
        case TagId::font:
            return token.find(AttrId::color) != nullptr || token.find(AttrId::face) != nullptr ||
                   token.find(AttrId::size) != nullptr;
        default:
            return false;
    }
}

}  // namespace

void TreeBuilder::insert_foreign(const Token& token, Namespace ns) {
    Node* element = create_element(token, ns);
    if (ns == Namespace::svg) element->data = adjusted(kSvgNames, element->data);
    for (std::uint32_t i = 0; i < element->attribute_count; ++i) {
        Attribute& attribute = element->attributes[i];
        if (ns == Namespace::math && attribute.id == AttrId::definitionurl) {
            attribute.name = "definitionURL";
        }
        if (ns == Namespace::svg) attribute.name = adjusted(kSvgAttributes, attribute.name);
        for (const Prefixed& prefixed : kPrefixed) {
            if (attribute.name != prefixed.written) continue;
            attribute.prefix = prefixed.prefix;
            attribute.name = prefixed.local;
            break;
        }
    }
    insert_at(appropriate_place(), element);
    if (!token.self_closing) push(element);
}

void TreeBuilder::foreign_content(Token& token) {
    switch (token.kind) {
        case TokenKind::text:
            return foreign_text(token);
        case TokenKind::comment:
            return insert_comment(token);
        case TokenKind::doctype:
        case TokenKind::end_of_file:
            return;
        case TokenKind::start_tag:
            if (breaks_out(token)) {
                while (current()->ns != Namespace::html && !is_html_integration_point(current()) &&
                       !is_math_text_point(current())) {
                    pop();
                }
                return process_in(mode_, token);
            }
            if (acknowledge_depth(token)) return;
            return insert_foreign(token, adjusted_current()->ns);
        case TokenKind::end_tag:
            break;
    }
    if (token.tag == TagId::br || token.tag == TagId::p) {
        while (current()->ns != Namespace::html && !is_html_integration_point(current()) &&
               !is_math_text_point(current())) {
            pop();
        }
        return process_in(mode_, token);
    }
    for (std::size_t i = stack_.size(); i-- > 0;) {
        Node* node = stack_[i];
        if (i == 0) return;  // fragment case
        if (equals_ignoring_ascii_case(node->data, token.data)) {
            node->end = token.end;
            while (stack_.size() > i) pop();
            return;
        }
        if (stack_[i - 1]->ns == Namespace::html) return process_in(mode_, token);
    }
}

}  // namespace mingcha::html
