#include "intake/columns.h"

#include <fmt/format.h>

#include <array>

#include "base/text.h"

namespace mingcha::intake {

namespace {

constexpr ColumnSpec kUnits[] = {
    {"name", "单位全称|单位名称|单位|主办单位|机构名称", true},
    {"short_name", "简称|单位简称"},
    {"shortest_name", "最短称"},
    {"supervisor", "上级单位|上级主管单位"},
    {"order", "机构序列|排序|顺序"},
    {"aliases", "别名|曾用名"},
};
constexpr ColumnSpec kDivisions[] = {
    {"code", "行政区划代码|区划代码|代码", true},
    {"name", "名称|行政区划名称|区划名称", true},
    {"short_name", "简称"},
    {"order", "序号|排序"},
};
constexpr ColumnSpec kSites[] = {
    {"site_code", "网站标识码|标识码|政府网站标识码", true},
    {"name", "网站名称|名称|网站全称", true},
    {"unit", "单位名称|主办单位|主办单位名称"},
    {"url", "首页网址|网址|网站地址|首页地址|网站首页网址|网站网址|首页链接", true},
    {"kind", "网站类别|网站类型|类别", true},
    {"division", "行政区划代码|行政区划|区划代码"},
    {"has_services", "有无对外服务|有无对外服务职能"},
    {"state", "运行状态|网站状态|状态"},
    {"supervisor", "上级监管单位|上级主管单位"},
    {"platform", "集约化平台|平台"},
};
constexpr ColumnSpec kAccounts[] = {
    {"account_code", "政务新媒体标识码|标识码|新媒体标识码", true},
    {"operator", "开办单位|主办单位|开设主体", true},
    {"name", "账号名称|新媒体名称|名称", true},
    {"type", "账号类型|新媒体类型|类型|平台类型", true},
    {"url", "账号地址|链接|网址"},
    {"followers", "关注量|粉丝数|订阅数"},
    {"state", "运行状态|状态"},
    {"division", "行政区划代码|行政区划|区划代码"},
    {"feed", "订阅地址|订阅源|RSS地址|RSS"},
};
constexpr ColumnSpec kFindings[] = {
    {"target", "检查对象|对象|标识码", true},
    {"rule", "指标|规则", true},
    {"problem", "存在问题|问题|突出问题", true},
    {"count", "数量|处数"},
    {"points", "分值|扣分"},
    {"reason", "理由|扣分理由"},
    {"carried_over", "上期未整改"},
    {"evidence_url", "证据网址|问题网址|问题链接"},
    {"found_at", "发现时间"},
    {"inspector", "检查人"},
    {"note", "备注"},
};
constexpr ColumnSpec kInteractions[] = {
    {"site_code", "网站标识码|标识码", true},
    {"question", "问题|咨询内容|咨询问题"},
    {"channel", "渠道|咨询渠道"},
    {"asked_at", "咨询时间|提问时间", true},
    {"replied_at", "答复时间|回复时间"},
    {"effective", "是否有效|有效答复"},
    {"reply_excerpt", "答复摘要|答复内容"},
    {"receipt_no", "受理编号|回执号"},
    {"query_code", "查询码"},
};
constexpr ColumnSpec kQuestions[] = {
    {"id", "编号|题号", true},
    {"title", "标题|问题标题", true},
    {"question", "问题|咨询内容|问题内容", true},
    {"kinds", "适用网站类别|网站类别"},
    {"services", "仅限有对外服务"},
    {"points", "答复要点"},
    {"source", "来源"},
};
constexpr ColumnSpec kQuestionRecords[] = {
    {"site_code", "网站标识码|标识码", true},
    {"board_url", "互动栏目网址|栏目网址|提问网址"},
    {"title", "标题|问题标题"},
    {"question", "问题|咨询内容|咨询问题"},
    {"asker", "提问人|咨询人"},
    {"working_hours", "受理时间|工作时间"},
    {"login_needed", "是否需要登录|需要登录"},
    {"channel", "渠道|咨询渠道"},
    {"asked_at", "咨询时间|提问时间"},
    {"receipt_no", "受理编号|回执号"},
    {"query_code", "查询码"},
    {"not_sent", "未能提问原因|未提交原因"},
    {"tried_at", "尝试时间"},
    {"replied_at", "答复时间|回复时间"},
    {"reply_url", "答复网址"},
    {"reply_excerpt", "答复摘要|答复内容"},
    {"proof", "凭证|截图"},
    {"effective", "是否有效|有效答复"},
    {"judged_by", "判定人"},
    {"note", "备注|更正理由|理由"},
};
constexpr ColumnSpec kLifeSteps[] = {
    {"target", "网站或账号|标识码|网站标识码|政务新媒体标识码", true},
    {"action", "事项|变动|变动类型", true},
    {"on", "日期|生效日期|变动日期", true},
    {"approval", "批准文号|批准"},
    {"notice", "公告日期"},
    {"notice_url", "公告网址"},
    {"until", "截止日期"},
    {"new_url", "新网址"},
    {"into", "主账号|整合到"},
    {"cause", "原因|注销原因"},
    {"reason", "理由|说明"},
};
constexpr ColumnSpec kOfficeWords[] = {
    {"text", "词条", true},   {"kind", "类别", true}, {"suggestion", "建议|建议写法"},
    {"source", "来源", true}, {"note", "备注"},
};
constexpr ColumnSpec kPosts[] = {
    {"account_code", "政务新媒体标识码|标识码"},
    {"account_type", "账号类型|类型"},
    {"name", "账号名称|名称"},
    {"published_at", "发布时间"},
    {"title", "标题"},
    {"url", "链接|网址"},
    {"interactions", "互动量|互动数"},
    {"text", "正文|内容"},
    {"operator", "开办单位|主办单位|责任单位"},
    {"certified_as", "认证主体|认证信息"},
    {"source", "来源|采集方式"},
    {"last_seen", "最后更新日期|最近更新日期|最后发布日期|检查时更新日期"},
    {"seen_at", "查看时间|检查时间"},
    {"state", "采集情况|查找结果"},
    {"cause", "未采集原因|原因"},
    {"screenshot", "截图|截图文件"},
};
constexpr ColumnSpec kProbes[] = {
    {"site_code", "网站标识码|标识码", true},
    {"vantage", "监测点|探测点"},
    {"at", "访问时间|监测时间|时间", true},
    {"ok", "是否打开|是否成功", true},
    {"http_status", "状态码|HTTP状态码"},
    {"elapsed_ms", "耗时毫秒|耗时|响应时间"},
    {"error", "错误|错误信息"},
    {"dns_ms", "解析毫秒|域名解析耗时"},
    {"connect_ms", "连接毫秒|连接耗时"},
    {"tls_ms", "握手毫秒|TLS毫秒"},
    {"first_byte_ms", "首字节毫秒|首字节耗时"},
    {"ours", "本方原因|监测点原因"},
};
constexpr ColumnSpec kExemptions[] = {
    {"site_code", "网站标识码|标识码", true},
    {"rule", "规则|适用规则", true},
    {"column", "栏目|栏目名称"},
    {"from", "起始时间|开始时间|起始日期", true},
    {"to", "截止时间|结束时间|截止日期", true},
    {"author", "批准人|登记人", true},
    {"decided_at", "批准时间|批准日期|登记时间|登记日期", true},
    {"reason", "理由|原因|事由", true},
};
constexpr ColumnSpec kReposts[] = {
    {"id", "编号|序号", true},
    {"title", "标题|信息标题", true},
    {"issuer", "发布机构|发文单位"},
    {"issued_at", "发布时间|印发时间", true},
    {"url", "链接|网址"},
    {"due_hours", "转载时限小时|时限小时|转载时限|时限"},
    {"text", "正文|正文摘录|全文|信息内容"},
};
constexpr ColumnSpec kMessages[] = {
    {"site_code", "网站标识码|标识码", true}, {"column", "栏目"},
    {"title", "标题|留言标题", true},         {"asked_at", "留言时间|来信时间|写信时间", true},
    {"replied_at", "答复时间|回复时间"},      {"public", "是否公开|公开"},
};
constexpr ColumnSpec kCorrections[] = {
    {"id", "编号|留言编号", true},
    {"site_code", "网站标识码|标识码", true},
    {"received_at", "收到时间|转办时间"},
    {"due_at", "办理期限"},
    {"answered_at", "办结时间|答复时间"},
    {"reopened", "重办次数|是否重办"},
    {"title", "标题|内容"},
};
constexpr ColumnSpec kHonours[] = {
    {"id", "编号|序号", true},
    {"kind", "类别|种类", true},
    {"unit", "单位名称|单位|获得单位", true},
    {"site_code", "网站标识码|标识码"},
    {"title", "名称|事项|评估名称|名单名称", true},
    {"place", "名次"},
    {"text", "做法|内容|典型做法"},
    {"issuer", "发布机构|评定机构|表扬单位", true},
    {"on", "日期|发布日期", true},
    {"source", "来源|出处|文号或网址", true},
    {"proof", "凭证|证明材料|佐证", true},
};
constexpr ColumnSpec kAnnual[] = {
    {"site_code", "网站标识码|政府网站标识码|标识码", true},
    {"year", "年度|年份", true},
};

constexpr std::array<KindSpec, 15> kKinds{{
    {"units", "单位", kUnits},
    {"divisions", "行政区划", kDivisions},
    {"sites", "政府网站", kSites},
    {"accounts", "政务新媒体", kAccounts},
    {"findings", "检查问题", kFindings},
    {"interactions", "实时互动", kInteractions},
    {"questions", "互动题库", kQuestions},
    {"posts", "账号发文", kPosts},
    {"probes", "可用性监测", kProbes},
    {"exemptions", "例外登记", kExemptions},
    {"reposts", "重要信息", kReposts},
    {"messages", "网民留言", kMessages},
    {"corrections", "找错留言", kCorrections},
    {"annual", "工作年度报表", kAnnual},
    {"honours", "表扬和典型做法", kHonours},
}};

// A header as it is compared: no spaces, no mark of a required column, brackets dropped with their
// text.
std::string header_key(std::string_view header) {
    constexpr std::string_view kDropped = " *_-:\n";
    std::string plain = name_key(header);
    for (std::string_view open : {"【", "〔", "[", "<"}) plain = replace_all(plain, open, "(");
    for (std::string_view close : {"】", "〕", "]", ">"}) plain = replace_all(plain, close, ")");
    for (std::string_view mark : {"★", "※", "▲"}) plain = replace_all(plain, mark, "");
    std::string key;
    int depth = 0;
    for (char c : plain) {
        if (c == '(') ++depth;
        if (depth == 0 && kDropped.find(c) == std::string_view::npos) key += c;
        if (c == ')' && depth > 0) --depth;
    }
    return key;
}

bool is_named(const ColumnSpec& column, const std::string& key) {
    if (key == replace_all(std::string(column.key), "_", "")) return true;
    for (std::string_view name : split(column.chinese, '|')) {
        if (key == lower_ascii(name)) return true;
    }
    return false;
}

}  // namespace

const KindSpec& question_records_kind() {
    static constexpr KindSpec kKind{"question-records", "实时互动台账", kQuestionRecords};
    return kKind;
}

const KindSpec& life_steps_kind() {
    static constexpr KindSpec kKind{"life-steps", "名录变动", kLifeSteps};
    return kKind;
}

const KindSpec& office_words_kind() {
    static constexpr KindSpec kKind{"office-words", "本单位词库", kOfficeWords};
    return kKind;
}

const KindSpec* find_kind(std::string_view name) {
    for (const KindSpec& kind : kKinds) {
        if (kind.name == name) return &kind;
    }
    return nullptr;
}

std::string kind_names() {
    std::string names;
    for (const KindSpec& kind : kKinds) {
        names += fmt::format("{}{}", names.empty() ? "" : ", ", kind.name);
    }
    return names;
}

const ColumnSpec* find_column(const KindSpec& kind, std::string_view header) {
    const std::string key = header_key(header);
    for (const ColumnSpec& column : kind.columns) {
        if (is_named(column, key)) return &column;
    }
    return nullptr;
}

bool same_heading(std::string_view a, std::string_view b) {
    return header_key(a) == header_key(b);
}

bool is_numbering(std::string_view header) {
    const std::string key = header_key(header);
    return key == "序号" || key == "no" || key == "no.";
}

std::string accepted_names(const ColumnSpec& column) {
    return fmt::format("{}（{}）", column.key, replace_all(std::string(column.chinese), "|", "/"));
}

}  // namespace mingcha::intake
