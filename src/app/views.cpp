#include "app/views.h"

#include <fmt/format.h>

#include "store/gather_session.h"
#include "store/rows.h"

namespace mingcha::app {

namespace {

// Changes with whatever a base is made from; and with what people decided.
struct Stamps {
    std::string inputs, decisions;
};

Result<Stamps> stamps_of(store::Store& store, const std::filesystem::path& data_dir, Instant now) {
    const auto revisions = store.revisions();
    if (!revisions) return Fail(revisions.error());
    std::int64_t rows = 0, words = 0;
    for (const auto& [kind, number] : *revisions) {
        if (store::is_judged_from(kind)) rows += number;
        if (kind == store::kDecisionLogKind) words += number;
    }
    auto index = store::GatherIndex::open(store::evidence_folder(data_dir));
    if (!index) return Fail(index.error());
    const auto facts = (*index)->revision();
    if (!facts) return Fail(facts.error());
    return Stamps{fmt::format("{}-{}-{}", rows, *facts, date_of(now).days),
                  fmt::format("{}", words)};
}

}  // namespace

Result<std::string> facts_revision(store::Store& store, const std::filesystem::path& data_dir,
                                   Instant now) {
    const auto stamps = stamps_of(store, data_dir, now);
    if (!stamps) return Fail(stamps.error());
    return stamps->inputs + "." + stamps->decisions;
}

Views::Views(ViewsOptions options) : options_(std::move(options)), thread_([this] { run(); }) {}

Views::~Views() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

Result<std::shared_ptr<const CampaignView>> Views::get(const std::string& campaign) {
    std::unique_lock lock(mutex_);
    Slot& slot = slots_[campaign];
    slot.used = ++clock_;
    if (slot.view) return slot.view;
    asked_ = true;
    changed_.notify_all();
    if (!slot.error && waiting_ < kMaxWaiting) {
        ++waiting_;
        changed_.wait_for(lock, kFirstWait, [&] {
            const auto found = slots_.find(campaign);
            return stopping_ || found == slots_.end() || found->second.view != nullptr ||
                   found->second.error.has_value();
        });
        --waiting_;
    }
    const auto found = slots_.find(campaign);
    if (found == slots_.end()) return std::shared_ptr<const CampaignView>();
    if (found->second.view) return found->second.view;
    if (found->second.error) return Fail(*found->second.error);
    return std::shared_ptr<const CampaignView>();
}

Result<std::shared_ptr<const CampaignView>> Views::decided(store::Store& store,
                                                           const std::string& campaign) {
    const std::lock_guard one(deciding_);
    std::shared_ptr<const CampaignView> old;
    std::string inputs;
    {
        const std::lock_guard lock(mutex_);
        const auto found = slots_.find(campaign);
        if (found == slots_.end() || !found->second.view) return old;
        old = found->second.view;
        inputs = found->second.inputs;
    }
    // The stamp before the words: whatever comes between is looked at once more.
    const auto stamps = stamps_of(store, options_.data_dir, options_.now());
    if (!stamps) return Fail(stamps.error());
    auto words = words_of(store, campaign);
    if (!words) return Fail(words.error());
    auto view = make_view(old->base, std::move(*words), inputs + "." + stamps->decisions);
    const std::lock_guard lock(mutex_);
    Slot& slot = slots_[campaign];
    if (slot.inputs == inputs) {
        slot.view = view;
        slot.decisions = stamps->decisions;
    }
    return view;
}

void Views::look() {
    const std::lock_guard lock(mutex_);
    asked_ = true;
    changed_.notify_all();
}

void Views::run() {
    std::unique_ptr<store::Store> store;
    std::chrono::steady_clock::duration rest{};
    for (;;) {
        {
            std::unique_lock lock(mutex_);
            changed_.wait_for(lock, std::max<std::chrono::steady_clock::duration>(kLookEvery, rest),
                              [this] { return stopping_ || asked_; });
            if (stopping_) return;
            asked_ = false;
        }
        if (!store) {
            auto opened = options_.open_store();
            if (!opened) continue;  // said by whoever serves; tried again
            store = std::move(*opened);
        }
        const auto began = std::chrono::steady_clock::now();
        const bool made = look_at_all(*store);
        rest = made ? kRest * (std::chrono::steady_clock::now() - began)
                    : std::chrono::steady_clock::duration{};
    }
}

// Whether any view was made anew.
bool Views::look_at_all(store::Store& store) {
    std::map<std::string, Slot> wanted;
    {
        const std::lock_guard lock(mutex_);
        forget_old();
        wanted = slots_;
    }
    bool made = false;
    for (auto& [campaign, slot] : wanted) {
        made |= bring_up(store, campaign, std::move(slot));
        const std::lock_guard lock(mutex_);
        if (stopping_) break;
    }
    return made;
}

bool Views::bring_up(store::Store& store, const std::string& campaign, Slot slot) {
    const auto stamps = stamps_of(store, options_.data_dir, options_.now());
    if (!stamps) return false;
    const bool same_inputs = slot.inputs == stamps->inputs;
    if (same_inputs && (slot.error || slot.decisions == stamps->decisions)) return false;
    if (same_inputs) return decided(store, campaign).has_value();
    auto base = load_view_base(store, options_.data_dir, campaign, options_.now());
    const std::lock_guard one(deciding_);
    Result<Words> words = base ? words_of(store, campaign) : Result<Words>(Fail(base.error()));
    slot.inputs = stamps->inputs;
    slot.decisions = stamps->decisions;
    if (words) {
        slot.error.reset();
        slot.view = make_view(*base, std::move(*words),
                              fmt::format("{}.{}", stamps->inputs, stamps->decisions));
    } else {
        slot.error = words.error();
        slot.view.reset();
    }
    const std::lock_guard lock(mutex_);
    slot.used = slots_[campaign].used;
    slots_[campaign] = std::move(slot);
    changed_.notify_all();
    return true;
}

void Views::forget_old() {
    while (slots_.size() > kMaxViews) {
        auto oldest = slots_.begin();
        for (auto each = slots_.begin(); each != slots_.end(); ++each) {
            if (each->second.used < oldest->second.used) oldest = each;
        }
        slots_.erase(oldest);
    }
}

}  // namespace mingcha::app
