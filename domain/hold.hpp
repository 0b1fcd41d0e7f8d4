#pragma once

#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/booking.hpp"
#include "domain/claim.hpp"
#include "domain/id.hpp"
#include "domain/meeting_type_terms.hpp"
#include "domain/recorded.hpp"
#include "domain/rejection.hpp"

namespace kalends {

// Booked: a booking stands in its place.
enum class HoldStatus : std::uint8_t { live, released, expired, booked };
[[nodiscard]] std::string_view name_of(HoldStatus status);

// A time is kept for somebody who is still deciding. What confirming it will need of its type is
// recorded, so that nothing that happens to the type meanwhile changes it.
struct HoldMade {
    HoldId hold;
    MeetingTypeId meeting_type;
    std::uint64_t type_revision = 0;
    BookedTime when;
    std::uint32_t party = 1;
    Approval approval;
    Instant expires_at;
    bool is_anonymous = false;          // made without a key: whoever uses it must show its token
    std::vector<Rejection> overridden;  // what an override let pass (rule C1)
    std::uint32_t token_key = 0;        // the number of the key that made its token; 0: it has none

    bool operator==(const HoldMade&) const = default;
};

struct HoldExtended {
    HoldId hold;
    ClaimedTime claimed;
    Instant expires_at;

    bool operator==(const HoldExtended&) const = default;
};

// Given up: the time is free.
struct HoldReleased {
    HoldId hold;
    ClaimedTime released;

    bool operator==(const HoldReleased&) const = default;
};

struct HoldExpired {
    HoldId hold;
    ClaimedTime released;
    Instant due;

    bool operator==(const HoldExpired&) const = default;
};

struct Hold {
    using Event = std::variant<HoldMade, HoldExtended, HoldReleased, HoldExpired, BookingRequested,
                               BookingConfirmed>;

    HoldId id;
    HoldStatus status{};
    MeetingTypeId meeting_type;
    std::uint64_t type_revision = 0;
    BookedTime when;
    std::uint32_t party = 1;
    Approval approval;
    Instant expires_at;
    bool is_anonymous = false;
    std::vector<Rejection> overridden;
    std::uint32_t token_key = 0;
    EventId made_by;             // the event that issued its token
    BookingId booking;           // that stands in its place; nil if none does
    std::uint64_t revision = 0;  // of its own fields: the ETag
    Instant created_at;
    Instant updated_at;

    // Its expiry may have come without being written yet (rule C3).
    [[nodiscard]] bool is_live(Instant now) const {
        return status == HoldStatus::live && now < expires_at;
    }
    bool operator==(const Hold&) const = default;
};

[[nodiscard]] Hold evolve(Hold, const HoldMade&, const Recorded&);
[[nodiscard]] Hold evolve(Hold, const HoldExtended&, const Recorded&);
[[nodiscard]] Hold evolve(Hold, const HoldReleased&, const Recorded&);
[[nodiscard]] Hold evolve(Hold, const HoldExpired&, const Recorded&);
[[nodiscard]] Hold evolve(Hold, const BookingRequested&, const Recorded&);
[[nodiscard]] Hold evolve(Hold, const BookingConfirmed&, const Recorded&);

}  // namespace kalends
