#pragma once

#include "domain/subject.hpp"
#include "schemas/shape/field.hpp"

namespace kalends {

template <>
inline constexpr auto shape<SubjectMade> =
    fields(Field{"subject", &SubjectMade::subject}, Field{"key", &SubjectMade::key});

}  // namespace kalends
