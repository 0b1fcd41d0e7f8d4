#pragma once

#include "tests/commands/given.hpp"

// A firm booking at nine on Tuesday, over at half past.
namespace kalends::clinic {

inline const auto firm = confirmed(booking, tuesday(9));
inline constexpr Instant its_end = tuesday(9, 30);

// Whatever is said of a booking afterwards is refused for the same reasons. `standing` lets it be
// said once that time is over, and `settled` is what says something else already.
template <class Said>
void check_order_of_refusals(const Events& standing, const Event& settled) {
    auto gone = standing;
    gone.push_back(BookingCancelled{booking, claimed(time_at(tuesday(9))), {}});
    CHECK(given(gone).as(viewer()).if_match(9).when(Said{other_booking}) ==
          refuse(Rejection::not_found));
    for (const auto& nobody : {viewer(), guest(carla), as_host(ben)}) {
        CHECK(given(gone).as(nobody).if_match(9).when(Said{booking}) ==
              refuse(Rejection::forbidden));
    }
    CHECK(given(gone).if_match(9).when(Said{booking}) == refuse(Rejection::stale_revision));
    CHECK(given(gone).when(Said{booking}) == refuse(Rejection::already_cancelled));
    auto decided = standing;
    decided.push_back(settled);
    CHECK(given(decided).when(Said{booking}) == refuse(Rejection::already_decided));
    CHECK(given(standing).when(Said{booking}, its_end - Milliseconds{1}) ==
          refuse(Rejection::not_over_yet));
    CHECK(given(standing).as(as_host(anna)).when(Said{booking}, its_end).has_value());
}

}  // namespace kalends::clinic
