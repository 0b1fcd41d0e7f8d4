#include "projections/feed/feed_reader.hpp"

#include <algorithm>

#include "domain/planted_bugs.hpp"

namespace kalends {
namespace {

constexpr std::size_t records_per_look_up = 32;

// One reading under way.
class Reading {
  public:
    Reading(const FeedFilter& filter, Position after, const FeedBounds& bounds,
            const FeedReader::Take& take)
        : filter_{filter}, bounds_{bounds}, take_{take}, reached_{after} {}

    // False once a bound is reached.
    bool look_through(const ShelvedRecord& record) {
        for (auto i = first_in(record); i < record.faces.size(); ++i) {
            look_at(record, i);
            const bool may_end = record.ends_command[i] || !bounds_.ends_with_command;
            if (may_end && is_full()) return false;
        }
        return true;
    }

    [[nodiscard]] Position reached() const { return reached_; }

  private:
    [[nodiscard]] std::size_t first_in(const ShelvedRecord& record) const {
        const auto first = number(record.view.header.first_sequence);
        const auto wanted = number(reached_.sequence) + 1;
        if (planted(PlantedBug::feed_skips_rest_of_record) && wanted > first) {
            return record.faces.size();
        }
        return static_cast<std::size_t>(std::max(first, wanted) - first);
    }

    void look_at(const ShelvedRecord& record, std::size_t place) {
        reached_ = record.position_of(place);
        ++looked_at_;
        if (!filter_.shows(record.faces[place])) return;
        const auto bytes = record.view.events[place];
        take_({reached_, record.faces[place].type, bytes});
        ++events_;
        bytes_ += bytes.size();
    }

    [[nodiscard]] bool is_full() const {
        return events_ >= bounds_.events_max || bytes_ >= bounds_.bytes_max ||
               looked_at_ >= bounds_.looked_at_max;
    }

    const FeedFilter& filter_;
    const FeedBounds& bounds_;
    const FeedReader::Take& take_;
    Position reached_;
    std::size_t events_ = 0;
    std::size_t bytes_ = 0;
    std::size_t looked_at_ = 0;
};

}  // namespace

FeedReading FeedReader::read(FeedView& view, Position head, const FeedFilter& filter,
                             Position after, const FeedBounds& bounds, const Take& take) {
    Reading reading{filter, after, bounds, take};
    std::vector<RecordNumber> records;
    do {
        records = view.records_after(filter.query().organisation, reading.reached().sequence,
                                     records_per_look_up);
        for (const auto record : records) {
            if (!reading.look_through(*shelf_.find(record))) return {reading.reached(), false};
        }
    } while (records.size() == records_per_look_up);
    return {std::max(head, reading.reached()), true};
}

}  // namespace kalends
