#pragma once

#include <doctest/doctest.h>

#include "projections/audit/verify.hpp"

namespace kalends::testing {

// What a log comes to that must be clean; else what is not is told.
[[nodiscard]] inline AuditReport verify_clean(const LogReader& log) {
    auto report = verify(log);
    for (const auto& fault : report.faults) MESSAGE(fault.what);
    CHECK(report.is_clean());
    return report;
}

}  // namespace kalends::testing
