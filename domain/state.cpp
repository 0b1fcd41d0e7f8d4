#include "domain/state.hpp"

#include <algorithm>
#include <concepts>
#include <utility>

#include "domain/check.hpp"

namespace kalends {
namespace {

template <class Kind, class Fact>
concept Folds = requires(Kind state, const Fact& fact, const Recorded& at) {
    { evolve(std::move(state), fact, at) } -> std::same_as<Kind>;
};

// Whether Kind lists Fact among its events: what is listed must be folded, or this does not
// compile.
template <class Kind, class Fact>
struct Lists : std::false_type {};
template <class Kind, class Fact>
    requires requires { typename Kind::Event; }
struct Lists<Kind, Fact> {
    template <class... Listed>
    static constexpr bool among(std::variant<Listed...>*) {
        static_assert((Folds<Kind, Listed> && ...), "a state folds every event that it lists");
        return (std::same_as<Fact, Listed> || ...);
    }
    static constexpr bool value = among(static_cast<typename Kind::Event*>(nullptr));
};

const SubjectMade* find_made(const std::vector<SubjectMade>& subjects, StreamId stream) {
    const auto found = std::find_if(subjects.begin(), subjects.end(), [&](const SubjectMade& made) {
        return stream_of(made.subject) == stream;
    });
    return found == subjects.end() ? nullptr : &*found;
}

// A subject is made inside other events: the part about it is what its stream folds.
template <class Fact>
const SubjectMade& part_about(const Fact& fact, StreamId stream) {
    const SubjectMade* part = nullptr;
    if constexpr (requires { fact.subjects; }) part = find_made(fact.subjects, stream);
    if constexpr (std::same_as<Fact, HostCreated>) part = &fact.subject;
    ensure(part != nullptr, "an event that names a subject says so in its subjects");
    return *part;
}

}  // namespace

State initial_state(StreamKind kind) {
    switch (kind) {
        case StreamKind::organisation:
            return Organisation{};
        case StreamKind::meeting_type:
            return MeetingType{};
        case StreamKind::host:
            return Host{};
        case StreamKind::booking:
            return Booking{};
        case StreamKind::hold:
            return Hold{};
        case StreamKind::session:
            return Session{};
        case StreamKind::subject:
            return Subject{};
        case StreamKind::series:
            return Series{};
    }
    broken("a stream that is folded has a state");
}

std::vector<StreamId> parts_of(const StreamState& state) {
    std::vector<StreamId> parts;
    const auto* series = state.as<Series>();
    if (series == nullptr) return parts;
    for (const auto booking : series->bookings) parts.push_back(stream_of(booking));
    return parts;
}

StreamState fold(StreamState before, StreamId stream, const Event& event, Recorded at) {
    ensure(at.revision == next(before.revision), "revisions of a stream are dense");
    if (before.revision == Revision{}) before.state = initial_state(stream.kind);
    auto next_state = std::visit(
        [&]<class Kind, class Fact>(Kind& state, const Fact& fact) -> State {
            if constexpr (std::same_as<Kind, std::monostate>) {
                broken("a stream with a revision has a state");
            } else if constexpr (std::same_as<Kind, Subject>) {
                return evolve(std::move(state), part_about(fact, stream), at);
            } else if constexpr (Lists<Kind, Fact>::value) {
                return evolve(std::move(state), fact, at);
            } else {
                broken("an event changes only streams whose state lists it");
            }
        },
        before.state, event);
    return {at.organisation, at.revision, std::move(next_state)};
}

}  // namespace kalends
