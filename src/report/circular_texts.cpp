#include "report/circular_texts.h"

namespace mingcha::report {

const std::map<std::string, std::string>& circular_texts() {
    static const std::map<std::string, std::string> kTexts{
        {"title", "{office}关于{title}全市政府网站和政务新媒体检查情况的通报"},
        {"opening", "根据{bases}等文件要求，{window}，组织开展了{title}全市政府网站和政务新媒体检查"
                    "工作。现将有关情况通报如下："},
        {"sites", "对在“全国政府网站信息报送系统”中备案的{sites_total}家政府网站进行检查，实际检查"
                  "{sites_checked}家；{sites_passed}家合格，{sites_failed}家不合格{failed_names}，"
                  "总体合格率{site_pass_rate}{comparison}（附件1）。{portals}{grades}（附件2）。"},
        {"portals", "政府门户网站平均得分{portal_average}分，{bonus_entered}家进入加分指标评分环节，"
                    "得分在100分以上的网站有{at_least_100}家{top_names}；"},
        {"interaction", "通过模拟用户咨询简单常见问题检查{asked}家政府网站实时互动情况，"
                        "{same_day_share}的网站当天答复网友留言，{within_1_share}的网站在1个工作日内"
                        "作出答复（附件3）。{late}"},
        {"accounts", "以备案正常运行的{accounts_total}个政务新媒体（采样数据截至{accounts_to}）为总体"
                     "样本，实际检查{accounts_checked}个，发现{accounts_failed}个不合格{divisions}，"
                     "总体合格率{account_pass_rate}（附件4）。"},
        {"demands", "各地各部门要结合实际、举一反三、改进工作，对检查发现的问题采取有力措施，推动整改"
                    "落实。被通报单位整改情况于{rectify_by}前报送{report_to}。"},
    };
    return kTexts;
}

}  // namespace mingcha::report
