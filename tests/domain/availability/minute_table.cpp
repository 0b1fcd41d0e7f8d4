#include "tests/domain/availability/minute_table.hpp"

#include <cctz/time_zone.h>

#include <algorithm>
#include <stdexcept>

namespace kalends::oracle {
namespace {

using std::chrono::days;

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

cctz::time_zone zone_named(const std::string& name) {
    cctz::time_zone zone;
    if (!cctz::load_time_zone(name, &zone)) throw std::runtime_error{"no zone " + name};
    return zone;
}

CivilMinute civil_in(const cctz::time_zone& zone, Instant at) {
    const auto civil = cctz::convert(std::chrono::time_point_cast<Seconds>(at), zone);
    const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(civil.year())},
                                           std::chrono::month{static_cast<unsigned>(civil.month())},
                                           std::chrono::day{static_cast<unsigned>(civil.day())}};
    return Date{date} + std::chrono::hours{civil.hour()} + Minutes{civil.minute()};
}

std::size_t distance(CivilMinute from, CivilMinute to) {
    return static_cast<std::size_t>((to - from).count());
}

}  // namespace

MinuteTable::MinuteTable(const std::string& name, const Interval& span) : start_{span.start} {
    const auto zone = zone_named(name);
    for (Instant at = span.start; at < span.end; at += Minutes{1}) {
        civil_.push_back(civil_in(zone, at));
        dates_.insert(dates_.end(), date(civil_.size() - 1));
    }
    earliest_ = *std::ranges::min_element(civil_);
    by_civil_.assign(distance(earliest_, *std::ranges::max_element(civil_)) + 1, nowhere);
    for (std::size_t i = 0; i < civil_.size(); ++i) {
        auto& first = by_civil_[distance(earliest_, civil_[i])];
        if (first == nowhere) first = i;
    }
    // A minute that no clock showed lies as far after the last one shown as its text says.
    for (std::size_t i = 1; i < by_civil_.size(); ++i) {
        if (by_civil_[i] == nowhere) by_civil_[i] = by_civil_[i - 1] + 1;
    }
}

Date MinuteTable::date(std::size_t minute) const {
    return std::chrono::floor<days>(civil_[minute]);
}

std::size_t MinuteTable::minute_of(Instant at) const {
    return static_cast<std::size_t>(std::chrono::floor<Minutes>(at - start_).count());
}

std::size_t MinuteTable::minute_of(CivilMinute civil) const {
    if (civil < earliest_) return 0;
    const auto place = distance(earliest_, civil);
    return place < by_civil_.size() ? by_civil_[place] : size();
}

Date date_in(const std::string& zone, Instant at) {
    return std::chrono::floor<days>(civil_in(zone_named(zone), std::chrono::floor<Seconds>(at)));
}

}  // namespace kalends::oracle
