// A fictional circular of 云泽市 whose arithmetic is right; the tests spoil one thing at a time.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace mingcha::proof {

inline std::string sound_circular() {
    return "云泽市人民政府办公室关于2022年第二季度全市政府网站和政务新媒体检查情况的通报\n"
           "\n"
           "各县区人民政府，市政府各部门：\n"
           "2022年5月9日至13日，市政府办公室组织检查了全市政府网站和政务新媒体，现将情况通报如下："
           "\n"
           "一、总体情况\n"
           "（一）政府网站。对全市备案的8家政府网站进行检查，发现6家网站合格，云东县政府、市水务局2"
           "家"
           "网站不合格，总体合格率75%，由上季度的62.5%提高12."
           "5个百分点（附件1）。县区政府门户网站平均"
           "得分88."
           "73分，2家进入加分环节，得分在100分以上的网站有2家；5家市直部门网站中，市教育局等3家、"
           "市司法局等1家网站检查结果分别为优、良，依次占比60.0%、20.0%（附件2）。\n"
           "通过模拟咨询检查全市8家政府网站，37.5%的网站当天答复，75.0%"
           "的网站在1个工作日内答复（附件3）。\n"
           "（二）政务新媒体。全市备案政务新媒体60个，共抽查40个，发现3个政务新媒体不合格（其中市本"
           "级1个，"
           "云东县2个，云西县、云南县0个），合格率92.5%（附件4）。\n"
           "二、存在问题\n"
           "一是更新不及时。二是互动渠道缺失。三是部分账号停更。\n"
           "三、工作要求\n"
           "请各单位于2022年6月30日前将整改情况报送市政府办公室。\n"
           "附件：1.政府网站检查情况表；\n"
           "2.检查结果等次评定表；\n"
           "3.“实时互动”检查情况表；\n"
           "4.不合格政务新媒体名单。\n"
           "云泽市人民政府办公室\n"
           "2022年6月1日\n"
           "附件1\n"
           "政府网站检查情况表\n"
           "序号\t网站标识码\t单位名称\t首页网址\t检查结果\t存在问题\n"
           "1\t9912010001\t云东县人民政府\thttp://www.yd.example\t55.5分（不合格）\t首页链接失效\n"
           "2\t9912020001\t云西县人民政府\thttp://www.yx.example\t110.2分\t无\n"
           "3\t9912030001\t云南县人民政府\thttp://www.yn.example\t100.5分\t无\n"
           "4\t9912000011\t云泽市教育局\thttp://jyj.yz.example\t优\t无\n"
           "5\t9912000012\t云泽市民政局\thttp://mzj.yz.example\t优\t无\n"
           "6\t9912000013\t云泽市财政局\thttp://czj.yz.example\t优\t无\n"
           "7\t9912000014\t云泽市司法局\thttp://sfj.yz.example\t良\t未在1个工作日内答复咨询\n"
           "8\t9912000015\t云泽市水务局\thttp://swj.yz.example\t不合格\t首页不更新\n"
           "附件2\n"
           "检查结果等次评定表\n"
           "网站类别\t等次\t政府网站\n"
           "市直部门网站\t优（3家）\t市教育局、市民政局、市财政局\n"
           "\t良（1家）\t市司法局\n"
           "\t不合格（1家）\t市水务局\n"
           "附件3\n"
           "“实时互动”检查情况表\n"
           "实时互动情况\t网站名称\n"
           "当天答复（3家）\t云东县政府、云西县政府、市教育局\n"
           "1个工作日内答复（3家）\t云南县政府、市民政局、市财政局\n"
           "5个工作日内答复（1家）\t市司法局\n"
           "超5个工作日答复（1家）\t市水务局\n"
           "检查采样时间为2022年5月9日至13日。\n"
           "附件4\n"
           "不合格政务新媒体名单\n"
           "序号\t政务新媒体标识码\t开办单位\t账号名称\t账号类型\t结果\t突出问题\n"
           "1\t991200M001WX0001\t云泽市林业局\t云泽林业\t微信订阅号\t不合格\t更新不及时\n"
           "2\t991201M002WX0001\t云东县城管局\t云东城管\t微信订阅号\t不合格\t更新不及时\n"
           "3\t991201M003XL0001\t云东县文旅局\t云东文旅\t新浪微博\t不合格\t无互动渠道\n";
}

// The sound circular with `from` (which stands in it once or more; the first is meant) as `to`.
inline std::string spoiled(std::string_view from, std::string_view to) {
    std::string text = sound_circular();
    const std::size_t at = text.find(from);
    if (at == std::string::npos)
        throw std::runtime_error("not in the circular: " + std::string(from));
    return text.replace(at, from.size(), to);
}

}  // namespace mingcha::proof
