#include "app/proof_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

#include "base/digest.h"
#include "base/text.h"
#include "store/gather_session.h"
#include "store/picture_file.h"

namespace mingcha::app {

namespace {

constexpr std::array<std::string_view, 7> kProofEndings{".pdf",  ".png",  ".jpg", ".jpeg",
                                                        ".docx", ".xlsx", ".txt"};
constexpr std::string_view kPictures = "pictures/";
constexpr std::size_t kDigestChars = 64;

// "pictures/SHA256.png" and nothing else: no path of somebody's own leads out of the folder.
bool is_kept_name(std::string_view name) {
    if (!name.starts_with(kPictures)) return false;
    name.remove_prefix(kPictures.size());
    if (name.size() <= kDigestChars) return false;
    const std::string_view digest = name.substr(0, kDigestChars);
    const bool hex = std::all_of(digest.begin(), digest.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    });
    const std::string_view ending = name.substr(kDigestChars);
    return hex &&
           std::find(kProofEndings.begin(), kProofEndings.end(), ending) != kProofEndings.end();
}

}  // namespace

Result<std::string> keep_proof(const std::filesystem::path& data_dir, const std::string& name,
                               const std::string& bytes) {
    if (bytes.size() > kMaxProofBytes) {
        return fail(name, fmt::format("{} 字节", bytes.size()),
                    fmt::format("一份证明材料最多 {} 字节", kMaxProofBytes));
    }
    const std::string ending = lower_ascii(std::filesystem::path(name).extension().string());
    if (std::find(kProofEndings.begin(), kProofEndings.end(), ending) == kProofEndings.end()) {
        return fail(name, "不是可作证明材料的文件", "pdf、png、jpg、docx、xlsx 或 txt");
    }
    return store::keep_picture(data_dir, bytes, sha256_hex(bytes), ending);
}

Result<std::string> read_proof(const std::filesystem::path& data_dir, const std::string& stored) {
    if (!is_kept_name(stored)) return fail(stored, "不是保存的证明材料", "登记时附上文件");
    std::ifstream in(store::evidence_folder(data_dir) / stored, std::ios::binary);
    if (!in) return fail(stored, "文件不在了", "从备份恢复证据文件夹");
    return std::string(std::istreambuf_iterator<char>(in), {});
}

}  // namespace mingcha::app
