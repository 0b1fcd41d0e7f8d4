#include "commands/issue_api_key.hpp"

#include "tests/commands/given.hpp"

namespace issue_api_key_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

constexpr ApiKeyId new_key{IdBits{2, 2}};

IssueApiKey issue(Role role, std::vector<Permission> scopes = {}, HostId host = {}) {
    return {ours, new_key, "5ec2e7", "front desk", role, std::move(scopes), host, {}};
}

Actor with_scopes(std::initializer_list<Permission> permissions_held) {
    Actor actor = owner();
    actor.scopes = {};
    for (const auto p : permissions_held) actor.scopes.add(p);
    return actor;
}

}  // namespace

TEST_CASE("a key is issued with all that was asked for it") {
    auto command = issue(Role::host, {Permission::bookings_read}, anna);
    command.expires_at = after_all;
    CHECK(given().when(command) == Events{ApiKeyIssued{ours,
                                                       new_key,
                                                       "5ec2e7",
                                                       "front desk",
                                                       Role::host,
                                                       {Permission::bookings_read},
                                                       anna,
                                                       after_all}});
}

TEST_CASE("a key is not issued when its time is over already") {
    auto command = issue(Role::viewer);
    command.expires_at = now;
    CHECK(given().when(command) ==
          refuse(Rejection::already_over, "/expires_at", "must lie ahead"));
    *command.expires_at += Milliseconds{1};
    CHECK(given().when(command));
}

TEST_CASE("nobody hands out more than they have") {
    const auto narrow = with_scopes({Permission::api_keys_write, Permission::bookings_read});
    const auto asked = given().as(narrow);
    CHECK(asked.when(issue(Role::admin, {Permission::bookings_read})));
    CHECK(asked.when(issue(Role::admin, {Permission::bookings_write})) ==
          refuse(Rejection::forbidden, "/scopes"));
    CHECK(asked.when(issue(Role::viewer)) == refuse(Rejection::forbidden, "/role"));
}

TEST_CASE("C7: nobody gives a role above their own, but the operator any") {
    const auto by_admin = given().as(with_key(Role::admin));
    CHECK(by_admin.when(issue(Role::owner)) == refuse(Rejection::forbidden, "/role"));
    CHECK(by_admin.when(issue(Role::owner, {Permission::bookings_read})) ==
          refuse(Rejection::forbidden, "/role"));
    for (const auto role : {Role::admin, Role::host, Role::viewer}) {
        CHECK(by_admin.when(issue(role)));
    }
    for (const auto role : {Role::owner, Role::admin, Role::host, Role::viewer}) {
        CHECK(given().as(the_operator()).when(issue(role)));
    }
}

TEST_CASE("C7: no key outlives the one that it was made with, but the operator's do") {
    const auto asked = given({ApiKeyIssued{
        .organisation = ours, .key = owner_key, .role = Role::owner, .expires_at = after_all}});
    const auto refused =
        refuse(Rejection::forbidden, "/expires_at", "must be no later than that of the key used");
    auto command = issue(Role::viewer);
    CHECK(asked.when(command) == refused);
    CHECK(asked.as(the_operator()).when(command));
    command.expires_at = after_all;
    CHECK(asked.when(command));
    *command.expires_at += Milliseconds{1};
    CHECK(asked.when(command) == refused);
    CHECK(asked.as(the_operator()).when(command));
}

TEST_CASE("keys that are revoked or have run out leave room for others") {
    Events full;
    for (std::uint64_t i = 0; i < 999; ++i) {
        full.push_back(ApiKeyIssued{.organisation = ours, .key = ApiKeyId{IdBits{7, i}}});
    }
    full.push_back(
        ApiKeyIssued{.organisation = ours, .key = ApiKeyId{IdBits{7, 999}}, .expires_at = now});
    auto crowded = given(full);
    CHECK(crowded.when(issue(Role::viewer), now - Milliseconds{1}) == refuse(Rejection::too_many));
    CHECK(crowded.when(issue(Role::viewer), now));
    crowded.happened({ApiKeyRevoked{ours, ApiKeyId{IdBits{7, 0}}}});
    CHECK(crowded.when(issue(Role::viewer), now - Milliseconds{1}));
}

TEST_CASE("no key acts as operator, system or guest") {
    for (const auto role : {Role::operator_, Role::system, Role::guest}) {
        CHECK(given().when(issue(role)) == refuse(Rejection::forbidden, "/role"));
    }
    for (const auto role : {Role::owner, Role::admin, Role::host, Role::viewer}) {
        CHECK(given().when(issue(role)));
    }
}

TEST_CASE("a key that was revoked is not brought back by issuing it again") {
    const auto decided = given().when(issue(Role::viewer));
    REQUIRE(decided);
    const auto revoked = given(*decided).happened({ApiKeyRevoked{ours, new_key}});
    CHECK(revoked.when(issue(Role::viewer)) == refuse(Rejection::already_exists));
}

TEST_CASE("C2: reasons against issuing a key come in their order") {
    auto foreign = issue(Role::system, {}, their_host);
    foreign.organisation = theirs;
    const auto asked = given().happened(founded_elsewhere(), opened_at, theirs);
    CHECK(asked.as(viewer()).when(foreign) == refuse(Rejection::not_found));
    CHECK(asked.as(viewer()).when(issue(Role::system, {}, their_host)) ==
          refuse(Rejection::not_found, "/host_id"));
    for (const auto& actor : {viewer(), as_host(anna), guest(carla), anonymous()}) {
        CHECK(asked.as(actor).when(issue(Role::system)) == refuse(Rejection::forbidden));
    }
    const auto narrow = with_scopes({Permission::api_keys_write});
    CHECK(asked.as(narrow).when(issue(Role::system)) == refuse(Rejection::forbidden, "/role"));

    Events full;
    for (std::uint64_t i = 0; i < 1'000; ++i) {
        full.push_back(ApiKeyIssued{.organisation = ours, .key = ApiKeyId{IdBits{7, i}}});
    }
    auto again = issue(Role::viewer);
    again.key = ApiKeyId{IdBits{7, 0}};
    const auto crowded = given(full);
    CHECK(crowded.as(narrow).when(again) == refuse(Rejection::forbidden, "/role"));
    CHECK(crowded.when(again) == refuse(Rejection::already_exists));
    CHECK(crowded.when(issue(Role::viewer)) == refuse(Rejection::too_many));
}

}  // namespace issue_api_key_test
