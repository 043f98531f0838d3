// A stored response in a frame of its own.
#include "app/snapshot.h"

#include "server/routes.h"
#include "server/view_json.h"

namespace mingcha::server {

namespace {

constexpr std::int64_t kMostEvidence = 10'000;

// No script, no form, no address is loaded: what the page brought along is all that it shows.
constexpr std::string_view kSnapshotPolicy =
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'";

}  // namespace

httpd::Response get_snapshot(Call& call) {
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
    if (index >= evidence.size() || evidence[index].warc.empty()) {
        return not_found("这条证据没有存档的页面", "看证据的摘录和截图");
    }
    const auto page =
        app::snapshot_html(call->options.data_dir, evidence[index].warc, evidence[index].excerpt);
    if (!page) return not_found(page.error().what, "用 mingcha verify 检查证据");
    httpd::Response out;
    out.headers = {{"Content-Type", "text/html; charset=utf-8"},
                   {"Content-Security-Policy", std::string(kSnapshotPolicy)},
                   {"X-Frame-Options", "SAMEORIGIN"},
                   {"Cache-Control", "private, max-age=600"}};
    out.body = *page;
    return out;
}

}  // namespace mingcha::server
