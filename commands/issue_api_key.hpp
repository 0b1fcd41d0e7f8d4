#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commands/decision.hpp"
#include "commands/scope.hpp"

namespace kalends {

// A new key for a program, of a role and at most its own maker's scopes. The secret itself stays
// with the edge, which shows it once.
struct IssueApiKey {
    static constexpr std::string_view name = "issue-api-key";

    OrganisationId organisation;
    ApiKeyId key;
    std::string secret_digest;
    std::string label;
    Role role = Role::viewer;
    std::vector<Permission> scopes;  // none: all of its role
    HostId host;
    std::optional<Instant> expires_at;
};

[[nodiscard]] inline StreamId target(const IssueApiKey& c) {
    return stream_of(c.organisation);
}
void needs(const IssueApiKey&, Scope&);
[[nodiscard]] Decision decide(const IssueApiKey&, const Scope&, Instant now);

}  // namespace kalends
