#include "projections/analytics/analytics_view.hpp"
#include "projections/sqlite/values.hpp"
#include "schemas/snapshot.hpp"

namespace kalends {
namespace {

Instant retired_in(const SqlRow& row, int column) {
    return row.is_null(column) ? Instant::max() : Instant{Milliseconds{row.integer(column)}};
}

template <class State>
State state_in(StreamKind kind, std::string_view bytes) {
    const auto stored = decode_state(kind, bytes);
    const auto* state = stored ? stored->as<State>() : nullptr;
    demand(state != nullptr, "it holds states of its own version");
    return *state;
}

Host host_in(std::string_view bytes) {
    return state_in<Host>(StreamKind::host, bytes);
}

}  // namespace

Host AnalyticsView::find_host(HostId host) {
    const IdBytes id{host.bits()};
    auto found = database_.first(
        "SELECT state FROM hosts WHERE id = ?1",
        [](const SqlRow& row) { return host_in(row.bytes(0)); }, id.blob());
    if (!found) damaged("a host was created before it was changed");
    return *std::move(found);
}

// When it was retired is told by the one event that does.
void AnalyticsView::keep(const Envelope& envelope, const Host& host) {
    const IdBytes id{host.id.bits()};
    const IdBytes organisation{envelope.source.bits()};
    const auto state = encode_state({envelope.source, {}, host});
    const SqlValue retired = host.is_retired ? SqlValue{milliseconds(envelope.time)} : SqlValue{};
    database_.run(
        "INSERT INTO hosts VALUES (?1, ?2, ?3, ?4) "
        "ON CONFLICT DO UPDATE SET state = ?3, retired = COALESCE(retired, ?4)",
        id.blob(), organisation.blob(), Blob{state}, retired);
}

Organisation AnalyticsView::find_organisation(OrganisationId organisation) {
    const IdBytes id{organisation.bits()};
    Organisation unknown;
    unknown.id = organisation;
    return database_
        .first(
            "SELECT state FROM organisations WHERE id = ?1",
            [](const SqlRow& row) {
                return state_in<Organisation>(StreamKind::organisation, row.bytes(0));
            },
            id.blob())
        .value_or(unknown);
}

void AnalyticsView::keep(const Organisation& organisation) {
    const IdBytes id{organisation.id.bits()};
    const auto state = encode_state({organisation.id, {}, organisation});
    database_.run("INSERT OR REPLACE INTO organisations VALUES (?1, ?2)", id.blob(), Blob{state});
}

std::vector<KeptHost> AnalyticsView::hosts(const CountsQuery& query, std::size_t hosts_max) {
    const IdBytes organisation{query.organisation.bits()};
    const IdBytes host{query.host.value_or(HostId{}).bits()};
    const auto calendars = find_organisation(query.organisation).holidays;
    std::vector<KeptHost> found;
    const SqlValue values[] = {organisation.blob(), query.host ? SqlValue{host.blob()} : SqlValue{},
                               static_cast<std::int64_t>(hosts_max)};
    database_.query(
        "SELECT state, retired FROM hosts WHERE organisation = ?1 AND (?2 IS NULL OR id = ?2) "
        "ORDER BY id LIMIT ?3",
        values, [&](const SqlRow& row) {
            auto state = host_in(row.bytes(0));
            const Interval life{state.created_at, retired_in(row, 1)};
            auto closed = closures_of(state.terms->holidays, calendars);
            found.push_back({std::move(state), life, std::move(closed)});
            return true;
        });
    return found;
}

}  // namespace kalends
