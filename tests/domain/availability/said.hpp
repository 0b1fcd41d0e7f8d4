#pragma once

#include <vector>

#include "domain/rejection.hpp"

namespace kalends::oracle {

// What is said of a start, or by one host of it: sorted by precedence.
struct Said {
    std::vector<Rejection> refused;
    std::vector<Rejection> overridden;

    void add(const Said& other);
    bool operator==(const Said&) const = default;
};

// What may be let pass is; the rest is refused.
[[nodiscard]] Said split(const std::vector<Rejection>& reasons,
                         const std::vector<Rejection>& passed);

// Adds what is not among them.
void unite(std::vector<Rejection>& all, const std::vector<Rejection>& more);

// Whether there is less against the one.
[[nodiscard]] bool is_nearer(const Said& one, const Said& other);

}  // namespace kalends::oracle
