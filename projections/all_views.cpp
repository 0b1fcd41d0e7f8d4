#include "projections/all_views.hpp"

#include "projections/analytics/analytics_view.hpp"
#include "projections/bookings/bookings_view.hpp"
#include "projections/feed/feed_view.hpp"
#include "projections/sessions/sessions_view.hpp"

namespace kalends {

std::vector<ViewKind> all_views(const OpenSealed& open) {
    return {bookings_view(open), feed_view(), analytics_view(), sessions_view()};
}

}  // namespace kalends
