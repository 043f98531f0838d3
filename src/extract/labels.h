// Labels that precede a value on a page: 发布时间：…, 网站标识码 …, 办理地点. Found in one pass
// over the blocks; dates, letters, guides and footers all read the hits.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/outline.h"

namespace mingcha::extract {

enum class Label : std::uint8_t {
    none,
    published,   // 发布时间, 发布日期
    dated,       // 时间, 日期: weak
    updated,     // 更新时间
    other_date,  // 成文日期, 截止时间 and all others that are no publish date
    source,      // 来源
    title,       // 标题, 主题
    // letters
    asked,          // 写信时间
    replied,        // 回复时间
    reply_unit,     // 答复单位
    letter_text,    // 来信内容
    reply_text,     // 回复内容
    letter_state,   // 办理状态
    letter_sender,  // 来信人
    letter_code,    // 查询码, 信件编号
    // guides
    name,
    basis,
    conditions,
    materials,
    place,
    time,
    limit,  // 办理时限
    phone,
    process,
    fee,
    result,
    // footers
    site_code,
    organizer,      // 主办单位
    operator_unit,  // 承办单位
    copyright,
    address,
    contact,
};

struct LabelHit {
    Label label = Label::none;
    std::uint32_t block = 0;
    std::uint32_t begin = 0;        // of the label within its block
    std::uint32_t value_begin = 0;  // behind the label and its colon
    bool heading = false;           // the label is the whole block (or all of it behind a number)
};

// The label that `text` ends with, and where it begins; none where it ends with none.
Label label_at_end(std::string_view text, std::size_t& begin);

// The label that `text` is as a whole, without numbering, brackets and colon ("一、办理依据",
// "【申请条件】", "办理地点：").
Label label_of_heading(std::string_view text);

void find_labels(const Outline& outline, std::vector<LabelHit>& hits);

// Text behind a hit: the rest of its block up to the next label in it, or else the next block that
// is no label. Empty where nothing follows.
std::string_view value_of(const Outline& outline, const std::vector<LabelHit>& hits,
                          std::size_t hit);

}  // namespace mingcha::extract
