#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>

#include "domain/id.hpp"

namespace kalends::api {

// A queue in which organisations take turns, so that one with thousands in it holds up no other.
// Within an organisation it is first come, first served.
class Turns {
  public:
    using Number = std::uint64_t;

    void add(OrganisationId organisation, Number number);
    // The next, who then stands in it no more.
    [[nodiscard]] std::optional<Number> take();
    [[nodiscard]] bool empty() const { return organisations_.empty(); }

  private:
    std::map<OrganisationId, std::deque<Number>> numbers_;
    std::deque<OrganisationId> organisations_;  // each that has numbers, once
};

}  // namespace kalends::api
