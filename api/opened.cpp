#include "api/opened.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <variant>
#include <vector>

#include "domain/check.hpp"

namespace kalends::api {
namespace {

// The fields that one event sealed, opened where they are present.
class OpenedEvent {
  public:
    OpenedEvent(OpenedBooking& opened, SealOpener& seals, EventId event)
        : opened_{opened}, seals_{seals}, event_{event} {}

    template <class Fact>
    void take(const Fact& fact) {
        if constexpr (requires { fact.guests; }) take_guests(fact.guests);
        if constexpr (requires { fact.answers; }) {
            open(opened_.answers, "answers", fact.answers);
            open(opened_.location, "location", fact.location);
            open(opened_.metadata, "metadata", fact.metadata);
        }
        if constexpr (requires { fact.reason.is_absent(); }) {
            opened_.reason.reset();
            open(opened_.reason, "reason", fact.reason);
        }
    }

  private:
    void take_guests(const std::optional<std::vector<BookingGuest>>& guests) {
        if (guests) take_guests(*guests);
    }
    void take_guests(const std::vector<BookingGuest>& guests) {
        opened_.guests.clear();
        for (const auto& guest : guests) {
            const auto field = "guests/" + std::to_string(opened_.guests.size());
            opened_.guests.push_back({seals_.open(event_, field, guest.details), guest.zone});
        }
    }
    void open(std::optional<std::string>& to, std::string_view field, const Sealed& sealed) {
        if (!sealed.is_absent()) to = seals_.open(event_, field, sealed);
    }

    OpenedBooking& opened_;
    SealOpener& seals_;
    EventId event_;
};

}  // namespace

void take_up(OpenedBooking& opened, SealOpener& seals, const StoredEvent& stored) {
    OpenedEvent event{opened, seals, stored.envelope.id};
    std::visit([&](const auto& fact) { event.take(fact); }, stored.event);
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
