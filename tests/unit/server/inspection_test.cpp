// Inspections through the console: one at a time, watched as a stream, stopped, seen by each person
// as far as they reach.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <condition_variable>
#include <mutex>
#include <thread>

#include "server/progress_stream.h"
#include "store/run_rows.h"
#include "tests/unit/server/console_fixture.h"

namespace mingcha::server {
namespace {

using people::Role;

const char* const kNorthPortal = "9999000001";
const char* const kSouthSite = "9999000003";

// An inspection that goes only as far as the test lets it.
class Paced {
public:
    // For ConsoleFixture::inspect_.
    Result<app::InspectSummary> run(const app::InspectRequest& request,
                                    const std::atomic<bool>& stop) {
        const auto plan = app::plan_inspection(*store, request.campaign, request.only);
        if (!plan) return Fail(plan.error());
        request.watch.on_begin(plan->targets, kept);
        std::size_t pages = 0;
        for (const gather::Target& target : plan->targets) {
            if (kept.contains(target.key)) continue;
            gather::Progress progress;
            progress.targets = plan->targets.size();
            progress.pages = pages;
            progress.requests = 2 * pages;
            progress.seconds = static_cast<double>(pages);
            progress.under_way = {target.key};
            request.watch.on_progress(progress);
            if (!wait(stop)) return fail("inspect", "stopped before all targets were visited");
            gather::SiteEnd end;
            end.target = &target;
            end.visited = target.key != kSouthSite;
            if (!end.visited) end.unvisited = {ReasonCode::blocked, "HTTP 403"};
            end.pages = 7;
            end.requests = 14;
            pages += 7;
            request.watch.on_end(end);
        }
        request.on_phase(app::InspectPhase::judging);
        if (!wait(stop)) return fail("inspect", "stopped");
        app::InspectSummary summary;
        summary.gathering.crawl.pages = pages;
        summary.gathering.crawl.requests = 2 * pages;
        return summary;
    }
    // One more target may end.
    void step(int more = 1) {
        const std::lock_guard lock(mutex_);
        allowed_ += more;
        changed_.notify_all();
    }

    store::Store* store = nullptr;
    std::set<std::string> kept;

private:
    bool wait(const std::atomic<bool>& stop) {
        std::unique_lock lock(mutex_);
        while (allowed_ == 0 && !stop) changed_.wait_for(lock, std::chrono::milliseconds(5));
        if (stop) return false;
        --allowed_;
        return true;
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    int allowed_ = 0;
};

// A browser's line: sends one request and reads what comes, for five seconds at most.
class Line {
public:
    Line(std::uint16_t port, const std::string& request)
        : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const timeval limit{5, 0};
        setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        EXPECT_EQ(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
        EXPECT_GT(::send(socket_, request.data(), request.size(), MSG_NOSIGNAL), 0);
    }
    ~Line() { ::close(socket_); }
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;

    // All that came so far, once `end` is in it or nothing comes any more.
    const std::string& until(const std::string& end) {
        char buffer[4096];
        while (text_.find(end) == std::string::npos) {
            const ssize_t got = ::recv(socket_, buffer, sizeof buffer, 0);
            if (got <= 0) break;
            text_.append(buffer, static_cast<std::size_t>(got));
        }
        return text_;
    }

private:
    int socket_;
    std::string text_;
};

class Inspection : public ConsoleFixture {
protected:
    void SetUp() override {
        ConsoleFixture::SetUp();
        add_city();
        std::vector<Account> accounts = *store::load<Account>(*store_);
        for (Account& each : accounts) each.url = "http://a.example/" + each.account_code;
        ASSERT_TRUE(store::save<Account>(*store_, {}, accounts));
        inspect_ = [this](store::Store& store, const app::InspectRequest& request,
                          const std::atomic<bool>& stop) {
            paced_.store = &store;
            return paced_.run(request, stop);
        };
        add_person("admin", Role::administrator);
        add_person("north", Role::reader, "north");
        admin_ = sign_in("admin");
        north_ = sign_in("north");
    }
    void TearDown() override {
        // Streams before the console that they read.
        streams_.clear();
        desk_.reset();
    }
    Answer start(const std::string& body = "{}") {
        return ask(admin_, "POST", of_campaign("/inspection"), body);
    }
    Answer look(const Visitor& who) { return ask(who, "GET", of_campaign("/inspection")); }
    // Until `what` holds of the answer, for five seconds.
    Answer comes(const Visitor& who, const std::function<bool(const nlohmann::json&)>& what) {
        Answer answer;
        for (int tries = 0; tries < 500; ++tries) {
            answer = look(who);
            if (answer.status != 200 || what(answer.json)) return answer;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        ADD_FAILURE() << "did not come: " << answer.body;
        return answer;
    }
    Answer done(int count) {
        return comes(admin_, [count](const auto& json) { return json["totals"]["done"] == count; });
    }
    Answer over() {
        return comes(admin_, [](const auto& json) { return json["running"] == false; });
    }
    std::shared_ptr<httpd::Stream> watch(const Visitor& who, const std::string& last = "",
                                         int status = 200) {
        httpd::Request asked =
            request("GET", std::string(kApi) + of_campaign("/inspection/events"));
        asked.headers = {{"Cookie", who.cookie}};
        if (!last.empty()) asked.headers.emplace_back("Last-Event-ID", last);
        const httpd::Response response = console_->respond(asked);
        EXPECT_EQ(response.status, status) << response.body;
        return response.stream;
    }
    static std::vector<nlohmann::json> events(const std::string& text, const std::string& name) {
        std::vector<nlohmann::json> out;
        const std::string head = "event: " + name + "\ndata: ";
        for (std::size_t at = text.find(head); at != std::string::npos;
             at = text.find(head, at + 1)) {
            const std::size_t from = at + head.size();
            out.push_back(nlohmann::json::parse(text.substr(from, text.find('\n', from) - from)));
        }
        return out;
    }
    static std::string last_id(const std::string& text) {
        const std::size_t at = text.rfind("id: ") + 4;
        return text.substr(at, text.find('\n', at) - at);
    }

    Paced paced_;
    Visitor admin_, north_;
    std::vector<std::shared_ptr<httpd::Stream>> streams_;
};

TEST_F(Inspection, RunsToItsEndAndIsWrittenDown) {
    EXPECT_TRUE(look(admin_).json["run"].is_null());
    const Answer begun = start(R"({"max_pages":50,"max_seconds":20,"rate":300})");
    ASSERT_EQ(begun.status, 201) << begun.body;
    EXPECT_EQ(begun.json["running"], true);
    EXPECT_EQ(begun.json["run"]["by"], "admin");
    EXPECT_EQ(begun.json["run"]["max_pages"], 50);
    EXPECT_EQ(begun.json["totals"]["targets"], 5);
    paced_.step();
    const Answer first = done(1);
    EXPECT_EQ(first.json["recent"][0]["key"], kNorthPortal);
    EXPECT_EQ(first.json["recent"][0]["pages"], 7);
    EXPECT_TRUE(first.json["recent"][0]["findings"].is_null()) << "judged when the visits are over";
    EXPECT_EQ(first.json["phase"], "gathering");
    paced_.step(4);
    comes(admin_, [](const auto& json) { return json["phase"] == "judging"; });
    paced_.step();
    const Answer ended = over();
    EXPECT_EQ(ended.json["run"]["outcome"], "done");
    EXPECT_EQ(ended.json["totals"]["pages"], 35);
    ASSERT_EQ(ended.json["not_reached"].size(), 1U);
    EXPECT_EQ(ended.json["not_reached"][0]["key"], kSouthSite);
    EXPECT_EQ(ended.json["not_reached"][0]["reason"]["code"], "blocked");
    EXPECT_EQ(ended.json["found"]["findings"], 5) << "those of add_findings";
    const auto rows = store::load<store::InspectionRun>(*store_, kCampaign);
    ASSERT_EQ(rows->size(), 1U);
    EXPECT_EQ(rows->front().end, store::RunEnd::done);
    EXPECT_EQ(rows->front().finished, 5);
    EXPECT_EQ(rows->front().rate_hundredths, 300);
    // The next one is possible, and counts on.
    const Answer again = start(R"({"only":["9999000001"]})");
    ASSERT_EQ(again.status, 201) << again.body;
    EXPECT_EQ(again.json["run"]["number"], 2);
    EXPECT_EQ(again.json["totals"]["targets"], 1);
    EXPECT_EQ(again.json["totals"]["done"], 0);
}

TEST_F(Inspection, IsOneAtATime) {
    ASSERT_EQ(start().status, 201);
    const Answer second = start();
    EXPECT_EQ(second.status, 409);
    EXPECT_NE(second.body.find("admin"), std::string::npos) << "who runs it";
    EXPECT_NE(second.body.find(kCampaign), std::string::npos);
    EXPECT_EQ(store_->count(store::kInspectionRunKind, kCampaign), 1);
}

TEST_F(Inspection, IsStoppedAndKeepsWhatCame) {
    ASSERT_EQ(start().status, 201);
    paced_.step(2);
    done(2);
    const Answer stopping = ask(admin_, "DELETE", of_campaign("/inspection"));
    ASSERT_EQ(stopping.status, 202) << stopping.body;
    const Answer ended = over();
    EXPECT_EQ(ended.json["run"]["outcome"], "stopped");
    EXPECT_EQ(ended.json["totals"]["done"], 2);
    EXPECT_GT(ended.json["found"]["not_measured"], 0) << "judged, though nothing was seen";
    EXPECT_EQ(ask(admin_, "DELETE", of_campaign("/inspection")).status, 409);
    // Taken up again: those two are kept.
    paced_.kept = {"9999000001", "9999000002"};
    ASSERT_EQ(start().status, 201);
    const Answer again =
        comes(admin_, [](const auto& json) { return json["totals"]["kept"] == 2; });
    EXPECT_EQ(again.json["totals"]["done"], 2);
    EXPECT_EQ(again.json["recent"].size(), 0U);
}

TEST_F(Inspection, RefusesWhatCannotBeInspected) {
    for (const char* body :
         {R"({"only":["1234567890"]})", R"({"max_pages":0})", R"({"rate":-1})",
          R"({"max_seconds":86401})", R"({"only":"9999000001"})", R"({"pages":3})"}) {
        EXPECT_EQ(start(body).status, 422) << body;
    }
    EXPECT_EQ(ask(admin_, "POST", "/campaigns/none/inspection", "{}").status, 404);
    EXPECT_EQ(ask(admin_, "GET", "/campaigns/none/inspection").status, 404);
    EXPECT_EQ(store_->count(store::kInspectionRunKind, kCampaign), 0) << "nothing is left of them";
    EXPECT_EQ(start().status, 201) << "and the desk is free";
}

TEST_F(Inspection, OfAClosedCampaignIsRefused) {
    Campaign closed = store::load<Campaign>(*store_)->front();
    closed.closed = true;
    ASSERT_TRUE(store::save<Campaign>(*store_, {}, {closed}));
    EXPECT_EQ(start().status, 422);
}

TEST_F(Inspection, ThatFailsSaysWhy) {
    inspect_ = [](store::Store&, const app::InspectRequest&, const std::atomic<bool>&) {
        return Result<app::InspectSummary>(Fail(Error{"evidence", "disk full", "make room"}));
    };
    ASSERT_EQ(start().status, 201);
    const Answer ended = over();
    EXPECT_EQ(ended.json["run"]["outcome"], "failed");
    EXPECT_NE(ended.json["run"]["error"].get<std::string>().find("disk full"), std::string::npos);
}

TEST_F(Inspection, ThatWasCutOffIsSaidToBe) {
    store::InspectionRun run;
    run.number = 1;
    run.by = "admin";
    run.began = now_;
    run.targets = 5;
    run.finished = 2;
    ASSERT_TRUE(store::save<store::InspectionRun>(*store_, kCampaign, {run}));
    EXPECT_EQ(app::InspectionDesk::recover(*store_), 1);
    EXPECT_EQ(app::InspectionDesk::recover(*store_), 0) << "once";
    const Answer answer = look(admin_);
    EXPECT_EQ(answer.json["running"], false);
    EXPECT_EQ(answer.json["run"]["outcome"], "cut_off");
}

TEST_F(Inspection, EndsWithTheProgramAsCutOff) {
    ASSERT_EQ(start().status, 201);
    paced_.step();
    done(1);
    desk_.reset();
    const auto rows = store::load<store::InspectionRun>(*store_, kCampaign);
    EXPECT_EQ(rows->front().end, store::RunEnd::cut_off);
    EXPECT_EQ(rows->front().finished, 1);
}

TEST_F(Inspection, ShowsACountyItsOwnOnly) {
    ASSERT_EQ(start().status, 201);
    paced_.step(5);
    comes(admin_, [](const auto& json) { return json["phase"] == "judging"; });
    const Answer own = comes(north_, [](const auto& json) { return json["totals"]["done"] == 3; });
    EXPECT_EQ(own.json["totals"]["targets"], 3) << "two sites and an account";
    EXPECT_EQ(own.json["totals"]["unvisited"], 0);
    EXPECT_EQ(own.body.find("南渡"), std::string::npos);
    EXPECT_EQ(own.json["not_reached"].size(), 0U);
    const auto stream = watch(north_);
    const std::string said = stream->next().value_or("");
    EXPECT_EQ(said.find("南渡"), std::string::npos) << said;
    EXPECT_EQ(events(said, "state").front()["totals"]["targets"], 3);
    paced_.step();
    const Answer ended = comes(north_, [](const auto& json) { return json["running"] == false; });
    EXPECT_EQ(ended.json["found"]["findings"], 4) << "one lies in the south";
    EXPECT_EQ(ask(north_, "POST", of_campaign("/inspection"), "{}").status, 403);
}

TEST_F(Inspection, IsToldAsEventsUntilItsEnd) {
    ASSERT_EQ(start().status, 201);
    const auto stream = watch(admin_);
    const std::string first = *stream->next();
    EXPECT_TRUE(first.starts_with("retry: 3000\n\nid: 1-0\nevent: state\ndata: {")) << first;
    paced_.step(3);
    done(3);
    const std::string more = *stream->next();
    const auto sites = events(more, "site");
    ASSERT_EQ(sites.size(), 3U) << more;
    EXPECT_EQ(sites[0]["key"], kNorthPortal);
    EXPECT_EQ(sites[2]["visited"], false);
    EXPECT_EQ(sites[2]["reason"]["code"], "blocked");
    EXPECT_EQ(events(more, "state").size(), 0U) << "one a second is enough";
    now_.seconds += 1;
    const std::string state = *stream->next();
    EXPECT_EQ(events(state, "state").front()["totals"]["done"], 3);
    EXPECT_EQ(last_id(state), "1-3");
    now_.seconds += 1;
    EXPECT_EQ(*stream->next(), "") << "nothing happened";
    now_.seconds += kKeepAliveSeconds;
    EXPECT_EQ(*stream->next(), ": still here\n\n");
    EXPECT_EQ(*stream->next(), "") << "not more often than it must";
    paced_.step(3);
    over();
    const std::string end = *stream->next();
    EXPECT_EQ(events(end, "site").size(), 2U);
    EXPECT_EQ(events(end, "state").back()["run"]["outcome"], "done");
    EXPECT_NE(end.find("event: end\ndata: {}\n\n"), std::string::npos);
    EXPECT_FALSE(stream->next()) << "nothing comes after the end";
}

TEST_F(Inspection, IsReadOverASocket) {
    ASSERT_EQ(start().status, 201);
    httpd::Options options;
    options.threads = 1;
    const auto server = httpd::Server::start(
        options, [this](const httpd::Request& asked) { return console_->respond(asked); });
    ASSERT_TRUE(server);
    const std::string request = "GET " + std::string(kApi) + of_campaign("/inspection/events") +
                                " HTTP/1.1\r\nHost: h\r\nCookie: " + admin_.cookie + "\r\n\r\n";
    Line line((*server)->port(), request);
    const std::string head = line.until("event: state");
    EXPECT_NE(head.find("Content-Type: text/event-stream; charset=utf-8\r\n"), std::string::npos);
    EXPECT_NE(head.find("X-Accel-Buffering: no\r\n"), std::string::npos) << head;
    EXPECT_NE(head.find("Cache-Control: no-store\r\n"), std::string::npos) << head;
    paced_.step(6);
    over();
    const std::string all = line.until("\r\n0\r\n\r\n");
    EXPECT_NE(all.find("event: site\n"), std::string::npos);
    EXPECT_TRUE(all.ends_with("event: end\ndata: {}\n\n\r\n0\r\n\r\n")) << all;
    (*server)->stop();
}

TEST_F(Inspection, IsTakenUpAgainWhereAReaderLeftOff) {
    ASSERT_EQ(start().status, 201);
    paced_.step(3);
    done(3);
    const std::string resumed = *watch(admin_, "1-1")->next();
    EXPECT_EQ(events(resumed, "state").size(), 1U) << "the whole state first";
    ASSERT_EQ(events(resumed, "site").size(), 2U) << "and what was missed";
    EXPECT_EQ(events(resumed, "site")[0]["key"], "9999000002");
    for (const char* strange :
         {"", "9-1", "1-77", "x", "1-", "-1", "1-1-1", "1-99999999999999999999"}) {
        const std::string whole = *watch(admin_, strange)->next();
        EXPECT_EQ(events(whole, "state").size(), 1U) << strange;
        EXPECT_EQ(events(whole, "site").size(), 0U) << strange;
    }
}

TEST_F(Inspection, StreamsOfASessionAreFewAndGivenBack) {
    ASSERT_EQ(start().status, 201);
    for (std::size_t i = 0; i < kMaxStreamsOfSession; ++i) streams_.push_back(watch(admin_));
    watch(admin_, "", 429);
    streams_.push_back(watch(north_));  // another session
    ASSERT_NE(streams_.back(), nullptr);
    streams_.erase(streams_.begin());
    streams_.push_back(watch(admin_));
    EXPECT_NE(streams_.back(), nullptr) << "a place is free again";
}

TEST_F(Inspection, StreamEndsWithTheSession) {
    ASSERT_EQ(start().status, 201);
    const auto stream = watch(north_);
    ASSERT_TRUE(stream->next());
    ASSERT_EQ(ask(north_, "DELETE", "/session").status, 204);
    EXPECT_FALSE(stream->next());
}

TEST_F(Inspection, StreamDoesNotKeepAnIdleSessionAlive) {
    ASSERT_EQ(start().status, 201);
    const auto stream = watch(north_);
    ASSERT_TRUE(stream->next());
    const people::Settings usual;
    now_.seconds += usual.idle_minutes * 60 - 1;
    EXPECT_TRUE(stream->next());
    now_.seconds += kLookAtRightsSeconds;
    EXPECT_FALSE(stream->next());
}

TEST_F(Inspection, StreamEndsWhenTheRightIsTakenAway) {
    ASSERT_EQ(start().status, 201);
    const auto stream = watch(north_);
    ASSERT_TRUE(stream->next());
    ASSERT_EQ(ask(admin_, "PATCH", "/people/north",
                  R"({"grants":[{"role":"reader","office_id":"south"}]})")
                  .status,
              200);
    now_.seconds += kLookAtRightsSeconds;
    EXPECT_FALSE(stream->next());
}

}  // namespace
}  // namespace mingcha::server
