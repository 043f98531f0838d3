// Rows of a circular's own texts, its life and its published versions (store/rows.h for the rest).
// None of them is judged from.
#pragma once

#include "model/publication.h"
#include "store/rows.h"

namespace mingcha {

// Beside their types, so that store::load finds them.
#define MINGCHA_ROW(Type)                  \
    std::string_view kind_of(const Type*); \
    std::string key_of(const Type& row);   \
    std::string encode(const Type& row);   \
    Result<bool> decode(std::string_view body, Type& row)
MINGCHA_ROW(CircularText);
// What an older circular said that was read from a document. Scope: its campaign; key: "letter".
MINGCHA_ROW(CircularPrint);
MINGCHA_ROW(PublicationStep);
MINGCHA_ROW(PublishedVersion);
#undef MINGCHA_ROW

}  // namespace mingcha

namespace mingcha::store {

inline constexpr std::string_view kCircularTextKind = "circular_text";
inline constexpr std::string_view kCircularPrintKind = "circular_print";
inline constexpr std::string_view kPublicationStepKind = "publication_step";
inline constexpr std::string_view kPublishedVersionKind = "published_version";

}  // namespace mingcha::store
