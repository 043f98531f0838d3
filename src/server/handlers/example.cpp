// The example data of a first look: what is there of it, and taking it away.
#include "app/example_data.h"

#include "server/logged_change.h"
#include "server/routes.h"
#include "server/view_json.h"

namespace mingcha::server {

namespace {

Json example_json(const app::ExampleData& data) {
    return {{"campaigns", data.campaigns}, {"sites", data.sites}, {"accounts", data.accounts}};
}

}  // namespace

httpd::Response get_example(Call& call) {
    const std::lock_guard lock(call->store_mutex);
    const auto data = app::example_data(call->store);
    if (!data) return broken(data.error());
    return json(200, dumped(example_json(*data)));
}

httpd::Response delete_example(Call& call) {
    return logged_change(
        call, [&] { return app::remove_example(call->store, call->options.data_dir); },
        [](const app::ExampleData& data) {
            return LogEntry{"example.remove", "example",
                            fmt::format("{} 个网站，{} 个账号", data.sites, data.accounts)};
        },
        [](const app::ExampleData& data) { return json(200, dumped(example_json(data))); });
}

}  // namespace mingcha::server
