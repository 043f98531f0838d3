#include "gather/workers.h"

#include "base/text.h"
#include "gather/client_redirect.h"
#include "gather/unpack.h"

namespace mingcha::gather {

namespace {

constexpr std::size_t kLargePage = 2'000'000;
constexpr std::size_t kSpareLinks = 16;
constexpr std::size_t kSpareLinkBytes = 256 * 1024;
constexpr std::size_t kSniffed = 512;
constexpr std::size_t kVisitBytes = 1024;  // what a queued visit weighs besides its body

std::uint64_t ns_since(Clock::time_point begin) {
    return static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - begin).count());
}

bool looks_like_html(std::string_view body) {
    const std::string start = lower_ascii(trim(body.substr(0, kSniffed)));
    return start.starts_with("<!doctype html") || start.find("<html") != std::string::npos ||
           start.find("<head") != std::string::npos || start.find("<body") != std::string::npos;
}

bool is_html(std::string_view head, std::string_view body) {
    const std::string type = lower_ascii(header_value(head, "content-type"));
    if (type.find("html") != std::string::npos) return true;
    const bool vague = type.empty() || type.find("text/plain") != std::string::npos ||
                       type.find("octet-stream") != std::string::npos;
    return vague && looks_like_html(body);
}

}  // namespace

void FoundLinks::add(std::string_view url, LinkKind kind) {
    if (entries.size() >= kMaxLinksAPage) return;
    entries.push_back({page_key(url), static_cast<std::uint32_t>(text.size()),
                       static_cast<std::uint32_t>(url.size()), kind});
    text += url;
}

Workers::Workers(int count, Handler& handler, std::function<void()> wake)
    : handler_(handler), wake_(std::move(wake)) {
    for (int i = 0; i < count; ++i) threads_.emplace_back([this, i] { run(i); });
}

Workers::~Workers() {
    {
        const std::lock_guard lock(mutex_);
        stop_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

void Workers::enqueue(Item item) {
    queued_bytes_ += item.bytes;
    {
        const std::lock_guard lock(mutex_);
        queue_.push_back(std::move(item));
    }
    changed_.notify_one();
}

void Workers::push(std::size_t site, Visit visit) {
    const std::size_t bytes = visit.response.body.bytes().size() + kVisitBytes;
    enqueue({site, bytes, std::move(visit)});
}

void Workers::push(std::size_t site, SiteEnd end) {
    enqueue({site, kVisitBytes, std::move(end)});
}

std::vector<WorkDone> Workers::done() {
    const std::lock_guard lock(mutex_);
    return std::exchange(done_, {});
}

void Workers::recycle(FoundLinks found) {
    if (found.text.capacity() == 0 || found.text.capacity() > kSpareLinkBytes) return;
    found.clear();
    const std::lock_guard lock(mutex_);
    if (spare_.size() < kSpareLinks) spare_.push_back(std::move(found));
}

// The first part of an external page, unpacked as far as it goes; empty where it is no page.
std::string_view Workers::peek(Visit& visit, std::string_view body, std::string& room) {
    const std::string_view encoding = header_value(visit.response.head, "content-encoding");
    const Unpacked how = unpack(body, encoding, kMaxProbeBytes, room);
    if (how != Unpacked::as_is) body = room;
    visit.peeked = how != Unpacked::unknown_encoding && !body.empty() &&
                   is_html(visit.response.head, body) && !is_wall_page(body, visit.response.head);
    return visit.peeked ? body : std::string_view{};
}

// A document or a style sheet, unpacked; empty, and no longer marked as one, where it is too large
// or damaged.
std::string_view Workers::unpack_file(Visit& visit, std::string_view body, std::string& room) {
    const std::size_t most = visit.sheet ? kSheetBytes : kDocumentBytes;
    const std::string_view encoding = header_value(visit.response.head, "content-encoding");
    const Unpacked how = unpack(body, encoding, most, room);
    if (visit.response.cut) return {};
    if (how == Unpacked::as_is) return body;
    return how == Unpacked::unpacked ? std::string_view(room) : std::string_view{};
}

WorkDone Workers::handle_visit(int worker, Item& item, std::string& room) {
    Visit& visit = std::get<Visit>(item.what);
    const auto begin = Clock::now();
    std::string_view body = visit.response.body.bytes();
    if (visit.readable) {
        const std::string_view encoding = header_value(visit.response.head, "content-encoding");
        const Unpacked how = unpack(body, encoding, kMaxBodyBytes, room);
        if (how != Unpacked::as_is) body = room;
        const bool too_large = visit.response.cut || how == Unpacked::too_large;
        visit.is_html = how != Unpacked::unknown_encoding && is_html(visit.response.head, body);
        if (!visit.is_html && how == Unpacked::unknown_encoding) {
            visit.reason = {ReasonCode::ours, "未知的内容编码"};
        } else if (visit.is_html && too_large) {
            visit.is_html = false;
            visit.reason = {ReasonCode::budget, "页面超过大小上限"};
        } else if (visit.is_html && how == Unpacked::damaged && body.empty()) {
            visit.is_html = false;
            visit.reason = {ReasonCode::site, "内容无法解压"};
        } else if (visit.is_html && is_wall_page(body, visit.response.head)) {
            visit.is_html = false;
            visit.state = LinkState::blocked;
            visit.reason = {ReasonCode::blocked, "防火墙验证页"};
        }
    }
    if (visit.document || visit.sheet) {
        body = visit.state == LinkState::fine ? unpack_file(visit, body, room) : "";
    } else if (visit.peeked) {
        body = peek(visit, body, room);
    } else if (!visit.is_html) {
        body = {};
    }
    unpacked_.pages += 1;
    unpacked_.bytes += body.size();
    unpacked_.ns += ns_since(begin);

    WorkDone result;
    result.site = item.site;
    result.read.entry = static_cast<std::uint32_t>(visit.response.token);
    result.read.page = visit.page;
    result.read.guised = visit.guise != Guise::own;
    {
        const std::lock_guard lock(mutex_);
        if (!spare_.empty()) {
            result.read.found = std::move(spare_.back());
            spare_.pop_back();
        }
    }
    if (result.read.entry == 0 && visit.is_html && !result.read.guised)
        result.read.leads_to = client_redirect(body);
    if (!result.read.leads_to.empty()) return result;
    if (visit.sheets_follow && visit.is_html) {
        visit.sheets_follow = false;
        result.read.sheets = handler_.sheets_of(worker, visit, body);
        if (!result.read.sheets.empty()) {
            result.read.held = std::move(visit);
            return result;
        }
    }
    const auto handling = Clock::now();
    {
        std::unique_lock large(large_page_, std::defer_lock);
        if (body.size() > kLargePage) large.lock();
        if (!handler_.visit(worker, visit, body, result.read.found)) failed_ = true;
    }
    result.read.read = visit.is_html;
    result.read.reason = visit.reason;
    handled_.pages += 1;
    handled_.bytes += body.size();
    handled_.ns += ns_since(handling);
    visit.response.body.release();
    if (room.capacity() > kLargePage) std::string().swap(room);
    return result;
}

void Workers::run(int worker) {
    std::string room;  // for unpacked bodies, kept from page to page
    std::unique_lock lock(mutex_);
    while (true) {
        changed_.wait(lock, [this] { return stop_ || !queue_.empty(); });
        if (queue_.empty() || (stop_ && failed_)) return;
        Item item = std::move(queue_.front());
        queue_.pop_front();
        lock.unlock();
        WorkDone result;
        if (std::holds_alternative<Visit>(item.what)) {
            result = handle_visit(worker, item, room);
        } else {
            result.site = item.site;
            result.ended = true;
            if (!handler_.finish(worker, std::get<SiteEnd>(item.what))) failed_ = true;
        }
        queued_bytes_ -= item.bytes;
        lock.lock();
        const bool first = done_.empty();
        done_.push_back(std::move(result));
        lock.unlock();
        if (first) wake_();
        lock.lock();
    }
}

StageCounter Workers::unpacked() const {
    return {unpacked_.pages, unpacked_.bytes, unpacked_.ns};
}

StageCounter Workers::handled() const {
    return {handled_.pages, handled_.bytes, handled_.ns};
}

}  // namespace mingcha::gather
