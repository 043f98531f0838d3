#include "workflow/publication.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "model/names.h"

namespace mingcha::workflow {

namespace {

constexpr std::size_t kMaxName = 64;       // characters
constexpr std::size_t kQuotedChars = 600;  // of a paragraph that changed

constexpr Names<PublicationState, 4> kStateNames{{
    {PublicationState::draft, {"draft", "起草"}},
    {PublicationState::submitted, {"submitted", "送审"}},
    {PublicationState::approved, {"approved", "已批准"}},
    {PublicationState::published, {"published", "已发布"}},
}};

bool wants_reason(PublicationEvent event) {
    return event == PublicationEvent::returned || event == PublicationEvent::correcting ||
           event == PublicationEvent::accepted || event == PublicationEvent::discarded;
}

Result<bool> check_words(const PublicationStep& step) {
    if (trim(step.by).empty()) return fail("by", "没有写是谁", "写上姓名或账号");
    if (char_count(step.by) > kMaxName) {
        return fail("by", "姓名太长", fmt::format("最多 {} 个字", kMaxName));
    }
    if (char_count(step.text) > kMaxPublicationText) {
        return fail("reason", fmt::format("{} 个字", char_count(step.text)),
                    fmt::format("最多 {} 个字", kMaxPublicationText));
    }
    if (wants_reason(step.event) && trim(step.text).empty()) {
        return fail("reason", fmt::format("{}没有写理由", to_chinese(step.event)),
                    "写一句话说明原因");
    }
    return true;
}

Fail not_now(const Publication& before, const PublicationStep& step, std::string hint) {
    return fail(std::string(to_string(step.event)),
                fmt::format("通报{}，不能{}", to_chinese(before.state), to_chinese(step.event)),
                std::move(hint));
}

class Taker {
public:
    Taker(const Publication& before, const PublicationStep& step) : p_(before), step_(step) {}

    Result<Publication> take() {
        if (auto words = check_words(step_); !words) return Fail(words.error());
        if (p_.steps.size() >= kMaxPublicationSteps) {
            return fail("steps", "步骤太多", fmt::format("最多 {} 步", kMaxPublicationSteps));
        }
        if (!p_.steps.empty() && step_.at < p_.steps.back().at) {
            return fail("at", "时间早于上一步", "检查本机时钟");
        }
        if (auto taken = by_event(); !taken) return Fail(taken.error());
        PublicationStep kept = step_;
        kept.number = static_cast<std::int32_t>(p_.steps.size()) + 1;
        p_.steps.push_back(std::move(kept));
        return std::move(p_);
    }

private:
    Result<bool> by_event() {
        switch (step_.event) {
            case PublicationEvent::submitted:
                return submit();
            case PublicationEvent::returned:
                if (p_.state != PublicationState::submitted &&
                    p_.state != PublicationState::approved) {
                    return not_now(p_, step_, "只能退回已送审、未发布的");
                }
                return to_draft();
            case PublicationEvent::withdrawn:
                return withdraw();
            case PublicationEvent::approved:
                return approve();
            case PublicationEvent::published:
                return publish();
            case PublicationEvent::correcting:
                if (p_.state != PublicationState::published) {
                    return not_now(p_, step_, "发布以后才有更正；现在可直接修改");
                }
                p_.correcting = true;
                p_.reason = step_.text;
                return to_draft();
            case PublicationEvent::brought_back:
                return bring_back();
            case PublicationEvent::accepted:
                return accept();
            case PublicationEvent::discarded:
                if (!p_.returned) return fail("returned", "没有回传的文件", "");
                p_.returned.reset();
                return true;
        }
        return fail("event", "没有这一步", "");
    }

    void clear() {
        p_.state = PublicationState::draft;
        p_.print = {};
        p_.prepared_by.clear();
        p_.approved_by.clear();
        p_.authors.clear();
        p_.submitted_at.reset();
        p_.approved_at.reset();
        p_.returned.reset();
    }

    Result<bool> to_draft() {
        clear();
        return true;
    }

    Result<bool> submit() {
        if (step_.print.hash.empty()) return fail("print", "没有正文", "先生成通报");
        if (p_.state == PublicationState::published) {
            return not_now(p_, step_, "先写明更正的原因（publish correct）");
        }
        if (p_.state != PublicationState::draft && p_.stands_for(step_.print.hash)) {
            return not_now(p_, step_, "正文没有变化，不必重新送审");
        }
        clear();
        p_.state = PublicationState::submitted;
        p_.print = step_.print;
        p_.prepared_by = step_.by;
        p_.submitted_at = step_.at;
        p_.authors = step_.authors;
        if (std::find(p_.authors.begin(), p_.authors.end(), step_.by) == p_.authors.end()) {
            p_.authors.push_back(step_.by);
        }
        return true;
    }

    Result<bool> withdraw() {
        if (p_.state == PublicationState::submitted) return to_draft();
        if (p_.state != PublicationState::draft || !p_.correcting) {
            return not_now(p_, step_, "只能撤回未批准的送审，或刚开始的更正");
        }
        p_.state = PublicationState::published;
        p_.correcting = false;
        p_.reason.clear();
        return true;
    }

    Result<bool> check_text() const {
        if (p_.stands_for(step_.print.hash)) return true;
        return fail("content", fmt::format("送审以后正文有变化，不能{}", to_chinese(step_.event)),
                    "看过变化之后重新送审");
    }

    Result<bool> approve() {
        if (p_.state != PublicationState::submitted) return not_now(p_, step_, "先送审");
        if (auto same = check_text(); !same) return same;
        if (std::find(p_.authors.begin(), p_.authors.end(), step_.by) != p_.authors.end()) {
            return fail("by", fmt::format("{} 参与了起草或送审，不能自己批准", step_.by),
                        "请另一位审批人批准");
        }
        p_.state = PublicationState::approved;
        p_.approved_by = step_.by;
        p_.approved_at = step_.at;
        return true;
    }

    Result<bool> publish() {
        const bool of_returned = p_.state == PublicationState::published && p_.returned;
        if (p_.state != PublicationState::approved && !of_returned) {
            return not_now(p_, step_, "先送审、批准");
        }
        if (p_.returned && p_.returned->waiting() > 0) {
            return fail("returned",
                        fmt::format("回传的文件有 {} 处不同没有认可", p_.returned->waiting()),
                        "逐处认可并写明理由，或弃用回传的文件");
        }
        if (!of_returned) {
            if (auto same = check_text(); !same) return same;
        }
        if (step_.version != p_.versions + 1) {
            return fail("version",
                        fmt::format("第 {} 版之后是第 {} 版", p_.versions, p_.versions + 1), "");
        }
        p_.state = PublicationState::published;
        p_.versions = step_.version;
        p_.correcting = false;
        p_.reason.clear();
        p_.returned.reset();
        return true;
    }

    Result<bool> bring_back() {
        if (p_.state != PublicationState::approved && p_.state != PublicationState::published) {
            return not_now(p_, step_, "批准以后再交回排版后的文件；在此之前请直接修改正文");
        }
        if (step_.file.sha256.empty()) return fail("file", "没有文件", "");
        p_.returned = ReturnedDocument{
            step_.file,
            step_.file_name,
            step_.by,
            step_.text,
            step_.at,
            step_.differences,
            std::vector<std::optional<AcceptedDifference>>(step_.differences.size())};
        return true;
    }

    Result<bool> accept() {
        if (!p_.returned) return fail("returned", "没有回传的文件", "先交回文件（publish back）");
        ReturnedDocument& file = *p_.returned;
        const auto place = static_cast<std::size_t>(step_.difference);
        if (step_.difference < 1 || place > file.differences.size()) {
            return fail("difference", fmt::format("没有第 {} 处不同", step_.difference),
                        fmt::format("共 {} 处", file.differences.size()));
        }
        if (file.accepted[place - 1]) {
            return fail("difference", fmt::format("第 {} 处已经认可", step_.difference), "");
        }
        if (step_.by == file.by) {
            return fail("by", fmt::format("文件由 {} 交回，不能自己认可其中的不同", step_.by),
                        "请另一位审批人认可");
        }
        file.accepted[place - 1] =
            AcceptedDifference{file.differences[place - 1], step_.by, step_.text, step_.at};
        return true;
    }

    Publication p_;
    const PublicationStep& step_;
};

}  // namespace

std::size_t ReturnedDocument::waiting() const {
    return static_cast<std::size_t>(std::count(accepted.begin(), accepted.end(), std::nullopt));
}

bool Publication::stands_for(std::string_view hash) const {
    return print.hash.empty() || print.hash == hash;
}

Result<Publication> take(const Publication& before, const PublicationStep& step) {
    return Taker(before, step).take();
}

Result<Publication> publication_of(const std::vector<PublicationStep>& steps) {
    Publication standing;
    for (const PublicationStep& step : steps) {
        auto next = take(standing, step);
        if (!next) return next;
        standing = std::move(*next);
    }
    return standing;
}

PublicationState state_for(const Publication& publication, std::string_view hash) {
    const bool bound = publication.state == PublicationState::submitted ||
                       publication.state == PublicationState::approved;
    return bound && !publication.stands_for(hash) ? PublicationState::draft : publication.state;
}

std::vector<std::string> changes_of(const CircularPrint& before, const CircularPrint& now) {
    std::vector<std::string> changes;
    const std::set<std::string> old(before.paragraphs.begin(), before.paragraphs.end());
    const std::set<std::string> fresh(now.paragraphs.begin(), now.paragraphs.end());
    for (const std::string& each : before.paragraphs) {
        if (!fresh.contains(each)) changes.push_back("原：" + shorten(each, kQuotedChars));
    }
    for (const std::string& each : now.paragraphs) {
        if (!old.contains(each)) changes.push_back("现：" + shorten(each, kQuotedChars));
    }
    for (const auto& [title, hash] : before.annexes) {
        const auto found = now.annexes.find(title);
        if (found == now.annexes.end()) {
            changes.push_back("附件不再有：" + title);
        } else if (found->second != hash) {
            changes.push_back("附件有变化：" + title);
        }
    }
    for (const auto& [title, hash] : now.annexes) {
        if (!before.annexes.contains(title)) changes.push_back("附件新增：" + title);
    }
    if (changes.empty() && before.hash != now.hash) changes.emplace_back("段落的次序或版式有变化");
    if (changes.size() > kMaxChangesTold) {
        const std::size_t more = changes.size() - kMaxChangesTold;
        changes.resize(kMaxChangesTold);
        changes.push_back(fmt::format("另有 {} 处", more));
    }
    return changes;
}

std::string_view to_string(PublicationState state) {
    return name_of(kStateNames, state, kEnglish);
}

std::string_view to_chinese(PublicationState state) {
    return name_of(kStateNames, state, kChinese);
}

}  // namespace mingcha::workflow
