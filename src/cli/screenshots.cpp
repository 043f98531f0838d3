#include "cli/screenshots.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "app/screenshots.h"
#include "cli/data.h"
#include "cli/files.h"
#include "cli/output.h"

namespace mingcha::cli {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::size_t kMaxArchiveBytes = std::size_t{512} << 20;
constexpr std::size_t kListedUnseen = 20;

std::optional<Instant> written_at(const fs::path& path) {
    std::error_code error;
    const auto time = fs::last_write_time(path, error);
    if (error) return std::nullopt;
    const auto system = std::chrono::file_clock::to_sys(time);
    return Instant{
        std::chrono::duration_cast<std::chrono::seconds>(system.time_since_epoch()).count()};
}

// Files below a folder, by name. Links are not followed: they may lead anywhere.
Result<std::vector<app::PictureFile>> pictures_of_folder(const fs::path& folder) {
    std::vector<app::PictureFile> files;
    std::error_code error;
    fs::recursive_directory_iterator each(folder, error);
    if (error) return fail(folder.string(), error.message(), "检查文件夹的权限");
    for (; each != fs::recursive_directory_iterator(); each.increment(error)) {
        if (error) return fail(folder.string(), error.message(), "检查文件夹的权限");
        if (each->is_symlink() || !each->is_regular_file()) continue;
        const fs::path path = each->path();
        app::PictureFile file;
        file.name = fs::relative(path, folder).generic_string();
        file.taken_at = written_at(path);
        file.read = [path] { return read_file(path.string(), app::kMaxPictureBytes); };
        files.push_back(std::move(file));
        if (files.size() > app::kMaxPictures) break;
    }
    std::sort(files.begin(), files.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    return files;
}

std::string report_json(const app::PicturesReport& report, bool dry_run) {
    Json matched = Json::array();
    for (const app::PictureMatch& each : report.matched) {
        matched.push_back({{"file", each.file},
                           {"account", each.account},
                           {"name", each.name},
                           {"sha256", each.sha256}});
    }
    Json left = Json::array();
    for (const app::PictureLeftover& each : report.left_over) {
        left.push_back({{"file", each.file}, {"why", each.why}});
    }
    const Json json{{"kind", "screenshots"},     {"dry_run", dry_run},
                    {"matched", matched},        {"unchanged", report.same},
                    {"left_over", left},         {"accounts_without", report.unseen}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string report_text(const app::PicturesReport& report, bool dry_run) {
    std::string out = fmt::format("screenshots: 对上账号 {}（已有 {}），未对上 {}{}\n",
                                  report.matched.size(), report.same, report.left_over.size(),
                                  dry_run ? "（试导入，未写入）" : "");
    for (const app::PictureMatch& each : report.matched) {
        out += fmt::format("  {} → {} {}  SHA-256 {}\n", each.file, each.account, each.name,
                           each.sha256);
    }
    if (report.unseen.empty()) return out;
    out += fmt::format("没有截图的账号 {} 个：", report.unseen.size());
    for (std::size_t i = 0; i < std::min(report.unseen.size(), kListedUnseen); ++i) {
        out += (i == 0 ? "" : "、") + report.unseen[i];
    }
    return out + (report.unseen.size() > kListedUnseen ? " 等\n" : "\n");
}

}  // namespace

void import_screenshots(const ScreenshotOptions& options, Context& context) {
    if (options.campaign.empty()) {
        return fail_with(context, Error{"import screenshots", "--campaign is missing",
                                        "mingcha campaign list names them"});
    }
    std::string bytes;  // of an archive, as long as it is read
    Result<std::vector<app::PictureFile>> files = std::vector<app::PictureFile>{};
    const fs::path source(options.source);
    std::error_code error;
    if (fs::is_directory(source, error)) {
        files = pictures_of_folder(source);
    } else {
        Result<std::string> read = read_file(options.source, kMaxArchiveBytes);
        if (!read) return fail_with(context, read.error());
        bytes = std::move(*read);
        files = app::pictures_of_archive(source.filename().string(), bytes);
    }
    if (!files) return fail_with(context, files.error());
    const auto store = options.dry_run ? open_store_to_look(context) : open_store(context);
    if (!store) return;
    const app::PicturesRequest request{context.data_dir, options.campaign,
                                       source.filename().string(), wall_clock(), options.dry_run};
    const auto report = app::import_pictures(*store, request, *files);
    if (!report) return fail_with(context, report.error());
    for (const app::PictureLeftover& each : report->left_over) {
        say(fmt::format("未对上: {}：{}", each.file, each.why));
    }
    print(options.json ? report_json(*report, options.dry_run)
                       : report_text(*report, options.dry_run));
    if (!report->left_over.empty()) context.status = kFailed;
}

}  // namespace mingcha::cli
