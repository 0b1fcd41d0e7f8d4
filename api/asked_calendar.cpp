#include "api/asked_calendar.hpp"

#include <algorithm>

#include "domain/availability/horizon.hpp"

namespace kalends::api {

std::optional<AskedCalendar> AskedCalendar::find(Engine& engine, OrganisationId organisation,
                                                 MeetingTypeId type) {
    AskedCalendar asked;
    asked.type_ = engine.find(organisation, type);
    if (!asked.type_) return std::nullopt;
    asked.organisation_ = engine.find(organisation, organisation);
    asked.host_ = engine.find(organisation, asked.type_->terms->hosts.fixed.front());
    ensure(asked.organisation_ && asked.host_, "a meeting type names hosts that exist");
    asked.duration_ = asked.type_->terms->duration;
    return asked;
}

void AskedCalendar::move(const Booking& booking) {
    const auto& time = booking.when.time;
    moving_ = {stream_of(booking.id)};
    duration_ = std::chrono::duration_cast<Minutes>(time.end - time.start);
}

Question AskedCalendar::question(Instant now) const {
    return {.type = *type_,
            .host = *host_,
            .organisation_zone = organisation_->terms.zone,
            .duration = duration_,
            .now = now,
            .moving = moving_};
}

// Most often the first is near: so the pieces that are looked at grow.
std::vector<Instant> AskedCalendar::first_starts(Engine& engine, Instant from, Instant now,
                                                 std::chrono::days days, std::size_t count) const {
    constexpr std::chrono::days piece_max{32};
    const Question asked = question(now);
    const Horizon horizon{*type_->terms, engine.hours().zone(zone()), now};
    const Instant until = std::min<Instant>(from + days, bookable_years.end);
    std::vector<Instant> starts;
    std::chrono::days piece{1};
    while (from < until && starts.size() < count) {
        if (horizon.reasons(from).has(Rejection::too_far)) break;
        const Instant end = std::min<Instant>(from + piece, until);
        for (const auto& slot : slots(asked, {from, end}, engine.hours())) {
            if (starts.size() < count) starts.push_back(slot.time.start);
        }
        from = end;
        piece = std::min(2 * piece, piece_max);
    }
    return starts;
}

}  // namespace kalends::api
