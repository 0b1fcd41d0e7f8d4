#include "projections/sessions/sessions_view.hpp"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include "projections/sessions/sessions_statement.hpp"
#include "projections/sqlite/values.hpp"
#include "schemas/snapshot.hpp"

namespace kalends {
namespace {

constexpr int version_of_sessions = 1;

// `open_until` tells without the state whether any seat is taken at an instant: when the last of
// those who have seats runs out.
constexpr const char* sessions_tables = R"(
    CREATE TABLE sessions (
        number INTEGER PRIMARY KEY, id BLOB NOT NULL, organisation BLOB NOT NULL,
        meeting_type BLOB NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
        open_until INTEGER NOT NULL, state BLOB NOT NULL);
    CREATE UNIQUE INDEX sessions_by_id ON sessions (id);
    CREATE INDEX sessions_by_start ON sessions (organisation, start);
    CREATE TABLE hosts (
        host BLOB NOT NULL, start INTEGER NOT NULL, session INTEGER NOT NULL,
        PRIMARY KEY (host, start, session)) WITHOUT ROWID;
    CREATE TABLE longest (milliseconds INTEGER NOT NULL);
    INSERT INTO longest VALUES (0);
)";

const Session& session_in(const StreamState& state) {
    const auto* session = state.as<Session>();
    demand(session != nullptr, "a session's stream holds a session");
    return *session;
}

StreamState session_state_in(const SqlRow& row, int column) {
    auto state = decode_state(StreamKind::session, row.bytes(column));
    if (!state) damaged("it holds states of its own version");
    return *std::move(state);
}

// Below every instant if nobody has seats, and above if somebody has them for good.
std::int64_t open_until(const Session& session) {
    using Limits = std::numeric_limits<std::int64_t>;
    auto until = Limits::min();
    for (const auto& member : session.members) {
        until =
            std::max(until, member.expires_at ? milliseconds(*member.expires_at) : Limits::max());
    }
    return until;
}

// The streams of sessions that an event is of: a booking that moves can leave one for another.
std::vector<std::pair<StreamId, Revision>> sessions_of(const Envelope& envelope) {
    auto streams = envelope.streams;
    std::erase_if(streams,
                  [](const auto& stream) { return stream.first.kind != StreamKind::session; });
    return streams;
}

}  // namespace

void SessionsView::make_tables() {
    database_.script(sessions_tables);
}

void SessionsView::apply(const LoggedEvent& event) {
    const auto& envelope = event.stored.envelope;
    for (const auto& [stream, revision] : sessions_of(envelope)) {
        const auto found = find(SessionId{stream.id});
        auto row = found.value_or(Row{});
        row.state =
            fold(std::move(row.state), stream, event.stored.event, recorded(envelope, revision));
        if (found) {
            change(*found, row);
        } else {
            row.number = static_cast<SessionNumber>(number(envelope.position.sequence));
            add(row);
        }
    }
}

std::optional<SessionsView::Row> SessionsView::find(SessionId session) {
    const IdBytes id{session.bits()};
    return database_.first(
        "SELECT number, state FROM sessions WHERE id = ?1",
        [](const SqlRow& row) { return Row{row.integer(0), session_state_in(row, 1)}; }, id.blob());
}

void SessionsView::add(const Row& row) {
    const auto& session = session_in(row.state);
    const IdBytes id{session.id.bits()};
    const IdBytes organisation{row.state.organisation.bits()};
    const IdBytes type{session.meeting_type.bits()};
    const auto state = encode_state(row.state);
    database_.run("INSERT INTO sessions VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", row.number,
                  id.blob(), organisation.blob(), type.blob(),
                  milliseconds(session.when.time.start), milliseconds(session.when.time.end),
                  open_until(session), Blob{state});
    host_times_.add(session.when, row.number);
}

// Writes the indexes only where their columns change.
void SessionsView::change(const Row& before, const Row& after) {
    const auto& was = session_in(before.state);
    const auto& is = session_in(after.state);
    const auto state = encode_state(after.state);
    database_.run("UPDATE sessions SET open_until = ?2, state = ?3 WHERE number = ?1", after.number,
                  open_until(is), Blob{state});
    if (is.when == was.when) return;
    database_.run("UPDATE sessions SET start = ?2, end = ?3 WHERE number = ?1", after.number,
                  milliseconds(is.when.time.start), milliseconds(is.when.time.end));
    host_times_.remove(was.when, before.number);
    host_times_.add(is.when, after.number);
}

SessionsPage SessionsView::list(const SessionsQuery& query) {
    const WantedSessions wanted{query};
    const auto selection = selection_of(wanted);
    SessionsPage page;
    std::optional<SessionsQuery::Place> last;
    std::size_t rows = 0;
    database_.query(selection.text(), selection.values(), [&](const SqlRow& row) {
        const bool is_wanted = row.integer(2) != 0;
        if (++rows > query.rows_max || (is_wanted && page.sessions.size() == query.limit)) {
            page.next = last;
            return false;
        }
        last = {Instant{Milliseconds{row.integer(1)}}, row.integer(0)};
        if (is_wanted) page.sessions.push_back(session_in(session_state_in(row, 3)));
        return true;
    });
    return page;
}

ViewKind sessions_view() {
    return {"sessions", static_cast<int>(fold_version) * 100 + version_of_sessions,
            [](Database& database) { return std::make_unique<SessionsView>(database); }};
}

}  // namespace kalends
