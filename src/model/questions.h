// 实时互动: the simple question that is asked on every site, from the bank it is drawn from to the
// word on its answer. What happened is kept as steps, one behind the other; src/ledger reads them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "model/registry.h"

namespace mingcha {

struct BankQuestion {  // 题库; key: id
    std::string id;
    std::string title;                // what is typed in as the letter's title
    std::string question;             // its text
    std::vector<std::string> kinds;   // site kinds it may be asked on; empty: all
    bool services = false;            // only where the site has services to the public
    std::vector<std::string> points;  // words of which an answer to the point has at least one
    std::string source;

    bool operator==(const BankQuestion&) const = default;
};

enum class QuestionStep : std::uint8_t { planned, asked, not_sent, replied, judged };

// Why a question could not be sent. The first two are the site's doing, the others are not.
enum class NotSent : std::uint8_t {
    form_broken,  // 表单无法提交
    no_channel,   // 没有可以提交的栏目
    real_name,    // 须实名登录
    captcha,      // 验证码无法通过
    other         // 本方其他原因
};

// One step of one question. Fields that a step does not have are empty.
struct QuestionEvent {  // scope: the campaign; key: site_code + number
    std::string site_code;
    std::int32_t number = 0;  // of the site's steps, from 1
    QuestionStep step = QuestionStep::planned;
    Instant at;         // when it happened
    Instant logged_at;  // wall clock
    std::string by;     // who did it, or wrote it down
    // planned
    std::string board_url;
    std::string question_id;  // of the bank; empty: typed in
    std::string title;
    std::string question;
    std::string asker;
    std::string working_hours;
    bool login_needed = false;
    // asked
    std::string channel;
    std::string receipt_no;  // private: never in documents
    std::string query_code;  // private: never in documents
    // not_sent
    NotSent reason = NotSent::other;
    // replied
    std::string url;      // where the answer stands
    std::string excerpt;  // of the answer
    std::string proof;    // screenshot, paper, stored response
    bool by_machine = false;
    // judged
    bool effective = true;
    std::string note;  // of any step; the reason of a correction
};

// A question that is in the ledger and did not get out: what the rules have to know of it.
struct UnsentQuestion {
    std::string site_code;
    Instant at;
    NotSent reason = NotSent::other;
    std::string board_url;
    std::string note;
    std::string proof;
    std::string by;
};

bool is_theirs(NotSent reason);

std::string_view to_string(QuestionStep step);
std::string_view to_chinese(QuestionStep step);
std::optional<QuestionStep> parse_question_step(std::string_view text);
std::string_view to_string(NotSent reason);
std::string_view to_chinese(NotSent reason);
std::optional<NotSent> parse_not_sent(std::string_view text);

}  // namespace mingcha
