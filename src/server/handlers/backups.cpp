// Backups on the server: made, listed, verified, downloaded. Restoring is a command.
#include <fmt/format.h>

#include "app/backups.h"
#include "server/routes.h"
#include "server/view_json.h"

namespace mingcha::server {

namespace {

Json backup_json(const app::BackupFile& file) {
    return {{"name", file.name}, {"bytes", file.bytes}, {"at", format_instant(file.at)}};
}

httpd::Response log_and(Call& call, std::string_view action, std::string_view name,
                        httpd::Response answer) {
    const std::lock_guard lock(call->store_mutex);
    const auto logged =
        app::log_action(call->store, call.actor, action, name, people::AuditResult::done);
    return logged ? std::move(answer) : broken(logged.error());
}

}  // namespace

httpd::Response list_backups(Call& call) {
    const auto files = app::backups(call->options.data_dir);
    if (!files) return broken(files.error());
    Json items = Json::array();
    for (const app::BackupFile& each : *files) items.push_back(backup_json(each));
    return json(200, dumped({{"items", items},
                             {"folder", app::backups_folder(call->options.data_dir).string()},
                             {"data", std::filesystem::absolute(call->options.data_dir).string()},
                             {"may_download", !call.separate()}}));
}

httpd::Response post_backup(Call& call) {
    const auto made = app::make_backup(call->options.data_dir, call.now());
    if (!made) return conflict(made.error());
    return log_and(call, "backup.make", made->name, json(201, dumped(backup_json(*made))));
}

httpd::Response get_backup(Call& call) {
    // It holds results and the log, which who administers may not see while duties are separated.
    if (call.separate()) {
        return conflict(
            {call.path.front(), "三员分立时，备份不能经控制台下载", "在服务器上取备份文件"});
    }
    if (!app::backup_path(call->options.data_dir, call.path.front())) {
        return not_found("没有这份备份", "刷新列表");
    }
    auto bytes = app::read_backup(call->options.data_dir, call.path.front());
    if (!bytes) return conflict(bytes.error());
    httpd::Response out;
    out.headers = {
        {"Content-Type", "application/x-tar"},
        {"Content-Disposition", fmt::format("attachment; filename=\"{}\"", call.path.front())}};
    out.body = std::move(*bytes);
    return log_and(call, "backup.download", call.path.front(), std::move(out));
}

httpd::Response verify_backup(Call& call) {
    if (!app::backup_path(call->options.data_dir, call.path.front())) {
        return not_found("没有这份备份", "刷新列表");
    }
    const auto sound = app::verify_backup(call->options.data_dir, call.path.front());
    const std::string what = sound ? "" : sound.error().text();
    return log_and(call, "backup.verify", call.path.front(),
                   json(200, dumped({{"sound", sound.has_value()}, {"fault", what}})));
}

}  // namespace mingcha::server
