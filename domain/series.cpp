#include "domain/series.hpp"

#include <utility>

#include "domain/check.hpp"

namespace kalends {
namespace {

Series changed(Series series, const Recorded& at) {
    ++series.revision;
    series.updated_at = at.time;
    return series;
}

}  // namespace

std::string_view name_of(SeriesScope scope) {
    switch (scope) {
        case SeriesScope::one:
            return "this";
        case SeriesScope::following:
            return "following";
        case SeriesScope::all:
            return "all";
    }
    broken("every scope has a name");
}

Series evolve(Series series, const SeriesMade& e, const Recorded& at) {
    series.id = e.series;
    series.meeting_type = e.meeting_type;
    series.rule = e.rule;
    series.start = e.start;
    series.civil_start = e.civil_start;
    series.zone = e.zone;
    series.skips_refused = e.skips_refused;
    series.bookings = e.bookings;
    series.refused = e.refused;
    series.revision = 1;
    series.created_at = at.time;
    series.updated_at = at.time;
    return series;
}

// What became of each occurrence its own stream says.
Series evolve(Series series, const SeriesCancelled&, const Recorded& at) {
    return changed(std::move(series), at);
}

Series evolve(Series series, const SeriesMoved&, const Recorded& at) {
    return changed(std::move(series), at);
}

}  // namespace kalends
