#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "commands/expected_revision.hpp"
#include "domain/actor.hpp"
#include "domain/availability/hours_cache.hpp"
#include "domain/check.hpp"
#include "domain/state.hpp"
#include "domain/zones.hpp"

namespace kalends {

// What one decision may look at: the caller, the states that its command named, and the zone data.
// Made for one command on the partition's thread and dropped with its answer.
class Scope {
  public:
    Scope(const Actor& actor, OrganisationId organisation, const ZoneNames& zones,
          HoursCache& hours)
        : actor_{&actor}, organisation_{organisation}, zones_{&zones}, hours_{&hours} {}

    // Asks for a state while the streams of a command are being found out. Null if there is none,
    // or if it is not loaded yet: then it is among the `missing` and the command asks once more.
    template <class Kind>
    const StateOf<Kind>* want(Id<Kind> id) {
        if (!is_loaded(stream_of(id))) missing_.push_back(stream_of(id));
        return look(id);
    }

    // Says of a stream that it is new: its id was made for this very command, so nothing is looked
    // up.
    template <class Kind>
    void make(Id<Kind> id) {
        if (!is_loaded(stream_of(id))) load(stream_of(id), nullptr);
    }

    // The state of a stream that the command wanted; null if it does not exist in the caller's
    // organisation.
    template <class Kind>
    [[nodiscard]] const StateOf<Kind>* find(Id<Kind> id) const {
        ensure(is_loaded(stream_of(id)), "a decision looks only at streams that it named");
        return look(id);
    }

    // The caller's organisation. Every command but the one that creates it wants it.
    [[nodiscard]] const Organisation& organisation() const;
    [[nodiscard]] OrganisationId organisation_id() const { return organisation_; }
    [[nodiscard]] const Actor& actor() const { return *actor_; }
    [[nodiscard]] const ZoneNames& zones() const { return *zones_; }
    [[nodiscard]] HoursCache& hours() const { return *hours_; }

    // What the caller expects of the resource (If-Match), if anything. Every command asks
    // `is_stale`; of a resource that is not there, with nothing for its revision.
    void expect_revision(std::optional<ExpectedRevision> expected) {
        expected_ = std::move(expected);
    }
    [[nodiscard]] bool is_stale(std::optional<std::uint64_t> revision) const {
        return expected_ && !expected_->fits(revision);
    }

    // For the engine: what is still to be loaded, and what has been. A null state is a stream that
    // does not exist.
    [[nodiscard]] std::vector<StreamId> take_missing() { return std::exchange(missing_, {}); }
    void load(StreamId stream, SharedState state) {
        loaded_.emplace_back(stream, std::move(state));
    }
    // For a run of decisions: what a stream that was named has become.
    void replace(StreamId stream, SharedState state);
    [[nodiscard]] bool is_loaded(StreamId stream) const { return entry(stream) != nullptr; }
    [[nodiscard]] const std::vector<std::pair<StreamId, SharedState>>& loaded() const {
        return loaded_;
    }
    // Null for a stream that is new; whatever an event changes must have been named.
    [[nodiscard]] const SharedState& state(StreamId stream) const;

  private:
    using Entry = std::pair<StreamId, SharedState>;

    // Null if it is not loaded.
    [[nodiscard]] const Entry* entry(StreamId stream) const;

    template <class Kind>
    [[nodiscard]] const StateOf<Kind>* look(Id<Kind> id) const {
        const Entry* found = entry(stream_of(id));
        if (found == nullptr || found->second == nullptr) return nullptr;
        if (found->second->organisation != organisation_) return nullptr;
        return found->second->template as<StateOf<Kind>>();
    }

    const Actor* actor_;
    OrganisationId organisation_;
    const ZoneNames* zones_;
    HoursCache* hours_;
    std::optional<ExpectedRevision> expected_;
    std::vector<Entry> loaded_;
    // Where the first of them stand: a command about a whole session names hundreds.
    mutable std::unordered_map<StreamId, std::size_t> places_;
    mutable std::size_t placed_ = 0;
    std::vector<StreamId> missing_;
};

}  // namespace kalends
