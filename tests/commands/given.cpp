#include "tests/commands/given.hpp"

namespace kalends {

Given& Given::happened(const Events& events, Instant at, OrganisationId organisation) {
    for (const auto& event : events) {
        for (const auto stream : streams_of(event)) {
            SharedState& state = streams_[stream];
            const StreamState before = state ? *state : StreamState{};
            const Recorded recorded{organisation, {}, {}, at, next(before.revision)};
            state = std::make_shared<const StreamState>(fold(before, stream, event, recorded));
        }
    }
    return *this;
}

Given Given::as(const Actor& actor) const {
    Given other = *this;
    other.actor_ = actor;
    return other;
}

Given Given::if_match(ExpectedRevision expected) const {
    Given other = *this;
    other.expected_ = std::move(expected);
    return other;
}

Decision Given::when(const Command& command, Instant now) const {
    HoursCache hours;
    const Scope loaded = scope(command, hours);
    return std::visit([&](const auto& c) { return decide(c, loaded, now); }, command);
}

Scope Given::scope(const Command& command, HoursCache& hours) const {
    Scope scope{actor_, clinic::ours, clinic::zones(), hours};
    scope.expect_revision(expected_);
    for (;;) {
        std::visit([&scope](const auto& c) { needs(c, scope); }, command);
        const auto missing = scope.take_missing();
        if (missing.empty()) return scope;
        for (const auto stream : missing) {
            const auto found = streams_.find(stream);
            scope.load(stream, found == streams_.end() ? nullptr : found->second);
        }
    }
}

}  // namespace kalends

doctest::String doctest::StringMaker<kalends::Decision>::convert(
    const kalends::Decision& decision) {
    using namespace kalends;
    if (decision) return String{std::to_string((*decision).size()).c_str()} + " events";
    const auto& refusal = decision.error();
    return String{std::string{code(refusal.reason)}.c_str()} + " " + refusal.field.c_str();
}
