#include "gather/pdf.h"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <optional>
#include <string>
#include <string_view>

#include "base/base64.h"
#include "gather/devtools.h"

namespace mingcha::gather {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMaxAnswerBytes = 1U << 20;
constexpr int kStartSeconds = 30;

// A file as an address inside JSON: everything but plain characters as %XX.
std::string file_url(const fs::path& file) {
    std::string out = "file://";
    for (const char c : fs::absolute(file).string()) {
        const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                           (c >= 'a' && c <= 'z') ||
                           std::string_view("/-_.~").find(c) != std::string_view::npos;
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

Result<bool> open_tab(Devtools& browser, const fs::path& profile, bool sandbox) {
    std::vector<std::string> words{"chromium",
                                   "--headless",
                                   "--disable-gpu",
                                   "--no-first-run",
                                   "--disable-background-networking",
                                   "--disable-component-update",
                                   "--disable-sync",
                                   "--remote-debugging-pipe",
                                   "--user-data-dir=" + profile.string()};
    if (!sandbox) words.emplace_back("--no-sandbox");
    if (Result<bool> started = browser.start(std::move(words)); !started) return started;
    const auto deadline = DevtoolsClock::now() + std::chrono::seconds(kStartSeconds);
    const auto tab =
        browser.call("Target.createTarget", "{\"url\":\"about:blank\"}", deadline, kMaxAnswerBytes);
    if (!tab) return Fail(tab.error());
    const auto session = browser.call(
        "Target.attachToTarget",
        fmt::format("{{\"targetId\":\"{}\",\"flatten\":true}}", plain_value(*tab, "targetId")),
        deadline, kMaxAnswerBytes);
    if (!session) return Fail(session.error());
    browser.use_session(std::string(plain_value(*session, "sessionId")));
    const auto told = browser.call("Page.enable", "{}", deadline, kMaxAnswerBytes);
    if (!told) return Fail(told.error());
    return true;
}

Result<bool> print_one(Devtools& browser, const PdfJob& job) {
    const auto deadline = DevtoolsClock::now() + std::chrono::seconds(kPdfSeconds);
    browser.forget_events();
    const auto gone =
        browser.call("Page.navigate", fmt::format("{{\"url\":\"{}\"}}", file_url(job.html)),
                     deadline, kMaxAnswerBytes);
    if (!gone) return Fail(gone.error());
    if (const std::string_view error = plain_value(*gone, "errorText"); !error.empty()) {
        return fail(job.html.string(), "chromium: " + std::string(error));
    }
    const auto loaded = browser.wait_for("Page.loadEventFired", deadline);
    if (!loaded) return loaded;
    const auto printed =
        browser.call("Page.printToPDF", "{\"preferCSSPageSize\":true}", deadline, kMaxPdfBytes);
    if (!printed) return Fail(printed.error());
    const std::optional<std::string> bytes = base64_decoded(plain_value(*printed, "data"));
    if (!bytes || !bytes->starts_with("%PDF")) {
        return fail("chromium", "wrote no pdf of " + job.html.string(),
                    "chromium --version 应能运行");
    }
    std::ofstream out(job.pdf, std::ios::binary);
    out << *bytes;
    out.close();
    if (!out) return fail(job.pdf.string(), "could not be written", "磁盘空间和权限？");
    return true;
}

}  // namespace

Result<bool> print_pdfs(const std::vector<PdfJob>& jobs, const fs::path& scratch) {
    if (jobs.empty()) return true;
    std::optional<Devtools> browser;
    browser.emplace();
    const bool root = geteuid() == 0;  // as root it refuses to start with its sandbox
    Result<bool> opened = open_tab(*browser, scratch / "chromium", !root);
    if (!opened && !root) {
        // Containers often lack the user namespaces that the sandbox needs; the files are our own.
        browser.emplace();
        opened = open_tab(*browser, scratch / "chromium-2", false);
    }
    if (!opened) return opened;
    for (const PdfJob& job : jobs) {
        if (Result<bool> printed = print_one(*browser, job); !printed) return printed;
    }
    return true;
}

}  // namespace mingcha::gather
