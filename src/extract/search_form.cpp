#include "extract/search_form.h"

#include <string>

#include "base/form_query.h"
#include "base/text.h"

namespace mingcha::extract {

namespace {

using html::AttrId;
using html::Node;
using html::TagId;

const Node* form_around(const Node* node) {
    for (const Node* up = node->parent; up != nullptr; up = up->parent) {
        if (up->is(TagId::form)) return up;
    }
    return nullptr;
}

std::string_view attribute(const Node* node, std::string_view name) {
    const html::Attribute* found = node->find(name);
    return found == nullptr ? std::string_view{} : std::string_view(found->value);
}

bool has(const Node* node, std::string_view name) {
    return node->find(name) != nullptr;
}

// What a select sends before anybody chooses.
std::string_view chosen_of(const Node* select) {
    const Node* chosen = nullptr;
    std::size_t looked = 0;
    for (const Node* node = html::next_in_order(select, select);
         node != nullptr && looked < kMaxFormNodes;
         node = html::next_in_order(node, select), ++looked) {
        if (!node->is(TagId::option)) continue;
        if (chosen == nullptr || has(node, "selected")) chosen = node;
        if (has(node, "selected")) break;
    }
    return chosen == nullptr ? std::string_view{} : attribute(chosen, "value");
}

// False: more than a search asks for, or somebody has to fill in more than the box.
bool collect_fixed(const Node* form, const Node* box, bool gbk, std::string& fixed) {
    std::size_t fields = 0;
    std::size_t looked = 0;
    for (const Node* node = html::next_in_order(form, form); node != nullptr;
         node = html::next_in_order(node, form)) {
        if (++looked > kMaxFormNodes) return false;
        if (node == box || (!node->is(TagId::input) && !node->is(TagId::select))) continue;
        const std::string_view name = node->attribute(AttrId::name);
        if (name.empty()) continue;
        std::string_view value = node->attribute(AttrId::value);
        if (node->is(TagId::select)) {
            value = chosen_of(node);
        } else {
            const std::string type = lower_ascii(node->attribute(AttrId::type));
            const bool choice = type == "radio" || type == "checkbox";
            if (type == "submit" || type == "button" || type == "image" || type == "reset") {
                continue;
            }
            if (choice && !has(node, "checked")) continue;
            if (type == "password" || type == "file") return false;
        }
        if (++fields > kMaxFormFields) return false;
        add_to_query(fixed, name, value, gbk);
    }
    return true;
}

}  // namespace

void read_search_form(const Node* box, const UrlBase& base, bool gbk, TextArena& arena,
                      FormFacts& forms) {
    forms.search_way = SearchWay::script;
    const Node* form = form_around(box);
    const std::string_view name = box->attribute(AttrId::name);
    if (form == nullptr || name.empty() || has(form, "onsubmit")) return;
    const std::string_view action = trim(attribute(form, "action"));
    if (action.empty() || action.front() == '#') return;
    std::string url;
    const UrlScheme scheme = base.resolve(action, url);
    if (scheme != UrlScheme::http && scheme != UrlScheme::https) return;
    std::string fixed;
    if (!collect_fixed(form, box, gbk, fixed)) return;
    const bool post = equals_ignoring_ascii_case(trim(attribute(form, "method")), "post");
    forms.search_way = post ? SearchWay::post : SearchWay::get;
    forms.search_action = arena.keep(url);
    forms.search_field = arena.keep(name);
    forms.search_fixed = arena.keep(fixed);
}

}  // namespace mingcha::extract
