#include "schemas/json/members.hpp"

#include "domain/check.hpp"

namespace kalends {

bool refuse(JsonValue value, std::string message, JsonFault& fault) {
    fault = {value.pointer(), std::move(message)};
    return false;
}

JsonMembers::JsonMembers(JsonValue object)
    : object_{object}, next_{object.members().begin()}, end_{object.members().end()} {
    ensure(object.kind() == JsonKind::object, "members are taken from an object");
}

std::optional<JsonValue> JsonMembers::look_for(std::string_view name) {
    // Where all members so far were taken in order, those before need not be looked at again.
    const bool is_in_order = taken_ == next_place_;
    auto place = is_in_order ? next_place_ : 0;
    for (auto at = is_in_order ? next_ : object_.members().begin(); at != end_; ++at, ++place) {
        const auto member = *at;
        if (member.name != name) continue;
        mark(place);
        return member.value;
    }
    return std::nullopt;
}

bool JsonMembers::finish(JsonFault& fault) const {
    if (taken_ == object_.size()) return true;
    std::size_t place = 0;
    for (const auto member : object_.members()) {
        if (!is_marked(place++)) return refuse(member.value, "is not known", fault);
    }
    return true;
}

bool JsonMembers::refuse_missing(std::string_view name, JsonFault& fault) const {
    fault = {object_.pointer() + '/' + std::string{name}, "is missing"};
    return false;
}

}  // namespace kalends
