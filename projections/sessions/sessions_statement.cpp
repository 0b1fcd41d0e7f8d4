#include "projections/sessions/sessions_statement.hpp"

#include <string_view>

#include "projections/host_times.hpp"

namespace kalends {
namespace {

// The columns of the index that is walked: that of the host's sessions, or the organisation's.
struct Walked {
    std::string_view table;
    std::string_view start;
    std::string_view number;
};

Walked walked_by(const SessionsQuery& query) {
    if (!query.host) return {"sessions INDEXED BY sessions_by_start", "sessions.start", "number"};
    return {"hosts CROSS JOIN sessions ON number = hosts.session", "hosts.start", "hosts.session"};
}

// What the index does not see to. Whose session it is it tells of the organisation's alone.
void check_session(Selection& to, const WantedSessions& wanted) {
    const auto& query = wanted.query;
    to.append("+organisation = ").value(wanted.organisation.blob());
    if (query.meeting_type) to.append(" AND meeting_type = ").value(wanted.type.blob());
    if (query.from) to.append(" AND end > ").value(milliseconds(*query.from));
    if (query.is_open) {
        to.append(" AND (open_until > ").value(milliseconds(query.now)).append(") = ");
        to.value(std::int64_t{*query.is_open});
    }
}

void where_after(Selection& to, const SessionsQuery& query, const Walked& walked) {
    if (!query.after) return;
    to.append(" AND (").append(walked.start).append(", ").append(walked.number).append(")");
    to.append(query.is_latest_first ? " < (" : " > (").value(milliseconds(query.after->start));
    to.append(", ").value(query.after->number).append(")");
}

}  // namespace

WantedSessions::WantedSessions(const SessionsQuery& asked)
    : query{asked},
      organisation{asked.organisation.bits()},
      host{asked.host.value_or(HostId{}).bits()},
      type{asked.meeting_type.value_or(MeetingTypeId{}).bits()} {}

Selection selection_of(const WantedSessions& wanted) {
    const auto& query = wanted.query;
    const auto walked = walked_by(query);
    const std::string_view way = query.is_latest_first ? " DESC" : "";
    Selection selection{"SELECT number, sessions.start, "};
    check_session(selection, wanted);
    selection.append(", state FROM ").append(walked.table).append(" WHERE ");
    if (query.host) {
        selection.append("hosts.host = ").value(wanted.host.blob());
    } else {
        selection.append("organisation = ").value(wanted.organisation.blob());
    }
    where_window(selection, walked.start, query.from, query.to);
    where_after(selection, query, walked);
    selection.append(" ORDER BY ").append(walked.start).append(way).append(", ");
    selection.append(walked.number).append(way).append(" LIMIT ");
    selection.value(static_cast<std::int64_t>(query.rows_max + 1));
    return selection;
}

}  // namespace kalends
