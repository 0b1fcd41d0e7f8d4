#include "app/filling_report.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "tests/office/office.hpp"

namespace kalends {
namespace {

class Nothing : public View {
  public:
    void make_tables() override {}
    void apply(const LoggedEvent&) override {}
};

class Broken : public Nothing {
  public:
    void apply(const LoggedEvent&) override { throw std::runtime_error{"it cannot be read"}; }
};

std::vector<ViewKind> kinds_of(const std::vector<std::string>& names) {
    std::vector<ViewKind> kinds;
    for (const auto& name : names) {
        kinds.push_back({name, 1, [name](Database&) -> std::unique_ptr<View> {
                             if (name == "broken") return std::make_unique<Broken>();
                             return std::make_unique<Nothing>();
                         }});
    }
    return kinds;
}

// A log of so many records, and views of nothing that follow it.
struct Watched {
    explicit Watched(std::size_t records, const std::vector<std::string>& views = {"nothing"})
        : runner{office.log, {}, kinds_of(views), [](const auto&, const auto&) {}} {
        const auto first = testing::at("2026-12-07T09:00:00Z");
        while (number(office.log.last()) < records) {
            (void)office.ask(office.book(first + Minutes{30 * number(office.log.last())}));
        }
    }
    void step_and_look(std::chrono::milliseconds later) {
        now += later;
        runner.step(1);
        report.look(runner, now);
    }

    testing::Office office;
    Runner runner;
    std::vector<std::string> lines;
    FillingReport report{[this](const std::string& line) { lines.push_back(line); }};
    FillingReport::Clock::time_point now;
};

}  // namespace

TEST_CASE("a filling is told of each few seconds, and when it is done") {
    using namespace std::chrono_literals;
    Watched watched{8};
    watched.step_and_look(0ms);
    watched.step_and_look(2'999ms);
    watched.step_and_look(1ms);
    for (int i = 3; i < 9; ++i) watched.step_and_look(100ms);
    CHECK(watched.lines == std::vector<std::string>{
                               "views are being filled: nothing at record 3 of 8",
                               "views are filled: nothing",
                           });
}

TEST_CASE("a view that is made again is told of, one that only follows is not") {
    using namespace std::chrono_literals;
    Watched watched{4};
    while (watched.runner.step(1)) continue;
    watched.step_and_look(1h);
    CHECK(watched.lines.empty());
    REQUIRE(watched.runner.rebuild("nothing"));
    for (int i = 0; i < 4; ++i) watched.step_and_look(1ms);
    CHECK(watched.lines == std::vector<std::string>{"views are filled: nothing"});
}

TEST_CASE("several views that are soon filled are told of in one line") {
    using namespace std::chrono_literals;
    Watched watched{4, {"one", "two", "three"}};
    for (int i = 0; i < 5; ++i) watched.step_and_look(1ms);
    CHECK(watched.lines == std::vector<std::string>{"views are filled: one, two, three"});
}

TEST_CASE("a view that stands still is not said to be filled") {
    using namespace std::chrono_literals;
    Watched watched{4, {"one", "broken"}};
    for (int i = 0; i < 9; ++i) watched.step_and_look(1ms);
    CHECK(watched.lines == std::vector<std::string>{"views are filled: one"});
}

}  // namespace kalends
