#include "schemas/requests/test_clock.hpp"

#include "schemas/requests/values.hpp"

namespace kalends {

Parsed<TestClockSetting> parse_test_clock(JsonValue body) {
    return parse_body<TestClockSetting>(body, [](BodyMembers& members, TestClockSetting& setting) {
        std::optional<bool> runs;
        const bool has_now = members.may("now", setting.now, read_form<Instant>);
        const bool has_running = members.may("running", runs, read_boolean);
        if (has_now && has_running) {
            members.note("running", "must be left out where now is given: the clock stops there");
        } else if (!has_now && !has_running) {
            members.note("now", "is missing: give it, or running");
        } else if (runs == false) {
            members.note("running", "must be true: a clock stops by being set to now");
        }
    });
}

}  // namespace kalends
