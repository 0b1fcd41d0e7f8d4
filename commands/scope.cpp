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
    const auto found = std::ranges::find(loaded_, stream, &Entry::first);
    ensure(found != loaded_.end(), "a decision changes only streams that its command named");
    found->second = std::move(state);
}

const Scope::Entry* Scope::entry(StreamId stream) const {
    const auto found = std::find_if(loaded_.begin(), loaded_.end(),
                                    [&](const Entry& e) { return e.first == stream; });
    return found == loaded_.end() ? nullptr : &*found;
}

}  // namespace kalends
