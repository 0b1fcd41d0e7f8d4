#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "commands/engine/pinned_states.hpp"
#include "commands/engine/submission.hpp"
#include "eventstore/keyed_hash.hpp"

namespace kalends {

// What a decision lacks: streams that are under way, and pins for all that it needs.
struct Lacks {
    std::set<StreamId> streams;
    std::vector<PinnedStates::Pin> pins;
};

// A command that is not decided yet.
struct Pending {
    std::uint64_t arrival = 0;  // Commands are numbered as they come.
    Submission submission;
    std::optional<KeyedDigest> key = {};  // as it is looked up first
    Lacks lacks = {};
};

// Commands that wait for states, each with what it found so far, and those that wait behind one of
// them because they carry the same key: the uses of a key are decided in order of arrival. Tried
// again, a command keeps its place in both orders until it leaves. For one thread.
class Parking {
  public:
    // Until all that it lacks has arrived and no earlier command with its key is here.
    void park(Pending command);
    // Whether an earlier command with this key has not left yet.
    [[nodiscard]] bool is_behind(const KeyedDigest& key, std::uint64_t arrival) const;
    void arrived(StreamId stream);

    [[nodiscard]] bool is_any_ready() const { return !ready_.empty(); }
    // The earliest command that waits for nothing any more, to be tried again; nothing if there is
    // none. It is parked again, or leaves.
    [[nodiscard]] std::optional<Pending> take_ready();
    // It is decided.
    void leave(const Pending& command);
    // All of them, in order of arrival.
    [[nodiscard]] std::vector<Pending> take_all();

    [[nodiscard]] std::size_t size() const { return parked_.size(); }

  private:
    void note_if_ready(std::uint64_t arrival);

    std::map<std::uint64_t, Pending> parked_;
    std::set<std::uint64_t> ready_;
    std::map<StreamId, std::set<std::uint64_t>> awaited_;
    // By key: who has not left yet.
    std::unordered_map<KeyedDigest, std::set<std::uint64_t>> lines_;
};

}  // namespace kalends
