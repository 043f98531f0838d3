#include "app/publication.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/casework.h"
#include "app/circular_texts.h"
#include "app/verdicts.h"
#include "app/views.h"
#include "base/digest.h"
#include "base/text.h"
#include "proof/document.h"
#include "report/document_html.h"
#include "store/picture_file.h"
#include "store/publication_rows.h"

namespace mingcha::app {

namespace fs = std::filesystem;

using workflow::Publication;
using workflow::PublicationState;

namespace {

constexpr std::string_view kBlank = "〔待填〕";
constexpr std::size_t kQuoted = 40;  // characters of a paragraph with a blank
constexpr std::size_t kObstaclesTold = 8;

std::string table_text(const report::Annex& annex) {
    std::string out = join(annex.table.head, "\t") + "\n";
    for (const std::vector<std::string>& row : annex.table.rows) out += join(row, "\t") + "\n";
    return out + annex.note;
}

Result<Publication> standing_of(store::Store& store, const std::string& campaign) {
    const auto steps = store::load<PublicationStep>(store, campaign);
    if (!steps) return Fail(steps.error());
    return workflow::publication_of(*steps);
}

void find_blanks(const CircularDraft& draft, std::vector<Obstacle>& out) {
    for (const std::string& paragraph : print_of(draft.circular).paragraphs) {
        const std::size_t at = paragraph.find(kBlank);
        if (at == std::string::npos) continue;
        out.push_back({"blank", "有待填的内容：" + shorten(paragraph, kQuoted),
                       "填写通报各项（campaign set）"});
    }
}

// What the campaign and the text themselves say against it.
Result<std::vector<Obstacle>> obstacles_of(store::Store& store, const Campaign& campaign,
                                           const CircularDraft& draft) {
    std::vector<Obstacle> out;
    if (campaign.origin == CampaignOrigin::document) {
        out.push_back({"origin", "这一期是从文件读入的，不在这里发布", "选择本系统检查的一期"});
    }
    if (const auto open = check_published(store, campaign.id); !open) {
        out.push_back({"draft-round", open.error().what, open.error().hint});
    }
    if (draft.vetoes_waiting > 0) {
        out.push_back({"vetoes", fmt::format("{} 个单项否决问题没有复核", draft.vetoes_waiting),
                       "在复核中确认或驳回"});
    }
    if (draft.others_waiting > 0) {
        out.push_back({"review", fmt::format("{} 个问题等待人工判断", draft.others_waiting),
                       "在复核中确认或驳回"});
    }
    for (const proof::Problem& each : draft.contradictions) {
        out.push_back({"contradiction", fmt::format("[{}] {}", each.kind, each.text),
                       "更正数据或文字：" + each.where});
    }
    find_blanks(draft, out);
    return out;
}

Result<bool> none_of(const std::vector<Obstacle>& obstacles, const std::string& campaign) {
    if (obstacles.empty()) return true;
    std::vector<std::string> told;
    for (const Obstacle& each : obstacles) {
        if (told.size() == kObstaclesTold) {
            told.push_back(fmt::format("另有 {} 项", obstacles.size() - kObstaclesTold));
            break;
        }
        told.push_back(each.text);
    }
    return fail(campaign, "还不能送审、批准或发布：\n" + join(told, "\n"), obstacles.front().hint);
}

// One step within a transaction of its own, logged.
class Stepping {
public:
    Stepping(store::Store& store, const PublicationRequest& request, const Actor& actor)
        : store_(store), request_(request), actor_(actor), transaction_(store) {}

    Result<bool> begin() {
        if (auto begun = transaction_.begin(); !begun) return begun;
        auto campaign = find_campaign(store_, request_.campaign);
        if (!campaign) return Fail(campaign.error());
        campaign_ = std::move(*campaign);
        auto standing = standing_of(store_, request_.campaign);
        if (!standing) return Fail(standing.error());
        standing_ = std::move(*standing);
        return true;
    }

    // The text that was looked at, with nothing in its way.
    Result<bool> check(const CircularDraft& draft) {
        print_ = print_of(draft.circular);
        if (!request_.content.empty() && request_.content != print_.hash) {
            return fail("content", "看过以后正文又有变化", "刷新页面，再看一遍");
        }
        const auto obstacles = obstacles_of(store_, campaign_, draft);
        if (!obstacles) return Fail(obstacles.error());
        return none_of(*obstacles, request_.campaign);
    }

    PublicationStep step(PublicationEvent event) const {
        PublicationStep made;
        made.event = event;
        made.at = actor_.at;
        made.by = actor_.who;
        made.text = std::string(trim(request_.text));
        made.print = print_;
        return made;
    }

    // Takes, keeps and logs it.
    Result<bool> take(const PublicationStep& step, const std::string& detail) {
        auto next = workflow::take(standing_, step);
        if (!next) return Fail(next.error());
        standing_ = std::move(*next);
        const auto saved =
            store::save<PublicationStep>(store_, request_.campaign, {standing_.steps.back()});
        if (!saved) return saved;
        return log_action(store_, actor_, "publication." + std::string(to_string(step.event)),
                          request_.campaign, people::AuditResult::done, detail);
    }

    Standing done() {
        if (auto committed = transaction_.done(); !committed) return Fail(committed.error());
        return std::move(standing_);
    }

    const Publication& standing() const { return standing_; }
    const Campaign& campaign() const { return campaign_; }
    const CircularPrint& print() const { return print_; }
    store::Store& store() { return store_; }
    const PublicationRequest& request() const { return request_; }
    const Actor& actor() const { return actor_; }

private:
    store::Store& store_;
    const PublicationRequest& request_;
    const Actor& actor_;
    store::Transaction transaction_;
    Campaign campaign_;
    Publication standing_;
    CircularPrint print_;
};

// A step that looks at no text.
Standing plain_step(store::Store& store, const PublicationRequest& request, const Actor& actor,
                    PublicationEvent event) {
    Stepping stepping(store, request, actor);
    if (auto begun = stepping.begin(); !begun) return Fail(begun.error());
    if (auto taken = stepping.take(stepping.step(event), request.text); !taken) {
        return Fail(taken.error());
    }
    return stepping.done();
}

Result<KeptFile> kept(const fs::path& data_dir, const std::string& format,
                      const std::string& bytes) {
    KeptFile file{format, sha256_hex(bytes), bytes.size(), {}};
    auto stored = store::keep_publication(data_dir, bytes, file.sha256, "." + format);
    if (!stored) return Fail(stored.error());
    file.stored = std::move(*stored);
    return file;
}

void take_returned(const workflow::ReturnedDocument& returned, PublishedVersion& version) {
    version.origin = VersionOrigin::returned;
    for (KeptFile& file : version.files) {
        if (file.format == "docx") file = returned.file;
    }
    version.accepted.clear();
    for (const auto& each : returned.accepted) {
        if (each) version.accepted.push_back(*each);
    }
}

// Asked before any file is kept.
Result<bool> publishable(Stepping& stepping, const CircularDraft& draft) {
    if (auto good = stepping.check(draft); !good) return good;
    const Publication& standing = stepping.standing();
    PublicationStep asked = stepping.step(PublicationEvent::published);
    asked.version = standing.versions + 1;
    if (const auto may = workflow::take(standing, asked); !may) return Fail(may.error());
    return true;
}

// Seals and keeps the version, with its step.
Result<bool> freeze(Stepping& stepping, PublishedVersion version) {
    const Publication& before = stepping.standing();
    version.number = before.versions + 1;
    version.at = stepping.actor().at;
    version.by = stepping.actor().who;
    version.prepared_by = before.prepared_by;
    version.approved_by = before.approved_by;
    version.approved_at = before.approved_at;
    version.program = stepping.request().program;
    version.seal = seal_of(version);
    PublicationStep step = stepping.step(PublicationEvent::published);
    step.version = version.number;
    step.text = version.reason;
    step.print = version.print;
    const std::string detail = fmt::format("第 {} 版，封印 {}", version.number, version.seal);
    if (auto taken = stepping.take(step, detail); !taken) return taken;
    return store::save<PublishedVersion>(stepping.store(), stepping.request().campaign, {version});
}

// After publication the file is official as soon as nothing waits.
Result<bool> freeze_returned(Stepping& stepping) {
    const Publication& standing = stepping.standing();
    if (standing.state != PublicationState::published || !standing.returned ||
        standing.returned->waiting() > 0) {
        return true;
    }
    const auto versions = published_versions(stepping.store(), stepping.request().campaign);
    if (!versions) return Fail(versions.error());
    if (versions->empty())
        return fail(stepping.request().campaign, "找不到已发布的版本", "从备份恢复");
    PublishedVersion version = versions->back();
    version.reason = "排版后的文件交回：" + standing.returned->file_name;
    if (!standing.returned->text.empty()) version.reason += "（" + standing.returned->text + "）";
    take_returned(*standing.returned, version);
    return freeze(stepping, std::move(version));
}

Result<std::vector<CircularDifference>> differences_of(store::Store& store,
                                                       const PublicationRequest& request,
                                                       const ReturnedFile& file) {
    const auto document = proof::read_document(file.name, file.bytes);
    if (!document) return Fail(document.error());
    const proof::Circular circular = proof::take_apart(*document);
    const auto found =
        differences_from_campaign(store, request.data_dir, request.campaign, circular);
    if (!found) return Fail(found.error());
    std::vector<CircularDifference> out;
    for (const proof::Problem& each : *found) {
        out.push_back({each.kind, each.where, each.claimed, each.computed, each.text});
    }
    return out;
}

Result<bool> check_returned(const ReturnedFile& file) {
    if (!lower_ascii(file.name).ends_with(".docx")) {
        return fail(shorten(file.name, kQuoted), "不是 docx 文件", "在 WPS 中另存为 .docx 再交回");
    }
    if (file.bytes.size() > proof::kMaxDocumentBytes) {
        return fail(file.name, fmt::format("{} 字节", file.bytes.size()),
                    fmt::format("最多 {} 字节", proof::kMaxDocumentBytes));
    }
    return true;
}

}  // namespace

CircularPrint print_of(const report::Circular& circular) {
    CircularPrint print;
    print.hash = sha256_hex(report::document_html(circular.document));
    if (!circular.document.sections.empty()) {
        for (const office::Block& block : circular.document.sections.front().blocks) {
            const auto* paragraph = std::get_if<office::Paragraph>(&block);
            if (paragraph == nullptr) continue;
            std::string text = paragraph->lead + paragraph->text;
            if (!text.empty()) print.paragraphs.push_back(std::move(text));
        }
    }
    for (const report::Annex& annex : circular.annexes) {
        print.annexes[annex.title] = sha256_hex(table_text(annex));
    }
    return print;
}

Result<std::vector<PublishedVersion>> published_versions(store::Store& store,
                                                         const std::string& campaign) {
    return store::load<PublishedVersion>(store, campaign);
}

Result<PublicationDesk> publication_desk(store::Store& store, const std::string& id,
                                         const CircularDraft& draft) {
    const auto campaign = find_campaign(store, id);
    if (!campaign) return Fail(campaign.error());
    auto standing = standing_of(store, id);
    if (!standing) return Fail(standing.error());
    auto versions = published_versions(store, id);
    if (!versions) return Fail(versions.error());
    auto obstacles = obstacles_of(store, *campaign, draft);
    if (!obstacles) return Fail(obstacles.error());
    PublicationDesk desk;
    desk.now = print_of(draft.circular);
    desk.state = workflow::state_for(*standing, desk.now.hash);
    desk.fallen = desk.state != standing->state;
    if (desk.fallen) {
        desk.changes = workflow::changes_of(standing->print, desk.now);
    } else if (!versions->empty() && versions->back().print.hash != desk.now.hash) {
        desk.changes = workflow::changes_of(versions->back().print, desk.now);
    }
    const auto round = draft_round(store, id);
    if (!round) return Fail(round.error());
    if (!*round) desk.remarks.emplace_back("没有进行初检反馈：各单位还没有看过结果、申诉");
    desk.obstacles = std::move(*obstacles);
    desk.standing = std::move(*standing);
    desk.versions = std::move(*versions);
    return desk;
}

Standing submit_circular(store::Store& store, const PublicationRequest& request,
                         const CircularDraft& draft, const Actor& actor) {
    Stepping stepping(store, request, actor);
    if (auto begun = stepping.begin(); !begun) return Fail(begun.error());
    if (auto good = stepping.check(draft); !good) return Fail(good.error());
    PublicationStep step = stepping.step(PublicationEvent::submitted);
    for (const CircularText& each : draft.own_texts) {
        if (std::find(step.authors.begin(), step.authors.end(), each.by) == step.authors.end()) {
            step.authors.push_back(each.by);
        }
    }
    if (auto taken = stepping.take(step, "正文 " + step.print.hash); !taken) {
        return Fail(taken.error());
    }
    return stepping.done();
}

Standing approve_circular(store::Store& store, const PublicationRequest& request,
                          const CircularDraft& draft, const Actor& actor) {
    Stepping stepping(store, request, actor);
    if (auto begun = stepping.begin(); !begun) return Fail(begun.error());
    if (auto good = stepping.check(draft); !good) return Fail(good.error());
    const PublicationStep step = stepping.step(PublicationEvent::approved);
    if (auto taken = stepping.take(step, "正文 " + step.print.hash); !taken) {
        return Fail(taken.error());
    }
    return stepping.done();
}

Standing return_circular(store::Store& store, const PublicationRequest& request,
                         const Actor& actor) {
    return plain_step(store, request, actor, PublicationEvent::returned);
}

Standing withdraw_circular(store::Store& store, const PublicationRequest& request,
                           const Actor& actor) {
    return plain_step(store, request, actor, PublicationEvent::withdrawn);
}

Standing correct_circular(store::Store& store, const PublicationRequest& request,
                          const Actor& actor) {
    return plain_step(store, request, actor, PublicationEvent::correcting);
}

Standing discard_returned(store::Store& store, const PublicationRequest& request,
                          const Actor& actor) {
    return plain_step(store, request, actor, PublicationEvent::discarded);
}

Result<bool> may_publish(store::Store& store, const PublicationRequest& request,
                         const CircularDraft& draft, const Actor& actor) {
    Stepping stepping(store, request, actor);
    if (auto begun = stepping.begin(); !begun) return begun;
    return publishable(stepping, draft);
}

Standing publish_circular(store::Store& store, const PublicationRequest& request,
                          const MadeCircular& made, const Actor& actor) {
    Stepping stepping(store, request, actor);
    if (auto begun = stepping.begin(); !begun) return Fail(begun.error());
    if (auto may = publishable(stepping, made.draft); !may) return Fail(may.error());
    const Publication& standing = stepping.standing();
    PublishedVersion version;
    version.print = stepping.print();
    version.reason = standing.correcting ? standing.reason : std::string();
    version.ruleset = made.draft.ruleset;
    auto facts = facts_revision(store, request.data_dir, actor.at);
    if (!facts) return Fail(facts.error());
    version.facts = std::move(*facts);
    for (const report::PrintedText& each : made.draft.circular.texts) {
        version.texts[each.name] = each.text;
    }
    for (const auto& [format, bytes] : made.files) {
        auto file = kept(request.data_dir, format, bytes);
        if (!file) return Fail(file.error());
        version.files.push_back(std::move(*file));
    }
    if (standing.returned) take_returned(*standing.returned, version);
    if (auto frozen = freeze(stepping, std::move(version)); !frozen) return Fail(frozen.error());
    return stepping.done();
}

Standing bring_back(store::Store& store, const PublicationRequest& request,
                    const ReturnedFile& file, const Actor& actor) {
    if (auto good = check_returned(file); !good) return Fail(good.error());
    // Reckoned before the transaction: it judges what is new, which is a change of its own.
    auto differences = differences_of(store, request, file);
    if (!differences) return Fail(differences.error());
    Stepping stepping(store, request, actor);
    if (auto begun = stepping.begin(); !begun) return Fail(begun.error());
    PublicationStep step = stepping.step(PublicationEvent::brought_back);
    step.file_name = shorten(fs::path(file.name).filename().string(), kQuoted);
    step.differences = std::move(*differences);
    auto stored = kept(request.data_dir, "docx", file.bytes);
    if (!stored) return Fail(stored.error());
    step.file = std::move(*stored);
    const auto versions = published_versions(store, request.campaign);
    if (!versions) return Fail(versions.error());
    if (stepping.standing().state == PublicationState::published && !versions->empty()) {
        for (const KeptFile& each : versions->back().files) {
            if (each.sha256 != step.file.sha256) continue;
            return fail(step.file_name,
                        fmt::format("与第 {} 版的文件一字不差", versions->back().number),
                        "它已经是正式版本");
        }
    }
    const std::string detail = fmt::format("{}，{} 处不同，SHA-256 {}", step.file_name,
                                           step.differences.size(), step.file.sha256);
    if (auto taken = stepping.take(step, detail); !taken) return Fail(taken.error());
    if (auto frozen = freeze_returned(stepping); !frozen) return Fail(frozen.error());
    return stepping.done();
}

Standing accept_differences(store::Store& store, const PublicationRequest& request,
                            const std::vector<Acceptance>& acceptances, const Actor& actor) {
    Stepping stepping(store, request, actor);
    if (auto begun = stepping.begin(); !begun) return Fail(begun.error());
    for (const Acceptance& each : acceptances) {
        PublicationStep step = stepping.step(PublicationEvent::accepted);
        step.difference = each.difference;
        step.text = std::string(trim(each.reason));
        if (auto taken =
                stepping.take(step, fmt::format("第 {} 处：{}", each.difference, step.text));
            !taken) {
            return Fail(taken.error());
        }
    }
    if (auto frozen = freeze_returned(stepping); !frozen) return Fail(frozen.error());
    return stepping.done();
}

Result<std::string> version_file(store::Store& store, const fs::path& data_dir,
                                 const std::string& campaign, std::int32_t number,
                                 std::string_view format) {
    const auto versions = published_versions(store, campaign);
    if (!versions) return Fail(versions.error());
    for (const PublishedVersion& version : *versions) {
        if (version.number != number) continue;
        for (const KeptFile& file : version.files) {
            if (file.format == format) {
                return store::kept_bytes(data_dir, file.stored, file.sha256, file.bytes);
            }
        }
    }
    return fail(campaign, fmt::format("没有第 {} 版的 {} 文件", number, format),
                fmt::format("共 {} 版", versions->size()));
}

}  // namespace mingcha::app
