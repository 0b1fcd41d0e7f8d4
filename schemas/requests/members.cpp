#include "schemas/requests/members.hpp"

#include <algorithm>

namespace kalends {
namespace {

std::string unknown_among(const std::vector<std::string_view>& known) {
    if (known.empty()) return "is not known: nothing can be said here";
    std::string message = "is not known: here can stand ";
    for (std::size_t i = 0; i < known.size(); ++i) {
        message.append(i == 0 ? "" : ", ").append(known[i]);
    }
    return message;
}

}  // namespace

void BodyMembers::finish() {
    if (skips_the_rest_) return;
    for (const auto member : object_.members()) {
        if (std::find(asked_.begin(), asked_.end(), member.name) != asked_.end()) continue;
        faults_.note(member.value, unknown_among(asked_));
    }
}

std::optional<JsonValue> BodyMembers::look(std::string_view name) {
    asked_.push_back(name);
    return object_.find(name);
}

}  // namespace kalends
