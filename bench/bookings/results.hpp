#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bench/bookings/sample.hpp"

namespace kalends::bench {

inline constexpr std::string_view product_name = "product";

// By the number of clients and the server's name.
using Samples = std::map<std::pair<std::size_t, std::string>, std::vector<Sample>>;

// All that was measured.
struct Results {
    Samples closed;
    Samples open;
    double rate = 0;  // of the open loop, a second
    Samples slots;
    // Many bookings in each request: what they took is that of the request.
    Samples many;
    std::size_t lines = 0;  // of each

    void print() const;

  private:
    // The product's bookings as a share of what each ceiling managed.
    void print_shares() const;
};

}  // namespace kalends::bench
