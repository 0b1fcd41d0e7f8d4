#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "commands/decision.hpp"
#include "commands/scope.hpp"

namespace kalends {

// An outside source was read: within the window this is its busy time, all of it (rule B6). Times
// outside the window stay as they were. What is busy lies within the window.
struct ImportBusy {
    static constexpr std::string_view name = "import-busy";

    HostId host;
    std::string source;
    BusyPolicy policy;
    Interval window;
    std::vector<Interval> busy;
};

[[nodiscard]] inline StreamId target(const ImportBusy& c) {
    return stream_of(c.host);
}
void needs(const ImportBusy&, Scope&);
[[nodiscard]] Decision decide(const ImportBusy&, const Scope&, Instant now);

}  // namespace kalends
