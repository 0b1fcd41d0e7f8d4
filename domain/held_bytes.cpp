#include "domain/held_bytes.hpp"

#include <string>
#include <vector>

namespace kalends {
namespace {

// What comes with each piece of its own: what the allocator adds, what counts the shares of a
// pointer, what ties the node of a map to the others.
constexpr std::size_t piece_bytes = 16;
constexpr std::size_t share_bytes = 16 + piece_bytes;
constexpr std::size_t node_bytes = 32 + piece_bytes;

// A short text stands within its string.
std::size_t bytes_of(const std::string& text) {
    static const std::size_t within = std::string{}.capacity();
    return text.capacity() <= within ? 0 : text.capacity() + 1 + piece_bytes;
}

template <class Element>
std::size_t bytes_of(const std::vector<Element>& list) {
    return list.capacity() == 0 ? 0 : list.capacity() * sizeof(Element) + piece_bytes;
}

template <class Terms>
constexpr std::size_t shared_bytes = share_bytes + sizeof(Terms);

std::size_t bytes_of(const std::vector<HostAttribute>& attributes) {
    std::size_t bytes = bytes_of<HostAttribute>(attributes);
    for (const auto& attribute : attributes) {
        bytes += bytes_of(attribute.name) + bytes_of<std::string>(attribute.texts);
        for (const auto& text : attribute.texts) bytes += bytes_of(text);
    }
    return bytes;
}

std::size_t bytes_of(const HostTerms& terms) {
    return shared_bytes<HostTerms> + bytes_of(terms.external_id) + bytes_of(terms.zone) +
           bytes_of(terms.holidays) + bytes_of(terms.attributes);
}

std::size_t bytes_of(const SharedAbsences& absences) {
    if (!absences) return 0;
    return shared_bytes<Absences> + bytes_of(absences->all()) +
           bytes_of(absences->taken().intervals());
}

std::size_t bytes_of(const SharedBusyTime& busy) {
    if (!busy) return 0;
    std::size_t bytes = shared_bytes<BusyTime> + bytes_of(busy->taken().intervals());
    for (const auto& [name, source] : busy->sources()) {
        bytes += node_bytes + sizeof(BusyTime::Sources::value_type) + bytes_of(name);
        bytes += bytes_of(source.taken.intervals());
    }
    return bytes;
}

std::size_t bytes_of(const Schedules& schedules) {
    std::size_t bytes = shared_bytes<Schedules>;
    for (const auto& [name, kept] : schedules) {
        bytes += node_bytes + sizeof(Schedules::value_type) + bytes_of(name);
        bytes += shared_bytes<Schedule> + held_bytes(*kept.hours);
    }
    return bytes;
}

std::size_t bytes_of(const std::optional<Durations>& durations) {
    const auto* list = durations ? std::get_if<DurationList>(&*durations) : nullptr;
    return list == nullptr ? 0 : bytes_of(list->minutes);
}

std::size_t bytes_of(const std::vector<GuestQuestion>& questions) {
    std::size_t bytes = bytes_of<GuestQuestion>(questions);
    for (const auto& question : questions) {
        bytes += bytes_of(question.id) + bytes_of(question.label) + bytes_of(question.choices);
        for (const auto& choice : question.choices) bytes += bytes_of(choice);
    }
    return bytes;
}

std::size_t bytes_of(const Appearance& appearance) {
    return bytes_of(appearance.description) + bytes_of(appearance.colour) +
           (appearance.location ? bytes_of(appearance.location->details) : 0);
}

std::size_t bytes_of(const SharedPastQuestions& all) {
    if (!all) return 0;
    std::size_t bytes = shared_bytes<std::vector<PastQuestions>> + bytes_of(*all);
    for (const auto& past : *all) bytes += bytes_of(past.questions);
    return bytes;
}

std::size_t bytes_of(const HostPlan& plan) {
    std::size_t bytes = bytes_of(plan.fixed) + bytes_of(plan.groups);
    for (const auto& group : plan.groups) bytes += bytes_of(group.members);
    return bytes;
}

std::size_t bytes_of(const SharedBalances& balances) {
    return balances ? shared_bytes<Balances> + bytes_of(balances->all()) : 0;
}

std::size_t bytes_of(const SharedFormerHosts& former) {
    return former ? shared_bytes<FormerHosts> + bytes_of(*former) : 0;
}

std::size_t bytes_of(const BookedTime& when) {
    std::size_t bytes = bytes_of(when.zone) + bytes_of(when.zone_data) + bytes_of(when.hosts) +
                        bytes_of(when.assignments);
    for (const auto& assignment : when.assignments) bytes += bytes_of(assignment.candidates);
    return bytes;
}

std::size_t bytes_of(const MeetingTypeTerms& terms) {
    return shared_bytes<MeetingTypeTerms> + bytes_of(terms.name) + bytes_of(terms.external_id) +
           bytes_of(terms.host_schedule) + bytes_of(terms.durations) + bytes_of(terms.hosts) +
           bytes_of(terms.limits) + bytes_of(terms.questions) + bytes_of(terms.appearance) +
           (terms.schedule ? held_bytes(*terms.schedule) : 0) +
           (terms.zone ? bytes_of(*terms.zone) : 0);
}

std::size_t bytes_of(const ApiKey& key) {
    const auto& issued = key.issued;
    return bytes_of(issued.secret_digest) + bytes_of(issued.label) + bytes_of(issued.scopes);
}

std::size_t held(const std::monostate&) {
    return 0;
}

std::size_t held(const Organisation& organisation) {
    std::size_t bytes = bytes_of(organisation.terms.name) + bytes_of(organisation.terms.zone);
    for (const auto& [id, key] : organisation.api_keys) {
        bytes += node_bytes + sizeof(id) + sizeof(key) + bytes_of(key);
    }
    for (const auto& [id, calendar] : organisation.holidays) {
        bytes += node_bytes + sizeof(id) + sizeof(calendar) + held_bytes(*calendar.terms);
    }
    return bytes;
}

std::size_t held(const MeetingType& type) {
    return (type.terms ? bytes_of(*type.terms) : 0) + bytes_of(type.past_questions) +
           bytes_of(type.balances) + bytes_of(type.former_hosts) + type.tallies.held_bytes();
}

// All but the schedules, which few changes touch and which can be many.
std::size_t held_beside_schedules(const Host& host) {
    return (host.terms ? bytes_of(*host.terms) : 0) + bytes_of(host.absences) +
           bytes_of(host.busy) + host.calendar.held_bytes() + host.tallies.held_bytes();
}

std::size_t held(const Host& host) {
    return held_beside_schedules(host) + bytes_of(*host.schedules);
}

std::size_t held(const Booking& booking) {
    return bytes_of(booking.reference.text) + bytes_of(booking.when) + bytes_of(booking.guests);
}

std::size_t held(const Hold& hold) {
    return bytes_of(hold.when) + bytes_of(hold.overridden);
}

std::size_t held(const Session& session) {
    return bytes_of(session.when.zone) + bytes_of(session.when.zone_data) +
           bytes_of(session.when.hosts) + bytes_of(session.members);
}

std::size_t held(const Series& series) {
    return bytes_of(series.rule) + bytes_of(series.zone) + bytes_of(series.bookings) +
           bytes_of(series.refused);
}

std::size_t held(const Subject&) {
    return 0;
}

}  // namespace

std::size_t held_bytes(const Schedule& schedule) {
    std::size_t bytes =
        bytes_of(schedule.zone) + bytes_of(schedule.weekly) + bytes_of(schedule.overrides);
    for (const auto& date : schedule.overrides) bytes += bytes_of(date.ranges);
    return bytes;
}

std::size_t held_bytes(const HolidayTerms& terms) {
    std::size_t bytes = shared_bytes<HolidayTerms> + bytes_of(terms.name) + bytes_of(terms.dates);
    for (const auto& closed : terms.dates) bytes += bytes_of(closed.name);
    return bytes;
}

std::size_t held_bytes(const StreamState& state) {
    return std::visit([](const auto& value) { return held(value); }, state.state);
}

std::size_t held_bytes(const StreamState& state, const StreamState& before,
                       std::size_t before_bytes) {
    const auto* host = state.as<Host>();
    const auto* earlier = before.as<Host>();
    if (host == nullptr || earlier == nullptr || host->schedules != earlier->schedules) {
        return held_bytes(state);
    }
    return before_bytes - held_beside_schedules(*earlier) + held_beside_schedules(*host);
}

}  // namespace kalends
