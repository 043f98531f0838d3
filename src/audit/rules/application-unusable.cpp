// 移动客户端（APP）等应用系统/程序无法下载或使用 (indicators.md N2.2). Proposed: a client whose
// registered address or package does not open. Whether it runs a person finds out on a telephone.
#include <algorithm>
#include <array>

#include "audit/address.h"
#include "audit/presence.h"
#include "audit/rules/list.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::array<std::string_view, 5> kClients{"移动客户端", "客户端", "APP", "App", "小程序"};
constexpr std::array<std::string_view, 4> kPackages{".apk", ".ipa", ".xapk", ".hap"};
constexpr std::array<std::string_view, 4> kStores{"apps.apple.com", "itunes.apple.com",
                                                  "appgallery.huawei.com", "sj.qq.com"};

bool is_package(std::string_view url) {
    const std::string path = lower_ascii(path_of(url).substr(0, path_of(url).find('?')));
    const bool file = std::any_of(kPackages.begin(), kPackages.end(),
                                  [&](std::string_view ending) { return path.ends_with(ending); });
    const std::string host = host_of(url);
    return file || std::find(kStores.begin(), kStores.end(), host) != kStores.end();
}

Verdict judge(const AccountInput& input) {
    const AccountFacts& account = input.account;
    if (!has_any(account.account.type, kClients)) return not_applicable();
    std::int64_t fine = 0;
    std::int64_t blocked = 0;
    Finding finding = make_finding("package", "更新异常，点击无法跳转至安装界面");
    for (const LinkCheck& check : account.links) {
        if (!is_package(check.url)) continue;
        if (check.state == LinkState::blocked) ++blocked;
        if (check.state == LinkState::fine) ++fine;
        if (check.state != LinkState::dead) continue;
        add_place(finding, check.url);
        add_evidence(finding, evidence_of(check.archive, check.url,
                                          "安装包地址打不开：" + check.reason.text));
    }
    // One package that opens is a way to install it.
    if (fine > 0) {
        Verdict verdict = left_to_people("安装包可以下载，能否使用需人工检查");
        verdict.coverage = {fine, blocked, 0};
        return verdict;
    }
    if (!finding.evidence.empty()) {
        Verdict verdict = judged({std::move(finding)});
        verdict.coverage = {static_cast<std::int64_t>(verdict.findings[0].evidence.size()), blocked,
                            0};
        return verdict;
    }
    if (!account.visited && account.unvisited.code == ReasonCode::site) {
        Finding gone = make_finding("address", "无法下载（登记的下载地址打不开）");
        add_place(gone, account.account.url);
        Evidence evidence;
        evidence.url = account.account.url;
        evidence.excerpt = account.unvisited.text;
        for (const LinkCheck& check : account.links) {
            if (check.archive.sha256.empty() || check.kind != LinkKind::page) continue;
            evidence = evidence_of(check.archive, check.url, account.unvisited.text);
            break;
        }
        add_evidence(gone, std::move(evidence));
        return judged({std::move(gone)});
    }
    if (!account.visited && account.unvisited.code != ReasonCode::none) {
        return not_measured(account.unvisited);
    }
    return left_to_people("未识别出安装包，需人工下载检查");
}

}  // namespace

AccountRule application_unusable() {
    return {"application-unusable", kNeedsNothing, judge};
}

}  // namespace mingcha::audit::rules
