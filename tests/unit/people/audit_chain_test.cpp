// The chain tells what was done to it.
#include "people/audit_chain.h"

#include <gtest/gtest.h>

namespace mingcha::people {
namespace {

std::vector<AuditEntry> log_of(int entries) {
    std::vector<AuditEntry> log;
    for (int i = 0; i < entries; ++i) {
        AuditEntry entry;
        entry.at = {1'900'000'000 + i};
        entry.who = "zhangsan";
        entry.from = "127.0.0.1";
        entry.action = "decide_finding";
        entry.object = "finding " + std::to_string(i);
        log.push_back(chained(entry, log.empty() ? nullptr : &log.back()));
    }
    return log;
}

std::vector<std::int64_t> places(const std::vector<ChainFault>& faults) {
    std::vector<std::int64_t> out;
    for (const ChainFault& fault : faults) out.push_back(fault.seq);
    return out;
}

using Places = std::vector<std::int64_t>;

TEST(AuditChain, IsSoundAsItWasWritten) {
    const std::vector<AuditEntry> log = log_of(5);
    EXPECT_TRUE(check_chain(log, "").empty());
    EXPECT_TRUE(check_chain(log, log.back().hash).empty());
    EXPECT_TRUE(check_chain(log, log[2].hash).empty()) << "an older note stands too";
    EXPECT_TRUE(check_chain({}, "").empty());
    EXPECT_EQ(log[0].seq, 1);
    EXPECT_EQ(log[0].previous, std::string(64, '0'));
    EXPECT_EQ(log[4].previous, log[3].hash);
    EXPECT_EQ(log[4].hash.size(), 64U);
}

TEST(AuditChain, TellsAChangedEntry) {
    for (const auto& change : std::vector<void (*)(AuditEntry&)>{
             [](AuditEntry& entry) { entry.who = "lisi"; },
             [](AuditEntry& entry) { entry.at.seconds += 1; },
             [](AuditEntry& entry) { entry.from = "10.0.0.1"; },
             [](AuditEntry& entry) { entry.action = "sign_in"; },
             [](AuditEntry& entry) { entry.object += "0"; },
             [](AuditEntry& entry) { entry.result = AuditResult::refused; },
             [](AuditEntry& entry) { entry.detail = "x"; }}) {
        std::vector<AuditEntry> log = log_of(5);
        change(log[2]);
        EXPECT_EQ(places(check_chain(log, "")), Places{3});
    }
}

TEST(AuditChain, TellsAnEntryThatWasRewrittenWithItsHash) {
    std::vector<AuditEntry> log = log_of(5);
    log[2].who = "lisi";
    log[2] = chained(log[2], &log[1]);
    EXPECT_EQ(places(check_chain(log, "")), Places{4}) << "the next one does not follow it";
}

TEST(AuditChain, TellsFieldsThatWereShifted) {
    std::vector<AuditEntry> log = log_of(1);
    log[0].who = "zhangsan1";
    log[0].from = "27.0.0.1";
    EXPECT_EQ(places(check_chain(log, "")), Places{1});
}

TEST(AuditChain, TellsMissingEntries) {
    std::vector<AuditEntry> log = log_of(5);
    log.erase(log.begin() + 1);
    EXPECT_EQ(places(check_chain(log, "")), Places{2});
    log = log_of(5);
    log.erase(log.begin());
    EXPECT_EQ(places(check_chain(log, "")), Places{1});
    log = log_of(5);
    const std::string head = log.back().hash;
    log.pop_back();
    EXPECT_TRUE(check_chain(log, "").empty()) << "the chain alone cannot know";
    EXPECT_EQ(places(check_chain(log, head)), Places{5});
}

TEST(AuditChain, TellsAnotherOrder) {
    std::vector<AuditEntry> log = log_of(5);
    std::swap(log[1], log[3]);
    EXPECT_FALSE(check_chain(log, "").empty());
    log = log_of(5);
    log.insert(log.begin() + 2, log[3]);
    EXPECT_FALSE(check_chain(log, "").empty());
}

TEST(AuditChain, TellsALogThatWasMadeAnew) {
    const std::vector<AuditEntry> log = log_of(5);
    std::vector<AuditEntry> forged;
    for (AuditEntry entry : log) {
        entry.who = "lisi";
        forged.push_back(chained(entry, forged.empty() ? nullptr : &forged.back()));
    }
    EXPECT_TRUE(check_chain(forged, "").empty());
    EXPECT_EQ(check_chain(forged, log.back().hash).size(), 1U);
}

TEST(AuditChain, CutsWhatIsTooLongAndKeepsOneLineALine) {
    AuditEntry entry;
    entry.detail = "a\nb\x01" + std::string(3000, 'x');
    entry.object = std::string(1999, 'y') + "张";
    const AuditEntry cut = chained(entry, nullptr);
    EXPECT_EQ(cut.detail.size(), kMaxAuditField);
    EXPECT_EQ(cut.detail.substr(0, 4), "a b ");
    EXPECT_EQ(cut.object, std::string(1999, 'y')) << "no half character";
    EXPECT_TRUE(check_chain(std::vector<AuditEntry>{cut}, "").empty());
}

}  // namespace
}  // namespace mingcha::people
