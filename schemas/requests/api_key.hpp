#pragma once

#include "commands/issue_api_key.hpp"
#include "schemas/requests/faults.hpp"

namespace kalends {

// Roles that a key can have are owner, admin, host (of one host) and viewer; scopes narrow them.
[[nodiscard]] Parsed<IssueApiKey> parse_issue_api_key(JsonValue body);

}  // namespace kalends
