// Errors of wording in titles, texts and tables, and texts that only resemble them: errors that are
// spoken about, names of their time, titles of documents, letters of citizens.
#include <array>

#include "base/text.h"
#include "demo/faults.h"
#include "demo/service_pages.h"

namespace mingcha::demo {

namespace {

// Older than what makes any column stale, so that no clock moves.
constexpr int kOldDays = 300;
constexpr int kYearsAgoDays = 1500;  // October 2017
constexpr std::string_view kMore =
    "<p>会议要求，各有关单位要对照任务清单逐项落实，定期报告进展，并把结果向社会公开，接受群众的"
    "监督。</p>";

struct Text {
    const char* title;
    const char* body;
    int days = kOldDays;
};

// "{}" is the place.
std::string put(Draft& draft, const char* column, const Text& text) {
    const auto here = [&](const char* words) {
        return replace_all(std::string(words), "{}", draft.plan.place);
    };
    return draft.insert(
        column, {here(text.title), days_before(text.days), here(text.body) + std::string(kMore)});
}

constexpr std::array<Text, 8> kCertain{
    {{"{}开展理论学习中心组学习",
      "<p>会议指出，要深入学习贯彻新时代中国特色社主义思想，把学习成果转化为推动工作的实际成效。"
      "</p>"},
     {"{}人民攻府召开专题会议研究防汛工作", "<p>会议听取了防汛准备情况的汇报。</p>", 305},
     {"{}政法工作联席会议召开",
      "<table><tr><td>参加单位</td><td>人民法院、人民<span>检查</span>院、公安局</td></tr>"
      "<tr><td>议题</td><td>信息互通</td></tr></table>",
      310},
     {"{}外贸企业座谈会举行",
      "<div>参会企业的产品销往日本、韩国、<b>台湾等国家</b>，上半年出口额稳步增长。</div>", 302},
     {"{}开展安全生产宣传咨询日活动",
      "<p style=\"text-indent:2em\">活动现场发放《中华人民共合国安全生产法》读本三百余册。</p>",
      308},
     {"{}举办青年志愿者培训班", "<p>培训班以培育和践行社会主意核心　价值观为主题，分三期进行。</p>",
      315},
     {"{}研究部署巡察整改工作",
      "<p>一、由纪律检察委员会牵头，逐项对账销号；</p><p>二、每月通报一次进展。</p>", 303},
     {"{}启动“不忘初心、劳记使命”主题宣讲", "<p>宣讲团走进村和社区，与群众面对面交流。</p>", 320}}};

constexpr std::array<Text, 12> kRight{
    {{"{}通报网站错情整改情况",
      "<p>有两处网页把“人民政府”误写为“人民攻府”，发现后已经改正，并对发布人员进行了提醒。</p>"},
     {"{}举办信息员写作培训",
      "<p>授课人提醒大家：“两学一作”应为“两学一做”，“三严三是”应为“三严三实”。</p>", 306},
     {"{}海关发布外贸情况",
      "<p>对日本、韩国、台湾等国家和地区的出口稳步增长，农产品占比继续提高。</p>", 311},
     {"{}推进数据中台建设", "<p>会议讨论了业务中台与数据中台关系等问题，要求按统一的标准接入。</p>",
      304},
     {"{}规范新闻稿件用语",
      "<p>涉及港澳台的稿件，不得使用“台湾政府”“港台国家”等称谓，稿件发布以前由专人核对。</p>", 309},
     {"{}开展群众评议活动",
      "<p>本次活动请人民检查。院内各科室要虚心听取意见，当场能答复的当场答复。</p>", 313},
     {"{}组织党史学习", "<p>全体干部集中学习中国共产党的历史，重温入党誓词，交流学习体会。</p>",
      301},
     {"{}召开全面从严治党工作会议",
      "<p>会议强调，要全面从严治党、全面依法治国，坚持“五位一体”总体布局。</p>", 307},
     {"{}人民检察院、人民法院联合调研",
      "<p>联合调研组听取了国家监察委员会有关要求的传达，提出三条建议。</p>", 312},
     {"{}参加“一带一路”贸易洽谈会", "<p>洽谈会以共建“一带一路”为主题，签约项目五个。</p>", 314},
     {"{}勘误启事", "<p>昨日稿件中“中华人民共合国”一处应改为“中华人民共和国”，特此更正。</p>", 316},
     {"{}民族团结宣传月启动",
      "<p>铸牢中华民族共同体意识，弘扬社会主义核心价值观，为人类命运共同体建设贡献力量。</p>",
      318}}};

constexpr std::array<Text, 8> kLikely{
    {{"{}组织干部观看专题片", "<p>观众们迫不急待地走进会场，现场座无虚席。</p>"},
     {"{}开展安全引患大排查", "<p>检查组走进商场、学校和养老机构，当场提出整改要求。</p>", 305},
     {"{}乡村旅游推介会举行",
      "<table><tr><td>线路</td><td>古村落一日游</td></tr><tr><td>看点</td><td>源远流"
      "<em>常</em>的民俗文化</td></tr></table>",
      310},
     {"{}召开表彰大会", "<div>受表彰的同志勤勤肯肯、任劳任怨，会议号召大家向他们学习。</div>", 302},
     {"{}推进乡村振新示范点建设", "<p>首批示范点共五个，年底以前完成验收。</p>", 308},
     {"{}落实耕地保护责任", "<p>按照国土资源部的统一部署，对上一年度的变更调查成果进行了核查。</p>",
      303},
     {"{}发放惠农补贴", "<p>补贴直接打入农户在信用社开立的帐户，不经任何人转手。</p>", 315},
     {"{}整治作风问题", "<p>会议要求未雨绸谬，对苗头性问题早发现、早提醒、早处置。</p>", 320}}};

constexpr std::array<Text, 12> kProper{
    {{"{}举办读书分享会", "<p>大家交流了《迫不急待的春天》一书的读后感，气氛热烈。</p>"},
     {"{}公布署名文章征集结果", "<p>征集到的稿件一律公布署名，供读者查阅。</p>", 306},
     {"{}国土资源局传达上级会议精神",
      "<p>会议传达了国土资源部关于耕地保护的要求，部署了下一步工作。</p>", kYearsAgoDays},
     {"{}开展校对知识培训", "<p>“安全引患”应为“安全隐患”，这类差错在网站信息中时有出现。</p>", 311},
     {"{}更换老旧小区水表", "<p>施工单位按装配式工艺加工管件，减少了现场作业的时间。</p>", 304},
     {"{}召开机构改革总结会",
      "<p>将国土资源部门、规划部门的有关职责整合，人员和档案已经全部移交。</p>", 309},
     {"{}开展语言文字规范化检查",
      "<p>检查发现，有宣传栏把“未雨绸缪”错写成“未雨绸谬”，已当场更换。</p>", 313},
     {"{}组织经典诵读活动", "<p>同学们朗诵了家乡诗人的作品，台下掌声经久不息。</p>", 301},
     {"{}推进安全隐患排查整治", "<p>会议要求未雨绸缪，把问题解决在萌芽状态。</p>", 307},
     {"{}表彰先进集体", "<p>受表彰的集体再接再厉，勤勤恳恳，成绩有目共睹。</p>", 312},
     {"{}开立财政专用账户", "<p>账户由专人管理，每月与银行核对一次。</p>", 314},
     {"{}乡村振兴现场会召开", "<p>与会人员先后察看了三个村的产业项目，听取了介绍。</p>", 318}}};

template <std::size_t N>
const Text& text_of(const std::array<Text, N>& texts, int number) {
    return texts[static_cast<std::size_t>(number) % N];
}

// Columns by turns.
const char* column_for(int number) {
    static constexpr std::array<const char*, 2> kColumns{"工作动态", "通知公告"};
    return kColumns[static_cast<std::size_t>(number) % kColumns.size()];
}

void sow_certain(Draft& draft) {
    draft.fault("serious-misstatement",
                put(draft, column_for(draft.turn), text_of(kCertain, draft.turn)));
}

void sow_right(Draft& draft) {
    for (const int number : {draft.turn * 2, draft.turn * 2 + 1}) {
        draft.near_miss("serious-misstatement",
                        put(draft, column_for(number), text_of(kRight, number)));
    }
}

void sow_likely(Draft& draft) {
    draft.fault("typos", put(draft, column_for(draft.turn + 1), text_of(kLikely, draft.turn)));
}

void sow_proper(Draft& draft) {
    for (const int number : {draft.turn * 2, draft.turn * 2 + 1})
        draft.near_miss("typos", put(draft, column_for(number), text_of(kProper, number)));
    // Citizens write as they like. Whoever changes the board has done so before.
    if (draft.turn % 2 != 0 || !draft.plan.has_board) return;
    draft.plan.letters.push_back({"关于楼道安全引患的反映", days_before(210), days_before(208)});
    draft.near_miss("typos", letter_path(draft.plan.letters.back()));
}

constexpr std::array<Seeding, 4> kTable{{
    {"certain-errors", Fits::others, kWording, 2, 8, sow_certain},
    {"certain-right", Fits::any, kWording, 2, 6, sow_right},
    {"likely-errors", Fits::any, kSlips, 2, 8, sow_likely},
    {"likely-proper", Fits::any, kSlips, 2, 6, sow_proper},
}};

}  // namespace

std::span<const Seeding> wording_seedings() {
    return kTable;
}

}  // namespace mingcha::demo
