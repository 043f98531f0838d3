// From a draft to the official circular: the steps, the versions, the docx that came back.
#include "app/publication.h"

#include <charconv>

#include "base/base64.h"
#include "base/text.h"
#include "server/circular_desk.h"
#include "server/routes.h"

namespace mingcha::server {

namespace {

app::PublicationRequest request_of(Call& call, std::string text = {}, std::string content = {}) {
    return {call->options.data_dir, call.path.front(), std::move(text), std::move(content),
            call->options.version};
}

// How it stands, with the store held.
httpd::Response desk_answer(Call& call, const SeenDraft& seen) {
    const auto desk = publication_json(call, *seen.draft, seen.revision);
    if (!desk) return broken(desk.error());
    return json(200, dumped(*desk));
}

// Takes one step that needs no work of its own beside the store's.
template <class Step>
httpd::Response step_answer(Call& call, Step step) {
    SeenDraft seen = seen_draft(call);
    if (!seen.draft) return std::move(seen.instead);
    const std::lock_guard lock(call->store_mutex);
    const app::Standing taken = step(*seen.draft);
    if (!taken) return refused(taken.error());
    return desk_answer(call, seen);
}

// On a connection of its own: it takes seconds, and nobody else waits for it.
template <class Step>
httpd::Response slow_answer(Call& call, Step step) {
    SeenDraft seen = seen_draft(call);
    if (!seen.draft) return std::move(seen.instead);
    {
        const std::unique_lock turn(call->making_document, std::try_to_lock);
        if (!turn.owns_lock()) return not_ready();
        const auto store = call->options.open_store();
        if (!store) return broken(store.error());
        const app::Standing taken = step(**store, *seen.draft);
        if (!taken) return refused(taken.error());
    }
    const std::lock_guard lock(call->store_mutex);
    return desk_answer(call, seen);
}

struct Words {
    std::string text, content;
};

Result<Words> words_of(Call& call, const char* name, bool needed) {
    const auto body = object_body(call, {name, "content"});
    if (!body) return Fail(body.error());
    const auto text = text_field(*body, name, needed);
    if (!text) return Fail(text.error());
    const auto content = text_field(*body, "content", false);
    if (!content) return Fail(content.error());
    return Words{*text, *content};
}

}  // namespace

httpd::Response get_publication(Call& call) {
    SeenDraft seen = seen_draft(call);
    if (!seen.draft) return std::move(seen.instead);
    const std::lock_guard lock(call->store_mutex);
    return desk_answer(call, seen);
}

httpd::Response post_submission(Call& call) {
    const auto words = words_of(call, "remark", false);
    if (!words) return refused(words.error());
    return step_answer(call, [&](const app::CircularDraft& draft) {
        return app::submit_circular(call->store, request_of(call, words->text, words->content),
                                    draft, call.actor);
    });
}

httpd::Response delete_submission(Call& call) {
    return step_answer(call, [&](const app::CircularDraft&) {
        return app::withdraw_circular(call->store, request_of(call), call.actor);
    });
}

httpd::Response post_approval(Call& call) {
    const auto body = object_body(call, {"decision", "reason", "content"});
    if (!body) return refused(body.error());
    app::PublicationRequest request = request_of(call);
    std::string decision;
    for (const auto& [name, field, needed] : {std::tuple{"decision", &decision, true},
                                              {"reason", &request.text, false},
                                              {"content", &request.content, false}}) {
        const auto text = text_field(*body, name, needed);
        if (!text) return refused(text.error());
        *field = *text;
    }
    if (decision != "approve" && decision != "return") {
        return refused({"decision", "应为 approve 或 return", "见 schemas/openapi.yaml"});
    }
    return step_answer(call, [&](const app::CircularDraft& draft) {
        return decision == "approve"
                   ? app::approve_circular(call->store, request, draft, call.actor)
                   : app::return_circular(call->store, request, call.actor);
    });
}

httpd::Response post_version(Call& call) {
    const auto words = words_of(call, "remark", false);
    if (!words) return refused(words.error());
    const app::PublicationRequest request = request_of(call, words->text, words->content);
    return slow_answer(
        call, [&](store::Store& store, const app::CircularDraft& draft) -> app::Standing {
            if (auto may = app::may_publish(store, request, draft, call.actor); !may) {
                return Fail(may.error());
            }
            const auto made = app::make_circular(store, call->options.data_dir, request.campaign,
                                                 app::kPublishedFormats);
            if (!made) return Fail(made.error());
            return app::publish_circular(store, request, *made, call.actor);
        });
}

httpd::Response get_version_file(Call& call) {
    const std::string& text = call.path[1];
    const std::string& format = call.path[2];
    std::int32_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) {
        return not_found("没有这一版", "从版本列表中选择");
    }
    Seen seen = seen_campaign(call);
    if (!seen.view) return std::move(seen.instead);
    const std::lock_guard lock(call->store_mutex);
    const auto bytes =
        app::version_file(call->store, call->options.data_dir, call.path[0], number, format);
    if (!bytes) return not_found(bytes.error().what, bytes.error().hint);
    (void)app::log_action(call->store, call.actor, "download_circular",
                          call.path[0] + " " + text + " " + format, people::AuditResult::done);
    return file_answer(format, "circular-" + text + "." + format, *bytes);
}

httpd::Response post_correction(Call& call) {
    const auto words = words_of(call, "reason", true);
    if (!words) return refused(words.error());
    return step_answer(call, [&](const app::CircularDraft&) {
        return app::correct_circular(call->store, request_of(call, words->text), call.actor);
    });
}

httpd::Response post_returned(Call& call) {
    const auto body = object_body(call, {"name", "base64", "remark"});
    if (!body) return refused(body.error());
    app::ReturnedFile file;
    std::string encoded, remark;
    for (const auto& [name, field, needed] : {std::tuple{"name", &file.name, true},
                                              {"base64", &encoded, true},
                                              {"remark", &remark, false}}) {
        const auto text = text_field(*body, name, needed);
        if (!text) return refused(text.error());
        *field = *text;
    }
    auto bytes = base64_decoded(encoded);
    if (!bytes) return refused({"base64", "不完整或有别的字符", "重新选择文件"});
    file.bytes = std::move(*bytes);
    return slow_answer(call, [&](store::Store& store, const app::CircularDraft&) {
        return app::bring_back(store, request_of(call, remark), file, call.actor);
    });
}

httpd::Response post_acceptance(Call& call) {
    const auto body = object_body(call, {"difference", "reason"});
    if (!body) return refused(body.error());
    if (!body->contains("difference") || !(*body)["difference"].is_number_integer()) {
        return refused({"difference", "应为第几处不同", "见 schemas/openapi.yaml"});
    }
    const auto reason = text_field(*body, "reason", true);
    if (!reason) return refused(reason.error());
    const std::int32_t number = (*body)["difference"].get<std::int32_t>();
    return step_answer(call, [&](const app::CircularDraft&) {
        return app::accept_differences(call->store, request_of(call), {{number, *reason}},
                                       call.actor);
    });
}

httpd::Response post_discard(Call& call) {
    const auto words = words_of(call, "reason", true);
    if (!words) return refused(words.error());
    return step_answer(call, [&](const app::CircularDraft&) {
        return app::discard_returned(call->store, request_of(call, words->text), call.actor);
    });
}

}  // namespace mingcha::server
