// Pictures and proofs as they are kept: of findings, of what phones brought, of replies.
#include <array>

#include "app/captures.h"
#include "server/routes.h"
#include "server/work_json.h"
#include "store/picture_file.h"

namespace mingcha::server {

namespace {

constexpr std::int64_t kMostEvidence = 10'000;

// What a browser may show by itself; everything else is saved.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kShown{
    {{".png", "image/png"},
     {".jpg", "image/jpeg"},
     {".jpeg", "image/jpeg"},
     {".gif", "image/gif"},
     {".webp", "image/webp"},
     {".bmp", "image/bmp"}}};

httpd::Response bytes_answer(std::string bytes, std::string_view stored) {
    httpd::Response out;
    out.headers = {{"Content-Security-Policy", "sandbox; default-src 'none'"},
                   {"Cache-Control", "private, max-age=86400, immutable"}};
    std::string_view type;
    for (const auto& [ending, shown] : kShown) {
        if (stored.ends_with(ending)) type = shown;
    }
    out.headers.emplace_back("Content-Type",
                             type.empty() ? "application/octet-stream" : std::string(type));
    if (type.empty()) {
        out.headers.emplace_back(
            "Content-Disposition",
            "attachment; filename=\"" + std::string(stored.substr(stored.rfind('/') + 1)) + "\"");
    }
    out.body = std::move(bytes);
    return out;
}

httpd::Response kept_bytes(Call& call, std::string_view stored) {
    auto bytes = store::read_picture(call->options.data_dir, stored);
    if (!bytes) return not_found(bytes.error().what, bytes.error().hint);
    return bytes_answer(std::move(*bytes), stored);
}

}  // namespace

httpd::Response get_capture_picture(Call& call) {
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    std::string stored;
    {
        const std::lock_guard lock(call->store_mutex);
        const auto captures = app::captures_of(call->store, call.path[0]);
        if (!captures) return broken(captures.error());
        for (const Capture& each : *captures) {
            const bool wanted =
                std::to_string(each.number) == call.path[1] && !each.picture.empty();
            if (wanted && covers(call.reach, *seen.view, each.target)) stored = each.picture;
        }
    }
    if (stored.empty()) return not_found("没有这张图片");
    return kept_bytes(call, stored);
}

httpd::Response get_evidence_picture(Call& call) {
    const auto number = call.query.number("n", 0, 0, kMostEvidence);
    if (!number) return refused(number.error());
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const app::CampaignView& view = *seen.view;
    const auto found = view.finding_by_id.find(call.path[1]);
    if (found == view.finding_by_id.end() ||
        !covers(call.reach, view, view.findings[found->second])) {
        return not_found("没有这个问题", "刷新列表：可能已重新判定");
    }
    const auto& evidence = view.findings[found->second].scored->finding.evidence;
    const auto index = static_cast<std::size_t>(*number);
    if (index >= evidence.size() || evidence[index].screenshot.empty()) {
        return not_found("这条证据没有图片");
    }
    return kept_bytes(call, evidence[index].screenshot);
}

httpd::Response get_case_proof(Call& call) {
    const auto number = call.query.number("n", 0, 0, kMostEvidence);
    if (!number) return refused(number.error());
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    std::string stored;
    {
        const std::lock_guard lock(call->store_mutex);
        const auto rows = app::case_rows(call->store, call.path[0], date_of(call.now()));
        if (!rows) return broken(rows.error());
        for (const app::CaseRow& row : *rows) {
            const auto& steps = row.standing.steps;
            if (row.finding.id == call.path[1] &&
                static_cast<std::size_t>(*number) < steps.size() &&
                covers(call.reach, *seen.view, row.finding.target)) {
                stored = steps[static_cast<std::size_t>(*number)].proof;
            }
        }
    }
    if (stored.empty()) return not_found("没有这份材料");
    return kept_bytes(call, stored);
}

}  // namespace mingcha::server
