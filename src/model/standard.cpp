#include "model/standard.h"

#include <array>
#include <utility>

namespace mingcha {

namespace {

constexpr std::array<std::pair<Part, std::string_view>, 4> kParts{{{Part::veto, "veto"},
                                                                   {Part::deduct, "deduct"},
                                                                   {Part::bonus, "bonus"},
                                                                   {Part::local, "local"}}};
constexpr std::array<std::pair<Detection, std::string_view>, 3> kDetections{
    {{Detection::automatic, "auto"},
     {Detection::assisted, "assist"},
     {Detection::manual, "manual"}}};
constexpr std::array<std::pair<Scope, std::string_view>, 4> kScopes{
    {{Scope::site, "site"},
     {Scope::portal, "portal"},
     {Scope::non_portal, "non_portal"},
     {Scope::account, "account"}}};
constexpr std::array<std::pair<Confidence, std::string_view>, 4> kConfidences{
    {{Confidence::v2, "V2"}, {Confidence::v1, "V1"}, {Confidence::p, "P"}, {Confidence::m, "M"}}};
constexpr std::array<std::pair<TermKind, std::string_view>, 3> kTermKinds{
    {{TermKind::certain, "certain"}, {TermKind::likely, "likely"}, {TermKind::style, "style"}}};
constexpr std::array<std::pair<AllowScope, std::string_view>, 3> kAllowScopes{
    {{AllowScope::word, "word"}, {AllowScope::phrase, "phrase"}, {AllowScope::site, "site"}}};

template <class Names, class Enum>
constexpr std::string_view name_of(const Names& names, Enum value) {
    for (const auto& [each, name] : names) {
        if (each == value) return name;
    }
    return {};
}

template <class Enum, class Names>
std::optional<Enum> value_of(const Names& names, std::string_view text) {
    for (const auto& [each, name] : names) {
        if (name == text) return each;
    }
    return std::nullopt;
}

}  // namespace

std::string_view to_string(Part part) {
    return name_of(kParts, part);
}
std::string_view to_string(Detection detection) {
    return name_of(kDetections, detection);
}
std::string_view to_string(Scope scope) {
    return name_of(kScopes, scope);
}
std::string_view to_string(Confidence confidence) {
    return name_of(kConfidences, confidence);
}
std::string_view to_string(TermKind kind) {
    return name_of(kTermKinds, kind);
}
std::string_view to_string(AllowScope scope) {
    return name_of(kAllowScopes, scope);
}
std::optional<Part> parse_part(std::string_view text) {
    return value_of<Part>(kParts, text);
}
std::optional<Detection> parse_detection(std::string_view text) {
    return value_of<Detection>(kDetections, text);
}
std::optional<Scope> parse_scope(std::string_view text) {
    return value_of<Scope>(kScopes, text);
}
std::optional<Confidence> parse_confidence(std::string_view text) {
    return value_of<Confidence>(kConfidences, text);
}

std::optional<TermKind> parse_term_kind(std::string_view text) {
    return value_of<TermKind>(kTermKinds, text);
}
std::optional<AllowScope> parse_allow_scope(std::string_view text) {
    return value_of<AllowScope>(kAllowScopes, text);
}

}  // namespace mingcha
