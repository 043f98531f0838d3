// Channels of notices: set, changed and taken away, each with its entry in the audit log. What is
// secret goes in and never comes out again, but to the courier.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/audit_log.h"
#include "base/result.h"
#include "notify/channel.h"
#include "notify/settings.h"
#include "store/store.h"

namespace mingcha::app {

Result<std::vector<notify::Channel>> all_channels(store::Store& store);
// Errors: none of that id.
Result<notify::Channel> find_channel(store::Store& store, std::string_view id);

// What is not given stays. A new address or login name loses the secrets that were given for the
// old one, so that nobody has them sent elsewhere.
struct ChannelEdit {
    std::optional<notify::ChannelKind> kind;  // of a new one
    std::optional<std::string> name, office;
    std::optional<std::string> address;  // as pasted, with its query
    std::optional<notify::MailSecurity> security;
    std::optional<std::string> user, from;
    std::optional<std::string> key;  // password or signing key; empty: none
    std::optional<bool> markdown, enabled;
};

// Errors: as notify::check_channel; the id is taken; no such office; too many.
Result<notify::Channel> add_channel(store::Store& store, const std::filesystem::path& data_dir,
                                    const std::string& id, const ChannelEdit& edit,
                                    const Actor& actor);
// Errors: none of that id; as add_channel.
Result<notify::Channel> change_channel(store::Store& store, const std::filesystem::path& data_dir,
                                       const std::string& id, const ChannelEdit& edit,
                                       const Actor& actor);
// Notices that wait for it are given up. Errors: none of that id.
Result<bool> remove_channel(store::Store& store, const std::string& id, const Actor& actor);

// Errors: the key of the house is not the one it was sealed with (after a backup was restored).
Result<notify::ChannelSecret> secret_of(const std::filesystem::path& data_dir,
                                        const notify::Channel& channel);

Result<notify::NoticeSettings> notice_settings(store::Store& store);
// Errors: as notify::checked.
Result<notify::NoticeSettings> change_notice_settings(store::Store& store,
                                                      const notify::NoticeSettings& settings,
                                                      const Actor& actor);

}  // namespace mingcha::app
