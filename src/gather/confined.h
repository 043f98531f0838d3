// A program that reads what strangers made, run as a child with no more rights than it needs: as
// nobody where we are root, in a process group of its own, its time, memory and output capped.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mingcha::gather {

struct ConfinedProgram {
    std::vector<std::string> arguments;    // the first one is the program's path
    std::vector<std::string> environment;  // all of it
    std::string_view input;                // what it reads on its standard input
    int seconds = 0;                       // of the wall clock, then it is killed
    std::int64_t kilobytes = 0;            // resident, all its processes
    std::size_t output_bytes = 0;
    // Set as limits of the process itself: no file written, little address space. Not for Chromium.
    bool alone = false;
};

enum class ChildTrouble : std::uint8_t {
    none,
    no_process,  // no memory, no pipe, no program
    too_long,
    too_much_memory,
    too_much_output,
    failed  // ended with another status than 0
};

struct ChildOutcome {
    ChildTrouble trouble = ChildTrouble::none;
    std::string output;  // what it wrote to its standard output; empty where there was trouble
};

// User id under which such programs run when we are root.
inline constexpr unsigned kNobody = 65534;

// Waits for its end; the whole process group is gone on return.
ChildOutcome run_confined(const ConfinedProgram& program);

}  // namespace mingcha::gather
