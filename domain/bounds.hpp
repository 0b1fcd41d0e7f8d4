#pragma once

#include <cstddef>
#include <cstdint>

namespace kalends {

// No event is larger, as bytes in the log, on the topic or in the feed.
inline constexpr std::size_t event_bytes_max = std::size_t{256} * 1024;

// From this revision on a booking is neither moved nor amended; it can always be decided and ended.
inline constexpr std::uint64_t booking_revisions_max = 1'000;

// Schedules are kept with their host, keys with their organisation, and both are loaded whole.
inline constexpr std::size_t schedules_of_host_max = 50;
inline constexpr std::size_t api_keys_max = 1'000;

}  // namespace kalends
