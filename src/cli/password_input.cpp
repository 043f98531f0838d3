#include "cli/password_input.h"

#include <termios.h>
#include <unistd.h>

#include <cstdio>

#include "cli/data.h"

namespace mingcha::cli {

namespace {

constexpr std::size_t kMaxLine = 4096;

// Without its line end; a longer line is cut, and refused by the rules for passwords.
Result<std::string> line_of_stdin() {
    std::string line;
    int c = 0;
    while ((c = std::fgetc(stdin)) != EOF && c != '\n' && line.size() < kMaxLine) {
        line += static_cast<char>(c);
    }
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty()) return fail("password", "没有读到密码", "在终端输入，或从标准输入给一行");
    return line;
}

class NoEcho {
public:
    NoEcho() {
        known_ = tcgetattr(STDIN_FILENO, &before_) == 0;
        if (!known_) return;
        termios silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    NoEcho(const NoEcho&) = delete;
    NoEcho& operator=(const NoEcho&) = delete;
    ~NoEcho() {
        if (known_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }

private:
    termios before_{};
    bool known_ = false;
};

}  // namespace

Result<std::string> read_new_password() {
    if (isatty(STDIN_FILENO) == 0) return line_of_stdin();
    const NoEcho silent;
    say("新密码（不显示）:");
    const Result<std::string> first = line_of_stdin();
    if (!first) return first;
    say("再输入一次:");
    const Result<std::string> second = line_of_stdin();
    if (!second) return second;
    if (*first != *second) return fail("password", "两次输入不同", "重新输入");
    return first;
}

}  // namespace mingcha::cli
