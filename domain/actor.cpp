#include "domain/actor.hpp"

#include "domain/check.hpp"

namespace kalends {
namespace {

Scopes every_scope() {
    Scopes scopes;
    for (int p = 0; p < permissions; ++p) scopes.add(static_cast<Permission>(p));
    return scopes;
}

Scopes reading() {
    Scopes scopes;
    scopes.add(Permission::organisation_read);
    scopes.add(Permission::hosts_read);
    scopes.add(Permission::meeting_types_read);
    scopes.add(Permission::bookings_read);
    return scopes;
}

Scopes of_host() {
    Scopes scopes = reading();
    scopes.add(Permission::hosts_write);
    scopes.add(Permission::bookings_write);
    scopes.add(Permission::bookings_decide);
    return scopes;
}

Scopes of_guest() {
    Scopes scopes;
    scopes.add(Permission::meeting_types_read);
    scopes.add(Permission::bookings_write);
    return scopes;
}

}  // namespace

Scopes scopes_of(Role role) {
    switch (role) {
        case Role::owner:
        case Role::admin:
        case Role::operator_:
        case Role::system:
            return every_scope();
        case Role::host:
            return of_host();
        case Role::viewer:
            return reading();
        case Role::guest:
            return of_guest();
    }
    broken("every role has scopes");
}

std::string_view name_of(Permission permission) {
    switch (permission) {
        case Permission::organisation_read:
            return "organisation:read";
        case Permission::organisation_write:
            return "organisation:write";
        case Permission::api_keys_read:
            return "api-keys:read";
        case Permission::api_keys_write:
            return "api-keys:write";
        case Permission::hosts_read:
            return "hosts:read";
        case Permission::hosts_write:
            return "hosts:write";
        case Permission::meeting_types_read:
            return "meeting-types:read";
        case Permission::meeting_types_write:
            return "meeting-types:write";
        case Permission::bookings_read:
            return "bookings:read";
        case Permission::bookings_write:
            return "bookings:write";
        case Permission::bookings_decide:
            return "bookings:decide";
        case Permission::bookings_override:
            return "bookings:override";
    }
    broken("every permission has a name");
}

std::string_view name_of(Role role) {
    switch (role) {
        case Role::owner:
            return "owner";
        case Role::admin:
            return "admin";
        case Role::host:
            return "host";
        case Role::viewer:
            return "viewer";
        case Role::guest:
            return "guest";
        case Role::operator_:
            return "operator";
        case Role::system:
            return "system";
    }
    broken("every role has a name");
}

std::string_view name_of(ActorKind kind) {
    switch (kind) {
        case ActorKind::anonymous:
            return "anonymous";
        case ActorKind::api_key:
            return "api-key";
        case ActorKind::guest:
            return "guest";
        case ActorKind::member:
            return "member";
        case ActorKind::operator_:
            return "operator";
        case ActorKind::system:
            return "system";
    }
    broken("every kind of actor has a name");
}

}  // namespace kalends
