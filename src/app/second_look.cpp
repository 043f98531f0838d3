#include "app/second_look.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/casework.h"
#include "app/reviewing.h"
#include "base/digest.h"
#include "base/text.h"
#include "extract/extractor.h"
#include "store/picture_file.h"

namespace mingcha::app {

namespace {

constexpr std::size_t kShortestExcerpt = 12;  // bytes; a shorter one stands on many pages
constexpr std::size_t kTitleChars = 60;

struct Asked {
    std::string url, excerpt;
};

// The places of a finding and the evidence for each, each address once.
std::vector<Asked> addresses_of(const Finding& finding) {
    std::vector<Asked> asked;
    const auto add = [&](const std::string& url, const std::string& excerpt) {
        if (!url.starts_with("http://") && !url.starts_with("https://")) return;
        const bool known = std::any_of(asked.begin(), asked.end(),
                                       [&](const Asked& each) { return each.url == url; });
        if (!known && asked.size() < kLookAtPages) asked.push_back({url, excerpt});
    };
    for (const Evidence& evidence : finding.evidence) add(evidence.url, evidence.excerpt);
    for (const std::string& place : finding.places) add(place, {});
    return asked;
}

// All that the page shows, without any space: how an excerpt was cut does not matter then.
std::string shown_text(const PageFacts& facts) {
    std::string text(facts.title);
    for (const TextBlock& block : facts.text_blocks) text += block.text;
    text += facts.main_text;
    return replace_all(single_spaces(text), " ", "");
}

std::string newest_day(const PageFacts& facts) {
    std::optional<Date> newest;
    const auto note = [&](const std::optional<PrintedDate>& date) {
        if (date && (!newest || date->date > *newest)) newest = date->date;
    };
    note(facts.publish_date);
    for (const ListItem& item : facts.items) note(item.date);
    return newest ? format_date(*newest) : std::string();
}

std::string_view words_of(LinkState state) {
    switch (state) {
        case LinkState::fine:
            return "能打开";
        case LinkState::dead:
            return "打不开";
        case LinkState::blocked:
            return "被拦截，未能查看";
        case LinkState::not_checked:
            break;
    }
    return "未能查看";
}

std::string text_of(const PageLook& look) {
    std::string text = fmt::format("{} {}", look.url, words_of(look.state));
    if (!look.reason.empty()) text += fmt::format("（{}）", look.reason);
    if (!look.title.empty()) text += fmt::format("，标题“{}”", shorten(look.title, kTitleChars));
    if (!look.newest.empty()) text += fmt::format("，最新日期 {}", look.newest);
    if (look.excerpt == PageLook::Excerpt::there) text += "，原问题文字仍在";
    if (look.excerpt == PageLook::Excerpt::gone) text += "，原问题文字不再出现";
    return text;
}

}  // namespace

Result<SecondLook> look_again(store::Store& store, const LookRequest& request,
                              const std::atomic<bool>& stop) {
    const auto findings = findings_of(store, request.campaign);
    if (!findings) return Fail(findings.error());
    const auto finding = finding_named(*findings, request.finding);
    if (!finding) return Fail(finding.error());
    const std::vector<Asked> asked = addresses_of(**finding);
    if (asked.empty()) {
        return fail((*finding)->id, "这个问题没有网址可以复查", "人工查看后 rectify mended");
    }
    SecondLook second;
    second.pages.resize(asked.size());
    std::vector<gather::DocumentRequest> documents;
    for (const Asked& each : asked) documents.push_back({each.url, {}, {}, gather::kMaxBodyBytes});
    extract::Extractor extractor;
    std::optional<Error> trouble;
    const auto done = gather::fetch_documents(
        request.options, documents, stop, [&](std::size_t index, gather::DocumentOutcome& outcome) {
            PageLook& look = second.pages[index];
            look.url = asked[index].url;
            look.state = outcome.state;
            look.reason = outcome.reason.text;
            if (outcome.body.empty()) return true;
            const auto kept = store::keep_picture(request.data_dir, outcome.body,
                                                  sha256_hex(outcome.body), ".html");
            if (!kept) {
                trouble = kept.error();
                return false;
            }
            look.kept = *kept;
            extract::PageInput input;
            input.bytes = outcome.body;
            input.url = outcome.url.empty() ? look.url : outcome.url;
            input.content_type = gather::header_value(outcome.response.head, "content-type");
            input.as_of = request.now;
            const PageFacts& facts = extractor.extract(input);
            look.title = std::string(facts.title);
            look.newest = newest_day(facts);
            const std::string excerpt = replace_all(single_spaces(asked[index].excerpt), " ", "");
            if (excerpt.size() >= kShortestExcerpt) {
                const bool there = shown_text(facts).find(excerpt) != std::string::npos;
                look.excerpt = there ? PageLook::Excerpt::there : PageLook::Excerpt::gone;
            }
            return true;
        });
    if (!done) return Fail(done.error());
    if (trouble) return Fail(*trouble);
    if (!*done) return fail("rectify look", "stopped before all pages were read", "再运行一次");
    StepRequest taken;
    taken.campaign = request.campaign;
    taken.finding = (*finding)->id;
    taken.step.event = CaseEvent::looked;
    taken.step.by = request.by;
    taken.step.logged_at = request.now;
    taken.step.channel = "自动复查";
    for (const PageLook& look : second.pages) {
        if (!taken.step.text.empty()) taken.step.text += '\n';
        taken.step.text += text_of(look);
        if (taken.step.proof.empty()) taken.step.proof = look.kept;
    }
    auto step = take_step(store, request.data_dir, taken);
    if (!step) return Fail(step.error());
    second.step = std::move(*step);
    return second;
}

}  // namespace mingcha::app
