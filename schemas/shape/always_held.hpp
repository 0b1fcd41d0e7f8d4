#pragma once

namespace kalends {

// Of a value that others share: whether it is always there. Else it may be absent.
template <class Value>
inline constexpr bool is_always_held = false;

}  // namespace kalends
