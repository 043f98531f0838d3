#include "app/judge.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <thread>
#include <unordered_map>

#include "store/facts_load.h"
#include "store/gather_session.h"

namespace mingcha::app {

namespace {

constexpr int kMaxThreads = 64;

template <class Row>
using BySite = std::unordered_map<std::string, std::vector<Row>>;

// Rows by the target they belong to, so that no target looks through those of all others.
struct Rows {
    BySite<Probe> probes;
    BySite<Exemption> exemptions;
    BySite<Interaction> interactions;
    BySite<MessageRow> messages;
    BySite<Post> posts;
};

template <class Row>
std::vector<Row> rows_of(const BySite<Row>& rows, const std::string& key) {
    const auto found = rows.find(key);
    return found == rows.end() ? std::vector<Row>{} : found->second;
}

Rows sorted_rows(const JudgeInput& input) {
    Rows rows;
    const Campaign& campaign = input.context.campaign;
    for (const Probe& probe : input.probes) {
        if (probe.at < at(campaign.window.from) || probe.at > campaign.as_of) continue;
        rows.probes[probe.site_code].push_back(probe);
    }
    for (const Exemption& row : input.exemptions) rows.exemptions[row.site_code].push_back(row);
    for (const Interaction& row : input.interactions)
        rows.interactions[row.site_code].push_back(row);
    for (const MessageRow& row : input.messages) rows.messages[row.site_code].push_back(row);
    for (const Post& post : input.posts) {
        if (post.published_at > campaign.as_of) continue;
        rows.posts[post.account_key].push_back(post);
    }
    return rows;
}

class Judging {
public:
    explicit Judging(const JudgeInput& input)
        : input_(input),
          rows_(sorted_rows(input)),
          count_(input.sites.size() + input.accounts.size()),
          verdicts_(count_) {}

    Result<Judgement> run() {
        const int cores = static_cast<int>(std::thread::hardware_concurrency());
        const int wanted = std::clamp(input_.threads > 0 ? input_.threads : cores, 1, kMaxThreads);
        std::vector<std::thread> threads;
        for (int i = 1; i < wanted; ++i) threads.emplace_back([this] { work(); });
        work();
        for (std::thread& thread : threads) thread.join();
        if (error_) return Fail(*error_);
        Judgement judgement;
        for (std::vector<Verdict>& list : verdicts_) {
            for (Verdict& verdict : list) {
                judgement.findings += static_cast<std::int64_t>(verdict.findings.size());
                judgement.not_measured += verdict.outcome == Outcome::not_measured ? 1 : 0;
                judgement.verdicts.push_back(std::move(verdict));
            }
        }
        return judgement;
    }

private:
    // Each thread has a connection to the index of its own and takes the next target that is left.
    void work() {
        auto index = store::GatherIndex::open(store::evidence_folder(input_.data_dir));
        if (!index) return fail_with(index.error());
        for (std::size_t i = next_++; i < count_; i = next_++) {
            const auto judged =
                i < input_.sites.size()
                    ? judge_site(**index, input_.sites[i], verdicts_[i])
                    : judge_account(**index, input_.accounts[i - input_.sites.size()],
                                    verdicts_[i]);
            if (!judged) return fail_with(judged.error());
        }
    }

    Result<bool> judge_site(store::GatherIndex& index, const Site& site,
                            std::vector<Verdict>& out) {
        auto loaded =
            store::load_site_facts(input_.data_dir, index, input_.context.campaign.id, site);
        if (!loaded) return Fail(loaded.error());
        loaded->facts.probes = rows_of(rows_.probes, site.site_code);
        loaded->facts.exemptions = rows_of(rows_.exemptions, site.site_code);
        loaded->facts.interactions = rows_of(rows_.interactions, site.site_code);
        loaded->facts.messages = rows_of(rows_.messages, site.site_code);
        out = audit::judge_site(loaded->facts, input_.context);
        return true;
    }

    Result<bool> judge_account(store::GatherIndex& index, const Account& account,
                               std::vector<Verdict>& out) {
        auto loaded =
            store::load_account_facts(input_.data_dir, index, input_.context.campaign.id, account);
        if (!loaded) return Fail(loaded.error());
        loaded->facts.posts = rows_of(rows_.posts, account_key(account));
        out = audit::judge_account(loaded->facts, input_.context);
        return true;
    }

    void fail_with(const Error& error) {
        const std::lock_guard lock(mutex_);
        if (!error_) error_ = error;
        next_ = count_;
    }

    const JudgeInput& input_;
    const Rows rows_;
    const std::size_t count_;
    std::vector<std::vector<Verdict>> verdicts_;  // one slot a target: threads never share one
    std::atomic<std::size_t> next_ = 0;
    std::mutex mutex_;
    std::optional<Error> error_;
};

}  // namespace

Result<Judgement> judge(const JudgeInput& input) {
    return Judging(input).run();
}

}  // namespace mingcha::app
