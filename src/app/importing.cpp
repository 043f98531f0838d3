#include "app/importing.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <type_traits>
#include <utility>

#include "app/life_log.h"
#include "audit/exemptions.h"
#include "base/near_names.h"
#include "base/text.h"
#include "intake/row_cells.h"
#include "intake/rows.h"
#include "intake/write_csv.h"
#include "model/unit_index.h"
#include "store/rows.h"

namespace mingcha::app {

namespace {

constexpr std::size_t kNearRules = 3;
constexpr std::size_t kNearCode = 2;    // changed letters of a code or a rule's id
constexpr std::size_t kNearName = 6;    // bytes of a name: two characters
constexpr std::size_t kMaxHints = 200;  // each looks at every name: not for a file of wrong rows

// The wrong rows as they came, with what is wrong in a last column; import takes them back.
std::string refused_csv(const intake::NamedTable& table,
                        const std::vector<intake::RowError>& errors) {
    std::vector<std::size_t> kept;
    std::vector<std::string> header;
    for (std::size_t i = 0; i < table.header.size(); ++i) {
        if (table.header[i] == intake::kWhyColumn) continue;  // of an earlier round
        kept.push_back(i);
        header.push_back(table.header[i]);
    }
    header.emplace_back(intake::kWhyColumn);
    std::string out(intake::kByteOrderMark);
    intake::append_csv_row(header, out);
    auto error = errors.begin();  // in the order of the rows
    for (const intake::NamedTable::Row& row : table.rows) {
        std::string why;
        for (; error != errors.end() && error->line == row.line; ++error) {
            if (!why.empty()) why += "；";
            why += (error->column.empty() ? "" : error->column + "：") + error->what;
        }
        if (why.empty()) continue;
        std::vector<std::string> cells;
        for (std::size_t i : kept) cells.push_back(i < row.raw.size() ? row.raw[i] : "");
        cells.push_back(std::move(why));
        intake::append_csv_row(cells, out);
    }
    return out;
}

// A row as people know it.
template <class Row>
std::string label(const Row& row, std::string_view key) {
    std::string out = replace_all(std::string(key), "\n", " | ");
    if constexpr (
        requires { row.platform; } || requires { row.operator_name; }) {
        if (!out.ends_with("/" + single_spaces(nfkc(row.name)))) out += " " + row.name;
    } else if constexpr (std::is_same_v<Row, Division>) {
        out += " " + row.name;
    }
    return out;
}

// The columns in which two rows of one key differ.
template <class Row>
std::string changed_columns(const intake::KindSpec& kind, std::string_view old_body,
                            const Row& row) {
    std::string out;
    if constexpr (requires { intake::cells_of(row, intake::Wording::chinese); }) {
        Row old;
        if (!store::decode(old_body, old)) return out;
        const intake::RowCells before = intake::cells_of(old, intake::Wording::chinese);
        const intake::RowCells after = intake::cells_of(row, intake::Wording::chinese);
        for (std::size_t i = 0; i < kind.columns.size() && i < after.size(); ++i) {
            if (before[i] == after[i]) continue;
            const std::string_view names = kind.columns[i].chinese;
            out += (out.empty() ? "" : "、") + std::string(names.substr(0, names.find('|')));
        }
    }
    return out;
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
            kind.name == "accounts" || kind.name == "reposts" || kind.name == "questions") {
            if (kind.name != "sites" && kind.name != "accounts") return true;
            Result<std::vector<Unit>> units = store::load<Unit>(store_);
            if (!units) return Fail(units.error());
            units_ = std::move(*units);
            unit_index_ = std::make_unique<UnitIndex>(units_);
            Result<std::vector<Division>> divisions = store::load<Division>(store_);
            if (!divisions) return Fail(divisions.error());
            for (const Division& each : *divisions) {
                divisions_[name_key(each.short_name)] = each.code;
                divisions_[name_key(each.name)] = each.code;
                divisions_[each.code] = each.code;
            }
            return true;
        }
        const Result<std::vector<Site>> sites = store::load<Site>(store_);
        if (!sites) return Fail(sites.error());
        const Result<std::vector<Account>> accounts = store::load<Account>(store_);
        if (!accounts) return Fail(accounts.error());
        for (const Site& site : *sites) site_codes_.insert(site.site_code);
        for (Account account : *accounts) {
            account_keys_.insert(account_key(account));
            const std::string code = std::exchange(account.account_code, {});
            if (!code.empty()) coded_.emplace(account_key(account), code);
        }
        for (const std::string& code : site_codes_) targets_.push_back(code);
        for (const std::string& key : account_keys_) targets_.push_back(key);
        known_.is_site = [this](std::string_view code) { return site_codes_.count(code) > 0; };
        known_.target_class =
            [this](std::string_view target) -> std::optional<intake::TargetClass> {
            if (site_codes_.count(target) > 0) return intake::TargetClass::site;
            if (account_keys_.count(target) > 0) return intake::TargetClass::account;
            return std::nullopt;
        };
        known_.near_target = [this](std::string_view target) -> std::string {
            // Named by type and name though it has a code.
            const auto coded = coded_.find(target);
            if (coded != coded_.end()) return coded->second;
            if (++hints_ > kMaxHints) return {};
            const bool code = is_site_code(target) || is_account_code(target);
            const auto near = near_names(target, targets_, 1, code ? kNearCode : kNearName);
            return near.empty() ? std::string() : near.front();
        };
        known_.account_code = [this](std::string_view named) -> std::string {
            const auto coded = coded_.find(named);
            return coded == coded_.end() ? std::string() : coded->second;
        };
        known_.today = request_.today;
        known_.exempted_by_column = &audit::exempted_by_column;
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
        known_.rule_class = [this](std::string_view id) -> std::optional<intake::TargetClass> {
            const Rule* rule = ruleset_->find(id);
            return rule == nullptr ? std::nullopt : std::optional(class_of(*rule));
        };
        known_.near_rules = [this](std::string_view id, std::optional<intake::TargetClass> of) {
            return near_rules(id, of);
        };
        return true;
    }

    Result<bool> take(const intake::KindSpec& kind, const intake::NamedTable& table) {
        if (kind.name == "units") return keep(table, intake::parse_units(table), true);
        if (kind.name == "divisions") return keep(table, intake::parse_divisions(table), true);
        if (kind.name == "sites") {
            intake::Parsed<Site> parsed = intake::parse_sites(table);
            for (Site& site : parsed.rows) {
                check_unit(site.unit, site.name);
                find_division(site.division, site.name);
            }
            return keep(table, std::move(parsed), true);
        }
        if (kind.name == "accounts") {
            intake::Parsed<Account> parsed = intake::parse_accounts(table);
            for (Account& each : parsed.rows) {
                check_unit(each.operator_name, each.name);
                find_division(each.division, each.name);
            }
            return keep(table, std::move(parsed), true);
        }
        if (kind.name == "findings") {
            return keep(table, intake::parse_findings(table, known_), false);
        }
        if (kind.name == "interactions") {
            return keep(table, intake::parse_interactions(table, known_), false);
        }
        if (kind.name == "questions") return keep(table, intake::parse_questions(table), false);
        if (kind.name == "posts") return keep_posts(table);
        if (kind.name == "probes") return keep(table, intake::parse_probes(table, known_), false);
        if (kind.name == "exemptions") {
            return keep(table, intake::parse_exemptions(table, known_), false);
        }
        if (kind.name == "honours") {
            return keep(table, intake::parse_honours(table, known_), false);
        }
        if (kind.name == "reposts") return keep(table, intake::parse_reposts(table), false);
        if (kind.name == "messages")
            return keep(table, intake::parse_messages(table, known_), false);
        scope_ = kind.name;
        const intake::Parsed<intake::PlainCells> plain = intake::parse_plain(table, known_);
        intake::Parsed<store::PlainRow> rows;
        rows.errors = plain.errors;
        for (const intake::PlainCells& each : plain.rows)
            rows.rows.push_back({each.key, each.cells});
        return keep(table, std::move(rows), false);
    }

    static intake::TargetClass class_of(const Rule& rule) {
        return rule.scope == Scope::account ? intake::TargetClass::account
                                            : intake::TargetClass::site;
    }

    // Slips of an id, or its title; where the id is right and the class is not, the likely ones.
    std::vector<std::string> near_rules(std::string_view id,
                                        std::optional<intake::TargetClass> of) {
        if (++hints_ > kMaxHints) return {};
        std::vector<std::string> ids;
        std::vector<std::string> near;
        for (const Rule& rule : ruleset_->rules) {
            if (of && class_of(rule) != *of) continue;
            ids.push_back(rule.id);
            if (name_key(rule.title) == name_key(id)) near.push_back(rule.id);
        }
        if (near.empty() && ruleset_->find(id) != nullptr) near = likely_names(id, ids, kNearRules);
        if (near.empty()) near = near_names(lower_ascii(id), ids, kNearRules, kNearCode);
        if (near.empty()) {
            // Ids that share a word with what was written.
            for (const std::string& each : likely_names(lower_ascii(id), ids, kNearRules)) {
                if (shares_part(lower_ascii(id), each)) near.push_back(each);
            }
        }
        for (std::string& each : near) each += "（" + ruleset_->find(each)->title + "）";
        return near;
    }

    static bool shares_part(std::string_view a, std::string_view b) {
        const auto parts = split(a, '-');
        for (std::string_view part : split(b, '-')) {
            if (std::find(parts.begin(), parts.end(), part) != parts.end()) return true;
        }
        return false;
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

    // Registries write the name of a division where its code belongs.
    void find_division(std::string& division, const std::string& of) {
        if (division.empty() || divisions_.empty()) return;
        const auto found = divisions_.find(name_key(division));
        if (found != divisions_.end()) {
            division = found->second;
        } else if (told_.insert("division " + division).second) {
            report_.warnings.push_back(
                fmt::format("行政区划“{}”（{}）不在行政区划名录里", division, of));
        }
    }

    void note_errors(std::vector<intake::RowError> errors) {
        std::set<int> refused;
        for (const intake::RowError& error : errors) refused.insert(error.line);
        report_.refused = refused.size();
        report_.errors = std::move(errors);
    }

    template <class Row>
    Result<bool> keep(const intake::NamedTable& table, intake::Parsed<Row> parsed, bool registry) {
        note_errors(std::move(parsed.errors));
        return change(table, [&] { return keep_rows(table, parsed, registry); });
    }

    // A file of posts holds posts and looks at accounts.
    Result<bool> keep_posts(const intake::NamedTable& table) {
        intake::Parsed<intake::PostLine> lines = intake::parse_posts(table, known_);
        note_errors(std::move(lines.errors));
        intake::Parsed<Post> posts;
        intake::Parsed<AccountLook> looks;
        std::map<std::string, AccountLook> strangers;
        for (const intake::PostLine& line : lines.rows) {
            const std::string& key = line.post.account_key;
            if (account_keys_.count(key) > 0) {
                if (line.is_post()) posts.rows.push_back(line.post);
                if (!line.is_post()) looks.rows.push_back(line.look());
                continue;
            }
            // Of an account that nobody registered only the newest is kept: that it lives.
            const auto [found, fresh] = strangers.try_emplace(key, line.look());
            if (!fresh && found->second.last_post < line.look().last_post) {
                found->second = line.look();
            }
        }
        for (auto& [key, look] : strangers) {
            report_.warnings.push_back(
                fmt::format("{} 不在账号名录里，按未备案账号记下（开办单位 {}）", key,
                            look.operator_name));
            look.seen_at.reset();
            looks.rows.push_back(std::move(look));
        }
        return change(table, [&]() -> Result<bool> {
            if (Result<bool> kept = keep_rows(table, posts, false); !kept) return kept;
            return keep_rows(table, looks, false);
        });
    }

    // One change of the store, or none: dry runs and files with wrong rows leave it alone.
    template <class Work>
    Result<bool> change(const intake::NamedTable& table, Work work) {
        store::Transaction transaction(store_);
        if (!request_.dry_run) {
            if (Result<bool> begun = transaction.begin(); !begun) return begun;
        }
        writes_ = !request_.dry_run && (report_.errors.empty() || request_.partial);
        if (writes_ && !report_.errors.empty() && request_.keep_refused) {
            Result<bool> kept = request_.keep_refused(refused_csv(table, report_.errors));
            if (!kept) return kept;
        }
        if (Result<bool> done = work(); !done || !writes_) return done;
        if (Result<bool> done = transaction.done(); !done) return done;
        report_.taken = true;
        return true;
    }

    template <class Row>
    Result<bool> keep_rows(const intake::NamedTable& table, const intake::Parsed<Row>& parsed,
                           bool registry) {
        const std::string_view kind = store::kind_of(static_cast<const Row*>(nullptr));
        const Result<std::vector<store::Record>> old = store_.records(kind, scope_);
        if (!old) return Fail(old.error());
        const std::vector<store::Record> fresh = compare(*table.kind, *old, parsed, registry);
        if (!writes_) return true;
        if (Result<bool> put = store_.put(kind, scope_, fresh); !put) return put;
        if constexpr (std::is_same_v<Row, Site> || std::is_same_v<Row, Account>) {
            return log_imported(store_, state_changes<Row>(*old, fresh));
        }
        return true;
    }

    // Other states than were known are steps of the registry's log.
    template <class Row>
    std::vector<LifeEvent> state_changes(const std::vector<store::Record>& old,
                                         const std::vector<store::Record>& fresh) const {
        std::map<std::string_view, std::string_view> known;
        for (const store::Record& record : old) known.emplace(record.key, record.body);
        std::vector<LifeEvent> steps;
        for (const store::Record& record : fresh) {
            const auto found = known.find(record.key);
            Row before;
            Row after;
            if (found == known.end() || !store::decode(found->second, before) ||
                !store::decode(record.body, after) || before.state == after.state) {
                continue;
            }
            LifeEvent& step = steps.emplace_back();
            step.target = record.key;
            step.account = std::is_same_v<Row, Account>;
            step.action = LifeAction::imported;
            step.from = std::string(to_string(before.state));
            step.to = std::string(to_string(after.state));
            step.on = date_of(request_.now);
            step.by = request_.file;
            step.logged_at = request_.now;
        }
        return steps;
    }

    // Counts new, changed, same and gone rows; the records that are to be written.
    template <class Row>
    std::vector<store::Record> compare(const intake::KindSpec& kind,
                                       const std::vector<store::Record>& old,
                                       const intake::Parsed<Row>& parsed, bool registry) {
        std::map<std::string_view, const store::Record*> known;
        for (const store::Record& record : old) known.emplace(record.key, &record);
        std::vector<store::Record> fresh;
        std::set<std::string> seen;
        // A refused row is wrong, not gone.
        for (const Row& row : parsed.refused) seen.insert(store::key_of(row));
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
                std::string line = (changed ? "变更 " : "新增 ") + label(row, record.key);
                if (changed) {
                    const std::string in = changed_columns(kind, found->second->body, row);
                    if (!in.empty()) line += "（" + in + "）";
                }
                report_.changes.push_back(std::move(line));
            }
            fresh.push_back(std::move(record));
        }
        for (const store::Record& record : old) {
            if (!registry || seen.count(record.key) > 0) continue;
            ++report_.gone_count;
            if (report_.gone.size() >= kMaxListed) continue;
            Row row;
            const bool read = store::decode(record.body, row).has_value();
            report_.gone.push_back(read ? label(row, record.key) : record.key);
        }
        return fresh;
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
    std::map<std::string, std::string, std::less<>> coded_;  // code by 账号类型/账号名称
    std::vector<std::string> targets_;                       // all of both
    std::size_t hints_ = 0;
    std::set<std::string> told_;
    std::vector<Unit> units_;
    std::unique_ptr<UnitIndex> unit_index_;         // views units_
    std::map<std::string, std::string> divisions_;  // code by code and by name_key of the names
    std::unique_ptr<Ruleset> ruleset_;
    std::string scope_;
    bool writes_ = false;
};

}  // namespace

Result<ImportReport> import_rows(store::Store& store, const ruleset::Sources& rulesets,
                                 const ImportRequest& request) {
    return Importer(store, rulesets, request).run();
}

}  // namespace mingcha::app
