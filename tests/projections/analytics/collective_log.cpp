#include "tests/projections/analytics/collective_log.hpp"

#include <algorithm>
#include <variant>

#include "domain/availability/zone_clock.hpp"
#include "eventstore/record.hpp"

namespace kalends::testing {

void CollectiveLog::catch_up() {
    while (taken_ < original_.records().size()) add(original_.records()[taken_++]);
}

std::vector<StoredEvent> CollectiveLog::events() const {
    std::vector<StoredEvent> events;
    for (const auto& bytes : log_.records()) {
        const auto record = parse_record(bytes);
        for (const auto event : record->events) events.push_back(decode_event(event));
    }
    return events;
}

void CollectiveLog::add(const std::string& record) {
    const auto parsed = parse_record(record);
    for (const auto& command : parsed->commands) {
        writer_.add_command(command.entry);
        for (std::size_t i = 0; i < command.event_count; ++i) {
            writer_.add_event(changed(parsed->events[command.first_event + i]));
        }
    }
    const auto number = writer_.record_number();
    log_.append(number, writer_.finish(parsed->header.wall_clock));
}

std::string CollectiveLog::changed(std::string_view event) {
    auto stored = decode_event(event);
    std::visit([&](auto& fact) { take_up(stored.envelope, fact); }, stored.event);
    std::string bytes;
    encode_event(bytes, stored.envelope, stored.event);
    return bytes;
}

void CollectiveLog::take_up(const Envelope& envelope, auto& fact) {
    using Fact = std::remove_cvref_t<decltype(fact)>;
    if constexpr (std::is_same_v<Fact, HostCreated> || std::is_same_v<Fact, HostChanged>) {
        zones_[envelope.source][fact.host] = fact.terms.zone;
    }
    if constexpr (requires { fact.when.hosts; }) {
        if (fact.meeting_type.bits().low % 2 == 0) add_hosts(envelope.source, fact.when);
    }
}

void CollectiveLog::add_hosts(OrganisationId organisation, BookedTime& when) {
    const auto session = when.seats ? when.seats->session : SessionId{};
    if (const auto opened = sessions_.find(session); opened != sessions_.end()) {
        when.hosts = opened->second;
        return;
    }
    const auto start = when.time.start;
    for (const auto& [host, zone] : zones_.at(organisation)) {
        const auto is_it = [host = host](const HostClaim& claim) { return claim.host == host; };
        if (std::ranges::any_of(when.hosts, is_it)) continue;
        const Date date = ZoneClock{zone}.date_at(start);
        when.hosts.push_back({host, when.time, date, date});
    }
    if (when.seats) sessions_.emplace(session, when.hosts);
}

}  // namespace kalends::testing
