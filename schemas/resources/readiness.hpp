#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kalends {

// How ready a server is, as /readyz shows it to anyone: nothing in it says why something is not.
struct ShownReadiness {
    struct ShownView {
        std::string name;
        std::string_view status;
        std::uint64_t events_behind = 0;
    };
    struct ShownPublishing {
        std::string_view status;  // "connected", "away" or "stopped"
        std::uint64_t events_behind = 0;
    };

    bool is_clock_held = false;
    std::vector<ShownView> views;
    std::optional<ShownPublishing> publishing;
};

void append_readiness(std::string& out, const ShownReadiness& readiness);

}  // namespace kalends
