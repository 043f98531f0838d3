#include "store/gather_session.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <vector>

namespace mingcha::store {

namespace {

// Of the files of one campaign. Held as long as the process lives; a killed one leaves nothing
// behind.
struct CampaignLock {
    int file = -1;
    ~CampaignLock() {
        if (file >= 0) ::close(file);
    }
};

Result<std::unique_ptr<CampaignLock>> lock_campaign(const std::filesystem::path& folder,
                                                    std::string_view campaign) {
    auto lock = std::make_unique<CampaignLock>();
    const auto path = folder / (file_stem(campaign) + ".lock");
    lock->file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (lock->file < 0) {
        return fail(path.string(), std::string("cannot be opened: ") + std::strerror(errno),
                    "check that the data folder may be written");
    }
    if (::flock(lock->file, LOCK_EX | LOCK_NB) != 0) {
        return fail(path.string(),
                    "campaign " + std::string(campaign) + " is being inspected by another process",
                    "wait until it has ended, or stop it");
    }
    return lock;
}

}  // namespace

struct GatherSession::Lock {
    std::unique_ptr<CampaignLock> held;
};

std::filesystem::path evidence_folder(const std::filesystem::path& data_dir) {
    return data_dir / "evidence";
}

std::filesystem::path facts_path(const std::filesystem::path& data_dir, std::string_view campaign) {
    return evidence_folder(data_dir) / (file_stem(campaign) + ".facts");
}

GatherSession::GatherSession(std::unique_ptr<Lock> lock, std::unique_ptr<GatherIndex> index,
                             GatherRun run, FactsWriter facts, WarcWriter warc)
    : lock_(std::move(lock)),
      index_(std::move(index)),
      run_(std::move(run)),
      facts_(std::move(facts)),
      warc_(std::move(warc)) {}

GatherSession::~GatherSession() = default;

Result<std::unique_ptr<GatherSession>> GatherSession::open(const std::filesystem::path& data_dir,
                                                           std::string_view campaign,
                                                           std::string_view scope, Instant now) {
    const auto folder = evidence_folder(data_dir);
    auto index = GatherIndex::open(folder);
    if (!index) return Fail(index.error());
    auto held = lock_campaign(folder, campaign);
    if (!held) return Fail(held.error());
    auto lock = std::make_unique<Lock>(std::move(*held));
    const auto sizes = (*index)->good_sizes(campaign);
    if (!sizes) return Fail(sizes.error());
    auto facts = AppendFile::open(facts_path(data_dir, campaign), sizes->facts);
    if (!facts) return Fail(facts.error());
    auto warc = WarcWriter::open(folder, campaign, sizes->warc_number, sizes->warc, now);
    if (!warc) return Fail(warc.error());
    auto run = (*index)->begin_run(campaign, scope, now);
    if (!run) return Fail(run.error());
    return std::unique_ptr<GatherSession>(
        new GatherSession(std::move(lock), std::move(*index), std::move(*run),
                          FactsWriter(std::move(*facts)), std::move(*warc)));
}

Result<bool> GatherSession::add(const std::string& target, std::string_view record,
                                std::string_view warc, Instant now) {
    WarcPlace place;
    if (!warc.empty()) {
        const auto appended = warc_.append(warc, now);
        if (!appended) return Fail(appended.error());
        place = *appended;
    }
    return facts_.add(target, record, place);
}

Result<bool> GatherSession::finish(VisitRow row) {
    auto blocks = facts_.finish(row.target);
    if (!blocks) return Fail(blocks.error());
    row.blocks = std::move(*blocks);
    row.run = run_.id;
    if (auto safe = warc_.sync(); !safe) return safe;
    if (auto safe = facts_.sync(); !safe) return safe;
    return index_->save(row, {facts_.size(), warc_.number(), warc_.size()});
}

Result<bool> GatherSession::end(Instant now) {
    return index_->end_run(run_.id, now);
}

Result<bool> forget_evidence(const std::filesystem::path& data_dir, std::string_view campaign) {
    const auto folder = evidence_folder(data_dir);
    std::error_code error;
    if (!std::filesystem::exists(folder, error)) return true;
    auto index = GatherIndex::open(folder);
    if (!index) return Fail(index.error());
    const auto lock = lock_campaign(folder, campaign);
    if (!lock) return Fail(lock.error());
    if (auto gone = (*index)->forget(campaign); !gone) return gone;
    const std::string archive = file_stem(campaign) + "-";
    std::vector<std::filesystem::path> files{facts_path(data_dir, campaign)};
    for (const auto& each : std::filesystem::directory_iterator(folder, error)) {
        const std::string name = each.path().filename().string();
        if (!name.starts_with(archive) || !name.ends_with(kArchiveEnding)) continue;
        const std::string_view number = std::string_view(name).substr(
            archive.size(), name.size() - archive.size() - kArchiveEnding.size());
        if (number.find_first_not_of("0123456789") == std::string_view::npos) {
            files.push_back(each.path());
        }
    }
    for (const auto& file : files) std::filesystem::remove(file, error);
    if (error) return fail(folder.string(), error.message(), "检查数据目录的权限");
    return true;
}

}  // namespace mingcha::store
