#include "extract/page_kind.h"

#include <algorithm>

#include "base/text.h"
#include "extract/dates.h"
#include "extract/heading.h"
#include "extract/words.h"

namespace mingcha::extract {

namespace {

constexpr int kBoardThreshold = 44;
constexpr int kGuideThreshold = 46;
constexpr int kSureGuide = 110;
constexpr std::uint32_t kShortText = 60;  // a paragraph
constexpr std::uint32_t kRowChars = 40;
constexpr std::uint32_t kRowsOfDates = 3;
constexpr std::uint32_t kBlankChars = 20;  // a page with less says nothing of itself

bool all_digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

struct Address {
    bool root = false;     // "/", "/index.html"
    bool folder = false;   // ends with "/" or "/index…"
    bool article = false;  // numbered or dated like one text
    bool column = false;   // list, col
};

Address read_address(const UrlBase& base) {
    Address address;
    const std::string path = lower_ascii(base.path());
    const std::size_t slash = path.rfind('/');
    const std::string_view file = std::string_view(path).substr(slash + 1);
    const std::string_view folder = std::string_view(path).substr(0, slash + 1);
    const std::string_view stem = file.substr(0, std::min(file.find('.'), file.size()));
    const bool index =
        stem.empty() || stem == "index" || stem == "default" || stem == "main" || stem == "home";
    address.folder = index;
    address.root = index && folder == "/";
    address.column =
        holds_any(path,
                  {"/col/", "list", "/node_", "/more", "channel", "column", "lanmu", "category"}) ||
        stem.starts_with("index_") || stem.starts_with("index-") || stem.ends_with("_index");
    address.article = date_in_url(base.url()).has_value() ||
                      holds_any(path, {"content_", "art_", "/art/", "post_", "detail", "/show",
                                       "article", "/view", "newsid", "infoid", "contentid"}) ||
                      (folder.find("/info/") != std::string_view::npos && all_digits(stem)) ||
                      (all_digits(stem) && stem.size() >= 3) ||
                      (stem.starts_with("t20") && stem.size() >= 9);
    if (stem.starts_with("col") && all_digits(stem.substr(3))) address.column = true;
    return address;
}

class KindWeigher {
public:
    KindWeigher(const Reading& reading, const BoardSigns& board, const GuideSigns& guide)
        : reading_(reading),
          outline_(reading.outline),
          board_(board),
          guide_(guide),
          address_(read_address(reading.base)) {
        count();
    }

    KindPoints weigh() const {
        KindPoints points;
        if (outline_.chars_before.back() < kBlankChars && anchors_ == 0) return points;
        points.article = article();
        points.column = column();
        points.home = home();
        points.other = other();
        if (board_.points >= kBoardThreshold && !is_news()) points.message = 40 + board_.points;
        if (guide_.points >= kGuideThreshold && guide_fits()) points.guide = 60 + guide_.points;
        return points;
    }

private:
    void count() {
        for (const ListGroup& group : reading_.lists) {
            if (group.part != Part::body) continue;
            const bool dated = group.dated * 2 >= group.count() && group.dated > 0;
            if (dated) {
                dated_entries_ += group.dated;
                dated_groups_ += group.dated >= 3 ? 1 : 0;
                best_dated_ = std::max(best_dated_, group.dated);
            }
            if (group.count() >= 4 && group.chars >= group.count() * 9) {
                ++title_groups_;
                titled_entries_ += group.count();
            }
            list_chars_ += group.chars;
        }
        for (const Block& block : outline_.blocks) {
            if (block.hidden || !block.has_digit || block.chars > kRowChars) continue;
            if (reading_.part_of(block) != Part::body) continue;
            const auto date = find_date(block.text);
            if (!date) continue;
            const bool first = date->begin <= 1;
            const bool last = date->end + 1 >= block.text.size();
            dated_rows_ += (first && last) || (block.link_chars > 0 && (first || last)) ? 1 : 0;
        }
        for (std::size_t i = 0; i < outline_.places.size(); ++i) {
            const LinkPlace& place = outline_.places[i];
            if (!place.anchor) continue;
            ++anchors_;
            more_links_ += place.marks & kLinkMore ? 1 : 0;
            pager_ = pager_ || (place.marks & kLinkPager) != 0;
        }
        for (const Block& block : outline_.blocks) {
            if (block.hidden || !block.has_digit || block.chars > 60) continue;
            if ((block.marks & kMarkPager) != 0 ||
                (block.text.find("共") != std::string_view::npos &&
                 holds_any(block.text, {" 条", "条 ", " 页", "页 ", "1页"})))
                pager_ = true;
        }
        for (const Field& field : outline_.fields) {
            if (field.kind == FieldKind::hidden || field.kind == FieldKind::button) continue;
            if (outline_.boxes[field.box].part == Part::header) continue;
            ++fields_;
            passwords_ += field.kind == FieldKind::password ? 1 : 0;
            areas_ += field.kind == FieldKind::area ? 1 : 0;
        }
        for (const LabelHit& hit : reading_.hits) {
            if (hit.label != Label::published && hit.label != Label::source) continue;
            if (reading_.part_of(outline_.blocks[hit.block]) != Part::body) continue;
            published_labels_ += hit.label == Label::published ? 1 : 0;
        }
        article_title_ = meta_content(reading_.facts, "ArticleTitle");
        if (is_placeholder(article_title_)) article_title_ = {};
        pub_date_ = parse_machine_date(meta_content(reading_.facts, "PubDate")).has_value();
        column_ = meta_content(reading_.facts, "ColumnName");
        if (is_placeholder(column_)) column_ = {};
        letter_like_ = board_.letter;
    }

    bool meta_says_article() const { return !article_title_.empty() && pub_date_; }

    // A labelled date or source at the heading: the mark of one text.
    bool info_is_sure() const {
        return reading_.has_info_line && reading_.heading_score >= 24 && best_dated_ < 6 &&
               (dated_rows_ < kRowsOfDates || published_labels_ > 0 || reading_.main.chars >= 120);
    }

    bool is_news() const {
        return meta_says_article() && reading_.main.chars >= 120 && !board_.letter &&
               board_.points < 80;
    }

    bool guide_fits() const {
        // A list of guides is a column, short as it is.
        if (guide_.elements == 0 && dated_entries_ >= 2 && reading_.main.chars < 400) return false;
        if (best_dated_ >= 4 && reading_.main.chars < 400 && guide_.elements < 3) return false;
        if (address_.column && guide_.elements < 3) return false;
        // Heading and column call it a guide, poor as it is.
        if (guide_.elements >= 2 && guide_.points >= kSureGuide) return true;
        return guide_.elements >= 3 || reading_.has_info_line || meta_says_article() ||
               reading_.main.chars >= 60;
    }

    int article() const {
        int points = 0;
        if (info_is_sure()) points += 34;
        if (!article_title_.empty()) points += 24;
        if (pub_date_) points += 16;
        const std::uint32_t text = reading_.main.chars;
        if (text >= 80) points += 10;
        if (text >= 250) points += 14;
        if (text >= 700) points += 10;
        if (reading_.main.paragraphs >= 3) points += 6;
        if (text > list_chars_) points += 10;
        if (reading_.heading_score >= 50) points += 12;
        if (address_.article) points += 14;
        if (published_labels_ == 1) points += 8;
        if (text < kShortText && !info_is_sure() && !meta_says_article() && !address_.article)
            points -= 20;
        if (address_.column) points -= 10;
        if (best_dated_ >= 8 && text < 400) points -= 12;
        if (pager_ && text < 400) points -= 12;
        return points;
    }

    int column() const {
        int points = 0;
        const std::uint32_t text = reading_.main.chars;
        if (best_dated_ >= 3) points += 22;
        if (best_dated_ >= 8) points += 14;
        // Rows whose titles are too short to be told from a menu, each with its day.
        if (best_dated_ < 3 && dated_rows_ >= kRowsOfDates && text < 120) points += 22;
        if (titled_entries_ >= 8) points += 8;
        if (pager_) points += 22;
        if (address_.column) points += 14;
        if (address_.folder && !address_.root) points += 10;
        if (!column_.empty() && article_title_.empty() && !pub_date_) points += 22;
        if (reading_.crumb_block != kNone) points += 8;
        // A standing text of a sentence or two is no list.
        const bool one_text = text >= kShortText && dated_rows_ == 0 && list_chars_ == 0 && !pager_;
        if (text < 120) points += one_text ? -12 : 12;
        if (list_chars_ > text) points += 12;
        if (published_labels_ >= 3) points += 10;
        if (address_.root && reading_.crumb_block == kNone && column_.empty()) points -= 22;
        if (meta_says_article()) points -= 26;
        if (info_is_sure() && text >= 200) points -= 20;
        return points;
    }

    int home() const {
        int points = 0;
        if (address_.root) points += 26;
        const bool lists = best_dated_ >= 3 || more_links_ >= 2 || titled_entries_ >= 8;
        if (address_.root && reading_.crumb_block == kNone && !info_is_sure() && lists)
            points += 10;
        if (dated_groups_ >= 2) points += 14;
        if (dated_groups_ >= 4) points += 10;
        if (title_groups_ >= 4) points += 10;
        if (more_links_ >= 3) points += 16;
        if (anchors_ >= 80) points += 10;
        if (anchors_ >= 160) points += 6;
        std::string title;
        std::string site;
        squeeze(outline_.document_title, title);
        squeeze(reading_.facts.site_name, site);
        if (!title.empty() && title == site) points += 14;
        if (column_ == "首页" || column_ == "网站首页") points += 12;
        if (reading_.crumb_block != kNone) points -= 26;
        if (meta_says_article()) points -= 40;
        if (info_is_sure()) points -= 24;
        if (!column_.empty() && column_ != "首页" && column_ != "网站首页") points -= 10;
        if (reading_.main.chars > 1500 && dated_groups_ < 2) points -= 14;
        if (!address_.root && more_links_ < 3) points -= 20;
        return points;
    }

    int other() const {
        int points = 0;
        std::string words(outline_.document_title);
        words += ' ';
        words += reading_.crumb_name;
        const std::uint32_t total = outline_.chars_before.back();
        if (holds_any(words, {"依申请公开", "公开申请", "申请公开"}) &&
            (fields_ >= 3 || areas_ > 0))
            points += 78;
        if (holds_any(words, {"登录", "登陆", "注册", "统一身份", "用户中心"}) &&
            (passwords_ > 0 || fields_ >= 2))
            points += 70;
        if (passwords_ > 0 && reading_.main.chars < 200) points += 30;
        if (holds_any(words, {"搜索", "检索", "查询结果", "搜索结果", "全文检索", "高级检索"}))
            points += reading_.has_info_line ? 0 : 56;
        if (holds_any(words,
                      {"404", "403", "500", "502", "错误页", "出错", "未找到", "不存在", "找不到",
                       "Not Found", "not found", "Error", "访问禁止", "拒绝访问"}) &&
            total < 800)
            points += 90;
        if (total < 300 && says_error()) points += 80;
        if (says_robot()) points += 60;
        if (fields_ >= 5 && reading_.main.chars < 400) points += 26;
        if (info_is_sure()) points -= 30;
        if (best_dated_ >= 5) points -= 20;
        if (meta_says_article()) points -= 40;
        return points;
    }

    bool says_error() const {
        for (const Block& block : outline_.blocks) {
            if (block.marks & kMarkError) return true;
        }
        return false;
    }

    // A robot that answers questions: no board, no text.
    bool says_robot() const {
        if (areas_ == 0) return false;
        for (const Block& block : outline_.blocks) {
            if (block.hidden || block.chars > 80 || reading_.part_of(block) != Part::body) continue;
            if (block.marks & kMarkRobot) return true;
        }
        return false;
    }

    const Reading& reading_;
    const Outline& outline_;
    const BoardSigns& board_;
    const GuideSigns& guide_;
    Address address_;
    std::string_view article_title_, column_;
    std::uint32_t dated_entries_ = 0, dated_groups_ = 0, best_dated_ = 0;
    std::uint32_t title_groups_ = 0, titled_entries_ = 0, list_chars_ = 0;
    std::uint32_t anchors_ = 0, more_links_ = 0, fields_ = 0, passwords_ = 0, areas_ = 0;
    std::uint32_t published_labels_ = 0;
    std::uint32_t dated_rows_ = 0;  // short blocks of the body: a day, or a link and a day
    bool pager_ = false, pub_date_ = false, letter_like_ = false;
};

}  // namespace

KindPoints weigh_kinds(const Reading& reading, const BoardSigns& board, const GuideSigns& guide) {
    return KindWeigher(reading, board, guide).weigh();
}

PageKind decide_kind(const KindPoints& points) {
    PageKind kind = PageKind::other;
    int best = 8;  // what speaks for nothing is `other`
    const auto offer = [&](int score, PageKind candidate) {
        if (score > best) {
            best = score;
            kind = candidate;
        }
    };
    offer(points.column, PageKind::column);
    offer(points.article, PageKind::article);
    offer(points.home, PageKind::home);
    offer(points.guide, PageKind::guide);
    offer(points.message, PageKind::message);
    offer(points.other, PageKind::other);
    return kind;
}

}  // namespace mingcha::extract
