#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace kalends {

// What If-Match says of the resource (RFC 9110 section 13.1.1): that it has one of the revisions
// listed or, for `*`, that it is there at all.
struct ExpectedRevision {
    ExpectedRevision() = default;
    // One revision is what nearly everyone expects, so it may stand for the list.
    ExpectedRevision(std::uint64_t only) : listed{only} {}

    std::vector<std::uint64_t> listed;
    bool is_any = false;

    // `present` is absent for what does not exist.
    [[nodiscard]] bool fits(std::optional<std::uint64_t> present) const {
        return present && (is_any || std::ranges::find(listed, *present) != listed.end());
    }
    bool operator==(const ExpectedRevision&) const = default;
};

}  // namespace kalends
