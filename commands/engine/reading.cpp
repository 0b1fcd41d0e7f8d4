#include <algorithm>
#include <utility>

#include "commands/engine/engine.hpp"
#include "commands/engine/reference.hpp"
#include "domain/planted_bugs.hpp"
#include "eventstore/failures.hpp"
#include "schemas/snapshot.hpp"

namespace kalends {
namespace {

// Which of the snapshots, the latest first, is to go; not the latest. Without it whatever stands
// between its neighbours is folded from the earlier one: that weighs by its square, since the
// longer a gap is the more looks fall into it, and less the older it is, since the recent past is
// looked at most. So a long stream keeps some of all its past.
std::vector<Revision>::const_iterator least_missed(const std::vector<Revision>& kept) {
    const auto loss = [&](std::size_t i) {
        const auto before = i + 1 < kept.size() ? number(kept[i + 1]) : 0;
        const auto gap = static_cast<double>(number(kept[i - 1]) - before);
        return gap * gap / static_cast<double>(number(kept.front()) - number(kept[i]));
    };
    std::size_t least = kept.size() - 1;
    for (std::size_t i = least; i-- > 1;) {
        if (loss(i) < loss(least)) least = i;
    }
    return kept.begin() + static_cast<std::ptrdiff_t>(least);
}

}  // namespace

// As the next command will find it: what is decided but not durable yet counts. Nothing if it is
// under way.
std::optional<SharedState> Engine::latest(StreamId stream) {
    if (const SharedState* state = undurable(stream)) return *state;
    if (const SharedState* state = known(stream)) return *state;
    if (pinned_.is_under_way(stream)) return std::nullopt;
    auto loaded = loader_->load(stream, durable_.sequence);
    if (loaded) {
        if (*loaded) published_.put(stream, *loaded);
    } else {
        pinned_.await(stream);
    }
    return loaded;
}

// What the records that are not durable yet made of it; null if they leave it alone.
const SharedState* Engine::undurable(StreamId stream) const {
    if (const auto* state = open_.states.find(stream)) return state;
    return in_flight_ ? in_flight_->states.find(stream) : nullptr;
}

// As it stands in the log; null if it is not in memory.
const SharedState* Engine::known(StreamId stream) {
    if (const SharedState* state = published_.find(stream)) return state;
    return pinned_.find(stream);
}

// Reads do not wait: they load in place. That a stream does not exist is not kept: whoever made ids
// up would push out the states of streams that do.
SharedState Engine::published(StreamId stream) {
    if (const SharedState* state = known(stream)) return *state;
    auto state = history_.fold_until(stream, durable_.sequence);
    if (state) published_.put(stream, state);
    return state;
}

SharedState Engine::find(OrganisationId organisation, StreamId stream) {
    auto state = published(stream);
    return state && state->organisation == organisation ? state : nullptr;
}

std::vector<StreamId> Engine::list(OrganisationId organisation, StreamKind kind, IdBits after,
                                   std::size_t limit) {
    return index_.list(organisation, kind, after, limit);
}

void Engine::history(StreamId stream, Revision first, const TakeEvent& take) {
    history_.each(stream, first, [&](Revision, const StoredEvent& stored) { return take(stored); });
}

SharedState Engine::state_at(StreamId stream, Revision revision) {
    return history_.fold_to(stream, revision);
}

std::optional<OrganisationId> Engine::owner_of(StreamId stream) {
    const auto state = published(stream);
    return state ? std::optional{state->organisation} : std::nullopt;
}

bool Engine::holds(Position position) {
    if (position.partition != durable_.partition) return false;
    // Before the first event every log is the same.
    return position.sequence == Sequence{} || history_.at(position, durable_).has_value();
}

// What was asked for must be what the event carries: under another secret, or in twelve digits
// where eight are due, a text may lead to the place of a booking whose reference it is not.
std::optional<BookingId> Engine::booking_of(std::string_view reference) {
    const auto asked = canonical_reference(reference);
    if (!asked) return std::nullopt;
    for (const auto& secret : secrets_.all()) {
        if (secret.kind != SecretKind::reference) continue;
        const auto position = read_reference(secret.key, *asked);
        if (!position || position->partition != durable_.partition) continue;
        const auto stored = history_.at(*position, durable_);
        if (!stored) continue;
        const auto id = std::visit(
            [&]<class Fact>(const Fact& fact) -> std::optional<BookingId> {
                if constexpr (requires { fact.reference; }) {
                    if (fact.reference.text == *asked) return fact.booking;
                }
                return std::nullopt;
            },
            stored->event);
        if (id) return id;
    }
    return std::nullopt;
}

std::shared_ptr<const StoredEvent> Engine::event(StreamId stream, Revision revision) {
    if (auto open = open_.event(stream, revision)) return open;
    if (in_flight_) {
        if (auto flying = in_flight_->event(stream, revision)) return flying;
    }
    const auto places = index_.events_of(stream, revision, revision);
    if (places.empty()) return nullptr;
    return std::make_shared<const StoredEvent>(history_.read(places.front()));
}

std::optional<std::string> Engine::open(EventId event, std::string_view field,
                                        const Sealed& sealed) {
    if (sealed.is_absent()) return std::nullopt;
    if (const Clear* clear = just_sealed_.find(event, field)) return clear->json;
    return keys_.open(event, field, sealed.bytes);
}

std::optional<std::string> Engine::open_durable(EventId event, std::string_view field,
                                                const Sealed& sealed) {
    try {
        return sealed.is_absent() ? std::nullopt : keys_.open(event, field, sealed.bytes);
    } catch (const SealBroken&) {
        return std::nullopt;
    }
}

// A stream that the record took over a multiple of the interval is folded from here on, not from
// its first event. Short ones are not worth it.
std::vector<std::pair<StreamId, SharedState>> Engine::due_for_snapshot(
    const OpenRecord& record) const {
    std::vector<std::pair<StreamId, SharedState>> due;
    const auto interval = limits_.revisions_per_snapshot;
    for (const auto& entry : record.streams) {
        if (number(entry.revision) % interval != 0) continue;
        const SharedState& state = *record.states.find(entry.stream);
        const bool is_last_multiple = number(state->revision) - number(entry.revision) < interval;
        if (is_last_multiple) due.emplace_back(entry.stream, state);
    }
    return due;
}

void Engine::keep_snapshot(StreamId stream, const StreamState& state) {
    index_.put_snapshot(stream, {.revision = state.revision,
                                 .fold_version = fold_version,
                                 .sequence = durable_.sequence,
                                 .bytes = encode_state(state)});
    if (planted(PlantedBug::snapshots_never_removed)) return;
    auto kept = index_.snapshots_of(stream);
    while (kept.size() > limits_.snapshots_per_stream) {
        const auto least = least_missed(kept);
        index_.remove_snapshot(stream, *least);
        kept.erase(least);
    }
}

}  // namespace kalends
