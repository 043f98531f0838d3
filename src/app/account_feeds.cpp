#include "app/account_feeds.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "app/gathering.h"
#include "base/digest.h"
#include "base/text.h"
#include "feed/feed.h"
#include "model/facts.h"
#include "store/facts_load.h"
#include "store/facts_record.h"
#include "store/gather_session.h"
#include "store/rows.h"
#include "store/warc_record.h"

namespace mingcha::app {

namespace {

constexpr std::string_view kScope = "feeds";     // of the run in the evidence index
constexpr std::string_view kTargetMark = "#feed";  // behind the account's key

struct Wanted {
    Account account;
    std::string key;
    std::string url;
};

// What the page of an account says of its feeds: <link rel="alternate">, kept as a link of kind
// other with the media type for a text.
std::string feed_of_page(const AccountFacts& facts) {
    if (facts.pages.empty()) return {};
    for (const Link& link : facts.pages.front().facts.links) {
        if (link.kind != LinkKind::other || !link.url.starts_with("http")) continue;
        if (link.text.find("+xml") != std::string_view::npos ||
            link.text.find("feed+json") != std::string_view::npos) {
            return std::string(link.url);
        }
    }
    return {};
}

class Collector {
public:
    Collector(store::Store& store, const FeedsRequest& request)
        : store_(store), request_(request) {}

    Result<FeedsSummary> run(const std::atomic<bool>& stop) {
        if (auto found = find_feeds(); !found) return Fail(found.error());
        if (wanted_.empty()) return summary_;
        if (auto loaded = load_known(); !loaded) return Fail(loaded.error());
        auto session =
            store::GatherSession::open(request_.data_dir, request_.campaign.id, kScope, now());
        if (!session) return Fail(session.error());
        session_ = std::move(*session);
        std::vector<gather::DocumentRequest> requests;
        for (const Wanted& each : wanted_) {
            const store::FeedState& state = states_[each.key + "\n" + each.url];
            requests.push_back({each.url, state.etag, state.last_modified, feed::kMaxFeedBytes});
        }
        const auto done = gather::fetch_documents(
            request_.options, requests, stop,
            [this](std::size_t index, gather::DocumentOutcome& outcome) {
                const auto taken = take(wanted_[index], outcome);
                if (!taken) error_ = taken.error();
                return taken.has_value();
            });
        if (!done) return Fail(done.error());
        if (error_) return Fail(*error_);
        if (!*done) {
            return fail("inspect", "stopped before all feeds were read",
                        "run the same command again");
        }
        if (auto ended = session_->end(now()); !ended) return Fail(ended.error());
        if (auto saved = save(); !saved) return Fail(saved.error());
        return summary_;
    }

private:
    static Instant now() { return wall_clock(); }

    Result<bool> find_feeds() {
        std::vector<Account> accounts;
        if (auto loaded = store::load_into(store_, {}, accounts); !loaded) return loaded;
        auto index = store::GatherIndex::open(store::evidence_folder(request_.data_dir));
        if (!index) return Fail(index.error());
        const std::set<std::string> only(request_.only.begin(), request_.only.end());
        for (const Account& account : accounts) {
            Wanted wanted{account, account_key(account), account.feed};
            if (account.state != AccountState::running) continue;
            if (!only.empty() && !only.contains(wanted.key)) continue;
            if (wanted.url.empty() && !account.url.empty()) {
                const auto loaded = store::load_account_facts(request_.data_dir, **index,
                                                              request_.campaign.id, account);
                if (!loaded) return Fail(loaded.error());
                wanted.url = feed_of_page(loaded->facts);
            }
            if (!wanted.url.empty()) wanted_.push_back(std::move(wanted));
        }
        return true;
    }

    Result<bool> load_known() {
        std::vector<store::FeedState> states;
        std::vector<Post> posts;
        for (const auto& loaded :
             {store::load_into(store_, {}, states), store::load_into(store_, {}, posts)}) {
            if (!loaded) return loaded;
        }
        for (store::FeedState& each : states) states_[store::key_of(each)] = std::move(each);
        std::set<std::string_view> asked;
        for (const Wanted& each : wanted_) asked.insert(each.key);
        for (Post& post : posts) {
            if (!asked.contains(post.account_key)) continue;
            if (post.by == PostSource::feed) note_newest(post);
            known_.emplace(store::key_of(post), std::move(post));
        }
        return true;
    }

    // The newest post of the feed up to as_of.
    void note_newest(const Post& post) {
        if (post.published_at > request_.campaign.as_of) return;
        std::optional<Date>& newest = newest_[post.account_key];
        newest = std::max(newest.value_or(date_of(post.published_at)), date_of(post.published_at));
    }

    Result<bool> take(const Wanted& wanted, const gather::DocumentOutcome& outcome) {
        ++summary_.asked;
        const std::string sha256 =
            outcome.response.head.empty() ? "" : sha256_hex(outcome.response.body.bytes());
        if (auto kept = archive(wanted, outcome, sha256); !kept) return kept;
        AccountLook look;
        look.account_key = wanted.key;
        look.account_type = wanted.account.type;
        look.by = PostSource::feed;
        look.seen_at = request_.campaign.as_of;
        look.url = wanted.url;
        look.source = sha256.empty() ? "订阅源" : "订阅源，SHA-256 " + sha256;
        if (outcome.not_modified) {
            ++summary_.unchanged;
            look.last_post = newest_[wanted.key];
        } else if (outcome.reason.code != ReasonCode::none) {
            fail_look(look, outcome.reason);
        } else {
            read(wanted, outcome, sha256, look);
        }
        if (look.state == LookState::seen && !look.last_post) {
            look.reason = {ReasonCode::site, "订阅源里没有监测时间点以前带日期的内容"};
        }
        looks_.push_back(std::move(look));
        return true;
    }

    void fail_look(AccountLook& look, Reason reason) {
        ++summary_.failed;
        look.state = LookState::not_collected;
        look.reason = std::move(reason);
    }

    void read(const Wanted& wanted, const gather::DocumentOutcome& outcome,
              const std::string& sha256, AccountLook& look) {
        const Result<feed::Feed> parsed = feed::parse_feed(outcome.body, outcome.url);
        if (!parsed) {
            return fail_look(look, {ReasonCode::site,
                                    parsed.error().where + " " + parsed.error().what + "；" +
                                        parsed.error().hint});
        }
        ++summary_.read;
        look.name = parsed->title;
        for (const feed::Item& item : parsed->items) {
            if (item.published_at) keep(wanted, item);
        }
        look.last_post = newest_[wanted.key];
        store::FeedState state;
        state.account_key = wanted.key;
        state.url = wanted.url;
        state.etag = outcome.etag;
        state.last_modified = outcome.last_modified;
        state.sha256 = sha256;
        state.at = outcome.response.at;
        fresh_states_.push_back(std::move(state));
    }

    void keep(const Wanted& wanted, const feed::Item& item) {
        Post post;
        post.account_key = wanted.key;
        post.account_type = wanted.account.type;
        post.published_at = *item.published_at;
        post.title = item.title;
        post.url = item.url;
        post.text = item.text;
        post.by = PostSource::feed;
        post.source = "订阅源";
        // Not yet: a clock that is wrong, or a post that is planned.
        if (date_of(post.published_at) > date_of(now())) return;
        note_newest(post);
        const auto known = known_.find(store::key_of(post));
        if (known != known_.end() && known->second.by != PostSource::feed) return;
        if (known != known_.end() && store::encode(known->second) == store::encode(post)) return;
        ++summary_.posts;
        posts_.push_back(std::move(post));
    }

    Result<bool> archive(const Wanted& wanted, const gather::DocumentOutcome& outcome,
                         const std::string& sha256) {
        const gather::FetchResponse& response = outcome.response;
        const std::string target = wanted.key + std::string(kTargetMark);
        std::string_view warc;
        const std::string request =
            gather::request_head(response.url, response.as_browser, response.cookie);
        const std::string seed =
            fmt::format("{}|{}|{}", request_.campaign.id, target, response.at.seconds);
        if (!response.head.empty()) {
            store::WarcExchange exchange;
            exchange.url = response.url;
            exchange.request_head = request;
            exchange.response_head = response.head;
            exchange.body = response.body.bytes();
            exchange.body_packed =
                !gather::header_value(response.head, "content-encoding").empty();
            exchange.cut = response.cut;
            exchange.address = response.address;
            exchange.at = response.at;
            exchange.sha256 = sha256;
            exchange.id_seed = seed;
            exchange.metadata = {{"target", target},
                                 {"attempts", std::to_string(outcome.attempts)}};
            warc = warc_.pack(exchange);
        }
        store::VisitRecord record;
        record.url = wanted.url;
        record.final_url = outcome.url;
        record.kind = LinkKind::other;
        record.state = outcome.state;
        record.reason = outcome.reason.code;
        record.reason_text = outcome.reason.text;
        record.status = response.status;
        record.attempts = outcome.attempts;
        record.at = response.at;
        record.sha256 = sha256;
        if (auto added = session_->add(target, facts_.pack(record, nullptr), warc, now()); !added) {
            return added;
        }
        store::VisitRow row;
        row.campaign = request_.campaign.id;
        row.target = target;
        row.account = true;
        row.as_of = request_.campaign.as_of;
        row.visited = outcome.reason.code == ReasonCode::none;
        row.unvisited = outcome.reason;
        row.began = row.ended = response.at;
        row.requests = static_cast<std::uint64_t>(outcome.attempts);
        row.bytes = response.received;
        return session_->finish(std::move(row));
    }

    Result<bool> save() {
        store::Transaction change(store_);
        if (auto begun = change.begin(); !begun) return begun;
        for (const auto& saved :
             {store::save(store_, {}, posts_), store::save(store_, {}, looks_),
              store::save(store_, {}, fresh_states_)}) {
            if (!saved) return saved;
        }
        return change.done();
    }

    store::Store& store_;
    const FeedsRequest& request_;
    std::vector<Wanted> wanted_;
    std::map<std::string, store::FeedState> states_;     // by key
    std::unordered_map<std::string, Post> known_;        // by key, of the accounts asked
    std::map<std::string, std::optional<Date>> newest_;  // by account
    std::unique_ptr<store::GatherSession> session_;
    store::FactsPacker facts_;
    store::WarcPacker warc_;
    std::vector<Post> posts_;
    std::vector<AccountLook> looks_;
    std::vector<store::FeedState> fresh_states_;
    FeedsSummary summary_;
    std::optional<Error> error_;
};

}  // namespace

Result<FeedsSummary> collect_feeds(store::Store& store, const FeedsRequest& request,
                                   const std::atomic<bool>& stop) {
    return Collector(store, request).run(stop);
}

}  // namespace mingcha::app
