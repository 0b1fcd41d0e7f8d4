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
Streams named(const MeetingTypeCreated& e) {
    return {stream_of(e.meeting_type)};
}
Streams named(const MeetingTypeChanged& e) {
    return {stream_of(e.meeting_type)};
}
Streams named(const MeetingTypeRetired& e) {
    return {stream_of(e.meeting_type)};
}

template <BookingStatus status>
Streams named(const BookingMade<status>& e) {
    Streams streams{stream_of(e.booking)};
    add(streams, claimed(e.when).hosts);
    add(streams, e.subjects);
    return streams;
}

Streams with_hosts(BookingId booking, const ClaimedTime& claim) {
    Streams streams{stream_of(booking)};
    add(streams, claim.hosts);
    return streams;
}

Streams named(const BookingApproved& e) {
    return with_hosts(e.booking, e.claimed);
}
Streams named(const BookingRejected& e) {
    return with_hosts(e.booking, e.released);
}
Streams named(const BookingCancelled& e) {
    return with_hosts(e.booking, e.released);
}
Streams named(const BookingExpired& e) {
    return with_hosts(e.booking, e.released);
}

Streams named(const BookingRescheduled& e) {
    Streams streams = with_hosts(e.booking, e.released);
    for (const auto& claim : e.when.hosts) {
        const auto stream = stream_of(claim.host);
        if (std::find(streams.begin(), streams.end(), stream) == streams.end()) {
            streams.push_back(stream);
        }
    }
    return streams;
}

Streams named(const BookingAmended& e) {
    Streams streams{stream_of(e.booking)};
    add(streams, e.subjects);
    return streams;
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
