#include "projections/audit/zones_check.hpp"

#include <algorithm>
#include <unordered_map>
#include <variant>
#include <vector>

#include "domain/availability/zone_clock.hpp"
#include "eventstore/failures.hpp"
#include "eventstore/record.hpp"
#include "schemas/envelope.hpp"

namespace kalends {
namespace {

// The times that bookings keep, as the last event of each left them.
class KeptTimes {
  public:
    struct Kept {
        BookingId booking;
        OrganisationId organisation;
        BookedTime when;
    };

    // An event that takes a time says so in `when`; one that only gives it back, in `released`.
    void take(const StoredEvent& stored) {
        std::visit(
            [&]<class Fact>(const Fact& fact) {
                if constexpr (requires {
                                  fact.booking;
                                  fact.when.civil_start;
                              }) {
                    kept_[fact.booking] = {fact.booking, stored.envelope.source, fact.when};
                } else if constexpr (requires {
                                         fact.booking;
                                         fact.released;
                                     }) {
                    kept_.erase(fact.booking);
                }
            },
            stored.event);
    }

    [[nodiscard]] std::vector<const Kept*> in_order() const {
        std::vector<const Kept*> all;
        all.reserve(kept_.size());
        for (const auto& [id, kept] : kept_) all.push_back(&kept);
        std::ranges::sort(all, {}, [](const Kept* kept) {
            return std::pair{kept->when.time.start, kept->booking.bits()};
        });
        return all;
    }

  private:
    std::unordered_map<BookingId, Kept> kept_;
};

std::optional<CivilMinute> shown_today(const BookedTime& when) {
    if (!ZoneClock::is_known(when.zone)) return std::nullopt;
    return ZoneClock{when.zone}.civil_at(when.time.start);
}

Position read_times(const LogReader& log, KeptTimes& times) {
    Position last;
    log.scan(RecordNumber{1}, [&](RecordNumber number, std::string_view bytes) {
        const auto record = parse_record(bytes);
        if (!record) {
            throw StorageFailed{"record " + std::to_string(kalends::number(number)) +
                                " cannot be read: " + std::string{to_text(record.error())}};
        }
        for (const auto event : record->events) {
            const auto stored = decode_event(event);
            last = stored.envelope.position;
            times.take(stored);
        }
        return true;
    });
    return last;
}

}  // namespace

ZonesReport check_zones(const LogReader& log, const TellShifted& tell) {
    KeptTimes times;
    ZonesReport report;
    report.position = read_times(log, times);
    for (const auto* kept : times.in_order()) {
        ++report.bookings;
        const auto& when = kept->when;
        const auto today = shown_today(when);
        if (today == when.civil_start) continue;
        ++report.shifted;
        tell({kept->booking, kept->organisation, when.time.start, when.civil_start, when.zone,
              when.zone_data, today});
    }
    return report;
}

}  // namespace kalends
