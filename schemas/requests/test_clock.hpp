#pragma once

#include <optional>

#include "domain/time.hpp"
#include "schemas/requests/faults.hpp"

namespace kalends {

// Where a settable clock is put: at an instant, where it stays, or, if there is none, running.
struct TestClockSetting {
    std::optional<Instant> now;

    bool operator==(const TestClockSetting&) const = default;
};

[[nodiscard]] Parsed<TestClockSetting> parse_test_clock(JsonValue body);

}  // namespace kalends
