#include "server/pages.h"

#include <fmt/format.h>

#include <map>

#include "base/text.h"

namespace mingcha::server {

namespace {

// A page names at most this many places or pieces of evidence of one finding.
constexpr std::size_t kMaxPlaces = 50;
constexpr std::size_t kMaxUrlChars = 120;

std::string document(std::string_view title, std::string_view body) {
    return fmt::format(
        "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<title>{} - 明察</title>\n<link rel=\"stylesheet\" href=\"/style.css\">\n</head>\n<body>\n"
        "<header class=\"top\"><div class=\"inner\"><a href=\"/\">明察</a>"
        "<span>政府网站与政务新媒体检查</span></div></header>\n<main>\n{}</main>\n</body>\n</"
        "html>\n",
        escape_html(title), body);
}

std::string title_of(const Campaign& campaign) {
    return campaign.title.empty() ? campaign.id : campaign.title;
}

std::string campaign_path(const Campaign& campaign) {
    return "/campaigns/" + escape_html(campaign.id);
}

std::string window_of(const Campaign& campaign) {
    return format_date(campaign.window.from) + " 至 " + format_date(campaign.window.to);
}

// "2021-11-12 23:59", in Shanghai.
std::string moment_of(Instant instant) {
    std::string text =
        format_instant(instant).substr(0, std::string_view("2021-11-12T23:59").size());
    return replace_all(text, "T", " ");
}

std::string points_text(const std::optional<Points>& points) {
    return points ? format_points(*points, 2, true) : "—";
}

std::string rate_text(const std::optional<Points>& rate) {
    return rate ? fixed2(*rate) + "%" : "—";
}

std::string mark(std::string_view kind, std::string_view text) {
    return fmt::format("<span class=\"mark {}\">{}</span>", kind, escape_html(text));
}

std::string verdict_mark(bool checked, const std::optional<bool>& passed) {
    if (!checked) return mark("", "未检查");
    if (!passed) return mark("open", "待复核");
    return *passed ? mark("good", "合格") : mark("bad", "不合格");
}

std::string_view state_text(FindingState state) {
    switch (state) {
        case FindingState::candidate:
            return "待复核";
        case FindingState::confirmed:
            return "已确认";
        case FindingState::dismissed:
            return "已排除";
        case FindingState::rectified:
            return "已整改";
        case FindingState::carried:
            return "延续";
    }
    return "";
}

std::string_view reason_text(ReasonCode code) {
    switch (code) {
        case ReasonCode::none:
            return "未测";
        case ReasonCode::site:
            return "网站原因";
        case ReasonCode::ours:
            return "检查方原因";
        case ReasonCode::blocked:
            return "被防护拦截";
        case ReasonCode::refused:
            return "被拒绝访问";
        case ReasonCode::budget:
            return "超出检查限额";
        case ReasonCode::not_due:
            return "期限未到";
    }
    return "";
}

std::string link_as(std::string_view url, std::string_view text) {
    const std::string shown = escape_html(shorten(text, kMaxUrlChars));
    if (!url.starts_with("https://") && !url.starts_with("http://")) return shown;
    return fmt::format("<a href=\"{}\" rel=\"noopener noreferrer\">{}</a>", escape_html(url),
                       shown);
}

std::string link(std::string_view url) {
    return link_as(url, url);
}

std::string rule_title(const Ruleset& ruleset, const std::string& id) {
    const Rule* rule = ruleset.find(id);
    return escape_html(rule == nullptr || rule->title.empty() ? id : rule->title);
}

std::string figure(std::string_view name, std::string_view value, std::string_view note) {
    return fmt::format(
        "<div class=\"card\"><span class=\"soft\">{}</span><b>{}</b>"
        "<span class=\"soft\">{}</span></div>\n",
        name, value, note);
}

std::string result_of(const SiteResult& site) {
    if (!site.scored) return site.grade.empty() ? "—" : escape_html(site.grade);
    return points_text(site.score);
}

std::string summary_figures(const Summary& summary) {
    std::string out = "<div class=\"figures\">\n";
    out += figure("网站", std::to_string(summary.sites_checked),
                  fmt::format("检查数，共 {} 个", summary.sites_total));
    out += figure("网站合格率", rate_text(summary.site_pass_rate),
                  fmt::format("{} 个不合格", summary.sites_failed));
    out += figure("门户平均分", points_text(summary.portal_average),
                  fmt::format("{} 个进入加分", summary.bonus_entered));
    out += figure("新媒体账号", std::to_string(summary.accounts_checked),
                  fmt::format("检查数，共 {} 个", summary.accounts_total));
    out += figure("账号合格率", rate_text(summary.account_pass_rate),
                  fmt::format("{} 个不合格", summary.accounts_failed));
    return out + "</div>\n";
}

std::string grade_table(const Summary& summary) {
    if (summary.grades.empty()) return "";
    std::string out =
        "<h2>等次</h2>\n<div class=\"scroll\"><table><thead><tr><th>类别</th><th>等次</th>"
        "<th class=\"number\">个数</th><th class=\"number\">占比</th></tr></thead><tbody>\n";
    for (const GradeRow& row : summary.grades) {
        out += fmt::format(
            "<tr><td>{}</td><td>{}</td><td class=\"number\">{}</td>"
            "<td class=\"number\">{}</td></tr>\n",
            row.kind_group == "portal" ? "门户网站" : "其他网站", escape_html(row.grade), row.count,
            rate_text(row.share));
    }
    return out + "</tbody></table></div>\n";
}

std::size_t standing(const std::vector<ScoredFinding>& findings) {
    std::size_t number = 0;
    for (const ScoredFinding& each : findings) {
        if (each.counts && each.finding.outcome != Outcome::pass) ++number;
    }
    return number;
}

std::string site_row(const Campaign& campaign, const SiteResult& site) {
    return fmt::format(
        "<tr><td class=\"name\"><a href=\"{}/sites/{}\">{}</a></td><td>{}</td><td>{}</td>"
        "<td class=\"number\">{}</td><td>{}</td><td class=\"number\">{}</td>"
        "<td class=\"number\">{}</td><td class=\"number\">{}</td></tr>\n",
        campaign_path(campaign), escape_html(site.site.site_code), escape_html(site.site.name),
        escape_html(site.site.unit), to_chinese(site.site.kind), result_of(site),
        verdict_mark(site.checked, site.passed), standing(site.findings), site.needs_review.size(),
        site.not_measured.size());
}

std::string site_table(const CampaignResult& result) {
    std::string out =
        "<h2>网站</h2>\n<div class=\"scroll\"><table><thead><tr><th>网站</th><th>主办单位</th>"
        "<th>类别</th><th class=\"number\">得分或等次</th><th>结论</th>"
        "<th class=\"number\">问题</th><th class=\"number\">待复核指标</th>"
        "<th class=\"number\">未测指标</th></tr></thead><tbody>\n";
    for (const SiteResult& site : result.sites) out += site_row(result.campaign, site);
    if (result.sites.empty()) out += "<tr><td colspan=\"8\">没有登记网站。</td></tr>\n";
    return out + "</tbody></table></div>\n";
}

std::string failed_accounts(const CampaignResult& result) {
    std::string rows;
    for (const AccountResult& each : result.accounts) {
        if (!each.passed || *each.passed) continue;
        const Account& account = each.account;
        rows += fmt::format(
            "<tr><td class=\"name\">{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
            escape_html(account.name), escape_html(account.type),
            account.account_code.empty() ? "无" : escape_html(account.account_code),
            escape_html(account.operator_name), escape_html(join(each.problems, "；")));
    }
    std::string out = "<h2>不合格的新媒体账号</h2>\n";
    if (rows.empty()) return out + "<p class=\"soft\">没有不合格的账号。</p>\n";
    return out +
           "<div class=\"scroll\"><table><thead><tr><th>账号</th><th>类型</th><th>标识码</th>"
           "<th>开办单位</th><th>存在问题</th></tr></thead><tbody>\n" +
           rows + "</tbody></table></div>\n";
}

std::string warnings_card(const std::vector<std::string>& warnings) {
    if (warnings.empty()) return "";
    std::string out = "<div class=\"card note\"><h3>提示</h3><ul>\n";
    for (const std::string& warning : warnings) out += "<li>" + escape_html(warning) + "</li>\n";
    return out + "</ul></div>\n";
}

std::string evidence_block(const Evidence& evidence) {
    std::string out = "<div class=\"evidence\">";
    if (!evidence.url.empty()) out += link(evidence.url) + "<br>";
    if (!evidence.excerpt.empty()) out += escape_html(evidence.excerpt) + "<br>";
    if (evidence.at.seconds != 0) {
        out += "<span class=\"soft\">" + format_instant(evidence.at) + "</span>";
    }
    if (!evidence.sha256.empty()) {
        out += " <span class=\"soft\">SHA-256</span> <code>" + escape_html(evidence.sha256) +
               "</code>";
    }
    if (!evidence.warc.empty()) {
        out += " <span class=\"soft\">存档</span> <code>" + escape_html(evidence.warc) + "</code>";
    }
    return out + "</div>\n";
}

template <class T, class Show>
std::string first_of(const std::vector<T>& all, Show show) {
    std::string out;
    for (std::size_t i = 0; i < all.size() && i < kMaxPlaces; ++i) out += show(all[i]);
    if (all.size() > kMaxPlaces) {
        out += fmt::format("<p class=\"soft\">另有 {} 处未列出。</p>\n", all.size() - kMaxPlaces);
    }
    return out;
}

std::string finding_card(const ScoredFinding& scored, const Ruleset& ruleset) {
    const Finding& finding = scored.finding;
    const bool earned = finding.outcome == Outcome::pass;
    std::string_view tone = "";
    if (finding.state == FindingState::candidate) tone = "open";
    if (finding.state == FindingState::confirmed) tone = earned ? "good" : "bad";
    std::string out = "<section class=\"card\">\n<h3>" + rule_title(ruleset, finding.rule) +
                      "</h3>\n<p>" + mark(tone, state_text(finding.state));
    if (finding.carried_over) out += " " + mark("bad", "上期未整改");
    if (!scored.counts) out += " " + mark("", "暂未计入");
    out += "</p>\n<p>" + escape_html(finding.problem) + "</p>\n<p class=\"soft\">";
    out += fmt::format("{} 处", finding.count);
    if (scored.points) {
        out += fmt::format("，{} {} 分", earned ? "加" : "扣", points_text(scored.points));
    }
    if (!finding.reason.empty()) out += "，理由：" + escape_html(finding.reason);
    out += "，编号 <code>" + escape_html(finding.id) + "</code></p>\n";
    if (!finding.evidence.empty()) out += first_of(finding.evidence, evidence_block);
    if (!finding.places.empty()) {
        out +=
            fmt::format("<details><summary>所在页面（{}）</summary>\n<ul>", finding.places.size());
        out += first_of(finding.places,
                        [](const std::string& url) { return "<li>" + link(url) + "</li>\n"; });
        out += "</ul></details>\n";
    }
    return out + "</section>\n";
}

std::string not_measured_table(const SiteResult& site, const Ruleset& ruleset) {
    if (site.not_measured.empty()) return "<p class=\"soft\">没有未测的指标。</p>\n";
    std::string out =
        "<p class=\"soft\">未测不等于合格，也不计为零分。</p>\n<div "
        "class=\"scroll\"><table><thead><tr>"
        "<th>指标</th><th>原因</th><th>说明</th></tr></thead><tbody>\n";
    for (const NotMeasured& each : site.not_measured) {
        out += fmt::format("<tr><td class=\"name\">{}</td><td>{}</td><td>{}</td></tr>\n",
                           rule_title(ruleset, each.rule), reason_text(each.reason.code),
                           escape_html(each.reason.text));
    }
    return out + "</tbody></table></div>\n";
}

std::string site_facts(const SiteResult& site) {
    std::string out = "<div class=\"card\"><dl>\n";
    const auto row = [&out](std::string_view name, std::string_view html) {
        out += fmt::format("<dt>{}</dt><dd>{}</dd>\n", name, html);
    };
    row("结论", verdict_mark(site.checked, site.passed));
    if (site.scored) {
        row("得分", points_text(site.score));
        row("扣分", points_text(site.deduction));
        row("加分", points_text(site.bonus));
    } else {
        row("等次", result_of(site));
    }
    row("主办单位", escape_html(site.site.unit));
    row("类别", to_chinese(site.site.kind));
    row("运行状态", to_chinese(site.site.state));
    row("标识码", escape_html(site.site.site_code));
    row("首页", link(site.site.url));
    return out + "</dl></div>\n";
}

}  // namespace

std::string message_page(std::string_view title, std::string_view text) {
    return document(title, fmt::format("<div class=\"card narrow\"><h1>{}</h1><p>{}</p>"
                                       "<p><a href=\"/\">返回检查活动</a></p></div>\n",
                                       escape_html(title), escape_html(text)));
}

std::string not_found_page() {
    return message_page("没有这个页面", "地址有误，或者所指的检查活动、网站不存在。");
}

std::string error_page(const Error& error) {
    return message_page("无法显示", error.text());
}

std::string sign_in_page(bool refused) {
    std::string body = "<div class=\"card narrow\"><h1>登录</h1>\n";
    if (refused) body += "<p>" + mark("bad", "链接无效，或已经用过") + "</p>\n";
    body +=
        "<p>请打开运行 <code>mingcha serve</code> "
        "的终端，在浏览器中打开那里最后显示的登录链接。</p>\n"
        "<p class=\"soft\">每个链接只能使用一次；用过之后，终端会显示新的链接。</p></div>\n";
    return document("登录", body);
}

std::string campaigns_page(const std::vector<Campaign>& campaigns) {
    std::string body = "<h1>检查活动</h1>\n";
    if (campaigns.empty()) {
        body +=
            "<div class=\"card\"><p>还没有检查活动。</p><p class=\"soft\">用 "
            "<code>mingcha campaign create</code> 建立。</p></div>\n";
        return document("检查活动", body);
    }
    body +=
        "<div class=\"scroll\"><table><thead><tr><th>检查活动</th><th>检查时段</th>"
        "<th>监测时间点</th><th>指标体系</th><th>状态</th></tr></thead><tbody>\n";
    for (const Campaign& each : campaigns) {
        body += fmt::format(
            "<tr><td class=\"name\"><a href=\"{}\">{}</a></td><td>{}</td><td>{}</td><td>{}</td>"
            "<td>{}</td></tr>\n",
            campaign_path(each), escape_html(title_of(each)), window_of(each),
            format_instant(each.as_of), escape_html(each.ruleset),
            each.closed ? mark("", "已结束") : mark("good", "进行中"));
    }
    return document("检查活动", body + "</tbody></table></div>\n");
}

std::string campaign_page(const CampaignResult& result) {
    const Campaign& campaign = result.campaign;
    std::string body = "<p class=\"crumb\"><a href=\"/\">检查活动</a> / " +
                       escape_html(campaign.id) + "</p>\n<h1>" + escape_html(title_of(campaign)) +
                       "</h1>\n<p class=\"soft\">检查时段 " + window_of(campaign) +
                       "，监测时间点 " + moment_of(campaign.as_of) + "，指标体系 " +
                       escape_html(result.ruleset) + "。<a href=\"" + campaign_path(campaign) +
                       "/due\">快到期限的栏目、留言、提问、账号</a></p>\n";
    if (!result.grade_note.empty()) {
        body += "<p class=\"soft\">" + escape_html(result.grade_note) + "</p>\n";
    }
    body += warnings_card(result.warnings) + summary_figures(result.summary) + site_table(result) +
            failed_accounts(result) + grade_table(result.summary);
    return document(title_of(campaign), body);
}

std::string due_page(const Campaign& campaign, const app::DueList& list) {
    std::string body = "<p class=\"crumb\"><a href=\"/\">检查活动</a> / <a href=\"" +
                       campaign_path(campaign) + "\">" + escape_html(title_of(campaign)) +
                       "</a></p>\n<h1>期限</h1>\n" +
                       fmt::format(
                           "<p class=\"soft\">以 {} 为今天，{} 天之内到期 {} 项，按日期先后。"
                           "采集之后新发布的内容不在其中。</p>\n",
                           format_date(list.today), list.within, list.entries.size());
    body +=
        "<div class=\"scroll\"><table><thead><tr><th>最后一天</th><th class=\"number\">还有</th>"
        "<th>网站或账号</th><th>类别</th><th>内容</th><th>最近一次</th></tr></thead><tbody>\n";
    for (const app::DueEntry& entry : list.entries) {
        const audit::Deadline& due = entry.deadline;
        const std::string what =
            due.url.empty() ? escape_html(due.what) : link_as(due.url, due.what);
        body += fmt::format(
            "<tr><td>{}</td><td "
            "class=\"number\">{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td>"
            "</tr>\n",
            format_date(due.last_day),
            due.days_left == 0 ? std::string("今天") : fmt::format("{} 天", due.days_left),
            escape_html(entry.name), audit::to_string(due.kind), what,
            due.since ? format_date(*due.since) : std::string("—"));
    }
    return document("期限", body + "</tbody></table></div>\n");
}

std::string site_page(const CampaignResult& result, const SiteResult& site,
                      const Ruleset& ruleset) {
    const Campaign& campaign = result.campaign;
    std::string body = "<p class=\"crumb\"><a href=\"/\">检查活动</a> / <a href=\"" +
                       campaign_path(campaign) + "\">" + escape_html(title_of(campaign)) +
                       "</a></p>\n<h1>" + escape_html(site.site.name) + "</h1>\n" +
                       site_facts(site);
    body += fmt::format("<h2>问题与证据（{}）</h2>\n", site.findings.size());
    if (site.findings.empty()) {
        body += site.checked ? "<p class=\"soft\">已测的指标没有发现问题。</p>\n"
                             : "<p class=\"soft\">本站尚未检查。</p>\n";
    }
    for (const ScoredFinding& finding : site.findings) body += finding_card(finding, ruleset);
    body += fmt::format("<h2>未测指标（{}）</h2>\n", site.not_measured.size());
    return document(site.site.name, body + not_measured_table(site, ruleset));
}

}  // namespace mingcha::server
