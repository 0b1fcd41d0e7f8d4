#include "commands/scope.hpp"

#include <algorithm>

namespace kalends {

const Organisation& Scope::organisation() const {
    const auto* organisation = find(organisation_);
    ensure(organisation != nullptr, "a caller was authenticated by an organisation that exists");
    return *organisation;
}

const SharedState& Scope::state(StreamId stream) const {
    const Entry* found = entry(stream);
    ensure(found != nullptr, "an event changes only streams that its command named");
    return found->second;
}

void Scope::replace(StreamId stream, SharedState state) {
    const Entry* found = entry(stream);
    ensure(found != nullptr, "a decision changes only streams that its command named");
    loaded_[static_cast<std::size_t>(found - loaded_.data())].second = std::move(state);
}

const Scope::Entry* Scope::entry(StreamId stream) const {
    constexpr std::size_t few = 32;
    if (loaded_.size() <= few) {
        const auto found = std::ranges::find(loaded_, stream, &Entry::first);
        return found == loaded_.end() ? nullptr : &*found;
    }
    for (; placed_ < loaded_.size(); ++placed_) places_.emplace(loaded_[placed_].first, placed_);
    const auto found = places_.find(stream);
    return found == places_.end() ? nullptr : &loaded_[found->second];
}

}  // namespace kalends
