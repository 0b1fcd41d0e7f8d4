#include "domain/availability/zone_clock.hpp"

#include "domain/planted_bugs.hpp"

namespace kalends {
namespace {

// By its fields, since counting on from a day far away costs cctz a loop over the years between.
cctz::civil_second civil_second_of(CivilMinute civil) {
    const auto date = std::chrono::floor<std::chrono::days>(civil);
    const std::chrono::year_month_day day{date};
    const auto minutes = (civil - date).count();
    return cctz::civil_second{int{day.year()}, unsigned{day.month()}, unsigned{day.day()},
                              minutes / 60, minutes % 60};
}

}  // namespace

ZoneClock::ZoneClock(const std::string& name) {
    if (!cctz::load_time_zone(name, &zone_)) throw ZoneMissing{name};
}

bool ZoneClock::is_known(const std::string& name) {
    cctz::time_zone zone;
    return cctz::load_time_zone(name, &zone);
}

Instant ZoneClock::instant_of(CivilMinute civil) const {
    using Found = cctz::time_zone::civil_lookup;
    const Found found = zone_.lookup(civil_second_of(civil));
    const bool takes_later =
        (planted(PlantedBug::gap_by_later_offset) && found.kind == Found::SKIPPED) ||
        (planted(PlantedBug::second_occurrence_in_overlap) && found.kind == Found::REPEATED);
    return takes_later ? found.post : found.pre;
}

CivilMinute ZoneClock::civil_at(Instant at) const {
    const auto second = std::chrono::floor<Seconds>(at);
    const Seconds offset{zone_.lookup(second).offset};
    return std::chrono::floor<Minutes>(
        std::chrono::local_seconds{second.time_since_epoch() + offset});
}

Date ZoneClock::date_at(Instant at) const {
    return std::chrono::floor<std::chrono::days>(civil_at(at));
}

Interval ZoneClock::span_of(Date date) const {
    using Found = cctz::time_zone::civil_lookup;
    const Found first = zone_.lookup(civil_second_of(date));
    const Found next = zone_.lookup(civil_second_of(date + std::chrono::days{1}));
    return {first.kind == Found::SKIPPED ? first.trans : first.pre,
            next.kind == Found::SKIPPED ? next.trans : next.post};
}

// By its fields every civil time has the instant at which the clock passes it first, and last: the
// same unless it is repeated. A date that is skipped begins when the clock passes over it.
Interval ZoneClock::surely_within(Date first, Date last) const {
    using Found = cctz::time_zone::civil_lookup;
    const Found begin = zone_.lookup(civil_second_of(first));
    const Found next = zone_.lookup(civil_second_of(last + std::chrono::days{1}));
    return {begin.kind == Found::SKIPPED ? begin.trans : begin.post,
            next.kind == Found::SKIPPED ? next.trans : next.pre};
}

bool ZoneClock::skips(Date date) const {
    const auto midnight = zone_.lookup(civil_second_of(date));
    return midnight.kind == cctz::time_zone::civil_lookup::SKIPPED &&
           date_at(midnight.trans) > date;
}

}  // namespace kalends
