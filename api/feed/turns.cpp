#include "api/feed/turns.hpp"

namespace kalends::api {

void Turns::add(OrganisationId organisation, Number number) {
    auto& own = numbers_[organisation];
    if (own.empty()) organisations_.push_back(organisation);
    own.push_back(number);
}

std::optional<Turns::Number> Turns::take() {
    if (organisations_.empty()) return std::nullopt;
    const auto own = numbers_.find(organisations_.front());
    organisations_.pop_front();
    const auto number = own->second.front();
    own->second.pop_front();
    if (own->second.empty()) {
        numbers_.erase(own);
    } else {
        organisations_.push_back(own->first);
    }
    return number;
}

}  // namespace kalends::api
