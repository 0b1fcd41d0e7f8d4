#include "projections/host_times.hpp"

#include "projections/sqlite/values.hpp"

namespace kalends {

HostTimes::HostTimes(Database& database, std::string_view column)
    : database_{database}, remove_{"DELETE FROM hosts WHERE host = ?1 AND start = ?2 AND "} {
    remove_.append(column).append(" = ?3");
}

void HostTimes::add(const BookedTime& when, std::int64_t number) {
    for (const auto& claim : when.hosts) {
        const IdBytes host{claim.host.bits()};
        database_.run("INSERT INTO hosts VALUES (?1, ?2, ?3)", host.blob(),
                      milliseconds(when.time.start), number);
    }
    const auto lasts = (when.time.end - when.time.start).count();
    if (lasts <= longest_) return;
    longest_ = lasts;
    database_.run("UPDATE longest SET milliseconds = max(milliseconds, ?1)", lasts);
}

void HostTimes::remove(const BookedTime& when, std::int64_t number) {
    for (const auto& claim : when.hosts) {
        const IdBytes host{claim.host.bits()};
        database_.run(remove_, host.blob(), milliseconds(when.time.start), number);
    }
}

void where_window(Selection& selection, std::string_view start_column, std::optional<Instant> from,
                  std::optional<Instant> to) {
    if (from) {
        selection.append(" AND ").append(start_column).append(" > ").value(milliseconds(*from));
        selection.append(" - (SELECT milliseconds FROM longest)");
    }
    if (to) selection.append(" AND ").append(start_column).append(" < ").value(milliseconds(*to));
}

}  // namespace kalends
