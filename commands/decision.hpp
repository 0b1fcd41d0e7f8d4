#pragma once

#include <string_view>

#include "domain/event.hpp"
#include "domain/rejection.hpp"
#include "domain/result.hpp"

namespace kalends {

// What `decide` answers: the events that happen, none if nothing changes, or why not.
using Decision = Result<Events, Refusal>;

// `field` is a JSON pointer into the request, or empty when no one field is the cause; `detail`
// says what is wrong where the reason is not all.
[[nodiscard]] inline Refusal refuse(Rejection reason, std::string_view field = {},
                                    std::string_view detail = {}) {
    return {reason, std::string{field}, {}, std::string{detail}};
}

}  // namespace kalends
