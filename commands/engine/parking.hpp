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

// Commands that have something in common, by which they are decided in order of arrival.
template <class Common>
class WaitingLines {
  public:
    void join(const Common& line, std::uint64_t arrival) { lines_[line].insert(arrival); }

    // Whether somebody stands in the line before who arrived then.
    [[nodiscard]] bool is_behind(const Common& line, std::uint64_t arrival) const {
        if (lines_.empty()) return false;
        const auto found = lines_.find(line);
        return found != lines_.end() && *found->second.begin() < arrival;
    }

    // Gives who stands first now, if anybody does.
    std::optional<std::uint64_t> leave(const Common& line, std::uint64_t arrival) {
        if (lines_.empty()) return std::nullopt;
        const auto found = lines_.find(line);
        if (found == lines_.end()) return std::nullopt;
        found->second.erase(arrival);
        if (!found->second.empty()) return *found->second.begin();
        lines_.erase(found);
        return std::nullopt;
    }

    void clear() { lines_.clear(); }

  private:
    std::unordered_map<Common, std::set<std::uint64_t>> lines_;
};

// Commands that wait for states, each with what it found so far, and those that wait behind one of
// them because they carry the same key or came in one request: the uses of a key, and the commands
// of a request, are decided in order of arrival. Tried again, a command keeps its place in all
// orders until it leaves. For one thread.
class Parking {
  public:
    // Until all that it lacks has arrived and no earlier command of its key or request is here.
    void park(Pending command);
    // Whether such a one has not left yet.
    [[nodiscard]] bool is_behind(const Pending& command) const;
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
    // Who has not left yet.
    WaitingLines<KeyedDigest> of_keys_;
    WaitingLines<std::uint64_t> of_batches_;
};

}  // namespace kalends
