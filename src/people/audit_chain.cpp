#include "people/audit_chain.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/digest.h"
#include "model/names.h"

namespace mingcha::people {

namespace {

constexpr Names<AuditResult, 3> kResults{{
    {AuditResult::done, {"done", "完成"}},
    {AuditResult::refused, {"refused", "拒绝"}},
    {AuditResult::failed, {"failed", "失败"}},
}};

// Every field with its length before it: no two entries give the same text.
std::string text_of(const AuditEntry& entry) {
    std::string text = fmt::format("mingcha-audit-1\n{}\n{}\n", entry.seq, entry.at.seconds);
    for (const std::string_view field :
         {std::string_view(entry.who), std::string_view(entry.from), std::string_view(entry.action),
          std::string_view(entry.object), to_string(entry.result), std::string_view(entry.detail),
          std::string_view(entry.previous)}) {
        text += fmt::format("{}:", field.size());
        text += field;
        text += '\n';
    }
    return text;
}

// At most kMaxAuditField bytes, never within a character; without what could forge a second line.
void cut(std::string& field) {
    if (field.size() > kMaxAuditField) {
        std::size_t end = kMaxAuditField;
        while (end > 0 && (static_cast<unsigned char>(field[end]) & 0xC0U) == 0x80U) --end;
        field.resize(end);
    }
    std::replace_if(
        field.begin(), field.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; },
        ' ');
}

}  // namespace

std::string first_previous() {
    return std::string(64, '0');
}

AuditEntry chained(AuditEntry entry, const AuditEntry* last) {
    for (std::string* field :
         {&entry.who, &entry.from, &entry.action, &entry.object, &entry.detail}) {
        cut(*field);
    }
    entry.seq = last == nullptr ? 1 : last->seq + 1;
    entry.previous = last == nullptr ? first_previous() : last->hash;
    entry.hash = sha256_hex(text_of(entry));
    return entry;
}

std::vector<ChainFault> check_chain(std::span<const AuditEntry> entries,
                                    std::string_view expected_head) {
    std::vector<ChainFault> faults;
    const auto tell = [&faults](std::int64_t seq, std::string what) {
        if (faults.size() < kMaxChainFaults) faults.push_back({seq, std::move(what)});
    };
    std::int64_t expected = 1;
    std::string previous = first_previous();
    bool head_seen = expected_head.empty();
    for (const AuditEntry& entry : entries) {
        if (entry.hash != sha256_hex(text_of(entry))) {
            tell(entry.seq, fmt::format("第 {} 条的内容与其校验值不符：被改动过", entry.seq));
        }
        if (entry.seq > expected) {
            tell(expected, entry.seq == expected + 1
                               ? fmt::format("缺少第 {} 条", expected)
                               : fmt::format("缺少第 {} 至 {} 条", expected, entry.seq - 1));
        } else if (entry.seq < expected) {
            tell(entry.seq, fmt::format("第 {} 条不在它的位置上：被移动或插入过", entry.seq));
        } else if (entry.previous != previous) {
            tell(entry.seq, fmt::format("第 {} 条与前一条接不上：前一条被换过", entry.seq));
        }
        previous = entry.hash;
        expected = std::max(expected, entry.seq + 1);
        head_seen = head_seen || entry.hash == expected_head;
    }
    if (!head_seen) tell(expected, "记下的末条校验值不在日志中：末尾被截去或整体被换过");
    return faults;
}

std::string_view to_string(AuditResult result) {
    return name_of(kResults, result, kEnglish);
}

}  // namespace mingcha::people
