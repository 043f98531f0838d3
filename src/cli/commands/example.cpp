// mingcha example: which data came with the example city, and taking it away.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "app/example_data.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/output.h"

namespace mingcha::cli {

namespace {

std::string told(const app::ExampleData& data) {
    std::string campaigns;
    for (const std::string& id : data.campaigns) {
        campaigns += (campaigns.empty() ? "" : "、") + id;
    }
    return fmt::format("示例数据：{} 个网站，{} 个账号，检查活动 {}\n", data.sites, data.accounts,
                       campaigns.empty() ? "无" : campaigns);
}

void mark(Context& context) {
    const auto store = open_store(context);
    if (!store) return;
    const auto data = app::mark_example(*store);
    if (!data) return fail_with(context, data.error());
    print(told(*data));
}

void show(Context& context) {
    const auto store = open_store_to_look(context);
    if (!store) return;
    const auto data = app::example_data(*store);
    if (!data) return fail_with(context, data.error());
    print(data->any() ? told(*data) : "没有示例数据\n");
}

void remove(Context& context) {
    const auto store = open_store(context);
    if (!store) return;
    const auto data = app::remove_example(*store, context.data_dir);
    if (!data) return fail_with(context, data.error());
    print("已删除" + told(*data));
}

}  // namespace

void add_example(CLI::App& app, Context& context) {
    CLI::App* group =
        app.add_subcommand("example", "示例数据：标明、查看、删除（不动后来导入的数据）");
    group->require_subcommand(1);
    group->add_subcommand("mark", "现有的数据都是示例数据")->callback([&context] {
        mark(context);
    });
    group->add_subcommand("show", "还有哪些示例数据")->callback([&context] { show(context); });
    group->add_subcommand("remove", "删除示例数据和它的证据，不能恢复")->callback([&context] {
        remove(context);
    });
}

}  // namespace mingcha::cli
