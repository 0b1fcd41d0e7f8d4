#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace kalends {

// No event is larger, as bytes in the log, on the topic or in the feed.
inline constexpr std::size_t event_bytes_max = std::size_t{256} * 1024;

// Nor are all events of one command together.
inline constexpr std::size_t command_bytes_max = std::size_t{4} * 1024 * 1024;

// From this revision on a booking is neither moved nor amended; it can always be decided and ended.
inline constexpr std::uint64_t booking_revisions_max = 1'000;

// Of one start of a meeting type: each may be a booking of its own.
inline constexpr std::uint32_t seats_max = 500;

// Schedules, absences and busy time are kept with their host, keys with their organisation, and
// both are loaded whole.
inline constexpr std::size_t schedules_of_host_max = 50;
inline constexpr std::size_t absences_of_host_max = 1'000;
inline constexpr std::size_t covered_bookings_named_max =
    1'000;  // by one absence, import or retiring
inline constexpr std::size_t busy_sources_of_host_max = 20;
inline constexpr std::size_t busy_intervals_of_source_max = 2'000;
inline constexpr std::size_t holiday_calendars_max = 100;
inline constexpr std::size_t api_keys_max = 1'000;  // that live at once

// Of those that were revoked or have run out, so many are kept for whoever lists them; changing it
// changes the fold.
inline constexpr std::size_t ended_api_keys_max = 1'000;

// A type's questions change at most so often while holds made under the first of them may be live.
inline constexpr std::size_t past_questions_max = 32;

// A type names so many hosts at most; the balances of those that it named before are kept, too.
inline constexpr std::size_t hosts_of_type_max = 200;
inline constexpr std::size_t balances_of_type_max = 1'000;
inline constexpr std::size_t former_hosts_max = 1'000;  // of one type, with claims that may stand
inline constexpr std::int64_t rotation_weight_max = 100;
inline constexpr std::int64_t rotation_priority_max = 100;

// How long a hold lasts unless its maker says, and after its making however often it is extended
// (RULES.md, life of a booking).
inline constexpr std::chrono::minutes hold_minutes_default{10};
inline constexpr std::chrono::minutes hold_minutes_max{30};

// Characters (code points) of what people write into a booking.
inline constexpr std::int64_t answer_line_chars_max = 500;
inline constexpr std::int64_t answer_chars_max = 2'000;
inline constexpr std::int64_t email_chars_max = 254;
inline constexpr std::int64_t email_local_chars_max = 64;
inline constexpr std::int64_t phone_chars_max = 32;
inline constexpr std::int64_t web_address_chars_max = 2'000;

}  // namespace kalends
