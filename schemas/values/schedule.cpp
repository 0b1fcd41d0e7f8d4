#include "schemas/values/schedule.hpp"

namespace kalends {

Via<Weekdays>::Form Via<Weekdays>::to(Weekdays days) {
    Form names;
    for (unsigned day = 0; day < enumerators<DayName>; ++day) {
        if ((days.bits >> day & 1U) != 0) names.push_back(static_cast<DayName>(day));
    }
    return names;
}

std::optional<Weekdays> Via<Weekdays>::from(const Form& days) {
    unsigned bits = 0;
    for (const auto day : days) {
        const unsigned bit = 1U << static_cast<unsigned>(day);
        if ((bits & bit) != 0) return std::nullopt;
        bits |= bit;
    }
    return Weekdays{static_cast<std::uint8_t>(bits)};
}

}  // namespace kalends
