#include "model/facts.h"

#include <array>

#include <fmt/format.h>

namespace mingcha {

namespace {

template <std::size_t N, class Enum>
constexpr std::string_view nth(const std::array<std::string_view, N>& names, Enum value) {
    const auto index = static_cast<std::size_t>(value);
    return index < N ? names[index] : std::string_view{};
}

constexpr std::array<std::string_view, 6> kPageKinds{"home",    "column", "article",
                                                     "message", "guide",  "other"};
constexpr std::array<std::string_view, 12> kColumnKinds{
    "news",    "notices",     "policies", "interpretation", "overview", "organization",
    "leaders", "interaction", "services", "consultation",   "data",     "other"};
constexpr std::array<std::string_view, 12> kColumnKindsChinese{
    "动态要闻", "通知公告", "政策文件", "政策解读", "概况", "机构",
    "领导",     "互动",     "办事",     "征集调查", "数据", "其他"};
constexpr std::array<std::string_view, 6> kLinkKinds{"page",   "attachment", "image",
                                                     "script", "style",      "other"};
constexpr std::array<std::string_view, 7> kDateSources{"none",   "meta", "label", "text",
                                                       "script", "url",  "list"};
constexpr std::array<std::string_view, 8> kHiddenBy{
    "none", "display", "visibility", "off_screen", "zero_size", "colour", "marquee", "script"};
constexpr std::array<std::string_view, 8> kTagFaults{
    "missing",       "placeholder", "domain_with_scheme", "domain_mismatch",
    "bad_site_code", "bad_date",    "contradictory",      "copied"};
constexpr std::array<std::string_view, 6> kGuises{"own",      "browser",   "robot",
                                                  "searcher", "over_ipv6", "search"};
constexpr std::array<std::string_view, 4> kSearchWays{"none", "get", "post", "script"};
constexpr std::array<std::string_view, 6> kScriptSigns{
    "packed", "writes_frame", "writes_script", "redirects", "redirects_searchers", "writes_title"};
constexpr std::array<std::string_view, 7> kReasons{"none",    "site",   "ours",   "blocked",
                                                   "refused", "budget", "not-due"};
constexpr std::array<std::string_view, 4> kLinkStates{"fine", "dead", "blocked", "not_checked"};

}  // namespace

std::string_view to_string(PageKind kind) {
    return nth(kPageKinds, kind);
}
std::string_view to_string(ColumnKind kind) {
    return nth(kColumnKinds, kind);
}
std::string_view to_chinese(ColumnKind kind) {
    return nth(kColumnKindsChinese, kind);
}
std::string_view to_string(LinkKind kind) {
    return nth(kLinkKinds, kind);
}
std::string_view to_string(DateSource source) {
    return nth(kDateSources, source);
}
std::string_view to_string(HiddenBy reason) {
    return nth(kHiddenBy, reason);
}
std::string_view to_string(TagFaultKind kind) {
    return nth(kTagFaults, kind);
}
std::string_view to_string(Guise guise) {
    return nth(kGuises, guise);
}
std::string_view to_string(SearchWay way) {
    return nth(kSearchWays, way);
}
std::string_view to_string(ScriptSignKind kind) {
    return nth(kScriptSigns, kind);
}
std::string_view to_string(ReasonCode code) {
    return nth(kReasons, code);
}
std::string_view to_string(LinkState state) {
    return nth(kLinkStates, state);
}

std::string format_printed(const PrintedDate& date) {
    std::string text = format_date(date.date);
    if (date.seconds < 0) return text;
    text += fmt::format("T{:02}:{:02}", date.seconds / 3600, date.seconds / 60 % 60);
    if (date.has_seconds) text += fmt::format(":{:02}", date.seconds % 60);
    return text;
}

}  // namespace mingcha
