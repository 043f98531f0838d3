// Scans, pictures and papers that people hand in as proof, kept with the evidence.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"

namespace mingcha::app {

inline constexpr std::size_t kMaxProofBytes = 20'000'000;

// `name` gives the ending. Returns where it lies within the evidence: "pictures/SHA256.pdf".
// Errors: too large, an ending of none of the kinds that are taken, no rights, disk full.
Result<std::string> keep_proof(const std::filesystem::path& data_dir, const std::string& name,
                               const std::string& bytes);

// What was kept under that name. Errors: a name that keep_proof does not give, no such file.
Result<std::string> read_proof(const std::filesystem::path& data_dir, const std::string& stored);

}  // namespace mingcha::app
