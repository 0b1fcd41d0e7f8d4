#include "schemas/requests/api_key.hpp"

#include "schemas/requests/values.hpp"

namespace kalends {
namespace {

// Only a key that acts for one host names it.
void check_host(BodyMembers& members, const IssueApiKey& c) {
    if (c.role == Role::host && c.host.is_nil()) {
        members.note("host_id", "is missing: a key of the role host acts for one");
    } else if (c.role != Role::host && !c.host.is_nil()) {
        members.note("host_id", "must be left out: only a key of the role host has one");
    }
}

void check_scopes(BodyMembers& members, const IssueApiKey& c) {
    const Scopes of_role = scopes_of(c.role);
    for (const auto scope : c.scopes) {
        if (of_role.has(scope)) continue;
        members.note("scopes", "must not name " + std::string{name_of(scope)} +
                                   ", which the role " + std::string{name_of(c.role)} + " lacks");
    }
}

}  // namespace

Parsed<IssueApiKey> parse_issue_api_key(JsonValue body) {
    return parse_body<IssueApiKey>(body, [](BodyMembers& members, IssueApiKey& c) {
        const ChoiceRule<Role> roles{{Role::owner, Role::admin, Role::host, Role::viewer}};
        std::optional<Role> role;
        members.must("label", c.label, TextRule{bounds::label_chars});
        members.must("role", role, roles);
        members.may("scopes", c.scopes, set_of(bounds::scopes, any_of<Permission>()));
        const bool names_host = members.may("host_id", c.host, or_null<HostId>(read_id<HostId>));
        members.may("expires_at", c.expires_at,
                    or_null<std::optional<Instant>>(read_form<Instant>));
        if (!role) return;
        c.role = *role;
        if (!names_host || !c.host.is_nil()) check_host(members, c);
        check_scopes(members, c);
    });
}

}  // namespace kalends
