#include "proof/circular.h"

#include <array>

#include "base/text.h"
#include "proof/names.h"
#include "proof/patterns.h"

namespace mingcha::proof {

namespace {

constexpr std::size_t kHeaderSearchRows = 4;

enum class Cell {
    number,
    code,
    unit,
    url,
    result,
    problem,
    account,
    type,
    list_label,
    names,
    other
};

Cell meaning(std::string_view header) {
    const auto has = [&](std::initializer_list<std::string_view> words) {
        return contains_any(header, words);
    };
    if (has({"序号"})) return Cell::number;
    if (has({"标识码"})) return Cell::code;
    if (has({"存在问题", "突出问题", "主要问题", "问题"})) return Cell::problem;
    if (has({"网址", "地址", "URL"})) return Cell::url;
    if (has({"账号类型", "新媒体类型", "类型"})) return Cell::type;
    if (has({"账号名称", "新媒体名称", "账号"})) return Cell::account;
    if (has({"结果", "得分", "评分", "是否合格", "分数", "等次"})) return Cell::result;
    if (has({"单位", "网站名称", "部门", "地区"})) return Cell::unit;
    return Cell::other;
}

// "优（32家）" → label 优, stated 32. A bracket without a count stays in the label.
Bucket bucket_of(std::string_view category, std::string_view label, std::string_view names) {
    Bucket bucket;
    bucket.category = std::string(category);
    bucket.label = std::string(label);
    const std::size_t open = label.rfind("（");
    if (open != std::string_view::npos) {
        std::string_view inside = label.substr(open + std::string_view("（").size());
        std::size_t n = 0;
        std::int64_t value = 0;
        if (starts_with(inside, "共")) inside.remove_prefix(std::string_view("共").size());
        while (n < inside.size() && n < 6 && inside[n] >= '0' && inside[n] <= '9') {
            value = value * 10 + (inside[n] - '0');
            ++n;
        }
        const std::string_view unit = inside.substr(n);
        if (n > 0 && (starts_with(unit, "家") || starts_with(unit, "个"))) {
            bucket.stated = value;
            bucket.stated_printed = std::string(inside.substr(0, n));
            bucket.label = std::string(label.substr(0, open));
        }
    }
    for (const std::string_view none : {"无", "暂无", "/", "—", "-"}) {
        if (names == none) return bucket;  // an empty list, not a name
    }
    const NameList list = split_names(names);
    bucket.names = list.names;
    bucket.at_most = list.at_most;
    return bucket;
}

struct Columns {
    std::vector<Cell> cells;
    std::size_t header_row = 0;
    bool found = false;

    std::string_view at(const Row& row, Cell wanted) const {
        for (std::size_t i = 0; i < cells.size() && i < row.size(); ++i) {
            if (cells[i] == wanted) return row[i];
        }
        return {};
    }
    bool has(Cell wanted) const {
        for (Cell cell : cells) {
            if (cell == wanted) return true;
        }
        return false;
    }
};

Columns columns_of(const std::vector<Row>& rows) {
    Columns columns;
    for (std::size_t r = 0; r < rows.size() && r < kHeaderSearchRows; ++r) {
        std::vector<Cell> cells;
        std::size_t known = 0;
        for (const std::string& cell : rows[r]) {
            // A header is a short word; 办事指南信息存在… is a problem, not a header.
            const Cell each = char_count(cell) <= 12 ? meaning(cell) : Cell::other;
            known += each != Cell::other ? 1 : 0;
            cells.push_back(each);
        }
        if (known >= 2 && known * 2 >= rows[r].size()) {
            columns = {std::move(cells), r, true};
            break;
        }
    }
    return columns;
}

SiteRow site_row(const Columns& columns, const Row& row) {
    SiteRow site;
    site.code = replace_all(std::string(columns.at(row, Cell::code)), " ", "");
    site.unit = columns.at(row, Cell::unit);
    site.url = columns.at(row, Cell::url);
    site.result = columns.at(row, Cell::result);
    site.problems = columns.at(row, Cell::problem);
    std::string_view result = site.result;
    std::size_t n = 0;
    while (n < result.size() && ((result[n] >= '0' && result[n] <= '9') || result[n] == '.')) ++n;
    if (n > 0) {
        if (const Result<Points> score = parse_points(result.substr(0, n))) site.score = *score;
    }
    site.failed = contains_any(result, {"不合格", "不达标"});
    if (!site.score) site.grade = site.result;
    return site;
}

bool looks_like_list_table(const std::vector<Row>& rows, const Columns& columns) {
    if (columns.has(Cell::code) || columns.has(Cell::number)) return false;
    for (const Row& row : rows) {
        if (row.size() < 2 || row.size() > 3) return false;
    }
    return true;
}

void read_table(const std::vector<Row>& rows, Annex& annex, Columns& columns) {
    const Columns own = columns_of(rows);
    // A table that a page break cut goes on under the header of its first part.
    const bool continued =
        !own.found && columns.found && !rows.empty() && rows.front().size() == columns.cells.size();
    if (!continued) columns = own;
    const std::size_t first = own.found ? own.header_row + 1 : 0;
    if (looks_like_list_table(rows, columns)) {
        std::string category;
        for (std::size_t r = first; r < rows.size(); ++r) {
            const Row& row = rows[r];
            annex.rows.push_back(row);
            if (row.size() == 3 && !row[0].empty()) category = row[0];
            const std::string& label = row[row.size() - 2];
            const std::string& names = row[row.size() - 1];
            if (!label.empty() && !names.empty()) {
                annex.buckets.push_back(bucket_of(row.size() == 3 ? category : "", label, names));
            }
        }
        return;
    }
    for (std::size_t r = first; r < rows.size(); ++r) {
        const Row& row = rows[r];
        annex.rows.push_back(row);
        if (columns.has(Cell::number)) {
            annex.row_numbers.emplace_back(columns.at(row, Cell::number));
        }
        if (columns.has(Cell::account)) {
            annex.accounts.push_back({std::string(columns.at(row, Cell::code)),
                                      std::string(columns.at(row, Cell::unit)),
                                      std::string(columns.at(row, Cell::account)),
                                      std::string(columns.at(row, Cell::type)),
                                      std::string(columns.at(row, Cell::result)),
                                      std::string(columns.at(row, Cell::problem))});
        } else if (columns.has(Cell::unit) &&
                   (columns.has(Cell::result) || columns.has(Cell::problem))) {
            annex.sites.push_back(site_row(columns, row));
        }
    }
}

// "1.2021年…情况表；" of the list below 附件：, without the number.
std::string announced_title(std::string_view line, int expected) {
    while (starts_with(line, "-") || starts_with(line, "—")) line.remove_prefix(1);
    if (starts_with(line, "附件")) {
        line.remove_prefix(std::string_view("附件").size());
        if (starts_with(line, "：")) line.remove_prefix(std::string_view("：").size());
    }
    const std::string number = std::to_string(expected);
    if (!starts_with(line, number)) return {};
    line.remove_prefix(number.size());
    for (std::string_view mark : {".", "、", "．", "：", "，"}) {
        if (!starts_with(line, mark)) continue;
        std::string title(trim(line.substr(mark.size())));
        for (std::string_view tail : {"；", "。", "，"}) {
            if (ends_with(title, tail)) title.resize(title.size() - tail.size());
        }
        return title;
    }
    return {};
}

bool is_date_alone(std::string_view line) {
    const auto dates = dates_in(line, 0);
    return dates.size() == 1 && dates[0].begin == 0 && dates[0].end == line.size();
}

}  // namespace

bool Annex::is_interaction() const {
    return contains_any(title, {"互动", "咨询", "答复"});
}

const Annex* Circular::annex_with_sites() const {
    const Annex* found = nullptr;
    for (const Annex& annex : annexes) {
        if (!annex.sites.empty() &&
            (found == nullptr || annex.sites.size() > found->sites.size())) {
            found = &annex;
        }
    }
    return found;
}

const Annex* Circular::annex_with_accounts() const {
    for (const Annex& annex : annexes) {
        if (!annex.accounts.empty()) return &annex;
    }
    return nullptr;
}

Circular take_apart(const Document& document) {
    Circular circular;
    Columns columns;
    bool after_list = false;  // the list 附件：1.… has begun
    for (const Block& block : document.blocks) {
        if (block.is_table()) {
            if (circular.annexes.empty())
                circular.annexes.push_back({0, "", {}, {}, {}, {}, {}, {}});
            read_table(block.rows, circular.annexes.back(), columns);
            continue;
        }
        const std::string& text = block.text;
        if (const int number = annex_number(text); number >= 0) {
            circular.annexes.push_back({number, "", {}, {}, {}, {}, {}, {}});
            columns = {};
            continue;
        }
        if (!circular.annexes.empty()) {
            Annex& annex = circular.annexes.back();
            if (annex.title.empty() && annex.rows.empty()) {
                annex.title = text;
            } else {
                annex.notes.push_back(text);
            }
            circular.paragraphs.push_back(
                {text, annex.number > 0 ? "附件" + std::to_string(annex.number) : "附件"});
            continue;
        }
        const int next = static_cast<int>(circular.announced.size()) + 1;
        const std::string title = announced_title(text, next);
        const bool begins = contains(text.substr(0, 16), "附件");
        if (!title.empty() && (begins || after_list)) {
            circular.announced.push_back(title);
            after_list = true;
            continue;
        }
        if (is_date_alone(text)) circular.issued = dates_in(text, 0).front();
        if (circular.title.empty()) circular.title = text;
        circular.paragraphs.push_back({text, "正文"});
    }
    return circular;
}

}  // namespace mingcha::proof
