// mingcha tree FILE: the parsed tree in html5lib's text form, for comparing with the test suite.
#include <CLI/CLI.hpp>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/output.h"
#include "html/encoding.h"
#include "html/limits.h"
#include "html/parser.h"
#include "html/serialize.h"
#include "html/utf8.h"

namespace mingcha::cli {

void add_tree(CLI::App& app, Context& context) {
    struct Options {
        std::string file;
        std::string fragment;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("tree", "打印网页解析后的树 (html5lib 文本格式)");
    command->add_option("FILE", options->file, "a page in any encoding")->required();
    command->add_option("--fragment", options->fragment,
                        "parse as content of this element: td, \"svg path\", \"math mi\"");
    command->callback([options, &context] {
        const Result<std::string> bytes = read_file(options->file, html::kMaxBytes);
        if (!bytes) return fail_with(context, bytes.error());
        // Cases of the test suite are UTF-8, some of them with NULs that a guess could take for
        // UTF-16: what is UTF-8 is not guessed at.
        html::Decoder decoder;
        std::string_view text = *bytes;
        if (text.starts_with("\xEF\xBB\xBF") || !html::count_utf8(text).valid()) {
            text = decoder.decode(text).utf8;
        }
        html::Parser parser;
        const html::Document& document = options->fragment.empty()
                                             ? parser.parse(text)
                                             : parser.parse_fragment(text, options->fragment);
        print(html::dump(document) + "\n");
    });
}

}  // namespace mingcha::cli
