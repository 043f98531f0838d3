// A finished circular taken apart: body, announced annexes, annexes with their tables, dates.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/points.h"
#include "base/time.h"
#include "proof/document.h"

namespace mingcha::proof {

struct DateMention {
    Date date;
    std::size_t begin = 0, end = 0;  // bytes within its paragraph
    std::string printed;
    bool has_year = false;  // year printed here; else taken from the mention before
};

struct DateWindow {
    DateMention from, to;
    std::string printed;
};

struct Paragraph {
    std::string text;
    std::string part;  // where: "正文", "附件3"
};

// One row of a table of sites (网站情况表).
struct SiteRow {
    std::string code, unit, url, result, problems;
    std::optional<Points> score;
    std::string grade;  // 优, 良, 合格, 不合格, …; empty where the result is only a number
    bool failed = false;
};

// One row of a table of accounts (问题账号名单).
struct AccountRow {
    std::string code, operator_name, name, type, result, problem;
};

// A labelled list: 优(32家) | names; 当天答复（21家） | names.
struct Bucket {
    std::string category;                // first column where there are three
    std::string label;                   // without the count
    std::optional<std::int64_t> stated;  // printed count
    std::string stated_printed;
    std::vector<std::string> names;
    std::size_t at_most = 0;
};

struct Annex {
    int number = 0;  // 0: a single annex without a number
    std::string title;
    std::vector<SiteRow> sites;
    std::vector<AccountRow> accounts;
    std::vector<Bucket> buckets;
    std::vector<Row> rows;                 // of all tables, header rows left out
    std::vector<std::string> row_numbers;  // the 序号 column
    std::vector<std::string> notes;        // paragraphs below and above the tables
    bool is_interaction() const;           // 实时互动
};

struct Circular {
    std::string title;
    std::vector<Paragraph> paragraphs;   // body and notes of annexes, in order
    std::vector<std::string> announced;  // titles of the annex list, by number from 1
    std::vector<Annex> annexes;
    std::optional<DateMention> issued;  // 成文日期

    const Annex* annex_with_sites() const;
    const Annex* annex_with_accounts() const;
};

Circular take_apart(const Document& document);

// All days named in a paragraph, and all windows "A至B". A year not printed is that of the mention
// before, else of `year_hint`; without either the mention is left out. Days that do not exist are
// left out here and found by the check of dates.
std::vector<DateMention> dates_in(std::string_view paragraph, std::int32_t year_hint);
std::vector<DateWindow> windows_in(std::string_view paragraph, std::int32_t year_hint);

}  // namespace mingcha::proof
