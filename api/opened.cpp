#include "api/opened.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <variant>
#include <vector>

#include "domain/check.hpp"
#include "schemas/resources/opened_booking.hpp"

namespace kalends::api {
void take_up(OpenedBooking& opened, SealOpener& seals, const StoredEvent& stored) {
    const auto open = [&seals](EventId event, std::string_view field, const Sealed& sealed) {
        return seals.open(event, field, sealed);
    };
    kalends::take_up(opened, open, stored);
}

OpenedBooking open_booking(SealOpener& seals, const Booking& booking) {
    const auto& at = booking.sealed_at;
    OpenedBooking opened;
    std::array revisions{at.guests, at.answers, at.location, at.metadata, at.reason};
    std::ranges::sort(revisions);
    auto last = Revision{};
    for (const auto revision : revisions) {
        if (revision == std::exchange(last, revision)) continue;
        const auto stored = seals.event(stream_of(booking.id), revision);
        ensure(stored != nullptr, "the event that sealed a value is in the log");
        take_up(opened, seals, *stored);
    }
    return opened;
}

void hide_from_guests(OpenedBooking& opened, SealOpener& seals, const Booking& booking) {
    opened.metadata.reset();
    if (!opened.reason) return;
    const auto stored = seals.event(stream_of(booking.id), booking.sealed_at.reason);
    ensure(stored != nullptr, "the event that sealed a reason is in the log");
    const bool is_of_no_show = std::holds_alternative<BookingNoShow>(stored->event) ||
                               std::holds_alternative<BookingNoShowUndone>(stored->event);
    if (is_of_no_show) opened.reason.reset();
}

std::optional<std::string> open_details(SealOpener& seals, const Host& host) {
    const auto stored = seals.event(stream_of(host.id), host.details_at);
    ensure(stored != nullptr, "the event that sealed a host's details is in the log");
    return std::visit(
        [&](const auto& fact) -> std::optional<std::string> {
            if constexpr (requires { fact.details.is_absent(); }) {
                return seals.open(stored->envelope.id, "details", fact.details);
            }
            return std::nullopt;
        },
        stored->event);
}

}  // namespace kalends::api
