// Numbers of persons that stand on pages in full, and numbers that only look so. The id numbers
// have right checksums and counties that do not exist; the cards belong to no bank.
#include <fmt/format.h>

#include <array>

#include "base/text.h"
#include "demo/faults.h"

namespace mingcha::demo {

namespace {

constexpr int kOldDays = 330;  // moves no clock
constexpr std::array<const char*, 6> kNames{"张示一", "李示二", "王示三",
                                            "陈示四", "赵示五", "周示六"};

const char* name(int number) {
    return kNames[static_cast<std::size_t>(number) % kNames.size()];
}

// GB 11643: the checksum is right, a county 0000 there is not.
std::string citizen_id(int number) {
    const std::string body = fmt::format("{}00001905{:02}{:02}00{}", 31 + number % 4,
                                         1 + number % 12, 1 + number % 28, number % 10);
    int sum = 0;
    int weight = 1;
    for (std::size_t i = body.size(); i-- > 0;) {
        weight = weight * 2 % 11;
        sum += weight * (body[i] - '0');
    }
    return body + "10X98765432"[sum % 11];
}

// Luhn's sum is right.
std::string bank_card(int number) {
    const std::string body = fmt::format("620000000000000{:03}", number);
    int sum = 0;
    for (std::size_t i = 0; i < body.size(); ++i) {
        const int digit = body[i] - '0';
        const int twice = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
        sum += (body.size() - i) % 2 == 1 ? twice : digit;
    }
    return body + static_cast<char>('0' + (10 - sum % 10) % 10);
}

std::string mobile(int number) {
    return fmt::format("1390000{:04}", number);
}

std::string masked(std::string digits, std::size_t from, std::size_t count) {
    for (std::size_t i = from; i < from + count; ++i) digits[i] = '*';
    return digits;
}

// A table of `count` rows; `cells` are by the number of the row.
std::string table(const char* head, int count, std::string (*cells)(int)) {
    std::string rows = std::string("<tr>") + head + "</tr>";
    for (int i = 0; i < count; ++i) rows += "<tr>" + cells(i) + "</tr>";
    return "<table border=\"1\">" + rows + "</table>";
}

std::string put(Draft& draft, int number, const std::string& title, const std::string& body) {
    static constexpr std::array<const char*, 2> kColumns{"通知公告", "工作动态"};
    const char* column = kColumns[static_cast<std::size_t>(number) % kColumns.size()];
    return draft.insert(column,
                        {draft.plan.place + title, days_before(kOldDays + number % 9),
                         "<p>现将有关情况予以公布，如有异议，请在五个工作日内书面提出，并写明"
                         "理由和联系方式。</p>" +
                             body});
}

void sow_exposed(Draft& draft) {
    std::string title, body;
    switch (draft.turn % 7) {
        case 0:
            title = "公共租赁住房保障对象名单公示";
            body = table("<th>序号</th><th>姓名</th><th>身份证号码</th>", 4, [](int i) {
                return fmt::format("<td>{}</td><td>{}</td><td>{}</td>", i + 1, name(i),
                                   citizen_id(i));
            });
            break;
        case 1:
            title = "行政处罚决定书送达公告";
            body = "<p>当事人：" + std::string(name(1)) + "，男，公民身份号码：" + citizen_id(11) +
                   "，因下落不明，现依法公告送达。</p>";
            break;
        case 2:
            title = "耕地地力保护补贴发放明细";
            body = table("<th>户主</th><th>银行账号</th><th>金额（元）</th>", 3, [](int i) {
                return fmt::format("<td>{}</td><td>{}</td><td>{}.00</td>", name(i),
                                   bank_card(i + 20), 310 + i);
            });
            break;
        case 3:
            title = "创业培训班学员花名册";
            body = table("<td>姓名</td><td>性别</td><td>手机号</td>", 5, [](int i) {
                return fmt::format("<td>{}</td><td>{}</td><td>{}</td>", name(i),
                                   i % 2 == 0 ? "男" : "女", mobile(i + 30));
            });
            break;
        case 4:
            title = "残疾人两项补贴拟发放人员公示";
            body = "<p>一、" + std::string(name(2)) + "（" +
                   citizen_id(21).insert(6, " ").insert(15, " ") +
                   "），困难残疾人生活补贴；</p><p>二、" + std::string(name(3)) +
                   "，重度残疾人护理补贴。</p>";
            break;
        case 5:
            title = "优秀志愿者名单";
            for (int i = 0; i < 4; ++i) {
                body += fmt::format("<p>{}　联系电话：{}</p>", name(i),
                                    mobile(i + 50).insert(3, "-").insert(8, "-"));
            }
            break;
        default:
            title = "临时救助金社会化发放公示";
            body = "<div>收款人" + std::string(name(4)) + "，开户行：示例农村商业银行，卡号 " +
                   bank_card(61).insert(4, " ").insert(9, " ").insert(14, " ").insert(19, " ") +
                   "，救助金已于上月打卡发放。</div>";
    }
    draft.fault("personal-data-exposure", put(draft, draft.turn, title, body));
}

struct Covered {
    const char* title;
    std::string body;
};

Covered covered(int number) {
    switch (number % 12) {
        case 0:
            return {"廉租住房保障对象公示", table("<th>姓名</th><th>身份证号</th>", 4, [](int i) {
                        return fmt::format("<td>{}</td><td>{}</td>", name(i),
                                           masked(citizen_id(i + 40), 10, 6));
                    })};
        case 1:
            return {"市场主体年报抽查结果", "<p>示例商贸有限公司，统一社会信用代码：91310000" +
                                                citizen_id(5).substr(8) + "，抽查结果正常。</p>"};
        case 2:
            return {"防汛值班安排",
                    table("<td>日期</td><td>带班人</td><td>电话</td>", 5, [](int i) {
                        return fmt::format("<td>{}日</td><td>{}</td><td>{}</td>", i + 1, name(i),
                                           mobile(i + 70));
                    })};
        case 3:
            return {"补贴发放情况公示", table("<td>姓名</td><td>银行卡号</td>", 3, [](int i) {
                        return fmt::format("<td>{}</td><td>{}</td>", name(i),
                                           masked(bank_card(i + 80), 6, 9));
                    })};
        case 4:
            return {"政务公开工作联系人",
                    "<p>联系人：" + std::string(name(0)) + "，手机：" + mobile(91) + "。</p>"};
        case 5:
            return {"慈善募捐公告", "<p>捐赠账户：示例慈善总会，账号：" + bank_card(92) +
                                        "，开户行：示例银行。</p>"};
        case 6:
            return {"政府采购中标公告",
                    "<p>项目编号：ZC202011130000190503150，中标金额" +
                        std::string("3100001905.00元，合同编号310000190503150") + "。</p>"};
        case 7:
            return {"各乡镇河长名单公告", table("<td>河长</td><td>手机号</td>", 4, [](int i) {
                        return fmt::format("<td>{}</td><td>{}</td>", name(i), mobile(i + 100));
                    })};
        case 8: {  // one digit of the checksum is wrong: a form's example
            std::string wrong = citizen_id(7);
            wrong.back() = wrong.back() == '1' ? '2' : '1';
            return {"网上申报填写说明", "<p>填写示例：姓名某某，身份证号" + wrong + "。</p>"};
        }
        case 9:
            return {"便民服务热线一览",
                    "<p>供水抢修 0000-7654321，燃气抢修 0000-7654322，"
                    "投诉举报" +
                        mobile(110) + "。</p>"};
        case 10:
            return {"培训班学员名单", table("<td>姓名</td><td>手机号</td>", 5, [](int i) {
                        return fmt::format("<td>{}</td><td>{}</td>", name(i),
                                           masked(mobile(i + 120), 3, 4));
                    })};
        default:
            return {"土地出让保证金缴纳须知",
                    "<p>保证金缴入对公账户，户名：示例财政局，账号：" + bank_card(130) + "。</p>"};
    }
}

void sow_covered(Draft& draft) {
    for (const int number : {draft.turn * 2, draft.turn * 2 + 1}) {
        const Covered page = covered(number);
        draft.near_miss("personal-data-exposure", put(draft, number, page.title, page.body));
    }
}

constexpr std::array<Seeding, 2> kTable{{
    {"exposed-persons", Fits::any, kPersons, 2, 7, sow_exposed},
    {"covered-persons", Fits::any, kPersons, 2, 6, sow_covered},
}};

}  // namespace

std::span<const Seeding> person_seedings() {
    return kTable;
}

}  // namespace mingcha::demo
