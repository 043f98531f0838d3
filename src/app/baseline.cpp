#include "app/baseline.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "app/baseline_words.h"
#include "app/campaigns.h"
#include "app/rulesets.h"
#include "app/verdicts.h"
#include "audit/imports.h"
#include "base/text.h"
#include "model/unit_index.h"
#include "office/xlsx_read.h"
#include "proof/circular.h"
#include "proof/patterns.h"
#include "ruleset/load.h"
#include "ruleset/phrases.h"
#include "store/publication_rows.h"
#include "store/rows.h"

namespace mingcha::app {

namespace {

constexpr std::string_view kUnmended = "未整改";
constexpr std::size_t kMaxProse = 400;  // paragraphs of a letter

// Each sheet is an annex: rows of one text are its titles and notes.
Result<proof::Document> document_of_workbook(std::string_view bytes) {
    const auto sheets = office::read_xlsx(bytes);
    if (!sheets) return Fail(sheets.error());
    proof::Document document;
    int number = 0;
    for (const office::Sheet& sheet : *sheets) {
        document.blocks.push_back({fmt::format("附件{}", ++number), {}});
        document.blocks.push_back({proof::normalise(sheet.name), {}});
        proof::Block table;
        for (const office::SheetRow& row : sheet.rows) {
            std::set<std::string> texts;
            proof::Row cells;
            for (const std::string& cell : row.cells) {
                cells.push_back(proof::normalise(cell.substr(0, proof::kMaxParagraphBytes)));
                if (!cells.back().empty()) texts.insert(cells.back());
            }
            if (texts.size() == 1) {
                document.blocks.push_back({*texts.begin(), {}});
            } else if (!texts.empty()) {
                table.rows.push_back(std::move(cells));
            }
        }
        if (table.is_table()) document.blocks.push_back(std::move(table));
    }
    return document;
}

Result<proof::Document> document_of(const BaselineFile& file) {
    if (!lower_ascii(file.name).ends_with(".xlsx")) {
        return proof::read_document(file.name, file.bytes);
    }
    auto document = document_of_workbook(file.bytes);
    if (!document) document.error().where = file.name;
    return document;
}

class Reader {
public:
    Reader(const BaselineRequest& request, const Registry& registry, const Ruleset& ruleset)
        : request_(request), registry_(registry), ruleset_(ruleset), units_(registry.units) {
        out_.campaign.id = request.id;
        out_.campaign.ruleset = request.ruleset;
        out_.campaign.origin = CampaignOrigin::document;
        out_.campaign.closed = true;
        out_.campaign.by_hand = true;
    }

    Result<bool> read(const BaselineFile& file) {
        const auto document = document_of(file);
        if (!document) return Fail(document.error());
        const proof::Circular circular = proof::take_apart(*document);
        file_ = file.name;
        for (const proof::Annex& annex : circular.annexes) {
            row_ = 0;
            for (const proof::SiteRow& row : annex.sites) site(row);
            row_ = 0;
            for (const proof::AccountRow& row : annex.accounts) account(row);
        }
        if (!window_) window_ = window_of(circular, false);
        if (!out_.campaign.interactions) out_.campaign.interactions = window_of(circular, true);
        if (!printed_) printed_ = printed_rate(circular);
        for (const proof::Paragraph& paragraph : circular.paragraphs) {
            if (!quarter_) quarter_ = quarter_in(paragraph.text);
            if (paragraph.part == "正文" && out_.paragraphs.size() < kMaxProse) {
                out_.paragraphs.push_back(paragraph.text);
            }
        }
        return true;
    }

    Result<Baseline> done() {
        if (out_.site_rows + out_.account_rows == 0 && printed_) {
            out_.warnings.push_back(
                "没有附件的表，只读到网站合格率；上期各站的问题对不上，本期不会标注“未整改”");
        } else if (out_.site_rows + out_.account_rows == 0) {
            return fail(
                file_, "no rows of websites or accounts in it, and no pass rate of websites",
                "要有“网站情况表”或“问题账号名单”的附件：表头含 单位名称 与 检查结果 或 存在问题");
        }
        if (const Result<bool> dated = set_window(); !dated) return Fail(dated.error());
        set_rate();
        return std::move(out_);
    }

private:
    Result<bool> set_window() {
        static constexpr std::string_view kNames[] = {"一", "二", "三", "四"};
        if (quarter_) {
            const auto [year, quarter] = *quarter_;
            out_.campaign.title = fmt::format("{}年第{}季度", year, kNames[quarter - 1]);
        }
        std::optional<DateRange> window = request_.window ? request_.window : window_;
        if (!window && quarter_) {
            const auto [year, quarter] = *quarter_;
            const auto from = make_date(year, quarter * 3 - 2, 1);
            const auto to = make_date(year, quarter * 3, quarter == 1 || quarter == 4 ? 31 : 30);
            if (from && to) window = DateRange{*from, *to};
            out_.warnings.push_back("文中没有检查起止日期，取整个季度；可用 --from、--to 指定");
        }
        if (!window) {
            return fail(file_, "no days of the inspection in it",
                        "用 --from 和 --to 给出检查起止日期");
        }
        out_.campaign.window = *window;
        out_.campaign.as_of = end_of(window->to);
        return true;
    }

    void set_rate() {
        std::optional<Points> computed;
        // A list of the failed ones alone says nothing of the share.
        if (out_.site_rows > out_.sites_failed) {
            computed = percent(out_.site_rows - out_.sites_failed, out_.site_rows);
        }
        out_.site_rate = printed_ ? printed_ : computed;
        if (!out_.site_rate) {
            out_.warnings.push_back(
                "看不出上期网站合格率；可用 campaign set 本期 previous_site_rate=… 填写");
            return;
        }
        if (printed_ && computed && *printed_ != *computed) {
            out_.warnings.push_back(fmt::format("文中网站合格率为{}%，附件各行得{}%，采用文中的",
                                                fixed2(*printed_), fixed2(*computed)));
        }
        out_.campaign.fields["site_pass_rate"] = fixed2(*out_.site_rate);
    }

    std::string place(std::string_view what) const {
        return fmt::format("{} {}第{}行", file_, what, row_);
    }

    const Site* site_of(const proof::SiteRow& row) const {
        for (const Site& site : registry_.sites) {
            if (!row.code.empty() && site.site_code == row.code) return &site;
        }
        if (is_site_code(row.code)) return nullptr;  // another site, whatever its unit
        const Unit* unit = units_.find(row.unit);
        const Site* found = nullptr;
        for (const Site& site : registry_.sites) {
            const bool same = name_key(site.unit) == name_key(row.unit) ||
                              name_key(site.name) == name_key(row.unit) ||
                              (unit != nullptr && units_.find(site.unit) == unit);
            if (!same) continue;
            if (found != nullptr) return nullptr;  // a unit of two sites names neither
            found = &site;
        }
        return found;
    }

    void site(const proof::SiteRow& row) {
        ++row_;
        if (row.unit.empty() && row.code.empty()) return;
        ++out_.site_rows;
        out_.sites_failed += row.failed ? 1 : 0;
        const Site* site = site_of(row);
        if (site == nullptr) {
            out_.unmatched.push_back(
                fmt::format("{}：网站 {} {}", place("网站表"), row.code, row.unit));
            if (!is_site_code(row.code)) return;
        }
        const std::string target = site == nullptr ? row.code : site->site_code;
        if (site != nullptr) out_.sites.push_back(target);
        add(target, row.problems, false, place("网站表"));
    }

    std::string account_of(const proof::AccountRow& row) const {
        const Account* found = nullptr;
        const Unit* unit = units_.find(row.operator_name);
        for (const Account& account : registry_.accounts) {
            if (is_account_code(row.code)) {
                if (account.account_code == row.code) return account_key(account);
                continue;
            }
            if (name_key(account.name) != name_key(row.name)) continue;
            if (!row.type.empty() && name_key(account.type) != name_key(row.type)) continue;
            const bool same = row.operator_name.empty() ||
                              name_key(account.operator_name) == name_key(row.operator_name) ||
                              (unit != nullptr && units_.find(account.operator_name) == unit);
            if (!same) continue;
            if (found != nullptr) return {};
            found = &account;
        }
        return found == nullptr ? std::string() : account_key(*found);
    }

    void account(const proof::AccountRow& row) {
        ++row_;
        if (row.name.empty() && row.code.empty()) return;
        ++out_.account_rows;
        std::string target = account_of(row);
        if (target.empty()) {
            out_.unmatched.push_back(
                fmt::format("{}：账号 {} {} {}", place("账号表"), row.code, row.type, row.name));
            Account own;
            own.account_code = is_account_code(row.code) ? row.code : std::string();
            own.name = row.name;
            own.type = row.type;
            target = account_key(own);
        }
        add(target, row.problem, true, place("账号表"));
    }

    void add(const std::string& target, std::string_view cell, bool of_account,
             const std::string& source) {
        for (std::string& problem : single_problems(cell, ruleset_, of_account)) {
            ImportedFinding finding;
            finding.target = target;
            const Rule* rule = ruleset::rule_of_problem(ruleset_, problem, of_account);
            if (rule != nullptr) {
                finding.rule = rule->id;
            } else {
                out_.warnings.push_back(fmt::format("{}：“{}”不知是哪条指标，只按原文比对", source,
                                                    shorten(problem, 40)));
            }
            finding.carried_over = problem.find(kUnmended) != std::string::npos;
            finding.problem = std::move(problem);
            finding.source = source;
            if (!seen_.insert(finding.target + "\n" + finding.problem).second) continue;
            finding.row = static_cast<std::int32_t>(out_.findings.size() + 1);
            out_.findings.push_back(std::move(finding));
        }
    }

    const BaselineRequest& request_;
    const Registry& registry_;
    const Ruleset& ruleset_;
    UnitIndex units_;
    Baseline out_;
    std::string file_;
    int row_ = 0;
    std::set<std::string> seen_;
    std::optional<DateRange> window_;
    std::optional<Points> printed_;
    std::optional<std::pair<std::int32_t, int>> quarter_;
};

// By hand: what was not printed of a site that stands in the annex was looked at and in order.
// Bonuses are not printed there and stay unsaid.
std::vector<Verdict> verdicts_of(const Baseline& baseline, const Ruleset& ruleset) {
    std::map<std::string, std::map<std::string, std::vector<Finding>>> found;
    std::vector<std::string> targets = baseline.sites;
    const std::set<std::string> sites(targets.begin(), targets.end());
    for (const ImportedFinding& row : baseline.findings) {
        if (row.rule.empty()) continue;
        if (!found.contains(row.target) && !sites.contains(row.target)) {
            targets.push_back(row.target);
        }
        Finding finding = audit::finding_of(row);
        finding.state = FindingState::confirmed;
        finding.measured_by = MeasuredBy::person;
        found[row.target][row.rule].push_back(std::move(finding));
    }
    std::vector<Verdict> verdicts;
    std::set<std::string> done;
    for (const std::string& target : targets) {
        if (!done.insert(target).second) continue;
        auto& rules = found[target];
        for (const Rule& rule : ruleset.rules) {
            const auto findings = rules.find(rule.id);
            const bool failed = findings != rules.end();
            const bool asked =
                sites.contains(target) && rule.scope != Scope::account && rule.part != Part::bonus;
            if (!failed && !asked) continue;
            Verdict verdict;
            verdict.target = target;
            verdict.rule = rule.id;
            verdict.outcome = failed ? Outcome::fail : Outcome::pass;
            verdict.measured_by = MeasuredBy::person;
            if (failed) verdict.findings = std::move(findings->second);
            verdicts.push_back(std::move(verdict));
        }
    }
    return verdicts;
}

}  // namespace

Result<Baseline> read_baseline(const BaselineRequest& request, const Registry& registry,
                               const Ruleset& ruleset) {
    if (request.files.empty() || request.files.size() > kMaxBaselineFiles) {
        return fail("FILE", fmt::format("{} files", request.files.size()),
                    fmt::format("1 至 {} 个文件", kMaxBaselineFiles));
    }
    Reader reader(request, registry, ruleset);
    for (const BaselineFile& file : request.files) {
        if (const Result<bool> read = reader.read(file); !read) return Fail(read.error());
    }
    return reader.done();
}

Result<Baseline> import_baseline(store::Store& store, const std::filesystem::path& data_dir,
                                 const BaselineRequest& request) {
    const auto sources = ruleset_sources(data_dir);
    if (!sources) return Fail(sources.error());
    const Result<Ruleset> ruleset = ruleset::load_or_fail(request.ruleset, *sources);
    if (!ruleset) return Fail(ruleset.error());
    Registry registry;
    for (const auto& loaded : {store::load_into(store, {}, registry.units),
                               store::load_into(store, {}, registry.divisions),
                               store::load_into(store, {}, registry.sites),
                               store::load_into(store, {}, registry.accounts)}) {
        if (!loaded) return Fail(loaded.error());
    }
    Result<Baseline> baseline = read_baseline(request, registry, *ruleset);
    if (!baseline || request.dry_run) return baseline;
    store::Transaction change(store);
    if (auto begun = change.begin(); !begun) return Fail(begun.error());
    const auto made = create_campaign(store, *sources, baseline->campaign);
    if (!made) return Fail(made.error());
    const auto rows = store::save(store, request.id, baseline->findings);
    if (!rows) return Fail(rows.error());
    const CircularPrint letter{"", baseline->paragraphs, {}};
    if (auto kept = store::save<CircularPrint>(store, request.id, {letter}); !kept) {
        return Fail(kept.error());
    }
    const auto stored =
        store_verdicts(store, request.id, request.ruleset, verdicts_of(*baseline, *ruleset));
    if (!stored) return Fail(stored.error());
    if (auto done = change.done(); !done) return Fail(done.error());
    return baseline;
}

std::string baseline_text(const Baseline& baseline) {
    const Campaign& campaign = baseline.campaign;
    std::string out =
        fmt::format("{}  {}  检查时间 {} 至 {}，来自文件，已结束\n", campaign.id,
                    campaign.title.empty() ? "期次未见" : campaign.title,
                    format_date(campaign.window.from), format_date(campaign.window.to));
    out += fmt::format("网站 {} 家，不合格 {} 家，合格率 {}；对上登记 {} 家\n", baseline.site_rows,
                       baseline.sites_failed,
                       baseline.site_rate ? fixed2(*baseline.site_rate) + "%" : "未见",
                       baseline.sites.size());
    out += fmt::format("问题账号 {} 个；问题 {} 条\n", baseline.account_rows,
                       baseline.findings.size());
    for (const ImportedFinding& finding : baseline.findings) {
        out += fmt::format("  {}  {}  {}\n", finding.target,
                           finding.rule.empty() ? "（未知指标）" : finding.rule, finding.problem);
    }
    for (const std::string& row : baseline.unmatched) out += "登记中没有：" + row + "\n";
    for (const std::string& warning : baseline.warnings) out += "注意：" + warning + "\n";
    return out;
}

}  // namespace mingcha::app
