// mingcha extract: one saved page, or a list of them, → facts as JSON. Never renders, never
// fetches.
#include <CLI/CLI.hpp>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/page_json.h"
#include "extract/extractor.h"

namespace mingcha::cli {

namespace {

constexpr std::size_t kMaxFileBytes = 256U << 20;  // of a saved page; extract reads its beginning
constexpr std::size_t kMaxListBytes = 256U << 20;
constexpr std::size_t kPrintBytes = 1U << 20;  // of JSON lines gathered before they are written

struct Options {
    std::string file;
    std::string url;
    std::string content_type;
    std::string as_of;
    std::string list;
};

void extract_one(const Options& options, std::optional<Instant> as_of, Context& context) {
    const Result<std::string> bytes = read_file(options.file, kMaxFileBytes);
    if (!bytes) return fail_with(context, bytes.error());
    extract::Extractor extractor;
    std::string out;
    append_page_json(extractor.extract({*bytes, options.url, options.content_type, as_of}), out);
    out += '\n';
    print(out);
}

// One line out for each line in, in order; a line that cannot be read says why in its place.
void extract_batch(const Options& options, std::optional<Instant> as_of, Context& context) {
    const Result<std::string> list = read_file(options.list, kMaxListBytes);
    if (!list) return fail_with(context, list.error());
    extract::Extractor extractor;
    std::string out;
    std::string_view rest = *list;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        const std::vector<std::string_view> cells = split(line, '\t');
        const std::string_view url = cells.size() > 1 ? cells[1] : std::string_view{};
        const std::string_view type = cells.size() > 2 ? cells[2] : std::string_view{};
        if (cells.size() < 2 || cells[0].empty() || url.empty()) {
            append_page_error(url, "expected FILE<TAB>URL[<TAB>CONTENT-TYPE]", out);
        } else if (const Result<std::string> bytes =
                       read_file(std::string(cells[0]), kMaxFileBytes)) {
            append_page_json(extractor.extract({*bytes, url, type, as_of}), out);
        } else {
            append_page_error(url, bytes.error().text(), out);
        }
        out += '\n';
        if (out.size() >= kPrintBytes) {
            print(out);
            out.clear();
        }
    }
    print(out);
}

}  // namespace

void add_extract(CLI::App& app, Context& context) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand(
        "extract", "从一个保存的网页中读出事实（标题、日期、栏目、页脚、链接等），输出 JSON");
    command->add_option("FILE", options->file, "saved page");
    command->add_option("--url", options->url, "address of the page");
    command->add_option("--content-type", options->content_type,
                        "Content-Type the server sent, such as \"text/html; charset=gbk\"");
    command->add_option("--as-of", options->as_of,
                        "监测时间点; without it dates lacking a year stay null");
    command->add_option("--batch", options->list,
                        "list of pages, one a line: FILE<TAB>URL[<TAB>CONTENT-TYPE]");
    command->callback([options, &context] {
        const bool batch = !options->list.empty();
        if (batch != options->file.empty() || batch == !options->url.empty()) {
            throw CLI::ValidationError("extract", "give FILE and --url URL, or --batch LIST.tsv");
        }
        std::optional<Instant> as_of;
        if (!options->as_of.empty()) {
            const Result<Instant> read = parse_instant(options->as_of);
            if (!read) throw CLI::ValidationError("--as-of", read.error().text());
            as_of = *read;
        }
        if (batch) {
            extract_batch(*options, as_of, context);
        } else {
            extract_one(*options, as_of, context);
        }
    });
}

}  // namespace mingcha::cli
