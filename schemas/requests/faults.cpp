#include "schemas/requests/faults.hpp"

#include "schemas/requests/bounds.hpp"

namespace kalends {

void FaultList::note(JsonValue value, std::string message) {
    if (has_room()) kept_.push_back({value.pointer(), std::move(message)});
}

void FaultList::note_member(JsonValue object, std::string_view member, std::string message) {
    if (!has_room()) return;
    kept_.push_back({object.pointer().append("/").append(member), std::move(message)});
}

bool FaultList::has_room() {
    return ++found_ <= bounds::faults_max;
}

}  // namespace kalends
