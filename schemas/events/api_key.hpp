#pragma once

#include "domain/organisation.hpp"
#include "schemas/shape/field.hpp"

namespace kalends {

template <>
inline constexpr auto shape<ApiKeyIssued> =
    named("api_key.issued.v1", Field{"organisation", &ApiKeyIssued::organisation},
          Field{"key", &ApiKeyIssued::key}, Field{"secret_digest", &ApiKeyIssued::secret_digest},
          Maybe{"label", &ApiKeyIssued::label}, Field{"role", &ApiKeyIssued::role},
          Field{"scopes", &ApiKeyIssued::scopes}, Maybe{"host", &ApiKeyIssued::host},
          Maybe{"expires_at", &ApiKeyIssued::expires_at});

template <>
inline constexpr auto shape<ApiKeyRevoked> =
    named("api_key.revoked.v1", Field{"organisation", &ApiKeyRevoked::organisation},
          Field{"key", &ApiKeyRevoked::key});

}  // namespace kalends
