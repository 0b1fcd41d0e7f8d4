#include "api/views_driver.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "eventstore/failures.hpp"
#include "projections/all_views.hpp"
#include "tests/office/office.hpp"

namespace views_driver_test {

using namespace kalends;
using kalends::testing::at;

namespace {

std::string text_of(const std::exception_ptr& trouble) {
    try {
        std::rethrow_exception(trouble);
    } catch (const std::exception& why) {
        return why.what();
    }
}

// The views of an office, driven. The office works only where they do not, for it has one log in
// memory with them.
struct Driven {
    Driven() {
        office.ask(office.book(at("2026-11-03T09:00:00Z")));
        driver = std::make_unique<api::ViewsDriver>(
            runner, api::ViewsDriver::Calls{.failed = [this](const std::exception_ptr& why) {
                told.push_back(text_of(why));
            }});
    }

    // Where the views stood when they answered, and whether they were late.
    [[nodiscard]] std::pair<Position, bool> ask() {
        std::promise<std::pair<Position, bool>> answer;
        auto answered = answer.get_future();
        const auto question = [&](Runner& views, bool is_late) {
            answer.set_value({views.position(), is_late});
        };
        REQUIRE(driver->ask({question, office.engine->position()}) == Asking::taken);
        return answered.get();
    }

    void between_two_steps(const std::function<void()>& work) const {
        std::promise<void> done;
        const auto question = [&](Runner&, bool) {
            work();
            done.set_value();
        };
        REQUIRE(driver->ask({question, {}}) == Asking::taken);
        done.get_future().get();
    }

    testing::Office office;
    Runner runner{office.log,
                  {},
                  all_views([](EventId, std::string_view, const Sealed&) { return std::nullopt; }),
                  {}};
    std::vector<std::string> told;
    std::unique_ptr<api::ViewsDriver> driver;
};

// Cannot apply anything.
struct BrokenView : View {
    void make_tables() override {}
    void apply(const LoggedEvent&) override { throw std::runtime_error{"broken"}; }
};

}  // namespace

TEST_CASE("a question that throws is told of, and the next one is answered") {
    Driven driven;
    const auto question = [](Runner&, bool) { throw std::runtime_error{"no such table"}; };
    REQUIRE(driven.driver->ask({question, {}}) == Asking::taken);
    CHECK(driven.ask() == std::pair{driven.office.engine->position(), false});
    driven.driver->stop();
    CHECK(driven.told == std::vector<std::string>{"no such table"});
}

TEST_CASE("a log that cannot be read is told of once, and read again later") {
    Driven driven;
    REQUIRE(driven.ask().second == false);
    driven.between_two_steps([&] {
        driven.office.ask(driven.office.book(at("2026-11-03T10:00:00Z")));
        driven.office.faults.at_read(1);
    });
    driven.driver->wake();
    std::pair<Position, bool> answer{{}, true};
    while (answer.second) answer = driven.ask();
    CHECK(answer.first == driven.office.engine->position());
    driven.driver->stop();
    CHECK(driven.told.size() == 1);
}

TEST_CASE("a view for which a key cannot be read is tried again until it can") {
    testing::Office office;
    office.ask(office.book(at("2026-11-03T09:00:00Z")));
    std::atomic<bool> is_unreadable = true;
    std::vector<std::string> alarms;
    Runner runner{
        office.log,
        {},
        all_views([&](EventId, std::string_view, const Sealed&) -> std::optional<std::string> {
            if (is_unreadable) throw StorageFailed{"cannot read keys"};
            return std::nullopt;
        }),
        [&](const std::string& view, const std::string& why) {
            alarms.push_back(view + ": " + why);
        }};
    api::ViewsDriver driver{runner, {.failed = {}}};
    const auto state = [&] {
        std::promise<ViewState> answer;
        const auto question = [&](Runner& views, bool) {
            answer.set_value(views.state_of("bookings"));
        };
        REQUIRE(driver.ask({question, office.engine->position()}) == Asking::taken);
        return answer.get_future().get();
    };
    while (!state().trouble) continue;
    is_unreadable = false;
    while (!state().is_complete) continue;
    CHECK(state().position == office.engine->position());
    driver.stop();
    CHECK(alarms == std::vector<std::string>{"bookings: cannot read keys"});
}

TEST_CASE("a driver that was stopped takes no question") {
    Driven driven;
    driven.driver->stop();
    const auto question = [](Runner&, bool) { FAIL_CHECK("answered"); };
    CHECK(driven.driver->ask({question, {}}) == Asking::too_many);
    CHECK(driven.driver->states().front().position == driven.office.engine->position());
}

TEST_CASE("a restart's thousands of followers are let in, and keep nobody else's question out") {
    constexpr int followers = 8'000;
    Driven driven;
    std::promise<void> go_on;
    std::promise<void> holds;
    const auto hold = [&](Runner&, bool) {
        holds.set_value();
        go_on.get_future().wait();
    };
    REQUIRE(driven.driver->ask({hold, {}}) == Asking::taken);
    holds.get_future().wait();
    std::atomic<int> admitted = 0;
    const auto admit = [&](Runner&, bool) { ++admitted; };
    int taken = 0;
    for (int i = 0; i < followers; ++i) {
        if (driven.driver->ask({admit, {}, true}) == Asking::taken) ++taken;
    }
    CHECK_EQ(taken, followers);
    CHECK(driven.driver->ask({[](Runner&, bool) {}, {}}) == Asking::taken);
    go_on.set_value();
    driven.driver->stop();
    CHECK_EQ(admitted, followers);
}

TEST_CASE("questions that wait are answered before more is done for those who follow the views") {
    constexpr int questions = 8;
    testing::Office office;
    Runner runner{office.log, {}, {}, {}};
    std::promise<void> asked;
    std::atomic<int> served = 0;
    const auto serve = [&, all_asked = asked.get_future().share()](Runner&) {
        all_asked.wait();
        ++served;
        return api::ViewsDriver::Clock::time_point::min();
    };
    api::ViewsDriver driver{runner, {.failed = {}, .stepped = serve}};
    std::set<int> served_before;
    for (int i = 0; i < questions; ++i) {
        const auto question = [&](Runner&, bool) { served_before.insert(served); };
        REQUIRE(driver.ask({question, {}}) == Asking::taken);
    }
    asked.set_value();
    driver.stop();
    CHECK(served_before == std::set<int>{1});
}

TEST_CASE("what fails again and again for those who follow the views is told of once") {
    testing::Office office;
    Runner runner{office.log, {}, {}, {}};
    std::promise<void> often;
    int served = 0;
    std::vector<std::string> told;
    const auto serve = [&](Runner&) -> api::ViewsDriver::Clock::time_point {
        if (++served == 3) often.set_value();
        throw std::runtime_error{"no such record"};
    };
    api::ViewsDriver driver{
        runner,
        {.failed = [&](const std::exception_ptr& why) { told.push_back(text_of(why)); },
         .stepped = serve}};
    often.get_future().get();
    driver.stop();
    CHECK(told == std::vector<std::string>{"no such record"});
}

TEST_CASE("a driver whose thread has ended says so to those who wait, and to those who ask") {
    testing::Office office;
    office.ask(office.book(at("2026-11-03T09:00:00Z")));
    const auto broken = [](Database&) { return std::make_unique<BrokenView>(); };
    const auto alarm = [](const std::string&, const std::string& why) {
        throw std::runtime_error{why};
    };
    Runner runner{office.log, {}, {{"broken", 1, broken}}, alarm};
    std::promise<std::string> told;
    std::promise<void> ended;
    api::ViewsDriver driver{
        runner,
        {.failed = [&](const std::exception_ptr& why) { told.set_value(text_of(why)); },
         .ended = [&] { ended.set_value(); }}};
    ended.get_future().get();
    CHECK(told.get_future().get().find("broken") != std::string::npos);
    CHECK(driver.ask({[](Runner&, bool) { FAIL_CHECK("answered"); }, {}}) == Asking::ended);
    CHECK(driver.states().front().trouble.has_value());
}

}  // namespace views_driver_test
