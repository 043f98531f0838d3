#include "model/publication.h"

#include <fmt/format.h>

#include "base/digest.h"
#include "model/names.h"

namespace mingcha {

namespace {

constexpr Names<PublicationEvent, 9> kEventNames{{
    {PublicationEvent::submitted, {"submitted", "送审"}},
    {PublicationEvent::returned, {"returned", "退回修改"}},
    {PublicationEvent::withdrawn, {"withdrawn", "撤回"}},
    {PublicationEvent::approved, {"approved", "批准"}},
    {PublicationEvent::published, {"published", "发布"}},
    {PublicationEvent::correcting, {"correcting", "更正"}},
    {PublicationEvent::brought_back, {"brought_back", "回传"}},
    {PublicationEvent::accepted, {"accepted", "认可不同"}},
    {PublicationEvent::discarded, {"discarded", "弃用回传件"}},
}};

constexpr Names<VersionOrigin, 2> kOriginNames{{
    {VersionOrigin::made, {"made", "系统生成"}},
    {VersionOrigin::returned, {"returned", "回传定稿"}},
}};

// One line of a seal: lengths first, so that nothing can move from one field to the next.
void seal_line(Sha256& digest, std::string_view text) {
    digest.add(fmt::format("{}:", text.size()));
    digest.add(text);
    digest.add("\n");
}

}  // namespace

std::string seal_of(const PublishedVersion& version) {
    Sha256 digest;
    const auto line = [&digest](std::string_view text) { seal_line(digest, text); };
    line(fmt::format("{} {} {}", version.number, version.at.seconds,
                     version.approved_at ? version.approved_at->seconds : 0));
    for (const std::string& each : {version.by, version.prepared_by, version.approved_by,
                                    version.reason, version.facts, version.ruleset, version.program,
                                    std::string(to_string(version.origin)), version.print.hash}) {
        line(each);
    }
    for (const std::string& each : version.print.paragraphs) line(each);
    for (const auto& [title, hash] : version.print.annexes) line(title + "\n" + hash);
    for (const KeptFile& file : version.files) {
        line(fmt::format("{} {} {} {}", file.format, file.sha256, file.bytes, file.stored));
    }
    for (const AcceptedDifference& each : version.accepted) {
        const CircularDifference& d = each.difference;
        for (const std::string& text :
             {d.kind, d.where, d.claimed, d.computed, d.text, each.by, each.reason}) {
            line(text);
        }
        line(fmt::format("{}", each.at.seconds));
    }
    for (const auto& [name, text] : version.texts) line(name + "\n" + text);
    return digest.hex();
}

std::string_view to_string(PublicationEvent event) {
    return name_of(kEventNames, event, kEnglish);
}

std::string_view to_chinese(PublicationEvent event) {
    return name_of(kEventNames, event, kChinese);
}

std::optional<PublicationEvent> parse_publication_event(std::string_view text) {
    return value_of(kEventNames, text);
}

std::string_view to_string(VersionOrigin origin) {
    return name_of(kOriginNames, origin, kEnglish);
}

std::optional<VersionOrigin> parse_version_origin(std::string_view text) {
    return value_of(kOriginNames, text);
}

}  // namespace mingcha
