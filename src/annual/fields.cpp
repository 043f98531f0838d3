#include "annual/fields.h"

#include <fmt/format.h>

#include <array>
#include <cctype>

#include "base/text.h"
#include "base/time.h"

namespace mingcha::annual {

namespace {

using enum ValueKind;

constexpr std::array kWork{
    Field{"site_name", "基本信息", "", "网站名称", "", text},
    Field{"home_url", "基本信息", "", "首页网址", "", text},
    Field{"organizer", "基本信息", "", "主办单位", "", text},
    Field{"site_type", "基本信息", "", "网站类型", "", text},
    Field{"site_code", "基本信息", "", "政府网站标识码", "", text},
    Field{"icp", "基本信息", "", "ICP备案号", "", text},
    Field{"police", "基本信息", "", "公安机关备案号", "", text},
    Field{"visitors", "访问", "", "独立用户访问总量", "个", count},
    Field{"visits", "访问", "", "网站总访问量", "次", count},
    Field{"published", "信息发布", "", "信息发布总数", "条", count},
    Field{"published_overview", "信息发布", "", "概况类信息更新量", "条", count},
    Field{"published_news", "信息发布", "", "政务动态信息更新量", "条", count},
    Field{"published_disclosure", "信息发布", "", "信息公开目录信息更新量", "条", count},
    Field{"topics_kept", "专栏专题", "", "维护数量", "个", count},
    Field{"topics_new", "专栏专题", "", "新开设数量", "个", count},
    Field{"interpretations", "解读回应", "解读信息发布", "总数", "条", count},
    Field{"interpretation_materials", "解读回应", "解读信息发布", "解读材料数量", "条", count},
    Field{"interpretation_products", "解读回应", "解读信息发布", "解读产品数量", "个", count},
    Field{"media_comments", "解读回应", "解读信息发布", "媒体评论文章数量", "篇", count},
    Field{"responses", "解读回应", "", "回应公众关注热点或重大舆情数量", "次", count},
    Field{"service_catalogue", "办事服务", "", "是否发布服务事项目录", "", yes},
    Field{"registered_users", "办事服务", "", "注册用户数", "个", count},
    Field{"services", "办事服务", "", "政务服务事项数量", "项", count},
    Field{"services_online", "办事服务", "", "可全程在线办理政务服务事项数量", "项", count},
    Field{"cases", "办事服务", "办件量", "总数", "件", count},
    Field{"cases_personal", "办事服务", "办件量", "自然人办件量", "件", count},
    Field{"cases_corporate", "办事服务", "办件量", "法人办件量", "件", count},
    Field{"one_platform", "互动交流", "", "是否使用统一平台", "", yes},
    Field{"letters", "互动交流", "留言办理", "收到留言数量", "条", count},
    Field{"letters_settled", "互动交流", "留言办理", "办结留言数量", "条", count},
    Field{"letters_days", "互动交流", "留言办理", "平均办理时间", "天", days},
    Field{"letters_public", "互动交流", "留言办理", "公开答复数量", "条", count},
    Field{"solicitations", "互动交流", "征集调查", "征集调查期数", "期", count},
    Field{"opinions", "互动交流", "征集调查", "收到意见数量", "条", count},
    Field{"results", "互动交流", "征集调查", "公布调查结果期数", "期", count},
    Field{"interviews", "互动交流", "在线访谈", "访谈期数", "期", count},
    Field{"interview_questions", "互动交流", "在线访谈", "网民留言数量", "条", count},
    Field{"interview_answers", "互动交流", "在线访谈", "答复网民提问数量", "条", count},
    Field{"smart_answers", "互动交流", "", "是否提供智能问答", "", yes},
    Field{"checks", "安全防护", "", "安全检测评估次数", "次", count},
    Field{"weaknesses", "安全防护", "", "发现问题数量", "个", count},
    Field{"weaknesses_mended", "安全防护", "", "问题整改数量", "个", count},
    Field{"early_warning", "安全防护", "", "是否建立安全监测预警机制", "", yes},
    Field{"drills", "安全防护", "", "是否开展应急演练", "", yes},
    Field{"security_officer", "安全防护", "", "是否明确网站安全责任人", "", yes},
    Field{"has_media", "移动新媒体", "", "是否有移动新媒体", "", yes},
    Field{"weibo_name", "移动新媒体", "微博", "微博名称", "", text, false},
    Field{"weibo_posts", "移动新媒体", "微博", "微博信息发布量", "条", count, false},
    Field{"weibo_followers", "移动新媒体", "微博", "微博关注量", "个", count, false},
    Field{"wechat_name", "移动新媒体", "微信", "微信名称", "", text, false},
    Field{"wechat_posts", "移动新媒体", "微信", "微信信息发布量", "条", count, false},
    Field{"wechat_followers", "移动新媒体", "微信", "微信订阅数", "个", count, false},
    Field{"other_media", "移动新媒体", "", "其他移动新媒体", "", text, false},
    Field{"search_service", "创新发展", "", "搜索即服务", "", yes, false},
    Field{"languages", "创新发展", "", "多语言版本", "", yes, false},
    Field{"accessible", "创新发展", "", "无障碍浏览", "", yes, false},
    Field{"personalised", "创新发展", "", "千人千网", "", yes, false},
    Field{"other_innovation", "创新发展", "", "其他创新", "", text, false},
    Field{"head", "签署", "", "单位负责人", "", text},
    Field{"reviewer", "签署", "", "审核人", "", text},
    Field{"reporter", "签署", "", "填报人", "", text},
    Field{"phone", "签署", "", "联系电话", "", text},
    Field{"filled_on", "签署", "", "填报日期", "", date},
};

constexpr std::array kOversight{
    Field{"unit", "基本信息", "", "填报单位", "", text},
    Field{"sites", "网站抽查", "", "网站数", "家", count},
    Field{"inspections", "网站抽查", "", "抽查次数", "次", count},
    Field{"inspected", "网站抽查", "", "抽查网站数", "家次", count},
    Field{"inspected_share", "网站抽查", "", "抽查比例", "%", share},
    Field{"failed_q1", "网站抽查", "不合格网站数量", "一季度不合格", "家", count},
    Field{"failed_q2", "网站抽查", "不合格网站数量", "二季度不合格", "家", count},
    Field{"failed_q3", "网站抽查", "不合格网站数量", "三季度不合格", "家", count},
    Field{"failed_q4", "网站抽查", "不合格网站数量", "四季度不合格", "家", count},
    Field{"failed", "网站抽查", "不合格网站数量", "全年不合格", "家次", count},
    Field{"accountable", "网站抽查", "", "问责人次", "人次", count},
    Field{"checks", "安全检查", "", "安全检查次数", "次", count},
    Field{"weaknesses", "安全检查", "", "安全问题数量", "个", count},
    Field{"weaknesses_mended", "安全检查", "", "安全问题整改数量", "个", count},
    Field{"sites_begin", "网站开设整合", "", "年初网站数", "家", count},
    Field{"sites_opened", "网站开设整合", "", "新开设网站数", "家", count},
    Field{"sites_closed", "网站开设整合", "", "关停整合网站数", "家", count},
    Field{"sites_end", "网站开设整合", "", "年末网站数", "家", count},
    Field{"corrections", "“我为政府网站找错”留言办理", "", "找错留言总数", "条", count},
    Field{"corrections_in_time", "“我为政府网站找错”留言办理", "", "按期办结数", "条", count},
    Field{"corrections_overdue", "“我为政府网站找错”留言办理", "", "超期未办结数", "条", count},
    Field{"fakes", "假冒政府网站处置", "", "处置假冒网站数", "家", count},
    Field{"trainings", "人员培训", "", "培训次数", "次", count},
    Field{"trained", "人员培训", "", "培训人次", "人次", count},
    Field{"head", "签署", "", "单位负责人", "", text},
    Field{"reviewer", "签署", "", "审核人", "", text},
    Field{"reporter", "签署", "", "填报人", "", text},
    Field{"phone", "签署", "", "联系电话", "", text},
    Field{"filled_on", "签署", "", "填报日期", "", date},
};

constexpr std::int64_t kMostCounted = 1'000'000'000'000;  // visits of a year, generously

// As names are compared: no bracket with its text, no colon, no blanks.
std::string key_of(std::string_view name) {
    std::string plain = replace_all(name_key(name), ":", "");
    std::string key;
    int depth = 0;
    for (const char c : plain) {
        if (c == '(') ++depth;
        if (depth == 0 && c != ' ') key += c;
        if (c == ')' && depth > 0) --depth;
    }
    return key;
}

Error misfit(const Field& field, std::string_view text, std::string_view hint) {
    return {full_name(field), fmt::format("“{}”填不进这一项", text), std::string(hint)};
}

// "1,234条", "1.2万" → digits with at most `decimals` behind the point; empty: no such number.
std::string number_of(const Field& field, std::string_view text, std::size_t decimals) {
    std::string plain = replace_all(nfkc(text), ",", "");
    plain = replace_all(plain, " ", "");
    if (!field.unit.empty() && plain.ends_with(field.unit)) {
        plain.resize(plain.size() - field.unit.size());
    }
    std::size_t shift = 0;
    if (plain.ends_with("万")) {
        plain.resize(plain.size() - std::string_view("万").size());
        shift = 4;
    }
    const std::size_t point = plain.find('.');
    std::string whole = plain.substr(0, point);
    std::string part = point == std::string::npos ? "" : plain.substr(point + 1);
    if (whole.empty() || (point != std::string::npos && part.empty())) return {};
    for (const char c : whole + part) {
        if (std::isdigit(static_cast<unsigned char>(c)) == 0) return {};
    }
    for (; shift > 0; --shift) {
        whole += part.empty() ? '0' : part.front();
        if (!part.empty()) part.erase(0, 1);
    }
    while (!part.empty() && part.back() == '0') part.pop_back();
    if (part.size() > decimals) return {};
    const std::size_t first = whole.find_first_not_of('0');
    whole = first == std::string::npos ? "0" : whole.substr(first);
    if (whole.size() > std::to_string(kMostCounted).size()) return {};
    return part.empty() ? whole : whole + "." + part;
}

}  // namespace

std::span<const Field> fields_of(AnnualForm form) {
    if (form == AnnualForm::work) return kWork;
    return kOversight;
}

const Field* find_field(AnnualForm form, std::string_view name) {
    const std::string key = key_of(name);
    const Field* by_label = nullptr;
    bool twice = false;
    for (const Field& field : fields_of(form)) {
        if (name == field.id) return &field;
        const std::string label = key_of(field.label);
        const std::string part = key_of(field.part);
        const std::string group = key_of(field.group);
        if (!part.empty() && (key == part + label || key == group + part + label)) return &field;
        if (key == group + label) return &field;
        if (key != label) continue;
        twice = by_label != nullptr;
        by_label = &field;
    }
    return twice ? nullptr : by_label;
}

std::string full_name(const Field& field) {
    std::string name = std::string(field.group) + "：" + std::string(field.part);
    name += field.label;
    if (!field.unit.empty()) name += "（" + std::string(field.unit) + "）";
    return name;
}

Result<std::string> read_value(const Field& field, std::string_view text) {
    const std::string_view trimmed = trim(text);
    switch (field.kind) {
        case ValueKind::text:
            return std::string(trimmed);
        case ValueKind::count:
        case ValueKind::days:
        case ValueKind::share: {
            const std::size_t decimals = field.kind == count ? 0 : field.kind == days ? 1 : 2;
            const std::string number = number_of(field, trimmed, decimals);
            if (!number.empty()) return number;
            return Fail(misfit(field, text,
                               field.kind == count  ? "应为不带小数的非负数字，如 1234"
                               : field.kind == days ? "应为至多一位小数的天数，如 3.5"
                                                    : "应为至多两位小数的百分数，如 97.92"));
        }
        case ValueKind::yes:
            for (const std::string_view word : {"是", "有", "y", "true", "1"}) {
                if (lower_ascii(trimmed) == word) return std::string("是");
            }
            for (const std::string_view word : {"否", "无", "n", "false", "0"}) {
                if (lower_ascii(trimmed) == word) return std::string("否");
            }
            return Fail(misfit(field, text, "应为 是 或 否"));
        case ValueKind::date:
            if (const auto day = parse_date(trimmed)) return format_date(*day);
            return Fail(misfit(field, text, "应为日期，如 2022-01-12"));
    }
    return std::string(trimmed);
}

}  // namespace mingcha::annual
