#include "domain/event.hpp"

#include <algorithm>

namespace kalends {
namespace {

using Streams = std::vector<StreamId>;

void add(Streams& streams, const std::vector<HostId>& hosts) {
    for (const auto host : hosts) streams.push_back(stream_of(host));
}

void add(Streams& streams, const std::vector<SubjectMade>& subjects) {
    for (const auto& made : subjects) streams.push_back(stream_of(made.subject));
}

Streams named(const OrganisationCreated& e) {
    return {stream_of(e.organisation)};
}
Streams named(const OrganisationChanged& e) {
    return {stream_of(e.organisation)};
}
Streams named(const ApiKeyIssued& e) {
    return {stream_of(e.organisation)};
}
Streams named(const ApiKeyRevoked& e) {
    return {stream_of(e.organisation)};
}
Streams named(const HolidayCalendarSet& e) {
    return {stream_of(e.organisation)};
}
Streams named(const HolidayCalendarRemoved& e) {
    return {stream_of(e.organisation)};
}
Streams named(const HostCreated& e) {
    return {stream_of(e.host), stream_of(e.subject.subject)};
}
Streams named(const HostChanged& e) {
    return {stream_of(e.host)};
}
Streams named(const HostRetired& e) {
    return {stream_of(e.host)};
}
Streams named(const ScheduleSet& e) {
    return {stream_of(e.host)};
}
Streams named(const ScheduleRemoved& e) {
    return {stream_of(e.host)};
}
Streams named(const AbsenceAdded& e) {
    return {stream_of(e.host)};
}
Streams named(const AbsenceRemoved& e) {
    return {stream_of(e.host)};
}
Streams named(const BusySourceSet& e) {
    return {stream_of(e.host)};
}
Streams named(const BusyImported& e) {
    return {stream_of(e.host)};
}
Streams named(const BusySourceStale& e) {
    return {stream_of(e.host)};
}
Streams named(const BusySourceRecovered& e) {
    return {stream_of(e.host)};
}
Streams named(const BusySourceRemoved& e) {
    return {stream_of(e.host)};
}
Streams named(const MeetingTypeCreated& e) {
    return {stream_of(e.meeting_type)};
}
Streams named(const MeetingTypeChanged& e) {
    return {stream_of(e.meeting_type)};
}
Streams named(const MeetingTypeRetired& e) {
    return {stream_of(e.meeting_type)};
}

void add_new(Streams& streams, StreamId stream) {
    if (std::find(streams.begin(), streams.end(), stream) == streams.end()) {
        streams.push_back(stream);
    }
}

void add_new(Streams& streams, const std::vector<HostId>& hosts) {
    for (const auto host : hosts) add_new(streams, stream_of(host));
}

// The meeting types that count what is taken and what is let go.
void add_counting(Streams& streams, const BookedTime& taken) {
    if (!taken.counted_by.is_nil()) add_new(streams, stream_of(taken.counted_by));
}
void add_counting(Streams& streams, const ClaimedTime& released) {
    if (released.counted) add_new(streams, stream_of(released.counted->meeting_type));
}

// The session that is joined, or left.
template <class Time>
void add_session(Streams& streams, const Time& time) {
    if (time.seats) add_new(streams, stream_of(time.seats->session));
}

template <BookingStatus status>
Streams named(const BookingMade<status>& e) {
    Streams streams{stream_of(e.booking)};
    if (e.hold) streams.push_back(stream_of(e.hold->hold));
    add(streams, hosts_of(e.when));
    if (e.hold) add_new(streams, e.hold->released.hosts);
    add_counting(streams, e.when);
    if (e.hold) add_counting(streams, e.hold->released);
    add_session(streams, e.when);
    if (e.hold) add_session(streams, e.hold->released);
    add(streams, e.subjects);
    return streams;
}

template <class SomeId>
Streams with_hosts(SomeId id, const std::vector<HostId>& hosts) {
    Streams streams{stream_of(id)};
    add(streams, hosts);
    return streams;
}

template <class SomeId>
Streams kept(SomeId id, const ClaimedTime& claim) {
    Streams streams = with_hosts(id, claim.hosts);
    add_session(streams, claim);
    return streams;
}

template <class SomeId>
Streams released(SomeId id, const ClaimedTime& claim) {
    Streams streams = with_hosts(id, claim.hosts);
    add_counting(streams, claim);
    add_session(streams, claim);
    return streams;
}

Streams named(const BookingApproved& e) {
    return kept(e.booking, e.claimed);
}
Streams named(const BookingRejected& e) {
    return released(e.booking, e.released);
}
Streams named(const BookingCancelled& e) {
    return released(e.booking, e.released);
}
Streams named(const BookingExpired& e) {
    return released(e.booking, e.released);
}

// Of what changes its claim: hosts old and new, and what counts it.
template <class Moved>
Streams moved(const Moved& e) {
    Streams streams = with_hosts(e.booking, e.released.hosts);
    add_new(streams, hosts_of(e.when));
    add_counting(streams, e.released);
    add_counting(streams, e.when);
    add_session(streams, e.released);
    add_session(streams, e.when);
    return streams;
}

Streams named(const BookingRescheduled& e) {
    return moved(e);
}
Streams named(const BookingReassigned& e) {
    return moved(e);
}

Streams named(const BookingAmended& e) {
    Streams streams{stream_of(e.booking)};
    add(streams, e.subjects);
    return streams;
}

Streams named(const HoldMade& e) {
    Streams streams = with_hosts(e.hold, hosts_of(e.when));
    add_counting(streams, e.when);
    add_session(streams, e.when);
    return streams;
}
Streams named(const HoldExtended& e) {
    return kept(e.hold, e.claimed);
}
Streams named(const HoldReleased& e) {
    return released(e.hold, e.released);
}
Streams named(const HoldExpired& e) {
    return released(e.hold, e.released);
}

Streams named(const BookingCompleted& e) {
    return {stream_of(e.booking)};
}
Streams named(const BookingNoShow& e) {
    return {stream_of(e.booking)};
}
Streams named(const BookingNoShowUndone& e) {
    return {stream_of(e.booking)};
}

Streams named(const SessionCancelled& e) {
    return {stream_of(e.session)};
}
Streams named(const SessionMoved& e) {
    Streams streams = with_hosts(e.session, e.claim.hosts);
    add_counting(streams, e.claim);
    return streams;
}

Streams named(const SeriesMade& e) {
    Streams streams{stream_of(e.series)};
    add(streams, e.subjects);
    return streams;
}

Streams named(const SeriesCancelled& e) {
    return {stream_of(e.series)};
}
Streams named(const SeriesMoved& e) {
    return {stream_of(e.series)};
}

Streams named(const ClockReset&) {
    return {};
}
Streams named(const LogRestored&) {
    return {};
}

}  // namespace

std::vector<StreamId> streams_of(const Event& event) {
    return std::visit([](const auto& e) { return named(e); }, event);
}

}  // namespace kalends
