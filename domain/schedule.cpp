#include "domain/schedule.hpp"

#include "domain/check.hpp"

namespace kalends {

std::string_view name_of(DayName day) {
    switch (day) {
        case DayName::mon:
            return "mon";
        case DayName::tue:
            return "tue";
        case DayName::wed:
            return "wed";
        case DayName::thu:
            return "thu";
        case DayName::fri:
            return "fri";
        case DayName::sat:
            return "sat";
        case DayName::sun:
            return "sun";
    }
    broken("every weekday has a name");
}

}  // namespace kalends
