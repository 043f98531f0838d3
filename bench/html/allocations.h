// Counts what the program asks of the heap: malloc and its kin are replaced in this program.
#pragma once

#include <cstddef>

namespace mingcha::bench {

std::size_t heap_requests();  // since the start

}  // namespace mingcha::bench
