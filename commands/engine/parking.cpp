#include "commands/engine/parking.hpp"

#include <utility>

#include "domain/planted_bugs.hpp"

namespace kalends {

void Parking::park(Pending command) {
    const auto arrival = command.arrival;
    if (command.key) of_keys_.join(*command.key, arrival);
    if (const auto batch = command.submission.batch) of_batches_.join(*batch, arrival);
    for (const auto stream : command.lacks.streams) awaited_[stream].insert(arrival);
    parked_.emplace(arrival, std::move(command));
}

bool Parking::is_behind(const Pending& command) const {
    const auto batch = command.submission.batch;
    if (batch && of_batches_.is_behind(*batch, command.arrival)) return true;
    if (!command.key || planted(PlantedBug::parked_key_overtaken)) return false;
    if (planted(PlantedBug::parked_key_used_twice)) return false;
    return of_keys_.is_behind(*command.key, command.arrival);
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
    if (!is_behind(found->second)) ready_.insert(arrival);
}

std::optional<Pending> Parking::take_ready() {
    if (ready_.empty()) return std::nullopt;
    auto found = parked_.extract(*ready_.begin());
    ready_.erase(ready_.begin());
    return std::move(found.mapped());
}

void Parking::leave(const Pending& command) {
    const auto batch = command.submission.batch;
    const auto of_batch = batch ? of_batches_.leave(*batch, command.arrival) : std::nullopt;
    const auto of_key = command.key ? of_keys_.leave(*command.key, command.arrival) : std::nullopt;
    if (of_batch) note_if_ready(*of_batch);
    if (of_key) note_if_ready(*of_key);
}

std::vector<Pending> Parking::take_all() {
    std::vector<Pending> all;
    all.reserve(parked_.size());
    for (auto& [arrival, command] : parked_) all.push_back(std::move(command));
    parked_.clear();
    ready_.clear();
    awaited_.clear();
    of_keys_.clear();
    of_batches_.clear();
    return all;
}

}  // namespace kalends
