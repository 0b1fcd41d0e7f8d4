#pragma once

#include <optional>
#include <vector>

#include "domain/questions.hpp"
#include "domain/rejection.hpp"

namespace kalends {

// Whether the answers are those that the questions ask for: `missing_answer` if one that must be
// answered is not, else `invalid_answer` if one is none or nobody asked for it. All of these are
// told, each with the answer's place in the request (`/answers/topic`) and what it must be.
[[nodiscard]] std::optional<Refusal> check_answers(const std::vector<GuestQuestion>& questions,
                                                   const Answers& answers);

}  // namespace kalends
