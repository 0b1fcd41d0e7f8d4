#include "commands/engine/registration.hpp"

#include <algorithm>

#include "commands/engine/reference.hpp"
#include "domain/check.hpp"

namespace kalends {

// Slots are made ahead of need. Where need was faster, the command that finds none waits for a
// block.
KeySlot Registration::take_slot(SubjectId subject) {
    auto slot = keys_->take();
    if (!slot) {
        keys_->refill(*randomness_);
        slot = keys_->take();
    }
    ensure(slot.has_value(), "a block just filled has a slot to take");
    made_->push_back({subject, *slot});
    return *slot;
}

std::optional<KeySlot> Registration::slot_taken(SubjectId subject) const {
    const auto found = std::ranges::find(*made_, subject, &SubjectMade::subject);
    return found == made_->end() ? std::nullopt : std::optional{found->key};
}

Sealed Registration::seal(KeySlot slot, std::string_view field, const Clear& clear) {
    just_sealed_->note(event_, field, clear);
    return {keys_->seal(slot, event_, field, clear.json, *randomness_)};
}

BookingReference Registration::reference() {
    const Secret& secret = secrets_->current(SecretKind::reference);
    return {static_cast<std::uint32_t>(secret.number), make_reference(secret.key, position_)};
}

std::uint32_t Registration::token_key() {
    return static_cast<std::uint32_t>(secrets_->current(SecretKind::token).number);
}

}  // namespace kalends
