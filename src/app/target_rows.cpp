#include "app/target_rows.h"

#include "audit/redesign.h"

namespace mingcha::app {

namespace {

template <class Row>
std::vector<Row> rows_of(const std::unordered_map<std::string, std::vector<Row>>& rows,
                         const std::string& key) {
    const auto found = rows.find(key);
    return found == rows.end() ? std::vector<Row>{} : found->second;
}

}  // namespace

TargetRows::TargetRows(const JudgeInput& input, Instant posts_until)
    : redesigns_(input.redesigns) {
    const Campaign& campaign = input.context.campaign;
    for (const Probe& probe : input.probes) {
        if (probe.at < at(campaign.window.from) || probe.at > campaign.as_of) continue;
        probes_[probe.site_code].push_back(probe);
    }
    for (const Exemption& row : input.exemptions) exemptions_[row.site_code].push_back(row);
    for (const Interaction& row : input.interactions) interactions_[row.site_code].push_back(row);
    for (const UnsentQuestion& row : input.unsent) {
        if (row.at <= campaign.as_of) unsent_[row.site_code].push_back(row);
    }
    for (const MessageRow& row : input.messages) messages_[row.site_code].push_back(row);
    for (const Post& post : input.posts) {
        if (post.published_at > posts_until) continue;
        posts_[post.account_key].push_back(post);
    }
    for (const AccountLook& look : input.looks) {
        if (look.seen_at && *look.seen_at > posts_until) continue;
        looks_[look.account_key].push_back(look);
    }
    for (const store::AccountPicture& each : input.pictures) {
        pictures_[each.account_key].push_back(each);
    }
    for (const Unit& unit : input.context.units) {
        unit_of_.emplace(unit.name, unit.name);
        for (const std::string& alias : unit.aliases) unit_of_.emplace(alias, unit.name);
    }
    for (const Account& account : input.accounts) {
        if (account.state != AccountState::running || account.operator_name.empty()) continue;
        accounts_of_[full_name(account.operator_name)].push_back(account_key(account));
    }
}

std::string TargetRows::full_name(const std::string& unit) const {
    const auto found = unit_of_.find(unit);
    return found == unit_of_.end() ? unit : found->second;
}

void TargetRows::give(SiteFacts& facts) const {
    facts.probes = rows_of(probes_, facts.site.site_code);
    facts.exemptions = rows_of(exemptions_, facts.site.site_code);
    facts.interactions = rows_of(interactions_, facts.site.site_code);
    const std::vector<UnsentQuestion> unsent = rows_of(unsent_, facts.site.site_code);
    if (!unsent.empty()) facts.unsent = unsent.back();
    if (const auto on = redesigns_.find(facts.site.site_code); on != redesigns_.end()) {
        audit::begin_anew(facts, on->second);
    }
    facts.messages = rows_of(messages_, facts.site.site_code);
    facts.unit_posts.clear();
    const auto accounts = accounts_of_.find(full_name(facts.site.unit));
    if (facts.site.unit.empty() || accounts == accounts_of_.end()) return;
    for (const std::string& key : accounts->second) {
        const std::vector<Post> posts = rows_of(posts_, key);
        facts.unit_posts.insert(facts.unit_posts.end(), posts.begin(), posts.end());
    }
}

void TargetRows::give(AccountFacts& facts) const {
    const std::string key = account_key(facts.account);
    facts.posts = rows_of(posts_, key);
    facts.looks = rows_of(looks_, key);
    const auto pictures = pictures_.find(key);
    if (pictures == pictures_.end()) return;
    for (const store::AccountPicture& picture : pictures->second) {
        AccountLook look;
        look.account_key = key;
        look.by = PostSource::screenshot;
        look.screenshot = picture.stored;
        look.source = picture.file;
        for (Post& post : facts.posts) {
            if (post.screenshot == picture.file) post.screenshot = picture.stored;
        }
        for (AccountLook& each : facts.looks) {
            if (each.screenshot == picture.file) each.screenshot = picture.stored;
        }
        facts.looks.push_back(std::move(look));
    }
}

}  // namespace mingcha::app
