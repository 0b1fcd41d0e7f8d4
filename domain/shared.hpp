#pragma once

#include <memory>

namespace kalends {

// Whether two values that states share are the same, or equal; none equals none.
template <class Value>
[[nodiscard]] bool are_same(const std::shared_ptr<Value>& a, const std::shared_ptr<Value>& b) {
    return a == b || (a && b && *a == *b);
}

}  // namespace kalends
