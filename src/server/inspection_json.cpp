#include "server/inspection_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/pace.h"

namespace mingcha::server {

namespace {

Json reason_json(const Reason& reason) {
    if (reason.code == ReasonCode::none) return nullptr;
    return {{"code", to_string(reason.code)}, {"text", reason.text}};
}

Json name_json(const store::RunTarget& target) {
    return {{"key", target.key}, {"name", target.name}, {"account", target.account}};
}

// One decimal is enough for people, and whole numbers are what the schema knows: tenths.
Json tenths(const std::optional<double>& value) {
    if (!value) return nullptr;
    return static_cast<std::int64_t>(std::lround(*value * 10));
}

std::string_view phase_name(app::InspectPhase phase) {
    switch (phase) {
        case app::InspectPhase::gathering:
            return "gathering";
        case app::InspectPhase::feeds:
            return "feeds";
        case app::InspectPhase::judging:
            return "judging";
    }
    return "gathering";
}

Json run_json(const app::RunPicture& picture) {
    const store::InspectionRun& run = picture.run;
    return {{"number", run.number},
            {"by", run.by},
            {"began", format_instant(run.began)},
            {"ended", time_or_null(run.ended)},
            {"outcome", store::to_string(run.end)},
            {"error", run.error.empty() ? Json(nullptr) : Json(run.error)},
            {"only", run.only.size()},
            {"max_pages", run.max_pages},
            {"max_seconds", run.max_seconds},
            {"rate", run.rate_hundredths}};
}

}  // namespace

bool RunCount::covers(const app::RunPicture& picture, const store::RunTarget& target) const {
    if (reach_.whole()) return true;
    if (!picture.units) return reach_.covers_division(target.division);
    if (target.account) {
        Account account;
        account.division = target.division;
        account.operator_name = target.unit;
        return reach_.covers(account, *picture.units);
    }
    Site site;
    site.division = target.division;
    site.unit = target.unit;
    return reach_.covers(site, *picture.units);
}

bool RunCount::covers(const app::RunPicture& picture, std::size_t target) const {
    return reach_.whole() || (picture.targets && target < covered_.size() && covered_[target]);
}

void RunCount::take(const app::RunPicture& picture) {
    // The units come a moment after the targets: what was reckoned without them is not kept.
    const std::string run =
        fmt::format("{}/{}/{}", picture.campaign, picture.run.number, picture.units != nullptr);
    if (run != run_) {
        *this = RunCount(std::move(reach_));
        run_ = run;
        if (picture.targets) {
            for (const store::RunTarget& each : *picture.targets) {
                covered_.push_back(covers(picture, each));
                all_ += covered_.back() ? 1 : 0;
            }
        }
    }
    for (; taken_ < picture.ended.size(); ++taken_) {
        const app::RunTargetEnd& end = *picture.ended[taken_];
        if (!covers(picture, end.target)) continue;
        ++done_;
        kept_ += end.kept ? 1 : 0;
        unvisited_ += end.visited ? 0 : 1;
        pages_ += end.pages;
        requests_ += end.requests;
        if (end.kept) continue;
        last_.push_back(taken_);
        if (last_.size() > kMaxRecent) last_.erase(last_.begin());
    }
}

// A run of an earlier program is known by its own figures alone, and those are of the whole.
Json RunCount::totals(const app::RunPicture& picture) const {
    const store::InspectionRun& run = picture.run;
    const bool whole = reach_.whole();
    if (!picture.targets && !whole) return nullptr;
    return {{"targets", whole ? run.targets : all_},
            {"done", whole ? run.finished : done_},
            {"kept", whole ? run.kept : kept_},
            {"unvisited", whole ? run.unvisited : unvisited_},
            {"pages", whole ? run.pages : static_cast<std::int64_t>(pages_)},
            {"requests", whole ? run.requests : static_cast<std::int64_t>(requests_)}};
}

Json RunCount::recent(const app::RunPicture& picture) const {
    Json rows = Json::array();
    for (auto each = last_.rbegin(); each != last_.rend(); ++each) {
        rows.push_back(ended_json(picture, *picture.ended[*each]));
    }
    return rows;
}

Json RunCount::not_reached(const app::RunPicture& picture) const {
    Json rows = Json::array();
    for (const store::UnvisitedTarget& each : picture.run.not_reached) {
        if (rows.size() == kMaxNotReached) break;
        if (!covers(picture, each.target)) continue;
        Json row = name_json(each.target);
        row["reason"] = reason_json(each.reason);
        rows.push_back(std::move(row));
    }
    return rows;
}

Json RunCount::under_way(const app::RunPicture& picture) const {
    Json rows = Json::array();
    if (!picture.targets) return rows;
    for (const std::string& key : picture.under_way) {
        const auto& all = *picture.targets;
        const auto found = std::find_if(all.begin(), all.end(),
                                        [&key](const auto& each) { return each.key == key; });
        if (found == all.end() || !covers(picture, *found)) continue;
        rows.push_back(name_json(*found));
    }
    return rows;
}

Json RunCount::found(const app::RunPicture& picture) const {
    if (!picture.run.findings) return nullptr;
    if (reach_.whole()) {
        return {{"findings", *picture.run.findings},
                {"not_measured", picture.run.not_measured.value_or(0)}};
    }
    if (!picture.targets) return nullptr;
    std::int64_t findings = 0;
    for (std::size_t i = 0; i < picture.targets->size(); ++i) {
        const auto counted = picture.findings.find((*picture.targets)[i].key);
        if (covers(picture, i) && counted != picture.findings.end()) findings += counted->second;
    }
    return {{"findings", findings}, {"not_measured", nullptr}};
}

Json ended_json(const app::RunPicture& picture, const app::RunTargetEnd& end) {
    const store::RunTarget& target = (*picture.targets)[end.target];
    Json row = name_json(target);
    row["visited"] = end.visited;
    row["pages"] = end.pages;
    row["requests"] = end.requests;
    row["reason"] = reason_json(end.reason);
    const auto findings = picture.findings.find(target.key);
    row["findings"] = findings == picture.findings.end() ? Json(nullptr) : Json(findings->second);
    return row;
}

Json inspection_json(const app::RunPicture* picture, const app::RunPicture* elsewhere,
                     RunCount& count, Instant now) {
    Json body{{"running", picture != nullptr && picture->running()},
              {"stopping", picture != nullptr && picture->stopping},
              {"phase", nullptr},
              {"run", nullptr},
              {"seconds", 0},
              {"totals", nullptr},
              {"requests_a_second", nullptr},
              {"pages_a_second", nullptr},
              {"seconds_left", nullptr},
              {"under_way", Json::array()},
              {"recent", Json::array()},
              {"not_reached", Json::array()},
              {"found", nullptr},
              {"elsewhere", nullptr}};
    if (elsewhere != nullptr) {
        body["elsewhere"] = {{"campaign", elsewhere->campaign},
                             {"by", elsewhere->run.by},
                             {"began", format_instant(elsewhere->run.began)}};
    }
    if (picture == nullptr) return body;
    count.take(*picture);
    const store::InspectionRun& run = picture->run;
    body["run"] = run_json(*picture);
    const Instant until = run.ended.value_or(picture->running() ? now : run.began);
    body["seconds"] = std::max<std::int64_t>(0, until.seconds - run.began.seconds);
    body["totals"] = count.totals(*picture);
    body["recent"] = count.recent(*picture);
    body["not_reached"] = count.not_reached(*picture);
    body["found"] = count.found(*picture);
    if (!picture->running()) return body;
    body["phase"] = phase_name(picture->phase);
    body["under_way"] = count.under_way(*picture);
    body["requests_a_second"] = tenths(picture->requests_a_second);
    body["pages_a_second"] = tenths(picture->pages_a_second);
    if (picture->phase == app::InspectPhase::gathering) {
        const auto left = app::Pace::seconds_left(picture->seconds, run.finished - run.kept,
                                                  run.targets - run.kept);
        if (left) body["seconds_left"] = *left;
    }
    return body;
}

}  // namespace mingcha::server
