// two-buckets and listed-twice: a unit in two classes of one annex, a name or code twice in a list.
#include <map>
#include <set>

#include <fmt/format.h>

#include "proof/check.h"
#include "proof/names.h"

namespace mingcha::proof {

namespace {

void check_codes(const Annex& annex, Report& report) {
    std::map<std::string, int> seen;
    const auto look = [&](const std::string& code, const std::string& name) {
        if (code.size() < 10) return;  // 无, empty
        report.expect(++seen[code] == 1,
                      {"listed-twice", fmt::format("附件{}：{} {}", annex.number, code, name), code,
                       "只列一次", fmt::format("标识码{}列了两次。", code)});
    };
    for (const SiteRow& row : annex.sites) look(row.code, row.unit);
    for (const AccountRow& row : annex.accounts) look(row.code, row.name);
}

}  // namespace

void check_buckets(const Circular& circular, Report& report) {
    for (const Annex& annex : circular.annexes) {
        check_codes(annex, report);
        std::map<std::pair<std::string, std::string>, std::string> label_of;  // (category, name)
        for (const Bucket& bucket : annex.buckets) {
            std::set<std::string> in_this;
            for (const std::string& name : bucket.names) {
                const std::string key = plain_name(name);
                const std::string where =
                    fmt::format("附件{}：{}：{}", annex.number, bucket.label, name);
                if (!report.expect(in_this.insert(key).second,
                                   {"listed-twice", where, name, "只列一次",
                                    fmt::format("“{}”名单中{}列了两次。", bucket.label, name)})) {
                    continue;
                }
                const auto [at, fresh] = label_of.try_emplace({bucket.category, key}, bucket.label);
                report.expect(
                    fresh || at->second == bucket.label,
                    {"two-buckets", where, name, at->second,
                     fmt::format("{}同时列在“{}”和“{}”。", name, at->second, bucket.label)});
            }
        }
    }
}

}  // namespace mingcha::proof
