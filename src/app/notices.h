// Notices to units: what is to be said today goes to the outbox, each to whom it concerns; the
// outbox is sent; what became of each is kept and counted. The console's scheduler and
// `mingcha notify run` do the same.
//
//   digest    what runs out within some days at a unit's sites and accounts: one a day and unit at
//             most, none where nothing does
//   mending   整改通知, once the campaign is settled and has a due day; reminders before that day,
//             on it and once after it
//   demand    dated demands of circulars that a unit has not done: the same reminders
//   round     初检反馈 was opened
//
// To: people with the role of unit contact who have a mail address, and robots and webhooks of
// offices that the unit hangs on.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/audit_log.h"
#include "base/result.h"
#include "courier/courier.h"
#include "notify/outbox.h"
#include "store/store.h"

namespace mingcha::app {

inline constexpr std::size_t kMaxTriesARun = 500;

struct PlannedNotices {
    std::int64_t made = 0;               // notices, one a recipient
    std::vector<std::string> unreached;  // units that have no contact and no robot
    std::vector<std::string> warnings;   // a campaign that could not be looked at
};
// Writes down what `now` is due and was not yet. Nothing while notices are off.
Result<PlannedNotices> plan_notices(store::Store& store, const std::filesystem::path& data_dir,
                                    Instant now);

struct SentNotices {
    std::int64_t sent = 0, put_off = 0, given_up = 0, unclear = 0;
};
// Tries what is due, at most kMaxTriesARun and kRobotPerMinute a robot and minute. Each try stands
// in the store before it begins. Several programs may do so at once.
Result<SentNotices> send_notices(store::Store& store, const std::filesystem::path& data_dir,
                                 courier::Courier& courier, const std::function<Instant()>& clock);

// A test message, at once, whatever the settings say; `to` for mail. It is logged as a notice and
// noted on the channel. Errors: no such channel, its secret cannot be opened, no address.
Result<notify::Notice> try_channel(store::Store& store, const std::filesystem::path& data_dir,
                                   courier::Courier& courier, const std::string& channel,
                                   const std::string& to, const Actor& actor);

struct NoticePage {
    std::vector<notify::Notice> notices;  // what waits first, then the latest
    std::int64_t total = 0;
};
Result<NoticePage> notice_page(store::Store& store, std::int64_t offset, std::int64_t limit);

// One that was not sent is tried again. `key`: notify::key_of, or the message's id where it has one
// recipient. Errors: none of that key; it was sent, or waits already.
Result<notify::Notice> send_again(store::Store& store, const std::string& key, const Actor& actor);

// Warnings before a limit that went out in a campaign, by unit; the most first.
struct UnitWarnings {
    std::string unit;
    std::int64_t digests = 0;   // days on which one went out
    std::int64_t warnings = 0;  // items in them
    std::optional<Instant> last;
};
Result<std::vector<UnitWarnings>> warnings_of(store::Store& store, const std::string& campaign);

}  // namespace mingcha::app
