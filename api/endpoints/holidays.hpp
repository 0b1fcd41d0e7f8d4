#pragma once

#include "api/calls.hpp"

namespace kalends::api {

[[nodiscard]] Result<Intent, Problem> create_holiday_calendar(const WriteCall& call);
[[nodiscard]] Result<Intent, Problem> change_holiday_calendar(const WriteCall& call);
[[nodiscard]] Result<Intent, Problem> remove_holiday_calendar(const WriteCall& call);
[[nodiscard]] Answer list_holiday_calendars(const ReadCall& call);
[[nodiscard]] Answer get_holiday_calendar(const ReadCall& call);

}  // namespace kalends::api
