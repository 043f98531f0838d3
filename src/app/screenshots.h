// Pictures of accounts that people took, matched with the registry by their file names and kept
// with hash and time as evidence of a campaign.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "store/store.h"

namespace mingcha::app {

inline constexpr std::size_t kMaxPictureBytes = 20U << 20;
inline constexpr std::size_t kMaxPictures = 5'000;  // of one folder or archive

struct PictureFile {
    std::string name;  // with its folders below the one given, UTF-8, parted by '/'
    std::optional<Instant> taken_at;
    std::function<Result<std::string>()> read;  // its bytes, when it is its turn
};

struct PicturesRequest {
    std::filesystem::path data_dir;
    std::string campaign;
    std::string source;  // folder or archive, for messages
    Instant now;         // wall clock
    bool dry_run = false;
};

struct PictureMatch {
    std::string file;
    std::string account;  // key
    std::string name;     // of the account
    std::string sha256;
};

struct PictureLeftover {
    std::string file;
    std::string why;
};

struct PicturesReport {
    std::vector<PictureMatch> matched;
    std::vector<PictureLeftover> left_over;
    std::size_t same = 0;             // matched, and there already
    std::vector<std::string> unseen;  // running accounts without a picture in the campaign
};

// A name matches by a code within it, or by the account's name, alone or with its type before or
// behind it; the type may be the folder's name. Dates and numbers behind it do not count. A name
// that several accounts share, no match, and what is no picture (PNG, JPEG, WebP, GIF, BMP) are
// leftovers. Errors: no such campaign, a closed one; a path that leads out of the folder (nothing
// is taken then); more than kMaxPictures; the disk.
Result<PicturesReport> import_pictures(store::Store& store, const PicturesRequest& request,
                                       const std::vector<PictureFile>& files);

// The pictures of a zip archive; `bytes` outlive them. Names that are not UTF-8 are taken as
// GB18030. Errors: no archive, a path that leads out of it, too many parts.
Result<std::vector<PictureFile>> pictures_of_archive(const std::string& source,
                                                     std::string_view bytes);

}  // namespace mingcha::app
