// 存在问题 as the annexes print it.
#include "report/problem_text.h"

#include <gtest/gtest.h>

#include "ruleset/load.h"

namespace mingcha::report {
namespace {

const Ruleset& luan() {
    static const Ruleset kRuleset = *ruleset::load_or_fail("luan-2021", ruleset::builtin_sources());
    return kRuleset;
}

ScoredFinding found(const char* rule, const char* problem, std::int32_t order = 0,
                    bool carried_over = false) {
    ScoredFinding each;
    each.finding.rule = rule;
    each.finding.problem = problem;
    each.finding.order = order;
    each.finding.carried_over = carried_over;
    each.finding.measured_by = order > 0 ? MeasuredBy::person : MeasuredBy::machine;
    each.counts = true;
    return each;
}

std::string text_of(const std::vector<ScoredFinding>& findings, const char* previous = "") {
    return problem_text(findings, luan(), previous);
}

TEST(ProblemText, FindingsOfOneSubjectNameItOnce) {
    EXPECT_EQ(
        text_of({found("policy-staleness", "政策文件更新不及时", 1),
                 found("guide-elements", "办事指南要素存在表述含糊不清的情形", 2),
                 found("guide-accuracy", "办事指南信息存在错误或与实际办事要求不一致。", 3),
                 found("domain-and-name", "网站名称未在全站页面头部区域显著展示；", 4),
                 found("guide-elements", "未提供规范表格获取渠道", 5)}),
        "政策文件更新不及时；办事指南要素存在表述含糊不清的情形、信息存在错误或与实际办事要求不一致"
        "、未提供规范表格获取渠道；网站名称未在全站页面头部区域显著展示");
}

TEST(ProblemText, TheReviewersOrderComesBeforeTheStandards) {
    // By the standard 事项公开 comes before 内容准确.
    EXPECT_EQ(text_of({found("guide-accuracy", "信息存在错误"),
                       found("service-catalogue", "事项分类不准确")}),
              "办事指南事项分类不准确、信息存在错误");
    EXPECT_EQ(text_of({found("service-catalogue", "事项分类不准确", 2),
                       found("guide-accuracy", "信息存在错误", 1)}),
              "办事指南信息存在错误、事项分类不准确");
}

TEST(ProblemText, WhatWasNotMendedBearsItsMarkOnce) {
    EXPECT_EQ(text_of({found("overview-accuracy", "概况信息不准确(三季度通报问题未整改)", 1, true),
                       found("interpretation-link", "解读稿未关联", 2)},
                      "三季度"),
              "概况信息不准确（三季度通报问题未整改）；解读稿未关联");
    EXPECT_EQ(text_of({found("overview-accuracy", "概况信息不准确", 1, true)}),
              "概况信息不准确（上期通报问题未整改）");
}

TEST(ProblemText, OneProblemAtSeveralPlacesIsToldOnce) {
    EXPECT_EQ(text_of({found("other-columns", "应更新信息更新不及时", 1),
                       found("other-columns", "应更新信息更新不及时。", 2, true)}),
              "应更新信息更新不及时（上期通报问题未整改）");
}

TEST(ProblemText, ManyFindingsOfTheMachineAreTheirNumber) {
    std::vector<ScoredFinding> findings;
    const char* problems[] = {"链接甲打不开", "链接乙打不开", "链接丙打不开", "链接丁打不开"};
    for (const char* problem : problems) findings.push_back(found("link-availability", problem));
    EXPECT_EQ(text_of(findings), "链接打不开或错误（4处）");
    findings.pop_back();
    EXPECT_EQ(text_of(findings), "链接甲打不开；链接乙打不开；链接丙打不开");
}

TEST(ProblemText, OnlyWhatStandsIsTold) {
    ScoredFinding open = found("guide-accuracy", "信息存在错误");
    open.counts = false;
    EXPECT_EQ(text_of({open, found("same-day-reply", "1个工作日内有效答复", 1)}), "无");
    EXPECT_EQ(text_of({}), "无");
}

}  // namespace
}  // namespace mingcha::report
