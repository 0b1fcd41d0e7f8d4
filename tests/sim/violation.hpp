#pragma once

#include <string>
#include <utility>

namespace kalends::sim {

// An invariant that does not hold: which, by its number in the list of invariants, and why.
struct Violation {
    std::string invariant;
    std::string what;
};

inline void hold(bool holds, const char* invariant, const char* what) {
    if (!holds) throw Violation{invariant, what};
}

[[noreturn]] inline void violate(const char* invariant, std::string what) {
    throw Violation{invariant, std::move(what)};
}

}  // namespace kalends::sim
