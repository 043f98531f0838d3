// mingcha tree FILE: the parsed tree in html5lib's text form, for comparing with the test suite.
#include <CLI/CLI.hpp>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/output.h"
#include "html/limits.h"
#include "html/parser.h"
#include "html/serialize.h"

namespace mingcha::cli {

void add_tree(CLI::App& app, Context& context) {
    struct Options {
        std::string file;
        std::string fragment;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("tree", "打印网页解析后的树 (html5lib 文本格式)");
    command->add_option("FILE", options->file, "a page, UTF-8")->required();
    command->add_option("--fragment", options->fragment,
                        "parse as content of this element: td, \"svg path\", \"math mi\"");
    command->callback([options, &context] {
        const Result<std::string> bytes = read_file(options->file, html::kMaxBytes);
        if (!bytes) return fail_with(context, bytes.error());
        html::Parser parser;
        const html::Document& document = options->fragment.empty()
                                             ? parser.parse(*bytes)
                                             : parser.parse_fragment(*bytes, options->fragment);
        print(html::dump(document) + "\n");
    });
}

}  // namespace mingcha::cli
