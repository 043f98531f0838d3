#include "gather/pdf_pages.h"

#include <unistd.h>

#include <charconv>

#include <fmt/format.h>

#include "base/text.h"
#include "gather/confined.h"

namespace mingcha::gather {

namespace {

constexpr const char* kInfo = "/usr/bin/pdfinfo";
constexpr const char* kToPicture = "/usr/bin/pdftoppm";
constexpr std::string_view kPages = "Pages:";
constexpr std::string_view kPng = "\x89PNG";

Result<std::string> run(std::vector<std::string> arguments, std::string_view pdf) {
    if (::access(arguments.front().c_str(), X_OK) != 0) {
        return fail(arguments.front(), "没有安装", "安装 poppler-utils");
    }
    ConfinedProgram program;
    program.arguments = std::move(arguments);
    program.environment = {"PATH=/usr/bin:/bin", "LANG=C.UTF-8"};
    program.input = pdf;
    program.seconds = kPdfPageSeconds;
    program.kilobytes = kPdfPageKilobytes;
    program.output_bytes = kMaxPageBytes;
    program.alone = true;
    ChildOutcome outcome = run_confined(program);
    if (outcome.trouble == ChildTrouble::none) return std::move(outcome.output);
    return fail("circular.pdf", "不能转成页面图片", "改为下载 pdf 查看");
}

}  // namespace

Result<int> pdf_page_count(std::string_view pdf) {
    const auto said = run({kInfo, "-"}, pdf);
    if (!said) return Fail(said.error());
    for (std::string_view line : split(*said, '\n')) {
        if (!line.starts_with(kPages)) continue;
        line = trim(line.substr(kPages.size()));
        int pages = 0;
        const auto read = std::from_chars(line.data(), line.data() + line.size(), pages);
        if (read.ec == std::errc{} && pages > 0 && pages <= kMaxPdfPages) return pages;
    }
    return fail("circular.pdf", "看不出页数", "改为下载 pdf 查看");
}

Result<std::string> pdf_page_png(std::string_view pdf, int page) {
    const std::string number = std::to_string(page);
    auto picture = run(
        {kToPicture, "-q", "-png", "-r", std::to_string(kPageDpi), "-f", number, "-l", number, "-"},
        pdf);
    if (picture && !picture->starts_with(kPng)) {
        return fail("circular.pdf", fmt::format("没有第 {} 页", page), "");
    }
    return picture;
}

}  // namespace mingcha::gather
