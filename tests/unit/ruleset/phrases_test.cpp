// Problems as circulars print them, and the rules they speak of.
#include "ruleset/phrases.h"

#include <gtest/gtest.h>

#include "ruleset/load.h"

namespace mingcha::ruleset {
namespace {

std::string rule_of(std::string_view problem, bool of_account = false) {
    static const Ruleset kRuleset = *load_or_fail("luan-2021", builtin_sources());
    const Rule* rule = rule_of_problem(kRuleset, problem, of_account);
    return rule != nullptr ? rule->id : "";
}

TEST(Phrases, WordsOfOneProblemAreTheSame) {
    EXPECT_EQ(problem_words("概况信息不准确（三季度通报问题未整改）；"),
              problem_words(" 概况信息 不准确(上季度未整改)。"));
    EXPECT_EQ(problem_words("概况信息不准确"), "概况信息不准确");
    EXPECT_EQ(problem_words("“重要转载”栏目名称不规范"), problem_words("重要转载栏目名称不规范"));
    // Brackets that say something else stay.
    EXPECT_NE(problem_words("链接打不开(3个)"), problem_words("链接打不开"));
}

TEST(Phrases, FindTheRuleOfAPrintedProblem) {
    EXPECT_EQ(rule_of("办事指南信息存在错误或与实际办事要求不一致"), "guide-accuracy");
    EXPECT_EQ(rule_of("依据缺失"), "guide-elements");
    EXPECT_EQ(rule_of("办事指南中提到的政策文件仅有名称未说明具体内容"), "guide-elements");
    EXPECT_EQ(rule_of("1个政策文件更新不及时"), "policy-staleness");
    EXPECT_EQ(rule_of("应更新信息更新不及时"), "other-columns");
    EXPECT_EQ(rule_of("未在 5 个工作日内答复网友留言"), "reply-timeliness");
    EXPECT_EQ(rule_of("未在 5 个工作日内答复网友简单常见问题咨询"), "simple-question-5wd");
    EXPECT_EQ(rule_of("未在1个工作日内答复网友简单常见问题咨询"), "simple-question-1wd");
    EXPECT_EQ(rule_of("未按照规范要求转载国务院和省政府重要政策和文件信息"), "required-repost");
    EXPECT_EQ(rule_of("“重要转载”栏目名称不规范"), "repost-column-name");
    EXPECT_EQ(rule_of("网站名称未在全站页面头部区域显著展示;"), "domain-and-name");
    EXPECT_EQ(rule_of("食堂饭菜不好"), "");
    EXPECT_EQ(rule_of(""), "");
}

TEST(Phrases, AccountsHaveRulesOfTheirOwn) {
    EXPECT_EQ(rule_of("更新不及时", true), "account-staleness");
    EXPECT_EQ(rule_of("僵尸账号", true), "account-zombie");
    EXPECT_EQ(rule_of("无有效互动交流渠道", true), "interaction-absence");
    EXPECT_EQ(rule_of("app 更新异常，点击无法跳转至安装界面", true), "application-unusable");
    EXPECT_EQ(rule_of("便民服务均打不开。", true), "account-link-failure");
    EXPECT_EQ(rule_of("办事指南信息存在错误或与实际办事要求不一致", true), "");
}

}  // namespace
}  // namespace mingcha::ruleset
