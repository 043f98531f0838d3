// A record holds every field of a page, and damaged bytes are refused.
#include "store/facts_record.h"

#include <gtest/gtest.h>

#include "store/facts_file.h"
#include "store/facts_load.h"

namespace mingcha::store {
namespace {

PageFacts full_facts() {
    PageFacts facts;
    facts.url = "http://a.gov.cn/x";
    facts.encoding = "gb18030";
    facts.bytes = 34'567;
    facts.replacement_chars = 3;
    facts.limits_hit = 5;
    facts.title = "标题";
    facts.kind = PageKind::message;
    facts.meta = {{"SiteName", "某市"}, {"空", ""}};
    facts.site_name = "某市人民政府";
    facts.site_name_in_header = true;
    facts.publish_date = PrintedDate{Date{18'936}, 32'700, true};
    facts.publish_date_from = DateSource::label;
    facts.publish_date_confidence = 90;
    facts.source = "某局";
    facts.column_name = "通知公告";
    facts.column_kind = ColumnKind::notices;
    facts.columns = {{"要闻", "http://a.gov.cn/yw/", ColumnKind::news, 1}};
    facts.items = {{"一", "http://a.gov.cn/1", PrintedDate{Date{1}, -1, false}}, {"二", "", {}}};
    MessageEntry entry;
    entry.title = "信";
    entry.asked_at = PrintedDate{Date{2}, 60, false};
    entry.unit = "某局";
    entry.url = "http://a.gov.cn/m";
    entry.reply = ReplyState::open;
    facts.messages = {entry};
    facts.guide.emplace();
    facts.guide->basis = facts.guide->process = true;
    facts.guide->faults = {{GuideFault::vague_wording, "其他材料"}};
    facts.footer = {"3400000001", "皖ICP备1号", "皖公网安备1号", "某办",
                    "0551-1",     true,         false,           true};
    facts.links = {
        {"http://b.cn/", "外", LinkKind::page, true, false},
        {"http://a.gov.cn/f.pdf", "", LinkKind::attachment, false, true, HiddenBy::script}};
    facts.forms = {true, false, true, SearchWay::get, "http://a.gov.cn/so", "q", "site=1"};
    facts.page_count = 12;
    facts.needs_rendering = true;
    facts.text_chars = 99;
    facts.main_text = "正文";
    facts.frames = {"http://a.gov.cn/frame"};
    facts.header_names = {"清河县人民政府"};
    facts.says_not_found = true;
    facts.script_items.push_back(
        {"脚本中的一条", "http://a.gov.cn/s/1.html", PrintedDate{Date{7}}});
    facts.main_chars = 7;
    facts.unread_header_images = 2;
    facts.footer_unread = true;
    facts.message_statistics = true;
    facts.links.push_back(
        {"http://c.cn/f", "", LinkKind::page, true, true, HiddenBy::zero_size, true, false, false});
    facts.links.push_back(
        {"http://c.cn/g", "", LinkKind::page, true, true, HiddenBy::colour, false, true, true});
    facts.tag_faults = {{TagFaultKind::bad_date, "PubDate", "昨天"}};
    facts.refresh_url = "http://d.cn/";
    facts.refresh_by = RefreshBy::script;
    facts.document_title = "标题-某市人民政府";
    facts.updated_date = PrintedDate{Date{18'940}, -1, false};
    facts.hidden_texts = {{"看不见的字", HiddenBy::off_screen}};
    facts.script_signs = {{ScriptSignKind::redirects_searchers, "http://e.cn/", "location="}};
    facts.offers_domain = true;
    return facts;
}

VisitRecord full_record() {
    VisitRecord record;
    record.sequence = 12;
    record.url = "http://a.gov.cn/x";
    record.final_url = "https://a.gov.cn/y";
    record.page = record.as_browser = true;
    record.depth = 3;
    record.kind = LinkKind::attachment;
    record.state = LinkState::blocked;
    record.reason = ReasonCode::refused;
    record.reason_text = "HTTP 403";
    record.status = 403;
    record.attempts = 2;
    record.at = Instant{1'636'000'000};
    record.sha256 = "ab";
    record.guise = Guise::searcher;
    record.http = {Instant{1'600'000'000}, "nginx", "text/html"};
    record.tls = {true, false, Instant{1'700'000'000}, "CN=Example CA", "已过期"};
    record.no_address = true;
    record.phases = {1, 20, std::nullopt, 300};
    return record;
}

TEST(FactsRecord, KeepsEveryField) {
    FactsPacker packer;
    const PageFacts facts = full_facts();
    const std::string bytes(packer.pack(full_record(), &facts));
    TextPool pool;
    std::size_t room = kMaxMainTextBytes;
    const auto read = unpack_record(bytes, pool, room);
    ASSERT_TRUE(read);
    const VisitRecord expected = full_record();
    EXPECT_EQ(read->sequence, expected.sequence);
    EXPECT_EQ(read->url, expected.url);
    EXPECT_EQ(read->final_url, expected.final_url);
    EXPECT_TRUE(read->page);
    EXPECT_FALSE(read->external);
    EXPECT_TRUE(read->as_browser);
    EXPECT_EQ(read->depth, 3);
    EXPECT_EQ(read->kind, LinkKind::attachment);
    EXPECT_EQ(read->state, LinkState::blocked);
    EXPECT_EQ(read->reason, ReasonCode::refused);
    EXPECT_EQ(read->reason_text, "HTTP 403");
    EXPECT_EQ(read->status, 403);
    EXPECT_EQ(read->attempts, 2);
    EXPECT_EQ(read->at, expected.at);
    EXPECT_EQ(read->sha256, "ab");
    EXPECT_TRUE(read->no_address);
    EXPECT_EQ(read->phases, expected.phases);
    ASSERT_TRUE(read->facts);
    const PageFacts& got = *read->facts;
    EXPECT_EQ(got.url, facts.url);
    EXPECT_EQ(got.encoding, facts.encoding);
    EXPECT_EQ(got.bytes, facts.bytes);
    EXPECT_EQ(got.replacement_chars, 3U);
    EXPECT_EQ(got.limits_hit, 5U);
    EXPECT_EQ(got.title, facts.title);
    EXPECT_EQ(got.kind, PageKind::message);
    ASSERT_EQ(got.meta.size(), 2U);
    EXPECT_EQ(got.meta[0].content, "某市");
    EXPECT_EQ(got.meta[1].name, "空");
    EXPECT_TRUE(got.site_name_in_header);
    EXPECT_EQ(got.site_name, facts.site_name);
    EXPECT_EQ(got.publish_date, facts.publish_date);
    EXPECT_EQ(got.publish_date_from, DateSource::label);
    EXPECT_EQ(got.publish_date_confidence, 90);
    EXPECT_EQ(got.source, facts.source);
    EXPECT_EQ(got.column_name, facts.column_name);
    EXPECT_EQ(got.column_kind, ColumnKind::notices);
    ASSERT_EQ(got.columns.size(), 1U);
    EXPECT_EQ(got.columns[0].url, "http://a.gov.cn/yw/");
    EXPECT_EQ(got.columns[0].kind, ColumnKind::news);
    EXPECT_EQ(got.columns[0].level, 1);
    ASSERT_EQ(got.items.size(), 2U);
    EXPECT_EQ(got.items[0].date, facts.items[0].date);
    EXPECT_FALSE(got.items[1].date);
    ASSERT_EQ(got.messages.size(), 1U);
    EXPECT_EQ(got.messages[0].asked_at, facts.messages[0].asked_at);
    EXPECT_FALSE(got.messages[0].replied_at);
    EXPECT_EQ(got.messages[0].reply, ReplyState::open);
    EXPECT_EQ(got.messages[0].unit, "某局");
    ASSERT_TRUE(got.guide);
    EXPECT_TRUE(got.guide->basis && got.guide->process);
    EXPECT_FALSE(got.guide->name || got.guide->phone);
    ASSERT_EQ(got.guide->faults.size(), 1U);
    EXPECT_EQ(got.guide->faults[0].excerpt, "其他材料");
    EXPECT_EQ(got.footer.site_code, "3400000001");
    EXPECT_EQ(got.footer.contact, "0551-1");
    EXPECT_TRUE(got.footer.emblem && got.footer.sitemap);
    EXPECT_FALSE(got.footer.error_report_entry);
    ASSERT_EQ(got.links.size(), 4U);
    EXPECT_TRUE(got.links[0].external);
    EXPECT_TRUE(got.links[1].hidden);
    EXPECT_EQ(got.links[0].hidden_by, HiddenBy::none);
    EXPECT_EQ(got.links[1].hidden_by, HiddenBy::script);
    EXPECT_EQ(got.links[1].kind, LinkKind::attachment);
    EXPECT_TRUE(got.forms.search && got.forms.login);
    EXPECT_FALSE(got.forms.message);
    EXPECT_EQ(got.forms.search_way, SearchWay::get);
    EXPECT_EQ(got.forms.search_action, "http://a.gov.cn/so");
    EXPECT_EQ(got.forms.search_field, "q");
    EXPECT_EQ(got.forms.search_fixed, "site=1");
    EXPECT_EQ(got.page_count, 12U);
    EXPECT_TRUE(got.needs_rendering);
    EXPECT_EQ(got.text_chars, 99U);
    EXPECT_EQ(got.main_text, "正文");
    ASSERT_EQ(got.frames.size(), 1U);
    EXPECT_TRUE(got.says_not_found);
    ASSERT_EQ(got.header_names.size(), 1U);
    EXPECT_EQ(got.header_names[0], "清河县人民政府");
    ASSERT_EQ(got.script_items.size(), 1U);
    EXPECT_EQ(got.script_items[0].title, "脚本中的一条");
    EXPECT_EQ(got.script_items[0].date->date, Date{7});
    EXPECT_EQ(got.main_chars, 7U);
    EXPECT_EQ(got.unread_header_images, 2);
    EXPECT_TRUE(got.footer_unread && got.message_statistics);
}

TEST(FactsRecord, KeepsSignsOfAttack) {
    FactsPacker packer;
    const PageFacts facts = full_facts();
    const std::string bytes(packer.pack(full_record(), &facts));
    TextPool pool;
    std::size_t room = kMaxMainTextBytes;
    const auto read = unpack_record(bytes, pool, room);
    ASSERT_TRUE(read && read->facts);
    EXPECT_EQ(read->guise, Guise::searcher);
    EXPECT_EQ(read->http.last_modified, Instant{1'600'000'000});
    EXPECT_EQ(read->http.server, "nginx");
    EXPECT_EQ(read->http.content_type, "text/html");
    EXPECT_TRUE(read->tls.used);
    EXPECT_FALSE(read->tls.trusted);
    EXPECT_EQ(read->tls.expires, Instant{1'700'000'000});
    EXPECT_EQ(read->tls.issuer, "CN=Example CA");
    EXPECT_EQ(read->tls.problem, "已过期");
    const PageFacts& got = *read->facts;
    ASSERT_EQ(got.links.size(), 4U);
    EXPECT_EQ(got.links[1].hidden_by, HiddenBy::script);
    EXPECT_FALSE(got.links[1].frame || got.links[1].by_sheet || got.links[1].in_script);
    EXPECT_TRUE(got.links[2].frame);
    EXPECT_EQ(got.links[2].hidden_by, HiddenBy::zero_size);
    EXPECT_TRUE(got.links[3].by_sheet && got.links[3].in_script);
    EXPECT_EQ(got.links[3].hidden_by, HiddenBy::colour);
    ASSERT_EQ(got.tag_faults.size(), 1U);
    EXPECT_EQ(got.tag_faults[0].kind, TagFaultKind::bad_date);
    EXPECT_EQ(got.tag_faults[0].name, "PubDate");
    EXPECT_EQ(got.tag_faults[0].content, "昨天");
    EXPECT_EQ(got.refresh_url, "http://d.cn/");
    EXPECT_EQ(got.refresh_by, RefreshBy::script);
    EXPECT_EQ(got.document_title, "标题-某市人民政府");
    EXPECT_EQ(got.updated_date, facts.updated_date);
    ASSERT_EQ(got.hidden_texts.size(), 1U);
    EXPECT_EQ(got.hidden_texts[0].text, "看不见的字");
    EXPECT_EQ(got.hidden_texts[0].by, HiddenBy::off_screen);
    ASSERT_EQ(got.script_signs.size(), 1U);
    EXPECT_EQ(got.script_signs[0].kind, ScriptSignKind::redirects_searchers);
    EXPECT_EQ(got.script_signs[0].target, "http://e.cn/");
    EXPECT_EQ(got.script_signs[0].excerpt, "location=");
    EXPECT_TRUE(got.offers_domain);
}

TEST(FactsRecord, OfAnEarlierVisitOnlyDatesAreRead) {
    FactsPacker packer;
    const PageFacts facts = full_facts();
    VisitRecord record = full_record();
    TextPool pool;
    // What was asked for in another guise is no earlier state of the page.
    EXPECT_FALSE(unpack_dates(packer.pack(record, &facts), pool));
    record.guise = Guise::own;
    const auto read = unpack_dates(packer.pack(record, &facts), pool);
    ASSERT_TRUE(read && read->facts);
    EXPECT_EQ(read->at, record.at);
    EXPECT_EQ(read->facts->publish_date, facts.publish_date);
    EXPECT_EQ(read->facts->items.size(), 2U);
    EXPECT_TRUE(read->facts->links.empty());
    EXPECT_FALSE(unpack_dates("damaged", pool));
}

TEST(FactsRecord, WhatIsNotThereStaysAbsent) {
    FactsPacker packer;
    const PageFacts empty;
    TextPool pool;
    std::size_t room = kMaxMainTextBytes;
    const auto read = unpack_record(packer.pack(VisitRecord{}, &empty), pool, room);
    ASSERT_TRUE(read && read->facts);
    EXPECT_FALSE(read->facts->publish_date);
    EXPECT_FALSE(read->facts->guide);
    EXPECT_FALSE(read->facts->main_chars);
    EXPECT_EQ(read->guise, Guise::own);
    EXPECT_FALSE(read->http.last_modified || read->tls.expires || read->tls.used);
    EXPECT_TRUE(read->tls.trusted);
    EXPECT_TRUE(read->facts->refresh_url.empty());
    EXPECT_EQ(read->facts->refresh_by, RefreshBy::none);
    EXPECT_FALSE(read->facts->updated_date);
    EXPECT_TRUE(read->facts->links.empty());
    const auto bare = unpack_record(packer.pack(VisitRecord{}, nullptr), pool, room);
    ASSERT_TRUE(bare);
    EXPECT_FALSE(bare->facts);
}

TEST(FactsRecord, LeavesOutAMainTextForWhichThereIsNoRoom) {
    FactsPacker packer;
    PageFacts facts;
    facts.title = "清河县召开工作会议";
    facts.main_text = "0123456789";
    const std::string bytes(packer.pack(VisitRecord{}, &facts));
    TextPool pool;
    std::size_t room = 15;
    const auto first = unpack_record(bytes, pool, room);
    EXPECT_EQ(first->facts->main_text, facts.main_text);
    EXPECT_FALSE(first->facts->text_left_out);
    EXPECT_EQ(room, 5U);
    const auto second = unpack_record(bytes, pool, room);
    EXPECT_TRUE(second->facts->main_text.empty());
    EXPECT_TRUE(second->facts->text_left_out);
    EXPECT_EQ(second->facts->title, facts.title);
    EXPECT_EQ(room, 5U);
}

TEST(FactsRecord, DamagedBytesAreRefusedOrHarmless) {
    FactsPacker packer;
    const PageFacts facts = full_facts();
    const std::string bytes(packer.pack(full_record(), &facts));
    int refused = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        for (const int change : {0xff, 0x80, 0x01}) {
            std::string damaged = bytes;
            damaged[i] = static_cast<char>(damaged[i] ^ change);
            TextPool pool;
            std::size_t room = kMaxMainTextBytes;
            refused += unpack_record(damaged, pool, room) ? 0 : 1;
        }
    }
    EXPECT_GT(refused, 0);
    // The last bytes may be padding.
    for (std::size_t size = 0; size + 8 < bytes.size(); size += 7) {
        TextPool pool;
        std::size_t room = kMaxMainTextBytes;
        EXPECT_FALSE(unpack_record(std::string_view(bytes).substr(0, size), pool, room)) << size;
    }
}

TEST(TextPool, KeepsEachTextOnceAndForGood) {
    TextPool pool;
    const std::string_view first = pool.keep("首页");
    std::vector<std::string_view> kept;
    for (int i = 0; i < 20'000; ++i) kept.push_back(pool.keep("text " + std::to_string(i % 5000)));
    EXPECT_EQ(pool.keep("首页").data(), first.data());
    for (int i = 0; i < 5000; ++i) {
        EXPECT_EQ(kept[static_cast<std::size_t>(i)], "text " + std::to_string(i));
        EXPECT_EQ(kept[static_cast<std::size_t>(i)].data(),
                  kept[static_cast<std::size_t>(i) + 15'000].data());
    }
    const std::string huge(1'000'000, 'x');
    EXPECT_EQ(pool.keep(huge), huge);
}

}  // namespace
}  // namespace mingcha::store
