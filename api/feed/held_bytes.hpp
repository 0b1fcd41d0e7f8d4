#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <unordered_map>
#include <vector>

#include "domain/id.hpp"

namespace kalends::api {

// What is kept for clients that have not taken it yet: each holds little, all of them together may
// not hold much, and those of one organisation only a part of that.
class HeldBytes {
  public:
    using Number = std::uint64_t;

    HeldBytes(std::size_t max, std::size_t organisation_max)
        : max_{max}, organisation_max_{organisation_max} {}

    // For one for whom nothing is held yet. Gives who must go so that the bounds are kept: those
    // held up longest, who are forgotten here.
    [[nodiscard]] std::vector<Number> hold(OrganisationId organisation, Number number,
                                           std::size_t bytes);
    // He has taken it, or gone. Nothing if nothing is held for him.
    void release(Number number);

  private:
    using Since = std::uint64_t;
    struct Holding {
        OrganisationId organisation;
        Number number;
        std::size_t bytes;
    };

    [[nodiscard]] std::size_t bytes_of(OrganisationId organisation) const;

    std::size_t max_;
    std::size_t organisation_max_;
    Since last_ = 0;
    std::map<Since, Holding> holdings_;  // whoever has been held up longest is first
    std::unordered_map<Number, Since> since_;
    std::map<OrganisationId, std::size_t> by_organisation_;
    std::size_t bytes_ = 0;
};

}  // namespace kalends::api
