#include <algorithm>
#include <array>

#include "app/campaigns.h"
#include "app/circular_texts.h"
#include "app/verdicts.h"
#include "model/circular_style.h"
#include "report/circular_texts.h"
#include "server/circular_desk.h"

namespace mingcha::server {

namespace {

// Paragraphs that people write themselves, by the part of the letter where they stand.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kParagraphFields{
    {{"problems", "problems"},
     {"problems", "problems_more"},
     {"accountability", "accountability"},
     {"achievements", "achievements"},
     {"demands", "demands"},
     {"closing", "closing"}}};

bool is_paragraph(std::string_view key) {
    return std::any_of(kParagraphFields.begin(), kParagraphFields.end(),
                       [key](const auto& each) { return each.second == key; });
}

Json difference_json(const CircularDifference& each) {
    return {{"kind", each.kind},
            {"where", each.where},
            {"claimed", each.claimed},
            {"computed", each.computed},
            {"text", each.text}};
}

Json acceptance_json(const AcceptedDifference& each) {
    Json json = difference_json(each.difference);
    json["by"] = each.by;
    json["reason"] = each.reason;
    json["at"] = format_instant(each.at);
    return json;
}

Json file_json(const KeptFile& file) {
    return {{"format", file.format}, {"sha256", file.sha256}, {"bytes", file.bytes}};
}

Json returned_json(const std::optional<workflow::ReturnedDocument>& returned) {
    if (!returned) return nullptr;
    Json differences = Json::array();
    for (std::size_t i = 0; i < returned->differences.size(); ++i) {
        Json row = difference_json(returned->differences[i]);
        row["number"] = i + 1;
        const auto& accepted = returned->accepted[i];
        row["accepted"] = accepted ? Json{{"by", accepted->by},
                                          {"reason", accepted->reason},
                                          {"at", format_instant(accepted->at)}}
                                   : Json(nullptr);
        differences.push_back(std::move(row));
    }
    return {{"file_name", returned->file_name},   {"by", returned->by},
            {"at", format_instant(returned->at)}, {"file", file_json(returned->file)},
            {"waiting", returned->waiting()},     {"differences", std::move(differences)}};
}

Json version_json(const PublishedVersion& version) {
    Json files = Json::array();
    for (const KeptFile& file : version.files) files.push_back(file_json(file));
    Json accepted = Json::array();
    for (const AcceptedDifference& each : version.accepted) {
        accepted.push_back(acceptance_json(each));
    }
    return {{"number", version.number},
            {"at", format_instant(version.at)},
            {"by", version.by},
            {"prepared_by", version.prepared_by},
            {"approved_by", version.approved_by},
            {"approved_at", time_or_null(version.approved_at)},
            {"origin", to_string(version.origin)},
            {"reason", version.reason},
            {"facts", version.facts},
            {"ruleset", version.ruleset},
            {"program", version.program},
            {"seal", version.seal},
            {"files", std::move(files)},
            {"accepted", std::move(accepted)}};
}

Json steps_json(const std::vector<PublicationStep>& steps) {
    Json rows = Json::array();
    for (const PublicationStep& step : steps) {
        rows.push_back({{"number", step.number},
                        {"event", to_string(step.event)},
                        {"at", format_instant(step.at)},
                        {"by", step.by},
                        {"text", step.text},
                        {"version", step.version},
                        {"difference", step.difference},
                        {"differences", step.differences.size()}});
    }
    return rows;
}

// One text with what it became, and who wrote it where it is not the standard's.
Json text_json(const app::CircularDraft& draft, const report::PrintedText& text) {
    Json json{{"name", text.name},
              {"text", text.text},
              {"filled", text.filled},
              {"source", draft.of_office.contains(text.name) ? "office" : "standard"},
              {"by", nullptr},
              {"at", nullptr}};
    for (const CircularText& own : draft.own_texts) {
        if (own.name != text.name) continue;
        json["source"] = "campaign";
        json["by"] = own.by;
        json["at"] = format_instant(own.at);
    }
    return json;
}

Json field_json(const Campaign& campaign, std::string_view key) {
    for (const auto& [name, meaning] : app::circular_keys()) {
        if (name != key) continue;
        return {
            {"key", name}, {"meaning", meaning}, {"value", app::campaign_field(campaign, name)}};
    }
    return nullptr;
}

std::string_view part_title(std::string_view part) {
    if (part == "title") return "标题";
    if (part == "opening") return "开头";
    for (const auto& each : kCircularParts) {
        if (each.first == part) return each.second;
    }
    return part;
}

Json part_json(const app::CircularDraft& draft, const Campaign& campaign,
               const report::PrintedPart& part) {
    Json texts = Json::array();
    for (const report::PrintedText& text : draft.circular.texts) {
        if (text.part == part.part) texts.push_back(text_json(draft, text));
    }
    Json fields = Json::array();
    for (const auto& [of_part, key] : kParagraphFields) {
        if (of_part == part.part) fields.push_back(field_json(campaign, key));
    }
    return {{"part", part.part},         {"title", part_title(part.part)},
            {"heading", part.heading},   {"paragraphs", part.paragraphs},
            {"texts", std::move(texts)}, {"fields", std::move(fields)}};
}

}  // namespace

Result<Json> publication_json(Call& call, const app::CircularDraft& draft,
                              const std::string& revision) {
    const std::string& id = call.path.front();
    const auto desk = app::publication_desk(call->store, id, draft);
    if (!desk) return Fail(desk.error());
    const workflow::Publication& standing = desk->standing;
    Json obstacles = Json::array();
    for (const app::Obstacle& each : desk->obstacles) {
        obstacles.push_back({{"kind", each.kind}, {"text", each.text}, {"hint", each.hint}});
    }
    Json versions = Json::array();
    for (const PublishedVersion& each : desk->versions) versions.push_back(version_json(each));
    const auto& authors = standing.authors;
    const bool wrote = std::find(authors.begin(), authors.end(), call.actor.who) != authors.end();
    const auto may = [&](people::Action action) {
        const people::Office* top = call.directory->offices.top();
        return top != nullptr && call.may(action, top->id);
    };
    return Json{{"campaign", id},
                {"revision", revision},
                {"content", desk->now.hash},
                {"state", workflow::to_string(desk->state)},
                {"fallen", desk->fallen},
                {"was_approved", desk->fallen && !standing.approved_by.empty()},
                {"correcting", standing.correcting},
                {"reason", standing.reason},
                {"prepared_by", standing.prepared_by},
                {"submitted_at", time_or_null(standing.submitted_at)},
                {"approved_by", standing.approved_by},
                {"approved_at", time_or_null(standing.approved_at)},
                {"wrote", wrote},
                {"may",
                 {{"write", may(people::Action::write_circular)},
                  {"approve", may(people::Action::approve_circular)},
                  {"publish", may(people::Action::publish_circular)}}},
                {"changes", desk->changes},
                {"obstacles", std::move(obstacles)},
                {"remarks", desk->remarks},
                {"steps", steps_json(standing.steps)},
                {"returned", returned_json(standing.returned)},
                {"versions", std::move(versions)}};
}

Result<Json> circular_texts_json(Call& call, const app::CircularDraft& draft) {
    const std::string& id = call.path.front();
    const auto campaign = app::find_campaign(call->store, id);
    if (!campaign) return Fail(campaign.error());
    const auto earlier = app::earlier_prose(call->store, id);
    if (!earlier) return Fail(earlier.error());
    Json parts = Json::array();
    parts.push_back(part_json(draft, *campaign, {"title", "", {draft.circular.document.title}}));
    for (const report::PrintedPart& part : draft.circular.parts) {
        parts.push_back(part_json(draft, *campaign, part));
    }
    Json basics = Json::array();
    for (const auto& [key, meaning] : app::circular_keys()) {
        if (!is_paragraph(key)) basics.push_back(field_json(*campaign, key));
    }
    Json fields = Json::array();
    const auto field = [&](const std::string& name, const std::string& meaning) {
        const auto value = draft.circular.values.find(name);
        const bool known = value != draft.circular.values.end();
        fields.push_back({{"name", name},
                          {"meaning", meaning},
                          {"value", known ? value->second.printed : std::string()}});
    };
    for (const auto& [name, meaning] : report::circular_fields()) field(name, meaning);
    for (const auto& [key, meaning] : app::circular_keys()) {
        if (!is_paragraph(key)) field(key, meaning);
    }
    Json unprinted = Json::array();
    for (const CircularText& own : draft.own_texts) {
        const auto& texts = draft.circular.texts;
        const bool printed = std::any_of(texts.begin(), texts.end(),
                                         [&](const auto& each) { return each.name == own.name; });
        if (!printed) unprinted.push_back({{"name", own.name}, {"text", own.text}});
    }
    Json before = nullptr;
    if (*earlier) {
        before = {{"campaign", (*earlier)->campaign},
                  {"title", (*earlier)->title},
                  {"version", (*earlier)->version},
                  {"paragraphs", (*earlier)->paragraphs}};
    }
    return Json{{"campaign", id},
                {"parts", std::move(parts)},
                {"basics", std::move(basics)},
                {"fields", std::move(fields)},
                {"unprinted", std::move(unprinted)},
                {"earlier", std::move(before)}};
}

}  // namespace mingcha::server
