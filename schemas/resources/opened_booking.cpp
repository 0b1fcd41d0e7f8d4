#include "schemas/resources/opened_booking.hpp"

#include <variant>
#include <vector>

namespace kalends {
namespace {

// The fields that one event sealed, opened where they are present.
class OpenedEvent {
  public:
    OpenedEvent(OpenedBooking& opened, const OpenSealed& seals, EventId event)
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
            opened_.guests.push_back({seals_(event_, field, guest.details), guest.zone});
        }
    }
    void open(std::optional<std::string>& to, std::string_view field, const Sealed& sealed) {
        if (!sealed.is_absent()) to = seals_(event_, field, sealed);
    }

    OpenedBooking& opened_;
    const OpenSealed& seals_;
    EventId event_;
};

}  // namespace

void take_up(OpenedBooking& opened, const OpenSealed& seals, const StoredEvent& stored) {
    OpenedEvent event{opened, seals, stored.envelope.id};
    std::visit([&](const auto& fact) { event.take(fact); }, stored.event);
}

}  // namespace kalends
