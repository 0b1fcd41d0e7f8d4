#pragma once

#include "api/calls.hpp"

namespace kalends::api {

[[nodiscard]] Result<Intent, Problem> create_meeting_type(const WriteCall& call);
[[nodiscard]] Result<Intent, Problem> change_meeting_type(const WriteCall& call);
[[nodiscard]] Result<Intent, Problem> retire_meeting_type(const WriteCall& call);
[[nodiscard]] Answer list_meeting_types(const ReadCall& call);
[[nodiscard]] Answer get_meeting_type(const ReadCall& call);

}  // namespace kalends::api
