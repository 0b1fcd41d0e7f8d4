#include "app/filling_report.hpp"

#include <doctest/doctest.h>

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

// A log of so many records, and a view of nothing that follows it.
struct Watched {
    explicit Watched(std::size_t records) {
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
    ViewKind kind{"nothing", 1, [](Database&) { return std::make_unique<Nothing>(); }};
    Runner runner{office.log, {}, {kind}, {}};
    std::vector<std::string> lines;
    FillingReport report{[this](const std::string& line) { lines.push_back(line); }};
    FillingReport::Clock::time_point now;
};

}  // namespace

TEST_CASE("a filling is told of when it begins, each few seconds, and when it is done") {
    using namespace std::chrono_literals;
    Watched watched{8};
    watched.step_and_look(0ms);
    watched.step_and_look(2'999ms);
    watched.step_and_look(1ms);
    for (int i = 3; i < 9; ++i) watched.step_and_look(100ms);
    CHECK(watched.lines == std::vector<std::string>{
                               "the view nothing is being filled, record 1 of 8",
                               "the view nothing is being filled, record 3 of 8",
                               "the view nothing is filled",
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
    CHECK(watched.lines == std::vector<std::string>{
                               "the view nothing is being filled, record 1 of 4",
                               "the view nothing is filled",
                           });
}

}  // namespace kalends
