#pragma once

#include "commands/amend.hpp"
#include "commands/approve.hpp"
#include "commands/book.hpp"
#include "commands/cancel.hpp"
#include "commands/reject.hpp"
#include "commands/reschedule.hpp"
#include "domain/zones.hpp"
#include "schemas/requests/faults.hpp"

namespace kalends {

// Guests without a `guest_id` are new: their subject is nil, for the endpoint to fill in.
[[nodiscard]] Parsed<Book> parse_book(JsonValue body, const ZoneNames& zones);
[[nodiscard]] Parsed<Amend> parse_amend(JsonValue body, const ZoneNames& zones);

[[nodiscard]] Parsed<Reschedule> parse_reschedule(JsonValue body);
[[nodiscard]] Parsed<Cancel> parse_cancel(JsonValue body);
[[nodiscard]] Parsed<Approve> parse_approve(JsonValue body);
[[nodiscard]] Parsed<Reject> parse_reject(JsonValue body);

}  // namespace kalends
