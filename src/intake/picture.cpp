#include "intake/picture.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace mingcha::intake {

namespace {

constexpr const char* kWhere = "图片";
constexpr const char* kAgain = "重新拍一张，或从相册选原图";

std::uint8_t byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<std::uint8_t>(bytes[at]);
}
std::uint32_t big(std::string_view bytes, std::size_t at, std::size_t length) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < length; ++i) value = value << 8U | byte_at(bytes, at + i);
    return value;
}

Fail damaged(const char* what) {
    return fail(kWhere, fmt::format("图片不完整或已损坏：{}", what), kAgain);
}

Result<bool> check_size(std::int64_t width, std::int64_t height) {
    if (width < 1 || height < 1) return damaged("没有尺寸");
    if (width > kMaxPicturePixels / height) {
        return fail(kWhere, fmt::format("{}×{} 像素", width, height),
                    fmt::format("最多 {} 万像素", kMaxPicturePixels / 10'000));
    }
    return true;
}

// --- Exif: a TIFF file of which the first directory is looked through
constexpr std::string_view kExif{"Exif\0\0", 6};
constexpr std::size_t kMaxTags = 1'000;
constexpr std::uint32_t kOrientationTag = 0x0112, kPlaceTag = 0x8825;
constexpr std::uint32_t kTiffMark = 42, kShort = 3;
constexpr std::size_t kTagBytes = 12;

struct Exif {
    std::uint32_t orientation = 1;  // 1 to 8; 1: as it lies
    bool place = false;
};

class Tiff {
public:
    explicit Tiff(std::string_view bytes) : bytes_(bytes), little_(bytes.starts_with("II")) {}

    Exif read() const {
        Exif said;
        if (bytes_.size() < 8 || (!little_ && !bytes_.starts_with("MM"))) return said;
        if (number(2, 2) != kTiffMark) return said;
        const std::size_t directory = number(4, 4);
        if (directory > bytes_.size() - 2) return said;
        const std::size_t tags = std::min<std::size_t>(number(directory, 2), kMaxTags);
        for (std::size_t i = 0; i < tags; ++i) {
            const std::size_t at = directory + 2 + i * kTagBytes;
            if (at + kTagBytes > bytes_.size()) break;
            const std::uint32_t tag = number(at, 2);
            if (tag == kPlaceTag) said.place = true;
            if (tag != kOrientationTag || number(at + 2, 2) != kShort) continue;
            const std::uint32_t value = number(at + 8, 2);
            if (value >= 1 && value <= 8) said.orientation = value;
        }
        return said;
    }

private:
    std::uint32_t number(std::size_t at, std::size_t length) const {
        if (!little_) return big(bytes_, at, length);
        std::uint32_t value = 0;
        for (std::size_t i = length; i > 0; --i) value = value << 8U | byte_at(bytes_, at + i - 1);
        return value;
    }

    std::string_view bytes_;
    bool little_;
};

// A segment with the orientation and nothing else.
std::string orientation_segment(std::uint32_t orientation) {
    std::string out{"\xFF\xE1\x00\x22", 4};
    out += kExif;
    out += std::string_view("MM\0\x2A\0\0\0\x08", 8);
    out += std::string_view("\0\x01\x01\x12\0\x03\0\0\0\x01\0", 11);
    out += static_cast<char>(orientation);
    out += std::string_view("\0\0\0\0\0\0", 6);
    return out;
}

// --- JPEG
constexpr std::uint8_t kFirstMarker = 0xC0, kStart = 0xD8, kEnd = 0xD9, kStartOfScan = 0xDA,
                       kApp0 = 0xE0, kApp1 = 0xE1, kApp2 = 0xE2, kApp14 = 0xEE, kComment = 0xFE;
constexpr std::string_view kXmp{"http://ns.adobe.com/"};

bool is_restart(std::uint8_t marker) {
    return marker >= 0xD0 && marker <= 0xD7;
}
// Start of frame: dimensions. DHT, JPG and DAC lie between.
bool is_frame(std::uint8_t marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}
bool is_about_colour(std::uint8_t marker, std::string_view body) {
    if (marker == kApp0) return body.starts_with(std::string_view("JFIF\0", 5));
    if (marker == kApp2) return body.starts_with(std::string_view("ICC_PROFILE\0", 12));
    return marker == kApp14 && body.starts_with("Adobe");
}

class Jpeg {
public:
    explicit Jpeg(std::string_view bytes) : bytes_(bytes) {}

    Result<CleanPicture> clean() {
        out_.bytes.reserve(bytes_.size());
        out_.bytes = bytes_.substr(0, 2);
        out_.ending = ".jpg";
        out_.content_type = "image/jpeg";
        at_ = 2;
        while (true) {
            const auto more = segment();
            if (!more) return Fail(more.error());
            if (!*more) break;
        }
        if (out_.width == 0 || !scanned_) return damaged("没有图像");
        if (exif_.orientation != 1) insert_orientation();
        return std::move(out_);
    }

private:
    // False at the end of the picture; what stands behind it (films, other pictures) is left.
    Result<bool> segment() {
        while (at_ + 1 < bytes_.size() && byte_at(bytes_, at_) == 0xFF &&
               byte_at(bytes_, at_ + 1) == 0xFF) {
            ++at_;  // fill bytes
        }
        if (at_ + 2 > bytes_.size() || byte_at(bytes_, at_) != 0xFF) return damaged("标记");
        const std::uint8_t marker = byte_at(bytes_, at_ + 1);
        if (marker < kFirstMarker || is_restart(marker) || marker == kStart) return damaged("标记");
        if (marker == kEnd) {
            out_.bytes += "\xFF\xD9";
            return false;
        }
        if (at_ + 4 > bytes_.size()) return damaged("中断");
        const std::size_t length = big(bytes_, at_ + 2, 2);
        if (length < 2 || length > bytes_.size() - at_ - 2) return damaged("中断");
        const std::string_view body = bytes_.substr(at_ + 4, length - 2);
        if (is_frame(marker)) {
            if (auto read = frame(body); !read) return read;
        }
        if (marker == kApp1) about(body);
        const bool application = marker >= kApp0 && marker <= 0xEF;
        if (!(application || marker == kComment) || is_about_colour(marker, body)) {
            out_.bytes += bytes_.substr(at_, length + 2);
        }
        at_ += length + 2;
        if (marker == kStartOfScan) scan();
        return true;
    }

    Result<bool> frame(std::string_view body) {
        if (body.size() < 5) return damaged("尺寸");
        const std::uint32_t height = big(body, 1, 2), width = big(body, 3, 2);
        if (auto right = check_size(width, height); !right) return right;
        out_.width = static_cast<std::int32_t>(width);
        out_.height = static_cast<std::int32_t>(height);
        return true;
    }

    void about(std::string_view body) {
        if (body.starts_with(kExif)) {
            exif_ = Tiff(body.substr(kExif.size())).read();
            out_.had_location = out_.had_location || exif_.place;
        } else if (body.starts_with(kXmp)) {
            out_.had_location = true;
        }
    }

    // The coded picture up to the next marker that is none of its own.
    void scan() {
        scanned_ = true;
        const std::size_t begin = at_;
        while (true) {
            at_ = bytes_.find('\xFF', at_);
            if (at_ == std::string_view::npos || at_ + 1 >= bytes_.size()) {
                at_ = bytes_.size();
                break;
            }
            const std::uint8_t next = byte_at(bytes_, at_ + 1);
            if (next != 0 && next != 0xFF && !is_restart(next)) break;
            at_ += next == 0xFF ? 1 : 2;
        }
        out_.bytes += bytes_.substr(begin, at_ - begin);
    }

    // Behind JFIF, which must be the first.
    void insert_orientation() {
        std::size_t at = 2;
        if (byte_at(out_.bytes, 3) == kApp0) at += 2 + big(out_.bytes, 4, 2);
        out_.bytes.insert(at, orientation_segment(exif_.orientation));
    }

    std::string_view bytes_;
    std::size_t at_ = 0;
    bool scanned_ = false;
    Exif exif_;
    CleanPicture out_;
};

// --- PNG
constexpr std::string_view kPngStart{"\x89PNG\r\n\x1A\n"};
constexpr std::array<std::string_view, 12> kPngKept{"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA",
                                                    "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs"};

Result<CleanPicture> clean_png(std::string_view bytes) {
    CleanPicture out;
    out.bytes.reserve(bytes.size());
    out.bytes = kPngStart;
    out.ending = ".png";
    out.content_type = "image/png";
    bool pixels = false;
    for (std::size_t at = kPngStart.size();;) {
        if (bytes.size() - at < 12) return damaged("中断");
        const std::size_t length = big(bytes, at, 4);
        if (length > bytes.size() - at - 12) return damaged("中断");
        const std::string_view type = bytes.substr(at + 4, 4);
        if ((out.width == 0) != (type == "IHDR")) return damaged("次序");
        if (type == "IHDR") {
            if (length != 13) return damaged("尺寸");
            const std::uint32_t width = big(bytes, at + 8, 4), height = big(bytes, at + 12, 4);
            if (auto right = check_size(width, height); !right) return Fail(right.error());
            out.width = static_cast<std::int32_t>(width);
            out.height = static_cast<std::int32_t>(height);
        }
        pixels = pixels || type == "IDAT";
        if (type == "eXIf") {
            out.had_location |= Tiff(bytes.substr(at + 8, length)).read().place;
        }
        if (type == "iTXt" && bytes.substr(at + 8, length).starts_with("XML:com.adobe.xmp")) {
            out.had_location = true;
        }
        if (std::find(kPngKept.begin(), kPngKept.end(), type) != kPngKept.end()) {
            out.bytes += bytes.substr(at, length + 12);
        }
        if (type == "IEND") break;
        at += length + 12;
    }
    if (!pixels) return damaged("没有图像");
    return out;
}

Fail other_kind(std::string_view bytes) {
    const bool isobmff = bytes.size() > 12 && bytes.substr(4, 4) == "ftyp";
    if (isobmff) {
        return fail(kWhere, "是 HEIC 或视频，多数浏览器打不开",
                    "手机设置中把相机格式改为“兼容性最佳”（JPEG），或截屏后上传");
    }
    return fail(kWhere, "不是 JPEG 或 PNG 图片", kAgain);
}

}  // namespace

Result<CleanPicture> clean_picture(std::string_view bytes) {
    if (bytes.size() > kMaxPictureFile) {
        return fail(kWhere, fmt::format("{} 字节", bytes.size()),
                    fmt::format("一张最多 {} MB", kMaxPictureFile >> 20U));
    }
    if (bytes.starts_with("\xFF\xD8\xFF")) return Jpeg(bytes).clean();
    if (bytes.starts_with(kPngStart)) return clean_png(bytes);
    return other_kind(bytes);
}

}  // namespace mingcha::intake
