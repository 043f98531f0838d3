#include "gather/pdf.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

extern char** environ;

namespace mingcha::gather {

Result<bool> print_pdf(const std::filesystem::path& html, const std::filesystem::path& pdf,
                       const std::filesystem::path& scratch) {
    std::vector<std::string> words{"chromium",
                                   "--headless",
                                   "--disable-gpu",
                                   "--no-first-run",
                                   "--disable-background-networking",
                                   "--disable-component-update",
                                   "--disable-sync",
                                   "--no-pdf-header-footer",
                                   "--user-data-dir=" + (scratch / "chromium").string(),
                                   "--print-to-pdf=" + std::filesystem::absolute(pdf).string()};
    if (geteuid() == 0) words.emplace_back("--no-sandbox");  // as root it refuses to start with it
    words.push_back("file://" + std::filesystem::absolute(html).string());
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    const int error =
        posix_spawnp(&child, "chromium", &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) {
        return fail("chromium", std::strerror(error),
                    "安装 chromium，或用 --formats docx,html,xlsx,json 不生成 pdf");
    }
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(kPdfSeconds);
    int status = 0;
    while (waitpid(child, &status, WNOHANG) == 0) {
        if (std::chrono::steady_clock::now() > deadline) {
            kill(child, SIGKILL);
            waitpid(child, &status, 0);
            return fail("chromium", "printing took too long");
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    std::error_code ignored;
    if (status != 0 || !std::filesystem::exists(pdf, ignored)) {
        return fail("chromium", "wrote no pdf", "chromium --version 应能运行");
    }
    return true;
}

}  // namespace mingcha::gather
