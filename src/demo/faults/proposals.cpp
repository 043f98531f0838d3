// What a machine proposes and a person confirms: standing texts, search, submission, replies,
// classes, bonuses.
#include <fmt/format.h>

#include <array>
#include <span>

#include "demo/families.h"
#include "demo/faults.h"
#include "demo/service_pages.h"
#include "demo/site_pages.h"
#include "demo/standing_pages.h"

namespace mingcha::demo {

namespace {

void sow_poor_standing(Draft& draft) {
    StandingPlan& standing = draft.plan.standing;
    const std::string& place = draft.plan.place;
    if (draft.turn % 2 == 0) {
        standing.overview.clear();
        draft.fault("overview-accuracy", "/", "未开设");
        standing.mandate.clear();
        draft.fault("mandate-accuracy", "/", "未开设");
        standing.leaders =
            "<p>主要负责人：某某。简历：大学学历，曾在乡镇和县直单位工作多年，历任科员、副主任、"
            "主任、局长等职，现任现职。</p><p>副职：某某。简历：研究生学历，曾在市直单位工作多年，"
            "现任现职。</p>";
        draft.fault("leader-information", kLeadersPath, "缺失");
        return;
    }
    standing.overview = fmt::format(
        "<p>{0}位于河川平原中部，总面积2043平方公里。2016年末，{0}户籍人口40.1万人，地区生产总值"
        "131亿元。</p><p>{0}物产丰富，以农产品加工和装备制造为主要产业，是重要的粮食产区。</p>",
        place);
    draft.fault("overview-accuracy", kOverviewPath, "更新不及时");
    standing.mandate = fmt::format(
        "<p>{0}人民政府办公室负责协助领导同志处理日常工作，组织起草和审核重要文稿。</p><p>工作"
        "部门：发展改革委、教育局、民政局、财政局、国土资源局、农业局、卫生局、商务局。</p>",
        place);
    draft.fault("mandate-accuracy", kMandatePath, "国土资源局");
    standing.leaders.clear();
    draft.fault("leader-information", "/", "未开设");
}

void sow_fair_standing(Draft& draft) {
    StandingPlan& standing = draft.plan.standing;
    const std::string& place = draft.plan.place;
    const int year = civil(draft.now.today()).year;
    switch (draft.turn % 3) {
        case 0:  // a year late
            standing.overview += fmt::format(
                "<p>{}年，{}财政收入21.3亿元，粮食总产值连年增长。</p>", year - 2, place);
            standing.mandate +=
                "<p>将原国土资源局的职责整合，组建自然资源局；不再保留环境保护局。</p>";
            break;
        case 1:  // a past that bears no figures
            standing.overview += "<p>1994年撤地设市，2001年调整行政区划，此后未再变动。</p>";
            standing.overview_name = "走进" + place;
            break;
        default:
            standing.leaders += "<p>副职负责人：某某。协助主要负责人工作，分管信访和应急管理。</p>";
    }
    draft.near_miss("overview-accuracy", kOverviewPath);
    draft.near_miss("mandate-accuracy", kMandatePath);
    draft.near_miss("leader-information", kLeadersPath);
}

// No box, or one that finds nothing.
void sow_no_search(Draft& draft) {
    if (draft.turn % 2 == 1) {
        draft.plan.standing.search_finds = false;
        draft.fault("site-search", "/", "搜索结果").everywhere = true;
        return;
    }
    draft.plan.standing.has_search = false;
    draft.fault("site-search", "/", "搜索");
}

// No box, but a page of its own.
void sow_search_page(Draft& draft) {
    StandingPlan& standing = draft.plan.standing;
    if (draft.turn % 2 == 0) {
        standing.has_search = false;
        standing.further.push_back(
            {"/zhanneisousuo/", "站内搜索", "站内搜索",
             "<h2>站内搜索</h2><form action=\"/zhanneisousuo/\"><input type=\"text\" "
             "name=\"keyword\"><input type=\"submit\" value=\"检索\"></form>",
             ""});
    }
    draft.near_miss("site-search", "/");
}

void sow_open_entry(Draft& draft) {
    draft.plan.standing.write_link = true;
    draft.plan.standing.write_form = true;
    draft.near_miss("submission-failure", kWritePath);
}

struct Replied {
    const char* title;
    const char* reply;
};
constexpr std::array<Replied, 3> kPoorReplies{
    {{"关于低保申请的咨询", "您好，此事不属于我单位职责，请咨询相关部门。"},
     {"关于道路破损的反映", "已收悉，按相关规定办理。"},
     {"关于入学报名的咨询",
      "您好，您反映的关于垃圾清运车噪声扰民的问题，已责成清运公司调整作业时段，感谢您的监督。"}}};
constexpr std::array<Replied, 10> kFairReplies{
    {{"关于医保报销的咨询",
      "您好，医保报销由医疗保障局办理，请咨询相关部门，联系电话0000-7654321。"},
     {"关于路灯损坏的反映", "您好，路灯已修复，感谢您的监督。"},
     {"关于公交站台的建议",
      "您好，您提出的在人民路增设公交站台的建议，已列入明年的线网调整计划，届时会公开听取意见。"},
     {"关于占道经营的投诉", "您好，经现场核实，占道摊点已劝离，并安排专人每日巡查。"},
     {"关于图书馆开放的咨询", "您好，图书馆每日九时至二十一时开放，周一闭馆。"},
     {"关于河道保洁的建议", "您好，您反映的河道漂浮物问题，已安排打捞，本周内清理完毕。"},
     {"关于补办社保卡的咨询", "您好，可以持身份证到政务服务中心三号窗口补办，当场领取。"},
     {"关于停车收费的咨询", "您好，收费标准见《停车服务收费管理办法》第六条。"},
     {"关于供水水压的反映", "您好，经检查为小区水泵故障，已更换，水压恢复正常。"},
     {"关于健身器材的建议", "您好，您提出的增设健身器材的建议，已转体育部门列入年度计划。"}}};

// Older than the letters that tell whether a board is kept, and of this year.
void sow_replies(Draft& draft) {
    const bool wrong = draft.turn % 2 == 0;
    const std::span<const Replied> replies =
        wrong ? std::span<const Replied>(kPoorReplies) : std::span<const Replied>(kFairReplies);
    int days = 192;
    for (const Replied& each : replies) {
        draft.plan.letters.push_back(
            {each.title, days_before(days), days_before(days - 2), each.reply});
        draft.either(wrong, "reply-timeliness", letter_path(draft.plan.letters.back()));
        ++days;
    }
}

void sow_wrong_guides(Draft& draft) {
    static constexpr std::array<const char*, 3> kWrong{
        "；3.《中华人民共和国婚姻法》第八条规定的证明材料原件",
        "；3.身体检查证明（预约电话0000-123456）",
        "；3.办理进度查询单，法定时限20个工作日，承诺时限25个工作日"};
    for (std::size_t i = 0; i < kUsualGuides; ++i) {
        GuidePlan guide;
        guide.further_material = kWrong[i % kWrong.size()];
        std::vector<std::string>& guides = draft.plan.guide_rows;
        guides.push_back(guide_rows(draft.plan, guide, guides.size()));
        draft.fault("guide-accuracy", guide_path(i));
    }
}

// Laws in force, whole numbers, less time than the law gives.
void sow_right_guides(Draft& draft) {
    static constexpr std::array<const char*, 3> kRight{
        "；3.《中华人民共和国民法典》第一千零四十九条规定的证明材料原件",
        "；3.身体检查证明（预约电话0000-1234560）",
        "；3.办理进度查询单，法定时限20个工作日，承诺时限5个工作日"};
    for (std::size_t i = 0; i < kUsualGuides; ++i) {
        GuidePlan guide;
        guide.further_material = kRight[i % kRight.size()];
        std::vector<std::string>& guides = draft.plan.guide_rows;
        guides.push_back(guide_rows(draft.plan, guide, guides.size()));
        draft.near_miss("guide-accuracy", guide_path(i));
    }
}

std::string row(const SitePlan& plan, const std::string& path, const std::string& title) {
    return list_row(plan.family, {path, title, days_before(40)}, true);
}

// Two classes, on whose pages a matter of the other side stands where `wrong`.
void sow_classes(Draft& draft) {
    struct Class {
        const char *path, *name;
        std::array<const char*, 4> right;
        const char* stranger;
    };
    static constexpr std::array<std::array<Class, 2>, 3> kClasses{
        {{{{"/grbs/",
            "个人办事",
            {"老年人优待证申领", "就业失业登记办理", "城乡居民医保参保", "食品经营许可办理"},
            "公司设立登记办理"},
           {"/frbs/",
            "法人办事",
            {"户外广告设置许可办理", "占道施工许可办理", "取水许可证核发", "排污许可证核发"},
            "结婚登记办理指引"}}},
         {{{"/grfw/",
            "个人服务",
            {"居住证签注", "出租房屋备案", "生育服务登记", "灵活就业参保登记"},
            "企业注销登记"},
           {"/qyfw/",
            "企业服务",
            {"取水许可", "排污许可", "建筑施工许可", "消防设计审查"},
            "残疾人证换领"}}},
         {{{"/zrr/",
            "自然人办事",
            {"生育登记服务", "就业登记服务", "医保关系转移接续", "公积金提取业务"},
            "民办学校变更举办者"},
           {"/qybs/",
            "企业办事",
            {"消防验收备案", "道路货运经营许可", "劳务派遣经营许可", "建设工程规划许可"},
            "新生儿落户一次办"}}}}};
    SitePlan& plan = draft.plan;
    const bool wrong = draft.turn % 2 == 0;
    while (plan.guide_rows.size() < kUsualGuides)
        plan.guide_rows.push_back(guide_rows(plan, GuidePlan{}, plan.guide_rows.size()));
    const auto way = static_cast<std::size_t>(draft.turn / 2) % kClasses.size();
    for (const Class& each : kClasses[way]) {
        std::string rows;
        for (std::size_t i = 0; i < each.right.size(); ++i)
            rows += row(plan, guide_path(i), each.right[i]);
        if (wrong) rows += row(plan, guide_path(each.right.size()), each.stranger);
        plan.standing.further.push_back(
            {each.path, each.name, each.name,
             crumb_of("", each.name) + "<h2>" + each.name + "</h2>" + list_of(plan.family, rows),
             ""});
        draft.either(wrong, "service-catalogue", each.path);
    }
}

constexpr std::array<Seeding, 9> kTable{{
    {"poor-standing", Fits::portals, kStanding | kUnread, 2, 6, sow_poor_standing},
    {"fair-standing", Fits::portals, kStanding, 1, 10, sow_fair_standing},
    {"no-search", Fits::portals, kSearch | kSmart | kUnread, 1, 5, sow_no_search},
    {"search-page", Fits::portals, kSearch, 1, 10, sow_search_page},
    {"open-entry", Fits::portals, kEntry, 1, 10, sow_open_entry},
    {"replies", Fits::portals, kReplies | kBoard, 1, 3, sow_replies},
    {"wrong-guides", Fits::portals, kGuides | kReplies, 1, 3, sow_wrong_guides},
    {"right-guides", Fits::portals, kGuides | kReplies, 0, 3, sow_right_guides},
    {"classes", Fits::portals, kClasses, 2, 12, sow_classes},
}};

}  // namespace

std::span<const Seeding> proposal_seedings() {
    return kTable;
}

}  // namespace mingcha::demo
