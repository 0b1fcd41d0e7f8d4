#pragma once

#include "tests/commands/given.hpp"

// A booking that waits to be approved or rejected.
namespace kalends::clinic {

inline const auto waiting = requested(booking, tuesday(9));
inline const auto its_time = claimed(time_at(tuesday(9), anna, surgery));

// Approving and rejecting are refused for the same reasons, but that only approving comes too late.
template <class Answer>
void check_order_of_refusals() {
    const auto gone = given({waiting, BookingCancelled{booking, its_time, {}}});
    CHECK(gone.as(viewer()).if_match(9).when(Answer{other_booking}) ==
          refuse(Rejection::not_found));
    CHECK(gone.as(guest(carla)).if_match(9).when(Answer{booking}) == refuse(Rejection::forbidden));
    CHECK(gone.if_match(9).when(Answer{booking}) == refuse(Rejection::stale_revision));
    CHECK(gone.when(Answer{booking}, after_all) == refuse(Rejection::already_cancelled));
    const auto firm = given({waiting, BookingApproved{booking, its_time}});
    CHECK(firm.when(Answer{booking}, after_all) == refuse(Rejection::already_decided));
}

}  // namespace kalends::clinic
