#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/id.hpp"
#include "eventstore/randomness.hpp"
#include "eventstore/sha256.hpp"

namespace kalends::api {

// An API key as its holder has it: whose it is, which one, and the secret that proves it.
struct ApiKeyParts {
    OrganisationId organisation;
    ApiKeyId key;
    std::string secret;
};
inline constexpr std::string_view api_key_prefix = "kal_";
inline constexpr std::string_view operator_key_prefix = "kalop_";

[[nodiscard]] std::string key_text(const ApiKeyParts& parts);
[[nodiscard]] std::optional<ApiKeyParts> parse_api_key(std::string_view text);

[[nodiscard]] std::string new_api_key_secret(Randomness& randomness);
[[nodiscard]] std::string new_operator_key(Randomness& randomness);

// SHA-256 in hexadecimal: all that is ever written of a secret.
[[nodiscard]] std::string hex_digest(Sha256& sha, std::string_view secret);
// The same as octets, for the operator's key.
[[nodiscard]] Digest digest_of(Sha256& sha, std::string_view secret);

// Takes as long whatever differs, so that a guesser learns nothing from the time.
[[nodiscard]] bool are_equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace kalends::api
