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

std::optional<JsonValue> JsonMembers::take(std::string_view name) {
    if (next_ != end_ && (*next_).name == name) {
        const auto value = (*next_).value;
        ++next_;
        mark(next_place_++);
        return value;
    }
    std::size_t place = 0;
    for (const auto member : object_.members()) {
        if (member.name == name) {
            mark(place);
            return member.value;
        }
        ++place;
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

void JsonMembers::mark(std::size_t place) {
    if (place >= marks || is_marked(place)) return;
    marks_ |= std::uint64_t{1} << place;
    ++taken_;
}

bool JsonMembers::is_marked(std::size_t place) const {
    return place < marks && (marks_ >> place & 1U) != 0;
}

}  // namespace kalends
