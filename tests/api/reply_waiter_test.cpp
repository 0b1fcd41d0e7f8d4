#include "api/reply_waiter.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <optional>

namespace reply_waiter_test {

using namespace kalends;
using namespace kalends::api;

namespace {

struct Asker : http::Answerable {
    void answer(http::Response&& response, const http::Attached&) override { told = response; }
    void abandon(const http::Attached&) override { is_abandoned = true; }

    std::optional<http::Response> told;
    bool is_abandoned = false;
};

std::unique_ptr<ReplyWaiter> waiter_for(const std::shared_ptr<Asker>& asker) {
    return std::make_unique<ReplyWaiter>(http::Reply{asker}, "request-1",
                                         [](const Outcome&) { return http::Response{}; });
}

}  // namespace

TEST_CASE("whoever waits for what nobody will tell is told that the outcome is unknown") {
    const auto asker = std::make_shared<Asker>();
    waiter_for(asker).reset();
    REQUIRE(asker->told);
    CHECK(asker->told->status == http::Status::unavailable);
    CHECK(asker->told->body.find("outcome-unknown") != std::string::npos);
    CHECK_FALSE(asker->is_abandoned);
}

TEST_CASE("an outcome is told once") {
    const auto asker = std::make_shared<Asker>();
    auto waiter = waiter_for(asker);
    waiter->decided(KeyReused{});
    waiter->settled();
    REQUIRE(asker->told);
    asker->told.reset();
    waiter.reset();
    CHECK_FALSE(asker->told);
}

}  // namespace reply_waiter_test
