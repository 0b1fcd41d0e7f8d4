#include "schemas/requests/overrides.hpp"

#include "schemas/requests/values.hpp"

namespace kalends {

std::optional<Reasons> read_overrides(JsonValue value, FaultList& faults) {
    const auto names =
        set_of(bounds::overrides, ChoiceRule<Rejection>{overridable.in_order()})(value, faults);
    if (!names) return std::nullopt;
    Reasons overrides;
    for (const auto name : *names) overrides.add(name);
    return overrides;
}

}  // namespace kalends
