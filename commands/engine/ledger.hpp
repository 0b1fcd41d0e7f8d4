#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "domain/state.hpp"
#include "schemas/envelope.hpp"

namespace kalends {

// What may be read of a partition: only what is durable, at one position at a time. On the deciding
// thread.
class Ledger {
  public:
    virtual ~Ledger() = default;

    // The head: every state that `find` gives reflects it.
    [[nodiscard]] virtual Position position() const = 0;

    // The state of a stream of this organisation; null if it has none.
    [[nodiscard]] virtual SharedState find(OrganisationId organisation, StreamId stream) = 0;

    template <class Kind>
    [[nodiscard]] std::shared_ptr<const StateOf<Kind>> find(OrganisationId organisation,
                                                            Id<Kind> id) {
        auto state = find(organisation, stream_of(id));
        if (!state) return nullptr;
        const auto* value = state->template as<StateOf<Kind>>();
        return {std::move(state), value};
    }

    // The streams of a kind that an organisation has, by id, after `after`; at most `limit`.
    [[nodiscard]] virtual std::vector<StreamId> list(OrganisationId organisation, StreamKind kind,
                                                     IdBits after, std::size_t limit) = 0;

    // The events of a stream in order, from `first` on, while `take` says to go on.
    using TakeEvent = std::function<bool(const StoredEvent&)>;
    virtual void history(StreamId stream, Revision first, const TakeEvent& take) = 0;

    // The stream as it stood at this revision, or at its last if that is earlier; null for none.
    [[nodiscard]] virtual SharedState state_at(StreamId stream, Revision revision) = 0;

    // Whose stream it is, for callers who cannot say; nothing if it does not exist.
    [[nodiscard]] virtual std::optional<OrganisationId> owner_of(StreamId stream) = 0;

    // Whether the log has an event at this position, or it is before the first: not if a restore
    // withdrew it.
    [[nodiscard]] virtual bool holds(Position position) = 0;

    // The booking of a short reference, whoever's it is; nothing if no booking has it.
    [[nodiscard]] virtual std::optional<BookingId> booking_of(std::string_view reference) = 0;
};

// Opens what was sealed. Used for answers that are not durable yet as well: it finds the event in
// the open batch too. On the deciding thread.
class SealOpener {
  public:
    virtual ~SealOpener() = default;

    // The event that gave a stream this revision, wherever it is by now; null if there is none.
    [[nodiscard]] virtual std::shared_ptr<const StoredEvent> event(StreamId stream,
                                                                   Revision revision) = 0;
    // The JSON text that was sealed in this event under this field; nothing if it was erased.
    [[nodiscard]] virtual std::optional<std::string> open(EventId event, std::string_view field,
                                                          const Sealed& sealed) = 0;
};

}  // namespace kalends
