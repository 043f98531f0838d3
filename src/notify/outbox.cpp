#include "notify/outbox.h"

#include <algorithm>
#include <array>

namespace mingcha::notify {

namespace {

constexpr std::array<std::int64_t, kMaxTries - 1> kWaits{60,     300,    900,   3'600,
                                                         10'800, 21'600, 43'200};
constexpr std::array kStates{NoticeState::waiting, NoticeState::sending, NoticeState::sent,
                             NoticeState::given_up, NoticeState::unclear};

}  // namespace

std::string key_of(const Notice& notice) {
    return notice.message.id + "\n" + notice.channel + "\n" + notice.to;
}

bool is_over(const Notice& notice) {
    return notice.state != NoticeState::waiting && notice.state != NoticeState::sending;
}

bool is_due(const Notice& notice, Instant now) {
    return notice.state == NoticeState::waiting && notice.next_at <= now;
}

bool is_left_behind(const Notice& notice, Instant now) {
    return notice.state == NoticeState::sending &&
           (!notice.last_at || notice.last_at->seconds + kSendingSeconds <= now.seconds);
}

Notice begin_try(Notice notice, Instant now) {
    notice.state = NoticeState::sending;
    notice.last_at = now;
    ++notice.tries;
    return notice;
}

Notice end_try(Notice notice, const Answered& answered, Instant now) {
    notice.reason = answered.reason;
    if (answered.outcome == Outcome::sent) {
        notice.state = NoticeState::sent;
        notice.done_at = now;
        return notice;
    }
    if (answered.outcome == Outcome::never || notice.tries >= kMaxTries) {
        notice.state = NoticeState::given_up;
        notice.done_at = now;
        return notice;
    }
    notice.state = NoticeState::waiting;
    notice.next_at = {now.seconds + wait_after(notice.tries)};
    return notice;
}

Notice pick_up(Notice notice, ChannelKind kind, Instant now) {
    if (kind == ChannelKind::webhook && notice.tries < kMaxTries) {
        notice.state = NoticeState::waiting;
        notice.next_at = now;
        return notice;
    }
    notice.state = NoticeState::unclear;
    notice.done_at = now;
    notice.reason = "发送时程序中断，不知是否送达；核对后可再发";
    return notice;
}

Notice wake(Notice notice, Instant now) {
    notice.state = NoticeState::waiting;
    notice.tries = 0;
    notice.next_at = now;
    notice.done_at.reset();
    return notice;
}

std::int64_t wait_after(std::int32_t tries) {
    const auto last = static_cast<std::int32_t>(kWaits.size()) - 1;
    return kWaits[static_cast<std::size_t>(std::clamp(tries - 1, 0, last))];
}

std::string_view to_string(NoticeState state) {
    switch (state) {
        case NoticeState::waiting:
            return "waiting";
        case NoticeState::sending:
            return "sending";
        case NoticeState::sent:
            return "sent";
        case NoticeState::given_up:
            return "given_up";
        case NoticeState::unclear:
            break;
    }
    return "unclear";
}

std::string_view to_chinese(NoticeState state) {
    switch (state) {
        case NoticeState::waiting:
            return "待发";
        case NoticeState::sending:
            return "发送中";
        case NoticeState::sent:
            return "已发";
        case NoticeState::given_up:
            return "未发出";
        case NoticeState::unclear:
            break;
    }
    return "不明";
}

std::optional<NoticeState> parse_notice_state(std::string_view text) {
    for (const NoticeState state : kStates) {
        if (to_string(state) == text) return state;
    }
    return std::nullopt;
}

}  // namespace mingcha::notify
