#pragma once

#include "api/calls.hpp"

namespace kalends::api {

// A time that is taken is answered with up to three others.
[[nodiscard]] Result<Intent, Problem> book(const WriteCall& call);
[[nodiscard]] Result<Intent, Problem> reschedule_booking(const WriteCall& call);
[[nodiscard]] Result<Intent, Problem> reassign_booking(const WriteCall& call);
[[nodiscard]] Result<Intent, Problem> amend_booking(const WriteCall& call);
[[nodiscard]] Result<Intent, Problem> cancel_booking(const WriteCall& call);
[[nodiscard]] Result<Intent, Problem> approve_booking(const WriteCall& call);
[[nodiscard]] Result<Intent, Problem> reject_booking(const WriteCall& call);
[[nodiscard]] Result<Intent, Problem> complete_booking(const WriteCall& call);
[[nodiscard]] Result<Intent, Problem> mark_no_show(const WriteCall& call);
[[nodiscard]] Result<Intent, Problem> undo_no_show(const WriteCall& call);

// By id or by short reference.
[[nodiscard]] Answer get_booking(const ReadCall& call);

}  // namespace kalends::api
