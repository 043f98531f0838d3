#include "app/importing.h"

#include <fmt/format.h>

#include <map>
#include <memory>
#include <set>

#include "base/text.h"
#include "intake/rows.h"
#include "intake/write_csv.h"
#include "model/unit_index.h"
#include "ruleset/fields.h"
#include "store/rows.h"

namespace mingcha::app {

namespace {

// The wrong rows as they came, with what is wrong in a last column.
std::string refused_csv(const intake::NamedTable& table,
                        const std::vector<intake::RowError>& errors) {
    std::map<int, std::string> why;
    for (const intake::RowError& error : errors) {
        std::string& text = why[error.line];
        if (!text.empty()) text += "；";
        text += (error.column.empty() ? "" : error.column + "：") + error.what;
    }
    std::vector<std::string> header = table.header;
    header.emplace_back("why");
    std::vector<std::vector<std::string>> rows;
    for (const intake::NamedTable::Row& row : table.rows) {
        const auto found = why.find(row.line);
        if (found == why.end()) continue;
        std::vector<std::string>& cells = rows.emplace_back(row.raw);
        cells.resize(table.header.size());
        cells.push_back(found->second);
    }
    return intake::write_csv(header, rows);
}

class Importer {
public:
    Importer(store::Store& store, const ruleset::Sources& rulesets, const ImportRequest& request)
        : store_(store), rulesets_(rulesets), request_(request) {}

    Result<ImportReport> run() {
        const intake::KindSpec* kind = intake::find_kind(request_.kind);
        if (kind == nullptr) {
            return fail("import", fmt::format("\"{}\" is no kind of file", request_.kind),
                        intake::kind_names());
        }
        Result<intake::NamedTable> table = intake::read_named(*kind, request_.file, request_.bytes);
        if (!table) return Fail(table.error());
        report_.warnings = table->notes;
        if (Result<bool> known = prepare(*kind); !known) return Fail(known.error());
        Result<bool> done = take(*kind, *table);
        if (!done) return Fail(done.error());
        return std::move(report_);
    }

private:
    // Loads what the rows are checked against.
    Result<bool> prepare(const intake::KindSpec& kind) {
        if (kind.name == "units" || kind.name == "divisions" || kind.name == "sites" ||
            kind.name == "accounts" || kind.name == "reposts") {
            if (kind.name != "sites" && kind.name != "accounts") return true;
            Result<std::vector<Unit>> units = store::load<Unit>(store_);
            if (!units) return Fail(units.error());
            units_ = std::move(*units);
            unit_index_ = std::make_unique<UnitIndex>(units_);
            return true;
        }
        const Result<std::vector<Site>> sites = store::load<Site>(store_);
        if (!sites) return Fail(sites.error());
        const Result<std::vector<Account>> accounts = store::load<Account>(store_);
        if (!accounts) return Fail(accounts.error());
        for (const Site& site : *sites) site_codes_.insert(site.site_code);
        for (const Account& account : *accounts) account_keys_.insert(account_key(account));
        known_.is_site = [this](std::string_view code) { return site_codes_.count(code) > 0; };
        known_.is_target = [this](std::string_view target) {
            return site_codes_.count(target) > 0 || account_keys_.count(target) > 0;
        };
        if (kind.name != "findings" && kind.name != "interactions") return true;
        return prepare_campaign(kind);
    }

    Result<bool> prepare_campaign(const intake::KindSpec& kind) {
        if (request_.campaign.empty()) {
            return fail("import " + request_.kind, "--campaign is missing",
                        "mingcha campaign list names them");
        }
        const Result<std::vector<Campaign>> campaigns = store::load<Campaign>(store_);
        if (!campaigns) return Fail(campaigns.error());
        const Campaign* campaign = nullptr;
        for (const Campaign& each : *campaigns) {
            if (each.id == request_.campaign) campaign = &each;
        }
        if (campaign == nullptr) {
            return fail("--campaign", fmt::format("there is no campaign \"{}\"", request_.campaign),
                        "mingcha campaign list names them; campaign create makes one");
        }
        if (campaign->closed) {
            return fail("--campaign", fmt::format("campaign \"{}\" is closed", campaign->id),
                        "a closed campaign takes no more rows");
        }
        scope_ = campaign->id;
        if (kind.name == "interactions") return true;
        Result<Ruleset> loaded = ruleset::load_or_fail(campaign->ruleset, rulesets_);
        if (!loaded) return Fail(loaded.error());
        ruleset_ = std::make_unique<Ruleset>(std::move(*loaded));
        known_.is_rule = [this](std::string_view rule) { return ruleset_->find(rule) != nullptr; };
        known_.nearest_rule = [this](std::string_view rule) {
            std::vector<std::string> ids;
            for (const Rule& each : ruleset_->rules) ids.push_back(each.id);
            return ruleset::nearest(rule, ids);
        };
        return true;
    }

    Result<bool> take(const intake::KindSpec& kind, const intake::NamedTable& table) {
        if (kind.name == "units") return keep(table, intake::parse_units(table), true);
        if (kind.name == "divisions") return keep(table, intake::parse_divisions(table), true);
        if (kind.name == "sites") {
            intake::Parsed<Site> parsed = intake::parse_sites(table);
            for (const Site& site : parsed.rows) check_unit(site.unit, site.name);
            return keep(table, std::move(parsed), true);
        }
        if (kind.name == "accounts") {
            intake::Parsed<Account> parsed = intake::parse_accounts(table);
            for (const Account& each : parsed.rows) check_unit(each.operator_name, each.name);
            return keep(table, std::move(parsed), true);
        }
        if (kind.name == "findings") {
            return keep(table, intake::parse_findings(table, known_), false);
        }
        if (kind.name == "interactions") {
            return keep(table, intake::parse_interactions(table, known_), false);
        }
        if (kind.name == "posts") return keep(table, intake::parse_posts(table, known_), false);
        if (kind.name == "probes") return keep(table, intake::parse_probes(table, known_), false);
        if (kind.name == "reposts") return keep(table, intake::parse_reposts(table), false);
        if (kind.name == "messages")
            return keep(table, intake::parse_messages(table, known_), false);
        scope_ = kind.name;
        const intake::Parsed<intake::PlainCells> plain = intake::parse_plain(table, known_);
        intake::Parsed<store::PlainRow> rows;
        rows.errors = plain.errors;
        rows.warnings = plain.warnings;
        for (const intake::PlainCells& each : plain.rows)
            rows.rows.push_back({each.key, each.cells});
        return keep(table, std::move(rows), false);
    }

    // A unit's name that no registered unit has: told once, with the one that may be meant.
    void check_unit(const std::string& name, const std::string& of) {
        if (units_.empty() || name.empty() || !told_.insert(name).second) return;
        if (unit_index_->find(name) != nullptr) return;
        const Unit* similar = unit_index_->similar(name);
        report_.warnings.push_back(
            similar == nullptr
                ? fmt::format("“{}”（{}）在单位名录里没有对应的单位", name, of)
                : fmt::format("“{}”（{}）在单位名录里没有，可能是“{}”：核对后加为别名", name, of,
                              similar->name));
    }

    template <class Row>
    Result<bool> keep(const intake::NamedTable& table, intake::Parsed<Row> parsed, bool registry) {
        for (std::string& warning : parsed.warnings) report_.warnings.push_back(std::move(warning));
        std::set<int> refused;
        for (const intake::RowError& error : parsed.errors) {
            refused.insert(error.line);
            report_.errors.push_back(error.text(table.file));
        }
        report_.refused = refused.size();
        if (!parsed.errors.empty() && request_.partial) {
            report_.refused_csv = refused_csv(table, parsed.errors);
        }
        const std::string_view kind = store::kind_of(static_cast<const Row*>(nullptr));
        const Result<std::vector<store::Record>> old = store_.records(kind, scope_);
        if (!old) return Fail(old.error());
        std::map<std::string_view, const store::Record*> known;
        for (const store::Record& record : *old) known.emplace(record.key, &record);
        std::vector<store::Record> fresh;
        std::set<std::string> seen;
        for (const Row& row : parsed.rows) {
            store::Record record = store::to_record(row);
            seen.insert(record.key);
            const auto found = known.find(record.key);
            const bool changed =
                found != known.end() && !same_row(found->second->body, record.body);
            if (found != known.end() && !changed) {
                ++report_.same;
                continue;
            }
            (changed ? report_.changed : report_.added) += 1;
            if (report_.changes.size() < kMaxListed && (changed || registry)) {
                report_.changes.push_back((changed ? "变更 " : "新增 ") +
                                          replace_all(record.key, "\n", " | "));
            }
            fresh.push_back(std::move(record));
        }
        for (const store::Record& record : *old) {
            if (!registry || seen.count(record.key) > 0) continue;
            ++report_.gone_count;
            if (report_.gone.size() < kMaxListed) report_.gone.push_back(record.key);
        }
        if (request_.dry_run || (!report_.errors.empty() && !request_.partial)) return true;
        if (Result<bool> put = store_.put(kind, scope_, fresh); !put) return put;
        report_.taken = true;
        return true;
    }

    // Where a row came from (file and line) is no part of what it says.
    static bool same_row(std::string_view a, std::string_view b) {
        const auto cut = [](std::string_view body) {
            const std::size_t at = body.find(",\"source\":\"");
            if (at == std::string_view::npos) return std::string(body);
            std::size_t end = at + 11;
            while (end < body.size() && body[end] != '"') end += body[end] == '\\' ? 2 : 1;
            if (end >= body.size()) return std::string(body);
            return std::string(body.substr(0, at)) + std::string(body.substr(end + 1));
        };
        return cut(a) == cut(b);
    }

    store::Store& store_;
    const ruleset::Sources& rulesets_;
    const ImportRequest& request_;
    ImportReport report_;
    intake::Known known_;
    std::set<std::string, std::less<>> site_codes_;
    std::set<std::string, std::less<>> account_keys_;
    std::set<std::string> told_;
    std::vector<Unit> units_;
    std::unique_ptr<UnitIndex> unit_index_;  // views units_
    std::unique_ptr<Ruleset> ruleset_;
    std::string scope_;
};

}  // namespace

Result<ImportReport> import_rows(store::Store& store, const ruleset::Sources& rulesets,
                                 const ImportRequest& request) {
    return Importer(store, rulesets, request).run();
}

}  // namespace mingcha::app
