// 发布或链接反动、暴力、色情等内容（含暗链、失效外链被抢注） (indicators.md W1, item 3). A machine
// proposes, a person looks: links to strangers that no reader sees, links and targets whose words
// belong to a topic that has no place on a government's site, titles and meta tags into which such
// words were put, external domains that changed hands or lapsed.
#include <algorithm>
#include <map>
#include <set>

#include "audit/address.h"
#include "audit/foreign.h"
#include "audit/rules/list.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::size_t kMaxSuspects = 200;  // findings of one site: more are the same attack
constexpr std::size_t kMaxHosts = 1000;    // counted for one finding
constexpr std::string_view kForSale = "待售域名";
constexpr std::string_view kNameGone = "域名不存在";
constexpr std::size_t kMaxInstitutionChars = 30;

// Ends of the names of offices and public bodies: a lapsed domain of theirs is worth a squatter's
// money.
constexpr std::array<std::string_view, 18> kInstitutions{
    "政府", "局",   "委",   "委员会", "厅",   "院", "部",   "协会", "学会",
    "中心", "大学", "学院", "中学",   "小学", "馆", "银行", "集团", "公司"};

std::string_view shown(HiddenBy by) {
    switch (by) {
        case HiddenBy::display:
            return "不显示";
        case HiddenBy::visibility:
            return "不可见或透明";
        case HiddenBy::off_screen:
            return "移出屏幕";
        case HiddenBy::zero_size:
            return "尺寸为零";
        case HiddenBy::colour:
            return "与底色同色";
        case HiddenBy::marquee:
            return "极小的滚动框";
        case HiddenBy::script:
            return "由脚本隐藏";
        case HiddenBy::none:
            break;
    }
    return "可见";
}

// Menus and tabs are hidden in these ways too, and opened again by a script.
bool may_be_opened(const Link& link) {
    return link.hidden_by == HiddenBy::display || link.hidden_by == HiddenBy::visibility;
}

std::string quoted_words(const TopicHit& hit) {
    std::vector<std::string> words(hit.words.begin(), hit.words.end());
    return name_some(words);
}

struct Suspect {
    std::string topic;
    std::set<std::string_view> hosts;
    std::vector<std::string> places;
    std::vector<Evidence> evidence;
};

class Search {
public:
    explicit Search(const SiteInput& input)
        : input_(input), strangers_(input), least_(input.rule.threshold("weight", kTopicWeight)) {}

    Verdict run() {
        Coverage coverage;
        look_at_targets();
        for (const PageRecord& page : input_.site.facts().pages) {
            if (!is_fetched(page)) {
                ++coverage.skipped;
                continue;
            }
            ++coverage.checked;
            look_at_links(page);
            look_at_words(page);
        }
        Verdict verdict = judged(findings());
        verdict.coverage = coverage;
        return verdict;
    }

private:
    struct Target {
        const LinkCheck* check = nullptr;
        TopicHit hit;
        bool bad = false;
    };

    // What the crawl saw behind external links.
    void look_at_targets() {
        for (const LinkCheck& check : input_.site.facts().links) {
            if (!check.external) continue;
            const std::string_view host = strangers_.host(check.url);
            if (host.empty()) continue;
            if (check.state == LinkState::dead &&
                check.reason.text.find(kNameGone) != std::string::npos) {
                gone_.emplace(check.url, &check);
            }
            if (!check.target) continue;
            const TargetPage& target = *check.target;
            const TopicHit hit =
                strangers_.topics().of_text(target.title + " " + target.words, TopicWhere::title);
            const bool bad = hit.reaches(least_) && hit.topic != kTopicDefaced;
            if (bad || target.offers_domain) targets_.emplace(check.url, Target{&check, hit, bad});
        }
    }

    void look_at_links(const PageRecord& page) {
        const bool openable_belong = mostly_belonging(page.facts);
        for (const Link& link : page.facts.links) {
            if (!link.external || link.frame) continue;
            if (link.kind != LinkKind::page && link.kind != LinkKind::attachment) continue;
            const std::string_view host = strangers_.host(link.url);
            if (host.empty()) continue;
            const TopicHit hit = topic_of(link);
            const bool bad = hit.reaches(least_) && hit.topic != kTopicDefaced;
            const bool secret = link.hidden && !strangers_.is_openly_linked(host) &&
                                !(may_be_opened(link) && (link.by_sheet || openable_belong));
            const auto behind = targets_.find(link.url);
            const Target* target = behind == targets_.end() ? nullptr : &behind->second;
            if (bad || secret) note_link(page, link, host, bad ? &hit : nullptr, target);
            if (!link.hidden && !bad && target != nullptr) note_target(page, link, host, *target);
            if (!link.hidden) look_for_gone(page, link, host);
        }
    }

    void note_link(const PageRecord& page, const Link& link, std::string_view host,
                   const TopicHit* hit, const Target* target) {
        const std::string how =
            link.hidden ? "，" + std::string(shown(link.hidden_by)) : std::string{};
        const std::string words = hit != nullptr ? "，涉及" + quoted_words(*hit) : std::string{};
        std::string topic(hit != nullptr ? hit->topic : std::string_view{});
        if (topic.empty() && target != nullptr && target->bad) topic = target->hit.topic;
        // A farm of hidden links is one attack; links that everybody sees are one each.
        const std::string key = link.hidden ? "hidden " + topic : "link " + std::string(host);
        Suspect* suspect =
            note(key, host, topic, page,
                 "“" + std::string(trim(link.text)) + "” → " + std::string(link.url) + how + words);
        if (suspect != nullptr && target != nullptr) add_target(*suspect, *target);
    }

    void note_target(const PageRecord& page, const Link& link, std::string_view host,
                     const Target& target) {
        const std::string topic(target.bad ? target.hit.topic : kForSale);
        const std::string key = (target.bad ? "link " : "sale ") + std::string(host);
        Suspect* suspect =
            note(key, host, topic, page,
                 "“" + std::string(trim(link.text)) + "” → " + std::string(link.url));
        if (suspect != nullptr) add_target(*suspect, target);
    }

    // What the crawl saw there, once for each address.
    static void add_target(Suspect& suspect, const Target& target) {
        const LinkCheck& check = *target.check;
        const bool known = std::any_of(suspect.evidence.begin(), suspect.evidence.end(),
                                       [&](const Evidence& each) { return each.url == check.url; });
        if (known || suspect.evidence.size() >= kMaxEvidence) return;
        const std::string what =
            target.bad ? "，涉及" + quoted_words(target.hit) : std::string("，出售域名");
        suspect.evidence.push_back(
            evidence_of(check.archive, check.url, "目标页面：" + check.target->title + what));
    }

    // A name that is gone, of an institution.
    void look_for_gone(const PageRecord& page, const Link& link, std::string_view host) {
        const auto gone = gone_.find(link.url);
        if (gone == gone_.end() || !names_institution(link.text)) return;
        note("lapsed " + std::string(host), host, "失效域名", page,
             "“" + std::string(trim(link.text)) + "” → " + std::string(link.url) + "：" +
                 gone->second->reason.text + "（查询" + std::to_string(gone->second->attempts) +
                 "次）");
    }

    static bool names_institution(std::string_view anchor) {
        anchor = trim(anchor);
        if (anchor.empty() || char_count(anchor) > kMaxInstitutionChars) return false;
        if (anchor.ends_with("网") || anchor.ends_with("网站")) return true;
        return std::any_of(kInstitutions.begin(), kInstitutions.end(),
                           [&](std::string_view end) { return anchor.ends_with(end); });
    }

    // Titles, keywords and descriptions that were written for a search engine by a stranger.
    void look_at_words(const PageRecord& page) {
        const PageFacts& facts = page.facts;
        check_words(page, "标题",
                    facts.document_title.empty() ? facts.title : facts.document_title);
        for (const MetaTag& tag : facts.meta) {
            if (equals_ignoring_ascii_case(tag.name, "keywords")) {
                check_words(page, "关键词", tag.content);
            } else if (equals_ignoring_ascii_case(tag.name, "description")) {
                check_words(page, "描述", tag.content);
            }
        }
        for (const HiddenText& hidden : facts.hidden_texts) {
            check_words(page, "隐藏文字", hidden.text);
        }
        for (const ScriptSign& sign : facts.script_signs) {
            if (sign.kind == ScriptSignKind::writes_title) check_words(page, "标题", sign.target);
        }
    }

    void check_words(const PageRecord& page, std::string_view what, std::string_view text) {
        const TopicHit hit = strangers_.topics().of_text(text, TopicWhere::title);
        if (!hit.reaches(least_) || hit.topic == kTopicDefaced) return;
        // An article may name what it warns of without a word of warning in its title.
        if (what != "隐藏文字" && speaks_against(page.facts)) return;
        note("words " + std::string(what) + " " + std::string(hit.topic), {}, hit.topic, page,
             std::string(what) + "：" + std::string(text));
    }

    bool speaks_against(const PageFacts& facts) const {
        if (facts.kind != PageKind::article) return false;
        for (const TopicWord& word : input_.context.ruleset->topic_words) {
            if (word.topic != kTopicAgainst) continue;
            if (facts.title.find(word.word) != std::string_view::npos) return true;
            for (const MetaTag& tag : facts.meta) {
                if (tag.content.find(word.word) != std::string_view::npos) return true;
            }
        }
        return false;
    }

    TopicHit topic_of(const Link& link) {
        const auto key = std::pair(link.url.data(), link.text.data());
        const auto [entry, fresh] = by_link_.try_emplace(key);
        if (fresh) entry->second = strangers_.topics().of_link(link.text, link.url);
        return entry->second;
    }

    // What a script may open again on this page leads mostly to where it belongs: a menu, a tab of
    // links to other offices.
    bool mostly_belonging(const PageFacts& facts) const {
        std::size_t all = 0;
        std::size_t strange = 0;
        for (const Link& link : facts.links) {
            if (!link.hidden || !may_be_opened(link) || link.by_sheet || link.frame) continue;
            if (link.kind != LinkKind::page) continue;
            ++all;
            strange += link.external && strangers_.is_stranger(link.url) ? 1 : 0;
        }
        return all > 0 && strange * 2 <= all;
    }

    Suspect* note(const std::string& key, std::string_view host, std::string_view topic,
                  const PageRecord& page, const std::string& excerpt) {
        if (!suspects_.contains(key) && suspects_.size() >= kMaxSuspects) return nullptr;
        Suspect& suspect = suspects_[key];
        if (suspect.topic.empty()) suspect.topic = topic;
        const bool new_host =
            !host.empty() && suspect.hosts.size() < kMaxHosts && suspect.hosts.insert(host).second;
        const bool new_page = suspect.places.empty() || suspect.places.back() != page.facts.url;
        if (new_page) suspect.places.emplace_back(page.facts.url);
        if ((new_page || new_host) && suspect.evidence.size() < kMaxEvidence) {
            suspect.evidence.push_back(evidence_of(page, excerpt));
        }
        return &suspect;
    }

    static std::string hosts_of(const Suspect& suspect) {
        std::string text(suspect.hosts.empty() ? std::string_view{} : *suspect.hosts.begin());
        if (suspect.hosts.size() > 1)
            text += "等" + std::to_string(suspect.hosts.size()) + "个网站";
        return text;
    }

    static std::string problem_of(const std::string& key, const Suspect& suspect) {
        const std::string about = suspect.topic.empty() ? "" : "（" + suspect.topic + "）";
        if (key.starts_with("words")) return "页面被植入非法内容" + about;
        if (key.starts_with("hidden")) return "存在暗链" + about + "：" + hosts_of(suspect);
        if (key.starts_with("sale")) return "外部链接的域名已失效待售：" + hosts_of(suspect);
        if (key.starts_with("lapsed")) {
            return "外部链接的域名已失效，存在被抢注风险：" + hosts_of(suspect);
        }
        return "链接指向非法网站" + about + "：" + hosts_of(suspect);
    }

    std::vector<Finding> findings() {
        std::vector<Finding> list;
        for (const auto& [key, suspect] : suspects_) {
            Finding finding = make_finding(key, problem_of(key, suspect));
            finding.places = suspect.places;
            for (const Evidence& each : suspect.evidence) add_evidence(finding, each);
            list.push_back(std::move(finding));
        }
        return list;
    }

    const SiteInput& input_;
    Strangers strangers_;
    std::int64_t least_;
    std::map<std::string, Suspect> suspects_;
    std::map<std::string, Target, std::less<>> targets_;  // by address
    std::map<std::string, const LinkCheck*, std::less<>> gone_;
    std::map<std::pair<const char*, const char*>, TopicHit> by_link_;
};

Verdict judge(const SiteInput& input) {
    return Search(input).run();
}

}  // namespace

SiteRule illegal_content() {
    return {"illegal-content", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
