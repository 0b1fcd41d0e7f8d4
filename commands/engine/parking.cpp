#include "commands/engine/parking.hpp"

#include <utility>

#include "domain/planted_bugs.hpp"

namespace kalends {

void Parking::park(Pending command) {
    const auto arrival = command.arrival;
    if (command.key) lines_[*command.key].insert(arrival);
    for (const auto stream : command.lacks.streams) awaited_[stream].insert(arrival);
    parked_.emplace(arrival, std::move(command));
}

bool Parking::is_behind(const KeyedDigest& key, std::uint64_t arrival) const {
    if (lines_.empty() || planted(PlantedBug::parked_key_overtaken)) return false;
    if (planted(PlantedBug::parked_key_used_twice)) return false;
    const auto line = lines_.find(key);
    return line != lines_.end() && *line->second.begin() < arrival;
}

void Parking::arrived(StreamId stream) {
    auto waiting = awaited_.extract(stream);
    if (waiting.empty()) return;
    for (const auto arrival : waiting.mapped()) {
        parked_.at(arrival).lacks.streams.erase(stream);
        note_if_ready(arrival);
    }
}

void Parking::note_if_ready(std::uint64_t arrival) {
    const auto found = parked_.find(arrival);
    if (found == parked_.end() || !found->second.lacks.streams.empty()) return;
    const auto& key = found->second.key;
    if (!key || !is_behind(*key, arrival)) ready_.insert(arrival);
}

std::optional<Pending> Parking::take_ready() {
    if (ready_.empty()) return std::nullopt;
    auto found = parked_.extract(*ready_.begin());
    ready_.erase(ready_.begin());
    return std::move(found.mapped());
}

void Parking::leave(const Pending& command) {
    if (lines_.empty() || !command.key) return;
    const auto line = lines_.find(*command.key);
    if (line == lines_.end()) return;
    line->second.erase(command.arrival);
    if (line->second.empty()) {
        lines_.erase(line);
    } else {
        note_if_ready(*line->second.begin());
    }
}

std::vector<Pending> Parking::take_all() {
    std::vector<Pending> all;
    all.reserve(parked_.size());
    for (auto& [arrival, command] : parked_) all.push_back(std::move(command));
    parked_.clear();
    ready_.clear();
    awaited_.clear();
    lines_.clear();
    return all;
}

}  // namespace kalends
