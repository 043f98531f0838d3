#include "model/honours.h"

#include "model/names.h"

namespace mingcha {

namespace {

constexpr Names<HonourKind, 4> kKinds{{{HonourKind::rank, {"rank", "名次"}},
                                       {HonourKind::top_list, {"top_list", "百强"}},
                                       {HonourKind::praise, {"praise", "表扬"}},
                                       {HonourKind::practice, {"practice", "典型做法"}}}};

}  // namespace

std::string_view to_string(HonourKind kind) {
    return name_of(kKinds, kind, kEnglish);
}
std::string_view to_chinese(HonourKind kind) {
    return name_of(kKinds, kind, kChinese);
}
std::optional<HonourKind> parse_honour_kind(std::string_view text) {
    return value_of(kKinds, text);
}

}  // namespace mingcha
