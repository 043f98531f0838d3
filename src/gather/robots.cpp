#include "gather/robots.h"

#include <charconv>

#include "base/text.h"
#include "gather/limits.h"

namespace mingcha::gather {

namespace {

constexpr std::string_view kOurName = "mingcha";

struct Line {
    std::string key;
    std::string_view value;
};

Line read_line(std::string_view line) {
    line = line.substr(0, std::min(line.find('#'), line.size()));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return {};
    return {lower_ascii(trim(line.substr(0, colon))), trim(line.substr(colon + 1))};
}

std::int64_t delay_ms(std::string_view value) {
    double seconds = 0;
    const auto read = std::from_chars(value.data(), value.data() + value.size(), seconds);
    if (read.ec != std::errc{} || !(seconds > 0)) return 0;
    const double most = static_cast<double>(kMaxCrawlDelayMs) / 1000;
    return static_cast<std::int64_t>(std::min(seconds, most) * 1000);
}

}  // namespace

RobotsRules read_robots(std::string_view text) {
    RobotsRules ours;
    RobotsRules everybody;
    bool named = false;
    bool for_us = false;
    bool for_all = false;
    bool in_agents = false;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
        const Line line = read_line(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.key == "user-agent") {
            if (!in_agents) for_us = for_all = false;
            in_agents = true;
            const std::string agent = lower_ascii(line.value);
            if (agent == "*") for_all = true;
            if (agent.starts_with(kOurName)) for_us = named = true;
            continue;
        }
        if (line.key.empty()) continue;
        in_agents = false;
        for (RobotsRules* rules : {for_us ? &ours : nullptr, for_all ? &everybody : nullptr}) {
            if (rules == nullptr) continue;
            if (line.key == "disallow" && (line.value == "/" || line.value == "/*")) {
                rules->forbids = true;
            }
            if (line.key == "allow" && line.value == "/") rules->forbids = false;
            if (line.key == "crawl-delay") rules->crawl_delay_ms = delay_ms(line.value);
        }
    }
    return named ? ours : everybody;
}

}  // namespace mingcha::gather
