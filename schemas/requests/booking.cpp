#include "schemas/requests/booking.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "schemas/requests/contact.hpp"
#include "schemas/requests/overrides.hpp"
#include "schemas/requests/personal.hpp"
#include "schemas/requests/values.hpp"

namespace kalends {
namespace {

struct Guest {
    GuestAsked asked;
    Clear details;
};

struct GuestRule {
    const ZoneNames& zones;

    std::optional<Guest> operator()(JsonValue value, FaultList& faults) const {
        return read_members<Guest>(value, faults, [this](BodyMembers& members, Guest& guest) {
            using MaybeText = std::optional<std::string>;
            GuestDetails details;
            members.may("guest_id", guest.asked.subject, read_id<SubjectId>);
            members.must("name", details.name, TextRule{bounds::name_chars});
            members.may("email", details.email, or_null<MaybeText>(read_email));
            members.may("phone", details.phone, or_null<MaybeText>(read_phone));
            members.may("time_zone", guest.asked.zone, or_null<std::string>(ZoneRule{zones}));
            guest.asked.is_known = !guest.asked.subject.is_nil();
            guest.details = clear(details);
        });
    }
};

struct GuestsRule {
    const ZoneNames& zones;

    std::optional<std::vector<Guest>> operator()(JsonValue value, FaultList& faults) const {
        auto guests = list_of(bounds::guests, GuestRule{zones})(value, faults);
        if (!guests || !notes_repeated(value, faults)) return guests;
        return std::nullopt;
    }

  private:
    // Guests that are known are told apart by their ids.
    static bool notes_repeated(JsonValue value, FaultList& faults) {
        std::set<SubjectId> seen;
        const auto found_before = faults.found();
        for (const auto guest : value.elements()) {
            const auto named = guest.find("guest_id");
            const auto id = named ? parse<SubjectId>(named->text().value_or("")) : std::nullopt;
            if (id && !seen.insert(*id).second) faults.note(*named, "must not stand twice");
        }
        return faults.found() != found_before;
    }
};

// Parts who comes from what they said of themselves.
void part(std::vector<Guest>&& guests, std::vector<GuestAsked>& asked,
          std::vector<Clear>& details) {
    asked.reserve(guests.size());
    details.reserve(guests.size());
    for (auto& guest : guests) {
        asked.push_back(std::move(guest.asked));
        details.push_back(std::move(guest.details));
    }
}

// Sealed as they are, and checked against the questions of the meeting type.
template <class Command>
void read_answers_of(BodyMembers& members, Command& c) {
    std::optional<GivenAnswers> given;
    members.may("answers", given, read_answers);
    if (!given) return;
    c.personal.answers = std::move(given->clear);
    c.answers = std::move(given->answers);
}

// Null takes the value away.
template <class Rule>
auto or_taken_away(Rule rule) {
    return [rule](JsonValue value, FaultList& faults) -> std::optional<Clear> {
        if (value.kind() == JsonKind::null) return Clear{std::string{taken_away}};
        return rule(value, faults);
    };
}

// What the rule says is for the command to find out: only then is the zone known in which it is
// meant.
std::optional<RecurrenceAsked> read_recurrence(JsonValue value, FaultList& faults) {
    return read_members<RecurrenceAsked>(value, faults, [](BodyMembers& members, auto& asked) {
        members.must("rule", asked.rule, TextRule{bounds::recurrence_chars});
        members.may("skip_refused", asked.skips_refused, read_boolean);
    });
}

// What is said of a booking may get a reason.
template <class Command>
Parsed<Command> parse_reason(JsonValue body) {
    return parse_body<Command>(body, [](BodyMembers& members, Command& c) {
        members.may("reason", c.personal.reason, read_reason);
    });
}

}  // namespace

Parsed<BookAsked> parse_book(JsonValue body, const ZoneNames& zones) {
    return parse_body<BookAsked>(body, [&](BodyMembers& members, BookAsked& asked) {
        Book& c = asked.command;
        std::vector<Guest> guests;
        std::int64_t party = 1;
        members.must("meeting_type_id", c.meeting_type, read_id<MeetingTypeId>);
        members.must("start", c.start, read_start);
        members.may("duration_minutes", c.duration, MinutesRule{bounds::duration_minutes});
        members.may("party", party, NumberRule{bounds::party});
        members.must("guests", guests, GuestsRule{zones});
        read_answers_of(members, c);
        members.may("location", c.personal.location, read_location);
        members.may("metadata", c.personal.metadata, read_metadata);
        members.may("overrides", c.overrides, read_overrides);
        const bool has_hold = members.may("hold_id", c.hold, read_id<HoldId>);
        const bool has_token =
            members.may("hold_token", asked.hold_token, TextRule{bounds::token_chars});
        if (has_token && !has_hold) members.note("hold_token", "is of a hold: give hold_id, too");
        const bool recurs = members.may("recurrence", asked.recurrence, read_recurrence);
        if (recurs && has_hold)
            members.note("recurrence", "cannot stand beside hold_id: a hold is of one time");
        c.party = static_cast<std::uint32_t>(party);
        part(std::move(guests), c.guests, c.personal.guests);
    });
}

Parsed<Amend> parse_amend(JsonValue body, const ZoneNames& zones) {
    return parse_body<Amend>(body, [&](BodyMembers& members, Amend& c) {
        std::optional<std::vector<Guest>> guests;
        members.may("guests", guests, GuestsRule{zones});
        read_answers_of(members, c);
        members.may("location", c.personal.location, or_taken_away(read_location));
        members.may("metadata", c.personal.metadata, or_taken_away(read_metadata));
        if (!guests) return;
        part(*std::move(guests), c.guests.emplace(), c.personal.guests);
    });
}

Parsed<Reschedule> parse_reschedule(JsonValue body) {
    return parse_body<Reschedule>(body, [](BodyMembers& members, Reschedule& c) {
        members.must("start", c.start, read_start);
        members.may("duration_minutes", c.duration, MinutesRule{bounds::duration_minutes});
        members.may("overrides", c.overrides, read_overrides);
        members.may("reason", c.personal.reason, read_reason);
    });
}

Parsed<Reassign> parse_reassign(JsonValue body) {
    return parse_body<Reassign>(body, [](BodyMembers& members, Reassign& c) {
        members.may("host_id", c.to, read_id<HostId>);
        members.may("from_host_id", c.from, read_id<HostId>);
        members.may("reason", c.personal.reason, read_reason);
        if (c.to && c.from == c.to) members.note("from_host_id", "must not be host_id, too");
    });
}

Parsed<Cancel> parse_cancel(JsonValue body) {
    return parse_reason<Cancel>(body);
}

Parsed<Approve> parse_approve(JsonValue body) {
    return parse_body<Approve>(body, [](BodyMembers&, Approve&) {});
}

Parsed<Reject> parse_reject(JsonValue body) {
    return parse_reason<Reject>(body);
}

Parsed<Complete> parse_complete(JsonValue body) {
    return parse_body<Complete>(body, [](BodyMembers&, Complete&) {});
}

Parsed<MarkNoShow> parse_no_show(JsonValue body) {
    return parse_reason<MarkNoShow>(body);
}

Parsed<UndoNoShow> parse_undo_no_show(JsonValue body) {
    return parse_reason<UndoNoShow>(body);
}

}  // namespace kalends
