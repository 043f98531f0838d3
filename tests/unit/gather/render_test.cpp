// Rendering with the machine's Chromium, where there is one.
#include "gather/render.h"

#include <gtest/gtest.h>

#include "tests/testing/local_server.h"

namespace mingcha::gather {
namespace {

using testing::answer;
using testing::LocalRequest;
using testing::LocalServer;

TEST(Render, RunsScriptsAndReachesNoOtherHost) {
    LocalServer other([](const LocalRequest&) { return answer("<html>other"); });
    LocalServer server([&other](const LocalRequest& request) {
        if (request.target == "/list.json")
            return answer("通知公告", "200 OK", "Content-Type: text/plain; charset=utf-8\r\n");
        return answer("<html><body><div id=a></div><iframe src='http://" + other.address() +
                      "/in'></iframe><script>fetch('/list.json').then(r => r.text()).then(t => {"
                      "document.getElementById('a').textContent = t + location.hostname});"
                      "fetch('http://" +
                      other.address() + "/x').catch(() => 0)</script>");
    });
    FetchOptions options;
    options.resolve_all = server.address();
    options.guard = NetGuard({*parse_network("127.0.0.0/8")});
    auto renderer = Renderer::find(options);
    if (!renderer) GTEST_SKIP() << "no Chromium on this machine";
    const auto html = renderer->render("http://www.a.gov.cn/app");
    ASSERT_TRUE(html) << html.error().text();
    EXPECT_NE(html->find("通知公告www.a.gov.cn"), std::string::npos) << *html;
    EXPECT_EQ(other.requests().size(), 0U);
    EXPECT_EQ(server.count("/app"), 1);
}

TEST(Render, InternalAddressesAreRefused) {
    auto renderer = Renderer::find(FetchOptions{});
    if (!renderer) GTEST_SKIP() << "no Chromium on this machine";
    const auto html = renderer->render("http://127.0.0.1:9/");
    ASSERT_FALSE(html);
    EXPECT_NE(html.error().what.find("may not be asked"), std::string::npos);
}

}  // namespace
}  // namespace mingcha::gather
