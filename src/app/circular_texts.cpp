#include "app/circular_texts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>

#include "app/campaigns.h"
#include "app/verdicts.h"
#include "base/near_names.h"
#include "base/text.h"
#include "report/circular_texts.h"
#include "store/publication_rows.h"
#include "workflow/publication.h"

namespace mingcha::app {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kNear = 3;  // changed letters of a name that may be meant
constexpr std::size_t kNearNames = 3;

// Keys of `campaign set` that say nothing in a circular.
constexpr std::array<std::string_view, 4> kElsewhere{"monitor", "monitor_references",
                                                     "site_pass_rate", "account_pass_rate"};

Result<report::Templates> office_templates(const fs::path& data_dir) {
    const fs::path file = data_dir / kTemplatesFile;
    std::error_code error;
    if (!fs::exists(file, error)) return report::Templates{};
    const std::uintmax_t size = fs::file_size(file, error);
    if (error) return fail(file.string(), error.message(), "须是可读的文本文件");
    if (size > report::kMaxTemplateFile) {
        return fail(file.string(), fmt::format("{} bytes", size),
                    fmt::format("最多 {} 字节；只写要改的文字", report::kMaxTemplateFile));
    }
    std::ifstream in(file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (!in) return fail(file.string(), "cannot be read");
    return report::read_templates(file.string(), bytes, report::text_names(),
                                  report::field_names(typed_keys()));
}

// What was published is changed by a correction alone.
Result<bool> check_open(store::Store& store, const std::string& campaign) {
    const auto steps = store::load<PublicationStep>(store, campaign);
    if (!steps) return Fail(steps.error());
    const auto standing = workflow::publication_of(*steps);
    if (!standing) return Fail(standing.error());
    if (standing->state != workflow::PublicationState::published) return true;
    return fail(campaign, fmt::format("通报第 {} 版已经发布", standing->versions),
                "先写明更正的原因（publish correct），再修改");
}

Result<bool> check_text(const TextChange& change) {
    const std::vector<std::string> names = report::text_names();
    if (std::find(names.begin(), names.end(), change.name) == names.end()) {
        const auto near = near_names(change.name, names, kNearNames, kNear);
        return fail(change.name, "没有这段文字",
                    "可用：" + join(near.empty() ? names : near, "、"));
    }
    if (!is_utf8(change.text)) return fail(change.name, "不是有效的 UTF-8 文字");
    if (change.text.find('\n') != std::string::npos) {
        return fail(change.name, "一段文字里有换行", "写成一段；另起的段落写在人工撰写的段落里");
    }
    const auto problems = text_problems(change.text);
    if (problems.empty()) return true;
    std::vector<std::string> told;
    for (const report::TemplateProblem& each : problems) {
        told.push_back(fmt::format("第 {} 字：{}", each.column, each.what));
    }
    return fail(change.name, join(told, "；"), "改正后再保存；没有改动任何文字");
}

}  // namespace

std::vector<std::string> typed_keys() {
    std::vector<std::string> keys;
    for (const auto& [key, meaning] : campaign_keys()) keys.push_back(key);
    return keys;
}

std::vector<report::TemplateProblem> text_problems(std::string_view text) {
    if (text.size() > report::kMaxTemplate) {
        return {{1, fmt::format("{} 字节，最多 {}", text.size(), report::kMaxTemplate)}};
    }
    return report::problems_of_template(text, report::field_names(typed_keys()));
}

Result<CircularTemplates> circular_templates(store::Store& store, const fs::path& data_dir,
                                             const std::string& campaign) {
    auto office = office_templates(data_dir);
    if (!office) return Fail(office.error());
    auto own = store::load<CircularText>(store, campaign);
    if (!own) return Fail(own.error());
    CircularTemplates out;
    out.all = std::move(*office);
    for (const auto& [name, text] : out.all) out.of_office.insert(name);
    for (const CircularText& each : *own) out.all[each.name] = each.text;
    out.own = std::move(*own);
    return out;
}

Result<bool> set_circular_text(store::Store& store, const TextChange& change, const Actor& actor) {
    store::Transaction transaction(store);
    if (auto begun = transaction.begin(); !begun) return begun;
    if (const auto known = find_campaign(store, change.campaign); !known) {
        return Fail(known.error());
    }
    if (auto open = check_open(store, change.campaign); !open) return open;
    if (auto right = check_text(change); !right) return right;
    const bool standard = trim(change.text).empty();
    if (standard) {
        auto gone = store.remove(store::kCircularTextKind, change.campaign, {change.name});
        if (!gone) return gone;
    } else {
        const CircularText text{change.name, std::string(trim(change.text)), actor.who, actor.at};
        auto kept = store::save<CircularText>(store, change.campaign, {text});
        if (!kept) return kept;
    }
    const auto logged =
        log_action(store, actor, "circular.text", change.campaign + "/" + change.name,
                   people::AuditResult::done, standard ? "恢复标准文字" : change.text);
    if (!logged) return logged;
    return transaction.done();
}

Result<bool> set_circular_field(store::Store& store, const std::string& campaign,
                                const std::string& key, const std::string& value,
                                const Actor& actor) {
    const auto& keys = circular_keys();
    const bool known =
        std::any_of(keys.begin(), keys.end(), [&](const auto& each) { return each.first == key; });
    if (!known) return fail(key, "通报里没有这一项", "见 campaign show");
    store::Transaction transaction(store);
    if (auto begun = transaction.begin(); !begun) return begun;
    if (auto open = check_open(store, campaign); !open) return open;
    if (auto set = set_campaign(store, campaign, {key + "=" + value}); !set) return set;
    const auto logged = log_action(store, actor, "circular.field", campaign + "/" + key,
                                   people::AuditResult::done, value);
    if (!logged) return logged;
    return transaction.done();
}

const std::vector<std::pair<std::string, std::string>>& circular_keys() {
    static const std::vector<std::pair<std::string, std::string>> kKeys = [] {
        std::vector<std::pair<std::string, std::string>> keys = campaign_keys();
        std::erase_if(keys, [](const auto& each) {
            return std::find(kElsewhere.begin(), kElsewhere.end(), each.first) != kElsewhere.end();
        });
        return keys;
    }();
    return kKeys;
}

Result<std::optional<EarlierProse>> earlier_prose(store::Store& store, const std::string& id) {
    const auto campaign = find_campaign(store, id);
    if (!campaign) return Fail(campaign.error());
    const auto before = previous_campaign(store, *campaign);
    if (!before) return Fail(before.error());
    if (!*before) return std::optional<EarlierProse>{};
    EarlierProse prose{(*before)->id, (*before)->title, 0, {}};
    const auto versions = store::load<PublishedVersion>(store, prose.campaign);
    if (!versions) return Fail(versions.error());
    if (!versions->empty()) {
        prose.version = versions->back().number;
        prose.paragraphs = versions->back().print.paragraphs;
        return std::optional(std::move(prose));
    }
    const auto letters = store::load<CircularPrint>(store, prose.campaign);
    if (!letters) return Fail(letters.error());
    if (letters->empty() || letters->front().paragraphs.empty()) {
        return std::optional<EarlierProse>{};
    }
    prose.paragraphs = letters->front().paragraphs;
    return std::optional(std::move(prose));
}

}  // namespace mingcha::app
