#pragma once

#include "domain/session.hpp"
#include "schemas/shape/field.hpp"
#include "schemas/states/host.hpp"
#include "schemas/values/claim.hpp"

namespace kalends {

template <>
inline constexpr auto shape<SessionMember> =
    fields(Field{"holder", &SessionMember::holder}, Field{"party", &SessionMember::party},
           Field{"expires_at", &SessionMember::expires_at});

template <>
inline constexpr auto shape<Session> =
    fields(Field{"id", &Session::id}, Field{"meeting_type", &Session::meeting_type},
           Field{"when", &Session::when}, Field{"seats", &Session::seats},
           Field{"members", &Session::members}, Field{"revision", &Session::revision},
           Field{"created_at", &Session::created_at}, Field{"updated_at", &Session::updated_at});

}  // namespace kalends
