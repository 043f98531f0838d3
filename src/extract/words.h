// Many words looked for in one pass over a text: each word carries bits, the answer is the bits of
// all words that occur. Three bytes — one Chinese character — decide whether a place is looked at.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

namespace mingcha::extract {

struct MarkedWord {
    std::string_view word;  // three bytes and more
    std::uint32_t marks;
};

class Words {
public:
    Words(std::initializer_list<MarkedWord> words);
    explicit Words(const std::vector<std::string_view>& words);  // all with mark 1

    std::uint32_t marks_in(std::string_view text) const;
    bool occur_in(std::string_view text) const { return marks_in(text) != 0; }

    // Position in the list of the first word of the list that occurs; size() where none does.
    std::size_t first_in_list(std::string_view text) const;
    std::size_t size() const { return words_.size(); }

private:
    struct Entry {
        std::uint32_t key;
        std::uint32_t index;
    };
    static std::uint32_t key_at(const char* at) {
        return static_cast<unsigned char>(at[0]) | static_cast<unsigned char>(at[1]) << 8 |
               static_cast<std::uint32_t>(static_cast<unsigned char>(at[2])) << 16;
    }
    static std::uint32_t slot(std::uint32_t key) { return (key * 0x9E3779B1U) >> 20; }
    void build();
    template <class Found>
    void scan(std::string_view text, Found found) const;

    std::vector<MarkedWord> words_;
    std::vector<Entry> entries_;  // sorted by key
    std::array<std::uint64_t, 64> filter_{};
};

// What the words of a block say of it, found once for all extractors.
enum Mark : std::uint32_t {
    kMarkFooter = 1U << 0,  // 版权所有, ICP备, 网站标识码: a foot of the page
    kMarkIcp = 1U << 1,
    kMarkPolice = 1U << 2,
    kMarkCode = 1U << 3,       // 标识码
    kMarkOrganizer = 1U << 4,  // 主办单位
    kMarkReport = 1U << 5,     // 纠错, 找错
    kMarkSitemap = 1U << 6,
    kMarkCrumb = 1U << 7,        // 当前位置
    kMarkInfo = 1U << 8,         // 来源, 浏览, 字号: the line under a heading
    kMarkOpen = 1U << 9,         // 待回复, 处理中
    kMarkAnswered = 1U << 10,    // 已回复, 办结
    kMarkCampaign = 1U << 11,    // 征集中, 已结束
    kMarkPager = 1U << 12,       // 条记录, 页次
    kMarkError = 1U << 13,       // 页面不存在
    kMarkRobot = 1U << 14,       // 智能客服
    kMarkReceived = 1U << 15,    // 收到来信: totals of a board
    kMarkReplied = 1U << 16,     // 回复率: the same
    kMarkTime = 1U << 17,        // 时间, 日期
    kMarkColon = 1U << 18,       // ：
    kMarkNotHeading = 1U << 20,  // 发布时间, 打印, 上一篇
    kMarkAdoption = 1U << 21,    // 通过, 施行: a date in brackets below a title
    kMarkForms = 1U << 22,       // 窗口领取, 可下载
    kMarkQuery = 1U << 23,       // 查询号, 查询码: asks for one's letter
};

std::uint32_t marks_of(std::string_view block);

// What an inline script deals with.
enum ScriptMark : std::uint32_t {
    kScriptEmblem = 1,      // conac.cn
    kScriptReport = 2,      // jiucuo
    kScriptFooter = 4,      // puts the foot of the page there
    kScriptWrites = 8,      // document.write
    kScriptElement = 16,    // getElementById
    kScriptDate = 32,       // names a publish date
    kScriptItems = 64,      // "title" in JSON
    kScriptEval = 128,      // eval(
    kScriptCodes = 256,     // unescape, fromCharCode, \\x3c
    kScriptLocation = 512,  // location
    kScriptTitle = 1024,    // document.title
    kScriptCreates = 2048,  // createElement
    kScriptPager = 4096,    // createPageHTML
};

std::uint32_t script_marks_of(std::string_view script);

}  // namespace mingcha::extract
