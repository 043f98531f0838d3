// 对安全攻击（页面被挂马、内容被篡改等）没有及时有效处置 (indicators.md W1, item 4). A machine
// proposes, a person looks: pages that show search engines or their visitors something else, that
// send visitors off the site, that load or pack scripts no content system has, frames nobody sees,
// titles that an attacker left. What belongs to an article's content, a wall or a statistics
// service is none of it.
#include <algorithm>
#include <map>
#include <set>

#include "audit/address.h"
#include "audit/foreign.h"
#include "audit/rules/list.h"
#include "audit/titles.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::size_t kMaxFindings = 100;      // of one site
constexpr std::int64_t kScriptPages = 5;       // least pages seen before a script can be rare
constexpr std::uint32_t kLeastText = 80;       // characters of a page that can be of another topic
constexpr std::size_t kMaxForeignLinks = 500;  // of one view of a page

std::string_view shown(Guise guise) {
    return guise == Guise::robot ? "搜索引擎爬虫" : "从搜索引擎来的访客";
}

class Search {
public:
    explicit Search(const SiteInput& input)
        : input_(input),
          strangers_(input),
          least_(input.rule.threshold("weight", kTopicWeight)),
          script_pages_(input.rule.threshold("script_pages", kScriptPages)) {}

    Verdict run() {
        Coverage coverage;
        count_scripts();
        for (const PageRecord& page : input_.site.facts().pages) {
            if (!is_fetched(page)) {
                ++coverage.skipped;
                continue;
            }
            ++coverage.checked;
            look_at_way(page);
            look_at_frames(page);
            look_at_scripts(page);
            look_at_title(page);
            for (const GuisedView& view : page.guised) compare(page, view);
        }
        std::vector<Finding> list;
        for (auto& [place, finding] : found_) list.push_back(std::move(finding));
        Verdict verdict = judged(std::move(list));
        verdict.coverage = coverage;
        return verdict;
    }

private:
    Finding* note(const std::string& place, const std::string& problem, const PageRecord& page,
                  const std::string& excerpt) {
        if (!found_.contains(place) && found_.size() >= kMaxFindings) return nullptr;
        const auto [entry, fresh] = found_.try_emplace(place);
        Finding& finding = entry->second;
        if (fresh) finding = make_finding(place, problem);
        if (finding.places.empty() || finding.places.back() != page.facts.url) {
            finding.places.emplace_back(page.facts.url);
            add_evidence(finding, evidence_of(page, excerpt));
        }
        return &finding;
    }

    // Hosts of scripts, and how many pages each serves.
    void count_scripts() {
        std::map<const char*, std::string_view> hosts;  // pooled text: one address, one pointer
        for (const PageRecord& page : input_.site.facts().pages) {
            if (!is_fetched(page)) continue;
            ++pages_;
            std::set<std::string_view> here;
            for (const Link& link : page.facts.links) {
                if (link.kind != LinkKind::script || !link.external) continue;
                const auto [entry, fresh] = hosts.try_emplace(link.url.data());
                if (fresh) entry->second = strangers_.host(link.url);
                if (!entry->second.empty()) here.insert(entry->second);
            }
            for (const ScriptSign& sign : page.facts.script_signs) {
                if (sign.kind != ScriptSignKind::writes_script) continue;
                const std::string_view host = strangers_.host(sign.target);
                if (!host.empty()) here.insert(host);
            }
            for (std::string_view host : here) ++script_hosts_[host];
        }
    }

    bool is_rare(std::string_view host) const {
        const auto found = script_hosts_.find(host);
        return found != script_hosts_.end() && found->second == 1 && pages_ >= script_pages_ &&
               !strangers_.is_openly_linked(host);
    }

    void look_at_way(const PageRecord& page) {
        const std::string_view host = strangers_.host(page.facts.refresh_url);
        if (host.empty()) return;
        const bool meta = page.facts.refresh_by == RefreshBy::meta;
        note("redirect " + std::string(host), "页面被自动跳转到其他网站：" + std::string(host),
             page,
             std::string(meta ? "meta refresh → " : "脚本跳转 → ") +
                 std::string(page.facts.refresh_url));
    }

    void look_at_frames(const PageRecord& page) {
        for (const Link& link : page.facts.links) {
            if (!link.frame || !link.hidden || !link.external) continue;
            const std::string_view host = strangers_.host(link.url);
            if (host.empty()) continue;
            note("frame " + std::string(host), "页面嵌有不可见框架（挂马）：" + std::string(host),
                 page, "iframe → " + std::string(link.url));
        }
    }

    void look_at_scripts(const PageRecord& page) {
        for (const Link& link : page.facts.links) {
            if (link.kind != LinkKind::script || !link.external) continue;
            const std::string_view host = strangers_.host(link.url);
            if (host.empty() || !is_rare(host)) continue;
            note_script(page, host, link.url);
        }
        for (const ScriptSign& sign : page.facts.script_signs) look_at_sign(page, sign);
    }

    void note_script(const PageRecord& page, std::string_view host, std::string_view url) {
        note("script " + std::string(host), "页面引用来历不明的脚本：" + std::string(host), page,
             "script → " + std::string(url) + "，全站仅此页引用");
    }

    void look_at_sign(const PageRecord& page, const ScriptSign& sign) {
        const std::string excerpt(sign.excerpt);
        const std::string_view host = strangers_.host(sign.target);
        switch (sign.kind) {
            case ScriptSignKind::packed:
                note("packed " + address_key(page.facts.url), "页面含加密混淆的可疑脚本", page,
                     excerpt);
                return;
            case ScriptSignKind::writes_frame:
                if (host.empty()) return;
                note("frame " + std::string(host),
                     "页面嵌有不可见框架（挂马）：" + std::string(host), page, excerpt);
                return;
            case ScriptSignKind::writes_script:
                if (!host.empty() && is_rare(host)) note_script(page, host, sign.target);
                return;
            case ScriptSignKind::redirects:
                return;  // refresh_url says it
            case ScriptSignKind::redirects_searchers:
                if (host.empty()) return;
                note("searchers " + std::string(host),
                     "从搜索引擎来的访客被转到其他网站：" + std::string(host), page, excerpt);
                return;
            case ScriptSignKind::writes_title:
                return;  // illegal-content looks at its words
        }
    }

    void look_at_title(const PageRecord& page) {
        const std::string_view whole =
            page.facts.document_title.empty() ? page.facts.title : page.facts.document_title;
        for (std::string_view title : {whole, page.facts.title}) {
            const TopicHit hit = strangers_.topics().of_text(title, TopicWhere::title);
            if (hit.topic != kTopicDefaced || !hit.reaches(least_)) continue;
            note("defaced " + address_key(page.facts.url), "页面标题被篡改", page,
                 "标题：" + std::string(title));
            return;
        }
    }

    // --- the same address, asked for otherwise

    void compare(const PageRecord& page, const GuisedView& view) {
        if (view.guise == Guise::search) return;
        // A wall, a failure or a page that is too large says nothing of what others see; being sent
        // to a stranger does, also where nobody answers there.
        const bool was_sent = view.state == LinkState::dead && !view.final_url.empty() &&
                              strangers_.is_stranger(view.final_url);
        if (view.state != LinkState::fine && !was_sent) return;
        const std::string place = std::string(to_string(view.guise)) + " ";
        const std::string who(shown(view.guise));
        const std::string_view sent = strangers_.host(view.final_url);
        const std::string_view refreshed = strangers_.host(view.facts.refresh_url);
        const std::string_view host = !sent.empty() ? sent : refreshed;
        if (!host.empty() && strangers_.host(page.final_url).empty() &&
            strangers_.host(page.facts.refresh_url) != host) {
            pair(place + std::string(host), who + "被转到其他网站：" + std::string(host), page,
                 view,
                 "转到 " + (!sent.empty() ? view.final_url : std::string(view.facts.refresh_url)));
            return;
        }
        if (was_sent || !view.read) return;
        if (const TopicHit hit = new_topic(page.facts, view.facts); hit.reaches(least_)) {
            const std::vector<std::string> words(hit.words.begin(), hit.words.end());
            pair(place + address_key(page.facts.url),
                 "向" + who + "展示非法内容（" + std::string(hit.topic) + "）", page, view,
                 "标题：" + std::string(view.facts.document_title) + "，涉及" + name_some(words));
            return;
        }
        if (is_other_page(page.facts, view.facts)) {
            pair(place + address_key(page.facts.url), "向" + who + "展示另一内容", page, view,
                 "标题：" + std::string(view.facts.document_title));
        }
    }

    void pair(const std::string& place, const std::string& problem, const PageRecord& page,
              const GuisedView& view, const std::string& excerpt) {
        Finding* finding = note(place, problem, page,
                                "直接访问：" + std::string(page.facts.document_title.empty()
                                                               ? page.facts.title
                                                               : page.facts.document_title));
        if (finding == nullptr) return;
        const std::string url =
            view.final_url.empty() ? std::string(page.facts.url) : view.final_url;
        add_evidence(*finding, evidence_of(view.archive, url,
                                           std::string(shown(view.guise)) + "：" + excerpt));
    }

    // A topic of the guised view that the page itself does not have.
    TopicHit new_topic(const PageFacts& own, const PageFacts& guised) const {
        TopicHit best = topic_of(guised);
        if (!best.reaches(least_)) return {};
        const TopicHit usual = topic_of(own);
        return usual.topic == best.topic && usual.reaches(least_) ? TopicHit{} : best;
    }

    TopicHit topic_of(const PageFacts& facts) const {
        const Topics& topics = strangers_.topics();
        TopicHit best = topics.of_text(facts.document_title, TopicWhere::title);
        const auto offer = [&](TopicHit hit) {
            if (hit.weight > best.weight) best = std::move(hit);
        };
        for (const MetaTag& tag : facts.meta) {
            if (equals_ignoring_ascii_case(tag.name, "keywords") ||
                equals_ignoring_ascii_case(tag.name, "description")) {
                offer(topics.of_text(tag.content, TopicWhere::title));
            }
        }
        std::size_t foreign = 0;
        for (const Link& link : facts.links) {
            if (!link.external || !strangers_.is_stranger(link.url)) continue;
            if (++foreign > kMaxForeignLinks) break;
            offer(topics.of_link(link.text, link.url));
        }
        return best;
    }

    // Nothing in common: neither title, nor the site's name, nor links to the site itself.
    bool is_other_page(const PageFacts& own, const PageFacts& guised) const {
        if (own.text_chars < kLeastText || guised.text_chars < kLeastText) return false;
        if (own.title.empty() || guised.title.empty() || own.needs_rendering ||
            guised.needs_rendering || says_not_found(guised)) {
            return false;
        }
        const TitleForm a = title_form(own.document_title.empty() ? own.title : own.document_title);
        const TitleForm b =
            title_form(guised.document_title.empty() ? guised.title : guised.document_title);
        std::vector<std::uint64_t> common;
        std::set_intersection(a.bigrams.begin(), a.bigrams.end(), b.bigrams.begin(),
                              b.bigrams.end(), std::back_inserter(common));
        if (!common.empty() || a.bigrams.empty() || b.bigrams.empty()) return false;
        std::set<std::string_view> usual;
        for (const Link& link : own.links) usual.insert(link.url);
        for (const Link& link : guised.links) {
            if (!link.external && usual.contains(link.url)) return false;
        }
        return !usual.empty();
    }

    const SiteInput& input_;
    Strangers strangers_;
    std::int64_t least_;
    std::int64_t script_pages_;
    std::int64_t pages_ = 0;
    std::map<std::string_view, std::int64_t> script_hosts_;
    std::map<std::string, Finding> found_;
};

Verdict judge(const SiteInput& input) {
    return Search(input).run();
}

}  // namespace

SiteRule unresolved_attack() {
    return {"unresolved-attack", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
