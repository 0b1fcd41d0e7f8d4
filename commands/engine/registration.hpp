#pragma once

#include "commands/engine/just_sealed.hpp"
#include "commands/personal.hpp"
#include "eventstore/keys.hpp"
#include "eventstore/randomness.hpp"
#include "eventstore/secrets.hpp"

namespace kalends {

// The subjects that the command under way makes, in the order of its events.
using SubjectsMade = std::vector<SubjectMade>;

// The engine's part in an event: key slots, seals bound to the event's id, and the reference that
// follows from its position.
class Registration : public Registrar {
  public:
    Registration(Keys& keys, const Secrets& secrets, Randomness& randomness,
                 JustSealed& just_sealed, SubjectsMade& made, EventId event, Position position)
        : keys_{&keys},
          secrets_{&secrets},
          randomness_{&randomness},
          just_sealed_{&just_sealed},
          made_{&made},
          event_{event},
          position_{position} {}

    KeySlot take_slot(SubjectId subject) override;
    [[nodiscard]] std::optional<KeySlot> slot_taken(SubjectId subject) const override;
    Sealed seal(KeySlot slot, std::string_view field, const Clear& clear) override;
    BookingReference reference() override;
    std::uint32_t token_key() override;

  private:
    Keys* keys_;
    const Secrets* secrets_;
    Randomness* randomness_;
    JustSealed* just_sealed_;
    SubjectsMade* made_;
    EventId event_;
    Position position_;
};

}  // namespace kalends
