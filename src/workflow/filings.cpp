#include "workflow/filings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace mingcha::workflow {

namespace {

constexpr std::array kStates{FilingState::filed, FilingState::granted, FilingState::refused};

std::vector<std::string_view> rules_of(const Filing& filing) {
    if (filing.kind == FilingKind::downtime) return {"site-unreachability"};
    if (filing.column.empty()) return {"homepage-staleness"};
    // Each with the deductions that stand for it below its count (audit/exemptions.h).
    return {"core-column-staleness", "column-staleness"};
}

}  // namespace

Result<Filing> filed(Filing filing, Instant now) {
    filing.column = single_spaces(filing.column);
    filing.reason = std::string(trim(filing.reason));
    if (filing.reason.empty() || char_count(filing.reason) > kMaxFilingText) {
        return fail("reason", "没有写明理由，或太长", fmt::format("1 到 {} 个字", kMaxFilingText));
    }
    if (char_count(filing.column) > kMaxColumnName) {
        return fail("column", "栏目名称太长", fmt::format("最多 {} 个字", kMaxColumnName));
    }
    if (filing.kind == FilingKind::downtime && !filing.column.empty()) {
        return fail("column", "停机是整个网站的", "停机不写栏目");
    }
    if (filing.to < filing.from) return fail("to", "结束早于开始", "改正起止时间");
    if (filing.to < now) {
        return fail("to", "这段时间已经过去", "豁免不能追溯，只能申请以后的时间");
    }
    const std::int32_t most =
        filing.kind == FilingKind::downtime ? kMaxDowntimeDays : kMaxNoNewsDays;
    if (date_of(filing.to) - date_of(filing.from) >= most) {
        return fail("to", "时间太长", fmt::format("{}最多 {} 天", to_chinese(filing.kind), most));
    }
    filing.filed_at = now;
    filing.state = FilingState::filed;
    return filing;
}

Result<Filing> decided(Filing filing, bool grant, const std::string& by, const std::string& why,
                       Instant now) {
    if (filing.state != FilingState::filed) {
        return fail(filing.id, "已经" + std::string(to_chinese(filing.state)), "不能再次决定");
    }
    if (by == filing.filed_by) {
        return fail(filing.id, "申请人不能批准自己的申请", "由上级单位的复核员决定");
    }
    filing.decision = std::string(trim(why));
    if (char_count(filing.decision) > kMaxFilingText || (!grant && filing.decision.empty())) {
        return fail("reason", "没有写明不批准的理由，或太长",
                    fmt::format("1 到 {} 个字", kMaxFilingText));
    }
    if (grant && filing.to < now) {
        return fail(filing.id, "申请的时间已经过去，批准不能追溯", "写明理由，不予批准");
    }
    filing.state = grant ? FilingState::granted : FilingState::refused;
    filing.decided_by = by;
    filing.decided_at = now;
    if (grant) filing.counts_from = std::max(filing.from, now);
    return filing;
}

std::vector<Exemption> exemptions_of(const Filing& filing) {
    std::vector<Exemption> rows;
    if (filing.state != FilingState::granted) return rows;
    for (const std::string_view rule : rules_of(filing)) {
        Exemption row;
        row.site_code = filing.site_code;
        row.rule = rule;
        row.column = filing.column;
        row.from = *filing.counts_from;
        row.to = filing.to;
        row.author = filing.decided_by;
        row.decided_at = *filing.decided_at;
        row.reason = filing.reason;
        row.source = "申请 " + filing.id;
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string_view to_string(FilingKind kind) {
    return kind == FilingKind::no_news ? "no_news" : "downtime";
}

std::string_view to_chinese(FilingKind kind) {
    return kind == FilingKind::no_news ? "无更新内容" : "计划停机";
}

std::optional<FilingKind> parse_filing_kind(std::string_view text) {
    if (text == "no_news") return FilingKind::no_news;
    if (text == "downtime") return FilingKind::downtime;
    return std::nullopt;
}

std::string_view to_string(FilingState state) {
    switch (state) {
        case FilingState::filed:
            return "filed";
        case FilingState::granted:
            return "granted";
        case FilingState::refused:
            break;
    }
    return "refused";
}

std::string_view to_chinese(FilingState state) {
    switch (state) {
        case FilingState::filed:
            return "待批";
        case FilingState::granted:
            return "批准";
        case FilingState::refused:
            break;
    }
    return "不批准";
}

std::optional<FilingState> parse_filing_state(std::string_view text) {
    for (const FilingState state : kStates) {
        if (to_string(state) == text) return state;
    }
    return std::nullopt;
}

}  // namespace mingcha::workflow
