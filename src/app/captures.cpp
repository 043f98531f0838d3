#include "app/captures.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/verdicts.h"
#include "app/worksheets.h"
#include "base/digest.h"
#include "base/text.h"
#include "intake/picture.h"
#include "store/picture_file.h"
#include "store/rows.h"
#include "workflow/words.h"

namespace mingcha::app {

namespace {

bool is_of(const Capture& capture, const CaptureTask& task) {
    return capture.target == task.target && capture.rule == task.rule && capture.spot == task.spot;
}

// What is written next, and what is there. Errors: a closed campaign.
struct Log {
    std::vector<Capture> rows;
    Capture next;
};
Result<Log> open_log(store::Store& store, const CaptureTask& task, Instant received) {
    const auto campaign = find_campaign(store, task.campaign);
    if (!campaign) return Fail(campaign.error());
    if (campaign->closed) return fail(task.campaign, "这次检查已经结束", "结束后不再改动");
    Log log;
    if (auto loaded = store::load_into(store, task.campaign, log.rows); !loaded) {
        return Fail(loaded.error());
    }
    log.next.number = static_cast<std::int32_t>(log.rows.size()) + 1;
    log.next.target = task.target;
    log.next.rule = task.rule;
    log.next.spot = task.spot;
    log.next.by = task.by;
    log.next.at = received;
    return log;
}

Result<Capture> added(store::Store& store, const CaptureTask& task, const Capture& capture) {
    if (auto saved = store::save<Capture>(store, task.campaign, {capture}); !saved) {
        return Fail(saved.error());
    }
    return capture;
}

}  // namespace

Result<CaptureSubject> capture_subject(store::Store& store, const std::filesystem::path& data_dir,
                                       const CaptureTask& task) {
    const auto log = open_log(store, task, {});
    if (!log) return Fail(log.error());
    const auto sheet = worksheet_of(store, {data_dir, task.campaign, task.target, task.spot});
    if (!sheet) return Fail(sheet.error());
    for (const SheetLine& line : sheet->lines) {
        if (line.rule.id != task.rule) continue;
        return CaptureSubject{sheet->name, sheet->unit, line.rule.title, line.rule.clause,
                              line.rule.guidance};
    }
    return fail(task.rule, fmt::format("不在{}的检查表上", sheet->name), "tasks sheet 列出各项");
}

Result<Capture> keep_picture(store::Store& store, const std::filesystem::path& data_dir,
                             const CaptureTask& task, std::string_view bytes, Instant received) {
    auto clean = intake::clean_picture(bytes);
    if (!clean) return Fail(clean.error());
    auto log = open_log(store, task, received);
    if (!log) return Fail(log.error());
    const std::vector<Capture> standing = workflow::standing_captures(log->rows);
    const auto many = std::count_if(standing.begin(), standing.end(),
                                    [&](const Capture& each) { return is_of(each, task); });
    if (static_cast<std::size_t>(many) >= kMaxCaptures) {
        return fail("图片", fmt::format("这一项已有 {} 张", many), "先删去不用的");
    }
    Capture& capture = log->next;
    capture.sha256 = sha256_hex(clean->bytes);
    for (const Capture& each : standing) {
        if (is_of(each, task) && each.sha256 == capture.sha256) return each;  // sent once more
    }
    const auto kept = store::keep_picture(data_dir, clean->bytes, capture.sha256, clean->ending);
    if (!kept) return Fail(kept.error());
    capture.picture = *kept;
    capture.bytes = static_cast<std::int64_t>(clean->bytes.size());
    capture.width = clean->width;
    capture.height = clean->height;
    capture.had_location = clean->had_location;
    return added(store, task, capture);
}

Result<Capture> keep_note(store::Store& store, const CaptureTask& task,
                          std::optional<Date> last_seen, const std::string& remark,
                          Instant received) {
    const std::string text(trim(remark));
    if (!last_seen && text.empty()) return fail("备注", "没有内容", "填最近更新日期或备注");
    if (char_count(text) > kMaxRemarkChars) {
        return fail("备注", "太长", fmt::format("最多 {} 字", kMaxRemarkChars));
    }
    if (last_seen && *last_seen > date_of(received)) {
        return fail("最近更新日期", format_date(*last_seen) + " 还没有到", "填当天或更早的一天");
    }
    auto log = open_log(store, task, received);
    if (!log) return Fail(log.error());
    // A second note of the same person for the same look takes the place of the first.
    for (const Capture& each : workflow::standing_captures(log->rows)) {
        if (!is_of(each, task) || !each.picture.empty() || each.by != task.by) continue;
        if (each.last_seen == last_seen && each.remark == text) return each;
        Capture gone = log->next;
        gone.withdraws = each.number;
        if (auto saved = added(store, task, gone); !saved) return saved;
        ++log->next.number;
    }
    log->next.last_seen = last_seen;
    log->next.remark = text;
    return added(store, task, log->next);
}

Result<Capture> withdraw_capture(store::Store& store, const CaptureTask& task, std::int32_t number,
                                 Instant received) {
    auto log = open_log(store, task, received);
    if (!log) return Fail(log.error());
    const std::vector<Capture> standing = workflow::standing_captures(log->rows);
    const bool own = std::any_of(standing.begin(), standing.end(), [&](const Capture& each) {
        return each.number == number && is_of(each, task) && each.by == task.by;
    });
    if (!own) return fail(std::to_string(number), "不是这项任务的图片", "刷新页面");
    log->next.withdraws = number;
    return added(store, task, log->next);
}

Result<std::vector<Capture>> captures_of(store::Store& store, const std::string& campaign) {
    const auto log = store::load<Capture>(store, campaign);
    if (!log) return Fail(log.error());
    return workflow::standing_captures(*log);
}

}  // namespace mingcha::app
