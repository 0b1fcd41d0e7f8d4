#include "domain/actor.hpp"

#include <doctest/doctest.h>

#include <set>

namespace actor_test {

using namespace kalends;

TEST_CASE("every permission, role and kind of actor has a name of its own") {
    std::set<std::string_view> names;
    for (int p = 0; p < permissions; ++p) names.insert(name_of(static_cast<Permission>(p)));
    CHECK(names.size() == permissions);
    std::set<std::string_view> roles;
    for (auto r = 0; r <= static_cast<int>(Role::system); ++r) {
        roles.insert(name_of(static_cast<Role>(r)));
    }
    CHECK(roles.size() == 7);
    std::set<std::string_view> kinds;
    for (auto k = 0; k <= static_cast<int>(ActorKind::system); ++k) {
        kinds.insert(name_of(static_cast<ActorKind>(k)));
    }
    CHECK(kinds.size() == 6);
}

TEST_CASE("C1: only who runs the organisation may override") {
    CHECK(scopes_of(Role::owner).has(Permission::bookings_override));
    CHECK(scopes_of(Role::admin).has(Permission::bookings_override));
    CHECK_FALSE(scopes_of(Role::host).has(Permission::bookings_override));
    CHECK_FALSE(scopes_of(Role::viewer).has(Permission::bookings_override));
    CHECK_FALSE(scopes_of(Role::guest).has(Permission::bookings_override));
}

TEST_CASE("C1: viewers write nothing, and guests decide nothing") {
    for (const auto writing : {Permission::organisation_write, Permission::api_keys_write,
                               Permission::hosts_write, Permission::meeting_types_write,
                               Permission::bookings_write, Permission::bookings_decide}) {
        CHECK_FALSE(scopes_of(Role::viewer).has(writing));
        CHECK(scopes_of(Role::guest).has(writing) == (writing == Permission::bookings_write));
    }
}

TEST_CASE("a key's scopes narrow its role, and never widen it") {
    Scopes asked;
    asked.add(Permission::bookings_read);
    asked.add(Permission::bookings_write);
    const auto held = scopes_of(Role::viewer).both(asked);
    CHECK(held.has(Permission::bookings_read));
    CHECK_FALSE(held.has(Permission::bookings_write));
    CHECK_FALSE(held.has(Permission::hosts_read));
}

}  // namespace actor_test
