#include "api/feed/held_bytes.hpp"

#include <algorithm>

namespace kalends::api {

std::vector<HeldBytes::Number> HeldBytes::hold(OrganisationId organisation, Number number,
                                               std::size_t bytes) {
    since_.emplace(number, ++last_);
    holdings_.emplace(last_, Holding{organisation, number, bytes});
    by_organisation_[organisation] += bytes;
    bytes_ += bytes;
    std::vector<Number> gone;
    while (true) {
        const bool is_own_share = bytes_of(organisation) > organisation_max_;
        if (!is_own_share && bytes_ <= max_) return gone;
        const auto longest = std::ranges::find_if(holdings_, [&](const auto& holding) {
            return !is_own_share || holding.second.organisation == organisation;
        });
        gone.push_back(longest->second.number);
        release(gone.back());
    }
}

void HeldBytes::release(Number number) {
    const auto since = since_.find(number);
    if (since == since_.end()) return;
    const auto holding = holdings_.find(since->second);
    const auto own = by_organisation_.find(holding->second.organisation);
    own->second -= holding->second.bytes;
    if (own->second == 0) by_organisation_.erase(own);
    bytes_ -= holding->second.bytes;
    holdings_.erase(holding);
    since_.erase(since);
}

std::size_t HeldBytes::bytes_of(OrganisationId organisation) const {
    const auto own = by_organisation_.find(organisation);
    return own == by_organisation_.end() ? 0 : own->second;
}

}  // namespace kalends::api
