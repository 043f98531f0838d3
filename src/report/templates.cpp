#include "report/templates.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "ruleset/fields.h"

namespace mingcha::report {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kMaxProblems = 20;

bool is_known(const std::string& word, const std::vector<std::string>& known) {
    return std::find(known.begin(), known.end(), word) != known.end();
}

// "（相近的：a）", or all there are where none is near.
std::string hint_for(const std::string& word, const std::vector<std::string>& known) {
    std::vector<std::string> near;
    if (const std::string one = ruleset::nearest(word, known); !one.empty()) near.push_back(one);
    for (const std::string& each : known) {
        const bool alike = word.size() > 2 && (each.find(word) != std::string::npos ||
                                               word.find(each) != std::string::npos);
        if (alike && !is_known(each, near)) near.push_back(each);
    }
    return near.empty() ? fmt::format("（可用：{}）", join(known, "、"))
                        : fmt::format("（相近的：{}）", join(near, "、"));
}

class LineReader {
public:
    LineReader(std::string_view file, const std::vector<std::string>& names,
               const std::vector<std::string>& fields)
        : file_(file), names_(names), fields_(fields) {}

    void line(std::size_t number, std::string_view text) {
        if (trim(text).empty() || trim(text).starts_with('#')) return;
        const std::size_t equals = text.find('=');
        if (equals == std::string_view::npos) {
            return add(number, 1, "没有等号，应写成 名称=文字");
        }
        const std::string name(trim(text.substr(0, equals)));
        if (!is_known(name, names_)) {
            return add(number, 1,
                       fmt::format("没有名为“{}”的文字{}", name, hint_for(name, names_)));
        }
        const auto [first, fresh] = lines_.try_emplace(name, number);
        if (!fresh) {
            return add(number, 1, fmt::format("“{}”在第{}行已给出", name, first->second));
        }
        const std::string_view words = text.substr(equals + 1);
        if (words.size() > kMaxTemplate) {
            return add(number, char_count(text.substr(0, equals)) + 2,
                       fmt::format("{} 字节，最多 {}", words.size(), kMaxTemplate));
        }
        const std::size_t before = char_count(text.substr(0, equals + 1));
        for (const auto& [column, what] : problems_in(words, fields_)) {
            add(number, before + column, what);
        }
        out[name] = std::string(words);
    }

    // Column from 1, and what is wrong.
    static std::vector<std::pair<std::size_t, std::string>> problems_in(
        std::string_view text, const std::vector<std::string>& fields) {
        std::vector<std::pair<std::size_t, std::string>> found;
        std::size_t open = std::string_view::npos;
        const auto column = [&](std::size_t at) { return char_count(text.substr(0, at)) + 1; };
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] == '[') {
                if (open != std::string_view::npos) {
                    found.emplace_back(column(i), "[ ] 里不能再有 [");
                }
                open = i;
            } else if (text[i] == ']') {
                if (open == std::string_view::npos) found.emplace_back(column(i), "] 之前没有 [");
                open = std::string_view::npos;
            } else if (text[i] == '{') {
                const std::size_t end = text.find('}', i);
                if (end == std::string_view::npos) {
                    found.emplace_back(column(i), "{ 没有对应的 }");
                    break;
                }
                const std::string key(text.substr(i + 1, end - i - 1));
                if (!is_known(key, fields)) {
                    found.emplace_back(
                        column(i), fmt::format("没有字段 {{{}}}{}", key, hint_for(key, fields)));
                }
                i = end;
            }
        }
        if (open != std::string_view::npos) found.emplace_back(column(open), "[ 没有对应的 ]");
        return found;
    }

    Templates out;
    std::vector<std::string> problems;

private:
    void add(std::size_t line, std::size_t column, const std::string& what) {
        if (problems.size() < kMaxProblems) {
            problems.push_back(fmt::format("{}:{}:{}: {}", file_, line, column, what));
        }
    }

    std::string_view file_;
    const std::vector<std::string>& names_;
    const std::vector<std::string>& fields_;
    std::map<std::string, std::size_t> lines_;
};

// What stands between [ and ]: the text where all its fields say something, else nothing.
std::string fill_group(std::string_view group, const FieldValues& values) {
    for (const std::string& field : fields_of(group)) {
        if (!values.says_something(field)) return {};
    }
    return fill_template(group, values);
}

}  // namespace

Result<Templates> read_templates(std::string_view file, std::string_view bytes,
                                 const std::vector<std::string>& names,
                                 const std::vector<std::string>& fields) {
    if (bytes.size() > kMaxTemplateFile) {
        return fail(std::string(file), fmt::format("{} bytes", bytes.size()),
                    fmt::format("最多 {} 字节；只写要改的文字", kMaxTemplateFile));
    }
    if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
    if (!is_utf8(bytes)) {
        return fail(std::string(file), "is not UTF-8", "另存为 UTF-8 编码的文本");
    }
    LineReader reader(file, names, fields);
    std::size_t number = 0;
    for (std::string_view line : split(bytes, '\n')) {
        if (line.ends_with('\r')) line.remove_suffix(1);
        reader.line(++number, line);
    }
    if (reader.problems.empty()) return std::move(reader.out);
    return fail(std::string(file), "有误：\n" + join(reader.problems, "\n"),
                "更正后重试；没有写出任何文件");
}

std::vector<TemplateProblem> problems_of_template(std::string_view text,
                                                  const std::vector<std::string>& fields) {
    std::vector<TemplateProblem> out;
    for (auto& [column, what] : LineReader::problems_in(text, fields)) {
        out.push_back({column, std::move(what)});
    }
    return out;
}

std::vector<std::string> template_problems(std::string_view text,
                                           const std::vector<std::string>& fields) {
    std::vector<std::string> out;
    for (const auto& [column, what] : LineReader::problems_in(text, fields)) {
        out.push_back(fmt::format("column {}: {}", column, what));
    }
    return out;
}

std::string fill_template(std::string_view text, const FieldValues& values) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const char opens = text[i];
        const std::size_t end = opens == '{'   ? text.find('}', i)
                                : opens == '[' ? text.find(']', i)
                                               : std::string_view::npos;
        if (end == std::string_view::npos) {
            out += text[i++];
            continue;
        }
        const std::string_view inside = text.substr(i + 1, end - i - 1);
        out += opens == '{' ? values.print(std::string(inside)) : fill_group(inside, values);
        i = end + 1;
    }
    return out;
}

std::vector<std::string> fields_of(std::string_view text) {
    std::vector<std::string> out;
    for (std::size_t at = 0; (at = text.find('{', at)) != std::string_view::npos;) {
        const std::size_t end = text.find('}', at);
        if (end == std::string_view::npos) break;
        std::string key(text.substr(at + 1, end - at - 1));
        if (!is_known(key, out)) out.push_back(std::move(key));
        at = end;
    }
    return out;
}

}  // namespace mingcha::report
