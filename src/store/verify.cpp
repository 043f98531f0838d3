#include "store/verify.h"

#include <sqlite3.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include <fmt/format.h>

#include "base/digest.h"
#include "store/facts_file.h"
#include "store/gather_index.h"
#include "store/gather_session.h"
#include "store/picture_file.h"
#include "store/publication_rows.h"
#include "store/store.h"
#include "store/warc_record.h"

namespace mingcha::store {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kWindow = 2 * kMaxWarcRecord;  // holds any record whole
constexpr std::string_view kDigest = "sha256:";

void tell(VerifyReport& report, const std::string& where, const std::string& what) {
    ++report.faults;
    if (report.told.size() < kMaxFaultsTold) report.told.push_back(where + "：" + what);
}

void check_database(const fs::path& path, VerifyReport& report) {
    ++report.databases;
    sqlite3* opened = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READWRITE, nullptr);
    const std::unique_ptr<sqlite3, int (*)(sqlite3*)> database(opened, &sqlite3_close);
    if (code != SQLITE_OK) return tell(report, path.string(), sqlite3_errstr(code));
    sqlite3_stmt* prepared = nullptr;
    sqlite3_prepare_v2(opened, "pragma integrity_check(20)", -1, &prepared, nullptr);
    const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> check(prepared, &sqlite3_finalize);
    if (prepared == nullptr) return tell(report, path.string(), sqlite3_errmsg(opened));
    int step = SQLITE_ROW;
    while ((step = sqlite3_step(prepared)) == SQLITE_ROW) {
        const std::string line = reinterpret_cast<const char*>(sqlite3_column_text(prepared, 0));
        if (line != "ok") tell(report, path.string(), line);
    }
    if (step != SQLITE_DONE) tell(report, path.string(), sqlite3_errmsg(opened));
}

// The body as received against the hash that was taken when it came.
void check_body(const WarcRecord& record, const std::string& where, VerifyReport& report) {
    if (record.field("warc-type") != "response") return;
    std::string_view digest = record.field("warc-payload-digest");
    if (!digest.starts_with(kDigest)) return;
    digest.remove_prefix(kDigest.size());
    const std::size_t head = record.block.find("\r\n\r\n");
    const std::string_view body = head == std::string::npos
                                      ? std::string_view{}
                                      : std::string_view(record.block).substr(head + 4);
    ++report.bodies;
    if (sha256_hex(body) != digest) tell(report, where, "内容与 SHA-256 不符");
}

// Record after record; `size` bytes are known to be whole, what lies beyond a killed run left.
void check_warc(const fs::path& path, std::uint64_t size, VerifyReport& report) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"),
                                                               &std::fclose);
    if (!file) return tell(report, path.string(), std::strerror(errno));
    std::string window(kWindow, '\0');
    std::size_t filled = 0;
    std::size_t at = 0;
    std::uint64_t offset = 0;  // of the next record in the file
    while (offset < size) {
        if (filled - at < kMaxWarcRecord) {
            window.erase(0, at);
            window.resize(kWindow);
            filled -= at;
            at = 0;
            filled += std::fread(window.data() + filled, 1, kWindow - filled, file.get());
        }
        const auto record = read_warc_record(std::string_view(window).substr(at, filled - at));
        const std::string where = fmt::format("{} 偏移 {}", path.string(), offset);
        if (!record) return tell(report, where, record.error().what);
        ++report.records;
        check_body(*record, where, report);
        at += record->packed_bytes;
        offset += record->packed_bytes;
    }
}

void check_blocks(const fs::path& data_dir, const VisitRow& row, VerifyReport& report) {
    const fs::path path = facts_path(data_dir, row.campaign);
    for (const BlockPlace& place : row.blocks) {
        ++report.blocks;
        const auto read = read_block(path, place, [](std::string_view, WarcPlace) {});
        if (!read)
            tell(report, fmt::format("{} {}", row.campaign, row.target), read.error().text());
    }
}

Result<bool> check_evidence(const fs::path& data_dir, VerifyReport& report) {
    const fs::path folder = evidence_folder(data_dir);
    auto index = GatherIndex::open(folder);
    if (!index) return Fail(index.error());
    const auto campaigns = (*index)->campaigns();
    if (!campaigns) return Fail(campaigns.error());
    for (const std::string& campaign : *campaigns) {
        const auto targets = (*index)->targets(campaign);
        if (!targets) return Fail(targets.error());
        for (const std::string& target : *targets) {
            const auto row = (*index)->visit(campaign, target);
            if (!row) return Fail(row.error());
            if (*row) check_blocks(data_dir, **row, report);
        }
        const auto sizes = (*index)->good_sizes(campaign);
        if (!sizes) return Fail(sizes.error());
        for (std::uint32_t number = 1; number <= sizes->warc_number; ++number) {
            const fs::path path = folder / warc_name(campaign, number);
            std::error_code error;
            const std::uint64_t size = fs::file_size(path, error);
            if (error) {
                tell(report, path.string(), error.message());
                continue;
            }
            const bool last = number == sizes->warc_number;
            if (last && size < sizes->warc) tell(report, path.string(), "比索引记载的短");
            check_warc(path, last ? std::min(size, sizes->warc) : size, report);
        }
    }
    return true;
}

// What people keep is named by the hash of its bytes.
void check_named(const fs::path& folder, std::uint64_t& count, VerifyReport& report) {
    std::error_code none;
    for (const auto& each : fs::directory_iterator(folder, none)) {
        if (!each.is_regular_file() || each.path().extension() == kUnfinished) continue;
        ++count;
        const std::string path = each.path().string();
        const auto bytes = read_part(each.path(), 0, static_cast<std::size_t>(each.file_size()));
        if (!bytes) {
            tell(report, path, bytes.error().what);
        } else if (sha256_hex(*bytes) != each.path().stem().string()) {
            tell(report, path, "内容与 SHA-256 不符");
        }
    }
}

// A version as it was published: its seal, and every file there with its size.
void check_version(const fs::path& data_dir, const std::string& campaign,
                   const PublishedVersion& version, VerifyReport& report) {
    ++report.versions;
    const std::string where = fmt::format("{} 第 {} 版", campaign, version.number);
    if (seal_of(version) != version.seal) tell(report, where, "记录与封印不符，发布后被改动");
    for (const KeptFile& file : version.files) {
        std::error_code error;
        const auto size = fs::file_size(evidence_folder(data_dir) / file.stored, error);
        if (error) {
            tell(report, where + " " + file.stored, error.message());
        } else if (size != file.bytes) {
            tell(report, where + " " + file.stored, "大小与记录不符");
        }
    }
}

Result<bool> check_versions(const fs::path& data_dir, VerifyReport& report) {
    const auto store = Store::open_to_look(data_dir);
    if (!store) return Fail(store.error());
    const auto campaigns = load<Campaign>(**store);
    if (!campaigns) return Fail(campaigns.error());
    for (const Campaign& campaign : *campaigns) {
        const auto versions = load<PublishedVersion>(**store, campaign.id);
        if (!versions) return Fail(versions.error());
        for (const PublishedVersion& each : *versions) {
            check_version(data_dir, campaign.id, each, report);
        }
    }
    return true;
}

}  // namespace

Result<VerifyReport> verify_data(const fs::path& data_dir) {
    std::error_code ignored;
    if (!fs::is_directory(data_dir, ignored)) {
        return fail(data_dir.string(), "no such data folder", "--data DIR 指向数据文件夹");
    }
    VerifyReport report;
    const fs::path main = data_dir / kDatabaseFile;
    if (fs::exists(main, ignored)) check_database(main, report);
    const fs::path evidence = evidence_folder(data_dir);
    check_named(evidence / kPictureFolder, report.pictures, report);
    std::uint64_t files = 0;  // counted with their versions
    check_named(evidence / kPublicationFolder, files, report);
    if (report.faults == 0) {
        const auto versions = check_versions(data_dir, report);
        if (!versions) tell(report, main.string(), versions.error().text());
    }
    const fs::path index = evidence_folder(data_dir) / kIndexFile;
    if (!fs::exists(index, ignored)) return report;
    check_database(index, report);
    if (report.faults > 0) return report;  // a damaged index leads nowhere
    const auto checked = check_evidence(data_dir, report);
    if (!checked) tell(report, index.string(), checked.error().text());
    return report;
}

}  // namespace mingcha::store
