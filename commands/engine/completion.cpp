#include "commands/engine/completion.hpp"

namespace kalends {
namespace {

template <class Fact>
concept IsCompleted =
    requires(Fact& fact, const Personal& personal, const Scope& scope, Registrar& registrar) {
        complete(fact, personal, scope, registrar);
    };

const Personal& personal_of(const Command& command) {
    static const Personal none;
    return std::visit(
        [](const auto& asked) -> const Personal& {
            if constexpr (requires { asked.personal; }) {
                return asked.personal;
            } else if constexpr (requires { asked.each.personal; }) {
                return asked.each.personal;
            } else {
                return none;
            }
        },
        command);
}

}  // namespace

void complete_event(Event& event, const Command& command, const Scope& scope,
                    Registrar& registrar) {
    const Personal& personal = personal_of(command);
    std::visit(
        [&]<class Fact>(Fact& fact) {
            if constexpr (IsCompleted<Fact>) complete(fact, personal, scope, registrar);
        },
        event);
}

std::optional<KeySlot> key_for_origin(const Actor& actor, const Scope& scope,
                                      const SubjectMade* stranger) {
    if (stranger != nullptr) return stranger->key;
    if (actor.kind != ActorKind::guest) return std::nullopt;
    const Subject* guest = scope.find(SubjectId{actor.id});
    return guest != nullptr && !guest->is_erased ? std::optional{guest->key} : std::nullopt;
}

}  // namespace kalends
