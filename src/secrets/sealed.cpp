#include "secrets/sealed.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/base64.h"
#include "secrets/secrets.h"

namespace mingcha::secrets {

namespace {

constexpr std::size_t kKeyBytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr mode_t kOwnerOnly = S_IRUSR | S_IWUSR;

const unsigned char* bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

Fail no_file(const std::filesystem::path& path) {
    return fail(path.string(), std::strerror(errno), "检查数据文件夹的读写权限");
}

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (number_ >= 0) close(number_);
    }
    int number() const { return number_; }

private:
    int number_;
};

Result<std::string> read_key(const std::filesystem::path& path, int number) {
    struct stat found {};
    if (fstat(number, &found) != 0) return no_file(path);
    if ((found.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return fail(path.string(), "密钥文件别人也能读",
                    "chmod 600，并在渠道页重新填写各渠道的密钥");
    }
    std::string key(kKeyBytes, '\0');
    if (found.st_size != static_cast<off_t>(kKeyBytes) ||
        read(number, key.data(), key.size()) != static_cast<ssize_t>(kKeyBytes)) {
        return fail(path.string(), "密钥文件已损坏", "移走它，再在渠道页重新填写各渠道的密钥");
    }
    return key;
}

// Written beside it and then given its name, so that no other program reads half of it. Where
// another was quicker, that one's counts.
Result<std::string> make_key(const std::filesystem::path& path) {
    const std::filesystem::path draft = path.string() + "." + random_token();
    {
        const Descriptor file(open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL, kOwnerOnly));
        if (file.number() < 0) return no_file(draft);
        const std::string key = random_bytes(kKeyBytes);
        if (write(file.number(), key.data(), key.size()) != static_cast<ssize_t>(key.size()) ||
            fsync(file.number()) != 0) {
            const Fail error = no_file(draft);
            unlink(draft.c_str());
            return error;
        }
    }
    const int linked = link(draft.c_str(), path.c_str());
    const int why = errno;
    unlink(draft.c_str());
    errno = why;
    if (linked != 0 && why != EEXIST) return no_file(path);
    const Descriptor file(open(path.c_str(), O_RDONLY));
    if (file.number() < 0) return no_file(path);
    return read_key(path, file.number());
}

}  // namespace

Result<std::string> house_key(const std::filesystem::path& data_dir) {
    const std::filesystem::path path = data_dir / kKeyFile;
    const Descriptor file(open(path.c_str(), O_RDONLY | O_NOFOLLOW));
    if (file.number() >= 0) return read_key(path, file.number());
    if (errno != ENOENT) return no_file(path);
    return make_key(path);
}

std::string sealed(std::string_view key, std::string_view place, std::string_view text) {
    const std::string nonce = random_bytes(kNonceBytes);
    std::string box(text.size() + kTagBytes, '\0');
    unsigned long long size = 0;
    crypto_aead_xchacha20poly1305_ietf_encrypt(reinterpret_cast<unsigned char*>(box.data()), &size,
                                               bytes(text), text.size(), bytes(place), place.size(),
                                               nullptr, bytes(nonce), bytes(key));
    box.resize(size);
    return base64_encoded(nonce + box);
}

std::optional<std::string> unsealed(std::string_view key, std::string_view place,
                                    std::string_view box) {
    const auto raw = base64_decoded(box);
    if (!raw || raw->size() < kNonceBytes + kTagBytes || key.size() != kKeyBytes) {
        return std::nullopt;
    }
    const std::string_view nonce = std::string_view(*raw).substr(0, kNonceBytes);
    const std::string_view kept = std::string_view(*raw).substr(kNonceBytes);
    std::string text(kept.size() - kTagBytes, '\0');
    unsigned long long size = 0;
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            reinterpret_cast<unsigned char*>(text.data()), &size, nullptr, bytes(kept), kept.size(),
            bytes(place), place.size(), bytes(nonce), bytes(key)) != 0) {
        return std::nullopt;
    }
    return text;
}

}  // namespace mingcha::secrets
