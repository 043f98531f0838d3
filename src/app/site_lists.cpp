#include "app/site_lists.h"

#include <algorithm>

#include "app/population.h"
#include "app/verdicts.h"
#include "store/facts_load.h"
#include "store/gather_session.h"
#include "store/rows.h"

namespace mingcha::app {

namespace {

constexpr std::int32_t kLibraryMonths = 12;

void count(RepostCounts& counts, audit::RepostState state) {
    using audit::RepostState;
    counts.in_time += state == RepostState::in_time ? 1 : 0;
    counts.late += state == RepostState::late ? 1 : 0;
    counts.missing += state == RepostState::missing ? 1 : 0;
    counts.unknown += state == RepostState::unknown ? 1 : 0;
}

void rate(RepostCounts& counts) {
    const std::int64_t known = counts.in_time + counts.late + counts.missing;
    if (known == 0) return;
    counts.in_time_rate = percent(counts.in_time, known);
    counts.shown_rate = percent(counts.in_time + counts.late, known);
}

void count(SolicitationList::SiteRow& row, Date from, Date today) {
    for (const audit::Solicitation& each : row.activities) {
        if (each.off_site) ++row.off_site;
        if (each.title.empty()) continue;  // a result whose activity is not shown
        if (each.begun && (*each.begun < from || *each.begun > today)) continue;
        ++row.held;
        if (each.feedback_url.empty()) continue;
        ++row.with_feedback;
        if (each.feedback_on) ++row.with_dated_feedback;
    }
}

}  // namespace

Result<Campaign> look_at_sites(store::Store& store, const ListRequest& request,
                               const LookAtSite& look) {
    const auto campaign = find_campaign(store, request.campaign);
    if (!campaign) return campaign;
    const auto sites = sites_of(store, campaign->id);
    if (!sites) return Fail(sites.error());
    auto index = store::GatherIndex::open(store::evidence_folder(request.data_dir));
    if (!index) return Fail(index.error());
    for (const std::string& code : request.only) {
        const bool known = std::any_of(sites->begin(), sites->end(),
                                       [&](const Site& site) { return site.site_code == code; });
        if (!known) return fail(code, "网站名录里没有这个标识码", "先 import sites");
    }
    for (const Site& site : *sites) {
        const bool asked_for =
            request.only.empty() || std::find(request.only.begin(), request.only.end(),
                                              site.site_code) != request.only.end();
        if (!asked_for || site.state != SiteState::running) continue;
        const auto loaded = store::load_site_facts(request.data_dir, **index, campaign->id, site);
        if (!loaded) return Fail(loaded.error());
        look(site, audit::SiteView(loaded->facts, campaign->as_of));
    }
    return campaign;
}

Result<RepostList> list_reposts(store::Store& store, const ListRequest& request) {
    RepostList list;
    const auto items = store::load<RepostItem>(store);
    if (!items) return Fail(items.error());
    for (const RepostItem& item : *items)
        list.items.push_back({item, audit::due_of(item), false, {}});
    const auto campaign =
        look_at_sites(store, request, [&](const Site& site, const audit::SiteView& view) {
            RepostList::SiteRow row;
            row.site = site;
            const auto sightings = audit::look_for_reposts(view, *items);
            for (std::size_t i = 0; i < sightings.size(); ++i) {
                const audit::RepostSighting& seen = sightings[i];
                row.sightings.push_back({seen.state, seen.why.text, seen.url,
                                         seen.date ? format_printed(*seen.date) : std::string()});
                count(row.counts, seen.state);
                count(list.items[i].counts, seen.state);
                count(list.all, seen.state);
            }
            rate(row.counts);
            list.sites.push_back(std::move(row));
        });
    if (!campaign) return Fail(campaign.error());
    list.campaign = campaign->id;
    list.as_of = campaign->as_of;
    for (RepostList::ItemRow& row : list.items) {
        row.is_due = row.due <= list.as_of;
        rate(row.counts);
    }
    rate(list.all);
    return list;
}

Result<SolicitationList> list_solicitations(store::Store& store, const ListRequest& request) {
    SolicitationList list;
    const auto campaign =
        look_at_sites(store, request, [&](const Site& site, const audit::SiteView& view) {
            SolicitationList::SiteRow row;
            row.site = site;
            row.unread = audit::unread_library(view).text;
            row.activities = audit::solicitations_of(view);
            count(row, add_months(view.today(), -kLibraryMonths), view.today());
            list.read += row.unread.empty() ? 1 : 0;
            list.held += row.held;
            list.with_feedback += row.with_feedback;
            list.with_dated_feedback += row.with_dated_feedback;
            list.off_site += row.off_site;
            list.sites.push_back(std::move(row));
        });
    if (!campaign) return Fail(campaign.error());
    list.campaign = campaign->id;
    list.as_of = campaign->as_of;
    if (list.held > 0) {
        list.feedback_rate = percent(list.with_feedback, list.held);
        list.dated_rate = percent(list.with_dated_feedback, list.held);
    }
    return list;
}

}  // namespace mingcha::app
