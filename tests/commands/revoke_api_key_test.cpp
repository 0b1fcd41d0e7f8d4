#include "commands/revoke_api_key.hpp"

#include "tests/commands/given.hpp"

namespace revoke_api_key_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

Given with_key_issued() {
    return given({ApiKeyIssued{.organisation = ours, .key = owner_key, .role = Role::owner}});
}

}  // namespace

TEST_CASE("a key is good for nothing once it is revoked") {
    const auto asked = with_key_issued();
    const Events revoked{ApiKeyRevoked{ours, owner_key}};
    CHECK(asked.when(RevokeApiKey{ours, owner_key}) == revoked);
    const auto& key = asked.state(ours).api_keys.at(owner_key);
    CHECK(key.is_live(now));
    const auto after = Given{asked}.happened(revoked, now);
    CHECK_FALSE(after.state(ours).api_keys.at(owner_key).is_live(now));
}

TEST_CASE("C7: a key of a role above the caller's is not the caller's to revoke") {
    const auto asked = with_key_issued();
    CHECK(asked.as(with_key(Role::admin)).when(RevokeApiKey{ours, owner_key}) ==
          refuse(Rejection::forbidden));
    const auto peer = with_key_issued().happened(
        {ApiKeyIssued{.organisation = ours, .key = ApiKeyId{IdBits{2, 8}}, .role = Role::admin}},
        opened_at, ours);
    CHECK(peer.as(with_key(Role::admin)).when(RevokeApiKey{ours, ApiKeyId{IdBits{2, 8}}}));
    CHECK(asked.as(the_operator()).when(RevokeApiKey{ours, owner_key}));
}

TEST_CASE("C2: reasons against revoking a key come in their order") {
    const auto asked = with_key_issued().happened(founded_elsewhere(), opened_at, theirs);
    CHECK(asked.as(viewer()).when(RevokeApiKey{theirs, owner_key}) == refuse(Rejection::not_found));
    CHECK(asked.as(viewer()).when(RevokeApiKey{ours, ApiKeyId{IdBits{2, 9}}}) ==
          refuse(Rejection::not_found));
    for (const auto& actor : {viewer(), as_host(anna), guest(carla), anonymous()}) {
        CHECK(asked.as(actor).when(RevokeApiKey{ours, owner_key}) == refuse(Rejection::forbidden));
    }
    CHECK(asked.if_match(2).when(RevokeApiKey{ours, owner_key}) ==
          refuse(Rejection::stale_revision));
    CHECK(asked.if_match(1).when(RevokeApiKey{ours, owner_key}));
}

}  // namespace revoke_api_key_test
