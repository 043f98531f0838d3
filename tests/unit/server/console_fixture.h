// A console over a small fictional city of two counties, and people to ask it.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/inspection_desk.h"
#include "people/roles.h"
#include "server/console.h"
#include "store/store.h"
#include "tests/testing/temp_dir.h"
#include "tests/unit/server/openapi.h"

namespace mingcha::server {

inline constexpr const char* kCampaign = "2021Q4";
inline constexpr const char* kPassword = "Quiet-Lake7";
inline constexpr const char* kVeto = "aaaa000000000001";    // of the northern portal
inline constexpr const char* kNorth = "aaaa000000000002";   // a deduction of it
inline constexpr const char* kSouth = "aaaa000000000003";   // of the southern site
inline constexpr const char* kNorth2 = "aaaa000000000004";  // same cause as kSouth
inline constexpr const char* kNorth3 = "aaaa000000000005";  // likewise

struct Answer {
    int status = 0;
    std::string body, content_type, cookie, etag, policy, allow;
    nlohmann::json json;  // where it is JSON
};

class ConsoleFixture : public ::testing::Test {
protected:
    void SetUp() override;

    void add_city();
    void add_findings();
    // Somebody of that id with one role at one office.
    void add_person(const std::string& id, people::Role role, const std::string& office = "top");
    void separate_duties();

    struct Visitor {
        std::string cookie, csrf;
    };
    Visitor sign_in(const std::string& id, const std::string& password = kPassword);

    // Through the API; the answer is held against schemas/openapi.yaml.
    Answer ask(const Visitor& who, const std::string& method, const std::string& target,
               const std::string& body = "", const std::string& etag = "");
    Answer raw(const httpd::Request& request);
    static httpd::Request request(const std::string& method, const std::string& target,
                                  const std::string& body = "");
    static std::string of_campaign(const std::string& rest) {
        return "/campaigns/" + std::string(kCampaign) + rest;
    }
    static std::string decisions(const std::string& finding) {
        return of_campaign("/findings/" + finding + "/decisions");
    }

    // What the desk's inspection does; visits nobody unless a test says so.
    std::function<Result<app::InspectSummary>(store::Store&, const app::InspectRequest&,
                                              const std::atomic<bool>&)>
        inspect_;

    // A folder within, so that what is made beside the data is gone with it, too.
    std::filesystem::path data_dir() const { return folder_.path() / "data"; }
    mingcha::testing::TempDir folder_;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<app::InspectionDesk> desk_;
    std::unique_ptr<Console> console_;
    std::string first_link_;
    Instant now_{0};
    int tokens_ = 0;
    std::vector<BundleFile> bundle_;
};

}  // namespace mingcha::server
