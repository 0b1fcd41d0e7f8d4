#include "domain/appearance.hpp"

#include "domain/check.hpp"

namespace kalends {

std::string_view name_of(LocationKind kind) {
    switch (kind) {
        case LocationKind::in_person:
            return "in_person";
        case LocationKind::phone:
            return "phone";
        case LocationKind::video:
            return "video";
        case LocationKind::guest_place:
            return "guest_place";
        case LocationKind::other:
            return "other";
    }
    broken("every kind of location has a name");
}

}  // namespace kalends
