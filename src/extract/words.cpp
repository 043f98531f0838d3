#include "extract/words.h"

#include <algorithm>

namespace mingcha::extract {

Words::Words(std::initializer_list<MarkedWord> words) : words_(words) {
    build();
}

Words::Words(const std::vector<std::string_view>& words) {
    for (std::string_view word : words) words_.push_back({word, 1});
    build();
}

void Words::build() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
        const std::uint32_t key = key_at(words_[i].word.data());
        entries_.push_back({key, static_cast<std::uint32_t>(i)});
        filter_[slot(key) >> 6] |= 1ULL << (slot(key) & 63);
    }
    std::stable_sort(entries_.begin(), entries_.end(),
                     [](const Entry& a, const Entry& b) { return a.key < b.key; });
}

template <class Found>
void Words::scan(std::string_view text, Found found) const {
    if (text.size() < 3) return;
    const char* const end = text.data() + text.size();
    for (const char* at = text.data(); at + 3 <= end; ++at) {
        if ((static_cast<unsigned char>(*at) & 0xC0) == 0x80) continue;
        const std::uint32_t key = key_at(at);
        const std::uint32_t place = slot(key);
        if ((filter_[place >> 6] >> (place & 63) & 1) == 0) continue;
        auto entry = std::lower_bound(entries_.begin(), entries_.end(), key,
                                      [](const Entry& e, std::uint32_t k) { return e.key < k; });
        const std::string_view rest(at, static_cast<std::size_t>(end - at));
        for (; entry != entries_.end() && entry->key == key; ++entry) {
            if (rest.starts_with(words_[entry->index].word)) found(entry->index);
        }
    }
}

std::uint32_t Words::marks_in(std::string_view text) const {
    std::uint32_t marks = 0;
    scan(text, [&](std::uint32_t index) { marks |= words_[index].marks; });
    return marks;
}

std::size_t Words::first_in_list(std::string_view text) const {
    std::size_t first = words_.size();
    scan(text, [&](std::uint32_t index) { first = std::min<std::size_t>(first, index); });
    return first;
}

std::uint32_t script_marks_of(std::string_view script) {
    static const Words kWords{
        {"conac.cn", kScriptEmblem},
        {"jiucuo", kScriptReport},
        {"footer", kScriptFooter},
        {"#foot", kScriptFooter},
        {"bottom.htm", kScriptFooter},
        {"document.write", kScriptWrites},
        {"getElementById", kScriptElement},
        {"pubdat", kScriptDate},
        {"pubDat", kScriptDate},
        {"PubDat", kScriptDate},
        {"pubtime", kScriptDate},
        {"pubTime", kScriptDate},
        {"publishDate", kScriptDate},
        {"publishTime", kScriptDate},
        {"publishdate", kScriptDate},
        {"publishtime", kScriptDate},
        {"fbsj", kScriptDate},
        {"fbrq", kScriptDate},
        {"发布时间", kScriptDate},
        {"发布日期", kScriptDate},
        {"docreltime", kScriptDate},
        {"docRelTime", kScriptDate},
        {"releaseTime", kScriptDate},
        {"releaseDate", kScriptDate},
        {"\"title\"", kScriptItems},
        {"eval(", kScriptEval},
        {"unescape(", kScriptCodes},
        {"fromCharCode", kScriptCodes},
        {"\\x3c", kScriptCodes},
        {"\\x3C", kScriptCodes},
        {"\\x68", kScriptCodes},
        {"\\x64", kScriptCodes},
        {"location", kScriptLocation},
        {"document.title", kScriptTitle},
        {"createElement", kScriptCreates},
        {"createPageHTML", kScriptPager},
    };
    return kWords.marks_in(script);
}

std::uint32_t marks_of(std::string_view block) {
    static const Words kWords{
        {"ICP备", kMarkFooter | kMarkIcp},
        {"ICP证", kMarkFooter | kMarkIcp},
        {"ICP", kMarkIcp},
        {"icp备", kMarkFooter | kMarkIcp},
        {"公网安备", kMarkFooter | kMarkPolice},
        {"版权所有", kMarkFooter},
        {"网站标识码", kMarkFooter},
        {"All Rights", kMarkFooter},
        {"all rights", kMarkFooter},
        {"Copyright", kMarkFooter},
        {"技术支持：", kMarkFooter},
        {"主办单位：", kMarkFooter},
        {"您是第", kMarkFooter},
        {"标识码", kMarkCode},
        {"标识编码", kMarkCode},
        {"网站识别码", kMarkCode},
        {"标识代码", kMarkCode},
        {"主办单位", kMarkOrganizer},
        {"网站主办", kMarkOrganizer},
        {"纠错", kMarkReport},
        {"找错", kMarkReport},
        {"网站地图", kMarkSitemap},
        {"站点地图", kMarkSitemap},
        {"当前位置", kMarkCrumb | kMarkNotHeading},
        {"所在位置", kMarkCrumb},
        {"您的位置", kMarkCrumb},
        {"现在位置", kMarkCrumb},
        {"您现在的位置", kMarkCrumb},
        {"位置：", kMarkCrumb},
        {"当前的位置", kMarkCrumb},
        {"您在：", kMarkCrumb},
        {"来源", kMarkInfo},
        {"来源：", kMarkNotHeading},
        {"浏览", kMarkInfo},
        {"阅读", kMarkInfo},
        {"点击", kMarkInfo},
        {"字体", kMarkInfo},
        {"字号", kMarkInfo},
        {"作者", kMarkInfo},
        {"访问", kMarkInfo},
        {"次数", kMarkInfo},
        {"打印", kMarkInfo | kMarkNotHeading},
        {"编辑", kMarkInfo},
        {"稿源", kMarkInfo},
        {"发布", kMarkInfo},
        {"分享", kMarkInfo},
        {"发布时间", kMarkNotHeading},
        {"发布日期", kMarkNotHeading},
        {"浏览次数", kMarkNotHeading},
        {"分享到", kMarkNotHeading},
        {"上一篇", kMarkNotHeading},
        {"未回复", kMarkOpen},
        {"待回复", kMarkOpen},
        {"未答复", kMarkOpen},
        {"待答复", kMarkOpen},
        {"处理中", kMarkOpen},
        {"办理中", kMarkOpen},
        {"受理中", kMarkOpen},
        {"待受理", kMarkOpen},
        {"未办结", kMarkOpen},
        {"待办理", kMarkOpen},
        {"未处理", kMarkOpen},
        {"待处理", kMarkOpen},
        {"正在办理", kMarkOpen},
        {"正在处理", kMarkOpen},
        {"审核中", kMarkOpen},
        {"未受理", kMarkOpen},
        {"已回复", kMarkAnswered | kMarkReplied},
        {"已答复", kMarkAnswered | kMarkReplied},
        {"已办结", kMarkAnswered | kMarkReplied},
        {"办结", kMarkAnswered},
        {"已处理", kMarkAnswered},
        {"已办理", kMarkAnswered},
        {"已回信", kMarkAnswered},
        {"已反馈", kMarkAnswered},
        {"处理完毕", kMarkAnswered},
        {"办理完毕", kMarkAnswered},
        {"已解决", kMarkAnswered},
        {"征集中", kMarkCampaign},
        {"正在征集", kMarkCampaign},
        {"已结束", kMarkCampaign},
        {"已截止", kMarkCampaign},
        {"进行中", kMarkCampaign},
        {"未开始", kMarkCampaign},
        {"正在进行", kMarkCampaign},
        {"征集结束", kMarkCampaign},
        {"调查中", kMarkCampaign},
        {"条记录", kMarkPager},
        {"当前第", kMarkPager},
        {"页次", kMarkPager},
        {"条/页", kMarkPager},
        {"页面不存在", kMarkError},
        {"找不到", kMarkError},
        {"已被删除", kMarkError},
        {"无法访问", kMarkError},
        {"您访问的页面", kMarkError},
        {"404", kMarkError},
        {"Not Found", kMarkError},
        {"系统维护", kMarkError},
        {"访问受限", kMarkError},
        {"请求被拒绝", kMarkError},
        {"智能助手", kMarkRobot},
        {"智能客服", kMarkRobot},
        {"智能机器人", kMarkRobot},
        {"我是客服", kMarkRobot},
        {"智能问答平台", kMarkRobot},
        {"收到来信", kMarkReceived},
        {"收到留言", kMarkReceived},
        {"信件总数", kMarkReceived},
        {"来信总数", kMarkReceived},
        {"留言总数", kMarkReceived},
        {"总收信", kMarkReceived},
        {"收信总数", kMarkReceived},
        {"累计收到", kMarkReceived},
        {"收到信件", kMarkReceived},
        {"受理总数", kMarkReceived},
        {"总受理", kMarkReceived},
        {"回复总数", kMarkReplied},
        {"答复总数", kMarkReplied},
        {"办结数", kMarkReplied},
        {"办结率", kMarkReplied},
        {"回复率", kMarkReplied},
        {"答复率", kMarkReplied},
        {"累计回复", kMarkReplied},
        {"累计办结", kMarkReplied},
        {"时间", kMarkTime},
        {"日期", kMarkTime},
        {"：", kMarkColon},
        {"通过", kMarkAdoption},
        {"施行", kMarkAdoption},
        {"修订", kMarkAdoption},
        {"修正", kMarkAdoption},
        {"公布）", kMarkAdoption},
        {"批准", kMarkAdoption},
        {"查询号", kMarkQuery},
        {"查询码", kMarkQuery},
        {"查询编号", kMarkQuery},
        {"信件编号", kMarkQuery},
        {"窗口领取", kMarkForms},
        {"现场领取", kMarkForms},
        {"可下载", kMarkForms},
        {"下载地址", kMarkForms},
        {"网上下载", kMarkForms},
        {"自行下载", kMarkForms},
        {"领取表格", kMarkForms},
        {"下载打印", kMarkForms},
        {"前台领取", kMarkForms},
        {"窗口提供", kMarkForms},
    };
    return kWords.marks_in(block);
}

}  // namespace mingcha::extract
