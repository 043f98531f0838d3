// summary-annex: what the text sums up against the rows and lists of the annexes; and the shares of
// interaction bands that the text prints.
#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/points.h"
#include "proof/bands.h"
#include "proof/check.h"
#include "proof/names.h"
#include "proof/patterns.h"
#include "proof/quantities.h"

namespace mingcha::proof {

namespace {

struct Tally {
    std::int64_t rows = 0;
    std::int64_t failed = 0;
};

Tally tally(const Annex& annex) {
    Tally tally;
    for (const SiteRow& row : annex.sites) {
        ++tally.rows;
        tally.failed += row.failed ? 1 : 0;
    }
    return tally;
}

void expect_count(Report& report, const Paragraph& paragraph, const Quantity& count,
                  std::int64_t right, std::string_view what) {
    report.expect(
        count.count() == right,
        {"summary-annex", paragraph.part + "：" + quote(paragraph.text, count.begin, count.end),
         count.printed, std::to_string(right),
         fmt::format("正文写{}{}个（家），附件中有{}个（家）。", what, count.printed, right)});
}

const Quantity* first_with(const std::vector<Quantity>& all, Role role, bool accounts) {
    for (const Quantity& each : all) {
        if (each.is_count() && each.role == role && (accounts ? each.accounts : each.sites))
            return &each;
    }
    return nullptr;
}

// Sites: passed, failed, all — the first paragraph that counts them speaks for the whole.
void check_site_counts(const Circular& circular, Report& report) {
    const Annex* annex = circular.annex_with_sites();
    if (annex == nullptr) return;
    const Tally rows = tally(*annex);
    if (rows.failed == 0 && annex->sites.front().result.empty()) return;
    for (const Paragraph& paragraph : circular.paragraphs) {
        if (paragraph.part != "正文") continue;
        const std::vector<Quantity> all = quantities(paragraph.text);
        const Quantity* failed = first_with(all, Role::failed, false);
        const Quantity* passed = first_with(all, Role::passed, false);
        if (failed == nullptr && passed == nullptr) continue;
        if (failed != nullptr) expect_count(report, paragraph, *failed, rows.failed, "不合格网站");
        const bool whole = rows.failed < rows.rows;  // not a list of the failed only
        if (whole && passed != nullptr) {
            expect_count(report, paragraph, *passed, rows.rows - rows.failed, "合格网站");
        }
        if (!whole) return;
        const Quantity* base = first_with(all, Role::checked, false);
        if (base == nullptr) base = first_with(all, Role::total, false);
        if (base != nullptr) expect_count(report, paragraph, *base, rows.rows, "网站");
        return;
    }
}

// "霍邱县2个": rows of the account annex whose operator names that county.
void check_divisions(const Annex& annex, const Paragraph& paragraph, std::string_view sentence,
                     const Quantity& failed, Report& report) {
    for (const Quantity& part : quantities(sentence)) {
        if (!part.is_count() || part.begin <= failed.begin) continue;
        const std::string_view name = after_last(sentence.substr(0, part.begin),
                                                 {"，", "（", "、", "；", "其中", "：", "。"});
        if (!(ends_with(name, "县") || ends_with(name, "区")) || name.size() < 6 ||
            name.size() > 18) {
            continue;
        }
        std::int64_t rows = 0;
        for (const AccountRow& row : annex.accounts) {
            rows += contains(row.operator_name, name) ? 1 : 0;
        }
        // A county that no operator names cannot be told from one that has none.
        if (rows == 0 && part.count() != 0) continue;
        report.expect(
            part.count() == rows,
            {"summary-annex", paragraph.part + "：" + quote(sentence, part.begin, part.end),
             part.printed, std::to_string(rows),
             fmt::format("正文写{}{}个，附件{}中有{}个。", name, part.printed, annex.number,
                         rows)});
    }
}

void check_account_counts(const Circular& circular, Report& report) {
    const Annex* annex = circular.annex_with_accounts();
    if (annex == nullptr) return;
    std::int64_t failed_rows = 0;
    for (const AccountRow& row : annex->accounts) {
        failed_rows += row.result.empty() || contains(row.result, "不合格") ? 1 : 0;
    }
    for (const Paragraph& paragraph : circular.paragraphs) {
        if (paragraph.part != "正文") continue;
        for (std::string_view sentence : sentences(paragraph.text)) {
            const std::vector<Quantity> all = quantities(sentence);
            const Quantity* failed = first_with(all, Role::failed, true);
            if (failed == nullptr) continue;
            report.expect(failed->count() == failed_rows,
                          {"summary-annex",
                           paragraph.part + "：" + quote(sentence, failed->begin, failed->end),
                           failed->printed, std::to_string(failed_rows),
                           fmt::format("正文写不合格账号{}个，附件{}列出{}个。", failed->printed,
                                       annex->number, failed_rows)});
            check_divisions(*annex, paragraph, sentence, *failed, report);
            return;
        }
    }
}

// "41家…中，A等34家…": the number that the grades part, against all names of their category.
void check_category(const Circular& circular, const Bucket& one, const Paragraph& paragraph,
                    const std::vector<Quantity>& counts, std::size_t first, Report& report) {
    if (first == 0) return;
    std::int64_t listed = 0;
    std::int64_t at_most = 0;
    for (const Annex& annex : circular.annexes) {
        for (const Bucket& bucket : annex.buckets) {
            if (bucket.category != one.category || band_days(bucket.label)) continue;
            listed += static_cast<std::int64_t>(bucket.names.size());
            at_most += static_cast<std::int64_t>(bucket.at_most);
        }
    }
    const Quantity& whole = counts[first - 1];
    if (whole.count() >= listed && whole.count() <= at_most) {
        expect_count(report, paragraph, whole, whole.count(), "参评网站");
    } else {
        expect_count(report, paragraph, whole, listed, "参评网站");
    }
}

// As many rows of a grade in the table of sites as names in the list of that grade.
void check_grade_rows(const Circular& circular, Report& report) {
    const Annex* sites = circular.annex_with_sites();
    if (sites == nullptr) return;
    for (const Annex& annex : circular.annexes) {
        for (const Bucket& bucket : annex.buckets) {
            // A portal that failed by a veto has no number either, and stands in no list of grades.
            if (bucket.label == "不合格") continue;
            const auto rows =
                std::count_if(sites->sites.begin(), sites->sites.end(), [&](const SiteRow& row) {
                    return !row.grade.empty() && row.grade == bucket.label;
                });
            if (rows == 0) continue;
            const auto listed = static_cast<std::int64_t>(bucket.names.size());
            report.expect(rows >= listed && rows <= static_cast<std::int64_t>(bucket.at_most),
                          {"summary-annex", fmt::format("附件{}：{}", annex.number, bucket.label),
                           std::to_string(listed), std::to_string(rows),
                           fmt::format("“{}”名单有{}家，附件{}中有{}家。", bucket.label, listed,
                                       sites->number, rows)});
        }
    }
}

// "A等34家、B等3家、C等2家…分别为优、良、合格" against the grade lists.
void check_grades(const Circular& circular, Report& report) {
    for (const Paragraph& paragraph : circular.paragraphs) {
        if (paragraph.part != "正文") continue;
        for (std::string_view sentence : sentences(paragraph.text)) {
            const std::size_t word = sentence.find("分别为");
            if (word == std::string_view::npos) continue;
            const std::string_view rest = sentence.substr(word + std::string_view("分别为").size());
            const NameList labels = split_names(rest.substr(0, rest.find("，")));
            std::vector<const Bucket*> buckets;
            for (const std::string& label : labels.names) {
                for (const Annex& annex : circular.annexes) {
                    for (const Bucket& bucket : annex.buckets) {
                        if (bucket.label == label) buckets.push_back(&bucket);
                    }
                }
            }
            std::vector<Quantity> counts;
            for (Quantity& each : quantities(sentence.substr(0, word))) {
                if (each.is_count()) counts.push_back(std::move(each));
            }
            if (buckets.size() < 2 || buckets.size() != labels.names.size() ||
                counts.size() < buckets.size()) {
                continue;
            }
            const std::size_t first = counts.size() - buckets.size();
            check_category(circular, *buckets.front(), paragraph, counts, first, report);
            for (std::size_t i = 0; i < buckets.size(); ++i) {
                const Quantity& count = counts[first + i];
                const auto listed = static_cast<std::int64_t>(buckets[i]->names.size());
                report.expect(count.count() >= listed &&
                                  count.count() <= static_cast<std::int64_t>(buckets[i]->at_most),
                              {"summary-annex",
                               paragraph.part + "：" + quote(sentence, count.begin, count.end),
                               count.printed, std::to_string(listed),
                               fmt::format("正文写“{}”{}家，附件列出{}家。", buckets[i]->label,
                                           count.printed, listed)});
            }
        }
    }
}

// "43.8%的网站当天答复，91.7%的网站在1个工作日内…" against the lists of the interaction annex.
void check_bands(const Circular& circular, Report& report) {
    const std::vector<Band> bands = interaction_bands(circular);
    if (bands.empty()) return;
    std::int64_t whole = 0;
    for (const Band& band : bands) whole += static_cast<std::int64_t>(band.bucket->names.size());
    if (whole == 0) return;
    for (const Paragraph& paragraph : circular.paragraphs) {
        if (paragraph.part != "正文") continue;
        const std::string& text = paragraph.text;
        const std::vector<Quantity> all = quantities(text);
        for (const Quantity& asked : all) {
            // "模拟咨询检查全市48家政府网站": as many as the bands list.
            if (!asked.is_count() || !asked.sites || asked.role == Role::failed) continue;
            const std::string_view clause(text.data(), asked.begin);
            if (!contains_any(after_last(clause, {"。"}), {"咨询", "互动"})) continue;
            expect_count(report, paragraph, asked, whole, "互动检查的网站");
            break;
        }
        for (std::size_t i = 0; i < all.size(); ++i) {
            const Quantity& rate = all[i];
            if (rate.unit != Unit::percent || rate.decimals > 2) continue;
            std::size_t stop = text.size();
            for (std::string_view mark : {"，", "。", "；"}) {
                stop = std::min(stop, text.find(mark, rate.end));
            }
            const std::string_view right = std::string_view(text).substr(rate.end, stop - rate.end);
            const std::optional<int> days = band_days(right);
            if (!days || *days > 60 || contains_any(right, {"未", "超"})) continue;
            std::int64_t within = 0;
            bool printed = false;
            for (const Band& band : bands) {
                if (band.days <= *days)
                    within += static_cast<std::int64_t>(band.bucket->names.size());
                printed = printed || band.days == *days;
            }
            if (!printed) continue;
            const std::int64_t unit = rate.decimals == 0 ? 100 : rate.decimals == 1 ? 10 : 1;
            const std::int64_t share = rounded_ratio(within, whole, 10000 / unit) * unit;
            report.expect(share == rate.hundredths,
                          {"rate", paragraph.part + "：" + quote(text, rate.begin, rate.end),
                           rate.printed, percent_text(share, rate.decimals),
                           fmt::format("附件名单为{}/{}，即{}，正文写{}。", within, whole,
                                       percent_text(share, rate.decimals), rate.printed)});
        }
    }
}

// "得分在100分以上的网站有5家".
void check_score_lines(const Circular& circular, Report& report) {
    const Annex* annex = circular.annex_with_sites();
    if (annex == nullptr) return;
    std::vector<std::int64_t> scores;
    for (const SiteRow& row : annex->sites) {
        if (row.score) scores.push_back(row.score->hundredths);
    }
    if (scores.size() < 2) return;
    for (const Paragraph& paragraph : circular.paragraphs) {
        if (paragraph.part != "正文") continue;
        const std::string& text = paragraph.text;
        const std::vector<Quantity> all = quantities(text);
        for (std::size_t i = 0; i + 1 < all.size(); ++i) {
            const std::string_view behind =
                std::string_view(text).substr(all[i + 1].end, std::string_view("进入加分").size());
            if (all[i + 1].is_count() && behind == "进入加分") {
                // 国办秘函〔2019〕19号: above 80 opens the bonus part, 80 itself does not.
                expect_count(report, paragraph, all[i + 1],
                             std::count_if(scores.begin(), scores.end(),
                                           [](std::int64_t score) { return score > 8000; }),
                             "进入加分环节的网站");
            }
            if (all[i].unit != Unit::score || !all[i + 1].is_count()) continue;
            const std::string_view between =
                std::string_view(text).substr(all[i].end, all[i + 1].begin - all[i].end);
            if (!starts_with(between, "以上") || contains_any(between, {"。", "；", "，"}))
                continue;
            const std::int64_t line = all[i].hundredths;
            const auto reached = std::count_if(scores.begin(), scores.end(),
                                               [&](std::int64_t score) { return score >= line; });
            expect_count(report, paragraph, all[i + 1], reached, all[i].printed + "分以上的网站");
        }
    }
}

// Sites named as failed in the text whose row passed, and "none found" beside rows that failed.
void check_named_failures(const Circular& circular, Report& report) {
    const Annex* sites = circular.annex_with_sites();
    const Annex* accounts = circular.annex_with_accounts();
    const std::int64_t failed_sites = sites != nullptr ? tally(*sites).failed : 0;
    const std::int64_t failed_accounts =
        accounts != nullptr ? static_cast<std::int64_t>(accounts->accounts.size()) : 0;
    for (const Paragraph& paragraph : circular.paragraphs) {
        if (paragraph.part != "正文") continue;
        for (std::string_view sentence : sentences(paragraph.text)) {
            const std::size_t none = sentence.find("未发现");
            if (none == std::string_view::npos) continue;
            const std::string_view rest = sentence.substr(none, 90);
            if (!contains(rest, "不合格")) continue;
            const bool about_accounts = contains_any(sentence, {"新媒体", "账号"});
            const std::int64_t listed = about_accounts ? failed_accounts : failed_sites;
            report.expect(listed == 0,
                          {"summary-annex", "正文：" + quote(sentence, none, none + 30), "未发现",
                           std::to_string(listed),
                           fmt::format("正文写未发现不合格，附件列出{}个。", listed)});
        }
    }
}

}  // namespace

void check_summary(const Circular& circular, Report& report) {
    check_site_counts(circular, report);
    check_account_counts(circular, report);
    check_grades(circular, report);
    check_grade_rows(circular, report);
    check_bands(circular, report);
    check_score_lines(circular, report);
    check_named_failures(circular, report);
}

}  // namespace mingcha::proof
