#include <utility>

#include "commands/engine/completion.hpp"
#include "commands/engine/engine.hpp"
#include "commands/engine/registration.hpp"
#include "domain/planted_bugs.hpp"
#include "eventstore/failures.hpp"
#include "eventstore/new_id.hpp"

namespace kalends {
namespace {

// Nothing if it takes hours in a zone that this machine does not know.
std::optional<Decision> decide_here(const Command& command, const Scope& scope, Instant now) {
    try {
        return std::visit([&](const auto& asked) { return decide(asked, scope, now); }, command);
    } catch (const ZoneMissing&) {
        return std::nullopt;
    }
}

// Once it comes to a zone that this machine does not know, a command finds out no more: it comes to
// the same zone when it is decided, unless it is refused before.
void find_needs(const Command& command, Scope& scope) {
    try {
        std::visit([&](const auto& asked) { needs(asked, scope); }, command);
    } catch (const ZoneMissing&) {
        return;
    }
}

std::string_view name_of(const Command& command) {
    return std::visit([](const auto& asked) { return asked.name; }, command);
}

StreamId target_of(const Command& command) {
    return std::visit([](const auto& asked) { return target(asked); }, command);
}

}  // namespace

// A command that was parked starts over here: its key is looked up again, and the time is what it
// is now. Nothing if it is to be parked.
std::optional<Outcome> Engine::outcome_of(Pending& pending, Instant now) {
    const bool was_parked = !pending.lacks.pins.empty();
    const auto print = fingerprint(secrets_, pending.submission);
    if (print) pending.key = print->key;
    if (parking_.is_behind(pending)) return std::nullopt;
    if (print) {
        const bool resumes = was_parked && planted(PlantedBug::parked_key_used_twice);
        auto earlier = resumes ? std::nullopt : earlier_outcome(pending.submission, *print);
        if (earlier) return earlier;
    }
    Lacks lacks;
    auto outcome = decide_once(pending.submission, print, now, lacks);
    pending.lacks = std::move(lacks);
    return outcome;
}

std::optional<Outcome> Engine::decide_once(Submission& submission,
                                           const std::optional<Fingerprint>& print, Instant now,
                                           Lacks& lacks) {
    Scope scope{submission.actor, submission.organisation, world_.zones, hours_};
    scope.expect_revision(submission.expected_revision);
    std::set<StreamId> lacking;
    load(submission.command, scope, lacking);
    if (!lacking.empty()) {
        lacks = pin_needs(scope, std::move(lacking));
        return std::nullopt;
    }
    auto decision = decide_here(submission.command, scope, now);
    if (!decision) return Unavailable{Unavailable::Reason::zone_missing};
    if (!*decision) return Refused{decided_position(), decision->error()};
    const auto command = new_id<CommandId>(now, world_.randomness);
    try {
        if (!draft(submission, scope, command, **std::move(decision), now)) {
            return Refused{decided_position(), {Rejection::too_large, {}}};
        }
    } catch (const SealBroken&) {
        return Unavailable{Unavailable::Reason::key_damaged};
    }
    auto accepted = record(submission, scope, print, command, now);
    note_read(submission.command, scope, now);
    if (planted(PlantedBug::refused_after_writing) && submission.expected_revision) {
        return Refused{accepted.position, {Rejection::stale_revision}};
    }
    return accepted;
}

// Streams lead to further streams: a booking to its hosts, say. So a command is asked again until
// it wants nothing more, or nothing but what is under way.
void Engine::load(const Command& command, Scope& scope, std::set<StreamId>& lacking) {
    for (bool is_new = true; is_new;) {
        is_new = false;
        find_needs(command, scope);
        const Actor& actor = scope.actor();
        if (actor.kind == ActorKind::guest) scope.want(SubjectId{actor.id});
        for (const auto stream : scope.take_missing()) {
            if (scope.is_loaded(stream)) continue;
            if (auto state = latest(stream)) {
                scope.load(stream, *std::move(state));
                is_new = true;
            } else {
                lacking.insert(stream);
            }
        }
    }
}

// What was found is kept, too, so that a command that starts over lacks less each time.
Lacks Engine::pin_needs(const Scope& scope, std::set<StreamId> lacking) {
    Lacks lacks{std::move(lacking), {}};
    for (const auto stream : lacks.streams) lacks.pins.push_back(pinned_.pin(stream));
    for (const auto& [stream, state] : scope.loaded()) {
        lacks.pins.push_back(pinned_.pin(stream));
        if (undurable(stream) == nullptr) pinned_.note(stream, state);
    }
    return lacks;
}

// A key that was used before is answered as it was then (rule P6), even while that is not durable.
std::optional<Outcome> Engine::earlier_outcome(const Submission& submission,
                                               const Fingerprint& print) {
    if (auto earlier = outcome_under(print)) return earlier;
    for (const auto& retired : retired_fingerprints(secrets_, submission)) {
        if (auto earlier = outcome_under(retired)) return earlier;
    }
    return std::nullopt;
}

std::optional<Outcome> Engine::outcome_under(const Fingerprint& print) {
    auto earlier = find_earlier(print);
    if (!earlier) return std::nullopt;
    const bool is_same = earlier->request == print.request;
    if (!is_same && !planted(PlantedBug::payload_not_compared)) return KeyReused{};
    earlier->accepted.is_replay = true;
    return std::move(earlier->accepted);
}

std::optional<Engine::Earlier> Engine::find_earlier(const Fingerprint& print) {
    const KeyUse* use = open_.uses.find(print.key);
    if (use == nullptr && in_flight_) use = in_flight_->uses.find(print.key);
    if (use != nullptr) return Earlier{use->request, use->accepted};
    const auto place = index_.find(print.key);
    if (!place) return std::nullopt;
    const auto& record = history_.record(place->record);
    if (place->place >= record.commands.size()) {
        throw StoreRefused{"the index names a command too many"};
    }
    const StoredCommand command = record.commands[place->place];
    return Earlier{command.entry.request, replay(record.header, command)};
}

// What the command was answered with: its target as it stood at the command's position.
Accepted Engine::replay(const RecordHeader& header, const StoredCommand& command) {
    const Sequence sequence = sequence_of(header, command);
    // The header is of a record that folding may let go of.
    const Position position{header.partition, header.epoch, sequence};
    auto resource = history_.fold_until(command.entry.target, sequence);
    std::vector<SharedState> parts;
    if (resource) {
        for (const auto part : parts_of(*resource)) {
            parts.push_back(history_.fold_until(part, sequence));
        }
    }
    return {.position = position,
            .resource = std::move(resource),
            .parts = std::move(parts),
            .changed = command.entry.changed};
}

// Whether all of them may be written. Key slots that were taken for those that may not stay unused.
bool Engine::draft(const Submission& submission, const Scope& scope, CommandId command,
                   Events events, Instant now) {
    drafts_.clear();
    subjects_made_.clear();
    for (auto& event : events) {
        if (!draft_event(submission, scope, command, std::move(event), now)) return false;
    }
    return true;
}

Accepted Engine::record(const Submission& submission, const Scope& scope,
                        const std::optional<Fingerprint>& print, CommandId command, Instant now) {
    const bool changed = drafts_.size() != 0;
    const bool keeps_key = print.has_value() && !planted(PlantedBug::key_left_out_of_record);
    const StreamId target = target_of(submission.command);
    if (changed || print) {
        const auto place = writer_.command_count();
        writer_.add_command({.organisation = submission.organisation,
                             .actor_kind = static_cast<ActorCode>(submission.actor.kind),
                             .actor = submission.actor.id,
                             .id = command,
                             .name = name_of(submission.command),
                             .target = target,
                             .hashed_with = print ? print->made_with : SecretNumber{},
                             .idempotency = keeps_key ? std::optional{print->key} : std::nullopt,
                             .request = print ? print->request : KeyedDigest{},
                             .changed = changed});
        decided_at_ = now;
        if (keeps_key) open_.keys.push_back({print->key, place});
    }
    for (std::size_t i = 0; i < drafts_.size(); ++i)
        write(drafts_.stored(i), drafts_.bytes(i), scope);

    SharedState resource = target == StreamId{} ? nullptr : state_of(target, scope);
    if (planted(PlantedBug::answer_shows_earlier_state) && resource && scope.state(target)) {
        resource = scope.state(target);
    }
    std::vector<SharedState> parts;
    if (resource) {
        for (const auto part : parts_of(*resource)) parts.push_back(state_of(part, scope));
    }
    Accepted accepted{decided_position(), resource, std::move(parts), changed, false};
    if (print) open_.uses[print->key] = {print->request, accepted};
    return accepted;
}

bool Engine::draft_event(const Submission& submission, const Scope& scope, CommandId command,
                         Event event, Instant now) {
    const auto id = new_id<EventId>(now, world_.randomness);
    const Sequence sequence{number(writer_.next_sequence()) + drafts_.size()};
    const Position position{durable_.partition, writer_.epoch(), sequence};
    Registration registration{keys_,          secrets_, world_.randomness, just_sealed_,
                              subjects_made_, id,       position};
    complete_event(event, submission.command, scope, registration);
    // Whoever books without a key is the first guest of what it books.
    const bool is_stranger =
        submission.actor.kind == ActorKind::anonymous && !subjects_made_.empty();
    const SubjectMade* stranger = is_stranger ? &subjects_made_.front() : nullptr;

    Envelope envelope{.id = id,
                      .source = submission.organisation,
                      .time = now,
                      .position = position,
                      .actor = stranger ? actor_text(ActorKind::guest, stranger->subject.bits())
                                        : actor_text(submission.actor.kind, submission.actor.id),
                      .causation = command,
                      .correlation = submission.correlation,
                      .traceparent = submission.traceparent,
                      .streams = {},
                      .role = submission.actor.role,
                      .origin = {}};
    if (submission.origin) {
        const auto key = key_for_origin(submission.actor, scope, stranger);
        if (key) envelope.origin = registration.seal(*key, "origin", *submission.origin);
    }
    for (const auto stream : streams_of(event)) {
        const auto& found = state_of(stream, scope);
        const auto before = drafts_.revision_after(stream, found ? found->revision : Revision{});
        envelope.streams.emplace_back(stream, next(before));
    }
    return drafts_.add({std::move(envelope), std::move(event)});
}

void Engine::write(const std::shared_ptr<const StoredEvent>& stored, std::string_view bytes,
                   const Scope& scope) {
    const auto& envelope = stored->envelope;
    for (const auto& [stream, revision] : envelope.streams) {
        open_.streams.push_back({envelope.source, stream, revision, writer_.event_count()});
    }
    writer_.add_event(bytes);
    fold_in(stored, scope);
}

// What the command's earlier events made of a stream, or else what the command found.
const SharedState& Engine::state_of(StreamId stream, const Scope& scope) const {
    const SharedState* changed = open_.states.find(stream);
    return changed == nullptr ? scope.state(stream) : *changed;
}

void Engine::fold_in(const std::shared_ptr<const StoredEvent>& stored, const Scope& scope) {
    for (const auto& [stream, revision] : stored->envelope.streams) {
        const auto before = state_of(stream, scope);
        open_.states[stream] = std::make_shared<const StreamState>(
            fold(before ? *before : StreamState{}, stream, stored->event,
                 recorded(stored->envelope, revision)));
    }
    for (const auto& change : due_changes(stored->event)) {
        open_.due.push_back({change.stream, due_.apply(change), change.at});
        const auto* host = (*open_.states.find(change.stream))->as<Host>();
        if (host != nullptr) postpone_stale(host->id, *host);
    }
    open_.events.push_back(stored);
}

Position Engine::decided_position() const {
    const auto last = number(writer_.next_sequence()) - 1;
    return {durable_.partition, writer_.epoch(), Sequence{last}};
}

}  // namespace kalends
