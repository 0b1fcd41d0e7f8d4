#pragma once

#include "domain/subject.hpp"
#include "schemas/shape/field.hpp"

namespace kalends {

template <>
inline constexpr auto shape<Subject> =
    fields(Field{"id", &Subject::id}, Field{"key", &Subject::key},
           Field{"is_erased", &Subject::is_erased});

}  // namespace kalends
