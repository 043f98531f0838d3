#include "report/circular_texts.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace mingcha::report {

namespace {

constexpr std::string_view kWordingPrefix = "circular-";

}  // namespace

const Templates& circular_texts() {
    static const Templates kTexts{
        {"title", "{office}关于{title}{whole}{subject}检查情况的通报"},
        {"opening", "[根据{bases}等文件要求，]{window}，组织开展了{title}{whole}{subject}检查"
                    "工作。现将有关情况通报如下："},
        {"scope", ""},
        {"sites", "对在“全国政府网站信息报送系统”中备案的{sites_total}家政府网站进行检查，实际检查"
                  "{sites_checked}家，检查比例{sites_share}；{sites_passed}家合格，{sites_failed}家"
                  "不合格{failed_names}，总体合格率{site_pass_rate}{comparison}[（{annex_sites}）]。"},
        {"sites-all-passed",
         "对在“全国政府网站信息报送系统”中备案的{sites_total}家政府网站进行检查，实际检查"
         "{sites_checked}家，检查比例{sites_share}，全部合格，总体合格率{site_pass_rate}{comparison}"
         "[（{annex_sites}）]。"},
        {"sites-partly",
         "对在“全国政府网站信息报送系统”中备案的{sites_total}家政府网站进行检查，实际检查"
         "{sites_checked}家，检查比例{sites_share}[，{sites_unmeasured}家未取得检查结果、不计入"
         "合格率]；[发现{sites_some_failed}家不合格{failed_names}，][{sites_waiting}家待复核、暂不"
         "列为不合格，]总体合格率{site_pass_rate}{comparison}[（{annex_sites}）]。"},
        {"sites-unmeasured",
         "在“全国政府网站信息报送系统”中备案的{sites_total}家政府网站，本次均未取得检查结果，不计算"
         "合格率[（{annex_sites}）]。"},
        {"suspended", "[{suspended}家网站临时下线或正在关停{suspended_names}，未列入检查。]"},
        {"portals", "{portals_scored}家政府门户网站平均得分{portal_average}分{portal_comparison}，"
                    "[{bonus_some}家进入加分指标评分环节，]{top}"},
        {"others", "{others_graded}家{others_kinds}网站中，{grades}[（{annex_grades}）]。"},
        {"others-partly", "{others_graded}家{others_kinds}网站中，[{others_waiting}家待复核，]评定结果见"
                          "{annex_grades}。"},
        {"others-plain", "[{others_kinds}网站的检查结果见{annex_grades}。]"},
        {"interaction", "通过模拟用户咨询简单常见问题检查{asked}家政府网站实时互动情况，"
                        "{same_day_who}当天答复网友留言，{within_1_who}在1个工作日内作出答复"
                        "[（{annex_interaction}）]。[{late}未在5个工作日内答复网友简单常见咨询。]"},
        {"accounts", "以在“全国政务新媒体信息报送系统”中备案的{accounts_total}个政务新媒体（采样数据"
                     "截至{accounts_to}）为总体样本，实际检查{accounts_checked}个，发现"
                     "{accounts_failed}个不合格{divisions}，[另有{accounts_waiting}个待复核、暂不"
                     "列为不合格，]总体合格率{account_pass_rate}{account_comparison}[（{annex_accounts}）]。"},
        {"platforms", "检查的{accounts_checked}个政务新媒体，按平台分，{platforms}；按级别分，{levels}"
                      "[（{annex_platforms}）]。[不合格的{accounts_failed}个，按平台分，"
                      "{failed_platforms}；按级别分，{failed_levels}。]"},
        {"reposts", "截至{as_of}应转载的国务院和省政府重要信息{repost_items}条[，各网站按时转载的占"
                    "{repost_rate}][，{repost_all}家网站全部按时转载][（{annex_reposts}）]。"
                    "[{repost_missing}。][{repost_unread}家网站未取得结果，不计入。]"},
        {"corrections", "{corrections_window}，“我为政府网站找错”平台收到网民留言"
                        "{corrections_received}条。[到期{corrections_due}条，{corrections_handled}。]"
                        "[{corrections_open}条尚在办理期限内。][{corrections_undated}条没有办理期限，"
                        "不计入按期率。][{corrections_reopened}条退回重办。]"},
        {"rectified", "对{previous}通报的问题进行了复查[（{annex_rectified}）]。[{rectified_sites}。]"
                      "[{rectified_accounts}。][{rectified_problems}。]"},
        {"praise", "[得分靠前的政府门户网站：{praise_names}。]"},
        {"tasks-end", "[各项落实情况见{annex_tasks}。]"},
        {"accounts-none-failed",
         "以在“全国政务新媒体信息报送系统”中备案的{accounts_total}个政务新媒体（采样数据截至"
         "{accounts_to}）为总体样本，实际检查{accounts_checked}个，未发现不合格账号"
         "[，另有{accounts_waiting}个待复核]。"},
        {"accounts-unmeasured",
         "在“全国政务新媒体信息报送系统”中备案的{accounts_total}个政务新媒体（采样数据截至"
         "{accounts_to}），本次均未取得检查结果，不计算合格率。"},
        {"achievements", "[在全国政府网站绩效评估中，{city}政府网站排名{national_rank}。]"
                         "[{top_100}进入全国百强。]"
                         "[全年累计关停注销政务新媒体账号{cancelled_accounts}个。]"},
        {"annual-report", "[各单位要按照“分级负责”“先审后发”的原则编制{report_year}年度政府网站工作"
                          "年度报表，于{report_due}前发布，并在网站首页显著位置展示。]"},
        {"demands", "各地各部门要结合实际、举一反三、改进工作，对检查发现的问题采取有力措施，推动整改"
                    "落实。被通报单位整改情况于{rectify_by}前报送{report_to}。"},
        {"demands-clean", "各地各部门要巩固成果，继续做好政府网站和政务新媒体的日常运维和自查。"},
        {"demands-unmeasured", "未取得检查结果的网站和账号，另行安排检查。"},
    };
    return kTexts;
}

const std::vector<std::pair<std::string, std::string>>& circular_fields() {
    static const std::vector<std::pair<std::string, std::string>> kFields{
        {"title", "期次，如 2021年第四季度"},
        {"whole", "全市、全县、全省……，按 city 或 office"},
        {"subject", "政府网站和政务新媒体，或其中一类"},
        {"bases", "依据的文件"},
        {"window", "检查起止日期"},
        {"sites_total", "备案网站数"},
        {"sites_checked", "取得结果的网站数"},
        {"sites_share", "网站检查比例"},
        {"sites_passed", "合格网站数"},
        {"sites_failed", "不合格网站数"},
        {"sites_some_failed", "不合格网站数，没有时为空"},
        {"sites_waiting", "待复核网站数，没有时为空"},
        {"sites_unmeasured", "未取得结果的网站数，没有时为空"},
        {"suspended", "临时下线或正在关停、不列入检查的网站数，没有时为空"},
        {"suspended_names", "（这些网站的名单），没有时为空"},
        {"failed_names", "（不合格网站名单），没有时为空"},
        {"site_pass_rate", "网站总体合格率"},
        {"comparison", "，与上期比较，没有上期时为空"},
        {"portals_scored", "有得分的政府门户网站数"},
        {"portal_average", "政府门户网站平均分"},
        {"bonus_entered", "进入加分环节的网站数"},
        {"bonus_some", "进入加分环节的网站数，没有时为空"},
        {"at_least_100", "得分100分以上的网站数"},
        {"top_names", "（100分以上的网站名单），没有时为空"},
        {"top", "100分以上的网站数和名单，一个分句"},
        {"others_graded", "评出等次的其他网站数"},
        {"others_kinds", "其他网站的类别，如 开发区、部门和专项"},
        {"others_waiting", "等次待复核的其他网站数，没有时为空"},
        {"grades", "各等次家数和占比，一个分句"},
        {"asked", "实时互动检查的网站数"},
        {"same_day_share", "当天答复的占比"},
        {"within_1_share", "1个工作日内（含当天）答复的占比"},
        {"same_day_who", "占比和“的网站”，或 没有网站、全部网站"},
        {"within_1_who", "占比和“的网站”，或 没有网站、全部网站"},
        {"late", "超5个工作日未答复的网站名单，没有时为空"},
        {"accounts_total", "备案账号数"},
        {"accounts_checked", "取得结果的账号数"},
        {"accounts_failed", "不合格账号数"},
        {"accounts_waiting", "待复核账号数，没有时为空"},
        {"account_pass_rate", "账号总体合格率"},
        {"accounts_to", "账号采样数据截至日"},
        {"divisions", "（其中各地不合格数），没有时为空"},
        {"annex_sites", "网站情况表是附件几，没有时为空"},
        {"annex_grades", "等次评定表是附件几，没有时为空"},
        {"annex_interaction", "实时互动表是附件几，没有时为空"},
        {"annex_accounts", "问题账号名单是附件几，没有时为空"},
        {"annex_platforms", "分平台、分级别统计表是附件几，没有时为空"},
        {"annex_divisions", "分地区统计表是附件几，没有时为空"},
        {"annex_reposts", "重要信息转载情况表是附件几，没有时为空"},
        {"annex_rectified", "上期通报复查情况表是附件几，没有时为空"},
        {"annex_tasks", "上期工作要求落实情况表是附件几，没有时为空"},
        {"as_of", "监测时间点的日期"},
        {"previous", "上一期次的说法，如 第三季度"},
        {"account_comparison", "，账号合格率与上期比较（个百分点），没有上期时为空"},
        {"portal_comparison", "，门户平均分与上期比较（分），没有上期时为空"},
        {"platforms", "检查的账号按平台的个数，没有时为空"},
        {"levels", "检查的账号按级别的个数，没有时为空"},
        {"failed_platforms", "不合格账号按平台的个数，没有时为空"},
        {"failed_levels", "不合格账号按级别的个数，没有时为空"},
        {"repost_items", "应转载的重要信息条数，没有时为空"},
        {"repost_rate", "按时转载的占比，都未测时为空"},
        {"repost_all", "全部按时转载的网站数，没有时为空"},
        {"repost_missing", "有未转载信息的网站数和名单，没有时为空"},
        {"repost_unread", "转载情况未测的网站数，没有时为空"},
        {"corrections_window", "找错留言的起止日期，没有留言时为空"},
        {"corrections_received", "收到的找错留言条数"},
        {"corrections_due", "已到办理期限的条数，没有时为空"},
        {"corrections_handled", "到期留言中按期、超期、未办结的条数和按期率"},
        {"corrections_open", "尚在办理期限内的条数，没有时为空"},
        {"corrections_undated", "没有办理期限的条数，没有时为空"},
        {"corrections_reopened", "退回重办的条数，没有时为空"},
        {"rectified_sites", "上期不合格网站的整改情况，没有时为空"},
        {"rectified_accounts", "上期不合格账号的整改情况，没有时为空"},
        {"rectified_problems", "上期问题的整改情况，没有时为空"},
        {"praise_names", "靠前网站名单，没有时为空"},
    };
    return kFields;
}

std::vector<std::string> text_names() {
    std::vector<std::string> out;
    for (const auto& [name, text] : circular_texts()) out.push_back(name);
    return out;
}

std::vector<std::string> field_names(const std::vector<std::string>& typed) {
    std::vector<std::string> out = typed;
    for (const auto& [name, meaning] : circular_fields()) {
        if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
    }
    return out;
}

Result<Templates> texts_of(const Ruleset& ruleset, const std::vector<std::string>& typed) {
    Templates out = circular_texts();
    const std::vector<std::string> fields = field_names(typed);
    for (const auto& [name, text] : ruleset.wording) {
        if (!name.starts_with(kWordingPrefix)) continue;
        const std::string own = name.substr(kWordingPrefix.size());
        if (!out.contains(own)) {
            return fail(fmt::format("ruleset {}: wording {}", ruleset.id, name),
                        "is no text of the circular", "可用：" + join(text_names(), "、"));
        }
        const auto problems = template_problems(text, fields);
        if (!problems.empty()) {
            return fail(fmt::format("ruleset {}: wording {}", ruleset.id, name),
                        join(problems, "; "), "更正规则集的 wording");
        }
        out[own] = text;
    }
    return out;
}

}  // namespace mingcha::report
