#include "app/screenshots.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <memory>
#include <set>

#include <fmt/format.h>

#include "app/verdicts.h"
#include "audit/account_index.h"
#include "base/charset.h"
#include "base/digest.h"
#include "base/text.h"
#include "model/registry.h"
#include "office/zip_read.h"
#include "store/picture_file.h"
#include "store/rows.h"

namespace mingcha::app {

namespace {

constexpr std::size_t kCodeLength = 16;
constexpr std::string_view kTrailing = "0123456789-_.() ";

// What the first bytes say; empty: no picture.
std::string_view extension_of(std::string_view bytes) {
    if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return ".png";
    if (bytes.starts_with("\xFF\xD8\xFF")) return ".jpg";
    if (bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a")) return ".gif";
    if (bytes.starts_with("BM")) return ".bmp";
    if (bytes.starts_with("RIFF") && bytes.substr(0, 12).ends_with("WEBP")) return ".webp";
    return {};
}

// Hidden files and what packers put beside the pictures.
bool is_litter(std::string_view name) {
    const std::string_view file = name.substr(name.rfind('/') + 1);
    return name.ends_with('/') || file.starts_with('.') || file == "Thumbs.db" ||
           name.starts_with("__MACOSX/");
}

bool leads_out(std::string_view name) {
    const std::string plain = replace_all(std::string(name), "\\", "/");
    if (plain.starts_with('/') || (plain.size() > 1 && plain[1] == ':')) return true;
    const auto parts = split(plain, '/');
    return std::find(parts.begin(), parts.end(), "..") != parts.end();
}

// Letters of a name without what people put between its parts.
std::string plain_key(std::string_view text) {
    std::string key = audit::account_name_key(text);
    for (std::string_view mark :
         {"_", "-", "(", ")", "[", "]", "【", "】", "·", ".", "“", "”", "+"}) {
        key = replace_all(std::move(key), mark, "");
    }
    return key;
}

// Numbers, dates and brackets at the end: 清河发布_2、清河发布2021年11月5日.
std::string_view without_number(std::string_view stem) {
    bool again = true;
    while (again && !stem.empty()) {
        again = false;
        for (std::string_view mark : {"年", "月", "日", "（", "）"}) {
            if (!stem.ends_with(mark)) continue;
            stem.remove_suffix(mark.size());
            again = true;
        }
        const char last = stem.empty() ? 'x' : stem.back();
        if (kTrailing.find(last) != std::string_view::npos) {
            stem.remove_suffix(1);
            again = true;
        }
    }
    return stem;
}

std::string code_within(std::string_view text) {
    std::string upper(text);
    for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    for (std::size_t i = 0; i + kCodeLength <= upper.size(); ++i) {
        const std::string_view code = std::string_view(upper).substr(i, kCodeLength);
        if (is_account_code(code)) return std::string(code);
    }
    return {};
}

class Matcher {
public:
    explicit Matcher(const std::vector<Account>& accounts) {
        for (const Account& account : accounts) {
            if (!account.account_code.empty()) by_code_[account.account_code] = &account;
            for (const std::string& key : {account.name, account.type + account.name,
                                           account.name + account.type}) {
                by_name_[plain_key(key)].insert(&account);
            }
        }
    }

    // nullptr: none, with the reason in `why`.
    const Account* find(std::string_view file, std::string& why) const {
        std::string_view stem = file.substr(file.rfind('/') + 1);
        stem = stem.substr(0, stem.rfind('.'));
        if (const std::string code = code_within(stem); !code.empty()) {
            const auto found = by_code_.find(code);
            if (found != by_code_.end()) return found->second;
            why = fmt::format("名录里没有标识码 {}", code);
            return nullptr;
        }
        const std::size_t slash = file.rfind('/');
        std::string_view folder = slash == std::string_view::npos ? "" : file.substr(0, slash);
        folder = folder.substr(folder.rfind('/') + 1);
        for (std::string_view name : {stem, without_number(stem)}) {
            const std::string with_type = std::string(folder) + std::string(name);
            for (const std::string& key : {plain_key(with_type), plain_key(name)}) {
                const auto found = by_name_.find(key);
                if (key.empty() || found == by_name_.end()) continue;
                if (found->second.size() == 1) return *found->second.begin();
                why = fmt::format("同名账号有 {} 个：文件名前加上账号类型或标识码",
                                  found->second.size());
                return nullptr;
            }
        }
        why = "名录里没有对应的账号：文件名用标识码或账号名称";
        return nullptr;
    }

private:
    std::map<std::string, const Account*> by_code_;
    std::map<std::string, std::set<const Account*>> by_name_;
};

class Importer {
public:
    Importer(store::Store& store, const PicturesRequest& request)
        : store_(store), request_(request) {}

    Result<PicturesReport> run(const std::vector<PictureFile>& files) {
        const auto campaign = find_campaign(store_, request_.campaign);
        if (!campaign) return Fail(campaign.error());
        if (campaign->closed) {
            return fail("--campaign", fmt::format("campaign \"{}\" is closed", campaign->id),
                        "a closed campaign takes no more rows");
        }
        for (const auto& loaded : {store::load_into(store_, {}, accounts_),
                                   store::load_into(store_, campaign->id, known_)}) {
            if (!loaded) return Fail(loaded.error());
        }
        for (const PictureFile& file : files) {
            if (leads_out(file.name)) {
                return fail(fmt::format("{} 中的“{}”", request_.source, file.name),
                            "路径跳出了所在的文件夹，一张都没有收",
                            "检查压缩包的来源，只把图片放在一个文件夹里重新打包");
            }
        }
        if (files.size() > kMaxPictures) {
            return fail(request_.source, fmt::format("多于 {} 个文件", kMaxPictures), "分几次导入");
        }
        const Matcher matcher(accounts_);
        for (const PictureFile& file : files) {
            if (is_litter(file.name)) continue;
            if (auto taken = take(file, matcher); !taken) return Fail(taken.error());
        }
        if (auto saved = save(campaign->id); !saved) return Fail(saved.error());
        tell_unseen();
        return std::move(report_);
    }

private:
    Result<bool> take(const PictureFile& file, const Matcher& matcher) {
        std::string why;
        const Account* account = matcher.find(file.name, why);
        if (account == nullptr) return leave(file, why);
        const Result<std::string> bytes = file.read();
        if (!bytes) return leave(file, bytes.error().what);
        if (bytes->size() > kMaxPictureBytes) {
            return leave(file, fmt::format("大于 {} MB", kMaxPictureBytes >> 20));
        }
        const std::string_view extension = extension_of(*bytes);
        if (extension.empty()) return leave(file, "不是图片（PNG、JPEG、WebP、GIF、BMP）");
        store::AccountPicture row;
        row.account_key = account_key(*account);
        row.file = file.name.substr(file.name.rfind('/') + 1);
        row.sha256 = sha256_hex(*bytes);
        row.bytes = bytes->size();
        row.taken_at = file.taken_at;
        row.stored_at = request_.now;
        const bool same = std::any_of(known_.begin(), known_.end(), [&](const auto& each) {
            return store::key_of(each) == store::key_of(row) && each.sha256 == row.sha256;
        });
        if (same) {
            ++report_.same;
        } else if (!request_.dry_run) {
            const auto stored =
                store::keep_picture(request_.data_dir, *bytes, row.sha256, extension);
            if (!stored) return Fail(stored.error());
            row.stored = *stored;
            fresh_.push_back(row);
        }
        seen_.insert(row.account_key);
        report_.matched.push_back({file.name, row.account_key, account->name, row.sha256});
        return true;
    }

    Result<bool> leave(const PictureFile& file, std::string why) {
        report_.left_over.push_back({file.name, std::move(why)});
        return true;
    }

    Result<bool> save(const std::string& campaign) {
        return request_.dry_run ? Result<bool>(true) : store::save(store_, campaign, fresh_);
    }

    void tell_unseen() {
        for (const store::AccountPicture& each : known_) seen_.insert(each.account_key);
        for (const Account& account : accounts_) {
            if (account.state != AccountState::running) continue;
            std::string key = account_key(account);
            if (!seen_.contains(key)) report_.unseen.push_back(std::move(key));
        }
    }

    store::Store& store_;
    const PicturesRequest& request_;
    std::vector<Account> accounts_;
    std::vector<store::AccountPicture> known_, fresh_;
    std::set<std::string> seen_;
    PicturesReport report_;
};

}  // namespace

Result<PicturesReport> import_pictures(store::Store& store, const PicturesRequest& request,
                                       const std::vector<PictureFile>& files) {
    return Importer(store, request).run(files);
}

Result<std::vector<PictureFile>> pictures_of_archive(const std::string& source,
                                                     std::string_view bytes) {
    auto opened = office::ZipReader::open(bytes);
    if (!opened) {
        return fail(source, "不是 zip 压缩包，或已损坏", "用 zip 格式重新打包；或给出文件夹");
    }
    const auto archive = std::make_shared<office::ZipReader>(std::move(*opened));
    std::vector<PictureFile> files;
    for (const office::ZipReader::Entry& entry : archive->entries()) {
        PictureFile file;
        const auto name = text_to_utf8(entry.raw_name);
        file.name = name ? replace_all(name->utf8, "\\", "/") : entry.raw_name;
        if (leads_out(file.name)) {
            return fail(fmt::format("{} 中的“{}”", source, file.name),
                        "路径跳出了所在的文件夹，一张都没有收",
                        "检查压缩包的来源，只把图片放在一个文件夹里重新打包");
        }
        if (entry.modified) file.taken_at = Instant{*entry.modified};
        file.read = [archive, entry] { return archive->read(entry); };
        files.push_back(std::move(file));
    }
    return files;
}

}  // namespace mingcha::app
