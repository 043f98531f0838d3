#include "bench/judge/made_site.h"

#include <vector>

#include <fmt/format.h>

namespace mingcha::bench {

namespace {

constexpr std::size_t kColumns = 40;
constexpr std::size_t kItems = 20;

std::string address(std::size_t site, std::size_t page) {
    const std::string host = fmt::format("http://www.qinghe{}.gov.cn", site);
    if (page == 0) return host + "/";
    if (page <= kColumns) return fmt::format("{}/lm{}/", host, page);
    return fmt::format("{}/art/2021/11/5/art_{}_{}.html", host, page % kColumns, page);
}

}  // namespace

MadeSite make_site(std::size_t number, std::size_t pages, std::size_t links) {
    MadeSite made;
    Site& site = made.facts.site;
    site.site_code = fmt::format("41999900{:02}", number);
    site.kind = number % 6 == 0 ? SiteKind::portal : SiteKind::department;
    site.url = address(number, 0);
    site.name = "清河县人民政府";
    made.facts.visited = true;
    std::vector<std::string_view> urls, titles, names;
    for (std::size_t i = 0; i < pages; ++i) {
        urls.push_back(made.keep(address(number, i)));
        titles.push_back(made.keep(fmt::format("清河县召开第{}次工作推进会议部署重点任务", i)));
        names.push_back(made.keep(fmt::format("栏目{}", i % kColumns)));
    }
    for (std::size_t i = 0; i < pages; ++i) {
        PageRecord page;
        PageFacts& facts = page.facts;
        facts.url = urls[i];
        facts.title = titles[i];
        facts.kind = i == 0 ? PageKind::home : i <= kColumns ? PageKind::column : PageKind::article;
        if (facts.kind == PageKind::article) {
            facts.publish_date = PrintedDate{Date{18900 + static_cast<int>(i % 40)}};
        }
        facts.column_name = names[i];
        facts.text_chars = 900;
        facts.site_name_in_header = true;
        for (std::size_t c = 1; c <= kColumns && c < pages; ++c) {
            facts.columns.push_back({names[c], urls[c], static_cast<ColumnKind>(c % 12), 0});
        }
        if (i <= kColumns) {
            for (std::size_t k = 0; k < kItems; ++k) {
                const std::size_t to = (i * kItems + k) % pages;
                facts.items.push_back({titles[to], urls[to], PrintedDate{Date{18930}}});
            }
        }
        for (std::size_t k = 0; k < links; ++k) {
            const std::size_t to = (k < kColumns ? k : i * links + k) % pages;
            facts.links.push_back({urls[to], titles[to], LinkKind::page, false, false});
        }
        page.http_status = 200;
        made.facts.pages.push_back(std::move(page));
    }
    for (std::size_t i = 0; i < pages; ++i) {
        LinkCheck check;
        check.url = std::string(urls[i]);
        check.state = i % 50 == 7 ? LinkState::dead : LinkState::fine;
        check.other_places.push_back(std::string(urls[0]));
        made.facts.links.push_back(std::move(check));
    }
    return made;
}

}  // namespace mingcha::bench
