#pragma once

#include <optional>
#include <vector>

#include "domain/questions.hpp"
#include "domain/rejection.hpp"

namespace kalends {

// Whether the answers are those that the questions ask for: `missing_answer` for the first that
// must be answered and is not, then `invalid_answer` for the first that is none or that nobody
// asked for, each with the answer's place in the request (`/answers/topic`).
[[nodiscard]] std::optional<Refusal> check_answers(const std::vector<GuestQuestion>& questions,
                                                   const Answers& answers);

}  // namespace kalends
