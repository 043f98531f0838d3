// How an office lays out its circular: sections and annexes in order, words of number. Data of
// a ruleset (key `circular`), checked by src/ruleset, obeyed by src/report.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mingcha {

using NamedThing = std::pair<std::string_view, std::string_view>;  // name, what it is (Chinese)

// What a section of the letter may hold. A part that has nothing to say is left out, and so is a
// section all of whose parts are.
inline constexpr std::array<NamedThing, 17> kCircularParts{{
    {"scope", "检查范围和指标"},
    {"sites", "政府网站检查情况"},
    {"interaction", "实时互动检查情况"},
    {"accounts", "政务新媒体检查情况"},
    {"platforms", "政务新媒体按平台、级别"},
    {"reposts", "重要信息转载情况"},
    {"corrections", "“我为政府网站找错”办理情况"},
    {"rectified", "上期通报问题整改情况"},
    {"tasks", "上期工作要求落实情况"},
    {"praise", "靠前名单"},
    {"accountability", "问责情况（人工撰写）"},
    {"problems", "存在问题"},
    {"achievements", "工作成效"},
    {"honours", "名次、百强、表扬、典型做法"},
    {"demands", "工作要求"},
    {"annual-report", "年度报表要求"},
    {"closing", "结尾段落（人工撰写）"},
}};

inline constexpr std::array<NamedThing, 9> kCircularAnnexes{{
    {"sites", "网站检查情况表"},
    {"grades", "等次评定表"},
    {"interaction", "实时互动情况表"},
    {"accounts", "存在突出问题政务新媒体名单"},
    {"platforms", "政务新媒体按平台、级别统计表"},
    {"divisions", "分地区统计表"},
    {"reposts", "重要信息转载情况表"},
    {"rectified", "上期通报问题整改情况表"},
    {"tasks", "上期工作要求落实情况表"},
}};

struct CircularSection {
    std::string heading;             // without its number
    std::vector<std::string> parts;  // of kCircularParts

    bool operator==(const CircularSection&) const = default;
};

// 个别, 部分, 较多: a word for how many, the number always beside it.
struct AmountWord {
    std::string word;
    std::int64_t up_to = 0;  // so many at most; 0: every number beyond the word before

    bool operator==(const AmountWord&) const = default;
};

struct CircularStyle {
    std::vector<CircularSection> sections{
        {"检查情况",
         {"scope", "sites", "interaction", "accounts", "reposts", "corrections", "rectified",
          "tasks", "praise"}},
        {"存在问题", {"problems"}},
        {"下一步工作要求", {"achievements", "honours", "demands", "annual-report", "closing"}}};
    std::vector<std::string> annexes{"sites", "grades", "interaction", "accounts"};
    std::vector<AmountWord> amounts{{"个别", 2}, {"部分", 5}, {"较多", 0}};
    std::int64_t named = 4;     // of one problem so many units are named
    std::int64_t problems = 8;  // so many groups of problems are told, the worst first
    std::int64_t praised = 0;  // sites at the top to be named, with those of equal score; 0: none
    bool praise_scores = false;
    // 级别, by the division's code: XX0000, XXXX00, any other, none.
    std::string level_province = "省级", level_city = "市级", level_county = "县区级",
                level_none = "未列区划";
};

}  // namespace mingcha
