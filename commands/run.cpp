#include "commands/run.hpp"

#include "domain/planted_bugs.hpp"

namespace kalends {

// Ids, positions and seals are not known yet: nothing that is decided depends on them.
void Run::add(Event event) {
    for (const auto stream : streams_of(event)) {
        if (planted(PlantedBug::occurrence_blind_to_earlier)) break;
        const SharedState before = scope_.state(stream);
        const StreamState state = before ? *before : StreamState{};
        const Recorded at{scope_.organisation_id(), {}, {}, now_, next(state.revision)};
        scope_.replace(stream, std::make_shared<const StreamState>(fold(state, stream, event, at)));
    }
    events_.push_back(std::move(event));
}

}  // namespace kalends
