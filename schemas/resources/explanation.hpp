#pragma once

#include <span>
#include <string>
#include <vector>

#include "domain/availability/reasons.hpp"
#include "domain/claim.hpp"
#include "domain/time.hpp"

namespace kalends {

// All that speaks against a start, and the claims that make it `claimed`. No reasons: it is a slot.
struct ExplainedStart {
    Instant start;
    Reasons reasons;
    std::vector<Claim> claims;
};

// A caller without a key sees the reasons only.
enum class ClaimsShown : bool { no, yes };
void append_explanation(std::string& out, std::span<const ExplainedStart> starts,
                        ClaimsShown shown);

}  // namespace kalends
