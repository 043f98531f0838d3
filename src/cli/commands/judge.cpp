// mingcha judge: judges stored facts again, without network.
#include <CLI/CLI.hpp>

#include <fmt/format.h>

#include "app/judge_campaign.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/output.h"

namespace mingcha::cli {

void add_judge(CLI::App& app, Context& context) {
    auto request = std::make_shared<app::JudgeRequest>();
    CLI::App* command = app.add_subcommand("judge", "按已保存的事实重新判定，不访问网络");
    command->add_option("--campaign", request->campaign, "检查活动")->required();
    command->add_option("--ruleset", request->ruleset, "另一套规则，结果与原判定并存");
    command->add_option("--threads", request->threads, "线程数，默认每核一个")
        ->check(CLI::Range(1, 64));
    command->callback([request, &context] {
        request->data_dir = context.data_dir;
        const auto store = open_store(context);
        if (!store) return;
        const auto judged = app::judge_campaign(*store, *request);
        if (!judged) return fail_with(context, judged.error());
        print(fmt::format("判定 {} 项，发现问题 {} 个，未能测量 {} 项\n", judged->verdicts.size(),
                          judged->findings, judged->not_measured));
    });
}

}  // namespace mingcha::cli
