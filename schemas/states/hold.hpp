#pragma once

#include "domain/hold.hpp"
#include "schemas/shape/field.hpp"
#include "schemas/values/claim.hpp"
#include "schemas/values/meeting_type.hpp"

namespace kalends {

template <>
inline constexpr auto shape<Hold> =
    fields(Field{"id", &Hold::id}, Field{"status", &Hold::status},
           Field{"meeting_type", &Hold::meeting_type}, Field{"type_revision", &Hold::type_revision},
           Field{"when", &Hold::when}, Field{"party", &Hold::party},
           Field{"approval", &Hold::approval}, Field{"expires_at", &Hold::expires_at},
           Field{"is_anonymous", &Hold::is_anonymous}, Field{"overridden", &Hold::overridden},
           Field{"token_key", &Hold::token_key}, Field{"made_by", &Hold::made_by},
           Field{"booking", &Hold::booking}, Field{"revision", &Hold::revision},
           Field{"created_at", &Hold::created_at}, Field{"updated_at", &Hold::updated_at});

}  // namespace kalends
