#include "app/inspect.h"

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <set>

#include "base/site_url.h"
#include "base/text.h"
#include "extract/extractor.h"
#include "gather/render.h"

namespace mingcha::app {

namespace {

std::map<std::string, std::vector<std::string>> recent_posts(const InspectInput& input) {
    std::map<std::string, std::vector<std::string>> urls;
    const Instant oldest{input.campaign.as_of.seconds - kPostDays * kSecondsPerDay};
    for (const Post& post : input.posts) {
        if (post.url.empty() || post.published_at < oldest) continue;
        if (post.published_at > input.campaign.as_of) continue;
        urls[post.account_key].push_back(post.url);
    }
    return urls;
}

// How many pages of one host were rendered; shared by the copies of a Render.
struct RenderCount {
    std::mutex mutex;
    std::map<std::string, int> hosts;

    bool take(const std::string& url) {
        const auto parts = split_site_url(url);
        const std::lock_guard lock(mutex);
        int& count = hosts[parts ? lower_ascii(parts->host) : url];
        if (count >= gather::kMaxRendersASite) return false;
        ++count;
        return true;
    }
};

}  // namespace

Result<std::vector<gather::Target>> inspection_targets(const InspectInput& input) {
    std::set<std::string> wanted(input.only.begin(), input.only.end());
    const auto chosen = [&](const std::string& key) {
        return input.only.empty() || wanted.contains(key);
    };
    std::set<std::string> known;
    std::vector<gather::Target> targets;
    for (const Site& site : input.sites) {
        known.insert(site.site_code);
        if (site.state != SiteState::running || !chosen(site.site_code)) continue;
        targets.push_back({site.site_code, site.url, false, {}});
    }
    const auto posts = recent_posts(input);
    for (const Account& account : input.accounts) {
        const std::string key = account_key(account);
        known.insert(key);
        if (account.state != AccountState::running || account.url.empty() || !chosen(key)) continue;
        gather::Target& target = targets.emplace_back(gather::Target{key, account.url, true, {}});
        const auto found = posts.find(key);
        if (found != posts.end()) target.links = found->second;
    }
    for (const std::string& code : input.only) {
        if (known.contains(code)) continue;
        return fail("--only", "no site or account has the code " + code,
                    "export sites and export accounts list them");
    }
    return targets;
}

std::string inspection_scope(const std::vector<std::string>& only) {
    std::vector<std::string> sorted = only;
    std::sort(sorted.begin(), sorted.end());
    return join(sorted, ",");
}

Analyse page_analyser(Instant as_of) {
    return [extractor = std::make_shared<extract::Extractor>(), as_of](
               std::string_view body, std::string_view url, std::string_view content_type,
               const extract::SiteSheets* sheets) -> const PageFacts& {
        return extractor->extract({body, url, content_type, as_of, sheets});
    };
}

Render page_renderer(const gather::FetchOptions& options) {
    auto found = gather::Renderer::find(options);
    if (!found) return {};
    const auto renderer = std::make_shared<gather::Renderer>(std::move(*found));
    const auto count = std::make_shared<RenderCount>();
    return [renderer, count](const std::string& url, Reason& why) -> std::optional<std::string> {
        if (!count->take(url)) {
            why = {ReasonCode::ours, "needs rendering（本站渲染页数已达上限）"};
            return std::nullopt;
        }
        auto html = renderer->render(url);
        if (html) return std::move(*html);
        why = {ReasonCode::ours, "needs rendering（渲染未成功：" + html.error().what + "）"};
        return std::nullopt;
    };
}

}  // namespace mingcha::app
