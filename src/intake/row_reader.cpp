#include "intake/row_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "intake/web_address.h"
#include "model/registry.h"

namespace mingcha::intake {

namespace {

constexpr std::size_t kSiteCodeLength = 10;
constexpr std::int32_t kExcelEpochDays = -25569;  // 1899-12-30 before 1970-01-01
constexpr std::int32_t kFirstSerial = 36'526;     // 2000-01-01
constexpr std::int32_t kLastSerial = 73'050;      // 2099-12-31

bool is_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string upper_ascii(std::string text) {
    for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    return text;
}

// Codes of the ministries begin with bm in small letters.
std::string site_code_of(std::string_view cell) {
    std::string code = plain_code(cell);
    if (lower_ascii(code.substr(0, 2)) == "bm") code.replace(0, 2, "bm");
    return code;
}

// The day that a number in a column of times may be; empty where it is none.
std::string serial_day(std::string_view text) {
    std::int32_t serial = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, serial);
    if (read.ec != std::errc() || (read.ptr != end && *read.ptr != '.')) return {};
    if (serial < kFirstSerial || serial > kLastSerial) return {};
    return format_date(Date{serial + kExcelEpochDays});
}

}  // namespace

RowReader::RowReader(const NamedTable& table, const NamedTable::Row& row,
                     std::vector<RowError>& errors)
    : table_(table), row_(row), errors_(errors), before_(errors.size()) {
    for (const ColumnSpec& column : table.kind->columns) {
        if (std::string why = spoiled(cell(column.key)); !why.empty()) {
            wrong(column.key, std::move(why));
        }
    }
}

bool RowReader::sound(std::string_view key) const {
    const std::string_view heading = table_.heading(key);
    return std::none_of(errors_.begin() + static_cast<std::ptrdiff_t>(before_), errors_.end(),
                        [&](const RowError& error) { return error.column == heading; });
}

void RowReader::wrong(std::string_view key, std::string what) {
    if (!sound(key) || (errors_.size() >= kMaxErrors && errors_.size() > before_)) return;
    errors_.push_back(
        {row_.line, std::string(table_.heading(key)), std::string(cell(key)), std::move(what)});
}

std::string RowReader::source() const {
    return fmt::format("{}:{}", table_.file, row_.line);
}

void RowReader::text(std::string_view key, std::string& out) const {
    out = single_spaces(cell(key));
}

void RowReader::required(std::string_view key, std::string& out) {
    text(key, out);
    if (out.empty()) wrong(key, "不能为空");
}

void RowReader::list(std::string_view key, std::vector<std::string>& out) const {
    const std::string whole = replace_all(single_spaces(cell(key)), "｜", "|");
    for (std::string_view each : split(whole, '|')) {
        if (!trim(each).empty()) out.emplace_back(trim(each));
    }
}

void RowReader::whole(std::string_view key, std::optional<std::int64_t>& out,
                      const WholeRange& range) {
    if (trim(cell(key)).empty()) return;
    out = read_whole(cell(key), table_.heading(key), range.units);
    if (out && *out >= range.least && *out <= range.most) return;
    out.reset();
    wrong(key, fmt::format("应为 {} 到 {} 的整数", range.least, range.most));
}

void RowReader::whole(std::string_view key, std::int64_t& out, const WholeRange& range) {
    std::optional<std::int64_t> number;
    whole(key, number, range);
    out = number.value_or(range.otherwise);
}

void RowReader::whole(std::string_view key, std::int32_t& out, const WholeRange& range) {
    std::int64_t number = 0;
    whole(key, number, range);
    out = static_cast<std::int32_t>(number);
}

void RowReader::points(std::string_view key, std::optional<Points>& out) {
    std::string value = replace_all(nfkc(single_spaces(cell(key))), " ", "");
    if (value.ends_with("分")) value.erase(value.size() - std::string_view("分").size());
    if (value.empty()) return;
    const Result<Points> read = parse_points(value);
    if (read && read->hundredths >= 0) {
        out = *read;
    } else {
        wrong(key, "应为不小于 0、最多两位小数的分值，如 5 或 0.5；扣分也写正数");
    }
}

void RowReader::yes(std::string_view key, bool& out, bool otherwise) {
    out = otherwise;
    const std::string value = lower_ascii(nfkc(single_spaces(cell(key))));
    if (value.empty()) return;
    for (std::string_view each :
         {"y", "yes", "true", "1", "是", "有", "√", "✓", "✔", "有效", "公开", "成功"}) {
        if (value == each) out = true;
        if (value == each) return;
    }
    for (std::string_view each :
         {"n", "no", "false", "0", "否", "无", "×", "✗", "✘", "无效", "不公开", "未公开", "失败"}) {
        if (value == each) out = false;
        if (value == each) return;
    }
    wrong(key, "应为 是/否（y/n、true/false、1/0、有/无 亦可）");
}

void RowReader::required_yes(std::string_view key, bool& out) {
    if (trim(cell(key)).empty()) wrong(key, "不能为空，应为 是 或 否");
    yes(key, out, false);
}

void RowReader::time(std::string_view key, std::optional<Instant>& out) {
    const std::string value = nfkc(single_spaces(cell(key)));
    if (value.empty()) return;
    out = read_time(value);
    if (out) return;
    const std::string day = serial_day(value);
    wrong(key, day.empty()
                   ? "不是时间，应如 2021-11-05 09:05 或 2021-11-05T09:05:00+08:00"
                   : fmt::format("像是日期 {} 的序号：把这一列设为日期格式，保存后再导入", day));
}

void RowReader::required_time(std::string_view key, Instant& out) {
    if (trim(cell(key)).empty()) wrong(key, "不能为空，应如 2021-11-05 09:05");
    std::optional<Instant> read;
    time(key, read);
    out = read.value_or(Instant{});
}

void RowReader::url(std::string_view key, std::string& out) {
    out = std::string(trim(cell(key)));
    if (says_none(plain_code(out))) out.clear();
    if (out.empty()) return;
    if (std::string fault = address_fault(out); !fault.empty()) wrong(key, std::move(fault));
}

void RowReader::required_url(std::string_view key, std::string& out) {
    url(key, out);
    if (out.empty()) wrong(key, "不能为空，应如 http://www.example.gov.cn");
}

void RowReader::site_code(std::string_view key, std::string& out) {
    out = site_code_of(cell(key));
    if (is_site_code(out)) return;
    std::string what = out.empty() ? "不能为空，" : "";
    what += "网站标识码应为10位数字，或 bm 加8位数字";
    if (is_digits(out) && out.size() + 1 == kSiteCodeLength) {
        what += "；少一位，表格软件可能去掉了开头的0：把这一列设为文本格式";
    }
    wrong(key, std::move(what));
}

void RowReader::account_code(std::string_view key, std::string& out) {
    out = plain_code(cell(key));
    if (says_none(out)) {
        out.clear();
        return;
    }
    out = upper_ascii(std::move(out));
    if (is_account_code(out)) return;
    wrong(key, "政务新媒体标识码应为16位，如 341500M010WX0001；没有标识码的写“无”");
}

void RowReader::target(std::string_view key, std::string& out) {
    required(key, out);
    const std::string site = site_code_of(out);
    const std::string account = upper_ascii(plain_code(out));
    if (is_site_code(site)) {
        out = site;
    } else if (is_account_code(account)) {
        out = account;
    } else {
        const std::string plain = single_spaces(nfkc(out));
        const std::size_t slash = plain.find('/');
        if (slash == std::string::npos) {
            out = plain;
            return;
        }
        Account named;
        named.type = plain.substr(0, slash);
        named.name = plain.substr(slash + 1);
        out = account_key(named);
    }
}

std::string RowReader::word_text(std::string_view key) const {
    return replace_all(single_spaces(nfkc(cell(key))), " ", "");
}

}  // namespace mingcha::intake
