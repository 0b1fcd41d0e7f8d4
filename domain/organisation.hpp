#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/actor.hpp"
#include "domain/holiday.hpp"
#include "domain/id.hpp"
#include "domain/recorded.hpp"
#include "domain/schedule.hpp"
#include "domain/time.hpp"

namespace kalends {

// What an organisation says of itself.
struct OrganisationTerms {
    std::string name;
    std::string zone;
    DayName week_start = DayName::mon;  // on which the weeks of limits begin (rule L1)

    bool operator==(const OrganisationTerms&) const = default;
};

struct OrganisationCreated {
    OrganisationId organisation;
    OrganisationTerms terms;

    bool operator==(const OrganisationCreated&) const = default;
};

struct OrganisationChanged {
    OrganisationId organisation;
    OrganisationTerms terms;

    bool operator==(const OrganisationChanged&) const = default;
};

// Only a digest of the secret is kept: the key itself is shown once, to whoever asked for it.
struct ApiKeyIssued {
    OrganisationId organisation;
    ApiKeyId key;
    std::string secret_digest;  // SHA-256 of the secret, in hexadecimal
    std::string label;
    Role role{};
    std::vector<Permission> scopes;
    HostId host;  // for the role `host`; else nil
    std::optional<Instant> expires_at;

    bool operator==(const ApiKeyIssued&) const = default;
};

// What the key may do: all that its role may, or those of it that it was narrowed to.
[[nodiscard]] Scopes scopes_of(const ApiKeyIssued& key);

struct ApiKeyRevoked {
    OrganisationId organisation;
    ApiKeyId key;

    bool operator==(const ApiKeyRevoked&) const = default;
};

struct ApiKey {
    ApiKeyIssued issued;
    Instant issued_at;
    std::optional<Instant> revoked_at;

    [[nodiscard]] bool is_live(Instant now) const {
        return !revoked_at && (!issued.expires_at || now < *issued.expires_at);
    }
    // When it was revoked or, if earlier, ran out; nothing while it lives.
    [[nodiscard]] std::optional<Instant> ended_at(Instant now) const;
    // A key changes once in its life.
    [[nodiscard]] std::uint64_t revision() const { return revoked_at ? 2 : 1; }
    bool operator==(const ApiKey&) const = default;
};

// The tenant. `revision` counts the changes to its own terms; it is the ETag.
struct Organisation {
    using Event = std::variant<OrganisationCreated, OrganisationChanged, ApiKeyIssued,
                               ApiKeyRevoked, HolidayCalendarSet, HolidayCalendarRemoved>;

    OrganisationId id;
    OrganisationTerms terms;
    std::uint64_t revision = 0;
    Instant created_at;
    std::map<ApiKeyId, ApiKey> api_keys;  // those that ended long ago are let go of
    HolidayCalendars holidays;

    bool operator==(const Organisation&) const = default;
};

[[nodiscard]] Organisation evolve(Organisation, const OrganisationCreated&, const Recorded&);
[[nodiscard]] Organisation evolve(Organisation, const OrganisationChanged&, const Recorded&);
[[nodiscard]] Organisation evolve(Organisation, const ApiKeyIssued&, const Recorded&);
[[nodiscard]] Organisation evolve(Organisation, const ApiKeyRevoked&, const Recorded&);
[[nodiscard]] Organisation evolve(Organisation, const HolidayCalendarSet&, const Recorded&);
[[nodiscard]] Organisation evolve(Organisation, const HolidayCalendarRemoved&, const Recorded&);

}  // namespace kalends
