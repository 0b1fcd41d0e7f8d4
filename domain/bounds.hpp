#pragma once

#include <cstddef>

namespace kalends {

// No event is larger, as bytes in the log, on the topic or in the feed.
inline constexpr std::size_t event_bytes_max = std::size_t{256} * 1024;

}  // namespace kalends
