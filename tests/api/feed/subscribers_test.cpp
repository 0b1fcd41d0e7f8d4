#include "api/feed/subscribers.hpp"

#include <doctest/doctest.h>

#include <array>
#include <memory>
#include <stdexcept>
#include <string>

#include "tests/office/office.hpp"

namespace subscribers_test {

using namespace kalends;
using namespace kalends::api;
using namespace std::chrono_literals;

namespace {

// A client in memory, which takes what it is sent, or does not.
struct Client final : http::Answerable, http::StreamSink, std::enable_shared_from_this<Client> {
    void answer(http::Response&&, const http::Attached&) override {
        FAIL_CHECK("this is no stream");
    }
    void abandon(const http::Attached&) override { FAIL_CHECK("there is no answer"); }
    std::shared_ptr<http::StreamSink> begin(http::Response&&, const http::Attached&,
                                            std::shared_ptr<http::StreamListener> ear) override {
        listener = std::move(ear);
        return shared_from_this();
    }
    bool write(std::string_view bytes) override {
        heard.append(bytes);
        return takes;
    }
    void finish() override { FAIL_CHECK("a feed has no end"); }
    void cut() override { has_ended = true; }

    [[nodiscard]] std::size_t events() const {
        std::size_t events = 0;
        for (auto at = heard.find("event: "); at != std::string::npos; ++events) {
            at = heard.find("event: ", at + 1);
        }
        return events;
    }

    std::shared_ptr<http::StreamListener> listener;
    std::string heard;
    bool takes = true;
    bool has_ended = false;
};

// Stands still when it is told to.
struct StoppableView : FeedView {
    StoppableView(Database& database, const bool& has_stopped)
        : FeedView{database}, has_stopped_{has_stopped} {}

    void apply(const LoggedEvent& event) override {
        if (has_stopped_) throw std::runtime_error{"stopped"};
        FeedView::apply(event);
    }

  private:
    const bool& has_stopped_;
};

// The feed of an office, and those who follow it.
struct Feed {
    explicit Feed(const SubscriberLimits& limits) : subscribers{office.log, limits, {}} {
        views.step(1'000);
    }

    [[nodiscard]] std::shared_ptr<Client> follow() {
        auto client = std::make_shared<Client>();
        subscribers.admit(views,
                          {.holder = {office.organisation, {}},
                           .filter = FeedFilter{{office.organisation, {}, {}}},
                           .after = std::nullopt,
                           .pointer = {},
                           .frame = {}},
                          http::Reply{client});
        return client;
    }
    Subscribers::Clock::time_point book() {
        office.ask(office.book(testing::at("2026-12-07T00:00:00Z") + Minutes{30 * booked++}));
        views.step(1'000);
        return serve();
    }
    Subscribers::Clock::time_point serve() {
        auto next = subscribers.step(views);
        while (next == Subscribers::Clock::time_point::min()) next = subscribers.step(views);
        return next;
    }

    testing::Office office;
    bool has_stopped = false;
    ViewKind kind{"feed", 1, [this](Database& database) {
                      return std::make_unique<StoppableView>(database, has_stopped);
                  }};
    Runner views{office.log, {}, {kind}, [](const std::string&, const std::string&) {}};
    Subscribers subscribers;
    int booked = 0;
};

}  // namespace

TEST_CASE("a feed that grows all the time is sent in rounds, between which its followers rest") {
    Feed resting{{.rest_between_rounds = 1h}};
    const auto client = resting.follow();
    resting.book();
    CHECK(client->events() == 1);
    const auto next = resting.book();
    CHECK(client->events() == 1);
    CHECK(next > Subscribers::Clock::now());
    CHECK(next < Subscribers::Clock::time_point::max());

    Feed restless{{.rest_between_rounds = 0ms}};
    const auto other = restless.follow();
    restless.book();
    restless.book();
    CHECK(other->events() == 2);
}

TEST_CASE("when too much is held for those who do not read, who has done so longest is cut off") {
    Feed feed{{.held_bytes_per_organisation_max = 250'000,
               .kernel_bytes = 100'000,
               .rest_between_rounds = 0ms}};
    const std::array clients{feed.follow(), feed.follow(), feed.follow()};
    feed.serve();
    for (const auto& client : clients) client->takes = false;
    feed.book();
    CHECK(feed.subscribers.count() == 2);
    CHECK(clients[0]->has_ended);
    for (const auto& client : {clients[1], clients[2]}) {
        CHECK_FALSE(client->has_ended);
        client->takes = true;
        client->listener->drained();
    }
    feed.book();
    CHECK(clients[1]->events() == 2);
    CHECK(clients[2]->events() == 2);
}

TEST_CASE("while their feed stands still its followers ask for nothing") {
    Feed feed{{}};
    const auto client = feed.follow();
    feed.has_stopped = true;
    CHECK(feed.book() > Subscribers::Clock::now());
    CHECK(client->events() == 0);
}

}  // namespace subscribers_test
