#include <nlohmann/json.hpp>

#include "report/circular.h"

namespace mingcha::report {

std::string circular_json(const Circular& circular, const CampaignResult& result) {
    using Json = nlohmann::ordered_json;
    Json out;
    out["campaign"] = result.campaign.id;
    out["ruleset"] = result.ruleset;
    out["as_of"] = format_instant(result.campaign.as_of);
    out["title"] = circular.document.title;
    // They speak of the office's own data, not to the public.
    out["warnings"] = circular.internal ? circular.warnings : std::vector<std::string>{};
    out["fields"] = circular.fields;
    out["paragraphs"] = Json::array();
    for (const office::Block& block : circular.document.sections.front().blocks) {
        if (const auto* text = std::get_if<office::Paragraph>(&block)) {
            out["paragraphs"].push_back(text->lead + text->text);
        }
    }
    out["annexes"] = Json::array();
    for (const Annex& annex : circular.annexes) {
        out["annexes"].push_back({{"title", annex.title},
                                  {"head", annex.table.head},
                                  {"rows", annex.table.rows},
                                  {"note", annex.note}});
    }
    out["exceptions"] = Json::array();
    for (const RuleException& each : circular.exceptions) {
        out["exceptions"].push_back({{"rule", each.rule},
                                     {"targets", each.targets},
                                     {"reason", each.reason},
                                     {"from", format_date(each.from)},
                                     {"until", format_date(each.until)}});
    }
    return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace mingcha::report
