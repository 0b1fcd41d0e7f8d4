#pragma once

#include <optional>
#include <string>

#include "commands/amend.hpp"
#include "commands/approve.hpp"
#include "commands/book.hpp"
#include "commands/cancel.hpp"
#include "commands/complete.hpp"
#include "commands/mark_no_show.hpp"
#include "commands/reassign.hpp"
#include "commands/reject.hpp"
#include "commands/reschedule.hpp"
#include "commands/undo_no_show.hpp"
#include "domain/zones.hpp"
#include "schemas/requests/faults.hpp"

namespace kalends {

// By which rule a booking is to recur, and whether what cannot be had of it may be left out.
struct RecurrenceAsked {
    std::string rule;
    bool skips_refused = false;
};

// Whether the token is good is for the endpoint to find out.
struct BookAsked {
    Book command;
    std::string hold_token;  // empty if none is shown
    std::optional<RecurrenceAsked> recurrence;
};

// Guests without a `guest_id` are new: their subject is nil, for the endpoint to fill in.
[[nodiscard]] Parsed<BookAsked> parse_book(JsonValue body, const ZoneNames& zones);
[[nodiscard]] Parsed<Amend> parse_amend(JsonValue body, const ZoneNames& zones);

[[nodiscard]] Parsed<Reschedule> parse_reschedule(JsonValue body);
[[nodiscard]] Parsed<Reassign> parse_reassign(JsonValue body);
[[nodiscard]] Parsed<Cancel> parse_cancel(JsonValue body);
[[nodiscard]] Parsed<Approve> parse_approve(JsonValue body);
[[nodiscard]] Parsed<Reject> parse_reject(JsonValue body);
[[nodiscard]] Parsed<Complete> parse_complete(JsonValue body);
[[nodiscard]] Parsed<MarkNoShow> parse_no_show(JsonValue body);
[[nodiscard]] Parsed<UndoNoShow> parse_undo_no_show(JsonValue body);

}  // namespace kalends
