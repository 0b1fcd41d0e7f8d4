#include "schemas/resources/history.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "schemas/resources/booking_members.hpp"

namespace kalends {
namespace {

using Facts = std::vector<std::pair<FieldName, std::string>>;

Facts facts_of(const BookingThen& then) {
    Facts facts;
    each_fact(then.booking, then.opened, [&](FieldName name, const auto& value) {
        append_value(facts.emplace_back(name, std::string{}).second, value);
    });
    return facts;
}

bool has(const Facts& facts, const Facts::value_type& fact) {
    return std::any_of(facts.begin(), facts.end(), [&](const auto& other) {
        return other.first.text() == fact.first.text() && other.second == fact.second;
    });
}

// Those facts that are not the same on the other side of the event.
void append_changed(std::string& out, const Facts& facts, const Facts& others) {
    ResourceObject object{out};
    for (const auto& fact : facts) {
        if (!has(others, fact)) object.member(fact.first, RawJson{fact.second});
    }
}

// What was refused but for the overrides that the command asked for (rule C1).
std::vector<Rejection> overridden_by(const Event& event) {
    return std::visit(
        []<class Fact>(const Fact& fact) -> std::vector<Rejection> {
            if constexpr (requires { fact.overridden; }) return fact.overridden;
            return {};
        },
        event);
}

void write_event(ResourceObject& object, const HistoryStep& step) {
    const Envelope& envelope = step.stored.envelope;
    object.member("id", envelope.id);
    object.member("type", event_type(step.stored.event));
    object.member("time", envelope.time);
    object.member("position", envelope.position);
    object.member("revision", step.after.booking.revision);
    object.member("actor", envelope.actor);
    object.member("role", envelope.role);
    object.member("command_id", envelope.causation);
    object.member("request_id", unless_empty(envelope.correlation));
    object.member("traceparent", unless_empty(envelope.traceparent));
    if (const auto overridden = overridden_by(step.stored.event); !overridden.empty()) {
        object.member("overridden", overridden);
    }
    if (step.origin) object.member("origin", RawJson{*step.origin});
}

}  // namespace

void append_history_entry(std::string& out, const HistoryStep& step) {
    const Facts after = facts_of(step.after);
    const Facts before = step.before == nullptr ? Facts{} : facts_of(*step.before);
    ResourceObject object{out};
    write_event(object, step);
    object.member_by("before", [&](std::string& to) {
        if (step.before == nullptr) return append_value(to, RawJson{"null"});
        append_changed(to, before, after);
    });
    object.member_by("after", [&](std::string& to) { append_changed(to, after, before); });
}

}  // namespace kalends
