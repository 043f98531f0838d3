#include "app/notices.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "app/channels.h"
#include "app/directory.h"
#include "notify/texts.h"
#include "store/notify_rows.h"

namespace mingcha::app {

using notify::Channel;
using notify::ChannelKind;
using notify::Notice;
using notify::NoticeState;

namespace {

std::string_view notice_kind() {
    return kind_of(static_cast<Notice*>(nullptr));
}

// Moves it to the log once it is over, all in one.
Result<bool> keep(store::Store& store, const Notice& notice) {
    if (!notify::is_over(notice)) return store::save<Notice>(store, notify::kOutbox, {notice});
    store::Transaction change(store);
    if (const auto begun = change.begin(); !begun) return begun;
    if (const auto gone = store.remove(notice_kind(), notify::kOutbox, {key_of(notice)}); !gone) {
        return gone;
    }
    if (const auto kept = store::save<Notice>(store, notify::kSentLog, {notice}); !kept) {
        return kept;
    }
    return change.done();
}

// The notice as it stands, taken for sending; none: another program has it, or it is gone.
Result<std::optional<Notice>> claim(store::Store& store, const std::string& key, Instant now) {
    store::Transaction change(store);
    if (const auto begun = change.begin(); !begun) return Fail(begun.error());
    auto waiting = store::load<Notice>(store, notify::kOutbox);
    if (!waiting) return Fail(waiting.error());
    for (Notice& each : *waiting) {
        if (key_of(each) != key) continue;
        if (!notify::is_due(each, now)) break;
        Notice begun = notify::begin_try(std::move(each), now);
        if (const auto put = store::save<Notice>(store, notify::kOutbox, {begun}); !put) {
            return Fail(put.error());
        }
        if (const auto done = change.done(); !done) return Fail(done.error());
        return std::optional(std::move(begun));
    }
    return std::optional<Notice>();
}

Result<bool> note_try(store::Store& store, const std::string& id, const notify::Answered& answered,
                      Instant now) {
    store::Transaction change(store);
    if (const auto begun = change.begin(); !begun) return begun;
    auto channel = find_channel(store, id);
    if (!channel) return true;  // it was taken away meanwhile
    channel->tried_at = now;
    channel->tried_well = answered.outcome == notify::Outcome::sent;
    channel->tried_reason = answered.reason;
    if (const auto put = store::save<Channel>(store, {}, {*channel}); !put) return put;
    return change.done();
}

notify::Answered carried(const std::filesystem::path& data_dir, courier::Courier& courier,
                         const Channel& channel, const Notice& notice, const std::string& sender,
                         Instant now) {
    const auto secret = secret_of(data_dir, channel);
    if (!secret) return {notify::Outcome::never, secret.error().what};
    return courier.carry({channel, *secret, notice.message, notice.to, sender, now});
}

class Sending {
public:
    Sending(store::Store& store, const std::filesystem::path& data_dir, courier::Courier& courier,
            const std::function<Instant()>& clock)
        : store_(store), data_dir_(data_dir), courier_(courier), clock_(clock) {}

    Result<SentNotices> run() {
        auto channels = all_channels(store_);
        if (!channels) return Fail(channels.error());
        for (Channel& each : *channels) channels_.emplace(each.id, std::move(each));
        const auto settings = notice_settings(store_);
        if (!settings) return Fail(settings.error());
        sender_ = settings->sender;
        auto waiting = store::load<Notice>(store_, notify::kOutbox);
        if (!waiting) return Fail(waiting.error());
        std::size_t tries = 0;
        for (const Notice& each : *waiting) {
            if (notify::is_left_behind(each, clock_())) {
                if (const auto done = pick_up(each); !done) return Fail(done.error());
                continue;
            }
            if (!notify::is_due(each, clock_()) || tries == kMaxTriesARun) continue;
            const auto tried = send(each);
            if (!tried) return Fail(tried.error());
            if (*tried) ++tries;
        }
        return counts_;
    }

private:
    Result<bool> pick_up(const Notice& notice) {
        const auto channel = channels_.find(notice.channel);
        const ChannelKind kind =
            channel == channels_.end() ? ChannelKind::smtp : channel->second.kind;
        const Notice after = notify::pick_up(notice, kind, clock_());
        if (after.state == NoticeState::unclear) ++counts_.unclear;
        return keep(store_, after);
    }

    // Was it tried?
    Result<bool> send(const Notice& waiting) {
        const auto channel = channels_.find(waiting.channel);
        if (channel == channels_.end() || !channel->second.enabled) return false;
        std::int64_t& used = used_[waiting.channel];
        if (channel->second.kind != ChannelKind::smtp && used >= notify::kRobotPerMinute) {
            return false;  // the next minute's
        }
        const auto claimed = claim(store_, key_of(waiting), clock_());
        if (!claimed) return Fail(claimed.error());
        if (!*claimed) return false;
        ++used;
        const auto answered =
            carried(data_dir_, courier_, channel->second, **claimed, sender_, clock_());
        const Notice after = notify::end_try(**claimed, answered, clock_());
        if (after.state == NoticeState::sent) ++counts_.sent;
        if (after.state == NoticeState::waiting) ++counts_.put_off;
        if (after.state == NoticeState::given_up) ++counts_.given_up;
        if (const auto kept = keep(store_, after); !kept) return kept;
        return note_try(store_, waiting.channel, answered, clock_());
    }

    store::Store& store_;
    const std::filesystem::path& data_dir_;
    courier::Courier& courier_;
    const std::function<Instant()>& clock_;
    std::map<std::string, Channel> channels_;
    std::map<std::string, std::int64_t> used_;
    std::string sender_;
    SentNotices counts_;
};

}  // namespace

Result<SentNotices> send_notices(store::Store& store, const std::filesystem::path& data_dir,
                                 courier::Courier& courier, const std::function<Instant()>& clock) {
    return Sending(store, data_dir, courier, clock).run();
}

Result<Notice> try_channel(store::Store& store, const std::filesystem::path& data_dir,
                           courier::Courier& courier, const std::string& id, const std::string& to,
                           const Actor& actor) {
    const auto channel = find_channel(store, id);
    if (!channel) return Fail(channel.error());
    if (channel->kind == ChannelKind::smtp && !notify::is_mail_address(to)) {
        return fail("to", "不是一个邮箱地址", "填写收测试邮件的邮箱");
    }
    const auto settings = notice_settings(store);
    if (!settings) return Fail(settings.error());
    const auto before = store.count(notice_kind(), notify::kSentLog);
    if (!before) return Fail(before.error());
    Notice notice =
        notify::test_notice(fmt::format("{}/{}/{}", actor.at.seconds, id, *before), actor.at);
    notice.channel = id;
    notice.made_at = actor.at;
    if (channel->kind == ChannelKind::smtp) notice.to = to;
    notice = notify::begin_try(std::move(notice), actor.at);
    const auto answered = carried(data_dir, courier, *channel, notice, settings->sender, actor.at);
    notice = notify::end_try(std::move(notice), answered, actor.at);
    // A test is not tried again: whoever asked for it sees at once what came of it.
    if (notice.state == NoticeState::waiting) {
        notice.state = NoticeState::given_up;
        notice.done_at = actor.at;
    }
    store::Transaction change(store);
    if (const auto begun = change.begin(); !begun) return Fail(begun.error());
    if (const auto kept = keep(store, notice); !kept) return Fail(kept.error());
    if (const auto noted = note_try(store, id, answered, actor.at); !noted) {
        return Fail(noted.error());
    }
    const auto logged = log_action(
        store, actor, "channel.test", id,
        notice.state == NoticeState::sent ? people::AuditResult::done : people::AuditResult::failed,
        answered.reason);
    if (!logged) return Fail(logged.error());
    if (const auto done = change.done(); !done) return Fail(done.error());
    return notice;
}

Result<NoticePage> notice_page(store::Store& store, std::int64_t offset, std::int64_t limit) {
    auto waiting = store::load<Notice>(store, notify::kOutbox);
    if (!waiting) return Fail(waiting.error());
    const auto over = store.count(notice_kind(), notify::kSentLog);
    if (!over) return Fail(over.error());
    const auto ahead = static_cast<std::int64_t>(waiting->size());
    NoticePage page;
    page.total = ahead + *over;
    for (std::int64_t i = offset; i < ahead && i < offset + limit; ++i) {
        page.notices.push_back(std::move((*waiting)[static_cast<std::size_t>(i)]));
    }
    const std::int64_t left = limit - static_cast<std::int64_t>(page.notices.size());
    if (left <= 0) return page;
    const auto rows = store.newest(notice_kind(), notify::kSentLog,
                                   std::max<std::int64_t>(0, offset - ahead), left);
    if (!rows) return Fail(rows.error());
    for (const store::Record& row : *rows) {
        Notice notice;
        if (const auto read = decode(row.body, notice); !read) return Fail(read.error());
        page.notices.push_back(std::move(notice));
    }
    return page;
}

Result<Notice> send_again(store::Store& store, const std::string& key, const Actor& actor) {
    store::Transaction change(store);
    if (const auto begun = change.begin(); !begun) return Fail(begun.error());
    auto over = store::load<Notice>(store, notify::kSentLog);
    if (!over) return Fail(over.error());
    for (Notice& each : *over) {
        if (key_of(each) != key && each.message.id != key) continue;
        if (each.state == NoticeState::sent || each.message.kind == notify::kTest) {
            return fail(each.message.id, "这条已经发出，或是测试", "不必再发");
        }
        const Notice again = notify::wake(each, actor.at);
        if (const auto gone = store.remove(notice_kind(), notify::kSentLog, {key_of(each)});
            !gone) {
            return Fail(gone.error());
        }
        if (const auto put = store::save<Notice>(store, notify::kOutbox, {again}); !put) {
            return Fail(put.error());
        }
        const auto logged = log_action(store, actor, "notices.again", again.message.id,
                                       people::AuditResult::done, again.about);
        if (!logged) return Fail(logged.error());
        if (const auto done = change.done(); !done) return Fail(done.error());
        return again;
    }
    return fail(key, "没有这条未发出的通知", "notify log 列出全部");
}

Result<std::vector<UnitWarnings>> warnings_of(store::Store& store, const std::string& campaign) {
    const auto over = store::load<Notice>(store, notify::kSentLog);
    if (!over) return Fail(over.error());
    std::map<std::string, UnitWarnings> by_unit;
    std::set<std::string> counted;  // one digest to several people is one
    for (const Notice& each : *over) {
        if (each.message.kind != notify::kDigest || each.campaign != campaign ||
            each.state != NoticeState::sent) {
            continue;
        }
        UnitWarnings& unit = by_unit[each.message.unit];
        unit.unit = each.message.unit;
        if (!unit.last || *unit.last < *each.done_at) unit.last = each.done_at;
        if (!counted.insert(each.about).second) continue;
        ++unit.digests;
        unit.warnings += each.items;
    }
    std::vector<UnitWarnings> rows;
    for (auto& [name, unit] : by_unit) rows.push_back(std::move(unit));
    std::stable_sort(rows.begin(), rows.end(), [](const UnitWarnings& a, const UnitWarnings& b) {
        return a.warnings > b.warnings;
    });
    return rows;
}

}  // namespace mingcha::app
