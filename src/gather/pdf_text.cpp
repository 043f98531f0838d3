#include "gather/pdf_text.h"

#include <unistd.h>

#include <fmt/format.h>

#include "base/text.h"
#include "gather/confined.h"

namespace mingcha::gather {

namespace {

constexpr const char* kProgram = "/usr/bin/pdftotext";

Fail cannot(std::string what, std::string hint) {
    return fail("pdf attachment", std::move(what), std::move(hint));
}

}  // namespace

Result<std::string> pdf_text(std::string_view pdf) {
    if (::access(kProgram, X_OK) != 0) {
        return cannot("pdftotext is not installed", "install poppler-utils");
    }
    ConfinedProgram program;
    // "-layout" keeps a row of a table on one line, so that a number stands beside its name.
    program.arguments = {kProgram, "-q",       "-enc",    "UTF-8", "-eol",
                         "unix",   "-nopgbrk", "-layout", "-l",    std::to_string(kPdfTextPages),
                         "-",      "-"};
    program.environment = {"PATH=/usr/bin:/bin", "LANG=C.UTF-8"};
    program.input = pdf;
    program.seconds = kPdfTextSeconds;
    program.kilobytes = kPdfTextKilobytes;
    program.output_bytes = kMaxPdfTextBytes;
    program.alone = true;
    ChildOutcome outcome = run_confined(program);
    switch (outcome.trouble) {
        case ChildTrouble::none:
            break;
        case ChildTrouble::no_process:
            return cannot("no process could be made for it", "it is not measured");
        case ChildTrouble::too_long:
        case ChildTrouble::too_much_memory:
        case ChildTrouble::too_much_output:
            return cannot("needs more time, memory or room than it may have",
                          fmt::format("at most {} s, {} KB and {} bytes of text", kPdfTextSeconds,
                                      kPdfTextKilobytes, kMaxPdfTextBytes));
        case ChildTrouble::failed:
            return cannot("is damaged or locked", "it is not measured");
    }
    if (trim(outcome.output).empty()) return cannot("holds no text", "it may be a scan");
    return std::move(outcome.output);
}

}  // namespace mingcha::gather
