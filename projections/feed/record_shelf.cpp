#include "projections/feed/record_shelf.hpp"

#include <algorithm>

#include "eventstore/failures.hpp"

namespace kalends {
namespace {

std::shared_ptr<const ShelvedRecord> take_apart(std::string bytes) {
    auto record = std::make_shared<ShelvedRecord>();
    record->bytes = std::move(bytes);
    auto view = parse_record(record->bytes);
    if (!view) throw StorageFailed{"a record of the log cannot be read"};
    record->view = *std::move(view);
    for (const auto event : record->view.events) record->faces.push_back(face_of(event));
    record->ends_command.resize(record->faces.size());
    for (const auto& command : record->view.commands) {
        if (command.event_count == 0) continue;
        record->ends_command[command.first_event + command.event_count - 1] = true;
    }
    return record;
}

}  // namespace

Position ShelvedRecord::position_of(std::size_t event) const {
    const auto& header = view.header;
    return {header.partition, header.epoch, Sequence{number(header.first_sequence) + event}};
}

std::shared_ptr<const ShelvedRecord> RecordShelf::find(RecordNumber number) {
    const auto found = std::ranges::find(
        kept_, number, [](const auto& record) { return record->view.header.number; });
    if (found != kept_.end()) return *found;
    auto bytes = log_.read(number);
    if (!bytes) throw StorageFailed{"a record of the log is missing"};
    kept_.push_back(take_apart(*std::move(bytes)));
    bytes_ += kept_.back()->bytes.size();
    while (kept_.size() > 1 && (kept_.size() > records_max || bytes_ > bytes_max)) {
        bytes_ -= kept_.front()->bytes.size();
        kept_.pop_front();
    }
    return kept_.back();
}

}  // namespace kalends
