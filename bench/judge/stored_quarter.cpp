#include "bench/judge/stored_quarter.h"

#include <algorithm>
#include <chrono>

#include "app/judge_campaign.h"
#include "app/verdicts.h"
#include "base/text.h"
#include "bench/judge/made_site.h"
#include "store/facts_record.h"
#include "store/gather_session.h"
#include "store/rows.h"
#include "tests/testing/temp_dir.h"

namespace mingcha::bench {

namespace {

constexpr int kRounds = 3;
constexpr std::string_view kCampaign = "2021Q4";

// About as long as the text of a page of a county's site.
const std::string& main_text() {
    static const std::string text = [] {
        std::string long_text;
        for (int i = 0; i < 30; ++i) {
            long_text +=
                "会议传达学习上级有关文件精神，听取工作情况汇报，研究部署下一阶段重点任务。";
        }
        return long_text;
    }();
    return text;
}

Campaign quarter() {
    Campaign campaign;
    campaign.id = std::string(kCampaign);
    campaign.ruleset = "luan-2021";
    campaign.window = {*parse_date("2021-11-04"), *parse_date("2021-11-10")};
    campaign.as_of = *parse_instant("2021-11-12T18:00:00+08:00");
    return campaign;
}

Result<bool> store_site(store::GatherSession& session, store::FactsPacker& packer, MadeSite& made) {
    const Instant as_of = quarter().as_of;
    std::uint32_t sequence = 0;
    for (PageRecord& page : made.facts.pages) {
        page.facts.main_text = main_text();
        store::VisitRecord record;
        record.sequence = sequence++;
        record.url = page.facts.url;
        record.page = true;
        record.state = LinkState::fine;
        record.status = 200;
        record.at = as_of;
        const auto added =
            session.add(made.facts.site.site_code, packer.pack(record, &page.facts), {}, as_of);
        if (!added) return added;
    }
    store::VisitRow row;
    row.campaign = std::string(kCampaign);
    row.target = made.facts.site.site_code;
    row.as_of = as_of;
    row.visited = true;
    row.began = row.ended = as_of;
    row.pages = sequence;
    return session.finish(std::move(row));
}

Result<bool> store_quarter(store::Store& store, const std::filesystem::path& folder,
                           std::size_t sites, std::size_t pages, std::size_t links) {
    std::vector<Site> registry;
    auto session = store::GatherSession::open(folder, kCampaign, "", quarter().as_of);
    if (!session) return Fail(session.error());
    store::FactsPacker packer;
    for (std::size_t i = 0; i < sites; ++i) {
        MadeSite made = make_site(i, pages, links);
        if (auto stored = store_site(**session, packer, made); !stored) return stored;
        registry.push_back(made.facts.site);
    }
    if (auto ended = (*session)->end(quarter().as_of); !ended) return ended;
    if (auto saved = store::save(store, {}, registry); !saved) return saved;
    return store::save(store, {}, std::vector<Campaign>{quarter()});
}

struct Judged {
    double seconds = 0;
    std::string bytes;  // of the stored verdicts
    std::size_t findings = 0;
};

Result<Judged> judge_once(store::Store& store, app::JudgeRequest request) {
    const std::string ruleset = request.ruleset.empty() ? quarter().ruleset : request.ruleset;
    Judged judged;
    const auto begin = std::chrono::steady_clock::now();
    const auto judgement = app::judge_campaign(store, request);
    judged.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    if (!judgement) return Fail(judgement.error());
    judged.findings = static_cast<std::size_t>(judgement->findings);
    const auto records =
        store.records(store::kVerdictsKind, app::verdicts_scope(kCampaign, ruleset));
    if (!records) return Fail(records.error());
    for (const store::Record& record : *records) judged.bytes += record.key + record.body;
    return judged;
}

}  // namespace

Result<StoredTimes> judge_stored_quarter(std::size_t sites, std::size_t pages, std::size_t links) {
    const testing::TempDir folder;
    auto store = store::Store::open(folder.path());
    if (!store) return Fail(store.error());
    const auto stored = store_quarter(**store, folder.path(), sites, pages, links);
    if (!stored) return Fail(stored.error());
    StoredTimes times{1e9, 1e9, 1e9, 0};
    app::JudgeRequest request{folder.path(), std::string(kCampaign), "", 1};
    for (int round = 0; round < kRounds; ++round) {
        request.ruleset.clear();
        request.threads = 1;
        const auto one = judge_once(**store, request);
        if (!one) return Fail(one.error());
        request.threads = 2;
        const auto two = judge_once(**store, request);
        if (!two) return Fail(two.error());
        if (one->bytes != two->bytes || one->findings == 0) {
            return fail("judge", "one thread and two gave different verdicts, or none at all",
                        "look for what depends on the order of work");
        }
        request.ruleset = "national-2019";
        const auto other = judge_once(**store, request);
        if (!other) return Fail(other.error());
        times.one_thread = std::min(times.one_thread, one->seconds);
        times.two_threads = std::min(times.two_threads, two->seconds);
        times.another_ruleset = std::min(times.another_ruleset, other->seconds);
        times.findings = one->findings;
    }
    return times;
}

}  // namespace mingcha::bench
