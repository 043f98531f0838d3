#include "gather/confined.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <utility>

namespace mingcha::gather {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kLookMs = 100;  // how often time and memory are looked at
constexpr rlim_t kFilesAlone = 32;
// Of address space, for each kilobyte that may be resident: libraries and arenas take room unused.
constexpr rlim_t kSpaceFactor = 4;

class Descriptor {
public:
    explicit Descriptor(int number = -1) : number_(number) {}
    ~Descriptor() { close(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number() const { return number_; }
    void close() {
        if (number_ >= 0) ::close(std::exchange(number_, -1));
    }

private:
    int number_;
};

// Resident memory of a process group, in kilobytes.
std::int64_t group_kilobytes(pid_t group) {
    std::int64_t total = 0;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator("/proc", error)) {
        const std::string name = entry.path().filename().string();
        if (name.find_first_not_of("0123456789") != std::string::npos) continue;
        if (getpgid(static_cast<pid_t>(std::atol(name.c_str()))) != group) continue;
        std::ifstream statm(entry.path() / "statm");
        std::int64_t size = 0;
        std::int64_t resident = 0;
        std::int64_t shared = 0;
        if (statm >> size >> resident >> shared) {
            total += (resident - shared) * (sysconf(_SC_PAGESIZE) / 1024);
        }
    }
    return total;
}

// The input as a file in memory: the child may read it at its own pace, and twice.
int file_in_memory(std::string_view bytes) {
    const int file = memfd_create("input", MFD_CLOEXEC);
    if (file < 0) return -1;
    while (!bytes.empty()) {
        const ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) {
            ::close(file);
            return -1;
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    if (lseek(file, 0, SEEK_SET) == 0) return file;
    ::close(file);
    return -1;
}

struct Limits {
    bool alone = false;
    rlim_t bytes = 0;
    rlim_t seconds = 0;
};

// In the child, after fork: only calls that are safe there.
[[noreturn]] void become(const std::vector<char*>& arguments, std::vector<char*>& environment,
                         int in, int out, const Limits& limits) {
    setpgid(0, 0);
    const int null = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    dup2(in >= 0 ? in : null, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    dup2(null, STDERR_FILENO);
    if (limits.alone) {
        const rlimit space{limits.bytes, limits.bytes};
        const rlimit time{limits.seconds, limits.seconds};
        const rlimit files{kFilesAlone, kFilesAlone};
        const rlimit none{0, 0};
        if (setrlimit(RLIMIT_AS, &space) != 0 || setrlimit(RLIMIT_CPU, &time) != 0 ||
            setrlimit(RLIMIT_NOFILE, &files) != 0 || setrlimit(RLIMIT_FSIZE, &none) != 0 ||
            setrlimit(RLIMIT_CORE, &none) != 0) {
            _exit(126);
        }
    }
    if (geteuid() == 0 && (setgid(kNobody) != 0 || setuid(kNobody) != 0)) _exit(126);
    execve(arguments.front(), arguments.data(), environment.data());
    _exit(127);
}

// Reads until the output ends, is too long, too slow or too large.
ChildTrouble read_output(pid_t child, int from, const ConfinedProgram& program,
                         std::string& output) {
    const auto deadline = Clock::now() + std::chrono::seconds(program.seconds);
    std::array<char, 64 * 1024> piece;
    for (;;) {
        pollfd ready{from, POLLIN, 0};
        const int got = ::poll(&ready, 1, kLookMs);
        if (got > 0) {
            const ssize_t bytes = ::read(from, piece.data(), piece.size());
            if (bytes < 0 && errno == EINTR) continue;
            if (bytes <= 0) return ChildTrouble::none;
            output.append(piece.data(), static_cast<std::size_t>(bytes));
            if (output.size() > program.output_bytes) return ChildTrouble::too_much_output;
        } else if (group_kilobytes(child) > program.kilobytes) {
            return ChildTrouble::too_much_memory;
        }
        if (Clock::now() > deadline) return ChildTrouble::too_long;
    }
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (std::string& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

}  // namespace

ChildOutcome run_confined(const ConfinedProgram& program) {
    ChildOutcome outcome;
    outcome.trouble = ChildTrouble::no_process;
    std::array<int, 2> ends{-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return outcome;
    const Descriptor read_end(ends[0]);
    Descriptor write_end(ends[1]);
    const Descriptor input(program.input.empty() ? -1 : file_in_memory(program.input));
    if (!program.input.empty() && input.number() < 0) return outcome;
    std::vector<std::string> arguments = program.arguments;
    std::vector<std::string> environment = program.environment;
    const std::vector<char*> argument_list = pointers_to(arguments);
    std::vector<char*> variable_list = pointers_to(environment);
    const Limits limits{program.alone, static_cast<rlim_t>(program.kilobytes) * 1024 * kSpaceFactor,
                        static_cast<rlim_t>(program.seconds)};
    const pid_t child = ::fork();
    if (child < 0) return outcome;
    if (child == 0) {
        become(argument_list, variable_list, input.number(), write_end.number(), limits);
    }
    setpgid(child, child);
    write_end.close();
    outcome.trouble = read_output(child, read_end.number(), program, outcome.output);
    if (outcome.trouble != ChildTrouble::none) kill(-child, SIGKILL);
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    kill(-child, SIGKILL);  // what it may have left behind
    if (outcome.trouble == ChildTrouble::none && !(WIFEXITED(status) && WEXITSTATUS(status) == 0)) {
        outcome.trouble = ChildTrouble::failed;
    }
    if (outcome.trouble != ChildTrouble::none) outcome.output.clear();
    return outcome;
}

}  // namespace mingcha::gather
