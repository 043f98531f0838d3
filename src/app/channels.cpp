#include "app/channels.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/directory.h"
#include "base/text.h"
#include "secrets/sealed.h"
#include "store/notify_rows.h"

namespace mingcha::app {

using notify::Channel;
using notify::ChannelKind;
using notify::ChannelSecret;
using notify::Notice;
using notify::NoticeSettings;
using people::AuditResult;

namespace {

// What is sealed for one channel and one address opens for no other.
std::string place_of(const Channel& channel) {
    return fmt::format("channel\n{}\n{}\n{}", channel.id, channel.address, channel.user);
}

Result<bool> seal(const std::filesystem::path& data_dir, Channel& channel,
                  const ChannelSecret& secret) {
    channel.sealed.clear();
    if (secret.empty()) return true;
    const auto key = secrets::house_key(data_dir);
    if (!key) return Fail(key.error());
    channel.sealed = secrets::sealed(*key, place_of(channel), notify::to_text(secret));
    return true;
}

template <class Value>
void take(const std::optional<Value>& given, Value& into) {
    if (given) into = *given;
}

// The channel as it is to be, and its secret.
void apply(const ChannelEdit& edit, Channel& channel, ChannelSecret& secret) {
    const std::string was = channel.address + "\n" + channel.user;
    if (edit.name) channel.name = std::string(trim(*edit.name));
    take(edit.office, channel.office);
    take(edit.security, channel.security);
    take(edit.user, channel.user);
    take(edit.from, channel.from);
    take(edit.markdown, channel.markdown);
    take(edit.enabled, channel.enabled);
    std::optional<std::string> query;
    if (edit.address) {
        const notify::SplitAddress split = notify::split_address(channel.kind, *edit.address);
        channel.address = split.address;
        if (!split.query.empty()) query = split.query;
    }
    if (channel.address + "\n" + channel.user != was) secret = {};
    take(query, secret.query);
    take(edit.key, secret.key);
}

Result<bool> check_office(store::Store& store, const Channel& channel) {
    if (channel.kind == ChannelKind::smtp) return true;
    const auto directory = load_directory(store);
    if (!directory) return Fail(directory.error());
    if (directory->offices.find(channel.office) != nullptr) return true;
    return fail("office", "没有编号为 \"" + channel.office + "\" 的机构", "从机构树中选择");
}

Result<Channel> store_channel(store::Store& store, const std::filesystem::path& data_dir,
                              Channel channel, const ChannelSecret& secret, const Actor& actor,
                              std::string_view action) {
    if (const auto fits = notify::check_channel(channel, secret); !fits) return Fail(fits.error());
    if (const auto office = check_office(store, channel); !office) return Fail(office.error());
    if (const auto done = seal(data_dir, channel, secret); !done) return Fail(done.error());
    if (const auto put = store::save<Channel>(store, {}, {channel}); !put) return Fail(put.error());
    const auto logged =
        log_action(store, actor, action, channel.id, AuditResult::done,
                   fmt::format("{} {} {}{}", notify::to_chinese(channel.kind), channel.name,
                               channel.address, channel.enabled ? "" : "（停用）"));
    if (!logged) return Fail(logged.error());
    return channel;
}

}  // namespace

Result<std::vector<Channel>> all_channels(store::Store& store) {
    return store::load<Channel>(store);
}

Result<Channel> find_channel(store::Store& store, std::string_view id) {
    auto channels = all_channels(store);
    if (!channels) return Fail(channels.error());
    for (Channel& each : *channels) {
        if (each.id == id) return std::move(each);
    }
    return fail(std::string(id), "没有这个通知渠道", "notify channels 列出全部");
}

Result<Channel> add_channel(store::Store& store, const std::filesystem::path& data_dir,
                            const std::string& id, const ChannelEdit& edit, const Actor& actor) {
    store::Transaction change(store);
    if (const auto begun = change.begin(); !begun) return Fail(begun.error());
    const auto channels = all_channels(store);
    if (!channels) return Fail(channels.error());
    if (std::any_of(channels->begin(), channels->end(),
                    [&](const Channel& each) { return each.id == id; })) {
        return fail("id", "已有编号为 \"" + id + "\" 的渠道", "换一个编号");
    }
    if (channels->size() >= notify::kMaxChannels) {
        return fail("id", "渠道太多",
                    fmt::format("最多 {} 个，先删除不用的", notify::kMaxChannels));
    }
    Channel channel;
    channel.id = id;
    channel.office = people::kTopOffice;
    take(edit.kind, channel.kind);
    ChannelSecret secret;
    apply(edit, channel, secret);
    auto stored = store_channel(store, data_dir, std::move(channel), secret, actor, "channel.add");
    if (!stored) return stored;
    if (const auto done = change.done(); !done) return Fail(done.error());
    return stored;
}

Result<Channel> change_channel(store::Store& store, const std::filesystem::path& data_dir,
                               const std::string& id, const ChannelEdit& edit, const Actor& actor) {
    store::Transaction change(store);
    if (const auto begun = change.begin(); !begun) return Fail(begun.error());
    auto channel = find_channel(store, id);
    if (!channel) return channel;
    // Where the key of the house is another, the secrets are typed in anew.
    ChannelSecret secret;
    if (auto known = secret_of(data_dir, *channel); known) secret = std::move(*known);
    apply(edit, *channel, secret);
    auto stored =
        store_channel(store, data_dir, std::move(*channel), secret, actor, "channel.change");
    if (!stored) return stored;
    if (const auto done = change.done(); !done) return Fail(done.error());
    return stored;
}

Result<bool> remove_channel(store::Store& store, const std::string& id, const Actor& actor) {
    store::Transaction change(store);
    if (const auto begun = change.begin(); !begun) return Fail(begun.error());
    const auto channel = find_channel(store, id);
    if (!channel) return Fail(channel.error());
    if (const auto gone = store.remove(kind_of(static_cast<Channel*>(nullptr)), {}, {id}); !gone) {
        return gone;
    }
    auto waiting = store::load<Notice>(store, notify::kOutbox);
    if (!waiting) return Fail(waiting.error());
    std::erase_if(*waiting, [&](const Notice& each) { return each.channel != id; });
    std::vector<std::string> keys;
    for (Notice& each : *waiting) {
        keys.push_back(key_of(each));
        each = notify::end_try(std::move(each), {notify::Outcome::never, "渠道已删除"}, actor.at);
    }
    if (const auto gone =
            store.remove(kind_of(static_cast<Notice*>(nullptr)), notify::kOutbox, keys);
        !gone) {
        return gone;
    }
    if (const auto kept = store::save<Notice>(store, notify::kSentLog, *waiting); !kept) {
        return kept;
    }
    const auto logged =
        log_action(store, actor, "channel.remove", id, AuditResult::done, channel->name);
    if (!logged) return logged;
    return change.done();
}

Result<ChannelSecret> secret_of(const std::filesystem::path& data_dir, const Channel& channel) {
    if (channel.sealed.empty()) return ChannelSecret{};
    const auto key = secrets::house_key(data_dir);
    if (!key) return Fail(key.error());
    const auto text = secrets::unsealed(*key, place_of(channel), channel.sealed);
    if (!text) {
        return fail(channel.id, "密钥不是在这个数据文件夹里封存的，打不开",
                    "由备份还原后，须在渠道页重新填写密钥");
    }
    return notify::parse_secret(*text);
}

Result<NoticeSettings> notice_settings(store::Store& store) {
    const auto rows = store::load<NoticeSettings>(store);
    if (!rows) return Fail(rows.error());
    return rows->empty() ? NoticeSettings{} : rows->front();
}

Result<NoticeSettings> change_notice_settings(store::Store& store, const NoticeSettings& settings,
                                              const Actor& actor) {
    const auto fits = notify::checked(settings);
    if (!fits) return fits;
    store::Transaction change(store);
    if (const auto begun = change.begin(); !begun) return Fail(begun.error());
    if (const auto put = store::save<NoticeSettings>(store, {}, {*fits}); !put) {
        return Fail(put.error());
    }
    const auto logged =
        log_action(store, actor, "notices.settings", "notices", AuditResult::done,
                   fmt::format("{}，{} 时起，预警 {} 天", fits->on ? "开启" : "关闭", fits->hour,
                               fits->within));
    if (!logged) return Fail(logged.error());
    if (const auto done = change.done(); !done) return Fail(done.error());
    return fits;
}

}  // namespace mingcha::app
