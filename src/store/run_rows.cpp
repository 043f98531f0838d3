#include "store/run_rows.h"

#include <fmt/format.h>

#include <array>

#include "model/names.h"
#include "store/row_json.h"

namespace mingcha::store {

namespace {

constexpr Names<RunEnd, 5> kRunEnds{{
    {RunEnd::running, {"running", "进行中"}},
    {RunEnd::done, {"done", "已完成"}},
    {RunEnd::stopped, {"stopped", "已停止"}},
    {RunEnd::failed, {"failed", "出错"}},
    {RunEnd::cut_off, {"cut_off", "被中断"}},
}};

constexpr std::array kReasons{ReasonCode::none,    ReasonCode::site,    ReasonCode::ours,
                              ReasonCode::blocked, ReasonCode::refused, ReasonCode::budget,
                              ReasonCode::not_due};

ReasonCode reason_code(const std::string& name) {
    for (const ReasonCode code : kReasons) {
        if (to_string(code) == name) return code;
    }
    return ReasonCode::none;
}

Json unvisited_json(const UnvisitedTarget& row) {
    return {row.target.key,      row.target.name, row.target.account,
            row.target.division, row.target.unit, to_string(row.reason.code),
            row.reason.text};
}

UnvisitedTarget unvisited_of(const Json& row) {
    UnvisitedTarget out;
    out.target = {row.at(0).get<std::string>(), row.at(1).get<std::string>(), row.at(2).get<bool>(),
                  row.at(3).get<std::string>(), row.at(4).get<std::string>()};
    out.reason = {reason_code(row.at(5).get<std::string>()), row.at(6).get<std::string>()};
    return out;
}

std::optional<std::int64_t> get_count(const Json& json, const char* key) {
    if (!json.contains(key)) return std::nullopt;
    return json[key].get<std::int64_t>();
}

}  // namespace

std::string_view to_string(RunEnd end) {
    return name_of(kRunEnds, end, kEnglish);
}

std::string_view kind_of(const InspectionRun*) {
    return kInspectionRunKind;
}
std::string key_of(const InspectionRun& row) {
    return fmt::format("{:08}", row.number);
}
std::string encode(const InspectionRun& row) {
    Json json{{"number", row.number},
              {"by", row.by},
              {"began", row.began.seconds},
              {"end", to_string(row.end)},
              {"only", row.only},
              {"max_pages", row.max_pages},
              {"max_seconds", row.max_seconds},
              {"rate", row.rate_hundredths},
              {"targets", row.targets},
              {"finished", row.finished},
              {"kept", row.kept},
              {"pages", row.pages},
              {"requests", row.requests},
              {"unvisited", row.unvisited}};
    put_time(json, "ended", row.ended);
    put_text(json, "error", row.error);
    if (row.findings) json["findings"] = *row.findings;
    if (row.not_measured) json["not_measured"] = *row.not_measured;
    Json rows = Json::array();
    for (const UnvisitedTarget& each : row.not_reached) rows.push_back(unvisited_json(each));
    json["not_reached"] = rows;
    return printed(json);
}
Result<bool> decode(std::string_view body, InspectionRun& row) {
    return parsed(body, [&](const Json& json) {
        row.number = json.at("number").get<std::int64_t>();
        row.by = text(json, "by");
        row.began = Instant{json.at("began").get<std::int64_t>()};
        row.ended = get_time(json, "ended");
        row.end = value_of(kRunEnds, text(json, "end")).value_or(RunEnd::cut_off);
        row.error = text(json, "error");
        row.only = json.value("only", std::vector<std::string>());
        const auto count = [&json](const char* key) { return json.value(key, std::int64_t{0}); };
        row.max_pages = count("max_pages");
        row.max_seconds = count("max_seconds");
        row.rate_hundredths = count("rate");
        row.targets = count("targets");
        row.finished = count("finished");
        row.kept = count("kept");
        row.pages = count("pages");
        row.requests = count("requests");
        row.unvisited = count("unvisited");
        row.findings = get_count(json, "findings");
        row.not_measured = get_count(json, "not_measured");
        row.not_reached.clear();
        for (const Json& each : json.value("not_reached", Json::array())) {
            row.not_reached.push_back(unvisited_of(each));
        }
    });
}

}  // namespace mingcha::store
