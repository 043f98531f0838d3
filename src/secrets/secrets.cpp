#include "secrets/secrets.h"

#include <sodium.h>

#include <array>
#include <mutex>
#include <semaphore>

namespace mingcha::secrets {

namespace {

constexpr std::size_t kTokenBytes = 32;

// Aborts where the system has no random source: nothing may go on without one.
void ready() {
    static std::once_flag once;
    std::call_once(once, [] {
        if (sodium_init() < 0) sodium_misuse();
    });
}

std::counting_semaphore<kHashesAtOnce>& places() {
    static std::counting_semaphore<kHashesAtOnce> semaphore(kHashesAtOnce);
    return semaphore;
}

class Place {
public:
    Place() {
        ready();
        places().acquire();
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    ~Place() { places().release(); }
};

}  // namespace

Result<std::string> hash_password(std::string_view password) {
    const Place place;
    std::array<char, crypto_pwhash_STRBYTES> text{};
    if (crypto_pwhash_str_alg(
            text.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
            crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0) {
        return fail("password", "内存不足，无法计算密码校验值", "释放一些内存后重试");
    }
    return std::string(text.data());
}

bool verify_password(std::string_view hash, std::string_view password) {
    if (hash.empty() || hash.size() >= crypto_pwhash_STRBYTES) return false;
    const Place place;
    std::array<char, crypto_pwhash_STRBYTES> text{};
    hash.copy(text.data(), hash.size());
    return crypto_pwhash_str_verify(text.data(), password.data(), password.size()) == 0;
}

void waste_a_verification(std::string_view password) {
    static const Result<std::string> kNobody = hash_password("nobody");
    (void)verify_password(kNobody.value_or(""), password);
}

std::string random_bytes(std::size_t count) {
    ready();
    std::string bytes(count, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

std::string random_token() {
    const std::string bytes = random_bytes(kTokenBytes);
    std::string text(2 * kTokenBytes + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                   bytes.size());
    text.pop_back();
    return text;
}

bool same_secret(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace mingcha::secrets
