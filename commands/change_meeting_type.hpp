#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "commands/decision.hpp"
#include "commands/scope.hpp"

namespace kalends {

// A meeting type is offered otherwise from now on; what is absent stays. Bookings made keep the
// windows that they were made with.
struct ChangeMeetingType {
    static constexpr std::string_view name = "change-meeting-type";

    MeetingTypeId meeting_type;
    std::optional<std::string> new_name;
    std::optional<Minutes> duration;
    std::optional<std::optional<Durations>> durations;
    std::optional<Minutes> buffer_before;
    std::optional<Minutes> buffer_after;
    std::optional<bool> buffers_inside_hours;
    std::optional<Minutes> notice_booking;
    std::optional<Minutes> notice_rescheduling;
    std::optional<Minutes> notice_cancelling;
    std::optional<Window> window;
    std::optional<std::optional<Minutes>> slot_interval;
    std::optional<std::optional<Minutes>> align_to;
    std::optional<Minutes> offset;
    std::optional<GridKind> grid;
    std::optional<bool> first_per_day;
    std::optional<Approval> approval;
    std::optional<bool> guests_may_cancel;
    std::optional<bool> guests_may_reschedule;
    std::optional<HostPlan> hosts;
    std::optional<std::optional<Schedule>> schedule;
    std::optional<std::string> host_schedule;
    std::optional<std::optional<std::string>> zone;
    std::optional<bool> is_public;
    std::optional<std::vector<Limit>> limits;
    std::optional<std::optional<Price>> price;
    std::optional<std::vector<GuestQuestion>> questions;
    std::optional<std::string> description;
    std::optional<std::string> colour;
    std::optional<std::optional<Location>> location;
    std::optional<std::int64_t> seats;
    std::optional<std::optional<std::int64_t>> party_max;
};

// The terms with the changes made to them.
[[nodiscard]] MeetingTypeTerms changed(MeetingTypeTerms terms, const ChangeMeetingType& c);

// Which fields are at fault where terms do not fit together: one of those that were said.
struct TermsFields {
    std::string_view duration = "/duration_minutes";  // is not offered
    std::string_view packed = "/hosts";               // are more than a packed grid can have
    std::string_view party = "/party_max";            // is more than all seats
};

// A meeting type's own duration must be one of those that it offers, its grid is packed only with
// one host (rule G2), and no party takes more than its seats.
[[nodiscard]] std::optional<Refusal> check_terms(const MeetingTypeTerms& terms,
                                                 const TermsFields& fields = {});

[[nodiscard]] inline StreamId target(const ChangeMeetingType& c) {
    return stream_of(c.meeting_type);
}
void needs(const ChangeMeetingType&, Scope&);
[[nodiscard]] Decision decide(const ChangeMeetingType&, const Scope&, Instant now);

}  // namespace kalends
